/**
 * What a bank has, and a competence framework in another format has not: all that serves to ask and to estimate, and
 * texts in a second language.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as BankFile from '../bank/BankFile'
import * as Resolve from '../bank/Resolve'
import * as Text from '../bank/Text'
import * as Ids from './Ids'
import * as Loss from './Loss'

const PLAIN: BankFile.Draft = { format: BankFile.FORMAT, id: '', title: '', competences: [] }

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

const titles = ({ title, domains, competences }: Bank): ReadonlyArray<Text.Text> =>
  [
    title,
    ...domains.map((domain) => domain.title),
    ...competences.flatMap((competence) => [
      competence.title,
      ...competence.topics.map((topic) => topic.title),
      ...competence.acquis.map((acquis) => acquis.title)
    ])
  ].filter((each) => each !== undefined)

/** Titles that are written in `locale` alone; all else is listed. */
export const of = (bank: Bank, locale: string | undefined): ReadonlyArray<Loss.Loss> => {
  const topics = bank.competences.flatMap((competence) => competence.topics)
  const acquis = bank.competences.flatMap((competence) => competence.acquis)
  const named = (
    what: string,
    some: ReadonlyArray<{ readonly id: string }>,
    why: string
  ): ReadonlyArray<Loss.Loss> =>
    Loss.named(
      what,
      some.map(({ id }) => id),
      why
    )
  const translations = titles(bank).flatMap((title) => {
    const kept = Text.closest(locale ?? '', Text.locales(title))
    return Text.locales(title).filter((each) => each !== kept)
  })
  const settings = [
    ...(isSame(bank.prior, Resolve.prior(PLAIN)) ? [] : ['model']),
    ...(isSame(bank.skip, Resolve.skip(PLAIN)) ? [] : ['defaults.skip'])
  ]
  return [
    ...named(
      'challenges, with their prompts, solutions, hints and parameters',
      acquis.flatMap(({ challenges }) => challenges),
      'it is a framework, not an item bank'
    ),
    ...named(
      'hints and resources for the next time',
      acquis.filter(({ nextTime }) => nextTime !== undefined),
      'it has no place for them'
    ),
    ...named(
      'lists of resources to learn more',
      [...topics, ...acquis].filter(({ learnMore }) => learnMore.length > 0),
      'it has no place for them'
    ),
    ...named(
      'difficulties',
      acquis.filter(({ difficulty, level }) => difficulty !== level),
      'it has levels alone'
    ),
    ...Loss.named('settings of the bank', settings, 'it has no place for them'),
    ...Loss.counted(
      `titles in other locales (${[...new Set(translations)].join(', ')})`,
      translations.length,
      'it is in one language'
    ),
    ...(Ids.slug(typeof bank.title === 'string' ? bank.title : Text.inLocale(locale ?? '')(bank.title)) ===
    bank.id
      ? []
      : Loss.named('ids of banks', [bank.id], 'it has none; an import makes one of the title'))
  ]
}

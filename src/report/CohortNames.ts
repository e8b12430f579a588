/**
 * Lists with names, on a page of their own that no other page leads to: it is for those who invite and seat people.
 *
 * Laws
 * 1. whatever a name holds, it is shown as text
 *
 * @since 0.2.0
 */
import { voice as voiceOf, type Glossary, type Voice } from './CohortWords'
import { h, type Child } from './Html'
import { languageOf } from './Language'
import * as Page from './Page'

export interface Lists {
  readonly base: number
  readonly reminders: ReadonlyArray<{
    readonly learner: string
    readonly role: string
    readonly began: boolean
  }>
  readonly fragile: ReadonlyArray<{
    readonly learner: string
    readonly competence: string
    readonly below: number
  }>
  /** Who is seated, session by session. */
  readonly seats: ReadonlyArray<{ readonly offer: string; readonly learners: ReadonlyArray<string> }>
}

const table = (
  { words }: Voice,
  caption: string,
  columns: ReadonlyArray<Page.Column>,
  rows: ReadonlyArray<ReadonlyArray<Child>>
): Child => (rows.length === 0 ? h('p', {}, words.nobody) : Page.table({ caption, columns, rows }))

/** Competences of each learner; in the order in which they stand. */
const byLearner = (fragile: Lists['fragile']): ReadonlyArray<readonly [string, Lists['fragile']]> => {
  const found = new Map<string, Array<Lists['fragile'][number]>>()
  for (const each of fragile) {
    const own = found.get(each.learner)
    if (own === undefined) found.set(each.learner, [each])
    else own.push(each)
  }
  return [...found]
}

/** The page, as a file to write. */
export const of = ({ base, reminders, fragile, seats }: Lists, glossary: Glossary, wish?: string): string => {
  const locale = wish ?? glossary.bank?.locales[0] ?? ''
  const voice = voiceOf(glossary, languageOf(locale), locale)
  const { words, notation } = voice
  const title = words.fragility(notation.number(base, 0))
  const [learner, competences] = words.fragilityColumns
  return Page.page({
    language: languageOf(locale),
    title: words.names,
    subtitle: words.namesSubtitle,
    body: [
      Page.section(
        'reminders',
        words.reminders,
        table(
          voice,
          words.reminders,
          words.remindersColumns.map((each) => ({ title: each })),
          reminders.map((each) => [
            each.learner,
            voice.groupName({ by: 'role', group: each.role, kind: 'group' }),
            words.began[each.began ? 1 : 0] ?? ''
          ])
        )
      ),
      Page.section(
        'fragility',
        title,
        table(
          voice,
          title,
          [{ title: learner }, { title: competences }],
          byLearner(fragile).map(([learner, own]) => [
            learner,
            own.map(({ competence, below }) =>
              h('div', {}, `${voice.competence(competence)} – ${notation.percent(below, 0)}`)
            )
          ])
        )
      ),
      ...(seats.length === 0
        ? []
        : [
            Page.section(
              'seats',
              words.seats,
              ...seats.flatMap(({ offer, learners }, i) => [
                h('h3', {}, words.session(notation.number(i + 1, 0), voice.offer(offer).title)),
                h('ol', {}, ...learners.map((each) => h('li', {}, each)))
              ])
            )
          ])
    ]
  })
}

/** A learner's page. */
export interface Leaf {
  readonly learner: string
  readonly file: string
}

/** A list of learners that leads to the page of each. */
export const pages = (leaves: ReadonlyArray<Leaf>, glossary: Glossary, wish?: string): string => {
  const locale = wish ?? glossary.bank?.locales[0] ?? ''
  const { words } = voiceOf(glossary, languageOf(locale), locale)
  return Page.page({
    language: languageOf(locale),
    title: words.learnerPages,
    subtitle: words.namesSubtitle,
    body: [
      leaves.length === 0
        ? h('p', {}, words.nobody)
        : h('ol', {}, ...leaves.map(({ learner, file }) => h('li', {}, h('a', { href: file }, learner))))
    ]
  })
}

/**
 * The part of a bank that an assessment may ask, as dense tables.
 *
 * @since 0.1.0
 */
import * as Text from '../bank/Text'
import { acquisCount, type Model } from '../knowledge/Model'
import type { Campaign, Part } from './Campaign'

export interface Scope {
  /** Indexes of the competences, in the order of asking. */
  readonly competences: ReadonlyArray<number>
  /** Whether an acquis counts, by its index through the whole bank. */
  readonly acquis: Uint8Array
  /** How many acquis of each competence count. */
  readonly counts: Int32Array
}

const everything = (model: Model): ReadonlyArray<Part> =>
  model.bank.competences.map(({ id }) => ({ competence: id }))

/** The scope of a campaign; the whole bank where it names none. */
export const of = (model: Model, campaign: Campaign | undefined): Scope => {
  const parts = campaign !== undefined && campaign.scope.length > 0 ? campaign.scope : everything(model)
  const acquis = new Uint8Array(acquisCount(model.competences))
  const counts = new Int32Array(model.competences.length)
  const competences: Array<number> = []
  for (const { competence: id, topic, upTo = 8 } of parts) {
    const index = model.competenceOf.get(id)
    const competence = index === undefined ? undefined : model.competences[index]
    if (index === undefined || competence === undefined) continue
    if (!competences.includes(index)) competences.push(index)
    competence.competence.acquis.forEach((each, a) => {
      const place = competence.acquisOffset + a
      if ((topic !== undefined && each.topic !== topic) || each.level > upTo || acquis[place] === 1) return
      acquis[place] = 1
      counts[index] = (counts[index] ?? 0) + 1
    })
  }
  return { competences: competences.filter((c) => (counts[c] ?? 0) > 0), acquis, counts }
}

/** Items by competence, by acquis of the competence, in bank order. */
export type ItemLists = ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>

/** The items that may be asked at all: in scope, active, in the learner's locale. */
export const eligible = (
  { competences, items }: Model,
  scope: Scope,
  locale: string | undefined
): ItemLists =>
  competences.map(({ acquisOffset, firstItem, lastItem, levels }, c) => {
    if (scope.counts[c] === 0) return []
    const lists: Array<Array<number>> = Array.from(levels, () => [])
    for (let index = firstItem; index < lastItem; index++) {
      const item = items[index]
      if (item === undefined || scope.acquis[acquisOffset + item.acquis] !== 1) continue
      const { locales, status } = item.challenge
      const spoken = locales.length === 0 || locale === undefined || locales.includes(locale)
      if (status === 'active' && spoken) lists[item.acquis]?.push(index)
    }
    return lists
  })

/**
 * The locale of the bank that serves a wish best. Where the bank does not tell locales apart it is the wish itself, for
 * there is more to say to a learner than what stands in the bank; undefined where nothing, or no locale, was wished for.
 */
export const localeOf = (model: Model, wish: string | undefined): string | undefined =>
  Text.closest(wish ?? '', model.bank.locales) ??
  (wish !== undefined && Text.localePattern.test(wish) ? wish : undefined)

/**
 * What the parts of a bank are called in a locale; where one has no title, its id.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import { inLocale } from '../bank/Text'

export interface Titles {
  readonly bank: string
  readonly competence: (id: string) => string
  readonly topic: (competence: string, id: string) => string
  /** Ids of acquis are unique in a bank. */
  readonly acquis: (id: string) => string
}

/** A name that no other topic of the bank has: ids have no slash. */
const topicKey = (competence: string, id: string): string => `${competence}/${id}`

export const of = (bank: Bank, locale: string): Titles => {
  const text = inLocale(locale)
  const { competences } = bank
  const names = new Map(competences.map(({ id, title }) => [id, text(title)]))
  const topics = new Map(
    competences.flatMap(({ id, topics: own }) =>
      own.map((topic) => [topicKey(id, topic.id), text(topic.title)] as const)
    )
  )
  const acquis = new Map(
    competences.flatMap((each) => each.acquis.map(({ id, title }) => [id, text(title ?? id)] as const))
  )
  return {
    bank: text(bank.title),
    competence: (id) => names.get(id) ?? id,
    topic: (competence, id) => topics.get(topicKey(competence, id)) ?? id,
    acquis: (id) => acquis.get(id) ?? id
  }
}

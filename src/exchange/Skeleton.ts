/**
 * A framework of another format, ready to become a bank: its tree, its levels, and what it says about prerequisites. Parts
 * name each other by their places; here they are given ids.
 *
 * Laws
 * 1. whatever stands in the bank, it is known where the framework has it
 *
 * @since 0.2.0
 */
import type { Path } from '../bank/Issue'
import type { Text } from '../bank/Text'
import * as Ids from './Ids'

/** What may become its id, the best first; where the framework has it; its title. */
export interface Part {
  readonly wishes: ReadonlyArray<string>
  readonly origin: Path
  readonly title: Text | undefined
}

export interface TitledPart extends Part {
  readonly title: Text
}

export interface AcquisPart extends Part {
  /** Its place among the topics of its competence; one that has none is of a topic named like the competence. */
  readonly topic: number | undefined
  readonly level: number
  /** Places among the acquis of its competence; undefined where nothing is said, and the bank's default holds. */
  readonly requires: ReadonlyArray<number> | undefined
  /** Ids of challenges of which no more is known, unique in the whole; none where it is absent. */
  readonly challenges?: ReadonlyArray<string>
}

export interface CompetencePart extends TitledPart {
  /** Its place among the domains. */
  readonly domain: number | undefined
  readonly topics: ReadonlyArray<TitledPart>
  readonly acquis: ReadonlyArray<AcquisPart>
}

export interface Skeleton {
  readonly wishes: ReadonlyArray<string>
  readonly title: Text
  readonly domains: ReadonlyArray<Part>
  readonly competences: ReadonlyArray<CompetencePart>
  /** Whether a skip tells something; where it is left out, as a bank has it by default. */
  readonly skips?: boolean
}

/** The ids that the parts of a skeleton are given, by their places in it. */
export interface Named {
  readonly bank: string
  readonly domains: ReadonlyArray<string>
  readonly competences: ReadonlyArray<string>
  readonly topics: ReadonlyArray<ReadonlyArray<string>>
  readonly acquis: ReadonlyArray<ReadonlyArray<string>>
}

/** The topics of a competence, with the one for acquis that have none, where there are such. */
export const topicsOf = ({
  title,
  wishes,
  origin,
  topics,
  acquis
}: CompetencePart): CompetencePart['topics'] =>
  acquis.some(({ topic }) => topic === undefined) ? [...topics, { title, wishes, origin }] : topics

const wishesOf = (parts: ReadonlyArray<Part>): ReadonlyArray<ReadonlyArray<string>> =>
  parts.map(({ wishes }) => wishes)

/** Cut into pieces of the given lengths. */
const cut = <A>(all: ReadonlyArray<A>, lengths: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<A>> => {
  let start = 0
  return lengths.map((length) => all.slice(start, (start += length)))
}

/** Each id is unique where a bank wants it to be: topics in their competence, all others in the bank. */
export const named = ({ wishes, domains, competences }: Skeleton): Named => {
  const acquis = competences.map((competence) => competence.acquis)
  return {
    bank: Ids.distinct([wishes], 'framework').join(''),
    domains: Ids.distinct(wishesOf(domains), 'domain'),
    competences: Ids.distinct(wishesOf(competences), 'competence'),
    topics: competences.map((competence) => Ids.distinct(wishesOf(topicsOf(competence)), 'topic')),
    acquis: cut(
      Ids.distinct(wishesOf(acquis.flat()), 'acquis'),
      acquis.map(({ length }) => length)
    )
  }
}

/** Where a framework has what stands in the bank at a path; its top where that cannot be told. */
export type OriginOf = (path: Path) => Path

/** Of a domain, a competence, a topic or an acquis, and of whatever is in it. */
export const originOf = ({ domains, competences }: Skeleton, ids: Named): OriginOf => {
  const tree = (parts: ReadonlyArray<Part>, names: ReadonlyArray<string> = []) =>
    new Map(parts.map(({ origin }, i) => [names[i] ?? '', origin]))
  const ofDomain = tree(domains, ids.domains)
  const ofCompetence = tree(competences, ids.competences)
  const ofTopic = new Map(
    competences.map((each, c) => [ids.competences[c] ?? '', tree(topicsOf(each), ids.topics[c])])
  )
  const ofAcquis = tree(
    competences.flatMap(({ acquis }) => acquis),
    ids.acquis.flat()
  )
  return ([group, first = '', part, second = '', third = '']) => {
    const [id, inner, innermost] = [String(first), String(second), String(third)]
    if (group === 'domains') return ofDomain.get(id) ?? []
    if (group !== 'competences') return []
    const within =
      part === 'topics'
        ? ofTopic.get(id)?.get(inner)
        : part === 'levels'
          ? ofAcquis.get(innermost)
          : undefined
    return within ?? ofCompetence.get(id) ?? []
  }
}

/**
 * A bank without challenges, made from a framework of another format: its tree, its levels, and what it says about
 * prerequisites. Parts name each other by their places; ids are found for them here.
 *
 * Laws
 * 1. it is a bank: `Bank.decode` takes it
 * 2. it keeps the tree, the titles and the levels
 * 3. it keeps the requirements, but for those that it lists
 *
 * @since 0.2.0
 */
import * as BankFile from '../bank/BankFile'
import type { Path } from '../bank/Issue'
import { STATES } from '../bank/PrerequisiteChecks'
import * as Resolve from '../bank/Resolve'
import type { Text } from '../bank/Text'
import * as Blocks from './Blocks'
import * as Ids from './Ids'
import * as Loss from './Loss'

/** What may become its id, the best first; its title; and where the framework has it. */
export interface Part {
  readonly wishes: ReadonlyArray<string>
  readonly origin: Path
  readonly title?: Text
}

export interface TitledPart extends Part {
  readonly title: Text
}

export interface AcquisPart extends Part {
  /** Its place among the topics of its competence; one that has none is of a topic named like the competence. */
  readonly topic?: number
  readonly level: number
  /** Places among the acquis of its competence; absent where the framework says nothing, and the bank's default holds. */
  readonly requires?: ReadonlyArray<number>
}

export interface CompetencePart extends TitledPart {
  /** Its place among the domains. */
  readonly domain?: number
  readonly topics: ReadonlyArray<TitledPart>
  readonly acquis: ReadonlyArray<AcquisPart>
}

export interface Skeleton {
  readonly wishes: ReadonlyArray<string>
  readonly title: Text
  readonly domains: ReadonlyArray<Part>
  readonly competences: ReadonlyArray<CompetencePart>
}

/** The ids that the parts of a skeleton have been given, by their places in it. */
export interface Named {
  readonly domains: ReadonlyArray<string>
  readonly competences: ReadonlyArray<string>
  readonly topics: ReadonlyArray<ReadonlyArray<string>>
  readonly acquis: ReadonlyArray<ReadonlyArray<string>>
}

/** What an import makes: a bank as a file has it, and what it could not take along. */
export interface Imported {
  readonly bank: unknown
  readonly losses: ReadonlyArray<Loss.Loss>
  /** Where the framework has what stands in the bank at this path; its top where that cannot be told. */
  readonly originOf: (path: Path) => Path
}

const titled = (title: Text | undefined): { readonly title?: Text } => (title === undefined ? {} : { title })

const wishesOf = (parts: ReadonlyArray<Part>): ReadonlyArray<ReadonlyArray<string>> =>
  parts.map(({ wishes }) => wishes)

/** Cut into pieces of the given lengths. */
const cut = <A>(all: ReadonlyArray<A>, lengths: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<A>> => {
  let start = 0
  return lengths.map((length) => all.slice(start, (start += length)))
}

/** The topics of a competence, with the one for acquis that have none, where there are such. */
const topicsOf = ({ title, wishes, origin, topics, acquis }: CompetencePart): CompetencePart['topics'] =>
  acquis.some(({ topic }) => topic === undefined) ? [...topics, { title, wishes, origin }] : topics

const named = (skeleton: Skeleton): Named => {
  const { domains, competences } = skeleton
  return {
    domains: Ids.distinct(wishesOf(domains), 'domain'),
    competences: Ids.distinct(wishesOf(competences), 'competence'),
    topics: competences.map((competence) => Ids.distinct(wishesOf(topicsOf(competence)), 'topic')),
    acquis: cut(
      Ids.distinct(
        competences.flatMap(({ acquis }) => wishesOf(acquis)),
        'acquis'
      ),
      competences.map(({ acquis }) => acquis.length)
    )
  }
}

interface Built {
  readonly body: BankFile.CompetenceDraft
  /** Requirements that a bank could not bear, in words. */
  readonly freed: ReadonlyArray<string>
}

const built = (
  part: CompetencePart,
  domain: string | undefined,
  topics: ReadonlyArray<string>,
  ids: ReadonlyArray<string>
): Built => {
  const idAt = (i: number): string => ids[i] ?? ''
  const written = part.acquis.map(({ topic, title, requires }): BankFile.AcquisDraft => ({
    topic: topics[topic ?? part.topics.length] ?? '',
    ...titled(title),
    ...(requires === undefined ? {} : { requires: requires.map(idAt) })
  }))
  const levelAt = (i: number): number => part.acquis[i]?.level ?? 1
  // As a bank has them: by level, then as they come.
  const order = part.acquis.map((_, i) => i).sort((a, b) => levelAt(a) - levelAt(b) || a - b)
  const placed = order.flatMap((i): ReadonlyArray<Resolve.Placed> => {
    const body = written[i]
    return body === undefined ? [] : [{ id: idAt(i), written: String(levelAt(i)), level: levelAt(i), body }]
  })
  const required = Resolve.requires(placed)
  const free = Blocks.freed(
    Blocks.below(
      placed.map(({ id }) => id),
      required
    )
  )
  const levels = new Map<string, Array<readonly [string, BankFile.AcquisDraft]>>()
  placed.forEach(({ id, written: level, body }, i) => {
    const own = levels.get(level) ?? []
    own.push([id, free.has(i) ? { ...body, requires: [] } : body])
    levels.set(level, own)
  })
  return {
    body: {
      title: part.title,
      ...(domain === undefined ? {} : { domain }),
      topics: topicsOf(part).map(({ title }, i) => [topics[i] ?? '', { title }] as const),
      levels: [...levels]
    },
    freed: placed.flatMap(({ id }, i) =>
      free.has(i) ? [`${id} requires ${required[i]?.join(', ') ?? ''}`] : []
    )
  }
}

/** Of a domain, a competence, a topic or an acquis, and of whatever is in it. */
const originOf = ({ domains, competences }: Skeleton, ids: Named): Imported['originOf'] => {
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

/** The skeleton as a bank, and the ids that its parts have in there. */
export const toBank = (skeleton: Skeleton): Imported & { readonly ids: Named } => {
  const ids = named(skeleton)
  const competences = skeleton.competences.map((part, c) =>
    built(
      part,
      part.domain === undefined ? undefined : ids.domains[part.domain],
      ids.topics[c] ?? [],
      ids.acquis[c] ?? []
    )
  )
  const [id = ''] = Ids.distinct([skeleton.wishes], 'framework')
  return {
    ids,
    originOf: originOf(skeleton, ids),
    bank: BankFile.codec.encode({
      format: BankFile.FORMAT,
      id,
      title: skeleton.title,
      ...(skeleton.domains.length === 0
        ? {}
        : {
            domains: skeleton.domains.map(({ title }, i) => [ids.domains[i] ?? '', titled(title)] as const)
          }),
      competences: competences.map(({ body }, c) => [ids.competences[c] ?? '', body] as const)
    }),
    losses: [
      ...Loss.named(
        'requirements',
        competences.flatMap(({ freed }) => freed),
        `with them, more than ${STATES} knowledge states would be possible`
      ),
      ...Loss.named(
        'competences without acquis',
        skeleton.competences.flatMap(({ acquis }, c) =>
          acquis.length === 0 ? [ids.competences[c] ?? ''] : []
        ),
        'they are in the bank, but there is nothing in them to be known'
      )
    ]
  }
}

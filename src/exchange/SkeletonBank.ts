/**
 * From a skeleton to a bank, as a file has it: without challenges, or with such as an app would keep elsewhere.
 *
 * Laws
 * 1. it is a bank: `Bank.decode` takes it
 * 2. it keeps the tree, the titles and the levels
 * 3. it keeps the requirements, but for those that it lists
 *
 * @since 0.2.0
 */
import * as BankFile from '../bank/BankFile'
import { STATES } from '../bank/Checks'
import * as Resolve from '../bank/Resolve'
import type { Text } from '../bank/Text'
import * as Blocks from './Blocks'
import * as Loss from './Loss'
import * as Skeleton from './Skeleton'

/** What an import makes. */
export interface Imported {
  /** As a file has it: what is left to default is left out. */
  readonly bank: unknown
  readonly ids: Skeleton.Named
  readonly originOf: Skeleton.OriginOf
  /** What could not be taken along. */
  readonly losses: ReadonlyArray<Loss.Loss>
}

const titled = (title: Text | undefined): { readonly title?: Text } => (title === undefined ? {} : { title })

/** The first few of what may be thousands. */
const some = (ids: ReadonlyArray<string>): string =>
  (ids.length > 5 ? [...ids.slice(0, 4), `… (${ids.length})`] : ids).join(', ')

interface Built {
  readonly body: BankFile.CompetenceDraft
  /** Requirements that a bank could not bear, in words. */
  readonly freed: ReadonlyArray<string>
}

const built = (
  part: Skeleton.CompetencePart,
  domain: string | undefined,
  topics: ReadonlyArray<string>,
  ids: ReadonlyArray<string>
): Built => {
  const idAt = (i: number): string => ids[i] ?? ''
  const written = part.acquis.map(({ topic, title, requires, challenges }): BankFile.AcquisDraft => ({
    topic: topics[topic ?? part.topics.length] ?? '',
    ...titled(title),
    ...(requires === undefined ? {} : { requires: requires.map(idAt) }),
    ...(challenges === undefined
      ? {}
      : { challenges: challenges.map((id) => [id, { format: 'practical' }] as const) })
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
      topics: Skeleton.topicsOf(part).map(({ title }, i) => [topics[i] ?? '', { title }] as const),
      levels: [...levels]
    },
    freed: placed.flatMap(({ id }, i) => (free.has(i) ? [`${id} requires ${some(required[i] ?? [])}`] : []))
  }
}

/** Skipped as often by those who know as by the others: neither a skip nor its absence tells anything. */
export const TELLING_NOTHING = { known: 0.02, unknown: 0.02 }

/** The skeleton as a bank, and the ids that its parts have in there. */
export const toBank = (skeleton: Skeleton.Skeleton): Imported => {
  const ids = Skeleton.named(skeleton)
  const competences = skeleton.competences.map((part, c) =>
    built(
      part,
      part.domain === undefined ? undefined : ids.domains[part.domain],
      ids.topics[c] ?? [],
      ids.acquis[c] ?? []
    )
  )
  return {
    ids,
    originOf: Skeleton.originOf(skeleton, ids),
    bank: BankFile.codec.encode({
      format: BankFile.FORMAT,
      id: ids.bank,
      title: skeleton.title,
      ...(skeleton.skips === false ? { defaults: { skip: TELLING_NOTHING } } : {}),
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

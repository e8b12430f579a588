/**
 * Which knowledge states the challenges of a block can tell apart, were all of them asked.
 *
 * A challenge tests one acquis and outcomes are independent given the state, so the distribution of all answers is a
 * product over acquis, of one of two factors each. Two factors that differ are linearly independent, and so are products
 * of them: the probabilities of states are identified exactly as far as states differ in some acquis that has a challenge.
 * Hence the rank: the number of groups of states that differ so. (Answers one by one, rather than as a pattern, would
 * identify no more than the masteries.)
 *
 * How well is told by the information about the probabilities π of the groups, at those of the prior:
 * F(S,T) = Σ_x P(x|S) P(x|T) / P(x) over answer patterns x, beside 1/π on the diagonal for one who sees the states
 * themselves. √π F √π has eigenvalues between 0 and 1, the share of the information that the answers give in each
 * direction (one less the missing information of Orchard & Woodbury 1972), the largest of them 1. Its entries are Σ_x
 * P(x) P(S|x) P(T|x) / √(π_S π_T): how often one state is taken for another.
 *
 * Laws
 * 1. the rank is the number of distinct answer distributions
 * 2. the least information is between 0 and 1, and grows with every challenge
 * 3. sampled patterns agree with all of them
 *
 * @since 0.2.0
 */
import type { Block, Item } from '../knowledge/Model'
import * as Random from '../math/Random'
import * as Symmetric from '../math/Symmetric'
import type * as Vector from '../math/Vector'

/** Beyond so many patterns they are sampled, so many of them. */
const PATTERNS = 4096
/** The largest matrix. */
const GROUPS = 64
/** Of an acquis, so many challenges are looked at, the clearest ones. */
const CHALLENGES = 10

type Noisy = Pick<Item, 'slip' | 'guess'>

/** P of a pattern of answers to the challenges of one acquis, where it is known and where it is not. */
export interface Pattern {
  readonly known: number
  readonly unknown: number
}

/** All patterns of answers to some challenges of one acquis (at θ = b, where they discriminate). */
export const patterns = (items: ReadonlyArray<Noisy>): ReadonlyArray<Pattern> =>
  items.reduce<ReadonlyArray<Pattern>>(
    (before, { slip, guess }) =>
      before.flatMap(({ known, unknown }) => [
        { known: known * (1 - slip), unknown: unknown * guess },
        { known: known * slip, unknown: unknown * (1 - guess) }
      ]),
    [{ known: 1, unknown: 1 }]
  )

/** From the clearest on: what right answers of those who know exceed those of the others by. */
const byClearness = <A extends Noisy>(items: ReadonlyArray<A>): ReadonlyArray<A> =>
  [...items].sort((a, b) => a.slip + a.guess - (b.slip + b.guess))

/** So many of some challenges as can be asked in one test, the clearest first, none an enemy of another. */
const together = (items: ReadonlyArray<Item>, most: number): ReadonlyArray<Item> =>
  byClearness(items).reduce<ReadonlyArray<Item>>(
    (kept, item) =>
      kept.length < most && kept.every(({ index }) => !item.enemies.includes(index)) ? [...kept, item] : kept,
    []
  )

/** What a fifty-fifty doubt about an acquis becomes, at best, on average: ½ where its challenges say nothing, 1 where all. */
export const clarity = (items: ReadonlyArray<Item>, repeats: number): number =>
  patterns(together(items, Math.min(repeats, CHALLENGES))).reduce(
    (sum, { known, unknown }) => sum + Math.max(known, unknown) / 2,
    0
  )

export interface Separation {
  /** How many states the block has, and how many groups of them can be told apart. */
  readonly states: number
  readonly rank: number
  /** The share of the information in the least clear direction; null where there is one group, or more than 64. */
  readonly least: number | null
}

/** P(S) of every state of a block, over the prior of the ability. */
export const statePrior = ({ states, prior }: Block, ability: Vector.Row): Vector.Row =>
  Array.from({ length: states.count }, (_, s) => {
    let sum = 0
    for (let k = 0; k < ability.length; k++) sum += (ability[k] ?? 0) * (prior[s * ability.length + k] ?? 0)
    return sum
  })

/** States that hold the same acquis of those that have challenges. */
interface Group {
  readonly probability: number
  /** Whether each of these acquis is known. */
  readonly knows: ReadonlyArray<boolean>
}

/** The probability of each group, by what it holds: a bit for each acquis, of which there may be thousands. */
const groupsOf = (
  block: Block,
  measured: ReadonlyArray<number>,
  ability: Vector.Row
): ReadonlyMap<bigint, number> => {
  const { states } = block
  const bits = new Map(measured.map((place, i) => [place, 1n << BigInt(i)]))
  const held: Array<bigint> = []
  const groups = new Map<bigint, number>()
  statePrior(block, ability).forEach((p, s) => {
    const parent = held[states.parent[s] ?? 0] ?? 0n
    const holds = s === 0 ? 0n : parent | (bits.get(states.added[s] ?? -1) ?? 0n)
    held.push(holds)
    groups.set(holds, (groups.get(holds) ?? 0) + p)
  })
  return groups
}

/** P(x | group) of one pattern, by group, and how often it counts. */
type Visit = (likelihoods: Vector.Row, weight: number) => void

const everyPattern = (
  groups: ReadonlyArray<Group>,
  tables: ReadonlyArray<ReadonlyArray<Pattern>>,
  visit: Visit
): void => {
  const from = (acquis: number, likelihoods: Vector.Row): void => {
    const table = tables[acquis]
    if (table === undefined) return visit(likelihoods, 1)
    for (const { known, unknown } of table)
      from(
        acquis + 1,
        likelihoods.map((p, g) => p * (groups[g]?.knows[acquis] === true ? known : unknown))
      )
  }
  from(
    0,
    groups.map(() => 1)
  )
}

/** As many patterns from every group; a pattern counts by what its group weighs, over P(x). */
const somePatterns = (
  groups: ReadonlyArray<Group>,
  tables: ReadonlyArray<ReadonlyArray<Pattern>>,
  seed: Random.Seed,
  visit: Visit
): void => {
  const source = Random.source(seed)
  const each = Math.ceil(PATTERNS / groups.length)
  for (const { knows, probability } of groups)
    for (let n = 0; n < each; n++) {
      const drawn = tables.map((table, acquis) => {
        let left = source()
        return (
          table.find(({ known, unknown }) => (left -= knows[acquis] === true ? known : unknown) < 0) ??
          table[0] ?? { known: 1, unknown: 1 }
        )
      })
      const likelihoods = groups.map((group) =>
        drawn.reduce(
          (p, { known, unknown }, acquis) => p * (group.knows[acquis] === true ? known : unknown),
          1
        )
      )
      const total = groups.reduce((sum, group, g) => sum + group.probability * (likelihoods[g] ?? 0), 0)
      visit(likelihoods, probability / each / total)
    }
}

/** The smallest eigenvalue of √π F √π. */
const leastOf = (
  groups: ReadonlyArray<Group>,
  tables: ReadonlyArray<ReadonlyArray<Pattern>>,
  seed: Random.Seed
): number => {
  const n = groups.length
  const matrix = new Float64Array(n * n)
  const roots = groups.map(({ probability }) => Math.sqrt(probability))
  const visit: Visit = (likelihoods, weight) => {
    const joint = likelihoods.map((p, g) => p * (roots[g] ?? 0))
    const total = joint.reduce((sum, x, g) => sum + x * (roots[g] ?? 0), 0)
    if (total === 0) return
    for (let s = 0; s < n; s++)
      for (let t = 0; t < n; t++)
        matrix[s * n + t] = (matrix[s * n + t] ?? 0) + (weight * (joint[s] ?? 0) * (joint[t] ?? 0)) / total
  }
  if (tables.reduce((product, table) => product * table.length, 1) <= PATTERNS)
    everyPattern(groups, tables, visit)
  else somePatterns(groups, tables, seed, visit)
  const least = Symmetric.eigenvalues(matrix, n)[n - 1] ?? 0
  return Math.min(1, Math.max(0, least))
}

/** What the challenges of a block tell apart; `items` are those that may be asked, by place in the block. */
export const of = (
  block: Block,
  items: ReadonlyArray<ReadonlyArray<Item>>,
  ability: Vector.Row,
  seed: Random.Seed
): Separation => {
  const measured = items.flatMap((own, place) => (own.length === 0 ? [] : [place]))
  const groups = groupsOf(block, measured, ability)
  const separation = { states: block.states.count, rank: groups.size }
  if (groups.size < 2 || groups.size > GROUPS) return { ...separation, least: null }
  return {
    ...separation,
    least: leastOf(
      Array.from(groups, ([holds, probability]) => ({
        probability,
        knows: measured.map((_, i) => ((holds >> BigInt(i)) & 1n) === 1n)
      })),
      measured.map((place) => patterns(together(items[place] ?? [], CHALLENGES))),
      seed
    )
  }
}

/**
 * How much two learners' tests have in common: the expected number of challenges that both are asked, as a share of the
 * questions of a test (test overlap rate; Chen, Ankenmann & Spray 2003). An average over all pairs of learners, with a
 * bootstrap over learners; counts only, so it does not matter how learners are split.
 *
 * Laws
 * 1. it agrees with comparing every pair
 * 2. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import type { Seed } from '../math/Random'
import * as Bootstrap from './Bootstrap'
import { type Estimate, estimated, type Sampled } from './Metrics'

/** The learners as they are, and then each replicate. */
const COLUMNS = 1 + Bootstrap.REPLICATES

export interface Overlap {
  /** How often each challenge was asked: challenges × columns. */
  readonly asked: Float64Array
  /** By column: Σ w, Σ w², Σ w·length and Σ w²·length, w being how often a learner counts. */
  readonly weights: Float64Array
  readonly weightSquares: Float64Array
  readonly lengths: Float64Array
  readonly own: Float64Array
}

/** A learner by number, and the challenges it was asked, by index from 0. */
export interface Asked {
  readonly learner: number
  readonly challenges: ReadonlyArray<number>
}

const add = (array: Float64Array, at: number, x: number): void => {
  array[at] = (array[at] ?? 0) + x
}

/** The counts of some learners over so many challenges. */
export const of =
  (seed: Seed, challenges: number) =>
  (learners: Iterable<Asked>): Overlap => {
    const column = (): Float64Array => new Float64Array(COLUMNS)
    const asked = new Float64Array(challenges * COLUMNS)
    const [weights, weightSquares, lengths, own] = [column(), column(), column(), column()]
    for (const { learner, challenges: met } of learners) {
      const counts = [1, ...Bootstrap.weights(seed, String(learner))]
      counts.forEach((w, b) => {
        add(weights, b, w)
        add(weightSquares, b, w * w)
        add(lengths, b, w * met.length)
        add(own, b, w * w * met.length)
      })
      for (const challenge of met) {
        const row = challenge * COLUMNS
        for (let b = 0; b < COLUMNS; b++) add(asked, row + b, counts[b] ?? 0)
      }
    }
    return { asked, weights, weightSquares, lengths, own }
  }

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

/** The counts over the learners of both. */
export const merge = (a: Overlap, b: Overlap): Overlap => ({
  asked: plus(a.asked, b.asked),
  weights: plus(a.weights, b.weights),
  weightSquares: plus(a.weightSquares, b.weightSquares),
  lengths: plus(a.lengths, b.lengths),
  own: plus(a.own, b.own)
})

/** Of one column; pairs of a learner with itself are left out. NaN where there is no pair, or no question. */
const rate = ({ asked, weights, weightSquares, lengths, own }: Overlap, b: number): number => {
  let common = -(own[b] ?? 0)
  for (let at = b; at < asked.length; at += COLUMNS) common += (asked[at] ?? 0) ** 2
  const learners = weights[b] ?? 0
  const pairs = learners * learners - (weightSquares[b] ?? 0)
  return common / pairs / ((lengths[b] ?? 0) / learners)
}

/** The overlap rate over all learners, and in each replicate. */
export const sampled = (overlap: Overlap): Sampled<'overlap'> => ({
  value: { overlap: rate(overlap, 0) },
  samples: Array.from({ length: Bootstrap.REPLICATES }, (_, b) => ({ overlap: rate(overlap, b + 1) }))
})

/** The overlap rate, or null where there are no two learners, or they are asked nothing. */
export const estimate = (overlap: Overlap): Estimate | null => estimated(sampled(overlap))('overlap')

/** How many learners were asked each challenge. */
export const askedOf = ({ asked }: Overlap): Float64Array =>
  Float64Array.from({ length: asked.length / COLUMNS }, (_, challenge) => asked[challenge * COLUMNS] ?? 0)

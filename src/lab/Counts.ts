/**
 * Counts over learners, once as they are and once in each bootstrap replicate: whole numbers, so that they add up exactly
 * however learners are split, and whatever is made of them (shares, means, kappa) has a bootstrap interval.
 *
 * Laws
 * 1. they agree with their definition
 * 2. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import type { Seed } from '../math/Random'
import type { Vector } from '../math/Vector'
import * as Bootstrap from './Bootstrap'

/** The learners as they are, and then each replicate. */
const COLUMNS = 1 + Bootstrap.REPLICATES

export interface Counts {
  /** Counts × columns. */
  readonly sums: Float64Array
}

/** What one learner adds: whole numbers. */
export interface Row {
  readonly learner: string
  readonly counts: Vector
}

/** The sums of rows of so many counts, each learner once. */
export const of =
  (seed: Seed, size: number) =>
  (rows: Iterable<Row>): Counts => {
    const sums = new Float64Array(size * COLUMNS)
    for (const { learner, counts } of rows) {
      const weights = Bootstrap.weights(seed, learner)
      for (let i = 0; i < size; i++) {
        const count = counts[i] ?? 0
        if (count === 0) continue
        const at = i * COLUMNS
        sums[at] = (sums[at] ?? 0) + count
        for (let b = 1; b < COLUMNS; b++) sums[at + b] = (sums[at + b] ?? 0) + count * (weights[b - 1] ?? 0)
      }
    }
    return { sums }
  }

/** The counts over the learners of both. */
export const merge = (a: Counts, b: Counts): Counts => ({ sums: a.sums.map((x, i) => x + (b.sums[i] ?? 0)) })

/** What is made of the counts: over all learners, and in each replicate. */
export const sampled = <A>(
  { sums }: Counts,
  of: (count: (index: number) => number) => A
): { readonly value: A; readonly samples: ReadonlyArray<A> } => {
  const column = (b: number): A => of((index) => sums[index * COLUMNS + b] ?? 0)
  return {
    value: column(0),
    samples: Array.from({ length: Bootstrap.REPLICATES }, (_, b) => column(b + 1))
  }
}

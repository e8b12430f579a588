/**
 * How far each challenge is from what is predicted of it: right answers against those expected, in standard deviations.
 * Given the predictions, surprises of one answer after the other do not hang together, so that the variances add up.
 *
 * Laws
 * 1. however the learners are split and ordered, the same bytes come out
 * 2. answers that come as they are predicted have residuals with mean 0 and variance 1
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Vector } from '../math/Vector'

/** By challenge. */
export interface Sums {
  readonly answers: Float64Array
  readonly right: Float64Array
  /** Σ p and Σ p(1 − p). */
  readonly expected: Float64Array
  readonly variance: Float64Array
}

export const empty = (items: number): Sums => ({
  answers: new Float64Array(items),
  right: new Float64Array(items),
  expected: new Float64Array(items),
  variance: new Float64Array(items)
})

/** The answers of one learner, with the challenge of each. */
export interface Answered {
  readonly items: Vector
  readonly p: Vector
  readonly correct: Vector
}

export const of =
  (count: number) =>
  (learners: Iterable<Answered>): Sums => {
    const sums = empty(count)
    const add = (to: Float64Array, item: number, x: number): void => {
      to[item] = (to[item] ?? 0) + x
    }
    for (const { items, p, correct } of learners)
      for (let i = 0; i < items.length; i++) {
        const item = items[i] ?? 0
        const q = p[i] ?? 0
        add(sums.answers, item, 1)
        add(sums.right, item, correct[i] ?? 0)
        add(sums.expected, item, ExactSum.term(q))
        add(sums.variance, item, ExactSum.term(q * (1 - q)))
      }
    return sums
  }

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

export const merge = (a: Sums, b: Sums): Sums => ({
  answers: plus(a.answers, b.answers),
  right: plus(a.right, b.right),
  expected: plus(a.expected, b.expected),
  variance: plus(a.variance, b.variance)
})

export interface Residual {
  readonly item: number
  readonly answers: number
  /** Shares of the answers. */
  readonly right: number
  readonly expected: number
  /** Standard deviations; above 0, the challenge is easier than predicted. */
  readonly residual: number
}

/** Challenges with fewer answers say too little. */
export const LEAST = 10

/** From the worst on; those with few answers are left out. */
export const worst = ({ answers, right, expected, variance }: Sums): ReadonlyArray<Residual> =>
  Array.from(answers, (count, item): Residual => {
    const surplus = (right[item] ?? 0) - (expected[item] ?? 0)
    return {
      item,
      answers: count,
      right: (right[item] ?? 0) / count,
      expected: (expected[item] ?? 0) / count,
      residual: surplus === 0 ? 0 : surplus / Math.sqrt(variance[item] ?? 0)
    }
  })
    .filter(({ answers: count, residual }) => count >= LEAST && Number.isFinite(residual))
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual) || a.item - b.item)

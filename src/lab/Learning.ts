/**
 * How predictions get better as answers come in: the log loss of each learner's n-th answer, for the first few n.
 *
 * Laws
 * 1. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Estimate, Scored } from './Metrics'

/** Answers that are looked at. */
export const ANSWERS = 30

const EPSILON = 1e-15

/** By n, from the first answer on. */
export interface Sums {
  readonly learners: Float64Array
  readonly losses: Float64Array
  readonly squares: Float64Array
}

export const empty = (): Sums => ({
  learners: new Float64Array(ANSWERS),
  losses: new Float64Array(ANSWERS),
  squares: new Float64Array(ANSWERS)
})

export const of = (learners: Iterable<Scored>): Sums => {
  const sums = empty()
  for (const { p, correct } of learners)
    for (let n = 0; n < Math.min(ANSWERS, p.length); n++) {
      const q = p[n] ?? 0
      const loss = -Math.log(Math.max(EPSILON, correct[n] === 1 ? q : 1 - q))
      sums.learners[n] = (sums.learners[n] ?? 0) + 1
      sums.losses[n] = (sums.losses[n] ?? 0) + ExactSum.term(loss)
      sums.squares[n] = (sums.squares[n] ?? 0) + ExactSum.term(loss * loss)
    }
  return sums
}

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

export const merge = (a: Sums, b: Sums): Sums => ({
  learners: plus(a.learners, b.learners),
  losses: plus(a.losses, b.losses),
  squares: plus(a.squares, b.squares)
})

export interface Point {
  /** From 1 on. */
  readonly n: number
  /** Who have so many answers. */
  readonly learners: number
  readonly logLoss: Estimate
}

/** Φ⁻¹(0.975). */
const Z = 1.959963984540054

/** As far as there are two learners with so many answers; intervals are 95 %, normal. */
export const points = ({ learners, losses, squares }: Sums): ReadonlyArray<Point> =>
  Array.from(learners, (count, i): Point => {
    const value = (losses[i] ?? 0) / count
    const variance = Math.max(0, (squares[i] ?? 0) / count - value * value)
    const half = Z * Math.sqrt(variance / (count - 1))
    return {
      n: i + 1,
      learners: count,
      logLoss: { value, interval: [Math.max(0, value - half), value + half] }
    }
  }).filter(({ learners: count }) => count >= 2)

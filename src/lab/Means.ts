/**
 * Means over learners, and how sure they are. Every learner adds a row of numbers; of each column the sum and the sum of
 * squares are kept, of terms rounded so that they add up exactly (model page, section 10).
 *
 * Laws
 * 1. they agree with their definition
 * 2. however the learners are split and ordered, the same bytes come out
 * 3. some 95 in a hundred intervals hold the truth
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Vector } from '../math/Vector'
import type { Estimate } from './Metrics'

export interface Means {
  /** How many rows were added. */
  readonly count: number
  readonly sums: Float64Array
  readonly squares: Float64Array
}

/** The sums of some rows of so many numbers. Numbers should be neither tiny nor huge: 1e-3 to 1e3 keep three digits. */
export const of =
  (columns: number) =>
  (rows: Iterable<Vector>): Means => {
    const sums = new Float64Array(columns)
    const squares = new Float64Array(columns)
    let count = 0
    for (const row of rows) {
      count++
      for (let i = 0; i < columns; i++) {
        const x = row[i] ?? 0
        if (x === 0) continue
        sums[i] = (sums[i] ?? 0) + ExactSum.term(x)
        squares[i] = (squares[i] ?? 0) + ExactSum.term(x * x)
      }
    }
    return { count, sums, squares }
  }

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

/** The means over the learners of both. */
export const merge = (a: Means, b: Means): Means => ({
  count: a.count + b.count,
  sums: plus(a.sums, b.sums),
  squares: plus(a.squares, b.squares)
})

/** Φ⁻¹(0.975). */
const Z = 1.959963984540054

/** The mean of a column; its 95 % interval is that of a normal, which means over many learners are. */
export const mean = ({ count, sums, squares }: Means, column: number): Estimate => {
  const value = (sums[column] ?? 0) / count
  const variance = Math.max(0, (squares[column] ?? 0) / count - value * value)
  const half = count < 2 ? Infinity : Z * Math.sqrt(variance / (count - 1))
  return { value, interval: [value - half, value + half] }
}

/** The share of learners who have a column at 1, which is 0 for the others; Wilson's interval (1927), honest at 0 and 1. */
export const share = ({ count, sums }: Means, column: number): Estimate => {
  const value = (sums[column] ?? 0) / count
  const weight = (Z * Z) / count
  const middle = (value + weight / 2) / (1 + weight)
  const half = (Math.sqrt(weight) * Math.sqrt(value * (1 - value) + weight / 4)) / (1 + weight)
  // Rounding must not put the share itself outside.
  return {
    value,
    interval: [Math.max(0, Math.min(value, middle - half)), Math.min(1, Math.max(value, middle + half))]
  }
}

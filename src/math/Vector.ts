/**
 * Rows of numbers. A `Vector` is what any typed array satisfies without its setters: a function reads the vectors
 * it is given and writes only to those it has just allocated.
 *
 * @since 0.1.0
 */

/** A read-only row of numbers, indexed from 0. */
export interface Vector {
  readonly length: number
  readonly [index: number]: number
}

/** A vector that was made at run time, by `zeros`. */
export type Row = ReadonlyArray<number>

const blanks = new Map<number, Row>()

/**
 * A fresh row of zeros for the caller to write to. Rows that are made at every answer are plain arrays of doubles: a
 * Float64Array of 49 takes 400 ns to allocate, outside the heap, and a copy of a blank array 35.
 */
export const zeros = (length: number): Array<number> => {
  const known = blanks.get(length)
  if (known !== undefined) return known.slice()
  // Filled with a fraction first, so that the engine never takes it for an array of small integers.
  const blank = Array.from({ length }, () => 0.5).fill(0)
  blanks.set(length, blank)
  return blank.slice()
}

/** The vector of `f(0) … f(length − 1)`. */
export const build = (length: number, f: (index: number) => number): Float64Array => {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) out[i] = f(i)
  return out
}

export const sum = (xs: Vector): number => {
  let total = 0
  for (let i = 0; i < xs.length; i++) total += xs[i]!
  return total
}

/** Σ xᵢ yᵢ over the length of `xs`. */
export const dot = (xs: Vector, ys: Vector): number => {
  let total = 0
  for (let i = 0; i < xs.length; i++) total += xs[i]! * ys[i]!
  return total
}

/** Σ weights(k) table(row + k) for first ≤ k < last. Four sums at a time: one would wait for its own last addition. */
export const dotRow = (weights: Row, table: Vector, row: number, first: number, last: number): number => {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let k = first
  for (; k + 3 < last; k += 4) {
    a += weights[k]! * table[row + k]!
    b += weights[k + 1]! * table[row + k + 1]!
    c += weights[k + 2]! * table[row + k + 2]!
    d += weights[k + 3]! * table[row + k + 3]!
  }
  for (; k < last; k++) a += weights[k]! * table[row + k]!
  return a + b + (c + d)
}

/**
 * Σ weights(r) table(r·length + k) over the rows first ≤ r < last, at each k < length. Four rows at a time, so that the
 * sums are read and written less often.
 */
export const mixRows = (
  weights: Row,
  table: Vector,
  length: number,
  first = 0,
  last = weights.length
): Array<number> => {
  const out = zeros(length)
  let r = first
  for (; r + 3 < last; r += 4) {
    const w0 = weights[r]!
    const w1 = weights[r + 1]!
    const w2 = weights[r + 2]!
    const w3 = weights[r + 3]!
    const r0 = r * length
    const r1 = r0 + length
    const r2 = r1 + length
    const r3 = r2 + length
    for (let k = 0; k < length; k++)
      out[k]! += w0 * table[r0 + k]! + w1 * table[r1 + k]! + (w2 * table[r2 + k]! + w3 * table[r3 + k]!)
  }
  for (; r < last; r++) {
    const weight = weights[r]!
    const row = r * length
    for (let k = 0; k < length; k++) out[k]! += weight * table[row + k]!
  }
  return out
}

/** The largest entry; −∞ for an empty vector. */
export const max = (xs: Vector): number => {
  let best = -Infinity
  for (let i = 0; i < xs.length; i++) if (xs[i]! > best) best = xs[i]!
  return best
}

/** xs divided by its sum. */
export const normalise = (xs: Vector): Array<number> => {
  const scale = 1 / sum(xs)
  const out = zeros(xs.length)
  for (let i = 0; i < xs.length; i++) out[i] = xs[i]! * scale
  return out
}

/** log Σ exp(xᵢ), without overflow; −∞ where every entry is. */
export const logSumExp = (xs: Vector): number => {
  const top = max(xs)
  if (top === -Infinity) return top
  let total = 0
  for (let i = 0; i < xs.length; i++) total += Math.exp(xs[i]! - top)
  return top + Math.log(total)
}

/** exp(xᵢ) scaled to sum to one. At least one entry must be above −∞. */
export const softmax = (xs: Vector): Array<number> => {
  const top = max(xs)
  const out = zeros(xs.length)
  let total = 0
  for (let i = 0; i < xs.length; i++) {
    const value = Math.exp(xs[i]! - top)
    out[i] = value
    total += value
  }
  for (let i = 0; i < xs.length; i++) out[i]! /= total
  return out
}

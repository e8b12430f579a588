/**
 * Rows of numbers in larger arrays, written to in place: the inner loops of passes over many learners. They stand apart
 * from what calls them, since closures that are made again with every model are compiled without knowing their arrays; and
 * they sum by two, since an addition waits for the one before it.
 *
 * @since 0.2.0
 */

/** Σ a(i + n) b(j + n). */
export const dot = (a: Float64Array, i: number, b: Float64Array, j: number, length: number): number => {
  let even = 0
  let odd = 0
  let n = 0
  for (; n + 1 < length; n += 2) {
    even += a[i + n]! * b[j + n]!
    odd += a[i + n + 1]! * b[j + n + 1]!
  }
  return n < length ? even + odd + a[i + n]! * b[j + n]! : even + odd
}

/** into(k) × by(from + k), in place. */
export const multiply = (into: Float64Array, by: Float64Array, from: number, length: number): void => {
  for (let k = 0; k < length; k++) into[k]! *= by[from + k]!
}

/** A row divided by a number, in place. */
export const divide = (row: Float64Array, from: number, length: number, by: number): void => {
  const scale = 1 / by
  for (let i = from; i < from + length; i++) row[i]! *= scale
}

export const sum = (row: Float64Array, length: number): number => {
  let even = 0
  let odd = 0
  let n = 0
  for (; n + 1 < length; n += 2) {
    even += row[n]!
    odd += row[n + 1]!
  }
  return n < length ? even + odd + row[n]! : even + odd
}

export const most = (row: Float64Array, from: number, length: number): number => {
  let best = 0
  for (let i = from; i < from + length; i++) if (row[i]! > best) best = row[i]!
  return best
}

/** weights(g) = of(g) / by(from + g) between two places, and 0 elsewhere. */
export const quotient = (
  weights: Float64Array,
  of: Float64Array,
  by: Float64Array,
  from: number,
  first: number,
  last: number
): void => {
  weights.fill(0)
  for (let g = first; g < last; g++) weights[g] = of[g]! / by[from + g]!
}

/** into(row + k) = a(from + k); gives the sum. */
export const copy = (
  into: Float64Array,
  row: number,
  a: Float64Array,
  from: number,
  length: number
): number => {
  let even = 0
  let odd = 0
  let k = 0
  for (; k + 1 < length; k += 2) {
    even += into[row + k] = a[from + k]!
    odd += into[row + k + 1] = a[from + k + 1]!
  }
  if (k < length) even += into[row + k] = a[from + k]!
  return even + odd
}

/** into(row + k) = a(i + k) b(j + k), which may be the row itself; gives the sum. */
export const times = (
  into: Float64Array,
  row: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  length: number
): number => {
  let even = 0
  let odd = 0
  let k = 0
  for (; k + 1 < length; k += 2) {
    even += into[row + k] = a[i + k]! * b[j + k]!
    odd += into[row + k + 1] = a[i + k + 1]! * b[j + k + 1]!
  }
  if (k < length) even += into[row + k] = a[i + k]! * b[j + k]!
  return even + odd
}

/** into(row + k) + of(k), in place, for first ≤ k < last. */
export const add = (into: Float64Array, row: number, of: Float64Array, first: number, last: number): void => {
  for (let k = first; k < last; k++) into[row + k]! += of[k]!
}

/** Rounds of(row + k) by a magnet. */
export const round = (
  of: Float64Array,
  row: number,
  by: number,
  rounded: Float64Array,
  length: number
): void => {
  for (let k = 0; k < length; k++) rounded[k] = of[row + k]! + by - by
}

/** into(g) + times × of(g), rounded by a magnet. */
export const accrue = (
  into: Float64Array,
  of: Float64Array,
  times: number,
  by: number,
  length: number
): void => {
  for (let g = 0; g < length; g++) into[g]! += of[g]! * times + by - by
}

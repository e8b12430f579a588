/**
 * Symmetric positive definite systems by Cholesky's factor. Matrices are rows one after the other.
 *
 * Laws
 * 1. the matrix times the solution is the right side
 * 2. a matrix that is not positive definite has no factor
 *
 * @since 0.2.0
 */
import type * as Vector from './Vector'

/** L with L Lᵀ = A, its lower triangle; or the first row at which A is not positive definite beyond rounding. */
export const attempt = (a: Vector.Vector, n: number): Float64Array | number => {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i !== j) l[i * n + j] = sum / l[j * n + j]!
      else if (sum > 1e-12 * Math.abs(a[i * n + i]!)) l[i * n + i] = Math.sqrt(sum)
      else return i
    }
  return l
}

/** The same; undefined where there is no factor. */
export const factor = (a: Vector.Vector, n: number): Float64Array | undefined => {
  const l = attempt(a, n)
  return typeof l === 'number' ? undefined : l
}

/** x with L Lᵀ x = b. */
export const solve = (l: Float64Array, b: Vector.Vector): Float64Array => {
  const n = b.length
  const x = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!
    x[i] = sum / l[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * x[k]!
    x[i] = sum / l[i * n + i]!
  }
  return x
}

/** The inverse of L Lᵀ. */
export const inverse = (l: Float64Array, n: number): Float64Array => {
  const out = new Float64Array(n * n)
  const unit = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    unit.fill(0)
    unit[i] = 1
    out.set(solve(l, unit), i * n)
  }
  return out
}

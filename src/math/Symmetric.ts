/**
 * Eigenvalues of a small symmetric matrix by Jacobi's rotations (Golub & Van Loan, section 8.5): slow for hundreds of
 * rows, exact to rounding, and no case is special.
 *
 * Laws
 * 1. they sum to the trace, and their squares to the sum of all squares
 * 2. those of a diagonal matrix are its diagonal, however it is rotated
 *
 * @since 0.2.0
 */
import type { Vector } from './Vector'

const SWEEPS = 60

/** The cosine and sine of the rotation that makes entry pq zero. */
const rotation = (pp: number, qq: number, pq: number): { readonly c: number; readonly s: number } => {
  const tau = (qq - pp) / (2 * pq)
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau))
  const c = 1 / Math.sqrt(1 + t * t)
  return { c, s: t * c }
}

/** The eigenvalues of an n × n matrix given by rows one after the other, from the largest to the smallest. */
export const eigenvalues = (matrix: Vector, n: number): ReadonlyArray<number> => {
  const a = Float64Array.from(matrix)
  const scale = a.reduce((sum, x) => sum + x * x, 0)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2
    if (off <= scale * 1e-32) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const pq = a[p * n + q]!
        if (pq === 0) continue
        const { c, s } = rotation(a[p * n + p]!, a[q * n + q]!, pq)
        for (let k = 0; k < n; k++) {
          const kp = a[k * n + p]!
          const kq = a[k * n + q]!
          a[k * n + p] = c * kp - s * kq
          a[k * n + q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const pk = a[p * n + k]!
          const qk = a[q * n + k]!
          a[p * n + k] = c * pk - s * qk
          a[q * n + k] = s * pk + c * qk
        }
      }
  }
  return Array.from({ length: n }, (_, i) => a[i * n + i]!).sort((x, y) => y - x)
}

/**
 * Entropy of a yes-or-no outcome, in nats.
 *
 * Laws
 * 1. it is symmetric, 0 at certainty and ln 2 at one half
 * 2. the bound is never below the entropy, and at most 1e-4 above it on [0.02, 0.98]
 *
 * @since 0.1.0
 */

/** H(p) = −p ln p − (1−p) ln(1−p). */
export const binary = (p: number): number =>
  p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p)

const CELLS = 512

/** More than rounding can take from a tangent: what is called a bound has to be one. */
const ROUNDING = 1e-14

/**
 * Tangents of H at the middle of equal cells. H is concave, so each lies above it everywhere: a bound without a
 * logarithm, for ruling out what cannot be the best. Near 0 and 1 the slope is unbounded and so would be the error.
 */
const tangents = (() => {
  const value = new Float64Array(CELLS)
  const slope = new Float64Array(CELLS)
  for (let i = 0; i < CELLS; i++) {
    const p = (i + 0.5) / CELLS
    slope[i] = Math.log((1 - p) / p)
    value[i] = binary(p) - slope[i]! * p + ROUNDING
  }
  return { value, slope }
})()

/** An upper bound of `binary`, exact to 1e-4 on [0.02, 0.98], cheap everywhere on [0, 1]. */
export const bound = (p: number): number => {
  const cell = Math.min(CELLS - 1, Math.max(0, (p * CELLS) | 0))
  return tangents.value[cell]! + tangents.slope[cell]! * p
}

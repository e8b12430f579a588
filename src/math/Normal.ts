/**
 * The standard normal distribution and mixtures of normals.
 *
 * Laws
 * 1. the distribution function agrees with published values to 1e-14 of each, in the tails too
 * 2. the quantile of a mixture inverts its distribution function
 *
 * @since 0.1.0
 */
import type { Vector } from './Vector'

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** exp(−x²/2); the square is split so that its rounding is not magnified in the tails. */
const bell = (x: number): number => {
  if (Math.abs(x) > 39) return 0
  const near = Math.trunc(16 * x) / 16
  return Math.exp(-0.5 * near * near) * Math.exp(-0.5 * (x - near) * (x + near))
}

/** φ(x). */
export const density = (x: number): number => bell(x) / ROOT_TWO_PI

/** Below this, Φ is a series in x; above it, the continued fraction of the tail (Laplace) has converged. */
const SEAM = 2
const DEPTH = 100

/** P(Z > x) for x ≥ 0, with full relative precision. */
const tail = (x: number): number => {
  const height = density(x)
  if (height === 0) return 0
  if (x < SEAM) {
    let term = x
    let sum = x
    for (let n = 3; term > 1e-18; n += 2) sum += term *= (x * x) / n
    return 0.5 - height * sum
  }
  let fraction = x
  for (let n = DEPTH; n > 0; n--) fraction = x + n / fraction
  return height / fraction
}

/** Φ(x) = P(Z ≤ x), with full relative precision in the lower tail. */
export const cdf = (x: number): number => (x < 0 ? tail(-x) : 1 - tail(x))

/** Cells a unit, and where the table ends: beyond, a tail is less than 1e-18. */
const CELLS = 64
const END = 9

/** The tail and the density at the middles of cells. */
const table = (() => {
  const tails = new Float64Array(END * CELLS + 1)
  const densities = tails.map((_, i) => density(i / CELLS))
  return { tails: tails.map((_, i) => tail(i / CELLS)), densities }
})()

/** Normals N(meanᵢ, sdᵢ) with weights that sum to one; an sd of 0 is a point. */
export interface Mixture {
  readonly weights: Vector
  readonly means: Vector
  readonly sds: Vector
}

/**
 * P(X ≤ x) of a mixture to 3e-15, and its density there to a thousandth, for Newton's steps. By Taylor's series from the
 * middle of a cell: its terms are Hermite polynomials, and those that are left out come to less than 1e-16.
 */
const mixtureAt = (
  { weights, means, sds }: Mixture,
  x: number
): { readonly below: number; readonly slope: number } => {
  const { tails, densities } = table
  let below = 0
  let slope = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    const sd = sds[i]!
    const distance = x - means[i]!
    if (distance > END * sd || (sd === 0 && distance === 0)) below += weight
    else if (distance > -END * sd) {
      const z = Math.abs(distance) / sd
      const cell = (z * CELLS + 0.5) | 0
      const m = cell / CELLS
      const h = z - m
      const square = m * m
      const height = densities[cell]!
      const area =
        1 -
        (h / 2) *
          (m - (h / 3) * (square - 1 - (h / 4) * (m * (square - 3) - (h / 5) * (square * (square - 6) + 3))))
      const above = tails[cell]! - height * h * area
      below += weight * (distance < 0 ? above : 1 - above)
      slope += (weight * height * (1 - m * h)) / sd
    }
  }
  return { below, slope }
}

/** P(X ≤ x) of a mixture. */
export const mixtureCdf = (mixture: Mixture, x: number): number => mixtureAt(mixture, x).below

/**
 * The x on [low, high] at which a mixture reaches the probability p, to 1e-9 of the width, looked for from a guess on;
 * the end of the range where it lies outside. Newton's steps, each a little longer so that the last one passes the root
 * and closes the bracket: a short step alone proves nothing beside a narrow component. Every fifth step halves the
 * bracket, so that it ends whatever the mixture.
 */
export const mixtureQuantile = (
  mixture: Mixture,
  p: number,
  low: number,
  high: number,
  guess = (low + high) / 2
): number => {
  if (mixtureCdf(mixture, low) >= p) return low
  if (mixtureCdf(mixture, high) <= p) return high
  const tolerance = 1e-9 * (high - low)
  let below = low
  let above = high
  let x = guess > low && guess < high ? guess : (low + high) / 2
  for (let step = 1; above - below > tolerance && x > below && x < above; step++) {
    const { below: reached, slope } = mixtureAt(mixture, x)
    const excess = reached - p
    if (excess === 0) return x
    if (excess > 0) above = x
    else below = x
    const newton = x - excess / slope
    const longer = newton - (Math.sign(excess) * tolerance) / 2
    x = step % 5 !== 0 && longer > below && longer < above ? longer : (below + above) / 2
  }
  return (below + above) / 2
}

/** E[max(0, limit − X)] for X ~ N(mean, sd). */
export const expectedShortfall = (limit: number, mean: number, sd: number): number => {
  if (sd <= 0) return Math.max(0, limit - mean)
  const z = (limit - mean) / sd
  return Math.max(0, (limit - mean) * cdf(z) + sd * density(z))
}

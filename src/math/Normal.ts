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

/** erf(y) / y at y² up to 0.22 (Cody 1969, rational Chebyshev approximation; coefficients to the digits of a double). */
const erfNearZero = (square: number): number =>
  ((((0.18577770618460315 * square + 3.1611237438705655) * square + 113.86415415105016) * square +
    377.485237685302) *
    square +
    3209.3775891384694) /
  ((((square + 23.601290952344122) * square + 244.02463793444417) * square + 1282.6165260773723) * square +
    2844.236833439171)

/** exp(y²) erfc(y) at y from 0.46 to 4, and beyond 4 (Cody 1969). */
const erfcScaled = (y: number): number => {
  if (y <= 4)
    return (
      ((((((((2.1531153547440383e-8 * y + 0.5641884969886701) * y + 8.883149794388377) * y +
        66.11919063714163) *
        y +
        298.6351381974001) *
        y +
        881.952221241769) *
        y +
        1712.0476126340707) *
        y +
        2051.0783778260716) *
        y +
        1230.3393547979972) /
      ((((((((y + 15.744926110709835) * y + 117.6939508913125) * y + 537.1811018620099) * y +
        1621.3895745666903) *
        y +
        3290.7992357334597) *
        y +
        4362.619090143247) *
        y +
        3439.3676741437216) *
        y +
        1230.3393548037495)
    )
  const inverse = 1 / (y * y)
  const series =
    (inverse *
      (((((0.016315387137302097 * inverse + 0.30532663496123236) * inverse + 0.36034489994980445) * inverse +
        0.12578172611122926) *
        inverse +
        0.016083785148742275) *
        inverse +
        0.0006587491615298378)) /
    (((((inverse + 2.568520192289822) * inverse + 1.8729528499234673) * inverse + 0.5279051029514285) *
      inverse +
      0.06051834131244132) *
      inverse +
      0.0023352049762686918)
  return (1 / Math.sqrt(Math.PI) - series) / y
}

/** Where Cody's first approximation ends, times √2. */
const MIDDLE = 0.46875 * Math.SQRT2

/** P(Z ≤ x) from x and exp(−x²/2). */
const cdfFrom = (x: number, bellOfX: number): number => {
  const y = Math.abs(x) / Math.SQRT2
  if (Math.abs(x) <= MIDDLE) return 0.5 + (x / Math.SQRT2 / 2) * erfNearZero(y * y)
  const tail = bellOfX === 0 ? 0 : 0.5 * bellOfX * erfcScaled(y)
  return x < 0 ? tail : 1 - tail
}

/** Φ(x) = P(Z ≤ x), with full relative precision in the lower tail. */
export const cdf = (x: number): number => cdfFrom(x, bell(x))

/** Normals N(meanᵢ, sdᵢ) with weights that sum to one; an sd of 0 is a point. */
export interface Mixture {
  readonly weights: Vector
  readonly means: Vector
  readonly sds: Vector
}

/**
 * P(X ≤ x) of a mixture, and its density there, to 1e-14. A component further away than 9 sd adds less than 1e-18, and
 * within, the square need not be split.
 */
const mixtureAt = (
  { weights, means, sds }: Mixture,
  x: number
): { readonly below: number; readonly slope: number } => {
  let below = 0
  let slope = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    const sd = sds[i]!
    const distance = x - means[i]!
    if (distance > 9 * sd || (sd === 0 && distance === 0)) below += weight
    else if (distance > -9 * sd) {
      const z = distance / sd
      const high = Math.exp(-0.5 * z * z)
      below += weight * cdfFrom(z, high)
      slope += (weight * high) / (sd * ROOT_TWO_PI)
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

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

/** erf(y) / y at y² up to 0.22 (Cody 1969, rational Chebyshev approximation). */
const erfNearZero = (square: number): number =>
  ((((0.185777706184603153 * square + 3.1611237438705656) * square + 113.864154151050156) * square +
    377.485237685302021) *
    square +
    3209.37758913846947) /
  ((((square + 23.6012909523441209) * square + 244.024637934444173) * square + 1282.61652607737228) * square +
    2844.23683343917062)

/** exp(y²) erfc(y) at y from 0.46 to 4, and beyond 4 (Cody 1969). */
const erfcScaled = (y: number): number => {
  if (y <= 4)
    return (
      ((((((((2.15311535474403846e-8 * y + 0.564188496988670089) * y + 8.88314979438837594) * y +
        66.1191906371416295) *
        y +
        298.635138197400131) *
        y +
        881.95222124176909) *
        y +
        1712.04761263407058) *
        y +
        2051.07837782607147) *
        y +
        1230.33935479799725) /
      ((((((((y + 15.7449261107098347) * y + 117.693950891312499) * y + 537.181101862009858) * y +
        1621.38957456669019) *
        y +
        3290.79923573345963) *
        y +
        4362.61909014324716) *
        y +
        3439.36767414372164) *
        y +
        1230.33935480374942)
    )
  const inverse = 1 / (y * y)
  const series =
    (inverse *
      (((((0.0163153871373020978 * inverse + 0.305326634961232344) * inverse + 0.360344899949804439) *
        inverse +
        0.125781726111229246) *
        inverse +
        0.0160837851487422766) *
        inverse +
        0.000658749161529837803)) /
    (((((inverse + 2.56852019228982242) * inverse + 1.87295284992346725) * inverse + 0.527905102951428412) *
      inverse +
      0.0605183413124413191) *
      inverse +
      0.00233520497626869185)
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

/** P(X ≤ x) of a mixture, and its density there. A component further away than 9 sd adds less than 1e-18. */
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
      const high = bell(z)
      below += weight * cdfFrom(z, high)
      slope += (weight * high) / (sd * ROOT_TWO_PI)
    }
  }
  return { below, slope }
}

/** P(X ≤ x) of a mixture. */
export const mixtureCdf = (mixture: Mixture, x: number): number => mixtureAt(mixture, x).below

/** Mean and standard deviation of a mixture. */
export const mixtureMoments = ({
  weights,
  means,
  sds
}: Mixture): { readonly mean: number; readonly sd: number } => {
  let mean = 0
  for (let i = 0; i < weights.length; i++) mean += weights[i]! * means[i]!
  let variance = 0
  for (let i = 0; i < weights.length; i++) variance += weights[i]! * (sds[i]! ** 2 + (means[i]! - mean) ** 2)
  return { mean, sd: Math.sqrt(variance) }
}

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

/**
 * The logistic function and its inverse.
 *
 * @since 0.1.0
 */

/** 1 / (1 + e⁻ˣ), without overflow on either side. */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** log(p / (1 − p)) for 0 < p < 1. */
export const logit = (p: number): number => Math.log(p) - Math.log1p(-p)

/** log of `logistic(x)`, exact in the far tail. */
export const logLogistic = (x: number): number =>
  x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x))

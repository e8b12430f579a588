/**
 * The chi-square distribution, by the incomplete gamma function: its series below the middle, the continued fraction of
 * its tail above (Numerical Recipes, 6.2, with Lentz's method).
 *
 * Laws
 * 1. tails agree with published values
 * 2. with one degree of freedom it is a squared normal, with two an exponential
 *
 * @since 0.2.0
 */

/** Lanczos's coefficients for g = 7 (Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
] as const

/** log Γ(a) for a ≥ ½. */
export const logGamma = (a: number): number => {
  const x = a - 1
  const t = x + 7.5
  const series = LANCZOS.reduce<number>((sum, c, i) => (i === 0 ? c : sum + c / (x + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series)
}

const PRECISION = 1e-16
const MOST = 10_000

/** log of xᵃ e⁻ˣ / Γ(a). */
const logHeight = (a: number, x: number): number => a * Math.log(x) - x - logGamma(a)

const lower = (a: number, x: number): number => {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST && term > PRECISION * sum; n++) sum += term *= x / (a + n)
  return sum * Math.exp(logHeight(a, x))
}

const TINY = 1e-300

const upper = (a: number, x: number): number => {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < MOST; n++) {
    const own = -n * (n - a)
    b += 2
    d = own * d + b
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    c = b + own / c
    if (Math.abs(c) < TINY) c = TINY
    const factor = d * c
    fraction *= factor
    if (Math.abs(factor - 1) < PRECISION * 4) break
  }
  return fraction * Math.exp(logHeight(a, x))
}

/** P(X > x) with so many degrees of freedom, above 0; the tail itself, not 1 less the rest. */
export const tail = (x: number, freedom: number): number => {
  if (!(x > 0)) return 1
  const [a, half] = [freedom / 2, x / 2]
  return half < a + 1 ? 1 - lower(a, half) : upper(a, half)
}

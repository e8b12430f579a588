/**
 * Exact sums of fractions: six times 8/3 are sixteen, not 15.999….
 *
 * @since 0.1.0
 */

/** numerator / denominator, whole numbers, denominator > 0. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/** The floor of the sum of fractions, in exact arithmetic. */
export const floorOfSum = (fractions: ReadonlyArray<Fraction>): number => {
  const [top, bottom] = fractions.reduce(
    ([n, d], { numerator, denominator }) => [
      n * BigInt(denominator) + BigInt(numerator) * d,
      d * BigInt(denominator)
    ],
    [0n, 1n]
  )
  return Number(top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom))
}

/**
 * Sums that do not depend on order (model page, section 10): every term is first rounded to a multiple of 2⁻²⁴.
 * Sums of such numbers below 2²⁹ are exact in a double, so any split into shards gives the same bytes.
 *
 * Laws
 * 1. the order of the terms does not matter
 *
 * @since 0.1.0
 */
const SCALE = 2 ** 24

/** x, rounded to the nearest multiple of 2⁻²⁴. */
export const term = (x: number): number => Math.round(x * SCALE) / SCALE

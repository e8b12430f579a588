/**
 * Chance from a seed: draws by number, and a `Source` for simulations that need many numbers in a row.
 *
 * Laws
 * 1. the same seed gives the same numbers
 * 2. numbers lie in [0, 1)
 *
 * @since 0.1.0
 */
import alea from 'seedrandom/lib/alea.js'
import type { Seed } from './Draw'

export * from './Draw'

/** The next number in [0, 1), 53 bits. */
export type Source = () => number

/** A source of its own for a seed. */
export const source = (seed: Seed): Source => alea(String(seed)).double

/**
 * Chance from a seed. A `Key` is a seed made ready; `draw` is a pure function of the key and a counter, so the n-th
 * draw can be had without the ones before it. A `Source` is for simulations that need many numbers in a row.
 *
 * Laws
 * 1. the same seed and counter give the same number
 * 2. numbers lie in [0, 1)
 *
 * @since 0.1.0
 */
import alea from 'seedrandom/lib/alea.js'

/** What a person or a program gives: 7 and '7' are the same seed. */
export type Seed = string | number

/** Two 32-bit words that stand for a seed. */
export interface Key {
  readonly high: number
  readonly low: number
}

/** The next number in [0, 1), 53 bits. */
export type Source = () => number

/** A source of its own for a seed. */
export const source = (seed: Seed): Source => alea(String(seed)).double

export const key = (seed: Seed): Key => {
  const generator = alea(String(seed))
  return { high: generator.int32(), low: generator.int32() }
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every bit of x reaches every bit of the result. */
const mix = (x: number): number => {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** The draw number `counter` of a key, in [0, 1), 32 bits. Seeding a generator for each draw would cost 10 µs. */
export const draw = ({ high, low }: Key, counter: number): number =>
  (mix(mix(mix(counter ^ high) + low) ^ high) >>> 0) / 4294967296

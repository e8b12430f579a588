/**
 * Chance by number: `draw` is a pure function of a key and a counter, so the n-th draw can be had without the ones before
 * it. A `Key` is a seed made ready.
 *
 * Laws
 * 1. the same seed and counter give the same number
 * 2. numbers lie in [0, 1)
 *
 * @since 0.2.0
 */

/** What a person or a program gives: 7 and '7' are the same seed. */
export type Seed = string | number

/** Two 32-bit words that stand for a seed. */
export interface Key {
  readonly high: number
  readonly low: number
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every bit of x reaches every bit of the result. */
const mix = (x: number): number => {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * Every character is mixed into both words. A generator would do, but seeding one costs 10 µs, and a page that only asks
 * questions would have to load it.
 */
export const key = (seed: Seed): Key => {
  const text = String(seed)
  let high = text.length
  let low = ~high
  for (let i = 0; i < text.length; i++) {
    high = mix(high ^ text.charCodeAt(i))
    low = mix(low + high)
  }
  return { high, low }
}

/** The draw number `counter` of a key, in [0, 1), 32 bits. Seeding a generator for each draw would cost 10 µs. */
export const draw = ({ high, low }: Key, counter: number): number =>
  (mix(mix(mix(counter ^ high) + low) ^ high) >>> 0) / 4294967296

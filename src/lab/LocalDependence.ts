/**
 * Local dependence: challenges whose answers go together more (or less) than what learners know explains. Q3 is the
 * correlation of the residuals of two challenges over the learners who answered both (Yen 1984), here of surprises: what
 * came less what was expected from the answers before. Yen's residuals, from an ability that the same answers have
 * estimated, correlate by about −1/(n − 1) in a test of n challenges although nothing is wrong; surprises do not.
 *
 * At most 1,000 challenges, those with the most answers, are compared: 0.5 million pairs, 28 MB. The cost follows the pairs
 * of answers of each learner; of long histories, each answer is compared with the 200 before it.
 *
 * Laws
 * 1. where the model is right, no more pairs are found than the level says
 * 2. a pair that depends is found
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as Normal from '../math/Normal'
import * as Foresight from './Foresight'

export interface Pair {
  readonly items: readonly [number, number]
  /** Who answered both. */
  readonly learners: number
  readonly q3: number
  /** Standard deviations of Σ of the products of surprises. */
  readonly z: number
  /** Of both sides, and adjusted for the number of pairs. */
  readonly p: number
  readonly adjusted: number
}

export interface LocalDependence {
  /** All pairs with enough learners. */
  readonly pairs: ReadonlyArray<Pair>
  /** Challenges with enough answers, and how many of them were compared. */
  readonly eligible: number
  readonly compared: number
}

/** Fewer learners in common than this are not looked at. */
export const LEAST = 100

const MOST = 1000
const WINDOW = 200

/** By pair: learners, Σ a, Σ b, Σ a², Σ b², Σ ab, Σ a² Var(b) of the earlier surprise a and the later b. */
const SUMS = 7

/** The place of a pair i < j among all. */
const pairAt = (i: number, j: number): number => (j * (j - 1)) / 2 + i

/** Which challenges are compared. */
const chosen = (
  model: Model,
  codes: Uint32Array
): { readonly eligible: number; readonly items: ReadonlyArray<number> } => {
  const counts = new Uint32Array(model.items.length)
  for (const code of codes)
    if (!Foresight.isSkip(code)) counts[Patterns.itemOf(code)] = (counts[Patterns.itemOf(code)] ?? 0) + 1
  const eligible = Array.from(counts.keys()).filter((item) => (counts[item] ?? 0) >= LEAST)
  const most = [...eligible].sort((i, j) => (counts[j] ?? 0) - (counts[i] ?? 0) || i - j).slice(0, MOST)
  return { eligible: eligible.length, items: most.sort((i, j) => i - j) }
}

const twoSided = (z: number): number => Math.min(1, 2 * Normal.cdf(-Math.abs(z)))

export const of = (
  model: Model,
  { starts, codes }: Patterns.Answers,
  predictions: Float64Array
): LocalDependence => {
  const { eligible, items } = chosen(model, codes)
  const place = new Int32Array(model.items.length).fill(-1)
  items.forEach((item, i) => {
    place[item] = i
  })
  const sums = new Float64Array(SUMS * pairAt(0, items.length))
  const seen = new Int32Array(items.length).fill(-1)
  for (let l = 0; l + 1 < starts.length; l++) {
    const places: Array<number> = []
    const surprises: Array<number> = []
    for (let i = starts[l] ?? 0; i < (starts[l + 1] ?? 0); i++) {
      const code = codes[i] ?? 0
      const own = place[Patterns.itemOf(code)] ?? -1
      // The first answer to each challenge alone: it is with another one that it may depend.
      if (own < 0 || Foresight.isSkip(code) || seen[own] === l) continue
      seen[own] = l
      const p = predictions[i] ?? 0
      const b = (Foresight.isRight(code) ? 1 : 0) - p
      for (let n = Math.max(0, places.length - WINDOW); n < places.length; n++) {
        const other = places[n] ?? 0
        const a = surprises[n] ?? 0
        const isBefore = other < own
        const at = SUMS * (isBefore ? pairAt(other, own) : pairAt(own, other))
        const [x, y] = isBefore ? [a, b] : [b, a]
        sums[at] = (sums[at] ?? 0) + 1
        sums[at + 1] = (sums[at + 1] ?? 0) + x
        sums[at + 2] = (sums[at + 2] ?? 0) + y
        sums[at + 3] = (sums[at + 3] ?? 0) + x * x
        sums[at + 4] = (sums[at + 4] ?? 0) + y * y
        sums[at + 5] = (sums[at + 5] ?? 0) + x * y
        sums[at + 6] = (sums[at + 6] ?? 0) + a * a * p * (1 - p)
      }
      places.push(own)
      surprises.push(b)
    }
  }
  const found: Array<Omit<Pair, 'adjusted'>> = []
  items.forEach((second, j) => {
    for (let i = 0; i < j; i++) {
      const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0, variance = 0] = sums.subarray(
        SUMS * pairAt(i, j),
        SUMS * pairAt(i, j) + SUMS
      )
      if (n < LEAST) continue
      const spread = Math.sqrt((xx - (x * x) / n) * (yy - (y * y) / n))
      const z = variance > 0 ? xy / Math.sqrt(variance) : 0
      found.push({
        items: [items[i] ?? 0, second],
        learners: n,
        q3: spread > 0 ? (xy - (x * y) / n) / spread : 0,
        z,
        p: twoSided(z)
      })
    }
  })
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return {
    pairs: found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 })),
    eligible,
    compared: items.length
  }
}

/**
 * What the metrics of `Metrics` are made of: sums over learners, of fixed size however many answers they hold. What a
 * learner adds is rounded to multiples of 2⁻⁴⁸, in two halves that each add up exactly (model page, section 10).
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Seed } from '../math/Random'
import type { Vector } from '../math/Vector'
import * as Bootstrap from './Bootstrap'
import * as PackedCounts from './PackedCounts'

/** The answers of one learner that were given, in order; a skip is none, but is counted. */
export interface Scored {
  readonly learner: string
  /** P(correct), before it was seen. */
  readonly p: Vector
  /** 1 right, 0 wrong. */
  readonly correct: Vector
  readonly skips: number
}

export interface Sums {
  readonly seed: Seed
  readonly learners: number
  readonly skips: number
  /** By slot, multiples of 2⁻²⁴. */
  readonly totals: Float64Array
  /** What the totals leave, times 2²⁴. */
  readonly rests: Float64Array
  /** Cells of p: those of wrong answers, then those of right ones. */
  readonly cells: Float64Array
  /** Slots × replicates. */
  readonly replicates: Float64Array
  /** Coarse cells × replicates; as above. */
  readonly coarse: Uint32Array
}

/** What the slots hold; from BINS on, three a bin: how many, how many right, Σ p. */
export const ANSWERS = 0
export const LOG_LOSS = 1
export const SQUARES = 2
export const HITS = 3
export const BINS = 4
export const SLOTS = BINS + 3 * 10

/** How finely p is told apart for the AUC, and for its intervals; the first is a multiple of the second. */
export interface Resolution {
  readonly cells: number
  readonly coarse: number
}

/** For all answers together. */
export const FINE: Resolution = { cells: 65536, coarse: 512 }

/** For each of many groups. */
export const ROUGH: Resolution = { cells: 4096, coarse: 128 }

const EPSILON = 1e-15

const { REPLICATES } = Bootstrap

/** No answers yet. */
export const empty = (seed: Seed, { cells, coarse }: Resolution = FINE): Sums => ({
  seed,
  learners: 0,
  skips: 0,
  totals: new Float64Array(SLOTS),
  rests: new Float64Array(SLOTS),
  cells: new Float64Array(2 * cells),
  replicates: new Float64Array(SLOTS * REPLICATES),
  coarse: new Uint32Array(2 * coarse * REPLICATES)
})

/** The slots of one learner, in the order of its answers. */
const slotsOf = ({ p, correct }: Scored): Float64Array => {
  const slots = new Float64Array(SLOTS)
  const add = (slot: number, x: number): void => {
    slots[slot] = (slots[slot] ?? 0) + x
  }
  for (let i = 0; i < p.length; i++) {
    const y = correct[i] ?? 0
    const q = p[i] ?? 0
    add(ANSWERS, 1)
    add(LOG_LOSS, -Math.log(Math.max(EPSILON, y === 1 ? q : 1 - q)))
    add(SQUARES, (q - y) * (q - y))
    if (q >= 0.5 === (y === 1)) add(HITS, 1)
    const bin = BINS + 3 * Math.min(9, Math.floor(10 * q))
    add(bin, 1)
    add(bin + 1, y)
    add(bin + 2, q)
  }
  return slots
}

/** Slots that hold whole numbers; there can be no more of them than answers. */
const isCount = (slot: number): boolean =>
  slot === ANSWERS || slot === HITS || (slot >= BINS && (slot - BINS) % 3 < 2)

/** The sums over some learners, each of whom comes once. */
export const of = (seed: Seed, resolution: Resolution = FINE) => {
  const rows = 2 * resolution.coarse
  const fineness = resolution.cells / resolution.coarse
  return (learners: Iterable<Scored>): Sums => {
    const { totals, rests, cells, replicates, coarse } = empty(seed, resolution)
    const counts = PackedCounts.of(SLOTS, replicates)
    const histogram = PackedCounts.of(rows, coarse)
    let count = 0
    let skips = 0
    for (const scored of learners) {
      const answers = scored.p.length
      count++
      skips += scored.skips
      if (answers === 0) continue
      const weights = Bootstrap.weights(seed, scored.learner)
      counts.begin(weights, answers)
      const slots = slotsOf(scored)
      for (let slot = 0; slot < SLOTS; slot++) {
        const x = slots[slot] ?? 0
        const high = ExactSum.term(x)
        totals[slot] = (totals[slot] ?? 0) + high
        rests[slot] = (rests[slot] ?? 0) + ExactSum.term((x - high) * 2 ** 24)
        if (high === 0) continue
        if (isCount(slot)) counts.add(slot, high)
        else
          for (let b = 0, at = slot * REPLICATES; b < REPLICATES; b++, at++)
            replicates[at] = (replicates[at] ?? 0) + high * (weights[b] ?? 0)
      }
      const own = new Uint32Array(rows)
      let most = 0
      for (let i = 0; i < answers; i++) {
        const side = scored.correct[i] === 1 ? 1 : 0
        const cell = Math.min(resolution.cells - 1, Math.floor((scored.p[i] ?? 0) * resolution.cells))
        const fine = side * resolution.cells + cell
        cells[fine] = (cells[fine] ?? 0) + 1
        const rough = side * resolution.coarse + Math.floor(cell / fineness)
        const times = (own[rough] ?? 0) + 1
        own[rough] = times
        if (times > most) most = times
      }
      histogram.begin(weights, most)
      for (let row = 0; row < rows; row++) {
        const times = own[row] ?? 0
        if (times > 0) histogram.add(row, times)
      }
    }
    counts.empty()
    histogram.empty()
    return { seed, learners: count, skips, totals, rests, cells, replicates, coarse }
  }
}

type Terms = Float64Array | Uint32Array

const combined = <A extends Terms>(a: A, b: A, sign: 1 | -1): A => {
  const sum = a.slice() as A
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + sign * (b[i] ?? 0)
  return sum
}

const arrays = (a: Sums, b: Sums, sign: 1 | -1) => ({
  totals: combined(a.totals, b.totals, sign),
  rests: combined(a.rests, b.rests, sign),
  cells: combined(a.cells, b.cells, sign),
  replicates: combined(a.replicates, b.replicates, sign),
  coarse: combined(a.coarse, b.coarse, sign)
})

/** The sums over the learners of both; they have the same seed and resolution, and no learner is in both. */
export const merge = (a: Sums, b: Sums): Sums => ({
  seed: a.seed,
  learners: a.learners + b.learners,
  skips: a.skips + b.skips,
  ...arrays(a, b, 1)
})

/** The sums over `all` without some of the answers of some of its learners, all of whom have others. */
export const without = (part: Sums, all: Sums): Sums => ({
  seed: all.seed,
  learners: all.learners,
  skips: all.skips - part.skips,
  ...arrays(all, part, -1)
})

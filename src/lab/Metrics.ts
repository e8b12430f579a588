/**
 * How good predictions are: p, the probability of a right answer before it was seen, against what came. `Sums` have a
 * fixed size however many answers they hold, and sums of parts can be merged, so that a log may be split anywhere between
 * learners. What a learner adds is rounded to multiples of 2⁻⁴⁸, in two halves that each add up exactly (model page,
 * section 10).
 *
 * - log loss: mean of −ln P(what came), nats; a P below 1e-15 counts as 1e-15
 * - Brier: mean of (p − y)²; RMSE: its root
 * - accuracy: share of answers on the side of ½ that p is on, p = ½ being right
 * - AUC: P(p of a right answer > p of a wrong one), ties counting half. From a histogram of 65,536 equal cells: numbers
 *   in one cell are ties, so it is exact where different p are at least 2⁻¹⁶ apart
 * - ECE: Σ (n_b/n) |mean y − mean p| over the ten cells ⌊10p⌋, the last one closed
 *
 * Intervals: 95 %, percentiles of 200 bootstrap replicates over learners (those of the AUC with 512 cells).
 *
 * Laws
 * 1. they agree with their definitions
 * 2. however the learners are split and ordered, the same bytes come out
 * 3. the size does not depend on the number of answers
 *
 * @since 0.1.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Seed } from '../math/Random'
import type { Vector } from '../math/Vector'
import * as Bootstrap from './Bootstrap'

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
const ANSWERS = 0
const LOG_LOSS = 1
const SQUARES = 2
const HITS = 3
const BINS = 4
const SLOTS = BINS + 3 * 10

const CELLS = 65536
const COARSE = 512
const FINE = CELLS / COARSE

const EPSILON = 1e-15

const { REPLICATES } = Bootstrap

/** No answers yet. */
export const empty = (seed: Seed): Sums => ({
  seed,
  learners: 0,
  skips: 0,
  totals: new Float64Array(SLOTS),
  rests: new Float64Array(SLOTS),
  cells: new Float64Array(2 * CELLS),
  replicates: new Float64Array(SLOTS * REPLICATES),
  coarse: new Uint32Array(2 * COARSE * REPLICATES)
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

const cellOf = (p: number): number => Math.min(CELLS - 1, Math.floor(p * CELLS))

/** The sums over some learners, each of whom comes once. */
export const of =
  (seed: Seed) =>
  (learners: Iterable<Scored>): Sums => {
    const { totals, rests, cells, replicates, coarse } = empty(seed)
    let count = 0
    let skips = 0
    for (const scored of learners) {
      count++
      skips += scored.skips
      const weights = Bootstrap.weights(seed, scored.learner)
      slotsOf(scored).forEach((x, slot) => {
        const high = ExactSum.term(x)
        totals[slot] = (totals[slot] ?? 0) + high
        rests[slot] = (rests[slot] ?? 0) + ExactSum.term((x - high) * 2 ** 24)
        if (high === 0) return
        for (let b = 0, at = slot * REPLICATES; b < REPLICATES; b++, at++)
          replicates[at] = (replicates[at] ?? 0) + high * (weights[b] ?? 0)
      })
      const own = new Uint32Array(2 * COARSE)
      for (let i = 0; i < scored.p.length; i++) {
        const side = scored.correct[i] === 1 ? 1 : 0
        const cell = cellOf(scored.p[i] ?? 0)
        const fine = side * CELLS + cell
        cells[fine] = (cells[fine] ?? 0) + 1
        const rough = side * COARSE + Math.floor(cell / FINE)
        own[rough] = (own[rough] ?? 0) + 1
      }
      for (let cell = 0; cell < own.length; cell++) {
        const times = own[cell] ?? 0
        if (times === 0) continue
        for (let b = 0, at = cell * REPLICATES; b < REPLICATES; b++, at++)
          coarse[at] = (coarse[at] ?? 0) + times * (weights[b] ?? 0)
      }
    }
    return { seed, learners: count, skips, totals, rests, cells, replicates, coarse }
  }

const plus = <A extends Float64Array | Uint32Array>(a: A, b: A): A => {
  const sum = a.slice() as A
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (b[i] ?? 0)
  return sum
}

/** The sums over the learners of both; they have the same seed, and no learner is in both. */
export const merge = (a: Sums, b: Sums): Sums => ({
  seed: a.seed,
  learners: a.learners + b.learners,
  skips: a.skips + b.skips,
  totals: plus(a.totals, b.totals),
  rests: plus(a.rests, b.rests),
  cells: plus(a.cells, b.cells),
  replicates: plus(a.replicates, b.replicates),
  coarse: plus(a.coarse, b.coarse)
})

/** The area under the ROC curve from two histograms; NaN where one is empty. */
const auc = (cells: number, at: (side: 0 | 1, cell: number) => number): number => {
  let wrong = 0
  let right = 0
  let won = 0
  for (let cell = 0; cell < cells; cell++) {
    const losers = at(0, cell)
    const winners = at(1, cell)
    won += winners * (wrong + losers / 2)
    wrong += losers
    right += winners
  }
  return won / (wrong * right)
}

/** The measures that are made of slots; NaN without answers. */
const measures = (slot: (index: number) => number): Omit<Measures<number>, 'auc'> => {
  const n = slot(ANSWERS)
  let gap = 0
  for (let bin = BINS; bin < SLOTS; bin += 3) gap += Math.abs(slot(bin + 1) - slot(bin + 2))
  const brier = slot(SQUARES) / n
  return {
    logLoss: slot(LOG_LOSS) / n,
    brier,
    accuracy: slot(HITS) / n,
    ece: gap / n,
    rmse: Math.sqrt(brier)
  }
}

export interface Measures<A> {
  readonly logLoss: A
  readonly brier: A
  readonly auc: A
  readonly accuracy: A
  readonly ece: A
  readonly rmse: A
}

export interface Estimate {
  readonly value: number
  /** 95 %. */
  readonly interval: readonly [number, number]
}

/** All measures; null where one is not defined, such as the AUC of right answers alone. */
export interface Summary extends Measures<Estimate | null> {
  /** Skips included. */
  readonly responses: number
  /** They stay out of the measures. */
  readonly skipped: number
  readonly learners: number
}

/** The measures over all learners, and in each replicate; NaN where one is not defined. */
export interface Sampled {
  readonly value: Measures<number>
  readonly samples: ReadonlyArray<Measures<number>>
}

export const sampled = ({ totals, rests, cells, replicates, coarse }: Sums): Sampled => ({
  value: {
    ...measures((slot) => (totals[slot] ?? 0) + (rests[slot] ?? 0) / 2 ** 24),
    auc: auc(CELLS, (side, cell) => cells[side * CELLS + cell] ?? 0)
  },
  samples: Array.from({ length: REPLICATES }, (_, b) => ({
    ...measures((slot) => replicates[slot * REPLICATES + b] ?? 0),
    auc: auc(COARSE, (side, cell) => coarse[(side * COARSE + cell) * REPLICATES + b] ?? 0)
  }))
})

/** The measures and their intervals. */
export const summary = (sums: Sums): Summary => {
  const { learners, skips, totals } = sums
  const { value, samples } = sampled(sums)
  const estimate = (name: keyof Measures<number>): Estimate | null =>
    Number.isNaN(value[name])
      ? null
      : { value: value[name], interval: Bootstrap.interval(samples.map((sample) => sample[name])) }
  return {
    responses: (totals[ANSWERS] ?? 0) + skips,
    skipped: skips,
    learners,
    logLoss: estimate('logLoss'),
    brier: estimate('brier'),
    auc: estimate('auc'),
    accuracy: estimate('accuracy'),
    ece: estimate('ece'),
    rmse: estimate('rmse')
  }
}

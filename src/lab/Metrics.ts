/**
 * How good predictions are: p, the probability of a right answer before it was seen, against what came. `Sums` of parts
 * can be merged, so that a log may be split anywhere between learners.
 *
 * - log loss: mean of −ln P(what came), nats; a P below 1e-15 counts as 1e-15
 * - Brier: mean of (p − y)²; RMSE: its root
 * - accuracy: share of answers on the side of ½ that p is on, p = ½ being right
 * - AUC: P(p of a right answer > p of a wrong one), ties counting half. From a histogram of 65,536 equal cells: numbers
 *   in one cell are ties, so it is exact where different p are at least 2⁻¹⁶ apart
 * - ECE: Σ (n_b/n) |mean y − mean p| over the ten cells ⌊10p⌋, the last one closed
 * - calibration: of each of these ten cells, how many answers, the mean p, and the share that was right
 *
 * Intervals: 95 %, percentiles of 200 bootstrap replicates over learners. Those of the AUC have 512 cells, and are shifted
 * by what that costs all answers together, so that they are intervals of the value. Of many groups
 * of answers coarser histograms are kept: 4,096 cells, and 128 for the intervals. Two sums over the same learners have the
 * same replicates, so that the difference of a measure has an interval of its own, which is that of pairs.
 *
 * Laws
 * 1. they agree with their definitions
 * 2. however the learners are split and ordered, the same bytes come out
 * 3. the size does not depend on the number of answers
 * 4. what sums were merged of can be taken out of them again
 *
 * @since 0.1.0
 */
import * as Bootstrap from './Bootstrap'
import { ANSWERS, BINS, HITS, LOG_LOSS, SLOTS, SQUARES, type Sums } from './MetricsSums'

export {
  empty,
  FINE,
  merge,
  of,
  type Resolution,
  ROUGH,
  type Scored,
  type Sums,
  without
} from './MetricsSums'

const { REPLICATES } = Bootstrap

/** The area under the ROC curve from two histograms, one behind the other; NaN where one is empty. */
const auc = (cells: number, count: (index: number) => number): number => {
  let wrong = 0
  let right = 0
  let won = 0
  for (let cell = 0; cell < cells; cell++) {
    const losers = count(cell)
    const winners = count(cells + cell)
    won += winners * (wrong + losers / 2)
    wrong += losers
    right += winners
  }
  return won / (wrong * right)
}

export interface Measures<A> {
  readonly logLoss: A
  readonly brier: A
  readonly auc: A
  readonly accuracy: A
  readonly ece: A
  readonly rmse: A
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

/** A slot over all learners, and in a replicate. */
const slotIn =
  ({ totals, rests }: Sums) =>
  (slot: number): number =>
    (totals[slot] ?? 0) + (rests[slot] ?? 0) / 2 ** 24

const slotOf =
  ({ replicates }: Sums, b: number) =>
  (slot: number): number =>
    replicates[slot * REPLICATES + b] ?? 0

const replicated = <A>(of: (b: number) => A): ReadonlyArray<A> =>
  Array.from({ length: REPLICATES }, (_, b) => of(b))

/** Numbers by name over all learners, and in each replicate; NaN where one is not defined. */
export interface Sampled<Name extends string = keyof Measures<number>> {
  readonly value: Readonly<Record<Name, number>>
  readonly samples: ReadonlyArray<Readonly<Record<Name, number>>>
}

/** Cells put together, so many at a time. */
const coarser = (cells: Float64Array, count: number): Float64Array => {
  const wide = new Float64Array(count)
  const each = cells.length / count
  cells.forEach((n, i) => {
    const cell = Math.floor(i / each)
    wide[cell] = (wide[cell] ?? 0) + n
  })
  return wide
}

export const sampled = (sums: Sums): Sampled => {
  const { cells, coarse } = sums
  const width = coarse.length / (2 * REPLICATES)
  const value = auc(cells.length / 2, (i) => cells[i] ?? 0)
  const wide = coarser(cells, 2 * width)
  const shift = value - auc(width, (i) => wide[i] ?? 0)
  return {
    value: { ...measures(slotIn(sums)), auc: value },
    samples: replicated((b) => ({
      ...measures(slotOf(sums, b)),
      auc: shift + auc(width, (i) => coarse[i * REPLICATES + b] ?? 0)
    }))
  }
}

export interface Estimate {
  readonly value: number
  /** 95 %. */
  readonly interval: readonly [number, number]
}

const estimate = (value: number, samples: ReadonlyArray<number>): Estimate | null =>
  Number.isNaN(value) ? null : { value, interval: Bootstrap.interval(samples) }

/** Each of them with its interval; null where it is not defined. */
export const estimated =
  <Name extends string>({ value, samples }: Sampled<Name>) =>
  (name: Name): Estimate | null =>
    estimate(
      value[name],
      samples.map((sample) => sample[name])
    )

/** a − b of the same learners: in each replicate both have them equally often, so that they come in pairs. */
export const paired =
  <Name extends string>(a: Sampled<Name>, b: Sampled<Name>) =>
  (name: Name): Estimate | null =>
    estimate(
      a.value[name] - b.value[name],
      a.samples.map((sample, i) => sample[name] - (b.samples[i]?.[name] ?? NaN))
    )

/** The answers whose p lies between two tenths. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly answers: number
  /** The mean p; null without answers. */
  readonly p: number | null
  /** The share that was right. */
  readonly right: Estimate | null
}

const calibration = (sums: Sums): ReadonlyArray<Bin> =>
  Array.from({ length: 10 }, (_, i): Bin => {
    const at = BINS + 3 * i
    const whole = slotIn(sums)
    const answers = whole(at)
    const share = (slot: (index: number) => number): number => slot(at + 1) / slot(at)
    return {
      from: i / 10,
      to: (i + 1) / 10,
      answers,
      p: answers === 0 ? null : whole(at + 2) / answers,
      right: estimate(
        share(whole),
        replicated((b) => share(slotOf(sums, b)))
      )
    }
  })

/** All measures; null where one is not defined, such as the AUC of right answers alone. */
export interface Summary extends Measures<Estimate | null> {
  /** Skips included. */
  readonly responses: number
  /** They stay out of the measures. */
  readonly skipped: number
  readonly learners: number
  readonly calibration: ReadonlyArray<Bin>
}

/** The measures and their intervals. */
export const summary = (sums: Sums): Summary => {
  const { learners, skips, totals } = sums
  const of = estimated(sampled(sums))
  return {
    responses: (totals[ANSWERS] ?? 0) + skips,
    skipped: skips,
    learners,
    logLoss: of('logLoss'),
    brier: of('brier'),
    auc: of('auc'),
    accuracy: of('accuracy'),
    ece: of('ece'),
    rmse: of('rmse'),
    calibration: calibration(sums)
  }
}

/** What is compared between two ways to predict the same answers. */
export type Difference = Pick<Measures<Estimate | null>, 'logLoss' | 'brier' | 'auc' | 'accuracy'>

/** The measures of `one` less those of `other`: two predictions of the same answers. */
export const difference = (one: Sums): ((other: Sums) => Difference) => {
  const own = sampled(one)
  return (other) => {
    const of = paired(own, sampled(other))
    return { logLoss: of('logLoss'), brier: of('brier'), auc: of('auc'), accuracy: of('accuracy') }
  }
}

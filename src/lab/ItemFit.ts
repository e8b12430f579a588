/**
 * Item fit: right answers to a challenge, observed and expected, by the mastery that was expected before the answer and by
 * how the learner had answered so far. The idea is that of S-X² (Orlando & Thissen 2000), with what was expected before
 * each answer in place of a sum score, since not everybody is asked the same.
 *
 * In a class of answers Σ (right − p) has mean 0 and variance Σ p(1 − p); the sum of the squares of its standardised values
 * is a chi-square with one degree of freedom for each class where the parameters are given. Fitted to the same log, they
 * take away up to one for each parameter (Chernoff & Lehmann 1954); none is taken off here, so that p is rather too large.
 *
 * Laws
 * 1. answers that come as the model says are found to misfit no more often than the level says
 * 2. a challenge that misfits is found
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'
import * as ChiSquare from '../math/ChiSquare'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as Foresight from './Foresight'

/** Some answers to a challenge. */
export interface Class {
  /** Bounds of what the class is made by, each a share; null for answers before which there was none. */
  readonly from: number | null
  readonly to: number | null
  readonly answers: number
  /** Shares of the answers. */
  readonly right: number
  readonly expected: number
  /** Standard deviations. */
  readonly residual: number
}

export interface Test {
  readonly classes: ReadonlyArray<Class>
  readonly statistic: number
  readonly freedom: number
  readonly p: number
}

export interface ItemFit {
  readonly item: number
  readonly answers: number
  readonly right: number
  readonly expected: number
  readonly byMastery: Test
  readonly byScore: Test
  /** Root mean square of observed less expected by mastery, less what chance adds: on the scale of probabilities. */
  readonly misfit: number
  /** Of both tests together, and adjusted for the number of challenges. */
  readonly p: number
  readonly adjusted: number
}

/** Fewer answers than this are not looked at. */
export const LEAST = 50

/** In a class at least so many right answers, and so many wrong ones, are expected. */
const EXPECTED = 5

const TENTHS = 10
const FIFTHS = 5

/** By item and class: answers, right ones, Σ p, Σ p(1 − p). */
const SUMS = 4

const add = (sums: Float64Array, at: number, right: number, p: number): void => {
  const terms = [1, right, p, p * (1 - p)]
  terms.forEach((x, i) => {
    sums[SUMS * at + i] = (sums[SUMS * at + i] ?? 0) + x
  })
}

interface Bin {
  readonly from: number | null
  readonly to: number | null
  readonly sums: ReadonlyArray<number>
}

const plus = (a: Bin, b: Bin): Bin => ({
  from: a.from ?? b.from,
  to: b.to,
  sums: a.sums.map((x, i) => x + (b.sums[i] ?? 0))
})

const isEnough = ({ sums: [answers = 0, , expected = 0] }: Bin): boolean =>
  expected >= EXPECTED && answers - expected >= EXPECTED

/** Neighbours put together until enough is expected of each. */
const merged = (bins: ReadonlyArray<Bin>): ReadonlyArray<Bin> => {
  const out: Array<Bin> = []
  let open: Bin | undefined
  for (const bin of bins) {
    open = open === undefined ? bin : plus(open, bin)
    if (!isEnough(open)) continue
    out.push(open)
    open = undefined
  }
  const last = out.pop()
  return open === undefined
    ? last === undefined
      ? out
      : [...out, last]
    : [...out, last === undefined ? open : plus(last, open)]
}

const testOf = (bins: ReadonlyArray<Bin>): Test => {
  const classes = merged(bins.filter(({ sums: [answers = 0] }) => answers > 0)).map(
    ({ from, to, sums: [answers = 0, right = 0, expected = 0, variance = 0] }): Class => ({
      from,
      to,
      answers,
      right: right / answers,
      expected: expected / answers,
      residual: variance > 0 ? (right - expected) / Math.sqrt(variance) : 0
    })
  )
  const statistic = classes.reduce((sum, { residual }) => sum + residual ** 2, 0)
  return { classes, statistic, freedom: classes.length, p: ChiSquare.tail(statistic, classes.length) }
}

/** What is left of the squares of the differences once chance is taken off. */
const misfitOf = ({ classes }: Test): number => {
  const answers = classes.reduce((sum, each) => sum + each.answers, 0)
  const square = classes.reduce((sum, { answers: n, right, expected, residual }) => {
    const difference = (right - expected) ** 2
    return sum + (residual === 0 ? 0 : n * difference * (1 - 1 / residual ** 2))
  }, 0)
  return Math.sqrt(Math.max(0, square / Math.max(1, answers)))
}

/** Of all challenges with enough answers, in the order of the bank. */
export const of = (
  model: Model,
  { starts, codes }: Patterns.Answers,
  predictions: Float64Array
): ReadonlyArray<ItemFit> => {
  const byMastery = new Float64Array(model.items.length * TENTHS * SUMS)
  const byScore = new Float64Array(model.items.length * (FIFTHS + 1) * SUMS)
  for (let l = 0; l + 1 < starts.length; l++) {
    let before = 0
    let rightBefore = 0
    for (let i = starts[l] ?? 0; i < (starts[l + 1] ?? 0); i++) {
      const code = codes[i] ?? 0
      const item = model.items[Patterns.itemOf(code)]
      if (item === undefined || Foresight.isSkip(code)) continue
      const right = Foresight.isRight(code) ? 1 : 0
      const p = predictions[i] ?? 0
      const mastery = Foresight.masteryOf(p, item.slip, item.guess)
      add(byMastery, item.index * TENTHS + Math.min(TENTHS - 1, Math.floor(TENTHS * mastery)), right, p)
      const score = before === 0 ? 0 : 1 + Math.min(FIFTHS - 1, Math.floor((FIFTHS * rightBefore) / before))
      add(byScore, item.index * (FIFTHS + 1) + score, right, p)
      before++
      rightBefore += right
    }
  }
  const binsOf = (
    sums: Float64Array,
    item: number,
    count: number,
    bound: (n: number) => number | null
  ): ReadonlyArray<Bin> =>
    Array.from({ length: count }, (_, n) => {
      const at = SUMS * (item * count + n)
      return { from: bound(n), to: bound(n + 1), sums: Array.from(sums.subarray(at, at + SUMS)) }
    })
  const found = model.items.flatMap(({ index }) => {
    const tenths = binsOf(byMastery, index, TENTHS, (n) => n / TENTHS)
    const [answers = 0, right = 0, expected = 0] = tenths
      .map(({ sums }) => sums)
      .reduce((a, b) => a.map((x, i) => x + (b[i] ?? 0)))
    if (answers < LEAST) return []
    const mastery = testOf(tenths)
    const score = testOf(binsOf(byScore, index, FIFTHS + 1, (n) => (n === 0 ? null : (n - 1) / FIFTHS)))
    return [
      {
        item: index,
        answers,
        right: right / answers,
        expected: expected / answers,
        byMastery: mastery,
        byScore: score,
        misfit: misfitOf(mastery),
        p: Math.min(1, 2 * Math.min(mastery.p, score.p))
      }
    ]
  })
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 }))
}

/**
 * What the trials of many learners add up to, of fixed size however many there are.
 *
 * Laws
 * 1. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import type { Reason } from '../assessment/Stopping'
import type * as Vector from '../math/Vector'
import * as Score from '../profile/Score'
import * as Means from './Means'
import * as Overlap from './Overlap'
import * as Subject from './Subject'
import type * as Trial from './Trial'

export const reasons: ReadonlyArray<Reason> = [
  'precision',
  'maxQuestions',
  'maxSeconds',
  'exhausted',
  'minGain'
]

/** The columns of `test`; after them, one for each of `reasons`: 1 where it ended the competence. */
export const TEST = { questions: 0, right: 1, sure: 2, reasons: 3 } as const

/** The columns of `levels`, for each level from 1 on. Of `had` and `reached`: 1 for a level of at least that. */
export const LEVEL = { right: 0, sure: 1, had: 2, reached: 3, size: 4 } as const
export const LEVELS = 8

/** The columns of `acquis`, for each acquis of the competence. What one more challenge is worth counts by 100 tests. */
export const ACQUIS = { right: 0, sure: 1, asked: 2, gain: 3, surplus: 4, size: 5 } as const
export const TESTS = 100

/** The columns of `curve`, from no question on: 1 where there was a next one, and how much was judged rightly by then. */
export const POINT = { running: 0, right: 1, sure: 2, size: 3 } as const

/** Of one competence. */
export interface CompetenceTally {
  readonly competence: number
  readonly test: Means.Means
  readonly levels: Means.Means
  readonly acquis: Means.Means
  readonly curve: Means.Means
  /** 1 where a challenge was asked, by its index in the competence. */
  readonly exposure: Means.Means
  readonly overlap: Overlap.Overlap
}

export type Tally = ReadonlyArray<CompetenceTally>

const testRow = ({ asked, reason, curve }: Trial.Trial): Vector.Row => {
  const end = curve[curve.length - 1]
  return [asked.length, end?.right ?? 0, end?.sure ?? 0, ...reasons.map((each) => (each === reason ? 1 : 0))]
}

const isRight = (m: number, known: number): boolean => m >= 0.5 === (known === 1)

const levelRow = ({ model, inScope }: Subject.Subject, { mastery, known }: Trial.Trial): Vector.Vector => {
  const row = new Float64Array(LEVELS * LEVEL.size)
  const counts = new Float64Array(LEVELS)
  const add = (at: number, x: number): void => {
    row[at] = (row[at] ?? 0) + x
  }
  model.levels.forEach((level, a) => {
    if (inScope[a] !== true) return
    const m = mastery[a] ?? 0
    counts[level - 1] = (counts[level - 1] ?? 0) + 1
    add((level - 1) * LEVEL.size + LEVEL.sure, Math.max(m, 1 - m))
    if (isRight(m, known[a] ?? 0)) add((level - 1) * LEVEL.size + LEVEL.right, 1)
  })
  const had = Score.level(model, known)
  const reached = Score.level(model, mastery)
  counts.forEach((count, i) => {
    const at = i * LEVEL.size
    for (const column of [LEVEL.sure, LEVEL.right])
      row[at + column] = (row[at + column] ?? 0) / Math.max(1, count)
    if (had > i) row[at + LEVEL.had] = 1
    if (reached > i) row[at + LEVEL.reached] = 1
  })
  return row
}

const acquisRow = ({ test }: Subject.Subject, { asked, mastery, known, worths }: Trial.Trial): Vector.Row => {
  const tested = new Set(asked.map((item) => test.model.items[item]?.acquis ?? -1))
  return Array.from(mastery, (m, a) => [
    isRight(m, known[a] ?? 0) ? 1 : 0,
    Math.max(m, 1 - m),
    tested.has(a) ? 1 : 0,
    TESTS * (worths[a]?.gain ?? 0),
    TESTS * (worths[a]?.surplus ?? 0)
  ]).flat()
}

const curveRow = (longest: number, { asked, curve }: Trial.Trial): Vector.Row =>
  Array.from({ length: longest + 1 }, (_, n) => {
    const point = curve[Math.min(n, asked.length)]
    return [asked.length > n ? 1 : 0, point?.right ?? 0, point?.sure ?? 0]
  }).flat()

const exposureRow = ({ model }: Subject.Subject, { asked }: Trial.Trial): Vector.Vector => {
  const row = new Float64Array(model.lastItem - model.firstItem)
  for (const item of asked) row[item - model.firstItem] = 1
  return row
}

/** The learners of a population by number: first ≤ n < last. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** The longest that a test of a competence can be, in questions. */
const longestOf = ({ test, items }: Subject.Subject): number =>
  Math.min(test.rules.maxQuestions, items.flat().length)

/** The trials of the learners from number `first` on, added up. */
export const of = (
  plan: Trial.Plan
): ((first: number, trials: ReadonlyArray<ReadonlyArray<Trial.Trial>>) => Tally) => {
  const subjects = Subject.of(plan)
  return (first, trials) =>
    subjects.map((subject): CompetenceTally => {
      const { index, model } = subject
      const longest = longestOf(subject)
      const items = model.lastItem - model.firstItem
      const own = trials.flatMap((each) => each.filter(({ competence }) => competence === index))
      const rows = (row: (trial: Trial.Trial) => Vector.Vector): ReadonlyArray<Vector.Vector> => own.map(row)
      const asked = own.map((trial, i): Overlap.Asked => ({
        learner: first + i,
        challenges: trial.asked.map((item) => item - model.firstItem)
      }))
      return {
        competence: index,
        test: Means.of(TEST.reasons + reasons.length)(rows(testRow)),
        levels: Means.of(LEVELS * LEVEL.size)(rows((trial) => levelRow(subject, trial))),
        acquis: Means.of(model.levels.length * ACQUIS.size)(rows((trial) => acquisRow(subject, trial))),
        curve: Means.of((longest + 1) * POINT.size)(rows((trial) => curveRow(longest, trial))),
        exposure: Means.of(items)(rows((trial) => exposureRow(subject, trial))),
        overlap: Overlap.of(plan.seed, items)(asked)
      }
    })
}

/** The tallies of different learners, together. */
export const merge = (a: Tally, b: Tally): Tally =>
  a.map((one, i): CompetenceTally => {
    const other = b[i]
    return other === undefined
      ? one
      : {
          competence: one.competence,
          test: Means.merge(one.test, other.test),
          levels: Means.merge(one.levels, other.levels),
          acquis: Means.merge(one.acquis, other.acquis),
          curve: Means.merge(one.curve, other.curve),
          exposure: Means.merge(one.exposure, other.exposure),
          overlap: Overlap.merge(one.overlap, other.overlap)
        }
  })

/**
 * What the post-hoc tests of many learners add up to, of fixed size however many there are.
 *
 * Laws
 * 1. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import type { Vector } from '../math/Vector'
import * as Counts from './Counts'
import * as Metrics from './Metrics'
import type { Ended, Plan, Reached, Tested, Result } from './Posthoc'
import { reasons } from './Tally'

/** What is counted of a test of a learner; `learners` is 1. */
export const COUNT = {
  learners: 0,
  questions: 1,
  open: 2,
  both: 3,
  testAlone: 4,
  fullAlone: 5,
  neither: 6,
  size: 7
} as const

/** The tests of a plan by number: all that is open, then for each policy those of each length and its own end. */
export const place = {
  everything: 0,
  curve: ({ lengths }: Plan, policy: number, length: number): number =>
    1 + policy * (lengths.length + 1) + length,
  end: ({ lengths }: Plan, policy: number): number => 1 + policy * (lengths.length + 1) + lengths.length,
  count: ({ lengths, policies }: Plan): number => 1 + policies.length * (lengths.length + 1)
} as const

export interface Sums {
  readonly tested: number
  readonly leftOut: number
  /** Answers of those who were tested. */
  readonly answers: number
  /** Tests × `COUNT.size`. */
  readonly counts: Counts.Counts
  /** The answers held out, by test; none where nothing is held out. */
  readonly held: ReadonlyArray<Metrics.Sums>
  /** By policy: how many tests that ended by themselves had so many questions, from none on. */
  readonly lengths: ReadonlyArray<Float64Array>
  /** By policy: how many competences each of `reasons` ended. */
  readonly endings: ReadonlyArray<Float64Array>
}

/** The tests of a learner in their order; one that a policy does not have is undefined. */
const testsOf = ({ everything, curves, ends }: Tested): ReadonlyArray<Reached | undefined> => [
  everything,
  ...curves.flatMap((curve, policy) => [...curve, ends[policy]])
]

const countsOf = (tested: Tested): Vector =>
  testsOf(tested).flatMap((test) =>
    test === undefined
      ? new Array<number>(COUNT.size).fill(0)
      : [
          1,
          test.questions,
          tested.open,
          test.table.both,
          test.table.testAlone,
          test.table.fullAlone,
          test.table.neither
        ]
  )

/** How often each whole number from 0 to `most` comes. */
const histogram = (numbers: ReadonlyArray<number>, most: number): Float64Array => {
  const counts = new Float64Array(most + 1)
  for (const each of numbers) counts[each] = (counts[each] ?? 0) + 1
  return counts
}

/** The sums over some learners, each of whom comes once; `challenges`: how many may be asked. */
export const of =
  (plan: Plan, challenges: number) =>
  (results: ReadonlyArray<Result>): Sums => {
    const tested = results.filter((result) => result._tag === 'Tested')
    const ends = (policy: number): ReadonlyArray<Ended> => tested.flatMap((each) => each.ends[policy] ?? [])
    const tests = place.count(plan)
    return {
      tested: tested.length,
      leftOut: results.length - tested.length,
      answers: tested.reduce((sum, { answered }) => sum + answered, 0),
      counts: Counts.of(
        plan.seed,
        tests * COUNT.size
      )(tested.map((each) => ({ learner: each.learner, counts: countsOf(each) }))),
      held:
        plan.validation === 0
          ? []
          : Array.from({ length: tests }, (_, test) =>
              Metrics.of(plan.seed)(
                tested.flatMap((each) => {
                  const reached = testsOf(each)[test]
                  const { learner, correct } = each
                  return reached === undefined ? [] : [{ learner, p: reached.p, correct, skips: 0 }]
                })
              )
            ),
      lengths: plan.policies.map((_, policy) =>
        histogram(
          ends(policy).map(({ questions }) => questions),
          challenges
        )
      ),
      endings: plan.policies.map((_, policy) =>
        histogram(
          ends(policy).flatMap((end) => end.reasons.map((reason) => reasons.indexOf(reason))),
          reasons.length - 1
        )
      )
    }
  }

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

const both = <A>(merge: (a: A, b: A) => A, a: ReadonlyArray<A>, b: ReadonlyArray<A>): ReadonlyArray<A> =>
  a.map((one, i) => {
    const other = b[i]
    return other === undefined ? one : merge(one, other)
  })

/** The sums over the learners of both, by one plan; no learner is in both. */
export const merge = (a: Sums, b: Sums): Sums => ({
  tested: a.tested + b.tested,
  leftOut: a.leftOut + b.leftOut,
  answers: a.answers + b.answers,
  counts: Counts.merge(a.counts, b.counts),
  held: both(Metrics.merge, a.held, b.held),
  lengths: both(plus, a.lengths, b.lengths),
  endings: both(plus, a.endings, b.endings)
})

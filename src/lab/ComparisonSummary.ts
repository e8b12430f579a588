/**
 * What a comparison of policies says, `acquis-simulation/1`: every measure with a 95 % bootstrap interval over learners, the
 * curves, the exposure, and the differences from the first policy, learner by learner.
 *
 * Laws
 * 1. learners of the model are judged as rightly as the tests expect, and their truth lies in nine intervals of ten
 *
 * @since 0.2.0
 */
import * as RulesFile from '../assessment/RulesFile'
import type { Reason } from '../assessment/Stopping'
import type { Text } from '../bank/Text'
import * as Attempt from './Attempt'
import * as Comparison from './Comparison'
import * as Counts from './Counts'
import * as Means from './Means'
import * as Metrics from './Metrics'
import type { Estimate } from './Metrics'
import * as ComparisonMeasures from './ComparisonMeasures'
import { type Measured, measuredBy } from './ComparisonMeasures'
import * as Overlap from './Overlap'
import type { Method, Policy } from './PoliciesFile'
import * as Tally from './Tally'

export const FORMAT = 'acquis-simulation/1'

export interface Point {
  /** Questions a competence, at most. */
  readonly k: number
  /** That were asked by then, a competence. */
  readonly questions: number
  readonly accuracy: Estimate
}

export interface ChallengeExposure {
  readonly challenge: string
  /** Tests that asked it, and their share. */
  readonly asked: number
  readonly share: Estimate
}

export interface Result {
  readonly policy: string
  readonly title?: Text
  readonly method: Method
  /** As a campaign writes them; those of a form are its length alone, and the rule of thumb has none. */
  readonly rules: Readonly<Record<string, unknown>>
  readonly measures: Measured
  /** Questions of a whole test that a tenth, half and nine tenths of the learners do not exceed. */
  readonly length: { readonly tenth: number; readonly median: number; readonly ninetieth: number }
  /** The longest run of failures of anybody. */
  readonly mostFailures: number
  /** Share of competences that each rule ended. */
  readonly endings: Readonly<Partial<Record<Reason, Estimate>>>
  readonly curve: ReadonlyArray<Point>
  readonly exposure: {
    /** Of the challenge that most tests ask; null where nothing may be asked. */
    readonly max: (Estimate & { readonly challenge: string }) | null
    readonly mean: number
    readonly unasked: number
  }
}

/** A policy minus the first one, on the same learners. */
export interface Difference {
  readonly policy: string
  readonly against: string
  readonly measures: Measured
}

export interface Summary {
  readonly learners: number
  /** In scope. */
  readonly competences: number
  readonly acquis: number
  /** That may be asked. */
  readonly challenges: number
  readonly policies: ReadonlyArray<Result>
  readonly differences: ReadonlyArray<Difference>
}

const { COLUMN, curveAt } = Attempt

/** The least number of questions that a share of all tests do not exceed. */
const quantile = (lengths: Float64Array, share: number): number => {
  const wanted = share * lengths.reduce((sum, count) => sum + count, 0)
  let sum = 0
  for (let n = 0; n < lengths.length; n++) {
    sum += lengths[n] ?? 0
    if (sum >= wanted - 1e-9 && sum > 0) return n
  }
  return 0
}

const proportion = (
  counts: Counts.Counts,
  part: number,
  whole: (count: (index: number) => number) => number
): Estimate => {
  const sampled = Counts.sampled(counts, (count) => ({ share: count(part) / whole(count) }))
  return Metrics.estimated(sampled)('share') ?? { value: NaN, interval: [NaN, NaN] }
}

const curveOf = (plan: Comparison.Plan, { counts }: Comparison.Sums): ReadonlyArray<Point> => {
  const acquis = (count: (index: number) => number): number =>
    count(COLUMN.both) + count(COLUMN.held) + count(COLUMN.missed) + count(COLUMN.neither)
  const points = Comparison.lengthsOf(plan).map((k, i): Point => {
    const { right, asked } = curveAt(i)
    return {
      k,
      questions: proportion(counts, asked, (count) => count(COLUMN.competences)).value,
      accuracy: proportion(counts, right, acquis)
    }
  })
  // Beyond the longest test nothing changes any more.
  const last = points[points.length - 1]?.questions ?? 0
  return points.slice(0, points.findIndex(({ questions }) => questions === last) + 1)
}

/** How often each challenge was asked that may be; Wilson's intervals. */
export const exposure = (
  plan: Comparison.Plan,
  { overlap }: Comparison.Sums
): ReadonlyArray<ChallengeExposure> => {
  const asked = Overlap.askedOf(overlap)
  const means: Means.Means = { count: overlap.weights[0] ?? 0, sums: asked, squares: asked }
  return Comparison.askable(plan).map(({ index, challenge }) => ({
    challenge: challenge.id,
    asked: asked[index] ?? 0,
    share: Means.share(means, index)
  }))
}

const exposureOf = (plan: Comparison.Plan, sums: Comparison.Sums): Result['exposure'] => {
  const shares = exposure(plan, sums).map(({ challenge, share }) => ({ challenge, ...share }))
  const [head] = shares
  return {
    max:
      head === undefined
        ? null
        : shares.reduce((most, each) => (each.value > most.value ? each : most), head),
    mean: shares.reduce((sum, { value }) => sum + value, 0) / Math.max(1, shares.length),
    unasked: shares.filter(({ value }) => value === 0).length
  }
}

const rulesOf = (plan: Comparison.Plan, policy: Policy): Result['rules'] => {
  const { rules } = Comparison.startOf(plan, policy)
  if (policy.method === 'thumb') return {}
  if (policy.method !== 'engine') return { maxQuestions: rules.maxQuestions }
  return RulesFile.codec.encode(rules) as Result['rules']
}

const resultOf = (
  plan: Comparison.Plan,
  policy: Policy,
  sums: Comparison.Sums,
  sampled: ComparisonMeasures.Sampled
): Result => ({
  policy: policy.id,
  ...(policy.title === undefined ? {} : { title: policy.title }),
  method: policy.method,
  rules: rulesOf(plan, policy),
  measures: measuredBy(Metrics.estimated(sampled)),
  length: {
    tenth: quantile(sums.lengths, 0.1),
    median: quantile(sums.lengths, 0.5),
    ninetieth: quantile(sums.lengths, 0.9)
  },
  mostFailures: sums.worst,
  endings: Object.fromEntries(
    Tally.reasons.flatMap((reason, i) => {
      const share = proportion(sums.counts, COLUMN.reasons + i, (count) => count(COLUMN.competences))
      return share.value > 0 ? [[reason, share] as const] : []
    })
  ),
  curve: curveOf(plan, sums),
  exposure: exposureOf(plan, sums)
})

/** What the sums say. */
export const of = (plan: Comparison.Plan, sums: ReadonlyArray<Comparison.Sums>): Summary => {
  const all = plan.policies.flatMap((policy, p) => {
    const own = sums[p]
    return own === undefined ? [] : [{ policy, own, sampled: ComparisonMeasures.sampled(plan, policy, own) }]
  })
  const [first] = all
  const scope = first === undefined ? undefined : Comparison.startOf(plan, first.policy).scope
  return {
    learners: first?.own.overlap.weights[0] ?? 0,
    competences: scope?.competences.length ?? 0,
    acquis: scope?.counts.reduce((sum, count) => sum + count, 0) ?? 0,
    challenges: Comparison.askable(plan).length,
    policies: all.map(({ policy, own, sampled }) => resultOf(plan, policy, own, sampled)),
    differences: all.slice(1).flatMap(({ policy, sampled }) =>
      first === undefined
        ? []
        : [
            {
              policy: policy.id,
              against: first.policy.id,
              measures: measuredBy(Metrics.paired(sampled, first.sampled))
            }
          ]
    )
  }
}

/** The comparison here and now. To split it over workers, merge the sums of parts of the learners. */
export const run = (plan: Comparison.Plan, learners: number): Summary =>
  of(plan, Comparison.sums(plan)(Comparison.all(plan)({ first: 0, last: learners })))

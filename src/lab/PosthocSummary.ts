/**
 * `acquis-posthoc/1`: how well tests of several policies and lengths agree with what learners answered, with bootstrap
 * intervals over learners, and how policies differ on the same learners.
 *
 * - log loss, Brier, AUC, accuracy: of the answers held out, as in `Metrics`
 * - agreement: share of acquis, over all learners, that the test and all answers classify alike (mastery ≥ ½)
 * - kappa (Cohen 1960): agreement beyond chance, (p − e)/(1 − e), with e = Σ product of both shares
 * - questions: mean number asked; saved: share of the open answers that a test which ends by itself did not ask for
 *
 * Laws
 * 1. they agree with their definitions
 *
 * @since 0.2.0
 */
import type { Reason } from '../assessment/Stopping'
import * as Counts from './Counts'
import * as Metrics from './Metrics'
import type { Estimate } from './Metrics'
import type { Policy } from './Policy'
import * as Posthoc from './Posthoc'
import * as PosthocSums from './PosthocSums'
import { reasons } from './Tally'

export const FORMAT = 'acquis-posthoc/1'

/** The measures, in the order of the table. */
export const measures = [
  'questions',
  'logLoss',
  'brier',
  'auc',
  'accuracy',
  'agreement',
  'kappa',
  'saved'
] as const
export type Measure = (typeof measures)[number]

/** Null where a measure is not defined: nothing held out, or one class alone. */
export type Measured = Readonly<Record<Measure, Estimate | null>>

/** At so many questions a competence. */
export interface Point extends Measured {
  readonly k: number
}

/** Of a test that ends by its own rules. */
export interface End extends Measured {
  /** Of the number of questions. */
  readonly tenth: number
  readonly median: number
  readonly ninetieth: number
  /** How many tests had so many questions, from none on. */
  readonly lengths: ReadonlyArray<number>
  /** How many competences ended by each rule; none for a policy that is not the engine's. */
  readonly reasons: Readonly<Partial<Record<Reason, number>>>
}

export interface Curve {
  readonly policy: Policy
  readonly points: ReadonlyArray<Point>
  /** Null where the policy has no end of its own. */
  readonly end: End | null
}

/** A policy minus another, learner by learner. */
export interface Difference extends Measured {
  readonly policy: Policy
  readonly against: Policy
  /** A length, or where both end by themselves. */
  readonly k: number | 'end'
}

export interface Summary {
  readonly learners: number
  readonly leftOut: number
  readonly answers: number
  /** That may be asked. */
  readonly challenges: number
  /** In scope. */
  readonly acquis: number
  /** All that was not held out, by the engine: where every curve of the engine ends. */
  readonly everything: Measured
  readonly curves: ReadonlyArray<Curve>
  /** Of each policy from the first. */
  readonly differences: ReadonlyArray<Difference>
}

type Sampled = Metrics.Sampled<Measure>
type Values = Sampled['value']

const { COUNT, place } = PosthocSums

const counted = (test: number) => (count: (index: number) => number) => {
  const of = (name: keyof typeof COUNT): number => count(test * COUNT.size + COUNT[name])
  const [both, testAlone, fullAlone, neither] = [of('both'), of('testAlone'), of('fullAlone'), of('neither')]
  const all = both + testAlone + fullAlone + neither
  const agreement = (both + neither) / all
  const byTest = (both + testAlone) / all
  const byAll = (both + fullAlone) / all
  const chance = byTest * byAll + (1 - byTest) * (1 - byAll)
  return {
    agreement,
    // Where both know one class alone, 0/0.
    kappa: chance === 1 ? NaN : (agreement - chance) / (1 - chance),
    questions: of('questions') / of('learners'),
    saved: 1 - of('questions') / of('open')
  }
}

const NOTHING: Metrics.Measures<number> = {
  logLoss: NaN,
  brier: NaN,
  auc: NaN,
  accuracy: NaN,
  ece: NaN,
  rmse: NaN
}

const sampledOf = ({ counts, held }: PosthocSums.Sums, test: number): Sampled => {
  const own = Counts.sampled(counts, counted(test))
  const sums = held[test]
  const other = sums === undefined ? undefined : Metrics.sampled(sums)
  const values = (
    { logLoss, brier, auc, accuracy }: Metrics.Measures<number>,
    rest: (typeof own)['value']
  ): Values => ({ ...rest, logLoss, brier, auc, accuracy })
  return {
    value: values(other?.value ?? NOTHING, own.value),
    samples: own.samples.map((sample, b) => values(other?.samples[b] ?? NOTHING, sample))
  }
}

const measuredBy = (estimate: (name: Measure) => Estimate | null): Measured => ({
  questions: estimate('questions'),
  logLoss: estimate('logLoss'),
  brier: estimate('brier'),
  auc: estimate('auc'),
  accuracy: estimate('accuracy'),
  agreement: estimate('agreement'),
  kappa: estimate('kappa'),
  saved: estimate('saved')
})

const measured = (sampled: Sampled): Measured => measuredBy(Metrics.estimated(sampled))

/** The least number that a share of all reach at most. */
const quantile = (histogram: Float64Array, share: number): number => {
  const wanted = share * histogram.reduce((sum, count) => sum + count, 0)
  let sum = 0
  for (let n = 0; n < histogram.length; n++) {
    sum += histogram[n] ?? 0
    if (sum >= wanted && sum > 0) return n
  }
  return 0
}

const upToLast = (histogram: Float64Array): ReadonlyArray<number> =>
  Array.from(histogram.subarray(0, 1 + histogram.reduce((last, count, n) => (count > 0 ? n : last), -1)))

const endOf = (
  sampled: Sampled,
  lengths: Float64Array = new Float64Array(),
  endings: Float64Array = new Float64Array()
): End => ({
  ...measured(sampled),
  tenth: quantile(lengths, 0.1),
  median: quantile(lengths, 0.5),
  ninetieth: quantile(lengths, 0.9),
  lengths: upToLast(lengths),
  reasons: Object.fromEntries(
    reasons.flatMap((reason, i) => ((endings[i] ?? 0) > 0 ? [[reason, endings[i]]] : []))
  )
})

/** What the sums say. */
export const of = (plan: Posthoc.Plan, sums: PosthocSums.Sums): Summary => {
  const sampled = Array.from({ length: place.count(plan) }, (_, test) => sampledOf(sums, test))
  const at = (test: number): Sampled => sampled[test] ?? sampledOf(sums, test)
  const hasEnd = (policy: number): boolean => plan.policies[policy] !== 'fixed'
  const [first] = plan.policies
  return {
    learners: sums.tested,
    leftOut: sums.leftOut,
    answers: sums.answers,
    ...Posthoc.sizes(plan),
    everything: measured(at(place.everything)),
    curves: plan.policies.map((policy, i) => ({
      policy,
      points: plan.lengths.map((k, length) => ({ k, ...measured(at(place.curve(plan, i, length))) })),
      end: hasEnd(i) ? endOf(at(place.end(plan, i)), sums.lengths[i], sums.endings[i]) : null
    })),
    differences: plan.policies.slice(1).flatMap((policy, j) => {
      if (first === undefined) return []
      const of = (k: Difference['k'], test: (policy: number) => number): Difference => ({
        policy,
        against: first,
        k,
        ...measuredBy(Metrics.paired(at(test(j + 1)), at(test(0))))
      })
      return [
        ...plan.lengths.map((k, length) => of(k, (each) => place.curve(plan, each, length))),
        ...(hasEnd(0) && hasEnd(j + 1) ? [of('end', (each) => place.end(plan, each))] : [])
      ]
    })
  }
}

/** The results of all learners at once. */
export const run = (plan: Posthoc.Plan, learners: ReadonlyArray<Posthoc.Answers>): Summary =>
  of(plan, PosthocSums.of(plan, Posthoc.sizes(plan).challenges)(Posthoc.all(plan)(learners)))

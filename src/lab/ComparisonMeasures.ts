/**
 * What is measured of a policy, from what its attempts add up to: over all learners, and in each bootstrap replicate.
 *
 * Laws
 * 1. measures agree with their definitions
 *
 * @since 0.2.0
 */
import * as Attempt from './Attempt'
import type * as Comparison from './Comparison'
import * as Counts from './Counts'
import type * as Metrics from './Metrics'
import type { Estimate } from './Metrics'
import * as Overlap from './Overlap'
import type { Policy } from './PoliciesFile'
import * as Population from './Population'

/** In the order of the tables. */
export const measures = [
  'accuracy',
  'expected',
  'kappa',
  'scoreBias',
  'scoreRmse',
  'overallBias',
  'overallRmse',
  'abilityBias',
  'abilityRmse',
  'levelExact',
  'levelAdjacent',
  'bandExact',
  'bandAdjacent',
  'questions',
  'minutes',
  'failures',
  'manyFailures',
  'overlap',
  'scoreCoverage',
  'overallCoverage',
  'abilityCoverage',
  'bandExpected',
  'bandHit',
  'bits',
  'capacity',
  'efficiency'
] as const
export type Measure = (typeof measures)[number]

/** Null where a measure is not defined: intervals of a rule of thumb, abilities of given states. */
export type Measured = Readonly<Record<Measure, Estimate | null>>

type Values = Readonly<Record<Measure, number>>
export type Sampled = Metrics.Sampled<Measure>

const { COLUMN } = Attempt

/** The measures of one column of counts; `overlap` comes from elsewhere. */
const valuesOf =
  ({ method }: Policy, hasAbility: boolean) =>
  (count: (index: number) => number): Omit<Values, 'overlap'> => {
    const engine = method !== 'thumb'
    const of = (name: keyof typeof COLUMN): number => count(COLUMN[name])
    const where = (defined: boolean, x: number): number => (defined ? x : NaN)
    const [both, held, missed, neither] = [of('both'), of('held'), of('missed'), of('neither')]
    const acquis = both + held + missed + neither
    const accuracy = (both + neither) / acquis
    const [said, so] = [(both + held) / acquis, (both + missed) / acquis]
    const chance = said * so + (1 - said) * (1 - so)
    const [learners, tests] = [of('learners'), of('competences')]
    return {
      accuracy,
      expected: where(engine, of('sure') / acquis),
      // Where both know one class alone, 0/0.
      kappa: chance === 1 ? NaN : (accuracy - chance) / (1 - chance),
      scoreBias: of('scoreError') / tests,
      scoreRmse: Math.sqrt(of('scoreSquare') / tests),
      overallBias: of('overallError') / learners,
      overallRmse: Math.sqrt(of('overallSquare') / learners),
      abilityBias: where(engine && hasAbility, of('abilityError') / tests),
      abilityRmse: where(engine && hasAbility, Math.sqrt(of('abilitySquare') / tests)),
      levelExact: of('levelExact') / tests,
      levelAdjacent: of('levelAdjacent') / tests,
      bandExact: of('bandExact') / tests,
      bandAdjacent: of('bandAdjacent') / tests,
      questions: of('questions') / learners,
      minutes: of('minutes') / learners,
      failures: of('failures') / learners,
      manyFailures: of('manyFailures') / learners,
      scoreCoverage: where(engine, of('scoreCovered') / tests),
      overallCoverage: where(engine, of('overallCovered') / learners),
      abilityCoverage: where(engine && hasAbility, of('abilityCovered') / tests),
      bandExpected: where(engine, of('bandSure') / tests),
      bandHit: where(engine, of('bandHit') / tests),
      bits: of('bits') / of('questions'),
      capacity: of('capacity') / of('questions'),
      efficiency: of('bits') / of('capacity')
    }
  }

export const sampled = (
  plan: Comparison.Plan,
  policy: Policy,
  { counts, overlap }: Comparison.Sums
): Sampled => {
  const own = Counts.sampled(counts, valuesOf(policy, Population.hasAbility(plan.population)))
  const common = Overlap.sampled(overlap)
  return {
    value: { ...own.value, ...common.value },
    samples: own.samples.map((sample, b) => ({ ...sample, overlap: common.samples[b]?.overlap ?? NaN }))
  }
}

/** All measures, each estimated in the same way. */
export const measuredBy = (estimate: (name: Measure) => Estimate | null): Measured =>
  Object.fromEntries(measures.map((name) => [name, estimate(name)])) as Measured

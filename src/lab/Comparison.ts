/**
 * Policies compared on the same simulated learners: a learner meets each of them, gives a challenge the same answer in all,
 * and what becomes of it adds up.
 *
 * Laws
 * 1. adding a learner, or a policy, changes no other attempt
 * 2. however the learners are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import * as Assessment from '../assessment/Assessment'
import type { Campaign } from '../assessment/Campaign'
import type * as Rules from '../assessment/Rules'
import type { Bank } from '../bank/Bank'
import type { Item } from '../knowledge/Model'
import * as ExactSum from '../math/ExactSum'
import * as Attempt from './Attempt'
import * as Counts from './Counts'
import * as Design from './Design'
import * as Overlap from './Overlap'
import type { Policy } from './PoliciesFile'
import * as Population from './Population'

/** What is compared, on whom. Plain data. */
export interface Plan {
  readonly bank: Bank
  readonly seed: string
  readonly policies: ReadonlyArray<Policy>
  readonly population: Population.Population
  readonly locale?: string
  readonly campaign?: Campaign
  /** Of all policies, as far as they say nothing else themselves; over those of the campaign. */
  readonly rules?: Rules.Settings
}

/** Learners by number: first ≤ n < last. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** The settings of a policy's tests. */
export const optionsOf = (
  { campaign, locale, rules }: Omit<Plan, 'policies'>,
  policy: Policy
): Omit<Assessment.Options, 'seed'> => ({
  rules: { ...rules, ...policy.rules },
  ...(campaign === undefined ? {} : { campaign }),
  ...(locale === undefined ? {} : { locale })
})

/** The test of a policy before its first question. */
export const startOf = (plan: Plan, policy: Policy): Assessment.Assessment =>
  Assessment.start(plan.bank, { ...optionsOf(plan, policy), seed: '' })

/** The lengths at which curves are looked at: every one at first, then farther apart. */
const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200]

/** Up to the longest that a test of a competence can be. */
export const lengthsOf = (plan: Plan): ReadonlyArray<number> => {
  const longest = plan.policies.map((policy) => {
    const { progress, rules, scope } = startOf(plan, policy)
    const most = scope.competences.map((c) => (progress.remaining[c] ?? []).flat().length)
    return Math.min(policy.method === 'thumb' ? Infinity : rules.maxQuestions, Math.max(0, ...most))
  })
  const top = Math.max(0, ...longest)
  return [...LENGTHS.filter((length) => length < top), top]
}

/** The challenges that may be asked, in bank order. */
export const askable = (plan: Plan): ReadonlyArray<Item> => {
  const [policy] = plan.policies
  if (policy === undefined) return []
  const { model, progress } = startOf(plan, policy)
  return progress.remaining
    .flat(2)
    .sort((a, b) => a - b)
    .flatMap((index) => model.items[index] ?? [])
}

/** Of some learners, the attempts by policy. */
export const all = (plan: Plan): ((range: Range) => ReadonlyArray<ReadonlyArray<Attempt.Attempt>>) => {
  const lengths = lengthsOf(plan)
  const tests = plan.policies.map((policy) => {
    const start = startOf(plan, policy)
    return {
      design: Design.of(policy, start, optionsOf(plan, policy)),
      attempt: Attempt.of({ model: start.model, scope: start.scope, lengths }),
      model: start.model
    }
  })
  const [first] = tests
  if (first === undefined) return ({ first: from, last }) => Array.from({ length: last - from }, () => [])
  const sitterOf = Population.sitters(first.model, plan.population, plan.seed)
  return ({ first: from, last }) =>
    Array.from({ length: last - from }, (_, i) => {
      const number = from + i
      const sitter = sitterOf(number)
      return tests.map(({ design, attempt }) =>
        attempt(design, number, sitter, `${plan.seed}/${number}/test`)
      )
    })
}

/** What the attempts of one policy add up to, of fixed size however many there are. */
export interface Sums {
  readonly counts: Counts.Counts
  readonly overlap: Overlap.Overlap
  /** How many tests had so many questions, from none on. */
  readonly lengths: Float64Array
  /** The longest run of failures of all. */
  readonly worst: number
}

/** The sums of some learners, by policy. */
export const sums = (
  plan: Plan
): ((learners: ReadonlyArray<ReadonlyArray<Attempt.Attempt>>) => ReadonlyArray<Sums>) => {
  const columns = Attempt.columns(lengthsOf(plan))
  const items = askable(plan)
  const challenges = plan.policies[0] === undefined ? 0 : startOf(plan, plan.policies[0]).model.items.length
  const addCounts = Counts.of(plan.seed, columns)
  const addOverlap = Overlap.of(plan.seed, challenges)
  return (learners) =>
    plan.policies.map((_, p) => {
      const attempts = learners.flatMap((each) => each[p] ?? [])
      const lengths = new Float64Array(items.length + 1)
      for (const { asked } of attempts) lengths[asked.length] = (lengths[asked.length] ?? 0) + 1
      return {
        counts: addCounts(
          attempts.map(({ learner, row }) => ({ learner: String(learner), counts: row.map(ExactSum.term) }))
        ),
        overlap: addOverlap(attempts.map(({ learner, asked }) => ({ learner, challenges: asked }))),
        lengths,
        worst: attempts.reduce((most, { row }) => Math.max(most, row[Attempt.COLUMN.failures] ?? 0), 0)
      }
    })
}

/** The sums over the learners of both. */
export const merge = (a: ReadonlyArray<Sums>, b: ReadonlyArray<Sums>): ReadonlyArray<Sums> =>
  a.map((one, p) => {
    const other = b[p]
    return other === undefined
      ? one
      : {
          counts: Counts.merge(one.counts, other.counts),
          overlap: Overlap.merge(one.overlap, other.overlap),
          lengths: one.lengths.map((count, n) => count + (other.lengths[n] ?? 0)),
          worst: Math.max(one.worst, other.worst)
        }
  })

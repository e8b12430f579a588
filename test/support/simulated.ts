/** A simulation of a bank by the usual policies, as its report takes it. */
import type { Bank } from '../../src/bank/Bank'
import type * as Comparison from '../../src/lab/Comparison'
import * as ComparisonSummary from '../../src/lab/ComparisonSummary'
import * as PoliciesFile from '../../src/lab/PoliciesFile'
import * as Population from '../../src/lab/Population'

export interface Simulated {
  readonly plan: Comparison.Plan
  readonly summary: ComparisonSummary.Summary
}

export const simulated = (bank: Bank, learners: number, rest: Partial<Comparison.Plan> = {}): Simulated => {
  const plan = {
    bank,
    seed: 's',
    policies: PoliciesFile.defaults,
    population: Population.prior,
    ...rest
  }
  return { plan, summary: ComparisonSummary.run(plan, learners) }
}

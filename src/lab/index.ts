/**
/**
 * For those who study assessments: simulated learners, baselines, inspection of banks, replay of logs and their metrics,
 * post-hoc tests, audits.
 *
 * @since 0.1.0
 */
export * as Attempt from './Attempt'
export * as Audit from './Audit'
export * as Baselines from './Baselines'
export * as Capacity from './Capacity'
export * as Comparison from './Comparison'
export * as ComparisonMeasures from './ComparisonMeasures'
export * as ComparisonSummary from './ComparisonSummary'
export * as Design from './Design'
export * as Grouping from './Grouping'
export * as Inspection from './Inspection'
export * as Learner from './Learner'
export * as Learning from './Learning'
export * as Metrics from './Metrics'
export * as Model from '../knowledge/Model'
export * as PoliciesFile from './PoliciesFile'
export * as Population from './Population'
export * as Posthoc from './Posthoc'
export * as PosthocSummary from './PosthocSummary'
export * as PosthocSums from './PosthocSums'
export * as ProfileText from '../profile/ProfileText'
export * as Random from '../math/Random'
export * as Replay from './Replay'
export * as Residuals from './Residuals'
export * as Simulation from './Simulation'
export * as Study from './Study'
export * as Tally from './Tally'
export * as Thumb from './Thumb'

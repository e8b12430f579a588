/**
/**
 * For those who study assessments: simulated learners, baselines, inspection of banks, replay of logs and their metrics,
 * post-hoc tests, audits.
 *
 * @since 0.1.0
 */
export * as Attainment from './Attainment'
export * as Audit from './Audit'
export * as Baselines from './Baselines'
export * as Change from './Change'
export * as ChangeTables from './ChangeTables'
export * as Cohort from './Cohort'
export * as CohortTables from './CohortTables'
export * as Disclosure from './Disclosure'
export * as Grouping from './Grouping'
export * as Inspection from './Inspection'
export * as Learner from './Learner'
export * as Learning from './Learning'
export * as Metrics from './Metrics'
export * as Model from '../knowledge/Model'
export * as Needs from './Needs'
export * as Offers from '../assessment/Offers'
export * as Participation from './Participation'
export * as Posthoc from './Posthoc'
export * as PosthocSummary from './PosthocSummary'
export * as PosthocSums from './PosthocSums'
export * as ProfileText from '../profile/ProfileText'
export * as Random from '../math/Random'
export * as Replay from './Replay'
export * as Residuals from './Residuals'
export * as Share from './Share'
export * as Simulation from './Simulation'
export * as Study from './Study'
export * as Tally from './Tally'
export * as Thumb from './Thumb'
export * as Training from './Training'

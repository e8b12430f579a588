/**
/**
 * For those who study assessments: simulated learners, baselines, inspection of banks, replay of logs and their metrics,
 * post-hoc tests, audits.
 *
 * @since 0.1.0
 */
export * as Audit from './Audit'
export * as Baselines from './Baselines'
export * as Belief from '../knowledge/Belief'
export * as Calibration from './Calibration'
export * as CalibrationErrors from './CalibrationErrors'
export * as CalibrationResult from './CalibrationResult'
export * as Expectation from '../knowledge/Expectation'
export * as Grouping from './Grouping'
export * as Inspection from './Inspection'
export * as Learner from './Learner'
export * as Learning from './Learning'
export * as Metrics from './Metrics'
export * as Missing from '../knowledge/Missing'
export * as Model from '../knowledge/Model'
export * as Parameters from '../knowledge/Parameters'
export * as Patterns from '../knowledge/Patterns'
export * as Posthoc from './Posthoc'
export * as PosthocSummary from './PosthocSummary'
export * as PosthocSums from './PosthocSums'
export * as ProfileText from '../profile/ProfileText'
export * as Random from '../math/Random'
export * as Replay from './Replay'
export * as Residuals from './Residuals'
export * as Saturated from './Saturated'
export * as Simulation from './Simulation'
export * as Study from './Study'
export * as Tally from './Tally'
export * as Thumb from './Thumb'

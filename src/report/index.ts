/**
 * Reports: files of HTML that need nothing else. Strings in, strings out; where they are written is up to the caller.
 *
 * @since 0.2.0
 */
export * as CohortNames from './CohortNames'
export * as CohortReport from './CohortReport'
export * as FitReport from './FitReport'
export * as InspectionReport from './InspectionReport'
export * as LearnerReport from './LearnerReport'
export * as ReplayReport from './ReplayReport'
export * as SimulationReport from './SimulationReport'

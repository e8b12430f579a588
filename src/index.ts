/**
 * acquis: adaptive assessment by exact Bayesian inference on what is known and not known.
 *
 * @since 0.1.0
 */
export * as Assessment from './assessment/Assessment'
export * as Attainment from './profile/Attainment'
export * as Bank from './bank/Bank'
export * as Campaign from './assessment/Campaign'
export * as Challenge from './bank/Challenge'
export * as Earlier from './assessment/Earlier'
export * as Framework from './bank/Framework'
export * as Grading from './assessment/Grading'
export * as Issue from './bank/Issue'
export * as Level from './bank/Level'
export * as PersonFit from './profile/PersonFit'
export * as Profile from './profile/Profile'
export * as ProfileFile from './profile/ProfileFile'
export * as Recommendation from './profile/Recommendation'
export * as Refusal from './assessment/Refusal'
export * as Roles from './assessment/Roles'
export * as Rules from './assessment/Rules'
export * as Score from './profile/Score'
export * as SessionFile from './assessment/SessionFile'
export * as Stopping from './assessment/Stopping'
export * as Text from './bank/Text'
export * as Weaknesses from './assessment/Weaknesses'

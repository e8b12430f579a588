/**
 * What a saturated fit has found: states with their weights, challenges with slip and guess, how much they rest on, and
 * what the answers do not tell.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import { FEW } from './CalibrationResult'
import { GAP } from './CalibrationSettings'
import * as Saturated from './Saturated'
import * as SaturatedStates from './SaturatedStates'

export const FORMAT = 'acquis-saturated/1'

export interface State {
  /** Ids of acquis, or of challenges where the structure is one of those. */
  readonly known: ReadonlyArray<string>
  /** Its probability. */
  readonly weight: number
  /** How far starts that reach the same log-likelihood lie apart. */
  readonly apart: number
  /** Expected number of learners. */
  readonly learners: number
}

/** One number for slip, β, and one for guess, η. */
export interface Noise {
  readonly slip: number
  readonly guess: number
}

export interface Challenge extends Noise {
  readonly challenge: string
  /** What the bank says. */
  readonly before: Noise
  readonly apart: Noise
  /** The expected number of answers behind each: of those who know for slip, of the others for guess. */
  readonly answers: Noise
}

export interface Warning {
  readonly code:
    | 'not-converged'
    | 'few-ends'
    | 'not-identified'
    | 'at-bound'
    | 'few-answers'
    | 'repeated-answers'
    | 'infeasible-states'
  readonly parameter: 'slip' | 'guess' | 'state' | null
  readonly id: string | null
  readonly message: string
}

export interface Result {
  /** What states are made of, in order. */
  readonly domain: ReadonlyArray<string>
  /** Those who answered anything of it; those who answered all that anybody did. */
  readonly learners: number
  readonly complete: number
  readonly answers: number
  /** Left out. */
  readonly skipped: number
  readonly starts: number
  readonly reached: number
  readonly iterations: number
  readonly converged: boolean
  readonly logLikelihood: number
  readonly parameters: number
  readonly aic: number
  /** By learners. */
  readonly bic: number
  readonly states: ReadonlyArray<State>
  readonly challenges: ReadonlyArray<Challenge>
  readonly warnings: ReadonlyArray<Warning>
}

/** Parameters that lie further apart are not identified. */
export const APART = 0.01

/** A state as a set. */
export const nameOf = (known: ReadonlyArray<string>): string => `{${known.join(' ')}}`

export const of = (
  model: Model,
  plan: Saturated.Plan,
  settings: Saturated.Settings,
  fitted: Saturated.Fitted
): Result => {
  const { structure, items, learners } = plan
  const { point, apart, reached, logLikelihood } = fitted
  const expected = Saturated.counts(plan, point)
  const parameters = 2 * items.length + structure.states.length - 1
  const at = ({ slip, guess }: Pick<Saturated.Point, 'slip' | 'guess'>, item: number): Noise => ({
    slip: slip[item] ?? 0,
    guess: guess[item] ?? 0
  })
  const behind = (i: number): Noise => {
    const own = expected.answers[i]
    const sum = (...rows: ReadonlyArray<Float64Array | undefined>): number =>
      rows.reduce((total, row) => total + (row?.[0] ?? 0), 0)
    return {
      slip: sum(own?.knownRight, own?.knownWrong),
      guess: sum(own?.unknownRight, own?.unknownWrong)
    }
  }
  const states = structure.states.map((state, s) => ({
    known: SaturatedStates.idsOf(structure, state),
    weight: point.states[s] ?? 0,
    apart: apart.states[s] ?? 0,
    learners: expected.states[s] ?? 0
  }))
  const challenges = items.map((item, i) => ({
    challenge: model.items[item]?.challenge.id ?? '',
    ...at(point, item),
    before: at(plan.from, item),
    apart: at(apart, item),
    answers: behind(i)
  }))
  return {
    domain: structure.elements.map(({ id }) => id),
    learners,
    complete: plan.complete,
    answers: plan.answers,
    skipped: plan.skipped,
    starts: settings.starts,
    reached,
    iterations: fitted.iterations,
    converged: fitted.status === 'converged',
    logLikelihood,
    parameters,
    aic: 2 * parameters - 2 * logLikelihood,
    bic: parameters * Math.log(Math.max(1, learners)) - 2 * logLikelihood,
    states,
    challenges,
    warnings: [
      ...ofRun(model, plan, settings, fitted),
      ...challenges.flatMap(ofChallenge),
      ...states.flatMap(({ known, apart: width }) =>
        width > APART ? [notIdentified('state', nameOf(known), width)] : []
      )
    ]
  }
}

const general = (code: Warning['code'], message: string): Warning => ({
  code,
  parameter: null,
  id: null,
  message
})

const ofRun = (
  model: Model,
  { structure, repeated }: Saturated.Plan,
  { starts }: Saturated.Settings,
  { status, iterations, reached }: Saturated.Fitted
): ReadonlyArray<Warning> => {
  const ruledOut = SaturatedStates.infeasible(model, structure)
  const [first = []] = ruledOut
  return [
    ...(status === 'converged'
      ? []
      : [general('not-converged', `still rising after ${iterations} iterations: allow more`)]),
    ...(reached > 1
      ? []
      : [
          general(
            'few-ends',
            `${starts === 1 ? 'there was one start' : `one of ${starts} starts reached this log-likelihood`}, which does not show what is not identified: allow more`
          )
        ]),
    ...(repeated === 0
      ? []
      : [
          general(
            'repeated-answers',
            `${repeated} answers are to challenges that their learners had answered before: they count like all others, as if nobody remembered`
          )
        ]),
    ...(ruledOut.length === 0
      ? []
      : [
          general(
            'infeasible-states',
            `the bank rules out ${ruledOut.length} of the ${structure.states.length} states, the first of them ${nameOf(SaturatedStates.idsOf(structure, first))}: a test with it will not find them`
          )
        ])
  ]
}

const notIdentified = (parameter: 'slip' | 'guess' | 'state', id: string, width: number): Warning => ({
  code: 'not-identified',
  parameter,
  id,
  message: `${parameter} of ${parameter === 'state' ? id : `\`${id}\``}: starts that reach the same log-likelihood end ${width.toFixed(3)} apart`
})

const ofChallenge = ({ challenge, slip, guess, apart, answers }: Challenge): ReadonlyArray<Warning> =>
  (['slip', 'guess'] as const).flatMap((parameter): ReadonlyArray<Warning> => {
    const warning = (code: Warning['code'], message: string): ReadonlyArray<Warning> => [
      { code, parameter, id: challenge, message: `${parameter} of \`${challenge}\`: ${message}` }
    ]
    const value = parameter === 'slip' ? slip : guess
    if (apart[parameter] > APART) return [notIdentified(parameter, challenge, apart[parameter])]
    if (value <= 1.01 * Saturated.BOUND || slip + guess >= 1 - 1.01 * GAP)
      return warning('at-bound', `it went as far as it may, ${value}`)
    if (answers[parameter] < FEW)
      return warning('few-answers', `it rests on ${Math.round(answers[parameter])} answers`)
    return []
  })

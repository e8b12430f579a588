/**
 * What a calibration has found: estimates with their errors, how much they rest on, and what to be wary of.
 *
 * Laws
 * 1. an interval holds its estimate, and stays where the parameter may be
 * 2. errors and intervals are those of the scale of the parameter
 * 3. expected answers of those who know and of the others add up to the answers
 * 4. AIC and BIC are those of the log-likelihood, what is held counts as no parameter
 * 5. what is written has six digits, what was not moved is as it was, and can be read again
 *
 * @since 0.2.0
 */
import type * as E from 'fp-ts/lib/Either.js'
import * as Bank from '../bank/Bank'
import type { Issue } from '../bank/Issue'
import type * as Expectation from '../knowledge/Expectation'
import * as Parameters from '../knowledge/Parameters'
import * as Calibration from './Calibration'
import {
  LEAST,
  LEAST_CORRELATION,
  MOST_CORRELATION,
  MOST_DISCRIMINATION,
  type Name
} from './CalibrationSettings'
import * as CalibrationPrior from './CalibrationPrior'
import * as CalibrationVector from './CalibrationVector'

export const FORMAT = 'acquis-calibration/1'

/** One parameter. */
export interface Estimate {
  readonly parameter: CalibrationVector.Kind
  /** The challenge or the acquis that it belongs to; null for those of ability, `every …` where challenges are alike. */
  readonly id: string | null
  readonly value: number
  /** Where the calibration began. */
  readonly before: number
  /** Standard error; null where the answers do not tell. */
  readonly error: number | null
  /** 95 %. */
  readonly interval: readonly [number, number] | null
  /** The expected number of answers behind it: of those who know for slip, of the others for guess. */
  readonly answers: number
}

export interface Warning {
  readonly code:
    'not-identified' | 'few-answers' | 'at-bound' | 'one-competence' | 'no-skips' | 'not-converged'
  readonly parameter: CalibrationVector.Kind | null
  readonly id: string | null
  readonly message: string
}

export interface Result {
  readonly fit: ReadonlyArray<Name>
  readonly learners: number
  /** Without skips. */
  readonly answers: number
  readonly logLikelihood: number
  /** How many parameters were fitted, less what was held. */
  readonly parameters: number
  readonly aic: number
  /** By learners. */
  readonly bic: number
  readonly iterations: number
  readonly converged: boolean
  readonly estimates: ReadonlyArray<Estimate>
  readonly warnings: ReadonlyArray<Warning>
}

/** Half a 95 % interval of a normal. */
const NORMAL = 1.959964

/** Fewer answers than this say little. */
export const FEW = 50

const sum = (xs: Float64Array): number => xs.reduce((total, x) => total + x, 0)

/** Everything about a finished calibration. `errors` are in the row of parameters; undefined where none were made. */
export const of = (
  plan: Calibration.Plan,
  state: Calibration.State,
  best: Calibration.Point,
  counts: Expectation.Counts,
  errors: ReadonlyArray<number | undefined> | undefined
): Result => {
  const { model, entries, patterns, settings, frame, wish } = plan
  const from = Parameters.of(model)
  const row = CalibrationVector.pack(entries, best.at)
  const width = wish.byNode ? model.abilities.length : 1
  const byItem = model.items.map(({ index }) => {
    const own = Calibration.answersOf(counts, index, width)
    const known = sum(own.knownRight) + sum(own.knownWrong)
    return { known, unknown: sum(own.unknownRight) + sum(own.unknownWrong) }
  })
  const byAcquis = new Float64Array(from.difficulty.length)
  for (const { index, competence, acquis } of model.items) {
    const a = (model.competences[competence]?.acquisOffset ?? 0) + acquis
    byAcquis[a] = (byAcquis[a] ?? 0) + (byItem[index]?.known ?? 0) + (byItem[index]?.unknown ?? 0)
  }
  const answers = sum(byAcquis)
  const acquisIds = model.competences.flatMap(({ competence }) => competence.acquis.map(({ id }) => id))
  const behind = ({ kind, index, others }: CalibrationVector.Entry): number => {
    const total = (of: (item: { readonly known: number; readonly unknown: number }) => number): number =>
      [index, ...others].reduce((sum, i) => sum + of(byItem[i] ?? { known: 0, unknown: 0 }), 0)
    if (kind === 'slip') return total(({ known }) => known)
    if (kind === 'guess') return total(({ unknown }) => unknown)
    if (kind === 'discrimination') return total(({ known, unknown }) => known + unknown)
    return kind === 'difficulty' ? (byAcquis[index] ?? 0) : answers
  }
  const idOf = ({ kind, index }: CalibrationVector.Entry): string | null => {
    if (kind === 'slip' || kind === 'guess' || kind === 'discrimination') {
      const challenge = model.items[index]?.challenge
      if (challenge === undefined) return null
      return settings.alike ? `every ${CalibrationPrior.kindOf(challenge)}` : challenge.id
    }
    return kind === 'difficulty' ? (acquisIds[index] ?? null) : null
  }
  const estimates = entries.map((entry, i): Estimate => {
    const { from: back, slope } = CalibrationVector.scaleOf(entry.kind)
    const value = CalibrationVector.valueOf(best.at, entry)
    const error = errors?.[i]
    const at = row[i] ?? 0
    const ends = [-NORMAL, NORMAL].map((by) => back(at + by * (error ?? 0)))
    const least = entry.kind === 'discrimination' ? 0 : -Infinity
    return {
      parameter: entry.kind,
      id: idOf(entry),
      value,
      before: CalibrationVector.valueOf(from, entry),
      error: error === undefined ? null : error * slope(value),
      interval: error === undefined ? null : [Math.max(least, ends[0] ?? value), ends[1] ?? value],
      answers: behind(entry)
    }
  })
  const held = settings.fit.includes('difficulty') ? frame.constraints.length : 0
  const parameters = Math.max(0, entries.length - held)
  return {
    fit: settings.fit,
    learners: patterns.learners,
    answers: Math.round(answers),
    logLikelihood: best.logLikelihood,
    parameters,
    aic: 2 * parameters - 2 * best.logLikelihood,
    bic: parameters * Math.log(Math.max(1, patterns.learners)) - 2 * best.logLikelihood,
    iterations: state.iterations,
    converged: state.status === 'converged',
    estimates,
    warnings: warnings(plan, state, estimates, errors !== undefined)
  }
}

const said = (parameter: CalibrationVector.Kind, id: string | null): string =>
  id === null ? parameter : `${parameter} of \`${id}\``

const warnings = (
  { patterns, settings, withoutSkips }: Calibration.Plan,
  { status, iterations }: Calibration.State,
  estimates: ReadonlyArray<Estimate>,
  hasErrors: boolean
): ReadonlyArray<Warning> => {
  const general: Array<Warning> = []
  if (status !== 'converged')
    general.push({
      code: 'not-converged',
      parameter: null,
      id: null,
      message: `still moving after ${iterations} iterations: allow more, or fit less`
    })
  if (withoutSkips)
    general.push({
      code: 'no-skips',
      parameter: null,
      id: null,
      message:
        'nobody skipped, so skipping was left out: for learners who cannot skip, write the same number twice in `defaults: { skip: { known: 0.02, unknown: 0.02 } }`, or every answer they give counts as a sign of knowing'
    })
  const competences = new Set(Array.from(patterns.block, (each) => patterns.places[each]?.competence))
  if (settings.fit.includes('correlation') && competences.size < 2)
    general.push({
      code: 'one-competence',
      parameter: 'correlation',
      id: null,
      message:
        'the answers are to one competence, which says nothing of the correlation: leave it out of --fit'
    })
  return [
    ...general,
    ...estimates.flatMap(({ parameter, id, value, error, answers }): ReadonlyArray<Warning> => {
      const warning = (code: Warning['code'], message: string): ReadonlyArray<Warning> => [
        { code, parameter, id, message: `${said(parameter, id)}: ${message}` }
      ]
      if (hasErrors && error === null)
        return warning('not-identified', 'the answers do not tell it from others')
      const isNoise = parameter === 'slip' || parameter === 'guess'
      const isAtBound =
        (isNoise && value <= 1.01 * LEAST) ||
        (parameter === 'discrimination' && value >= 0.99 * MOST_DISCRIMINATION) ||
        (parameter === 'correlation' &&
          (value <= 1.01 * LEAST_CORRELATION || value >= 0.999 * MOST_CORRELATION)) ||
        ((parameter === 'sd' || parameter === 'spread') && (value <= 0.051 || value >= 19.9))
      if (isAtBound) return warning('at-bound', `it went as far as it may, ${value}`)
      if (id !== null && answers < FEW)
        return warning(
          'few-answers',
          `it rests on ${Math.round(answers)} answers, and mostly on what was believed before`
        )
      return []
    })
  ]
}

/** Six digits: more than any log can tell, and short enough for a file that people read. */
const short = (x: number): number => Number(x.toPrecision(6))

/** The parameters as a bank holds them. */
export const rounded = (at: Parameters.Parameters, before: Parameters.Parameters): Parameters.Parameters => {
  const row = (key: 'slip' | 'guess' | 'discrimination' | 'difficulty'): Float64Array =>
    at[key].map((x, i) => (x === before[key][i] ? x : short(x)))
  const one = (key: 'mean' | 'sd' | 'correlation' | 'spread'): number =>
    at[key] === before[key] ? at[key] : short(at[key])
  return {
    slip: row('slip'),
    guess: row('guess'),
    discrimination: row('discrimination'),
    difficulty: row('difficulty'),
    mean: one('mean'),
    sd: one('sd'),
    correlation: one('correlation'),
    spread: one('spread')
  }
}

/** The bank with these parameters, its fingerprint made anew. */
export const bankOf = (
  bank: Bank.Bank,
  at: Parameters.Parameters
): E.Either<ReadonlyArray<Issue>, Bank.Bank> => Bank.decode(Bank.encode(Parameters.applied(bank, at)))

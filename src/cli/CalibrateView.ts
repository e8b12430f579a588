/**
 * What a calibration has found: for a terminal, and as a table for a spreadsheet.
 *
 * @since 0.2.0
 */
import type { Estimate, Result } from '../lab/CalibrationResult'
import * as Layout from './Layout'
import * as LogFiles from './LogFiles'
import type * as LogIntake from './LogIntake'
import * as Table from './Table'

export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')

export const figure = (x: number | null): string => (x === null ? '–' : x.toFixed(3))

const named = ({ parameter, id }: Estimate): string => (id === null ? parameter : `${parameter} ${id}`)

const between = (interval: Estimate['interval']): string =>
  interval === null ? '–' : interval.map(figure).join(' to ')

/** Estimates that are shown to a person. */
export const SHOWN = 60

/** Warnings of one kind that are shown. */
const WARNED = 8

/** Warnings, those of a kind together, not all of too many. */
export const warned = (
  warnings: ReadonlyArray<{ readonly code: string; readonly message: string }>
): ReadonlyArray<string> => {
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const own = warnings.filter((each) => each.code === code)
    return [
      ...own.slice(0, WARNED).map(({ message }) => `warning ${code}: ${Layout.safeLine(message)}`),
      ...(own.length > WARNED ? [`  … and ${grouped(own.length - WARNED)} more like it`] : [])
    ]
  })
}

/** What was read; `learners` and `answers` are what counted of it. */
export const counted = (
  counts: LogIntake.Counts,
  learners: string,
  answers: string
): ReadonlyArray<string> => {
  const reasons = [...counts.reasons].sort(([, a], [, b]) => b - a)
  return [
    `rows            ${grouped(counts.rows)}`,
    `learners        ${learners}`,
    `answers         ${answers}`,
    `rejected        ${grouped(counts.rejected)}`,
    ...reasons.slice(0, 8).map(([reason, count]) => `  ${grouped(count)} ${Layout.safeLine(reason)}`),
    ...(counts.folded > 0 ? [`folded          ${grouped(counts.folded)} that only repeat a response`] : [])
  ]
}

/** How likely the answers are, and what that took. */
export const criteria = ({ parameters, aic, bic }: Pick<Result, 'parameters' | 'aic' | 'bic'>): string =>
  `parameters      ${grouped(parameters)}   AIC ${aic.toFixed(1)}   BIC ${bic.toFixed(1)}`

/** Lines for a terminal; the table is cut. */
export const summary = (
  result: Result,
  counts: LogIntake.Counts,
  width: number,
  files: ReadonlyArray<string | undefined>
): ReadonlyArray<string> => {
  const { head, body } = Table.lines(
    {
      head: ['parameter', 'before', 'now', 'error', '95 %', 'answers'],
      rows: result.estimates
        .slice(0, SHOWN)
        .map((each) => [
          named(each),
          figure(each.before),
          figure(each.value),
          figure(each.error),
          between(each.interval),
          grouped(each.answers)
        ])
    },
    width
  )
  return [
    ...counted(counts, grouped(result.learners), `${grouped(result.answers)}, without skips`),
    `log-likelihood  ${result.logLikelihood.toFixed(3)} after ${result.iterations} iterations`,
    criteria(result),
    ...(result.estimates.length > 0 ? ['', ...head, ...body] : []),
    ...(result.estimates.length > SHOWN
      ? [`… ${grouped(result.estimates.length - SHOWN)} more; --estimates FILE.csv writes them all`]
      : []),
    ...(result.warnings.length > 0 ? ['', ...warned(result.warnings)] : []),
    ...written(files)
  ]
}

/** The files that were written, on a line of their own. */
export const written = (files: ReadonlyArray<string | undefined>): ReadonlyArray<string> => {
  const names = files.flatMap((file) => (file === undefined ? [] : [Layout.safeLine(file)]))
  return names.length === 0 ? [] : ['', names.join(', ')]
}

/** A cell that no spreadsheet takes for a formula. */
export const guarded = (text: string): string => LogFiles.field(/^[=+\-@\t]/.test(text) ? `'${text}` : text)

/** All estimates, one a line. */
export const csv = ({ estimates }: Result): string =>
  [
    'parameter,id,before,value,error,low,high,answers',
    ...estimates.map(({ parameter, id, before, value, error, interval, answers }) =>
      [
        parameter,
        guarded(id ?? ''),
        String(before),
        String(value),
        error === null ? '' : String(error),
        ...(interval === null ? ['', ''] : interval.map(String)),
        String(Math.round(answers * 100) / 100)
      ].join(',')
    ),
    ''
  ].join('\n')

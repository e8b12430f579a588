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

const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')

const figure = (x: number | null): string => (x === null ? '–' : x.toFixed(3))

const named = ({ parameter, id }: Estimate): string => (id === null ? parameter : `${parameter} ${id}`)

const between = (interval: Estimate['interval']): string =>
  interval === null ? '–' : interval.map(figure).join(' to ')

/** Estimates that are shown to a person. */
const SHOWN = 60

/** Warnings of one kind that are shown. */
const WARNED = 8

const warned = ({ warnings }: Result): ReadonlyArray<string> => {
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const own = warnings.filter((each) => each.code === code)
    return [
      ...own.slice(0, WARNED).map(({ message }) => `warning ${code}: ${Layout.safeLine(message)}`),
      ...(own.length > WARNED ? [`  … and ${grouped(own.length - WARNED)} more like it`] : [])
    ]
  })
}

/** Lines for a terminal; without `all`, the table is cut. */
export const summary = (
  result: Result,
  counts: LogIntake.Counts,
  width: number,
  files: ReadonlyArray<string>
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
  const reasons = [...counts.reasons].sort(([, a], [, b]) => b - a)
  return [
    `rows            ${grouped(counts.rows)}`,
    `learners        ${grouped(result.learners)}`,
    `answers         ${grouped(result.answers)}, without skips`,
    `rejected        ${grouped(counts.rejected)}`,
    ...reasons.slice(0, 8).map(([reason, count]) => `  ${grouped(count)} ${Layout.safeLine(reason)}`),
    ...(counts.folded > 0 ? [`folded          ${grouped(counts.folded)} that only repeat a response`] : []),
    `log-likelihood  ${result.logLikelihood.toFixed(3)} after ${result.iterations} iterations`,
    `parameters      ${grouped(result.parameters)}   AIC ${result.aic.toFixed(1)}   BIC ${result.bic.toFixed(1)}`,
    '',
    ...head,
    ...body,
    ...(result.estimates.length > SHOWN
      ? [`… ${grouped(result.estimates.length - SHOWN)} more; --estimates FILE.csv writes them all`]
      : []),
    ...(result.warnings.length > 0 ? ['', ...warned(result)] : []),
    '',
    files.map(Layout.safeLine).join(', ')
  ]
}

/** A cell that no spreadsheet takes for a formula. */
const guarded = (text: string): string => LogFiles.field(/^[=+\-@\t]/.test(text) ? `'${text}` : text)

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

/**
 * What a person wants to know at once of a replay.
 *
 * @since 0.2.0
 */
import type { Difference, Estimate, Measures, Summary } from '../lab/Metrics'
import type { Against, Column } from '../lab/Study'
import * as Layout from './Layout'
import * as LogReplay from './LogReplay'

const MEASURES = [
  ['log loss', 'logLoss'],
  ['Brier', 'brier'],
  ['RMSE', 'rmse'],
  ['AUC', 'auc'],
  ['accuracy', 'accuracy'],
  ['ECE', 'ece']
] as const

const figure = (x: number): string => x.toFixed(4)

const measured = (name: string, estimate: Estimate | null): string =>
  estimate === null
    ? `${name.padEnd(10)} undefined`
    : `${name.padEnd(10)} ${figure(estimate.value)}   95 %: ${estimate.interval.map(figure).join(' to ')}`

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** Columns side by side, the first to the left, the others to the right. */
const table = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => Layout.width(row[i] ?? ''))))
  const pad = (cell: string, i: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - Layout.width(cell)))
    return i === 0 ? cell + space : space + cell
  }
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

const cell = (estimate: Estimate | null): string => (estimate === null ? '–' : figure(estimate.value))

const COLUMNS = ['log loss', 'Brier', 'AUC', 'accuracy']

const cells = ({ logLoss, brier, auc, accuracy }: Measures<Estimate | null>): ReadonlyArray<string> =>
  [logLoss, brier, auc, accuracy].map(cell)

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${figure(Math.abs(x))}`

const compared = ({ logLoss }: Difference): string =>
  logLoss === null ? '–' : `${signed(logLoss.value)} (${logLoss.interval.map(signed).join(' to ')})`

const rivals = (engine: Summary, against: ReadonlyArray<Against>): ReadonlyArray<string> => [
  '',
  'Beside others; the difference is the log loss of acquis less theirs, 95 %:',
  ...table([
    ['', ...COLUMNS, 'difference'],
    ['acquis', ...cells(engine), ''],
    ...against.map((rival) => [rival.name, ...cells(rival), compared(rival.difference)])
  ])
]

/** Values that are shown of a column. */
const VALUES = 12

const LONGEST = 32

const clipped = (text: string): string => {
  const characters = Array.from(Layout.safeLine(text))
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('')
}

const byColumn = ({ column, values, other, distinct }: Column): ReadonlyArray<string> => {
  const shown = values.slice(0, VALUES)
  const row = (name: string, group: Summary): ReadonlyArray<string> => [
    name,
    grouped(group.responses),
    ...cells(group)
  ]
  return [
    '',
    ...table([
      [`By ${clipped(column)}`, 'responses', ...COLUMNS],
      ...shown.map((group) => row(clipped(group.value === '' ? '(empty)' : (group.value ?? '')), group)),
      ...(other === undefined ? [] : [row(`(${grouped(distinct - values.length)} others)`, other)])
    ]),
    ...(values.length > VALUES ? [`… ${grouped(values.length - VALUES)} more in metrics.json`] : [])
  ]
}

const SHOWN = 8

/** Lines for a terminal. */
export const summary = (
  request: Pick<LogReplay.Plan, 'profiles' | 'wish'> & { readonly out: string },
  { counts, metrics }: Pick<LogReplay.Finished, 'counts' | 'metrics'>
): ReadonlyArray<string> => {
  const reasons = [...counts.reasons].sort(([, a], [, b]) => b - a)
  const { first } = metrics
  return [
    `rows       ${grouped(counts.rows)}`,
    `responses  ${grouped(metrics.responses)}, ${grouped(metrics.skipped)} of them skips`,
    `learners   ${grouped(metrics.learners)}`,
    `rejected   ${grouped(counts.rejected)}`,
    ...reasons.slice(0, SHOWN).map(([reason, count]) => `  ${grouped(count)} ${Layout.safeLine(reason)}`),
    ...(reasons.length > SHOWN ? ['  …'] : []),
    ...(counts.folded > 0 ? [`folded     ${grouped(counts.folded)} that only repeat a response`] : []),
    '',
    'Predictions, each made before the answer was seen:',
    ...MEASURES.map(([name, key]) => measured(name, metrics[key])),
    ...(first === undefined
      ? []
      : [
          '',
          `Of first attempts alone (${grouped(first.responses)} responses):`,
          ...MEASURES.map(([name, key]) => measured(name, first[key]))
        ]),
    ...(metrics.against === undefined ? [] : rivals(metrics, metrics.against)),
    ...(metrics.by ?? []).flatMap(byColumn),
    '',
    `${LogReplay.names(request).join(', ')} in ${Layout.safeLine(request.out)}`
  ]
}

/**
 * The figures of the report of a simulation, each with the numbers behind it.
 *
 * @since 0.2.0
 */
import type { Measure } from '../lab/ComparisonMeasures'
import type { Summary } from '../lab/ComparisonSummary'
import type { Estimate } from '../lab/Metrics'
import * as Chart from './Chart'
import type { Html } from './Html'
import * as Page from './Page'
import * as SimulationTables from './SimulationTables'
import type { Voice } from './SimulationWords'

/** As many lines as can be told apart; the others stand in the table. */
const LINES = Chart.strokes.length

/** Accuracy against length, a line for each policy. */
export const curve = (voice: Voice, { policies }: Summary): Html => {
  const { words, notation, name } = voice
  const shown = policies.slice(0, LINES)
  const points = shown.map(({ curve: own }) =>
    own.map(({ questions, accuracy }) => [questions, accuracy.value] as const)
  )
  const most = Math.max(1, ...points.flat().map(([questions]) => questions))
  const least = Math.min(...points.flat().map(([, accuracy]) => accuracy))
  const bottom = Math.max(0, Math.floor(20 * least - 0.2) / 20)
  const [first] = policies
  const end = first?.curve[first.curve.length - 1]
  const [across, up] = words.curveAxis
  const show = SimulationTables.percent(voice)
  return Page.figure({
    title: words.curveChart,
    chart: Chart.lines(
      words.curveLabel(
        first === undefined ? '' : name(first),
        show(end?.accuracy.value ?? 0),
        notation.number(end?.questions ?? 0, 1)
      ),
      {
        title: across,
        from: 0,
        to: most,
        ticks: Chart.ticks(0, most),
        label: (x) => notation.number(x, most < 2 ? 1 : 0)
      },
      {
        title: up,
        from: bottom,
        to: 1,
        ticks: Chart.ticks(bottom, 1),
        label: (x) => notation.number(100 * x, 0)
      },
      points.map((own, i): Chart.Series => ({ stroke: Chart.strokes[i % LINES] ?? 'solid', points: own })),
      300
    ),
    legend: shown.map((each, i) => [Chart.sample(Chart.strokes[i % LINES] ?? 'solid'), name(each)]),
    data: words.data,
    table: {
      caption: words.curveTable,
      columns: [{ title: words.policy }, ...SimulationTables.numbers(words.curveColumns)],
      rows: policies.flatMap((each) =>
        each.curve.map(({ k, questions, accuracy }) => [
          name(each),
          notation.number(k, 0),
          notation.number(questions, 1),
          show(accuracy.value),
          words.range(...range(accuracy, show))
        ])
      )
    }
  })
}

const range = ({ interval: [low, high] }: Estimate, show: SimulationTables.Show): [string, string] => [
  show(low),
  show(high)
]

interface Row extends Estimate {
  readonly name: string
}

/** Estimates with their intervals, one under the other, over an axis that holds `beside` as well. */
const ranges = (
  voice: Voice,
  rows: ReadonlyArray<Row>,
  beside: ReadonlyArray<number>,
  show: SimulationTables.Show,
  tick: SimulationTables.Show,
  text: {
    readonly title: string
    readonly label: string
    readonly axis: string
    readonly legend: string
    readonly column: string
  }
): ReadonlyArray<Html> => {
  if (rows.length === 0) return []
  const ends = [...beside, ...rows.flatMap(({ interval }) => interval)]
  const room = 0.05 * (Math.max(...ends) - Math.min(...ends)) || 0.01
  const [from, to] = [Math.min(...ends) - room, Math.max(...ends) + room]
  return [
    Page.figure({
      title: text.title,
      chart: Chart.ranges(
        text.label,
        { title: text.axis, from, to, ticks: Chart.ticks(from, to), label: tick },
        rows.map(({ name, value, interval: [low, high] }) => ({
          name,
          low,
          middle: value,
          high,
          text: show(value)
        }))
      ),
      legend: [text.legend],
      data: voice.words.data,
      table: {
        caption: text.title,
        columns: [{ title: voice.words.policy }, ...SimulationTables.numbers([text.column, '95\u00a0%'])],
        rows: rows.map((row) => [row.name, show(row.value), voice.words.range(...range(row, show))])
      }
    })
  ]
}

/** Rows of a measure, where it is defined. */
const rowsOf = ({ name }: Voice, { policies }: Summary, measure: Measure, suffix = ''): ReadonlyArray<Row> =>
  policies.flatMap((each) => {
    const estimate = each.measures[measure]
    return estimate === null ? [] : [{ name: `${name(each)}${suffix}`, ...estimate }]
  })

export const differences = (voice: Voice, { policies, differences: all }: Summary): ReadonlyArray<Html> => {
  const { words, name } = voice
  const rows = all.flatMap(({ policy, measures: { accuracy } }): ReadonlyArray<Row> => {
    const own = policies.find((each) => each.policy === policy)
    return accuracy === null || own === undefined ? [] : [{ name: name(own), ...accuracy }]
  })
  const points: SimulationTables.Show = (x) => SimulationTables.signed(voice, 1)(100 * x)
  return ranges(voice, rows, [0], points, (x) => (Math.abs(x) < 1e-9 ? '0' : points(x)), {
    title: words.differencesChart,
    label: words.differencesLabel,
    axis: words.differencesAxis,
    legend: words.differencesLegend,
    column: words.differencesAxis
  })
}

export const exposure = (voice: Voice, summary: Summary): ReadonlyArray<Html> => {
  const { words, notation } = voice
  return ranges(
    voice,
    rowsOf(voice, summary, 'overlap'),
    [0, 1],
    SimulationTables.percent(voice),
    (x) => notation.number(100 * x, 0),
    {
      title: words.exposureChart,
      label: words.exposureLabel,
      axis: words.exposureAxis,
      legend: words.exposureLegend,
      column: words.measure.overlap
    }
  )
}

const COVERED = ['scoreCoverage', 'overallCoverage', 'abilityCoverage'] as const

export const coverage = (voice: Voice, summary: Summary): ReadonlyArray<Html> => {
  const { words, notation } = voice
  const rows = COVERED.map((measure) =>
    rowsOf(voice, summary, measure, `, ${words.measure[measure].toLowerCase()}`)
  ).flat()
  return ranges(voice, rows, [0.8, 1], SimulationTables.percent(voice), (x) => notation.number(100 * x, 0), {
    title: words.coverageChart,
    label: words.coverageLabel,
    axis: words.coverageAxis,
    legend: words.coverageLegend,
    column: words.coverageAxis
  })
}

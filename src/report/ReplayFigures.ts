/**
 * The figures of the report of a replay, each with the numbers behind it.
 *
 * @since 0.2.0
 */
import type { Point } from '../lab/Learning'
import type { Summary } from '../lab/Metrics'
import type { Against } from '../lab/Study'
import * as Chart from './Chart'
import type { Html } from './Html'
import * as Page from './Page'
import { interval, rivalName } from './ReplayTables'
import type { Voice } from './ReplayWords'

const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

/** A number with its sign. */
const signed = ({ notation }: Voice, x: number, digits: number): string =>
  `${x < 0 ? '−' : '+'}${notation.number(Math.abs(x), digits)}`

/** What the engine gains or loses in log loss. */
export const differences = (voice: Voice, rivals: ReadonlyArray<Against>): ReadonlyArray<Html> => {
  const { words } = voice
  const known = rivals.flatMap(({ name, difference }) =>
    difference.logLoss === null ? [] : [{ name: rivalName(voice, name), ...difference.logLoss }]
  )
  if (known.length === 0) return []
  const ends = [0, ...known.flatMap(({ interval: both }) => both)]
  const room = 0.05 * (Math.max(...ends) - Math.min(...ends)) || 0.01
  const [from, to] = [Math.min(...ends) - room, Math.max(...ends) + room]
  const digits = to - from < 0.02 ? 4 : to - from < 0.2 ? 3 : 2
  return [
    Page.figure({
      title: words.differenceChart,
      chart: Chart.ranges(
        words.differenceLabel,
        {
          title: words.differenceAxis,
          from,
          to,
          ticks: Chart.ticks(from, to),
          label: (x) => (x === 0 ? '0' : signed(voice, x, digits))
        },
        known.map(({ name, value, interval: [low, high] }) => ({
          name,
          low,
          middle: value,
          high,
          text: signed(voice, value, digits)
        }))
      ),
      legend: [words.differenceLegend],
      data: words.data,
      table: {
        caption: words.differenceTable,
        columns: [{ title: words.model }, ...numbers([words.difference, words.interval])],
        rows: known.map(({ name, value, interval: [low, high] }) => [
          name,
          signed(voice, value, 4),
          words.range(signed(voice, low, 4), signed(voice, high, 4))
        ])
      }
    })
  ]
}

const hundred = ({ notation }: Voice, x: number): string => notation.number(100 * x, 0)

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]

/** The share of right answers by predicted probability. */
export const calibration = (voice: Voice, { calibration: bins }: Summary): Html => {
  const { words, notation } = voice
  const points = bins.flatMap(({ p, right }): ReadonlyArray<readonly [number, number]> =>
    p === null || right === null ? [] : [[p, right.value]]
  )
  const worst = points.reduce((most, [p, right]) => Math.max(most, Math.abs(right - p)), 0)
  const axis = (title: string): Chart.Axis => ({
    title,
    from: 0,
    to: 1,
    ticks: SHARES,
    label: (x) => hundred(voice, x)
  })
  const [across, up] = words.calibrationAxis
  const [rings, line] = words.calibrationLegend
  return Page.figure({
    title: words.calibrationChart,
    chart: Chart.lines(
      words.calibrationLabel(notation.percent(worst, 1)),
      axis(across),
      axis(up),
      [
        {
          stroke: 'dashed',
          points: [
            [0, 0],
            [1, 1]
          ]
        },
        { stroke: 'solid', points },
        { stroke: 'rings', points }
      ],
      340
    ),
    legend: [
      [Chart.sample('rings'), rings],
      [Chart.sample('dashed'), line]
    ],
    data: words.data,
    table: {
      caption: words.calibrationTable,
      columns: [{ title: words.calibrationColumns[0] }, ...numbers(words.calibrationColumns.slice(1))],
      rows: bins
        .filter(({ answers }) => answers > 0)
        .map(({ from, to, answers, p, right }) => [
          `${hundred(voice, from)}–${notation.percent(to, 0)}`,
          notation.number(answers, 0),
          p === null ? words.undefinedMeasure : notation.percent(p, 1),
          right === null ? words.undefinedMeasure : notation.percent(right.value, 1),
          right === null
            ? words.undefinedMeasure
            : words.range(
                notation.number(100 * right.interval[0], 1),
                notation.number(100 * right.interval[1], 1)
              )
        ])
    }
  })
}

/** The log loss of the n-th answer. */
export const learning = (voice: Voice, points: ReadonlyArray<Point>): Html => {
  const { words, notation } = voice
  const shown = points.map(({ n, logLoss }) => [n, logLoss.value] as const)
  const first = points[0]
  const last = points[points.length - 1]
  // A few learners' intervals would squeeze everybody's line: what they leave of the frame is cut.
  const top = 1.25 * Math.max(Math.LN2, ...shown.map(([, loss]) => loss))
  const digits = 3
  const [across, up] = words.learningAxis
  const [line, band] = words.learningLegend
  return Page.figure({
    title: words.learningChart,
    chart: Chart.lines(
      words.learningLabel(
        notation.number(first?.logLoss.value ?? 0, digits),
        notation.number(last?.logLoss.value ?? 0, digits)
      ),
      {
        title: across,
        from: 1,
        to: points.length,
        ticks: [1, ...Chart.ticks(1, points.length).filter((n) => Number.isInteger(n) && n > 1)],
        label: (x) => notation.number(x, 0)
      },
      {
        title: up,
        from: 0,
        to: top,
        ticks: Chart.ticks(0, top),
        label: (x) => notation.number(x, 1)
      },
      [
        { stroke: 'solid', points: shown },
        ...([0, 1] as const).map((end): Chart.Series => ({
          stroke: 'dashed',
          points: points.map(({ n, logLoss }) => [n, logLoss.interval[end]])
        }))
      ]
    ),
    legend: [
      [Chart.sample('solid'), line],
      [Chart.sample('dashed'), band]
    ],
    data: words.data,
    table: {
      caption: words.learningTable,
      columns: [{ title: words.learningColumns[0] }, ...numbers(words.learningColumns.slice(1))],
      rows: points.map(({ n, learners, logLoss }) => [
        notation.number(n, 0),
        notation.number(learners, 0),
        notation.number(logLoss.value, digits),
        interval(voice, logLoss, digits)
      ])
    }
  })
}

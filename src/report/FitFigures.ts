/**
 * The figures of the report of a calibration: right answers by mastery, of the challenges that fit worst.
 *
 * @since 0.2.0
 */
import * as FitFile from '../lab/FitFile'
import * as Chart from './Chart'
import type { Scene } from './FitTables'
import { numbers, signed } from './FitTables'
import { h, type Html } from './Html'
import * as Page from './Page'

/** So many challenges at most; so many are shown although none is marked. */
const MOST = 4
const LEAST = 2

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]

export const curves = ({ voice, model, found }: Scene): ReadonlyArray<Html> => {
  const { words, notation } = voice
  const ids = FitFile.idsOf(model)
  const worst = FitFile.cut(found.items, LEAST).slice(0, MOST)
  const axis = (title: string): Chart.Axis => ({
    title,
    from: 0,
    to: 1,
    ticks: SHARES,
    label: (x) => notation.number(100 * x, 0)
  })
  const figures = worst.map(({ item, byMastery: { classes } }) => {
    const name = ids.challenge(item)
    const furthest = classes.reduce(
      (most, { right, expected }) => Math.max(most, Math.abs(right - expected)),
      0
    )
    const middle = (from: number | null, to: number | null): number => ((from ?? 0) + (to ?? 0)) / 2
    return Page.figure({
      title: words.curve(name),
      chart: Chart.lines(
        words.curveLabel(name, words.points(notation.number(100 * furthest, 0))),
        axis(words.curveAxis[0]),
        axis(words.curveAxis[1]),
        [
          { stroke: 'solid', points: classes.map(({ from, to, expected }) => [middle(from, to), expected]) },
          { stroke: 'rings', points: classes.map(({ from, to, right }) => [middle(from, to), right]) }
        ]
      ),
      legend: [
        [Chart.sample('rings'), words.curveLegend[0]],
        [Chart.sample('solid'), words.curveLegend[1]]
      ],
      data: words.data,
      table: {
        caption: words.curveTable(name),
        columns: [{ title: words.curveColumns[0] }, ...numbers(words.curveColumns.slice(1))],
        rows: classes.map(({ from, to, answers, right, expected, residual }) => [
          words.range(notation.percent(from ?? 0, 0), notation.percent(to ?? 1, 0)),
          notation.number(answers, 0),
          notation.percent(expected, 0),
          notation.percent(right, 0),
          signed(voice, residual, 1)
        ])
      }
    })
  })
  return figures.length === 0 ? [] : [h('div', { class: 'pair' }, ...figures)]
}

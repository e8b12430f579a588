/**
 * What the tables and charts of a cohort share: numbers as they are printed, and rows with their names.
 *
 * @since 0.2.0
 */
import type { Estimate } from '../lab/Share'
import * as Chart from './Chart'
import type { Voice } from './CohortWords'
import { all, h, type Child, type Html } from './Html'
import type * as Page from './Page'

/** What a row is called: its group, or its competence; the plain name for a chart, and the same as a link for a table. */
export interface Named<A> {
  readonly row: A
  readonly name: string
  readonly cell: Child
}

export const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

export const count = ({ notation }: Voice, x: number): string => notation.number(x, 0)

export const percent = ({ notation }: Voice, x: number): string => notation.percent(x, 0)

const hundred = ({ notation }: Voice, x: number): string => notation.number(100 * x, 0)

export const below = (text: string): Html => h('span', { class: 'between' }, text)

/** A share, and its interval below. */
export const estimate = (voice: Voice, { value, interval: [low, high] }: Estimate): Child =>
  Number.isNaN(value)
    ? voice.words.notSaid
    : [percent(voice, value), below(`${hundred(voice, low)}–${hundred(voice, high)}`)]

export const withPeople = (voice: Voice, cell: Child, people: number): Child => [
  cell,
  below(voice.words.people(count(voice, people)))
]

export const axis = (voice: Voice, title: string): Chart.Axis => ({
  title,
  from: 0,
  to: 1,
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  label: (x) => hundred(voice, x)
})

/** So many groups are drawn; tables have all. */
export const MOST = 16

/** A drawing of more rows would not fit on a sheet of paper. */
const SHEET = 12

/** As many drawings as rows need, one below the other. */
export const drawn = <A>(rows: ReadonlyArray<A>, draw: (rows: ReadonlyArray<A>) => Html): Html => {
  const sheets = Math.max(1, Math.ceil(rows.length / SHEET))
  const each = Math.ceil(rows.length / sheets)
  return all(Array.from({ length: sheets }, (_, i) => draw(rows.slice(i * each, (i + 1) * each))))
}

export const legend = (parts: ReadonlyArray<string>): ReadonlyArray<Child> =>
  parts.map((name, i) => [Chart.part(i + 1), name])

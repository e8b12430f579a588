/**
 * Charts as SVG: drawn by hand, since a report needs three kinds, no DOM, no script, and no style that a strict policy would
 * refuse. Series differ by dashes and rings, not by colour; colours are those of the page. A chart is 360 units wide, so that
 * its text can be read on a phone.
 *
 * Laws
 * 1. every point lies inside the frame, and a larger number is drawn further right or up
 * 2. the same numbers give the same bytes
 *
 * @since 0.2.0
 */
import { h, type Html } from './Html'

export interface Axis {
  /** With its unit. */
  readonly title: string
  readonly from: number
  readonly to: number
  readonly ticks: ReadonlyArray<number>
  readonly label: (x: number) => string
}

/** How a series is drawn: as a line, or as a ring at each of its points. */
export type Stroke = 'rings' | Line

/** Lines that can be told apart where they cross. */
export const strokes = ['solid', 'dashed', 'dotted', 'chained', 'broad', 'beaded'] as const
type Line = (typeof strokes)[number]

export interface Series {
  readonly stroke: Stroke
  readonly points: ReadonlyArray<readonly [number, number]>
  /** Whether a line keeps its height up to the next point, rather than going straight there. */
  readonly steps?: boolean
}

/** A row of `ranges`: a thin line from low to high, and a mark in between. */
export interface Range {
  readonly name: string
  readonly low: number
  readonly middle: number
  readonly high: number
  /** What stands at its end. */
  readonly text: string
}

/** A row of `stacked`: parts of a whole from the left on, and how sure the borders between them are. */
export interface Stack {
  readonly name: string
  /** Shares that sum to one. */
  readonly parts: ReadonlyArray<{ readonly share: number; readonly text: string }>
  readonly borders: ReadonlyArray<readonly [number, number]>
  /** What stands at its end. */
  readonly text: string
}

const WIDTH = 360
const LEFT = 38
const RIGHT = 10
const TOP = 26
const BOTTOM = 40

/** Enough for the eye; fewer digits make smaller files. */
const place = (x: number): string => String(Math.round(x * 10) / 10)

/** Ticks at round numbers (1, 2 or 5 times a power of ten), some `count` of them. */
export const ticks = (from: number, to: number, count = 5): ReadonlyArray<number> => {
  const rough = (to - from) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((m) => m * power).find((each) => each >= rough * 0.999) ?? rough
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Divided where the step is below 1, so that three tenths are 0.3.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step
  )
}

const scale =
  ({ from, to }: Axis, start: number, end: number) =>
  (x: number): number =>
    start + ((Math.min(to, Math.max(from, x)) - from) / (to - from)) * (end - start)

const text = (x: number, y: number, anchor: 'start' | 'middle' | 'end', content: string): Html =>
  h('text', { x: place(x), y: place(y), 'text-anchor': anchor }, content)

const rule = (name: string, x1: number, y1: number, x2: number, y2: number): Html =>
  h('line', { class: name, x1: place(x1), y1: place(y1), x2: place(x2), y2: place(y2) })

const svg = (label: string, height: number, ...content: ReadonlyArray<Html>): Html =>
  h('svg', { role: 'img', 'aria-label': label, viewBox: `0 0 ${WIDTH} ${height}` }, ...content)

const path = (
  { points, steps = false }: Series,
  x: (x: number) => number,
  y: (y: number) => number
): string =>
  points
    .map(([a, b], i) => {
      const before = points[i - 1]
      const corner = steps && before !== undefined ? `H${place(x(a))}V${place(y(b))}` : undefined
      return corner ?? `${i === 0 ? 'M' : 'L'}${place(x(a))} ${place(y(b))}`
    })
    .join('')

const ring = (x: number, y: number): Html => h('circle', { class: 'ring', cx: place(x), cy: place(y), r: 4 })

const series = (each: Series, x: (x: number) => number, y: (y: number) => number): ReadonlyArray<Html> =>
  each.stroke === 'rings'
    ? each.points.map(([a, b]) => ring(x(a), y(b)))
    : [h('path', { class: `line ${each.stroke}`, d: path(each, x, y) })]

/** A sample of a stroke, for a legend. */
export const sample = (stroke: Stroke): Html =>
  h(
    'svg',
    { class: 'sample', 'aria-hidden': 'true', viewBox: '0 0 30 10' },
    stroke === 'rings' ? ring(15, 5) : h('path', { class: `line ${stroke}`, d: 'M1 5H29' })
  )

/** Series over two axes. `label` says in a sentence what there is to see. */
export const lines = (label: string, x: Axis, y: Axis, drawn: ReadonlyArray<Series>, height = 220): Html => {
  const right = WIDTH - RIGHT
  const bottom = height - BOTTOM
  const across = scale(x, LEFT, right)
  const up = scale(y, bottom, TOP)
  return svg(
    label,
    height,
    text(0, 11, 'start', y.title),
    text(right, height - 5, 'end', x.title),
    ...y.ticks.flatMap((tick) => [
      rule('grid', LEFT, up(tick), right, up(tick)),
      text(LEFT - 6, up(tick) + 4, 'end', y.label(tick))
    ]),
    rule('axis', LEFT, bottom, right, bottom),
    ...x.ticks.flatMap((tick) => [
      rule('axis', across(tick), bottom, across(tick), bottom + 4),
      text(across(tick), bottom + 17, 'middle', x.label(tick))
    ]),
    ...drawn.flatMap((each) => series(each, across, up))
  )
}

const ROW = 36

/** What fits on a row beside its end; the table behind has the whole. */
const NAME = 48

const shortened = (name: string): string => {
  const characters = Array.from(name)
  return characters.length > NAME ? `${characters.slice(0, NAME - 1).join('')}…` : name
}

/** One range a row, its name above it. */
export const ranges = (label: string, x: Axis, rows: ReadonlyArray<Range>): Html => {
  const height = 8 + rows.length * ROW + 40
  const right = WIDTH - RIGHT
  const bottom = height - 36
  const across = scale(x, 6, right)
  return svg(
    label,
    height,
    ...x.ticks.flatMap((tick) => [
      rule('grid', across(tick), 4, across(tick), bottom),
      text(across(tick), bottom + 15, 'middle', x.label(tick))
    ]),
    text(right, height - 4, 'end', x.title),
    ...rows.flatMap(({ name, low, middle, high, text: end }, i) => {
      const y = 8 + i * ROW + 24
      return [
        text(6, y - 9, 'start', shortened(name)),
        text(right, y - 9, 'end', end),
        rule('line solid', across(low), y, across(high), y),
        rule('end', across(low), y - 4, across(low), y + 4),
        rule('end', across(high), y - 4, across(high), y + 4),
        h('circle', { class: 'mark', cx: place(across(middle)), cy: y, r: 4 })
      ]
    })
  )
}

/** A sample of the n-th part, for a legend. */
export const part = (n: number): Html =>
  h(
    'svg',
    { class: 'sample', 'aria-hidden': 'true', viewBox: '0 0 30 10' },
    h('rect', { class: `part part${n}`, x: 1, y: 0.5, width: 28, height: 9 })
  )

const STACK = 41
const BAR = 14

/** A part has its number in it where there is room. */
const ROOM = 28

const stackOf = (
  across: (x: number) => number,
  { parts, borders }: Stack,
  y: number
): ReadonlyArray<Html> => {
  const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0))
  return [
    ...parts.flatMap(({ share, text: inside }, i) => {
      const [from, to] = [across((ends[i] ?? 0) - share), across(ends[i] ?? 0)]
      const box = h('rect', {
        class: `part part${i + 1}`,
        x: place(from),
        y,
        width: place(to - from),
        height: BAR
      })
      const number = h(
        'text',
        { class: `in${i + 1}`, x: place((from + to) / 2), y: y + 11, 'text-anchor': 'middle' },
        inside
      )
      return to - from < ROOM ? [box] : [box, number]
    }),
    // One below the other, since they overlap where little is known.
    ...borders.flatMap(([low, high], i) => {
      const at = y + BAR + 4 + 5 * i
      return [
        rule('end', across(low), at, across(high), at),
        rule('end', across(low), at - 2, across(low), at + 2),
        rule('end', across(high), at - 2, across(high), at + 2)
      ]
    })
  ]
}

/** Parts of a whole, one whole a row, its name above it. */
export const stacked = (label: string, x: Axis, rows: ReadonlyArray<Stack>): Html => {
  const height = rows.length * STACK + 40
  const right = WIDTH - RIGHT
  const bottom = height - 36
  const across = scale(x, 6, right)
  return svg(
    label,
    height,
    ...x.ticks.flatMap((tick) => [
      rule('grid', across(tick), 4, across(tick), bottom),
      text(
        across(tick),
        bottom + 15,
        tick === x.to ? 'end' : tick === x.from ? 'start' : 'middle',
        x.label(tick)
      )
    ]),
    text(right, height - 4, 'end', x.title),
    ...rows.flatMap((row, i) => {
      const y = i * STACK + 15
      return [
        text(6, y - 4, 'start', shortened(row.name)),
        text(right, y - 4, 'end', row.text),
        ...stackOf(across, row, y)
      ]
    })
  )
}

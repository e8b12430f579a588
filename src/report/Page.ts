/**
 * The frame of every report: one file that needs nothing else, opens from a disk, runs no script, and may not load
 * anything (its policy allows one style sheet, by its hash). For screens from a phone's on, for paper, light and dark.
 *
 * @since 0.2.0
 */
import * as Sha256 from '../math/Sha256'
import { document, h, type Child, type Html } from './Html'
import type { Language } from './Language'
import { sheet } from './Stylesheet'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Hexadecimal digits in base 64. */
const base64 = (hex: string): string => {
  const bits = Array.from(hex, (digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  const digits = (bits.match(/.{1,6}/g) ?? []).map((six) => ALPHABET[parseInt(six.padEnd(6, '0'), 2)] ?? '')
  return digits.join('').padEnd(Math.ceil(digits.length / 4) * 4, '=')
}

const policy = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${base64(Sha256.hex(style))}'; base-uri 'none'; form-action 'none'`

export interface Page {
  readonly language: Language
  readonly title: string
  /** Under the title. */
  readonly subtitle: string
  readonly body: ReadonlyArray<Child>
}

/** The whole file. */
export const page = ({ language, title, subtitle, body }: Page): string =>
  document(
    { language, title, policy: policy(sheet), style: sheet },
    h(
      'main',
      {},
      h('header', {}, h('h1', {}, title), h('p', { class: 'subtitle' }, subtitle)),
      ...body.flatMap((part) => ['\n', part])
    )
  )

/** A part with a heading, to which a link leads. */
export const section = (id: string, heading: Child, ...content: ReadonlyArray<Child>): Html =>
  h('section', { id }, h('h2', {}, heading), ...content)

export interface Column {
  readonly title: Child
  /** Numbers stand to the right, one under the other. */
  readonly isNumber?: boolean
}

export interface Table {
  /** What it shows: in words, above it. */
  readonly caption: Child
  readonly columns: ReadonlyArray<Column>
  /** The first cell of a row is its name. */
  readonly rows: ReadonlyArray<ReadonlyArray<Child>>
}

const classOf = (column: Column | undefined): string | undefined =>
  column?.isNumber === true ? 'number' : undefined

export const table = ({ caption, columns, rows }: Table): Html =>
  h(
    'table',
    {},
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h('tr', {}, ...columns.map((column) => h('th', { scope: 'col', class: classOf(column) }, column.title)))
    ),
    h(
      'tbody',
      {},
      ...rows.map((row) =>
        h(
          'tr',
          {},
          ...row.map((cell, i) =>
            i === 0 ? h('th', { scope: 'row' }, cell) : h('td', { class: classOf(columns[i]) }, cell)
          )
        )
      )
    )
  )

/** What is opened by whoever wants it. */
export const details = (summary: Child, ...content: ReadonlyArray<Child>): Html =>
  h('details', {}, h('summary', {}, summary), ...content)

export interface Figure {
  readonly title: Child
  readonly chart: Html
  /** What its lines and marks mean. */
  readonly legend: ReadonlyArray<Child>
  /** What opens the numbers behind it. */
  readonly data: string
  readonly table: Table
}

/** A chart with its title, its legend, and the numbers behind it. */
export const figure = ({ title, chart, legend, data, table: numbers }: Figure): Html =>
  h(
    'figure',
    {},
    h('figcaption', {}, title),
    chart,
    legend.length === 0 ? [] : h('ul', { class: 'legend' }, ...legend.map((each) => h('li', {}, each))),
    h('details', { class: 'data' }, h('summary', {}, data), table(numbers))
  )

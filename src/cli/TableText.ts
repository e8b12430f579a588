/**
 * The text of a table as rows of cells, each with its place in the text, and back. Cells are separated by commas,
 * semicolons or tabs, whichever the first row has most of; a line `sep=;` before it says so itself, as Excel understands.
 *
 * Laws
 * 1. read ∘ write = identity
 * 2. the place of a cell is where it begins in the text
 *
 * @since 0.2.0
 */
import * as LogCsv from './LogCsv'

export interface Row {
  /** What a spreadsheet shows beside it: blank rows count, and a cell of several lines is one. */
  readonly number: number
  readonly cells: ReadonlyArray<string>
}

export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** A row whose quotes do not match. */
export interface Broken extends Place {
  readonly reason: string
}

export interface Sheet {
  readonly rows: ReadonlyArray<Row>
  readonly broken: ReadonlyArray<Broken>
  readonly separator: Separator
  /** Of a cell by the index of its row and its own, where the row ends if it has fewer cells. */
  readonly placeOf: (row: number, cell: number) => Place
}

export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

const countOf = (text: string, character: string): number => text.split(character).length - 1

/** The one that stands most often in the first row, outside of quotes; the first of `separators` where none does. */
const separatorOf = (text: string): Separator => {
  const line = /^\s*(.*)$/m.exec(text)?.[1] ?? ''
  const bare = line.replace(/"[^"]*"/g, '')
  return separators.reduce((best, each) => (countOf(bare, each) > countOf(bare, best) ? each : best))
}

const DECLARED = /^sep=([,;\t])\r?\n/i

/** Commas change places with another separator, so that one way of splitting serves all. It undoes itself. */
const swapped = (text: string, separator: Separator): string =>
  separator === ','
    ? text
    : text.replace(separator === ';' ? /[,;]/g : /[,\t]/g, (each) => (each === ',' ? separator : ','))

interface Raw {
  readonly line: number
  readonly text: string
}

/** Where the cells of a row begin in it. */
const startsOf = (row: string): ReadonlyArray<number> => {
  const cell = /(?:"[^"]*(?:""[^"]*)*"|[^,]*)(?:,|$)/y
  const starts = [0]
  while (cell.test(row) && cell.lastIndex < row.length) starts.push(cell.lastIndex)
  return starts
}

const placeIn = ({ line, text }: Raw, cell: number): Place => {
  const before = text.slice(0, startsOf(text)[cell] ?? text.length)
  return { line: line + countOf(before, '\n'), column: before.length - before.lastIndexOf('\n') }
}

/** Splits a text without its byte order mark. */
export const read = (whole: string): Sheet => {
  // The line ends of old Macs, which some programs still write.
  const text = whole.includes('\n') ? whole : whole.replaceAll('\r', '\n')
  const [declaration = '', declared] = DECLARED.exec(text) ?? []
  const separator = separators.find((each) => each === declared) ?? separatorOf(text)
  const skipped = declaration === '' ? 0 : 1
  const rows: Array<Row> = []
  const raws: Array<Raw> = []
  const broken: Array<Broken> = []
  let inside = 0
  const splitter = LogCsv.splitter(
    {
      row: (fields, count, line, raw) => {
        const row = raw()
        const cells = fields.slice(0, count).map((cell) => swapped(cell, separator))
        rows.push({ number: line - inside, cells })
        raws.push({ line: line + skipped, text: row })
        inside += countOf(row, '\n')
      },
      broken: (reason, line) => broken.push({ reason, line: line + skipped, column: 1 })
    },
    () => true
  )
  splitter.push(swapped(text.slice(declaration.length), separator))
  splitter.end()
  return {
    rows,
    broken,
    separator,
    placeOf: (row, cell) => placeIn(raws[row] ?? { line: 1, text: '' }, cell)
  }
}

const quoted = (cell: string, separator: Separator): string =>
  cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** The text of rows, with CRLF at the end of each as RFC 4180 has it. */
export const write = (rows: ReadonlyArray<ReadonlyArray<string>>, separator: Separator): string =>
  rows.map((cells) => `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`).join('')

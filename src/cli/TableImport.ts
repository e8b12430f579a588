/**
 * `acquis import table`: the bytes of a spreadsheet saved as CSV or TSV, and every problem in it with its place in the
 * text and its cell in the sheet.
 *
 * @since 0.2.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Issue from '../bank/Issue'
import type { At, Remark } from '../exchange/TableRemark'
import * as Table from '../exchange/TableRead'
import type { Effect } from './Capabilities'
import type { Given, Reading, Settings } from './Formats'
import * as Layout from './Layout'
import type { Problem } from './Source'
import * as TableText from './TableText'

const ADVICE = 'save it as CSV UTF-8'

/** What spreadsheet programs write when they are not asked for CSV: .xlsx and .ods (zip), .xls. */
const SHEETS: ReadonlyArray<ReadonlyArray<number>> = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0]
]

const starts = (bytes: Uint8Array, beginning: ReadonlyArray<number>): boolean =>
  beginning.every((byte, i) => bytes[i] === byte)

interface Refusal extends TableText.Place {
  readonly code: string
  readonly message: string
  readonly suggestion?: string
}

const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** The last line of a text that is left where it stops to be one. */
const endOf = (text: string): TableText.Place => ({
  line: text.split('\n').length,
  column: text.length - text.lastIndexOf('\n')
})

/** The text of the bytes, without a byte order mark; or why they are none. */
export const textOf = (bytes: Uint8Array): string | Refusal => {
  const top = { line: 1, column: 1 }
  if (SHEETS.some((beginning) => starts(bytes, beginning)))
    return { ...top, code: 'encoding', message: 'this is a workbook, not a text', suggestion: ADVICE }
  // What Excel calls Unicode text.
  if (starts(bytes, [0xff, 0xfe])) return decoded(bytes, 'utf-16le')
  const text = decoded(bytes, 'utf-8')
  const nul = text.indexOf('\0')
  if (nul >= 0)
    return {
      ...endOf(text.slice(0, nul)),
      code: 'encoding',
      message: 'a NUL: this is no text',
      suggestion: ADVICE
    }
  const bad = isUtf8(bytes) ? -1 : text.indexOf('\ufffd')
  if (bad >= 0)
    return {
      ...endOf(text.slice(0, bad)),
      code: 'encoding',
      message: 'this character is no UTF-8',
      suggestion: ADVICE
    }
  return text.trim() === '' ? { ...top, code: 'empty', message: 'this file is empty' } : text
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** `A`, … `Z`, `AA`, …, as a spreadsheet names its columns. */
const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))

const LONGEST = 400

const short = (text: string): string => {
  const line = Layout.safeLine(text)
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

type Said = Pick<Problem<string>, 'path' | 'code' | 'severity' | 'message'> & {
  readonly suggestion?: string | undefined
}

const problemAt = (
  file: string,
  { line, column }: TableText.Place,
  { suggestion, message, ...said }: Said
): Problem<string> => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column,
  ...said,
  message: short(message),
  ...(suggestion === undefined ? {} : { suggestion: short(suggestion) })
})

export const refused = (file: string, { line, column, ...said }: Refusal): Reading => ({
  bank: undefined,
  whole: false,
  problems: [problemAt(file, { line, column }, { ...said, path: [], severity: 'error' })],
  locate: () => [],
  notes: []
})

/** Problems of a sheet, each with the cell that its reader has to find: `F12`. */
export const inSheet = (file: string, { rows, placeOf }: TableText.Sheet) => {
  const problem = ({ row, column }: At, said: Said): Problem<string> =>
    problemAt(file, placeOf(row, column), {
      ...said,
      message: `${letters(column)}${rows[row]?.number ?? 1}: ${said.message}`
    })
  return {
    ofRemark: ({ at, ...said }: Remark): Problem<string> =>
      problem(at, { ...said, path: [], severity: 'error' }),
    ofIssue: (issue: Issue.Issue, at: At): Problem<string> =>
      problem(at, {
        path: issue.path,
        code: issue._tag,
        severity: Issue.severity(issue),
        message: Issue.message(issue),
        suggestion: Issue.suggestion(issue)
      })
  }
}

const readOne = ({ file, bytes }: Given): Reading => {
  const text = textOf(bytes)
  if (typeof text !== 'string') return refused(file, text)
  const sheet = TableText.read(text)
  const { bank, whole, remarks, locate } = Table.read({
    rows: sheet.rows,
    decimalComma: sheet.separator === ';'
  })
  const { ofRemark, ofIssue } = inSheet(file, sheet)
  const broken = sheet.broken.map(({ reason, ...place }) =>
    problemAt(file, place, { path: [], code: 'syntax', severity: 'error', message: reason })
  )
  return {
    bank,
    whole,
    problems: [...broken, ...remarks.map(ofRemark)],
    locate: (issues) =>
      issues.flatMap((issue) => {
        const at = locate(issue)
        return at === undefined ? [] : [ofIssue(issue, at)]
      }),
    notes: []
  }
}

/** `import` gives one file, as the format says. */
export const read = (files: ReadonlyArray<Given>, _settings: Settings): Effect<Reading> => {
  const [file] = files
  return TE.of(
    file === undefined
      ? refused('-', { line: 1, column: 1, code: 'empty', message: 'there is no file' })
      : readOne(file)
  )
}

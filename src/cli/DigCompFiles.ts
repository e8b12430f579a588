/**
 * The files that DigComp comes in, told apart by what they hold: the JSON-LD of the data supplement, translation tables,
 * a table of DigComp 2.
 *
 * @since 0.2.0
 */
import * as Text from '../bank/Text'
import * as DigComp2 from '../exchange/DigComp2'
import * as DigCompTable from '../exchange/DigCompTable'
import type { Remark } from '../exchange/TableRemark'
import type { Given } from './Formats'
import type { Problem } from './Source'
import * as TableImport from './TableImport'
import * as TableText from './TableText'

/** A file of rows and cells. */
export interface Sheet extends TableText.Sheet {
  readonly file: string
}

export interface Files {
  readonly graphs: ReadonlyArray<Given>
  readonly translations: ReadonlyArray<Sheet>
  readonly olds: ReadonlyArray<Sheet>
  /** Files that are none of these, and rows that are no rows. */
  readonly problems: ReadonlyArray<Problem<string>>
}

const NONE: Files = { graphs: [], translations: [], olds: [], problems: [] }

const strange = (file: string, { rows }: TableText.Sheet): Files => ({
  ...NONE,
  problems: TableImport.refused(file, {
    line: 1,
    column: 1,
    code: 'unsupported-format',
    message: `expected JSON-LD, or a table with the columns location, source and target, or Level, Name and ShortCode; found ${rows[0]?.cells.join(', ') ?? 'nothing'}`
  }).problems
})

const brokenRows = ({ file, broken }: Sheet): ReadonlyArray<Problem<string>> =>
  broken.flatMap(
    ({ reason, ...place }) =>
      TableImport.refused(file, { ...place, code: 'syntax', message: reason }).problems
  )

const sort = (given: Given): Files => {
  const { file } = given
  const text = TableImport.textOf(given.bytes)
  if (typeof text !== 'string') return { ...NONE, problems: TableImport.refused(file, text).problems }
  if (/^\s*[{[]/.test(text)) return { ...NONE, graphs: [given] }
  const sheet: Sheet = { file, ...TableText.read(text) }
  const [header] = sheet.rows
  if (header === undefined) return strange(file, sheet)
  const problems = brokenRows(sheet)
  if (DigCompTable.isHeader(header)) return { ...NONE, translations: [sheet], problems }
  return DigComp2.isHeader(header) ? { ...NONE, olds: [sheet], problems } : strange(file, sheet)
}

export const sorted = (files: ReadonlyArray<Given>): Files => {
  const all = files.map(sort)
  return {
    graphs: all.flatMap(({ graphs }) => graphs),
    translations: all.flatMap(({ translations }) => translations),
    olds: all.flatMap(({ olds }) => olds),
    problems: all.flatMap(({ problems }) => problems)
  }
}

/** `core-framework.fr.csv`, `fr.csv`: the language that a file is named after. */
export const localeOf = (file: string): string | undefined => {
  const [, word = ''] = /([^./\\]+)\.[ct]sv(?:\.gz)?$/i.exec(file) ?? []
  return Text.localePattern.test(word) ? word : undefined
}

/** Remarks on a sheet, in their places. */
export const remarked = (sheet: Sheet, remarks: ReadonlyArray<Remark>): ReadonlyArray<Problem<string>> =>
  remarks.map(TableImport.inSheet(sheet.file, sheet).ofRemark)

/**
 * `acquis import q-matrix`: a table that says which attributes each item needs, and every problem in it with its place in
 * the text and its cell in the sheet.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Issue } from '../bank/Issue'
import * as Ids from '../exchange/Ids'
import * as Loss from '../exchange/Loss'
import * as QMatrix from '../exchange/QMatrix'
import { unguard } from '../exchange/TableCell'
import type { Code, Remark } from '../exchange/TableRemark'
import type { Effect } from './Capabilities'
import type { Given, Reading, Settings } from './Formats'
import * as SettingValue from './SettingValue'
import * as TableImport from './TableImport'
import * as TableText from './TableText'

/** A row by its place in the sheet. */
interface Row {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

/** An item, and the row that it stands in. */
type Item = QMatrix.Item & Pick<Row, 'row'>

interface Read {
  readonly attributes: ReadonlyArray<string>
  readonly items: ReadonlyArray<Item>
  readonly remarks: ReadonlyArray<Remark>
}

const remark = (row: number, column: number, code: Code, message: string): Remark => ({
  at: { row, column },
  code,
  message
})

const isBit = (cell: string): boolean => cell === '0' || cell === '1'

/** Names that make the id of one before them, with their places: the same name again, or one that cannot be told from it. */
const repeated = (
  names: ReadonlyArray<string>
): ReadonlyArray<{ readonly place: number; readonly name: string; readonly before: string }> => {
  const known = new Map<string, string>()
  return names.flatMap((name, place) => {
    if (name === '') return []
    const id = Ids.ofName(name)
    const before = known.get(id)
    if (before === undefined) known.set(id, name)
    return before === undefined ? [] : [{ place, name, before }]
  })
}

const clash = (what: string, name: string, before: string, twice: string): string =>
  name === before
    ? `the ${what} \`${name}\` ${twice}`
    : `the ${what}s \`${before}\` and \`${name}\` would have the same id: rename one`

const headerRemarks = ({ row, cells: [, ...attributes] }: Row): ReadonlyArray<Remark> => {
  const named = attributes.filter((name) => name !== '')
  if (named.length === 0)
    return [
      remark(
        row,
        0,
        'missing-column',
        'there is no attribute: the first column names the items, each other one is an attribute'
      )
    ]
  if (named.every(isBit))
    return [
      remark(row, 1, 'missing-column', 'the first row has to name the attributes, and holds only 0 and 1')
    ]
  return repeated(attributes).map(({ place, name, before }) =>
    remark(row, place + 1, 'duplicate-column', clash('attribute', name, before, 'has two columns'))
  )
}

const rowRemarks =
  (header: ReadonlyArray<string>) =>
  ({ row, cells }: Row): ReadonlyArray<Remark> => {
    const [name = '', ...bits] = cells
    const remarks = bits.flatMap((cell, place): ReadonlyArray<Remark> => {
      const column = place + 1
      if (cell !== '' && (header[column] ?? '') === '')
        return [
          remark(
            row,
            column,
            'missing-column',
            'this cell stands under no name; the first row has to name all columns, that of the items first'
          )
        ]
      return cell === '' || isBit(cell)
        ? []
        : [remark(row, column, 'wrong-value', `expected 0 or 1, or nothing, which is 0; found \`${cell}\``)]
    })
    if (name === '') return [remark(row, 0, 'missing-cell', 'this row names no item'), ...remarks]
    const next = header.slice(cells.length).find((each) => each !== '')
    if (next !== undefined)
      return [
        ...remarks,
        remark(
          row,
          cells.length,
          'missing-cell',
          `this row ends before \`${next}\`; write 0 for what \`${name}\` does not need`
        )
      ]
    return remarks.length > 0 || bits.includes('1')
      ? remarks
      : [
          remark(
            row,
            0,
            'missing-cell',
            `\`${name}\` needs no attribute, so it would test nothing: give it one, or take it out`
          )
        ]
  }

const bodyRemarks = (header: Row, body: ReadonlyArray<Row>): ReadonlyArray<Remark> => {
  const names = body.map(({ cells }) => cells[0] ?? '')
  if (body.length === 0)
    return [remark(header.row, 0, 'missing-row', 'there is no item: each row below the first is one')]
  // Of three names out of two, one would be reported to have two rows, which tells nobody what is wrong.
  if (body.length > 2 && names.every(isBit))
    return [
      remark(
        header.row,
        0,
        'missing-column',
        'the first column has to name the items, and holds only 0 and 1'
      )
    ]
  return [
    ...body.flatMap(rowRemarks(header.cells)),
    ...repeated(names).map(({ place, name, before }) =>
      remark(body[place]?.row ?? 0, 0, 'duplicate-row', clash('item', name, before, 'has two rows'))
    )
  ]
}

const readRows = ({ rows }: TableText.Sheet): Read => {
  const [header = { row: 0, cells: [] }, ...body] = rows
    .map(({ cells }, row): Row => ({ row, cells: cells.map((cell) => unguard(cell.trim())) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const columns = header.cells.flatMap((name, column) => (name === '' || column === 0 ? [] : [column]))
  const wrong = headerRemarks(header)
  return {
    attributes: columns.map((column) => header.cells[column] ?? ''),
    items: body.map(({ row, cells }) => ({
      row,
      name: cells[0] ?? '',
      needs: columns.map((column) => cells[column] === '1')
    })),
    remarks: wrong.length > 0 ? wrong : bodyRemarks(header, body)
  }
}

const tooMany = (all: ReadonlyArray<QMatrix.Group>, items: ReadonlyArray<Item>): ReadonlyArray<Remark> =>
  all
    .slice(QMatrix.MOST, QMatrix.MOST + 1)
    .map(({ first }) =>
      remark(
        items[first]?.row ?? 0,
        0,
        'wrong-value',
        `${all.length} rows differ in what they need, and ${QMatrix.MOST} may: leave attributes out, or merge some`
      )
    )

/** What can be done about an issue in the matrix, where the bank is not there yet to be mended. */
const wayOut = (issue: Issue): { readonly suggestion?: string } =>
  issue._tag === 'too-many-states'
    ? {
        suggestion: `leave attributes out, merge some, or make a bank of each part of the items${
          issue.relate === undefined
            ? ''
            : `; what adds most is that neither of \`${issue.relate[0]}\` and \`${issue.relate[1]}\` needs all that the other needs`
        }`
      }
    : {}

const readOne = ({ file, bytes }: Given, plan: QMatrix.Plan): Reading => {
  const text = TableImport.textOf(bytes)
  if (typeof text !== 'string') return TableImport.refused(file, text)
  const sheet = TableText.read(text)
  const { ofRemark, ofIssue } = TableImport.inSheet(file, sheet)
  const { remarks, ...matrix } = readRows(sheet)
  const { items } = matrix
  const groups = QMatrix.groups(items)
  // A row that could not be taken apart may be any: the header, or an item. What the others say is then no help.
  const problems =
    sheet.broken.length > 0
      ? sheet.broken.flatMap(
          ({ reason, ...place }) =>
            TableImport.refused(file, { ...place, code: 'syntax', message: reason }).problems
        )
      : (remarks.length > 0 ? remarks : tooMany(groups, items)).map(ofRemark)
  if (problems.length > 0) return { bank: undefined, whole: false, problems, locate: () => [], notes: [] }
  const { bank, itemAt, losses } = QMatrix.toBank(matrix, groups, plan)
  return {
    bank,
    whole: true,
    problems: [],
    locate: (issues) =>
      issues.map((issue) => ({
        ...ofIssue(issue, { row: items[itemAt(issue.path) ?? 0]?.row ?? 0, column: 0 }),
        ...wayOut(issue)
      })),
    notes: losses.map(Loss.sentence)
  }
}

/** `import` gives one file, as the format says. */
export const read = ([given]: ReadonlyArray<Given>, settings: Settings): Effect<Reading> =>
  pipe(
    SettingValue.id(settings, 'id'),
    E.map((id) => {
      if (given === undefined)
        return TableImport.refused('-', { line: 1, column: 1, code: 'empty', message: 'there is no file' })
      const title = settings.get('title') ?? SettingValue.stem(given.file, 'q-matrix')
      return readOne(given, { id, title })
    }),
    TE.fromEither
  )

/**
 * `acquis import roles`: a matrix of roles and competences, as a spreadsheet has it, as `acquis-roles/1`.
 *
 * The header names `role`, and optionally `title` (`title:fr` by locale) and `frequency`; every other column is a
 * competence. A cell is a band or a level; an empty one, or `none`, expects nothing.
 *
 * @since 0.2.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import { Document } from 'yaml'
import * as Roles from '../assessment/Roles'
import * as Codec from '../bank/Codec'
import * as EditDistance from '../math/EditDistance'
import { unguard } from '../exchange/TableCell'
import type { Code } from '../exchange/TableRemark'
import type { Effect } from './Capabilities'
import type { Given, Made, Settings } from './Formats'
import type { Problem } from './Source'
import * as TableImport from './TableImport'
import * as TableText from './TableText'

const TITLE = /^title(?::(.+))?$/

/** A level as it was typed, or a band; what is neither stays as it is, to be refused. */
const wanted = (cell: string): string | number => (/^\d+$/.test(cell) ? Number(cell) : cell.toLowerCase())

const titleOf = (columns: ReadonlyArray<string>, cells: ReadonlyArray<string>, role: string): unknown => {
  const titles = columns.flatMap((column, i) => {
    const found = TITLE.exec(column)
    const cell = cells[i] ?? ''
    return found === null || cell === '' ? [] : [[found[1] ?? '', cell] as const]
  })
  const plain = titles.find(([locale]) => locale === '')
  if (plain !== undefined) return plain[1]
  return titles.length === 0 ? role : Object.fromEntries(titles)
}

const isCompetence = (column: string): boolean =>
  column !== '' && column !== 'role' && column !== 'frequency' && !TITLE.test(column)

/** JSON where the name of the file says so, else YAML, in which people go on. */
const written = (value: object, out: string | undefined): string =>
  out?.toLowerCase().endsWith('.json') === true
    ? `${JSON.stringify(value, null, 2)}\n`
    : new Document(value).toString({ lineWidth: 0 })

const made = ({ file, bytes }: Given, settings: Settings, out: string | undefined): Made => {
  const text = TableImport.textOf(bytes)
  if (typeof text !== 'string') return { text: '', problems: TableImport.refused(file, text).problems }
  const sheet = TableText.read(text)
  const { ofRemark, ofIssue } = TableImport.inSheet(file, sheet)
  const rows = sheet.rows.map(({ cells }) => cells.map((cell) => unguard(cell.trim())))
  const columns = rows[0] ?? []
  const of = columns.indexOf('role')
  const problems: Array<Problem<string>> = sheet.broken.flatMap(
    ({ reason, ...place }) =>
      TableImport.refused(file, { ...place, code: 'syntax', message: reason }).problems
  )
  const remark = (row: number, column: number, code: Code, message: string): void => {
    problems.push(ofRemark({ at: { row, column }, code, message }))
  }
  if (of < 0) {
    const nearest = EditDistance.nearest('role', columns)
    remark(
      0,
      0,
      'missing-column',
      `there is no column \`role\`${nearest === undefined ? '' : `; is it \`${nearest}\`?`}`
    )
    return { text: '', problems }
  }
  columns.forEach((column, i) => {
    if (column !== '' && columns.indexOf(column) !== i)
      remark(0, i, 'duplicate-column', `the column \`${column}\` stands here twice`)
  })
  const places = new Map<string, number>()
  rows.forEach((cells, row) => {
    const role = cells[of] ?? ''
    if (row === 0 || cells.every((cell) => cell === '')) return
    if (places.has(role)) remark(row, of, 'duplicate-row', `the role \`${role}\` stands in two rows`)
    else places.set(role, row)
  })
  const at = (row: number, column: string): string => rows[row]?.[columns.indexOf(column)] ?? ''
  const value = {
    format: Roles.FORMAT,
    id: settings.get('id') ?? 'roles',
    bank: settings.get('bank') ?? 'bank',
    roles: Object.fromEntries(
      [...places].map(([role, row]) => [
        role,
        {
          title: titleOf(columns, rows[row] ?? [], role),
          frequency: at(row, 'frequency') === '' ? 'frequent' : at(row, 'frequency'),
          expected: Object.fromEntries(
            columns
              .filter((column) => isCompetence(column) && at(row, column) !== '')
              .map((column) => [column, wanted(at(row, column))])
          )
        }
      ])
    )
  }
  for (const issue of Codec.examine(Roles.codec)(value).issues) {
    const [, role = '', key, competence] = issue.path
    const column = key === 'expected' ? columns.indexOf(String(competence)) : columns.indexOf(String(key))
    problems.push(ofIssue(issue, { row: places.get(String(role)) ?? 0, column: column < 0 ? of : column }))
  }
  return { text: written(value, out), problems }
}

/** `import` gives one file, as the format says. */
export const make = (
  [given]: ReadonlyArray<Given>,
  settings: Settings,
  out: string | undefined
): Effect<Made> => TE.of(given === undefined ? { text: '', problems: [] } : made(given, settings, out))

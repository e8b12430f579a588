/**
 * A roster: who was invited, what they do, and by what people are divided; a table with a header and a row for each learner.
 *
 * @since 0.2.0
 */
import * as Level from '../bank/Level'
import * as EditDistance from '../math/EditDistance'
import { unguard } from '../exchange/TableCell'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import { done, fail } from './LogEffect'
import * as LogText from './LogText'
import * as Source from './Source'
import * as TableImport from './TableImport'
import * as TableText from './TableText'

export interface Entry {
  readonly learner: string
  readonly line: number
  /** By column. */
  readonly attributes: ReadonlyMap<string, string>
  readonly role: string
  readonly invited: boolean
  /** Undefined where the roster has no such column: then profiles tell. */
  readonly started: boolean | undefined
  readonly finished: boolean | undefined
  readonly minutes: number | undefined
  /** Level by competence. */
  readonly felt: ReadonlyMap<string, number>
}

export interface Roster {
  readonly columns: ReadonlyArray<string>
  readonly entries: ReadonlyMap<string, Entry>
}

export type Rejected = (file: string, line: number, reason: string) => void

const FELT = 'felt:'

/** Yes unless it says no: a date, a cross, `1`, `yes`, `oui`. */
const NO = new Set(['', '0', 'no', 'non', 'n', 'false', 'faux'])

const saysYes = (cell: string): boolean => !NO.has(cell.toLowerCase())

/** A band, or a level, as people felt; undefined where it is neither. */
const feltOf = (cell: string): number | undefined => {
  const band = Level.bands.find((each) => each === cell.toLowerCase())
  if (band !== undefined) return Level.expected(band)
  const level = Number(cell)
  return Number.isInteger(level) && level >= 0 && level <= 8 ? level : undefined
}

const minutesOf = (cell: string): number | undefined => {
  const minutes = Number(cell.replace(',', '.'))
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : undefined
}

const entryOf = (
  columns: ReadonlyArray<string>,
  cells: ReadonlyArray<string>,
  line: number,
  wrong: (reason: string) => void
): Entry => {
  const attributes = new Map(columns.map((column, i) => [column, unguard(cells[i] ?? '').trim()]))
  const flag = (column: string): boolean | undefined =>
    columns.includes(column) ? saysYes(attributes.get(column) ?? '') : undefined
  const felt = new Map<string, number>()
  for (const column of columns) {
    const cell = attributes.get(column) ?? ''
    if (!column.startsWith(FELT) || cell === '') continue
    const level = feltOf(cell)
    if (level === undefined)
      wrong(
        `\`${column}\` takes a band (${Level.bands.join(', ')}) or a level from 0 to 8, not \`${cell}\`; it is passed over`
      )
    else felt.set(column.slice(FELT.length), level)
  }
  const written = attributes.get('minutes') ?? ''
  const minutes = written === '' ? undefined : minutesOf(written)
  if (written !== '' && minutes === undefined)
    wrong(`\`minutes\` takes a number, not \`${written}\`; it is passed over`)
  return {
    learner: attributes.get('learner') ?? '',
    line,
    attributes,
    role: attributes.get('role') ?? '',
    invited: flag('invited') ?? true,
    started: flag('started'),
    finished: flag('finished'),
    minutes,
    felt
  }
}

/** The competences of which people said how they feel. */
export const feltCompetences = ({ columns }: Roster): ReadonlyArray<string> =>
  columns.filter((column) => column.startsWith(FELT)).map((column) => column.slice(FELT.length))

export const EMPTY: Roster = { columns: [], entries: new Map() }

/** Reads a roster; rows that cannot be used are told, and left out. */
export const read = async (
  { files }: Pick<Capabilities, 'files'>,
  file: string,
  rejected: Rejected
): Promise<Roster> => {
  const refuse = (message: string): never => fail(Failure.problems(`${LogText.nameOf(file)}: ${message}`))
  const text = TableImport.textOf(await done(files.read(file, Source.LIMIT)))
  if (typeof text !== 'string') return refuse(text.message)
  const { rows, broken, placeOf } = TableText.read(text)
  for (const { line, reason } of broken) rejected(file, line, reason)
  const columns = (rows[0]?.cells ?? []).map((cell) => unguard(cell.trim()))
  const lineOf = (row: number): number => placeOf(row, 0).line
  if (!columns.includes('learner')) {
    const nearest = EditDistance.nearest('learner', columns)
    const hint = nearest === undefined ? '' : `; is it \`${Layout.safeLine(nearest)}\`?`
    return refuse(`line ${lineOf(0)}: a roster has a column \`learner\`${hint}`)
  }
  const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i)
  if (twice !== undefined)
    return refuse(`line ${lineOf(0)}: the column \`${Layout.safeLine(twice)}\` stands there twice`)
  const entries = new Map<string, Entry>()
  rows.slice(1).forEach(({ cells }, i) => {
    if (cells.every((cell) => cell.trim() === '')) return
    const line = lineOf(i + 1)
    if (cells.length !== columns.length)
      return rejected(file, line, `${cells.length} fields instead of ${columns.length}`)
    const entry = entryOf(columns, cells, line, (reason) => rejected(file, line, reason))
    const before = entries.get(entry.learner)
    if (entry.learner === '') return rejected(file, line, 'it has no learner')
    if (before !== undefined)
      return rejected(file, line, `the learner stands in line ${before.line} already; that line counts`)
    entries.set(entry.learner, entry)
  })
  return { columns, entries }
}

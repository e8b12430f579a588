/**
 * The columns of a log by its header.
 *
 * @since 0.2.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'
import { fail } from './LogEffect'
import type { Log } from './LogFormat'
import * as LogRow from './LogRow'
import * as LogText from './LogText'

const fieldsList = (header: ReadonlyArray<string>): string =>
  header
    .slice(0, 20)
    .map((each) => `\`${Layout.safeLine(each)}\``)
    .join(', ') + (header.length > 20 ? ', …' : '')

type Column = LogRow.Column | LogRow.TraitColumn

const isNeeded = (column: Column): boolean => LogRow.needed.some((each) => each === column)

const missing = (
  log: Pick<Log, 'file'>,
  header: ReadonlyArray<string>,
  column: Column,
  name: string
): never => {
  const nearest = EditDistance.nearest(name, header)
  const hint =
    header.length === 1 && /[;\t]/.test(header[0] ?? '')
      ? 'its columns are not separated by commas'
      : nearest === undefined
        ? `\`--map ${column}=NAME\` names another one`
        : `did you mean \`--map ${column}=${Layout.safeLine(nearest)}\`?`
  return fail(
    Failure.problems(
      `${LogText.nameOf(log.file)} has no column \`${Layout.safeLine(name)}\`, only ${fieldsList(header)}; ${hint}`
    )
  )
}

/** Where the columns are that are wanted of every response besides; −1 where one only holds a place. */
export const keptPlaces = (
  { file, kept }: Pick<Log, 'file' | 'kept'>,
  header: ReadonlyArray<string>
): ReadonlyArray<number> =>
  kept.map((name) => {
    const at = name === undefined ? -1 : header.indexOf(name)
    if (at >= 0 || name === undefined) return at
    return fail(
      Failure.problems(
        `${LogText.nameOf(file)} has no column \`${Layout.safeLine(name)}\`, only ${fieldsList(header)}`
      )
    )
  })

const NOTHING: ReadonlyArray<string> = []

/** What a row holds at such places. */
export const keptOf = (
  places: ReadonlyArray<number>,
  fields: ReadonlyArray<string>
): ReadonlyArray<string> => (places.length === 0 ? NOTHING : places.map((at) => fields[at] ?? ''))

/** Where each column is: at the first of its usual names that there is, unless it was given another one. */
export const places = ({ file, names }: Pick<Log, 'file' | 'names'>, header: ReadonlyArray<string>) => {
  const nameOf = (column: Column, usual: ReadonlyArray<string>): string | undefined =>
    names[column] ?? usual.find((each) => header.includes(each)) ?? (isNeeded(column) ? usual[0] : undefined)
  /** All places of a column whose header may be repeated; none where there is no such column. */
  const all = (column: Column, ...usual: ReadonlyArray<string>): ReadonlyArray<number> => {
    const name = nameOf(column, usual)
    const found = header.flatMap((each, i) => (each === name ? [i] : []))
    // A column that was given by name has to be there, too.
    const given = names[column] !== undefined && names[column] !== column
    if (found.length === 0 && name !== undefined && (given || isNeeded(column)))
      return missing({ file }, header, column, name)
    return found
  }
  return {
    all,
    /** The place of a column; −1 where there is none. */
    one: (column: Column, ...usual: ReadonlyArray<string>): number => {
      const [place, again] = all(column, ...usual)
      if (again !== undefined)
        return fail(
          Failure.problems(
            `${LogText.nameOf(file)} has two columns \`${Layout.safeLine(header[again] ?? '')}\``
          )
        )
      return place ?? -1
    }
  }
}

/** Several values in one cell, as DataShop joins them; none of them empty. */
export const several = (cells: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(
    cells
      .flatMap((cell) => cell.split('~~'))
      .map((each) => each.trim())
      .filter((each) => each !== '')
  )
]

/** What a cell says of the number of an attempt. */
export const isFirst = (cell: string | undefined): boolean | undefined =>
  cell === undefined || cell === '' ? undefined : Number(cell) === 1

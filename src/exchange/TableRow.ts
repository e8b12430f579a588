/**
 * One row of a table: what it is about, where that belongs, and its keys.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Json from 'fp-ts/lib/Json.js'
import * as Challenge from '../bank/Challenge'
import * as Cell from './TableCell'
import * as Columns from './TableColumns'
import type { Column, Kind, Place } from './TableColumns'
import type { Header } from './TableHeader'
import type { Remark } from './TableRemark'
import * as Solution from './TableSolution'

export interface Row {
  readonly kind: Kind
  /** From 0, in the table. */
  readonly at: number
  /** What stands in the columns of places. */
  readonly places: ReadonlyMap<Place, string>
  /** The keys of the thing. */
  readonly body: ReadonlyMap<string, unknown>
  /** Those of them that came from the column `json`. */
  readonly inJson: ReadonlySet<string>
  /** Columns that are filled. */
  readonly filled: ReadonlySet<number>
  /** Whether there may be keys that could not be read. */
  readonly isDamaged: boolean
}

interface Filled {
  readonly column: Column
  readonly cell: string
}

const NAMES: Readonly<Record<Kind, string>> = {
  bank: 'a bank',
  domain: 'a domain',
  competence: 'a competence',
  topic: 'a topic',
  acquis: 'an acquis',
  challenge: 'a challenge',
  resource: 'a resource'
}

/** `a challenge`. */
export const nameOf = (kind: Kind): string => NAMES[kind]

/** What rows of their own say, or columns of places, and so no `json`. */
const STRUCTURE: { readonly [K in Kind]?: ReadonlyArray<string> } = {
  bank: ['format', 'id', 'domains', 'competences'],
  competence: ['domain', 'topics', 'levels'],
  acquis: ['topic', 'challenges'],
  resource: ['url']
}

/** Whether a row of a kind may have this column, besides its own and those around it. */
const hasPlace = (kind: Kind, place: Place): boolean =>
  place === 'level'
    ? kind === 'acquis' || kind === 'challenge' || kind === 'resource'
    : place !== 'for' || kind === 'resource'

/** From the inside to the outside. */
const innermost = [...Columns.kinds].reverse()

/** Where a cell belongs that does not belong here. */
const belonging = (column: Column): string | undefined => {
  const owners = Columns.kinds.filter((kind) => Columns.keysOf(kind, column) !== undefined)
  return owners.length === 0 ? undefined : `it belongs in the row of ${owners.map(nameOf).join(' or ')}`
}

type Keys = ReadonlyArray<string>
type Leaf = readonly [Keys, unknown]

/** Objects out of their leaves, in the order of these. */
const nested = (leaves: ReadonlyArray<Leaf>): ReadonlyMap<string, unknown> => {
  const groups = new Map<string, Array<Leaf>>()
  for (const [[key = '', ...rest], value] of leaves) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [[rest, value]])
    else group.push([rest, value])
  }
  return new Map(
    [...groups].map(([key, group]) => {
      const [only] = group
      return [key, only?.[0].length === 0 ? only[1] : Object.fromEntries(nested(group))]
    })
  )
}

type Say = (column: Column | number, code: Remark['code'], message: string, suggestion?: string) => void

const filledOf = ({ columns }: Header, cells: ReadonlyArray<string>): ReadonlyArray<Filled> =>
  columns.flatMap((column) => {
    const cell = cells[column.index] ?? ''
    return cell.trim() === '' ? [] : [{ column, cell: Cell.unguard(cell).replaceAll('\r\n', '\n') }]
  })

/** Names of columns that stand for one text in all languages, where others stand for the same text in one. */
const doubled = (filled: ReadonlyArray<Filled>): ReadonlySet<string> =>
  new Set(
    filled.flatMap(({ column }) =>
      column._tag === 'field' && column.locale !== undefined
        ? [Columns.nameOf(column.field, column.option, undefined)]
        : []
    )
  )

/** The keys of a row by its columns, but for its solution and its `json`. */
const leavesOf = (
  kind: Kind,
  filled: ReadonlyArray<Filled>,
  decimalComma: boolean,
  say: Say
): ReadonlyArray<Leaf> => {
  const inLocales = doubled(filled)
  return filled.flatMap(({ column, cell }): ReadonlyArray<Leaf> => {
    if (column._tag === 'place') {
      if (!hasPlace(kind, column.place))
        say(column, 'misplaced-cell', `${nameOf(kind)} has no \`${column.name}\``)
      return []
    }
    if (Columns.isJson(column)) return []
    const keys = Columns.keysOf(kind, column)
    if (keys === undefined)
      say(column, 'misplaced-cell', `${nameOf(kind)} has no \`${column.name}\``, belonging(column))
    else if (inLocales.has(column.name))
      say(column, 'contradiction', `this row has \`${column.name}\` for all languages and for single ones`)
    else if (!Columns.isSolution(column)) return [[keys, column.field.form.read(cell, decimalComma)]]
    return []
  })
}

/** The solution of a challenge, from up to four columns. */
const solutionOf = (
  format: unknown,
  filled: ReadonlyArray<Filled>,
  decimalComma: boolean,
  say: Say
): ReadonlyArray<Leaf> => {
  const cells = new Map<string, string>()
  for (const { column, cell } of filled) {
    if (!Columns.isSolution(column)) continue
    const { name } = column
    const belongs = name === Columns.SOLUTION || Solution.partsOf(format).includes(name)
    if (belongs) cells.set(name, cell)
    else if (isFormat(format)) say(column, 'misplaced-cell', `a ${format} challenge has no \`${name}\``)
  }
  const solution = Solution.read(format, cells, decimalComma)
  return solution === undefined ? [] : [[[Columns.SOLUTION], solution]]
}

const isFormat = (u: unknown): u is Challenge.Format => Challenge.formats.some((format) => format === u)

/** What the column `json` adds. */
const jsonOf = (
  kind: Kind,
  filled: ReadonlyArray<Filled>,
  known: ReadonlyMap<string, unknown>,
  say: Say
): ReadonlyArray<readonly [string, unknown]> => {
  const found = filled.find(({ column }) => Columns.isJson(column))
  if (found === undefined) return []
  const parsed = Json.parse(found.cell)
  if (
    E.isLeft(parsed) ||
    typeof parsed.right !== 'object' ||
    parsed.right === null ||
    Array.isArray(parsed.right)
  ) {
    say(found.column, 'syntax', 'expected a JSON object, such as {"title": "…"}')
    return []
  }
  return Object.entries(parsed.right).filter(([key]) => {
    if (STRUCTURE[kind]?.includes(key) === true)
      say(found.column, 'misplaced-cell', `\`${key}\` has columns or rows of its own`)
    else if (known.has(key)) say(found.column, 'contradiction', `this row has \`${key}\` in a column as well`)
    else return true
    return false
  })
}

interface Reading {
  /** Undefined where there is nothing in the row, or nothing that it could be about. */
  readonly row: Row | undefined
  readonly remarks: ReadonlyArray<Remark>
}

/** Reads the cells of a row. */
export const read = (
  header: Header,
  cells: ReadonlyArray<string>,
  at: number,
  decimalComma: boolean
): Reading => {
  const remarks: Array<Remark> = []
  const say: Say = (column, code, message, suggestion) => {
    const place = { row: at, column: typeof column === 'number' ? column : column.index }
    remarks.push({ at: place, code, message, suggestion })
  }
  const beyond = cells.findIndex((cell, i) => i >= header.width && cell.trim() !== '')
  if (beyond >= 0)
    say(
      beyond,
      'misplaced-cell',
      `there are ${header.width} columns, and this cell is behind them`,
      'is a quote or a separator missing?'
    )
  const filled = filledOf(header, cells)
  const [first] = filled
  if (first === undefined) return { row: undefined, remarks }
  const places = new Map<Place, string>()
  for (const { column, cell } of filled) if (column._tag === 'place') places.set(column.place, cell.trim())
  const kind = innermost.find((each) => places.has(each))
  if (kind === undefined) {
    say(
      first.column,
      'missing-cell',
      'it cannot be told what this row is about',
      `fill in one of ${Columns.kinds.join(', ')}`
    )
    return { row: undefined, remarks }
  }
  const leaves = leavesOf(kind, filled, decimalComma, say)
  const format = leaves.find(([[key]]) => key === 'format')?.[1]
  const solution = kind === 'challenge' ? solutionOf(format, filled, decimalComma, say) : []
  const known = nested([...leaves, ...solution])
  const added = jsonOf(kind, filled, known, say)
  return {
    row: {
      kind,
      at,
      places: new Map([...places].filter(([place]) => hasPlace(kind, place))),
      body: new Map([...known, ...added]),
      inJson: new Set(added.map(([key]) => key)),
      filled: new Set(filled.map(({ column }) => column.index)),
      isDamaged: remarks.some(({ code }) => code === 'syntax')
    },
    remarks
  }
}

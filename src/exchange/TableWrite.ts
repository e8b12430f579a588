/**
 * From a bank to the cells of a table. What a cell cannot say goes into the column `json` of its row, so nothing is lost;
 * whether a cell says it is found out by reading it again.
 *
 * Laws
 * 1. read ∘ write = identity, up to the bank that it decodes to
 * 2. there is a column `json` only where something cannot be said without
 *
 * @since 0.2.0
 */
import type { Draft } from '../bank/BankFile'
import * as Cell from './TableCell'
import * as Columns from './TableColumns'
import type { Field } from './TableColumns'
import * as Header from './TableHeader'
import * as Outline from './TableOutline'
import type { Item } from './TableOutline'
import * as Rows from './TableRow'
import * as Solution from './TableSolution'

/** Rows of cells, guarded; the first one holds the names of the columns. */
export type Table = ReadonlyArray<ReadonlyArray<string>>

type Named = readonly [name: string, cell: string]

interface Plan {
  /** Ids of the options that have columns. */
  readonly options: ReadonlySet<string>
  readonly decimalComma: boolean
}

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const at = (body: ReadonlyMap<string, unknown>, [first = '', ...rest]: ReadonlyArray<string>): unknown =>
  rest.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    body.get(first)
  )

/** The cells of a text: one for all locales, or one each. */
const texts = (field: Field, option: string | undefined, text: unknown): ReadonlyArray<Named> =>
  (isObject(text) ? Object.entries(text) : [[undefined, text] as const]).flatMap(([locale, each]) => {
    const cell = field.form.write(each, false)
    return cell === undefined ? [] : [[Columns.nameOf(field, option, locale), cell]]
  })

const fieldCells = (field: Field, value: unknown, { options, decimalComma }: Plan): ReadonlyArray<Named> => {
  if (value === undefined) return []
  if (field === Columns.OPTION)
    return isObject(value)
      ? Object.entries(value).flatMap(([id, text]) => (options.has(id) ? texts(field, id, text) : []))
      : []
  if (field.isText === true) return texts(field, undefined, value)
  const cell = field.form.write(value, decimalComma)
  return cell === undefined ? [] : [[field.name, cell]]
}

/** The cells of a thing, as far as cells go. */
const cellsOf = ({ kind, places, body }: Item, plan: Plan): ReadonlyArray<Named> => {
  const format = body.get('format')
  return [
    ...[...places].map(([place, id]): Named => [place, Cell.guardId(id)]),
    ...Columns.fields.flatMap((field) => {
      const keys = field.keys[kind]
      if (keys === undefined || keys[0] === Columns.SOLUTION) return []
      return fieldCells(field, at(body, keys), plan)
    }),
    ...(body.has(Columns.SOLUTION)
      ? Solution.write(format, Solution.ofFormat(format, body.get(Columns.SOLUTION)), plan.decimalComma)
      : [])
  ]
}

/** No more options than these have columns: those that most challenges have. */
const OPTIONS = 26

const baseOf = (name: string): string => name.split(':', 1)[0] ?? name

/** The ids of options that get columns. */
const frequentOptions = (items: ReadonlyArray<Item>): ReadonlySet<string> => {
  const uses = new Map<string, number>()
  for (const { body } of items) {
    const options = body.get('options')
    if (isObject(options)) for (const id of Object.keys(options)) uses.set(id, (uses.get(id) ?? 0) + 1)
  }
  const ranked = [...uses].sort(([, a], [, b]) => b - a)
  return new Set(ranked.slice(0, OPTIONS).map(([id]) => id))
}

/** Names in an order that has each sequence in its own, as far as they do not contradict each other. */
const merged = (sequences: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const [first = [], ...others] = [...sequences].sort((a, b) => b.length - a.length)
  const order = [...first]
  const known = new Set(order)
  for (const sequence of others)
    sequence.forEach((name, i) => {
      if (known.has(name)) return
      known.add(name)
      const before = sequence[i - 1]
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
    })
  return order
}

/** Every table has these columns, so that one sees where things go. */
const ALWAYS: ReadonlyArray<string> = Columns.places.filter(
  (place) => place !== 'resource' && place !== 'for'
)

/** The names of the columns that the cells of all rows take. */
const columnsOf = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  /** The sequences of names that have this before the colon, each once. */
  const sequences = new Map<string, Map<string, ReadonlyArray<string>>>()
  const add = (names: ReadonlyArray<string>): void => {
    const base = baseOf(names[0] ?? '')
    const known = sequences.get(base) ?? new Map<string, ReadonlyArray<string>>()
    sequences.set(base, known.set(names.join(), names))
  }
  for (const place of ALWAYS) add([place])
  for (const row of rows)
    for (const base of new Set(row.map(baseOf))) add(row.filter((name) => baseOf(name) === base))
  return Columns.names.flatMap((name) => merged([...(sequences.get(name)?.values() ?? [])]))
}

/** Objects in which the order of keys says something: texts by locale, options. */
const isOrdered = (key: string): boolean => key !== 'model' && key !== 'defaults' && key !== Columns.SOLUTION

/** A value as a text that tells two of them apart. */
const print = (key: string, format: unknown, value: unknown): string | undefined => {
  const shown = key === Columns.SOLUTION ? Solution.ofFormat(format, value) : value
  return JSON.stringify(shown, (_, inner: unknown) =>
    isObject(inner) && !isOrdered(key)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  )
}

/** The cells of a row, and as JSON what they do not say of its thing. */
const completed = (
  header: Header.Header,
  { kind, body }: Item,
  cells: ReadonlyArray<string>,
  decimalComma: boolean
) => {
  const { row } = Rows.read(header, cells, 0, decimalComma)
  const format = body.get('format')
  const isLost = (key: string): boolean =>
    print(key, format, row?.body.get(key)) !== print(key, format, body.get(key))
  const lost = [...body.keys()].filter(isLost)
  if (lost.length === 0) return { cells, json: '' }
  const left = [...cells]
  for (const column of header.columns) {
    const [key] = Columns.keysOf(kind, column) ?? []
    if (key !== undefined && lost.includes(key)) left[column.index] = ''
  }
  return { cells: left, json: JSON.stringify(Object.fromEntries(lost.map((key) => [key, body.get(key)]))) }
}

/** The table of a bank, whose numbers have decimal commas where wished for. */
export const write = (draft: Draft, decimalComma = false): Table => {
  const items = Outline.of(draft)
  const plan = { options: frequentOptions(items), decimalComma }
  const named = items.map((item) => new Map(cellsOf(item, plan)))
  const names = columnsOf(named.map((cells) => [...cells.keys()]))
  const { header } = Header.read(names)
  const rows = items.map((item, i) => {
    const cells = names.map((name) => named[i]?.get(name) ?? '')
    return completed(header, item, cells, decimalComma)
  })
  return rows.some(({ json }) => json !== '')
    ? [[...names, Columns.JSON_FIELD.name], ...rows.map(({ cells, json }) => [...cells, json])]
    : [names, ...rows.map(({ cells }) => cells)]
}

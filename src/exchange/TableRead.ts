/**
 * From the cells of a table to an item bank as a plain value. Whether that is right is for `Bank.check` to say; `locate`
 * tells which cell an issue of it is about.
 *
 * Laws
 * 1. read ∘ write = identity, up to the bank that it decodes to
 * 2. every problem of a table is named at its row and column, not only the first
 * 3. whatever the cells, reading gives a value and remarks, never an exception
 *
 * @since 0.2.0
 */
import { FORMAT } from '../bank/BankFile'
import type { Issue } from '../bank/Issue'
import { kinds, type Kind, type Place } from './TableColumns'
import * as Header from './TableHeader'
import * as Places from './TablePlaces'
import type { At, Remark } from './TableRemark'
import * as Resources from './TableResources'
import * as Rows from './TableRow'
import * as Things from './TableThings'
import type { Thing } from './TableThings'

/** A row of cells, with the number that a spreadsheet shows beside it. */
export interface Cells {
  readonly number: number
  readonly cells: ReadonlyArray<string>
}

export interface Grid {
  /** The first one holds the names of the columns. */
  readonly rows: ReadonlyArray<Cells>
  /** Whether numbers are known to have decimal commas, since cells are separated by semicolons. */
  readonly decimalComma: boolean
}

export interface Reading {
  readonly bank: unknown
  /** Whether there is a bank to look at any further. */
  readonly whole: boolean
  readonly remarks: ReadonlyArray<Remark>
  /** The cell that an issue of `bank` is about; undefined where it only follows from what the remarks say. */
  readonly locate: (issue: Issue) => At | undefined
}

const ofKind = (things: ReadonlyArray<Thing>, kind: Kind): ReadonlyArray<Thing> =>
  things.filter(({ row }) => row.kind === kind)

const entries = (things: ReadonlyArray<Thing>, valueOf: (thing: Thing) => unknown): object =>
  Object.fromEntries(things.map((thing) => [thing.key, valueOf(thing)]))

const resourceOf = ({ row }: Thing): object => ({
  url: row.places.get('resource'),
  ...Object.fromEntries(row.body)
})

/** What a thing has of its own, with the lists that rows of resources make. */
const bodyOf = (thing: Thing): object => {
  const lists = Resources.lists.flatMap((list) => {
    const resources = thing.row.body.has(list) ? [] : Resources.of(thing, list)
    return resources.length === 0 ? [] : [[list, resources.map(resourceOf)] as const]
  })
  return Object.fromEntries([...thing.row.body, ...lists])
}

const placeOf = ({ row }: Thing, place: Place): object => {
  const id = row.places.get(place)
  return id === undefined ? {} : { [place]: id }
}

const acquisOf = (thing: Thing): object => {
  const challenges = ofKind(thing.children, 'challenge')
  return {
    ...placeOf(thing, 'topic'),
    ...bodyOf(thing),
    ...(challenges.length === 0 ? {} : { challenges: entries(challenges, bodyOf) })
  }
}

const levelsOf = (acquis: ReadonlyArray<Thing>): object => {
  const levels = new Map<string, Array<Thing>>()
  for (const thing of acquis) {
    const level = Things.levelOf(thing.row.places.get('level')) ?? Places.NOWHERE
    const others = levels.get(level)
    if (others === undefined) levels.set(level, [thing])
    else others.push(thing)
  }
  return Object.fromEntries([...levels].map(([level, things]) => [level, entries(things, acquisOf)]))
}

const competenceOf = (thing: Thing): object => ({
  ...placeOf(thing, 'domain'),
  ...bodyOf(thing),
  topics: entries(ofKind(thing.children, 'topic'), bodyOf),
  levels: levelsOf(ofKind(thing.children, 'acquis'))
})

/** A competence that nobody wrote, around all that has no place, so that it is checked as well. */
const straysOf = (strays: ReadonlyArray<Thing>): object => ({
  title: '',
  topics: entries(ofKind(strays, 'topic'), bodyOf),
  levels: {
    1: {
      [Places.NOWHERE]: {
        topic: Places.NOWHERE,
        learnMore: ofKind(strays, 'resource').map(resourceOf),
        challenges: entries(ofKind(strays, 'challenge'), bodyOf)
      },
      ...entries(ofKind(strays, 'acquis'), acquisOf)
    }
  }
})

const valueOf = ({ bank, domains, competences, strays }: Things.Things): object => ({
  format: FORMAT,
  id: bank?.key ?? Places.NOWHERE,
  ...(bank === undefined ? { title: '' } : bodyOf(bank)),
  ...(domains.length === 0 ? {} : { domains: entries(domains, bodyOf) }),
  competences: {
    ...entries(competences, competenceOf),
    ...(strays.length === 0 ? {} : { [Places.NOWHERE]: straysOf(strays) })
  }
})

/** Cells under a column without a name, the first of each. */
const nameless = (columns: ReadonlySet<number>, rows: ReadonlyArray<Cells>): ReadonlyArray<Remark> =>
  [...columns].flatMap((column) => {
    const row = rows.findIndex(({ cells }) => (cells[column] ?? '').trim() !== '')
    return row < 0
      ? []
      : [{ at: { row, column }, code: 'missing-column', message: 'the column of this cell has no name' }]
  })

const TOP: At = { row: 0, column: 0 }

const nothing = (remarks: ReadonlyArray<Remark>): Reading => ({
  bank: undefined,
  whole: false,
  remarks,
  locate: () => undefined
})

/** Reads a table. */
export const read = ({ rows, decimalComma }: Grid): Reading => {
  const [first, ...others] = rows
  const { header, remarks: ofHeader } = Header.read(first?.cells ?? [])
  if (!header.columns.some(({ name }) => kinds.some((kind) => kind === name)))
    return nothing([
      ...ofHeader,
      {
        at: TOP,
        code: 'missing-column',
        message: `the first row names no column that says what a row is about: ${kinds.join(', ')}`
      }
    ])
  const readings = others.map(({ cells }, i) => Rows.read(header, cells, i + 1, decimalComma))
  const { things, remarks } = Things.of(
    header,
    readings.flatMap(({ row }) => row ?? []),
    ({ at }) => rows[at]?.number ?? 0
  )
  return {
    bank: valueOf(things),
    whole: true,
    remarks: [
      ...ofHeader,
      ...nameless(header.nameless, rows),
      ...readings.flatMap((reading) => reading.remarks),
      ...remarks,
      ...(things.bank === undefined ? [NO_BANK] : [])
    ],
    locate: Places.locator(header, things)
  }
}

const NO_BANK: Remark = {
  at: TOP,
  code: 'missing-row',
  message: 'no row is about the bank itself: one row needs its id, in the column `bank`, and its title'
}

/**
 * The rows of a table as a tree: what each is about, and what it belongs to. A row whose place cannot be told is a stray,
 * kept so that what is wrong inside it is found as well.
 *
 * Laws
 * 1. the order of rows decides nothing but the order of things of one kind
 * 2. every row is a thing of the tree or a stray, or is named as a problem
 *
 * @since 0.2.0
 */
import { show } from '../bank/Issue'
import * as EditDistance from '../math/EditDistance'
import { kinds, type Kind, type Place } from './TableColumns'
import type { Header } from './TableHeader'
import type { Remark } from './TableRemark'
import * as Resources from './TableResources'
import { nameOf, type Row } from './TableRow'

export interface Thing {
  readonly row: Row
  /** Its id, or a key that no id is, where the id is taken or there is none. */
  readonly key: string
  readonly parent: Thing | undefined
  readonly children: ReadonlyArray<Thing>
}

export interface Things {
  readonly bank: Thing | undefined
  readonly domains: ReadonlyArray<Thing>
  readonly competences: ReadonlyArray<Thing>
  readonly strays: ReadonlyArray<Thing>
}

interface Growing extends Thing {
  readonly children: Array<Growing>
}

interface Ledger {
  readonly say: (row: Row, at: Place, code: Remark['code'], message: string, suggestion?: string) => void
  readonly known: ReadonlyMap<Kind, Map<string, Growing>>
  /** How often it may still be looked for what was meant. */
  suggestions: number
}

/** Enough to help; looking for the nearest of ten thousand ids takes long, ten thousand times over. */
const SUGGESTIONS = 100

/** `2`, also as a spreadsheet may show it: `2.0`. Undefined where it is no level. */
export const levelOf = (cell: string | undefined): string | undefined =>
  /^([1-8])(?:[.,]0+)?$/.exec(cell ?? '')?.[1]

const idOf = ({ places }: Row, kind: Kind): string => places.get(kind) ?? ''

/** What tells things of a kind apart: a table holds one bank, and topics have their names in their competence alone. */
const identity = (row: Row, kind: Kind): string =>
  kind === 'bank'
    ? ''
    : kind === 'topic'
      ? `${idOf(row, 'competence')}\0${idOf(row, 'topic')}`
      : idOf(row, kind)

/** The kind of thing that a row belongs to, where it is not the bank. */
const ownerOf = ({ kind, places }: Row): Kind | undefined => {
  switch (kind) {
    case 'topic':
    case 'acquis':
      return 'competence'
    case 'challenge':
      return 'acquis'
    case 'resource':
      return (['challenge', 'acquis', 'topic'] as const).find((each) => places.has(each))
    default:
      return undefined
  }
}

/** What a row has to say so that its place can be told. Of an acquis without a topic, the bank itself complains. */
const needed = ({ kind }: Row, owner: Kind): ReadonlyArray<Place> =>
  kind === 'acquis' ? ['competence', 'level'] : owner === 'topic' ? ['competence', 'topic'] : [owner]

/** What may have been meant by an id that has no row, as long as that is quick. */
const meant = (id: string, owner: Kind, ledger: Ledger): string | undefined => {
  ledger.suggestions -= 1
  if (ledger.suggestions < 0) return undefined
  const things = ledger.known.get(owner)?.values() ?? []
  return EditDistance.nearest(
    id,
    [...things].map(({ row }) => idOf(row, owner))
  )
}

/** Says that what a row belongs to has no row itself. */
const orphaned = (row: Row, owner: Kind, ledger: Ledger): void => {
  const id = idOf(row, owner)
  const nearest = meant(id, owner, ledger)
  const suggestion = nearest === undefined ? 'give it one' : `did you mean \`${nearest}\`?`
  ledger.say(row, owner, 'unknown-reference', `the ${owner} ${show(id)} has no row`, suggestion)
}

/** What a row belongs to; undefined where that cannot be told, which is said. */
const parentOf = (row: Row, owner: Kind, ledger: Ledger): Growing | undefined => {
  const { known, say } = ledger
  const absent = needed(row, owner).filter((place) => !row.places.has(place))
  for (const place of absent) say(row, place, 'missing-cell', `${nameOf(row.kind)} needs its \`${place}\``)
  const level = row.places.get('level')
  const isWrong = row.kind === 'acquis' && level !== undefined && levelOf(level) === undefined
  if (isWrong) say(row, 'level', 'wrong-value', `expected a level from 1 to 8, found ${show(level)}`)
  if (absent.includes(owner)) return undefined
  const found = known.get(owner)?.get(identity(row, owner))
  if (found === undefined) orphaned(row, owner, ledger)
  return isWrong || absent.length > 0 ? undefined : found
}

/** Columns of places that say something of the thing itself. The others repeat what is around it. */
const OWN: Readonly<Record<Kind, ReadonlyArray<Place>>> = {
  bank: ['bank'],
  domain: ['domain'],
  competence: ['domain', 'competence'],
  topic: ['competence', 'topic'],
  acquis: ['competence', 'topic', 'level', 'acquis'],
  challenge: ['acquis', 'challenge'],
  resource: ['resource', 'for']
}

const isSame = (place: Place, a: string, b: string | undefined): boolean =>
  a === b || (place === 'level' && levelOf(a) === levelOf(b))

/** What a row repeats of its surroundings has to be what the rows of these say. */
const contradictions = ({ row, parent }: Thing, bank: Thing | undefined, say: Ledger['say']): void => {
  for (const [place, cell] of row.places) {
    if (OWN[row.kind].includes(place)) continue
    let around = parent
    while (around !== undefined && !OWN[around.row.kind].includes(place)) around = around.parent
    const other = (place === 'bank' ? bank : around) ?? parent
    const expected = other?.row.places.get(place)
    if (other === undefined || isSame(place, cell, expected)) continue
    const has = expected === undefined ? `no ${place}` : `the ${place} ${show(expected)}`
    say(row, place, 'contradiction', `the ${other.row.kind} around this has ${has}, not ${show(cell)}`)
  }
}

/** Sorts out rows; `numberOf` is what a spreadsheet shows beside one. */
export const of = (
  { columns }: Header,
  rows: ReadonlyArray<Row>,
  numberOf: (row: Row) => number
): { readonly things: Things; readonly remarks: ReadonlyArray<Remark> } => {
  const remarks: Array<Remark> = []
  const columnOf = new Map(columns.map(({ name, index }) => [name, index]))
  const ledger: Ledger = {
    say: (row, at, code, message, suggestion) => {
      const column = columnOf.get(at) ?? columnOf.get(row.kind) ?? 0
      remarks.push({ at: { row: row.at, column }, code, message, suggestion })
    },
    known: new Map(kinds.map((kind) => [kind, new Map<string, Growing>()])),
    suggestions: SUGGESTIONS
  }
  const strays: Array<Growing> = []

  const add = (row: Row): void => {
    const { kind, at } = row
    const ofKind = ledger.known.get(kind)
    const first = kind === 'resource' ? undefined : ofKind?.get(identity(row, kind))
    const what = kind === 'bank' ? 'a table holds one bank, and that' : `the ${kind} ${show(idOf(row, kind))}`
    if (first !== undefined)
      ledger.say(row, kind, 'duplicate-row', `${what} has a row already, row ${numberOf(first.row)}`)
    const owner = ownerOf(row)
    if (owner === undefined && kind === 'resource')
      ledger.say(row, kind, 'missing-cell', 'a resource belongs to a topic, an acquis or a challenge')
    const found = owner && parentOf(row, owner, ledger)
    const parent = first === undefined ? found : undefined
    const isNamed = first === undefined && kind !== 'resource'
    const thing: Growing = { row, key: isNamed ? idOf(row, kind) : `\0${at}`, parent, children: [] }
    if (isNamed) ofKind?.set(identity(row, kind), thing)
    parent?.children.push(thing)
    if (parent === undefined && (owner !== undefined || kind === 'resource')) strays.push(thing)
  }
  // From the outside to the inside: what a row belongs to is there before it.
  for (const kind of kinds) for (const row of rows) if (row.kind === kind) add(row)

  const all = (kind: Kind): ReadonlyArray<Thing> => [...(ledger.known.get(kind)?.values() ?? [])]
  const [bank] = all('bank')
  const domains = all('domain')
  const competences = all('competence')
  const check = (thing: Thing): void => {
    contradictions(thing, bank, ledger.say)
    for (const { resource, at, code, message } of Resources.faults(thing))
      ledger.say(resource, at, code, message)
    thing.children.forEach(check)
  }
  for (const thing of [...domains, ...competences, ...strays]) check(thing)
  return { things: { bank, domains, competences, strays }, remarks }
}

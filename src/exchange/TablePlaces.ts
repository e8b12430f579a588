/**
 * Which cell of a table a place in its bank comes from.
 *
 * @since 0.2.0
 */
import type { Issue, Path } from '../bank/Issue'
import { JSON_FIELD, keysOf, type Kind, type Place } from './TableColumns'
import type { Header } from './TableHeader'
import type { At } from './TableRemark'
import * as Resources from './TableResources'
import type { Thing, Things } from './TableThings'

/** The id of what is in no table: the competence and the acquis that hold what has no place. */
export const NOWHERE = ''

interface Found {
  readonly thing: Thing
  /** What is left of a path, inside of the thing. */
  readonly rest: Path
}

const everything = ({ bank, domains, competences, strays }: Things): ReadonlyArray<Thing> => {
  const all: Array<Thing> = []
  const left = [...(bank === undefined ? [] : [bank]), ...domains, ...competences, ...strays]
  for (let thing = left.pop(); thing !== undefined; thing = left.pop()) {
    all.push(thing)
    for (const child of thing.children) left.push(child)
  }
  return all
}

/** Ids are unique in the bank, but those of topics only in their competence. */
const indexKey = (kind: Kind, key: string, competence: string): string =>
  kind === 'topic' ? `topic\0${competence}\0${key}` : `${kind}\0${key}`

const finder = (things: Things): ((path: Path) => Found | undefined) => {
  const index = new Map(
    everything(things).map((thing) => [
      indexKey(thing.row.kind, thing.key, thing.parent?.key ?? NOWHERE),
      thing
    ])
  )
  const found = (kind: Kind, key: unknown, rest: Path, competence: unknown = NOWHERE): Found | undefined => {
    const thing = index.get(indexKey(kind, String(key), String(competence)))
    return thing && { thing, rest }
  }
  const resource = (resources: ReadonlyArray<Thing>, at: unknown, rest: Path): Found | undefined => {
    const thing = typeof at === 'number' ? resources[at] : undefined
    return thing && { thing, rest }
  }
  const strayResources = things.strays.filter(({ row }) => row.kind === 'resource')

  const owner = (path: Path): Found | undefined => {
    const [first, one, second, two, three, third, four] = path
    if (first === 'domains' && one !== undefined) return found('domain', one, path.slice(2))
    if (first !== 'competences' || one === undefined) return things.bank && { thing: things.bank, rest: path }
    if (second === 'topics' && two !== undefined) return found('topic', two, path.slice(4), one)
    if (second !== 'levels' || three === undefined) return found('competence', one, path.slice(2))
    if (third === 'challenges' && four !== undefined) return found('challenge', four, path.slice(7))
    return three === NOWHERE
      ? resource(strayResources, path[6], path.slice(7))
      : found('acquis', three, path.slice(5))
  }
  return (path) => {
    const place = owner(path)
    const list = Resources.lists.find((each) => each === place?.rest[0])
    if (place === undefined || list === undefined) return place
    const [, at, ...rest] = place.rest
    return resource(Resources.of(place.thing, list), at, rest) ?? place
  }
}

/** Keys that stand in columns of places. */
const PLACES: ReadonlyMap<string | number, Place> = new Map([
  ['id', 'bank'],
  ['domain', 'domain'],
  ['topic', 'topic'],
  ['url', 'resource']
])

const isPrefix = (short: Path, long: Path): boolean => short.every((key, i) => key === long[i])

type Keyed = readonly [index: number, keys: Path]

/** The column of keys: one that holds them, that is there for them, or that holds a part of them. */
const nearest = (
  columns: ReadonlyArray<Keyed>,
  filled: ReadonlySet<number>,
  keys: Path
): number | undefined => {
  if (keys.length === 0) return undefined
  const around = columns
    .filter(([index, own]) => filled.has(index) && isPrefix(own, keys))
    .sort(([, a], [, b]) => b.length - a.length)
  const inside = columns.filter(([, own]) => isPrefix(keys, own))
  const found =
    around[0] ??
    inside.find(([, own]) => own.length === keys.length) ??
    inside.find(([index]) => filled.has(index)) ??
    inside[0]
  return found?.[0] ?? nearest(columns, filled, keys.slice(0, -1))
}

/** The column of a place inside a thing; that of its id where it has none. */
const columnOf = ({ columns }: Header, { thing: { row }, rest }: Found): number => {
  const [first = ''] = rest
  const named = (name: string | undefined): number | undefined =>
    columns.find((column) => column.name === name)?.index
  const keyed = columns.flatMap((column): ReadonlyArray<Keyed> => {
    const keys = keysOf(row.kind, column)
    return keys === undefined ? [] : [[column.index, keys]]
  })
  return (
    (row.inJson.has(String(first)) ? named(JSON_FIELD.name) : undefined) ??
    named(PLACES.get(first)) ??
    nearest(keyed, row.filled, rest) ??
    named(row.kind) ??
    0
  )
}

/** Where an issue is to be shown: keys that it says are missing have columns as well. */
const pathOf = (issue: Issue): Path => {
  switch (issue._tag) {
    case 'missing-key':
      return [...issue.path, issue.key]
    case 'missing-locale':
      return [...issue.path, issue.locale]
    case 'missing-solution':
      return issue.path.at(-1) === 'solution' ? issue.path : [...issue.path, 'solution']
    case 'missing-options':
      return [...issue.path, 'options']
    default:
      return issue.path
  }
}

const isStray = ({ row: { kind }, parent }: Thing): boolean =>
  parent === undefined && kind !== 'bank' && kind !== 'domain' && kind !== 'competence'

/** What cannot be told of a thing without a place, because it is a matter of its place. */
const isMatterOfPlace = (issue: Issue, { key }: Thing): boolean => {
  switch (issue._tag) {
    case 'unknown-reference':
      return issue.kind === 'topic' || issue.kind === 'acquis'
    case 'invalid-id':
      return issue.id === key && key.startsWith('\0')
    case 'requires-other-competence':
    case 'requires-cycle':
    case 'requires-higher-level':
    case 'too-many-states':
      return true
    default:
      return false
  }
}

/** Whether an issue only follows from something that is wrong with the table, and is said there. */
const isEcho = (issue: Issue, { thing }: Found, { bank }: Things): boolean => {
  if (issue._tag === 'requires-other-competence' && issue.competence === NOWHERE) return true
  if (issue._tag === 'unknown-reference' && issue.kind === 'locale' && bank === undefined) return true
  if (issue._tag.startsWith('missing-') && thing.row.isDamaged) return true
  return isStray(thing) && isMatterOfPlace(issue, thing)
}

/** The cell that an issue is about; undefined where it only follows from what has been said of the table. */
export const locator = (header: Header, things: Things): ((issue: Issue) => At | undefined) => {
  const find = finder(things)
  return (issue) => {
    const found = find(pathOf(issue))
    if (found === undefined || isEcho(issue, found, things)) return undefined
    return { row: found.thing.row.at, column: columnOf(header, found) }
  }
}

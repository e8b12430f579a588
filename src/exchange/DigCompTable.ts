/**
 * DigComp 3.0 as translation tables, `location,context,source,target`: what each text of the framework is in English and
 * in another language. They know no proficiency levels.
 *
 * Laws
 * 1. every row is a text of the framework, or is counted
 * 2. a text that stands twice in a language is a problem at its second row
 *
 * @since 0.2.0
 */
import { show } from '../bank/Issue'
import type * as DigComp from './DigCompFramework'
import * as Loss from './Loss'
import type { Cells } from './TableRead'
import type { Remark } from './TableRemark'

export interface Entry {
  readonly kind: DigComp.Kind
  readonly code: string
  readonly source: string
  readonly target: string
  /** The place of its table among all, and its own among the rows of that. */
  readonly origin: readonly [number, number]
}

const COLUMNS = ['location', 'source', 'target'] as const

const nameOf = (cell: string): string => cell.trim().toLowerCase()

/** Whether the first row is that of such a table. */
export const isHeader = ({ cells }: Cells): boolean =>
  COLUMNS.every((column) => cells.some((cell) => nameOf(cell) === column))

/** `digcomp.area.1.label`, `digcomp.statement.CS1.1.01`; other locations are about what no bank has a place for. */
const LOCATION = /^digcomp\.(?:(area|competence)\.(.+)\.label|(statement|outcome)\.(.+))$/

/** A table, and the language of its targets. */
export interface Table {
  readonly locale: string
  readonly rows: ReadonlyArray<Cells>
}

export interface Read {
  readonly locale: string
  readonly entries: ReadonlyArray<Entry>
  readonly remarks: ReadonlyArray<Remark>
  readonly losses: ReadonlyArray<Loss.Loss>
}

const keyOf = (kind: DigComp.Kind, code: string): string => `${kind} ${code}`

/** Where an earlier row has the same text in the same language. */
type First = Map<string, { readonly table: number; readonly number: number }>

const readOne = ({ locale, rows }: Table, table: number, first: First): Read => {
  const header = rows[0]?.cells.map(nameOf) ?? []
  const [location = 0, source = 0, target = 0] = COLUMNS.map((column) => header.indexOf(column))
  const entries: Array<Entry> = []
  const remarks: Array<Remark> = []
  const elsewhere: Array<string> = []
  rows.slice(1).forEach(({ cells, number }, i) => {
    const place = cells[location]?.trim() ?? ''
    const [, named, label, described, code = label] = LOCATION.exec(place) ?? []
    const kind = (named ?? described) as DigComp.Kind | undefined
    if (kind === undefined || code === undefined) {
      elsewhere.push(place)
      return
    }
    const key = `${locale} ${keyOf(kind, code)}`
    const known = first.get(key)
    if (known === undefined) {
      first.set(key, { table, number })
      entries.push({
        kind,
        code,
        source: cells[source] ?? '',
        target: cells[target] ?? '',
        origin: [table, i + 1]
      })
    } else
      remarks.push({
        at: { row: i + 1, column: location },
        code: 'duplicate-row',
        message: `${show(place)} has a row already, ${known.table === table ? `row ${known.number}` : 'in another table of this language'}`
      })
  })
  return {
    locale,
    entries,
    remarks,
    losses: Loss.named('rows of translation tables', elsewhere, 'a bank has no place for what they are about')
  }
}

/** Reads tables that belong together. */
export const read = (tables: ReadonlyArray<Table>): ReadonlyArray<Read> => {
  const first: First = new Map()
  return tables.map((table, i) => readOne(table, i, first))
}

/** The translations of all tables. */
export const translations = (
  tables: ReadonlyArray<Pick<Read, 'locale' | 'entries'>>
): DigComp.Translations => {
  const texts = new Map<string, Map<string, string>>()
  const locales = new Set<string>()
  for (const { locale, entries } of tables)
    for (const { kind, code, target } of entries) {
      if (target.trim() === '') continue
      const own = texts.get(keyOf(kind, code)) ?? new Map<string, string>()
      own.set(locale, target)
      locales.add(locale)
      texts.set(keyOf(kind, code), own)
    }
  return {
    locales: [...locales],
    of: (kind, code) => texts.get(keyOf(kind, code)) ?? new Map<string, string>()
  }
}

/** Entries that do not fit a framework: about what it does not have, and translations of what it says otherwise. */
export const losses = (
  { areas, competences, descriptors }: DigComp.Framework,
  entries: ReadonlyArray<Entry>
): ReadonlyArray<Loss.Loss> => {
  const texts = new Map([
    ...areas.map(({ code, text }) => [keyOf('area', code), text] as const),
    ...competences.map(({ code, text }) => [keyOf('competence', code), text] as const),
    ...descriptors.map(({ kind, code, text }) => [keyOf(kind, code), text] as const)
  ])
  const textOf = ({ kind, code }: Entry): string | undefined => texts.get(keyOf(kind, code))
  const codes = (some: ReadonlyArray<Entry>): ReadonlyArray<string> => some.map(({ code }) => code)
  return [
    ...Loss.named(
      'rows of translation tables about what the framework does not have',
      codes(entries.filter((entry) => textOf(entry) === undefined)),
      'there is nothing to be translated'
    ),
    ...Loss.named(
      'translations of a text that the framework has otherwise',
      codes(
        entries.filter((entry) => {
          const text = textOf(entry)
          return text !== undefined && entry.target.trim() !== '' && entry.source.trim() !== text.trim()
        })
      ),
      'they are taken all the same'
    )
  ]
}

/** The framework of the sources: areas and competences; statements and outcomes cannot be without their levels. */
export const frameworkOf = (
  entries: ReadonlyArray<Entry>,
  locale: string
): { readonly framework: DigComp.Framework; readonly losses: ReadonlyArray<Loss.Loss> } => {
  // Tables in several languages have the same sources.
  const first = new Map<string, Entry>()
  for (const entry of entries) {
    const key = keyOf(entry.kind, entry.code)
    if (!first.has(key)) first.set(key, entry)
  }
  const distinct = [...first.values()]
  const named = (kind: DigComp.Kind) =>
    distinct
      .filter((entry) => entry.kind === kind)
      .map(({ code, source, origin }) => ({ code, text: source.trim() === '' ? code : source, origin }))
  const areas = named('area')
  const codes = new Set(areas.map(({ code }) => code))
  const areaOf = (code: string): string | undefined => {
    const area = code.slice(0, Math.max(0, code.lastIndexOf('.')))
    return codes.has(area) ? area : undefined
  }
  const descriptors = distinct.filter(({ kind }) => kind === 'statement' || kind === 'outcome')
  return {
    framework: {
      locale,
      areas,
      competences: named('competence').map((each) => ({ ...each, area: areaOf(each.code) })),
      descriptors: []
    },
    losses: Loss.named(
      'competence statements and learning outcomes',
      descriptors.map(({ code }) => code),
      'translation tables do not tell their levels: give the JSON-LD file as well'
    )
  }
}

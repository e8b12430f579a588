/**
 * From the first row of a table to its columns: names in any order and any capitals, each once.
 *
 * Laws
 * 1. one misspelt column is one problem, and what stands under it is still read
 *
 * @since 0.2.0
 */
import * as Id from '../bank/Id'
import { show } from '../bank/Issue'
import { localePattern } from '../bank/Text'
import * as EditDistance from '../math/EditDistance'
import * as Cell from './TableCell'
import * as Columns from './TableColumns'
import type { Remark } from './TableRemark'

/** Capitals, blanks and strokes do not tell two names apart. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '')

const byName = new Map<string, Columns.Place | Columns.Field>([
  ...Columns.places.map((place): [string, Columns.Place] => [plain(place), place]),
  ...Columns.fields.map((field): [string, Columns.Field] => [plain(field.name), field])
])

/** `FR` and `fr-ca` as a bank has them, or undefined. */
const localeOf = (word: string): string | undefined => {
  const [language = '', ...rest] = word.split('-')
  const locale = [language.toLowerCase(), ...rest].join('-')
  return localePattern.test(locale) ? locale : undefined
}

/** Why a column is not taken. Where it is only misspelt, it is read all the same as what was meant. */
interface Refused {
  readonly _tag: 'refused'
  readonly suggestion?: string
  readonly meant?: Columns.Column
}

const refused = (suggestion: string): Refused => ({ _tag: 'refused', suggestion })

/** The column of a field, by what stands behind its name: an option, a locale, or both. */
const fieldColumn = (
  index: number,
  field: Columns.Field,
  words: ReadonlyArray<string>
): Columns.Column | Refused => {
  const isOption = field === Columns.OPTION
  const [option, ...locales] = isOption ? words : [undefined, ...words]
  const [word] = locales
  if (isOption && (option === undefined || !Id.isId(option)))
    return refused('an option is named by its id: `option:a`, `option:a:fr`')
  const column = (locale?: string): Columns.Column => ({
    _tag: 'field',
    index,
    name: Columns.nameOf(field, option, locale),
    field,
    ...(option === undefined ? {} : { option }),
    ...(locale === undefined ? {} : { locale })
  })
  if (word === undefined) return column()
  if (field.isText !== true) return refused(`there is only one column \`${field.name}\``)
  const locale = localeOf(word)
  return locales.length > 1 || locale === undefined
    ? refused(`behind the colon stands a locale: \`${column('fr').name}\``)
    : column(locale)
}

/** The column of this name, or what to do about it. */
const columnOf = (header: string, index: number): Columns.Column | Refused => {
  const [base = '', ...words] = header.split(':').map((each) => each.trim())
  const known = byName.get(plain(base))
  if (known === undefined) {
    const nearest = EditDistance.nearest(base, Columns.names)
    if (nearest === undefined) return { _tag: 'refused' }
    const meant = columnOf([nearest, ...words].join(':'), index)
    return meant._tag === 'refused'
      ? meant
      : { _tag: 'refused', suggestion: `did you mean \`${meant.name}\`?`, meant }
  }
  if (typeof known !== 'string') return fieldColumn(index, known, words)
  return words.length === 0
    ? { _tag: 'place', index, name: known, place: known }
    : refused(`there is only one column \`${known}\``)
}

export interface Header {
  readonly columns: ReadonlyArray<Columns.Column>
  /** How many columns there are, also those that are not known. */
  readonly width: number
  /** Those without a name, which are to be empty. */
  readonly nameless: ReadonlySet<number>
}

interface Reading {
  readonly header: Header
  readonly remarks: ReadonlyArray<Remark>
}

/** The columns by the cells of the first row. */
export const read = (cells: ReadonlyArray<string>): Reading => {
  const remarks: Array<Remark> = []
  const columns = new Map<string, Columns.Column>()
  const misspelt: Array<Columns.Column> = []
  const nameless = new Set<number>()
  cells.forEach((cell, column) => {
    const name = Cell.unguard(cell).trim()
    const found = columnOf(name, column)
    const remark = (code: Remark['code'], message: string, suggestion?: string): void => {
      remarks.push({ at: { row: 0, column }, code, message, suggestion })
    }
    if (name === '') nameless.add(column)
    else if (found._tag === 'refused') {
      remark('unknown-column', `there is no column ${show(name)}`, found.suggestion)
      if (found.meant !== undefined) misspelt.push(found.meant)
    } else if (columns.has(found.name))
      remark('duplicate-column', `the column \`${found.name}\` stands here twice`)
    else columns.set(found.name, found)
  })
  for (const column of misspelt) if (!columns.has(column.name)) columns.set(column.name, column)
  const inOrder = [...columns.values()].sort((a, b) => a.index - b.index)
  return { header: { columns: inOrder, width: cells.length, nameless }, remarks }
}

/**
 * The columns of a table. Every row is about one thing: that of the last column filled in among `bank`, `domain`,
 * `competence`, `topic`, `acquis`, `challenge`, `resource`. The other columns are keys of that thing.
 *
 * @since 0.2.0
 */
import * as Cell from './TableCell'

/** What a row can be about, from the outside to the inside. */
export const kinds = ['bank', 'domain', 'competence', 'topic', 'acquis', 'challenge', 'resource'] as const
export type Kind = (typeof kinds)[number]

/** The columns that say where a row belongs, in the order of an export. */
export const places = [
  'bank',
  'domain',
  'competence',
  'topic',
  'level',
  'acquis',
  'challenge',
  'resource',
  'for'
] as const
export type Place = (typeof places)[number]

/** Keys of a thing, from its root. */
type Keys = ReadonlyArray<string>

/** What a column holds, for the kinds of row that have it. */
export interface Field {
  readonly name: string
  readonly form: Cell.Form
  readonly keys: { readonly [K in Kind]?: Keys }
  /** One column a locale, besides one for a text that serves all: `prompt`, `prompt:fr`. */
  readonly isText?: true
}

const fieldsOf = (kind: Kind, form: Cell.Form, names: ReadonlyArray<string>): ReadonlyArray<Field> =>
  names.map((name) => ({ name, form, keys: { [kind]: [name] } }))

const textOf = (name: string, ...owners: ReadonlyArray<Kind>): Field => ({
  name,
  form: Cell.text,
  keys: Object.fromEntries(owners.map((kind) => [kind, [name]])),
  isText: true
})

/** Options are named by id: `option:a`, `option:a:fr`. */
export const OPTION: Field = {
  name: 'option',
  form: Cell.text,
  keys: { challenge: ['options'] },
  isText: true
}

/** What its column holds depends on the format of the challenge. */
export const SOLUTION = 'solution'

const part = (name: string, form: Cell.Form): Field => ({ name, form, keys: { challenge: [SOLUTION, name] } })

/** Keys that a column cannot say, as an object. */
export const JSON_FIELD: Field = { name: 'json', form: Cell.text, keys: {} }

/** Every column but those of places, in the order of an export. */
export const fields: ReadonlyArray<Field> = [
  textOf('title', 'bank', 'domain', 'competence', 'topic', 'acquis', 'resource'),
  ...fieldsOf('acquis', Cell.list, ['requires']),
  ...fieldsOf('challenge', Cell.word, ['format']),
  textOf('prompt', 'challenge'),
  OPTION,
  { name: SOLUTION, form: Cell.text, keys: { challenge: [SOLUTION] } },
  part('ignore', Cell.words),
  part('distance', Cell.number),
  part('tolerance', Cell.number),
  textOf('nextTime', 'acquis', 'challenge'),
  ...fieldsOf('acquis', Cell.number, ['difficulty']),
  { name: 'slip', form: Cell.share, keys: { bank: ['defaults', 'slip'], challenge: ['slip'] } },
  { name: 'guess', form: Cell.share, keys: { bank: ['defaults', 'guess'], challenge: ['guess'] } },
  ...fieldsOf('challenge', Cell.number, ['discrimination']),
  {
    name: 'seconds',
    form: Cell.number,
    keys: { bank: ['defaults', 'seconds'], challenge: ['seconds'], resource: ['seconds'] }
  },
  ...fieldsOf('challenge', Cell.truth, ['timed']),
  { name: 'locales', form: Cell.list, keys: { bank: ['locales'], challenge: ['locales'] } },
  ...fieldsOf('challenge', Cell.word, ['status']),
  ...fieldsOf('challenge', Cell.list, ['enemies']),
  ...fieldsOf('challenge', Cell.line, ['attachment']),
  ...fieldsOf('resource', Cell.line, ['kind', 'locale']),
  ...['mean', 'sd', 'spread'].map((key): Field => ({
    name: `model.${key}`,
    form: Cell.number,
    keys: { bank: ['model', key] }
  })),
  { name: 'model.correlation', form: Cell.share, keys: { bank: ['model', 'correlation'] } },
  ...['known', 'unknown'].map((key): Field => ({
    name: `skip.${key}`,
    form: Cell.share,
    keys: { bank: ['defaults', 'skip', key] }
  })),
  JSON_FIELD
]

/** The names of columns, without the locales and options that stand behind some. */
export const names: ReadonlyArray<string> = [...places, ...fields.map(({ name }) => name)]

/** A column of a table that is known. */
export type Column = { readonly index: number; readonly name: string } & (
  | { readonly _tag: 'place'; readonly place: Place }
  | { readonly _tag: 'field'; readonly field: Field; readonly option?: string; readonly locale?: string }
)

/** The name of a column of a field. */
export const nameOf = ({ name }: Field, option: string | undefined, locale: string | undefined): string =>
  [name, option, locale].filter((each) => each !== undefined).join(':')

/** The keys that a column stands for in a row of this kind. */
export const keysOf = (kind: Kind, column: Column): Keys | undefined => {
  if (column._tag === 'place') return undefined
  const keys = column.field.keys[kind]
  return keys && [...keys, ...[column.option, column.locale].filter((each) => each !== undefined)]
}

export const isJson = (column: Column): boolean => column._tag === 'field' && column.field === JSON_FIELD

/** Whether a column holds the solution of a challenge, or a part of it. */
export const isSolution = (column: Column): boolean =>
  column._tag === 'field' && column.field.keys.challenge?.[0] === SOLUTION

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as BankFile from '../../src/bank/BankFile'
import type { AnyCodec } from '../../src/bank/Codec'
import * as Columns from '../../src/exchange/TableColumns'

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')

/** The keys of an object, or of what its entries hold. */
const keysUnder = ({ shape }: AnyCodec, ...path: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [key, ...rest] = path
  if (shape._tag === 'entries') return keysUnder(shape.value, ...path)
  if (shape._tag !== 'object') return []
  const props = { ...shape.required, ...shape.optional }
  return key === undefined ? Object.keys(props) : keysUnder(props[key]!, ...rest)
}

it.each<[Columns.Kind, ReadonlyArray<string>, ReadonlyArray<string>]>([
  ['bank', [], ['$schema', 'format', 'id', 'domains', 'competences', 'model', 'defaults']],
  ['domain', ['domains'], []],
  ['competence', ['competences'], ['domain', 'topics', 'levels']],
  ['topic', ['competences', 'topics'], ['learnMore']],
  ['acquis', ['competences', 'levels'], ['topic', 'challenges', 'learnMore']],
  ['challenge', ['competences', 'levels', 'challenges'], []]
])('every key of a %s has a column, but for those that are rows or places', (kind, path, apart) => {
  const columns = new Set(Columns.fields.map(({ keys }) => keys[kind]?.[0]))
  const keys = keysUnder(BankFile.codec, ...path)
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.filter((key) => !columns.has(key) && !apart.includes(key))).toEqual([])
})

it('docs/exchange.md tells of every column', () => {
  const text = page('docs/exchange.md')
  expect(Columns.names.filter((name) => !text.includes(`\`${name}`))).toEqual([])
})

it('docs/exchange.md tells of every code, or docs/codes does', () => {
  const codes = [...page('src/exchange/TableRemark.ts').matchAll(/\| '([a-z-]+)'/g)].map(
    ([, code]) => code ?? ''
  )
  expect(codes.length).toBeGreaterThan(8)
  const told = (code: string): boolean =>
    page('docs/exchange.md').includes(`\n| \`${code}\` `) ||
    page('docs/codes/README.md').includes(`\n| [\`${code}\`]`)
  expect(codes.filter((code) => !told(code))).toEqual([])
})

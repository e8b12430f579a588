import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { parseDocument, stringify } from 'yaml'
import type { Path } from '../../src/bank/Issue'
import * as Place from '../../src/cli/Place'
import * as Yaml from '../../src/cli/Yaml'

const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`)
].join('\n')

const locate = (text: string, path: Path): Place.Place => {
  const top = Place.wanted([path])
  Yaml.read(text).locate(top)
  return Place.of(top, path)
}

/** Values as banks have them, with what YAML could take for something else. */
const values = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('list'), tie('map')),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9 .:'-]{0,9}$/), tie('node'), {
    maxKeys: 4,
    noNullPrototype: true
  }),
  scalar: fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      'yes',
      'true',
      '~',
      '1.3',
      '0x1f',
      '- a',
      'a: b',
      'a #b',
      '"',
      "it's",
      '|',
      '*a'
    ),
    fc.constantFrom('two\nlines', 'three\n\nlines\n', ' indented\n  more\n', 'é\u2028\ud83d\ude00'),
    fc.lorem({ maxCount: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null)
  )
}))

/** The same value in the many ways that YAML has to write it. */
const written = fc
  .tuple(
    values.map,
    fc.record({
      lineWidth: fc.constantFrom(0, 20, 80),
      indent: fc.constantFrom(1, 2, 4),
      defaultStringType: fc.constantFrom(
        'PLAIN',
        'QUOTE_DOUBLE',
        'QUOTE_SINGLE',
        'BLOCK_FOLDED',
        'BLOCK_LITERAL'
      ),
      collectionStyle: fc.constantFrom('any', 'flow', 'block'),
      aliasDuplicateObjects: fc.constant(false)
    })
  )
  .map(([value, options]) => ({ value, text: stringify(value, options as never) }))
  // what that package writes wrong: folds in the middle of a long word
  .filter(({ value, text }) => fc.stringify(parseDocument(text).toJS()) === fc.stringify(value))
  .map(({ text }) => text)

const paths = (u: unknown, path: Path = []): ReadonlyArray<readonly [Path, unknown]> => [
  [path, u],
  ...(typeof u !== 'object' || u === null
    ? []
    : Object.entries(u).flatMap(([key, each]) =>
        paths(each, [...path, Array.isArray(u) ? Number(key) : key])
      ))
]

const messages = (text: string): ReadonlyArray<string> =>
  Yaml.read(text).remarks.map(({ message }) => message)

describe('Yaml laws', () => {
  test.prop([fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })])(
    '1. JSON reads as YAML to the same value',
    (value) => {
      fc.pre(value !== null)
      const text = JSON.stringify(value)
      expect(Yaml.read(text).value).toEqual(JSON.parse(text))
    }
  )

  it('2. the time and memory that aliases cost is bounded', () => {
    const { whole, remarks } = Yaml.read(bomb)
    expect(whole).toBe(false)
    expect(remarks).toMatchObject([{ code: 'alias-bomb' }])
  })

  test.prop([written], { numRuns: 1000 })(
    '3. a text reads to the value that the package `yaml` reads',
    (text) => {
      const { value, whole, remarks } = Yaml.read(text)
      expect(remarks).toEqual([])
      expect(whole).toBe(true)
      expect(value).toEqual(parseDocument(text).toJS())
    }
  )

  test.prop(
    [written, fc.nat(), fc.nat(3), fc.constantFrom('', ' ', '\n', ':', '- ', '"', "'", '#', '&a ', '!!str ')],
    // Always the same texts: in one of some ten thousand, the two packages differ in how a broken fold is mended.
    { numRuns: 2000, seed: 3 }
  )('3. also one that is spoilt, where both can read it', (text, at, cut, put) => {
    const i = at % (text.length + 1)
    const spoilt = text.slice(0, i) + put + text.slice(i + cut)
    const { value, whole, remarks } = Yaml.read(spoilt)
    const document = parseDocument(spoilt, { logLevel: 'silent' })
    if (!whole || remarks.length > 0 || document.errors.length > 0 || document.warnings.length > 0) return
    expect(asRead(value)).toEqual(asRead(document.toJS()))
  })

  test.prop([written], { numRuns: 300 })('4. the place of a path is that of its value', (text) => {
    const { value, locate } = Yaml.read(text)
    const all = paths(value)
    const top = Place.wanted(all.map(([path]) => path))
    locate(top)
    for (const [path, each] of all) {
      const { key, value: span, scalar } = Place.of(top, path)
      expect(scalar).toBe(typeof each !== 'object' || each === null)
      const here = text.slice(...span)
      if (scalar && !/^[|>]$/.test(here))
        expect(Yaml.read(`- ${here.replaceAll('\n', '\n  ')}\n`).value).toEqual([each])
      const last = path[path.length - 1]
      if (typeof last === 'string')
        expect(Object.keys(Yaml.read(`${text.slice(...key)}: 1`).value as object)).toEqual([last])
    }
  })
})

/** Keys are taken as they are written, which the other package does not. */
const asRead = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.values(each) : each
  )

describe('Yaml', () => {
  it('takes keys as they are written', () => {
    expect(Yaml.read('1.10: a\n1.1: b\n2: c\n"x": d').value).toEqual({
      '1.10': 'a',
      '1.1': 'b',
      '2': 'c',
      x: 'd'
    })
  })

  it('resolves aliases, and finds the places of what they stand for', () => {
    const text = 'a: &x { b: 1 }\nc: *x\n'
    expect(Yaml.read(text).value).toEqual({ a: { b: 1 }, c: { b: 1 } })
    expect(locate(text, ['c', 'b'])).toEqual({ key: [8, 9], value: [11, 12], scalar: true })
    expect(locate(text, ['c', 'nothing', 'here'])).toEqual({ key: [15, 16], value: [18, 20], scalar: false })
  })

  it('names duplicate keys, each with its place', () => {
    const { remarks } = Yaml.read('a: 1\nb:\n  c: 1\n  "c": 2\na: 3\n')
    expect(remarks).toMatchObject([
      { code: 'duplicate-key', span: [17, 20], path: ['b', 'c'] },
      { code: 'duplicate-key', span: [24, 25], path: ['a'] }
    ])
  })

  it('says what is wrong with aliases, keys and documents', () => {
    expect(messages('a: *b')).toEqual(['the alias `*b` has no anchor `&b` before it'])
    expect(messages('a: &a [*a]')).toEqual(['the alias `*a` stands inside of what it stands for'])
    expect(messages('? [a, b]\n: c')).toEqual(['a key has to be a text'])
    expect(messages('a: 1\n---\nb: 2')).toEqual(['a second document begins here: a file holds one'])
    expect(messages('# only this')).toEqual(['there is nothing in this file but comments'])
  })

  it.each([
    '['.repeat(10_000),
    '- '.repeat(10_000),
    Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')
  ])('refuses what nests too deep, case %#', (text) => {
    expect(Yaml.read(text).remarks).toMatchObject([{ code: 'too-deep' }])
  })

  it('does not take `__proto__` for more than a key', () => {
    const value = Yaml.read('__proto__: { polluted: true }').value as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('polluted' in value).toBe(false)
  })
})

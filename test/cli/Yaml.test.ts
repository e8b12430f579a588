import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Yaml from '../../src/cli/Yaml'

const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`)
].join('\n')

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
})

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
    const { value, locate } = Yaml.read('a: &x { b: 1 }\nc: *x\n')
    expect(value).toEqual({ a: { b: 1 }, c: { b: 1 } })
    expect(locate(['c', 'b'])).toEqual({ key: 8, value: 11, scalar: true })
    expect(locate(['c', 'nothing', 'here'])).toMatchObject({ key: 15, scalar: false })
  })

  it('names duplicate keys, each with its place', () => {
    const { remarks } = Yaml.read('a: 1\nb:\n  c: 1\n  "c": 2\na: 3\n')
    expect(remarks).toMatchObject([
      { code: 'duplicate-key', offset: 17, path: ['b', 'c'] },
      { code: 'duplicate-key', offset: 24, path: ['a'] }
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

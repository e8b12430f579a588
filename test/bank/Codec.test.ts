import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as FileCodec from '../../src/bank/FileCodec'
import * as Id from '../../src/bank/Id'
import * as arbitrary from '../support/arbitraries'

const point = Codec.object(
  'a point',
  { x: Codec.number({}, 0) },
  { label: Codec.string, hidden: Codec.boolean }
)

const word = Codec.either(
  'a word, or words',
  Codec.string,
  Codec.list(Codec.string),
  (u) => !Array.isArray(u)
)

const shapes = Codec.object(
  'shapes',
  { points: Codec.entries(Id.pattern, 'point id', point) },
  {
    order: Codec.list(Codec.id),
    colour: Codec.oneOf(['red', 'green', 'blue']),
    size: Codec.number({ above: 0, max: 10 }, 1),
    count: Codec.number({ min: 0, integer: true }, 0),
    texts: Codec.record(/^[a-z]+$/, 'a key in small letters', word)
  }
)

/** A value that is right, as a file has it. */
const right = fc.record(
  {
    points: fc.dictionary(
      arbitrary.id(),
      fc.record(
        { x: fc.double({ noNaN: true, noDefaultInfinity: true }), label: fc.string(), hidden: fc.boolean() },
        { requiredKeys: ['x'] }
      ),
      { maxKeys: 4 }
    ),
    order: fc.array(arbitrary.id()),
    colour: fc.constantFrom('red', 'green', 'blue'),
    size: fc.double({ min: 0.1, max: 10, noNaN: true }),
    count: fc.nat(),
    texts: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.string(), fc.array(fc.string())))
  },
  { requiredKeys: ['points'] }
)

describe('law 1: decode ∘ encode = identity', () => {
  test.prop([right])('on values', (file) => {
    const value = shapes.decode(file)
    if (E.isLeft(value)) return expect.unreachable()
    expect(shapes.is(value.right)).toBe(true)
    expect(shapes.decode(shapes.encode(value.right))).toEqual(value)
  })

  test.prop([right])('and a file that is right is encoded as it was', (file) => {
    const value = shapes.decode(file)
    const zero = (text: string): string => text.replace(/:-0\b(?![.e])/g, ':0')
    expect(E.isRight(value) && JSON.parse(JSON.stringify(shapes.encode(value.right)))).toEqual(
      JSON.parse(zero(JSON.stringify(file)))
    )
  })
})

describe('law 2: whatever the input, decoding gives a value or issues, never an exception', () => {
  test.prop([fc.oneof(fc.anything(), arbitrary.json())])('and a value that is right in kind', (u) => {
    for (const codec of [
      shapes,
      point,
      word,
      Codec.list(shapes),
      Codec.id,
      Codec.number({ min: 1 }, 1)
    ] as Array<Codec.Codec<unknown>>) {
      const { issues, value } = Codec.examine(codec)(u)
      expect(E.isRight(codec.decode(u))).toBe(issues.length === 0)
      if (issues.length === 0) expect(codec.is(value)).toBe(true)
      expect(typeof codec.is(u)).toBe('boolean')
    }
  })

  test.prop([
    fc.dictionary(fc.constantFrom('points', 'order', 'ordre', 'texts', '__proto__'), arbitrary.json())
  ])('what cannot be read has a stand-in', (u) => {
    const { value } = Codec.examine(shapes)(u)
    expect(Array.isArray(value.points)).toBe(true)
    for (const [id, { x }] of value.points) expect([typeof id, typeof x]).toEqual(['string', 'number'])
    expect(value.order === undefined || Array.isArray(value.order)).toBe(true)
  })
})

describe('law 3: every problem of an input is named, not only the first', () => {
  test('at every level', () => {
    const { issues } = Codec.examine(shapes)({
      points: { a: { x: 'one', hidden: 1, z: 0 }, 'b c': { x: 2, label: 3 }, d: null },
      order: ['a', 5, 'b c', 'd'],
      colour: 'grene',
      size: 0,
      count: 1.5,
      texts: { UP: 1, low: ['a', 2] },
      volume: 1
    })
    expect(issues.map(({ _tag, path }) => `${_tag} ${path.join('/')}`)).toEqual([
      'wrong-type points/a/x',
      'wrong-type points/a/hidden',
      'unknown-key points/a/z',
      'invalid-id points/b c',
      'wrong-type points/b c/label',
      'wrong-type points/d',
      'wrong-type order/1',
      'invalid-id order/2',
      'wrong-value colour',
      'wrong-value size',
      'wrong-value count',
      'wrong-value texts/UP',
      'wrong-type texts/UP',
      'wrong-type texts/low/1',
      'unknown-key volume'
    ])
    expect(issues.flatMap(({ path }) => path).filter((key) => typeof key === 'number')).toEqual([1, 2, 1])
  })
})

describe('law 4: one misspelt key is one problem, and what stands under it is still read', () => {
  test('of a key that is needed', () => {
    const { issues, value } = Codec.examine(shapes)({ pionts: { a: { x: 1 }, b: { x: '2' } } })
    expect(issues).toEqual([
      { _tag: 'wrong-type', path: ['pionts', 'b', 'x'], expected: 'a number', actual: '`2`' },
      { _tag: 'unknown-key', path: ['pionts'], key: 'pionts', suggestion: 'points' }
    ])
    expect(value.points).toEqual([
      ['a', { x: 1 }],
      ['b', { x: 0 }]
    ])
  })

  test('of a key that is optional', () => {
    const { issues, value } = Codec.examine(shapes)({ points: {}, ordre: ['a'] })
    expect(issues.map(({ _tag }) => _tag)).toEqual(['unknown-key'])
    expect(value.order).toEqual(['a'])
  })

  test('not where the key is there as well, nor of a value of another kind', () => {
    const { issues, value } = Codec.examine(shapes)({ points: {}, pionts: { a: 1 }, counts: 'many' })
    expect(issues.map(({ _tag }) => _tag)).toEqual(['unknown-key', 'unknown-key'])
    expect(value).toEqual({ points: [] })
  })
})

test('entries keep the order of the file and the keys that every object knows', () => {
  const { value, issues } = Codec.examine(shapes)({
    points: { toString: { x: 1 }, b: { x: 2 }, constructor: { x: 3 } }
  })
  expect(issues).toEqual([])
  expect(value.points.map(([id]) => id)).toEqual(['toString', 'b', 'constructor'])
})

test('holes in a list are elements', () => {
  const sparse = new Array<unknown>(2)
  sparse[1] = 'a'
  expect(Codec.examine(Codec.list(Codec.string))(sparse).issues).toMatchObject([
    { path: [0], actual: 'nothing' }
  ])
})

describe('files of another kind', () => {
  const codec = FileCodec.of('a file', 'acquis-x/1', [], {}, { a: Codec.string })

  test('another version is the one issue that there is', () => {
    const { issues, damage } = Codec.examine(codec)({ format: 'acquis-x/2', b: 1 })
    expect(issues).toEqual([
      { _tag: 'unsupported-format', path: ['format'], expected: 'acquis-x/1', actual: '`acquis-x/2`' }
    ])
    expect(damage.beyond(issues)).toEqual([])
  })

  test('a slip in it hides nothing', () => {
    const { issues } = Codec.examine(codec)({ format: 'acquisx/1', b: 1 })
    expect(issues.map(({ _tag }) => _tag)).toEqual(['unsupported-format', 'unknown-key'])
  })
})

describe('numbers', () => {
  test.each([
    [{}, 'a number'],
    [{ min: 0 }, 'a number, 0 or more'],
    [{ above: 0, below: 1 }, 'a number, more than 0 and less than 1'],
    [{ max: 5, integer: true }, 'a whole number, at most 5']
  ])('%o is called %o', (range, name) => {
    expect(Codec.number(range, 0).name).toBe(name)
  })

  test.each([
    [{ min: 0 }, 0, true],
    [{ above: 0 }, 0, false],
    [{ above: 0 }, 5e-324, true],
    [{ max: 1 }, 1, true],
    [{ below: 1 }, 1, false],
    [{ integer: true }, 1.5, false],
    [{}, NaN, false],
    [{}, -Infinity, false],
    [{}, 10n, false]
  ])('%o takes %o: %o', (range, x, taken) => {
    expect(E.isRight(Codec.number(range, 0).decode(x))).toBe(taken)
  })
})

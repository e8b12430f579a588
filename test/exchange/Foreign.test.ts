import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as Foreign from '../../src/exchange/Foreign'

const point = Foreign.object(
  'a point',
  { x: Codec.number({}, 0) },
  { label: Codec.string, other: Codec.string }
)
const examine = Codec.examine(point)

describe('law 1: a key that is not known is no problem', () => {
  test.prop([fc.dictionary(fc.string(), fc.jsonValue())])('whatever it is called', (others) => {
    const { issues, value } = examine({ ...others, x: 1, label: 'a', other: undefined })
    expect(issues).toEqual([])
    expect(value).toEqual({ x: 1, label: 'a' })
  })

  test('a key that every object has is not one of this object', () => {
    expect(examine(JSON.parse('{"x": 1, "__proto__": {"label": "a"}}')).value).toEqual({ x: 1 })
    expect(examine(Object.assign(Object.create({ label: 'a' }), { x: 1 })).value).toEqual({ x: 1 })
  })
})

describe('law 2: null is as good as absent', () => {
  test('of a key that may be absent', () => {
    expect(examine({ x: 1, label: null })).toMatchObject({ issues: [], value: { x: 1 } })
  })

  test('of a key that may not', () => {
    expect(examine({ x: null }).issues).toEqual([
      { _tag: 'missing-key', path: [], key: 'x', expected: 'a number' }
    ])
    expect(examine({}).issues).toEqual(examine({ x: null }).issues)
  })
})

describe('law 3: every problem of the keys that are known is named, with its path', () => {
  test('all at once', () => {
    const { issues } = Codec.examine(Codec.list(point))([{ x: '1', label: 2 }, 'no point', { x: 2 }])
    expect(issues.map(({ _tag, path }) => [_tag, path])).toEqual([
      ['wrong-type', [0, 'x']],
      ['wrong-type', [0, 'label']],
      ['wrong-type', [1]]
    ])
  })

  test.prop([fc.anything()])('what decodes is what it says it is', (u) => {
    const { issues, value } = examine(u)
    expect(issues.length === 0).toBe(point.is(u))
    expect(point.is(value)).toBe(true)
  })
})

test('values without a place are counted by key, empty ones left aside', () => {
  const objects = [{ x: 1, note: 'a', empty: '' }, { note: 'b', list: [], size: 0 }, null, 'no object']
  expect(Foreign.unread('points', objects, new Set(['x']))).toEqual([
    { what: 'values of points (note 2, size 1)', count: 3, names: [], why: 'a bank has no place for them' }
  ])
  expect(Foreign.unread('points', [{ x: 1 }], new Set(['x']))).toEqual([])
})

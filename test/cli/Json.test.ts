import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Json from '../../src/cli/Json'
import * as Place from '../../src/cli/Place'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON with something cut out, put in or changed. */
const spoilt = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('', '"', '{', '}', ',', ':', '\\', '1e', '\n', '0', 'é')
  )
  .map(([text, at, cut, put]) => {
    const i = at % (text.length + 1)
    return text.slice(0, i) + put + text.slice(i + cut)
  })

type Path = ReadonlyArray<string | number>

const paths = (u: unknown, path: Path = []): ReadonlyArray<readonly [Path, unknown]> => [
  [path, u],
  ...(Array.isArray(u)
    ? u.flatMap((each: unknown, i) => paths(each, [...path, i]))
    : typeof u === 'object' && u !== null
      ? Object.entries(u).flatMap(([key, each]) => paths(each, [...path, key]))
      : [])
]

/** Objects of few and escaped keys, so that some stand twice. */
const doubled = fc
  .array(fc.tuple(fc.constantFrom('"a"', '"\\u0061"', '"b\\""', '":"', '"\\\\"'), fc.json({ maxDepth: 2 })), {
    maxLength: 4
  })
  .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`)

describe('Json laws', () => {
  test.prop([fc.oneof(spoilt, fc.string(), fc.json())], { numRuns: 2000 })(
    '1. a text has a mistake exactly where JSON.parse throws, or where it nests too deep',
    (text) => {
      expect(Json.scan(text).mistake === undefined).toBe(parses(text))
    }
  )

  test.prop([fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t')])(
    '2. the place of a path is that of its value',
    (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const all = paths(JSON.parse(text))
      const top = Place.wanted(all.map(([path]) => path))
      Json.scan(text, top)
      for (const [path, each] of all) {
        const { key, value: span, scalar } = Place.of(top, path)
        const compact = JSON.stringify(each, null, indent)
        expect(scalar).toBe(typeof each !== 'object' || each === null)
        expect(text.slice(...span)).toBe(scalar ? compact : compact[0])
        const last = path[path.length - 1]
        expect(text.slice(...key)).toBe(typeof last === 'string' ? JSON.stringify(last) : text.slice(...span))
      }
    }
  )

  test.prop([fc.oneof(spoilt, fc.string(), fc.json(), doubled)], { numRuns: 2000 })(
    '3. a text is read like JSON.parse reads it, and its duplicate keys are those that a scan finds',
    (text) => {
      const { value, mistake, duplicates } = Json.read(text)
      expect({ mistake, duplicates }).toEqual(Json.scan(text))
      expect(value).toEqual(mistake === undefined ? JSON.parse(text) : undefined)
    }
  )
})

describe('Json', () => {
  it('finds every key that stands twice, escaped or not', () => {
    expect(Json.scan('{"a":1,"b":{"c":1,"\\u0063":2},"a":3}').duplicates).toEqual([
      { span: [18, 26], path: ['b', 'c'], key: 'c' },
      { span: [30, 33], path: ['a'], key: 'a' }
    ])
  })

  it.each([
    ['{"a": 1,}', 8, 'expected a key in double quotes, found `}`'],
    ['[1 2]', 3, 'expected `,` or `]`, found `2`'],
    ['{"a" 1}', 5, 'expected `:`, found `1`'],
    ['{"a": tru}', 6, 'expected a value, found `t`'],
    ['"abc', 0, 'this text does not end'],
    ['[1] x', 4, 'expected the end of the file, found `x`'],
    ['{"a": 1', 7, 'expected `,` or `}`, found the end of the file'],
    ["{'a': 1}", 1, "expected a key in double quotes, found `'`"],
    ['[01]', 2, 'expected `,` or `]`, found `1`'],
    ['["\\x"]', 2, 'a backslash that escapes nothing: write it twice']
  ])('says what is wrong with %s', (text, offset, message) => {
    expect(Json.scan(text).mistake).toEqual({ code: 'syntax', offset, message })
  })

  it('stops where the nesting is too deep', () => {
    expect(Json.scan('['.repeat(100_000)).mistake).toMatchObject({ code: 'too-deep', offset: Json.DEPTH })
  })
})

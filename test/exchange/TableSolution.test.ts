import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Solution from '../../src/exchange/TableSolution'

const word = () => fc.stringMatching(/^[=a-z]( ?[a-z])?$/)
const number = () => fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x))

const solution = (): fc.Arbitrary<readonly [string, unknown]> =>
  fc.oneof(
    word().map((each) => ['choice', each] as const),
    fc.array(fc.stringMatching(/^[a-z]$/)).map((each) => ['choices', each] as const),
    fc
      .oneof(
        word(),
        fc.array(word(), { minLength: 1 }),
        fc.record(
          {
            accept: fc.array(word(), { minLength: 1 }),
            ignore: fc.subarray(['case', 'accents']),
            distance: fc.nat(5)
          },
          { requiredKeys: ['accept'], noNullPrototype: true }
        )
      )
      .map((each) => ['text', each] as const),
    fc
      .oneof(
        number(),
        fc.record(
          { value: number(), tolerance: number() },
          { requiredKeys: ['value'], noNullPrototype: true }
        )
      )
      .map((each) => ['number', each] as const)
  )

test.prop([solution(), fc.boolean()], { numRuns: 500 })(
  'law 1: what is written is read as the same solution, wherever it can be written',
  ([format, value], comma) => {
    const cells = [...Solution.write(format, value, comma)].map(
      ([name, cell]) => [name, cell.replace(/^'/, '')] as const
    )
    expect(Solution.read(format, new Map(cells), comma)).toEqual(Solution.ofFormat(format, value))
  }
)

describe('cells', () => {
  it.each<[string, unknown, object]>([
    ['choice', 'b', { solution: 'b' }],
    ['choices', ['a', 'c'], { solution: 'a, c' }],
    ['choices', [], { solution: '(none)' }],
    ['text', 'a', { solution: 'a' }],
    ['text', ['a', 'b'], { solution: 'a\nb' }],
    [
      'text',
      { accept: ['a', 'b'], ignore: [], distance: 1 },
      { solution: 'a\nb', ignore: '(none)', distance: '1' }
    ],
    ['text', { accept: ['a'], ignore: ['case', 'accents'] }, { solution: 'a', ignore: 'case, accents' }],
    ['number', 3.5, { solution: '3.5' }],
    ['number', { value: -1, tolerance: 0.5 }, { solution: '-1', tolerance: '0.5' }]
  ])('of a %s with %j', (format, value, cells) => {
    expect(Object.fromEntries(Solution.write(format, value, false))).toEqual(cells)
  })

  it('without a solution give none; with a part of one, they give that', () => {
    expect(Solution.read('text', new Map(), false)).toBeUndefined()
    expect(Solution.read('text', new Map([['distance', '1']]), false)).toEqual({ distance: 1 })
    expect(Solution.read('number', new Map([['tolerance', '1']]), false)).toEqual({ tolerance: 1 })
  })

  it('are taken as they are where the format is not known', () => {
    expect(Solution.read('riddle', new Map([['solution', ' a, b ']]), false)).toBe('a, b')
    expect(Solution.read(undefined, new Map(), false)).toBeUndefined()
  })
})

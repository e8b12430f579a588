import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as CaseLevels from '../../src/exchange/CaseLevels'

const picks = fc.array(
  fc.tuple(
    fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    fc.array(fc.nat(1000), { maxLength: 3 })
  ),
  { maxLength: 20 }
)

/** Each requires some of those before it. */
const below = (
  all: ReadonlyArray<readonly [unknown, ReadonlyArray<number>]>
): ReadonlyArray<ReadonlyArray<number>> => all.map(([, own], i) => (i === 0 ? [] : own.map((n) => n % i)))

test.prop([picks, fc.integer({ min: 1, max: 8 })])(
  'law 1: a level is a whole number from 1 to 8',
  (all, lowest) => {
    const levels = CaseLevels.fill(
      all.map(([own]) => own),
      below(all),
      lowest
    )
    expect(levels).toHaveLength(all.length)
    expect(levels.every((level) => Number.isInteger(level) && level >= 1 && level <= 8)).toBe(true)
  }
)

describe('law 2: without an education level, an acquis lies above what it requires, until 8 is reached', () => {
  test.prop([picks, fc.integer({ min: 1, max: 8 })])('of any acquis', (all, lowest) => {
    const own = all.map(([level]) => level)
    const required = below(all)
    CaseLevels.fill(own, required, lowest).forEach((level, i, levels) => {
      const highest = Math.max(0, ...required[i]!.map((j) => levels[j]!))
      expect(level).toBe(own[i] ?? (highest === 0 ? lowest : Math.min(8, highest + 1)))
    })
  })

  test('a chain, whatever the order of the file', () => {
    expect(CaseLevels.fill([undefined, undefined, undefined], [[1], [2], []], 2)).toEqual([4, 3, 2])
    expect(CaseLevels.fill([undefined, 7, undefined], [[1], [2], []], 1)).toEqual([8, 7, 1])
  })
})

test.each([
  [['3'], 3],
  [['03'], 3],
  [[' 8 '], 8],
  [['07', '5', '06'], 5],
  [['KG', '4'], 4],
  [['9', '10', '0', '00', '1.5', 'HS', ''], undefined],
  [[], undefined]
])('the education levels %j give the level %s', (values, level) => {
  expect(CaseLevels.ofEducation(values)).toBe(level)
})

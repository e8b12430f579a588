import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as EditDistance from '../../src/math/EditDistance'

/** Optimal string alignment by the whole matrix, as the textbook has it. */
const plain = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)]
  const d = left.concat('').map(() => right.concat('').map(() => 0))
  for (let i = 0; i <= left.length; i++)
    for (let j = 0; j <= right.length; j++) {
      if (i === 0 || j === 0) {
        d[i]![j] = i + j
        continue
      }
      const change = d[i - 1]![j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      const swap = swapped ? d[i - 2]![j - 2]! + 1 : Infinity
      d[i]![j] = Math.min(change, swap, d[i - 1]![j]! + 1, d[i]![j - 1]! + 1)
    }
  return d[left.length]![right.length]!
}

/** Few letters, one of them of two code units, so that words are often close. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '𝒶'), maxLength: 9 })
const limit = fc.constantFrom(0, 1, 2, 3, 5, Infinity)

describe('within', () => {
  test.prop([word, word, limit])('law 1: it is symmetric, and 0 only for equal words', (a, b, most) => {
    expect(EditDistance.within(most, a, b)).toBe(EditDistance.within(most, b, a))
    expect(EditDistance.within(most, a, b) === 0).toBe(a === b)
  })

  test.prop([word, word, limit], { numRuns: 2000 })(
    'law 2: with a limit it agrees with the unlimited distance wherever that is within the limit',
    (a, b, most) => {
      const distance = plain(a, b)
      expect(EditDistance.within(most, a, b)).toBe(distance <= most ? distance : Infinity)
    }
  )

  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['lvel', 'level', 1],
    ['form', 'from', 1],
    ['ca', 'abc', 3], // 2 by Damerau's own distance: optimal string alignment edits no part twice
    ['été', 'ete', 2]
  ])('%o to %o takes %i', (a, b, distance) => {
    expect(EditDistance.within(Infinity, a, b)).toBe(distance)
  })

  test('a limit below zero is never met', () => {
    expect(EditDistance.within(-1, 'a', 'a')).toBe(Infinity)
  })

  test('two long texts cost their length times the limit', () => {
    // By rows of the whole matrix these would be 4e10 cells.
    const long = 'ab'.repeat(100_000)
    expect(EditDistance.within(2, long, `x${long.slice(1)}`)).toBe(1)
    expect(EditDistance.within(2, long, 'ba'.repeat(100_000))).toBe(2)
    expect(EditDistance.within(2, long, 'xy'.repeat(100_000))).toBe(Infinity)
  })
})

describe('nearest', () => {
  test.each([
    ['lvel', ['topic', 'level', 'lovely'], 'level'],
    ['LEVEL', ['topic', 'level'], 'level'],
    ['requres', ['requires', 'require'], 'requires'],
    ['discriminaton', ['discrimination'], 'discrimination'],
    ['note', ['title', 'topic'], undefined],
    ['ed', ['de', 'fr'], 'de'],
    ['x', ['a', 'b'], undefined],
    ['', ['a'], undefined],
    ['__proto__', ['title'], undefined]
  ])('of %o among %o is %o', (written, candidates, meant) => {
    expect(EditDistance.nearest(written, candidates)).toBe(meant)
  })

  test.prop([fc.array(word), word])('is the first of the least distant', (candidates, written) => {
    const found = EditDistance.nearest(written, candidates)
    const lower = (text: string): string => text.toLowerCase()
    const distances = candidates.map((candidate) => plain(lower(candidate), lower(written)))
    const least = Math.min(...distances)
    if (found === undefined) expect(least).toBeGreaterThan(Math.min(3, Math.floor(written.length / 3)))
    else expect(found).toBe(candidates[distances.indexOf(least)])
  })
})

import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as ExactSum from '../../src/math/ExactSum'

const sum = (xs: ReadonlyArray<number>): number => xs.reduce((total, x) => total + x, 0)

const terms = fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { maxLength: 200 })

test.prop([
  terms.chain((xs) => fc.tuple(fc.constant(xs), fc.shuffledSubarray(xs, { minLength: xs.length }), fc.nat()))
])('law 1: the order of the terms does not matter', ([xs, shuffled, cut]) => {
  const total = sum(xs.map(ExactSum.term))
  expect(sum(shuffled.map(ExactSum.term))).toBe(total)
  // nor does it matter how they are split into shards
  const at = xs.length === 0 ? 0 : cut % xs.length
  expect(sum(xs.slice(at).map(ExactSum.term)) + sum(xs.slice(0, at).map(ExactSum.term))).toBe(total)
})

test('plain sums do depend on it', () => {
  expect(sum([0.1, 0.2, 0.3])).not.toBe(sum([0.3, 0.2, 0.1]))
})

test.prop([fc.double({ min: -1e5, max: 1e5, noNaN: true })])(
  'a term is the nearest multiple of 2⁻²⁴',
  (x) => {
    const rounded = ExactSum.term(x)
    expect(Number.isInteger(rounded * 2 ** 24)).toBe(true)
    expect(Math.abs(rounded - x)).toBeLessThanOrEqual(2 ** -25)
    expect(ExactSum.term(rounded)).toBe(rounded)
  }
)

import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Vector from '../../src/math/Vector'

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60 })

test.prop([numbers])('sum, dot and max are those of plain loops', (xs) => {
  expect(Vector.sum(xs)).toBe(xs.reduce((total, x) => total + x, 0))
  expect(Vector.dot(xs, xs)).toBe(xs.reduce((total, x) => total + x * x, 0))
  expect(Vector.max(xs)).toBe(Math.max(...xs))
})

test('of nothing', () => {
  expect([Vector.sum([]), Vector.dot([], [1]), Vector.max([]), Vector.logSumExp([])]).toEqual([
    0,
    0,
    -Infinity,
    -Infinity
  ])
})

test.prop([numbers])('softmax sums to one and keeps ratios', (xs) => {
  const weights = Vector.softmax(xs)
  expect(Vector.sum(weights)).toBeCloseTo(1, 12)
  xs.forEach((x, i) => {
    expect(weights[i]).toBeCloseTo(Math.exp(x - Vector.logSumExp(xs)), 12)
  })
})

test.prop([numbers, fc.double({ min: -1e300, max: 1e300, noNaN: true })])(
  'logSumExp shifts with its terms',
  (xs, by) => {
    const shifted = Vector.logSumExp(xs.map((x) => x + by))
    const expected = Vector.logSumExp(xs) + by
    expect(Math.abs(shifted - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e3, Math.abs(expected)))
  }
)

test('nothing overflows, and −∞ counts for nothing', () => {
  expect(Vector.logSumExp([1e308, 0])).toBe(1e308)
  expect(Vector.logSumExp([-Infinity, -Infinity])).toBe(-Infinity)
  expect(Vector.logSumExp([-1e5, -1e5])).toBeCloseTo(-1e5 + Math.LN2, 10)
  expect(Array.from(Vector.softmax([-Infinity, -1e308, 1e308]))).toEqual([0, 0, 1])
})

test.prop([fc.array(fc.double({ min: 0.001, max: 1e3, noNaN: true }), { minLength: 1 })])(
  'normalise sums to one',
  (xs) => {
    const weights = Vector.normalise(xs)
    expect(Vector.sum(weights)).toBeCloseTo(1, 12)
    xs.forEach((x, i) => {
      expect(weights[i]! * xs[0]!).toBeCloseTo(weights[0]! * x, 8)
    })
  }
)

test('build asks for every index once, from 0', () => {
  const asked: Array<number> = []
  expect(Array.from(Vector.build(3, (i) => asked.push(i) * 10))).toEqual([10, 20, 30])
  expect(asked).toEqual([0, 1, 2])
})

test.prop([fc.nat(100)])('zeros are fresh every time', (length) => {
  const row = Vector.zeros(length)
  expect(row).toEqual(new Array(length).fill(0))
  row.fill(1)
  expect(Vector.zeros(length)).toEqual(new Array(length).fill(0))
})

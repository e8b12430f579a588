import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { logistic, logit, logLogistic } from '../../src/math/Logistic'

const real = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

test.prop([real])('logistic(x) + logistic(−x) = 1', (x) => {
  expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15)
})

test.prop([probability])('logit is the inverse of logistic', (p) => {
  expect(Math.abs(logistic(logit(p)) / p - 1)).toBeLessThan(1e-13)
})

test.prop([fc.double({ min: -700, max: 30, noNaN: true })])('logLogistic is its logarithm', (x) => {
  const expected = Math.log(logistic(x))
  expect(Math.abs(logLogistic(x) - expected)).toBeLessThanOrEqual(1e-15 + 1e-14 * Math.abs(expected))
})

test('nothing overflows', () => {
  expect([-Infinity, -1e308, 0, 1e308, Infinity].map(logistic)).toEqual([0, 0, 0.5, 1, 1])
  expect(logLogistic(-1e308)).toBe(-1e308)
  expect(Math.abs(logLogistic(1e308))).toBe(0)
  expect(logLogistic(50)).toBe(-Math.exp(-50)) // log(logistic(50)) by itself would be 0
})

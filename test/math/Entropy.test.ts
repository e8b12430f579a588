import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Entropy from '../../src/math/Entropy'

const probability = fc.double({ min: 0, max: 1, noNaN: true })

test.prop([probability])('law 1: it is symmetric, 0 at certainty and ln 2 at one half', (p) => {
  expect(Entropy.binary(1 - p)).toBeCloseTo(Entropy.binary(p), 14)
  expect(Entropy.binary(p)).toBeGreaterThanOrEqual(0)
  expect(Entropy.binary(p)).toBeLessThanOrEqual(Math.LN2)
  expect([0, 1, 0.5].map(Entropy.binary)).toEqual([0, 0, Math.LN2])
})

test.prop([probability], { numRuns: 5000 })(
  'law 2: the bound is never below the entropy, and at most 1e-4 above it on [0.02, 0.98]',
  (p) => {
    expect(Entropy.bound(p)).toBeGreaterThanOrEqual(Entropy.binary(p))
    const inside = 0.02 + 0.96 * p
    expect(Entropy.bound(inside) - Entropy.binary(inside)).toBeLessThanOrEqual(1e-4)
  }
)

test('the bound holds at the edges and in the middle of every cell', () => {
  for (let i = 0; i <= 4096; i++) {
    const p = i / 4096
    for (const x of [p, Math.max(0, p - 1e-17), Math.min(1, p + 1e-17), p * (1 - 2 ** -53)])
      expect(Entropy.bound(x)).toBeGreaterThanOrEqual(Entropy.binary(x))
  }
})

test.each([
  [0.25, 2 * Math.LN2 - 0.75 * Math.log(3)],
  [0.2, Math.log(5) - 0.8 * Math.log(4)],
  [0.1, Math.log(10) - 0.9 * Math.log(9)]
])('H(%f)', (p, entropy) => {
  expect(Entropy.binary(p)).toBeCloseTo(entropy, 15)
})

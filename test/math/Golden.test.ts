import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Golden from '../../src/math/Golden'

describe('Golden', () => {
  test('1. the peak is found', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(1, 7), (peak, steep) => {
        const f = (x: number): number =>
          -steep * Math.abs(x - peak) ** 1.5 + (x > peak ? 0 : -0.1 * (peak - x))
        expect(Golden.highest(f, -6, 7)).toBeCloseTo(peak, 6)
      })
    )
  })
  test('2. where the function only rises or falls, the end is found', () => {
    expect(Golden.highest((x) => x, 0, 3)).toBeCloseTo(3, 6)
    expect(Golden.highest((x) => -Math.exp(x), 0, 3)).toBeCloseTo(0, 6)
  })
})

import { describe, expect, test } from 'vitest'
import * as ChiSquare from '../../src/math/ChiSquare'
import * as FalseDiscovery from '../../src/math/FalseDiscovery'
import * as Normal from '../../src/math/Normal'

describe('ChiSquare', () => {
  // Abramowitz & Stegun, table 26.8, and to more digits and further out: mpmath.gammainc at 40 digits.
  test.each([
    [3.841458820694124, 1, 0.05000000000000006],
    [0.5, 1, 0.4795001221869535],
    [0.001, 1, 0.9747728793699604],
    [5.991464547107979, 2, 0.05000000000000007],
    [10, 3, 0.018566135463043233],
    [18.307038053275146, 10, 0.05000000000000001],
    [2, 10, 0.9963401531726563],
    [100, 10, 5.4497019829205295e-17],
    [40, 1, 2.539628589470865e-10],
    [1000, 1000, 0.49405285382923964],
    [150, 100, 0.0009039320423540091],
    [0.1, 4, 0.9987908957257497],
    [700, 3, 2.0991308534204087e-151]
  ])('1. tails agree with published values: %f with %f', (x, freedom, expected) => {
    expect(Math.abs(ChiSquare.tail(x, freedom) / expected - 1)).toBeLessThan(1e-11)
  })

  test('2. with one degree of freedom it is a squared normal, with two an exponential', () => {
    for (const x of [0, 0.01, 0.3, 1, 2.9, 3.1, 7, 30, 200]) {
      expect(ChiSquare.tail(x, 1) / (2 * Normal.cdf(-Math.sqrt(x)))).toBeCloseTo(1, 11)
      expect(ChiSquare.tail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 11)
    }
    expect(ChiSquare.tail(-1, 3)).toBe(1)
    expect(ChiSquare.tail(1e5, 3)).toBe(0)
  })
})

describe('FalseDiscovery', () => {
  // The example of Benjamini & Hochberg (1995): at 5 %, the first four of fifteen are rejected.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1
  ]

  test('1. adjusted values agree with the procedure step by step', () => {
    const shuffled = published.map((_, i) => published[(7 * i) % 15]!)
    const adjusted = FalseDiscovery.adjusted(shuffled)
    const rejected = shuffled.filter((_, i) => adjusted[i]! <= 0.05).sort((a, b) => a - b)
    expect(rejected).toEqual(published.slice(0, 4))
    expect(FalseDiscovery.adjusted(published)[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
    expect(FalseDiscovery.adjusted([])).toEqual([])
  })

  test('2. none is below its p, and their order is kept', () => {
    const adjusted = FalseDiscovery.adjusted(published)
    adjusted.forEach((q, i) => {
      expect(q).toBeGreaterThanOrEqual(published[i]!)
      expect(q).toBeLessThanOrEqual(1)
      if (i > 0) expect(q).toBeGreaterThanOrEqual(adjusted[i - 1]!)
    })
  })
})

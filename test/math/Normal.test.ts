import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Normal from '../../src/math/Normal'

describe('law 1: the distribution function agrees with published values to 1e-14 of each, in the tails too', () => {
  // Abramowitz & Stegun, table 26.1, to more digits: mpmath.ncdf at 40 digits, rounded to doubles.
  test.each([
    [0, 0.5],
    [-0.5, 0.3085375387259869],
    [-1, 0.15865525393145705],
    [-1.25, 0.10564977366685525],
    [-1.96, 0.024997895148220435],
    [-2.4, 0.008197535924596131],
    [-2.5, 0.006209665325776135],
    [-3, 0.0013498980316300946],
    [-4, 3.1671241833119924e-5],
    [-5, 2.866515718791939e-7],
    [-10, 7.619853024160527e-24],
    [-20, 2.7536241186062337e-89],
    [-37.5, 4.605353009581955e-308],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281]
  ])('Φ(%f) = %f', (x, expected) => {
    expect(Math.abs(Normal.cdf(x) / expected - 1)).toBeLessThan(1e-14)
  })

  test('what no double holds is 0, not NaN', () => {
    expect(Normal.cdf(-38)).toBeLessThan(3e-316)
    expect([-40, -1e308, -Infinity].map(Normal.cdf)).toEqual([0, 0, 0])
    expect([9, 1e308, Infinity].map(Normal.cdf)).toEqual([1, 1, 1])
    expect(Normal.density(Infinity)).toBe(0)
  })

  test.prop([fc.double({ min: -38, max: 38, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'it rises, and its halves are mirror images',
    (x, step) => {
      expect(Normal.cdf(x + step)).toBeGreaterThanOrEqual(Normal.cdf(x))
      expect(Normal.cdf(x) + Normal.cdf(-x)).toBeCloseTo(1, 15)
    }
  )

  test('it has no seam where one method gives way to another', () => {
    for (const seam of [0, 2].flatMap((x) => [-x, x])) {
      const slope = (Normal.cdf(seam + 1e-6) - Normal.cdf(seam - 1e-6)) / 2e-6
      expect(slope).toBeCloseTo(Normal.density(seam), 8)
    }
  })
})

test.prop([fc.double({ min: -37, max: 37, noNaN: true })])(
  'the density is even and is that of the formula',
  (x) => {
    expect(Normal.density(-x)).toBe(Normal.density(x))
    const formula = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)
    expect(Math.abs(Normal.density(x) / formula - 1)).toBeLessThan(2e-13)
  }
)

test('the distribution function of a mixture is that of its components, to 3e-15', () => {
  for (let z = -10; z <= 10; z += 0.0037) {
    const mixed = { weights: [1], means: [2], sds: [0.5] }
    expect(Math.abs(Normal.mixtureCdf(mixed, 2 + z / 2) - Normal.cdf(z))).toBeLessThan(3e-15)
  }
})

/** Components that may be points, needles or wide, anywhere in the range. */
const mixture = fc
  .array(
    fc.record({
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
      mean: fc.double({ min: -2, max: 10, noNaN: true }),
      sd: fc.oneof(fc.constantFrom(0, 1e-12, 1e-6), fc.double({ min: 0.01, max: 5, noNaN: true }))
    }),
    { minLength: 1, maxLength: 8 }
  )
  .map((parts): Normal.Mixture => {
    const total = parts.reduce((sum, { weight }) => sum + weight, 0)
    return {
      weights: parts.map(({ weight }) => weight / total),
      means: parts.map(({ mean }) => mean),
      sds: parts.map(({ sd }) => sd)
    }
  })

describe('law 2: the quantile of a mixture inverts its distribution function', () => {
  test.prop([mixture, fc.double({ min: 0.001, max: 0.999, noNaN: true })], { numRuns: 1000 })(
    'within a billionth of the range the probability is passed',
    (mixed, p) => {
      const [low, high] = [-0.5, 8.5]
      const x = Normal.mixtureQuantile(mixed, p, low, high)
      const near = 1e-9 * (high - low) * 1.01
      expect(x).toBeGreaterThanOrEqual(low)
      expect(x).toBeLessThanOrEqual(high)
      if (x > low) expect(Normal.mixtureCdf(mixed, x - near)).toBeLessThanOrEqual(p + 1e-15)
      if (x < high) expect(Normal.mixtureCdf(mixed, x + near)).toBeGreaterThanOrEqual(p - 1e-15)
    }
  )

  test('a needle does not stop it', () => {
    // A step of Newton's from the needle is tiny, though the root is far away.
    const mixed = { weights: [0.5, 0.5], means: [0, 10], sds: [1e-12, 1] }
    const x = Normal.mixtureQuantile(mixed, 0.9, -20, 20)
    expect(Normal.mixtureCdf(mixed, x)).toBeCloseTo(0.9, 7)
  })

  test('one normal', () => {
    const quantile = Normal.mixtureQuantile({ weights: [1], means: [3], sds: [2] }, 0.95, -50, 50)
    expect(quantile).toBeCloseTo(3 + 2 * 1.6448536269514722, 6) // R: qnorm(0.95)
  })

  test.prop([
    mixture,
    fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    fc.double({ noDefaultInfinity: false })
  ])('whatever the guess it starts from', (mixed, p, guess) => {
    const x = Normal.mixtureQuantile(mixed, p, -0.5, 8.5, guess)
    const near = 9e-9 * 1.01
    if (x > -0.5) expect(Normal.mixtureCdf(mixed, x - near)).toBeLessThanOrEqual(p + 1e-15)
    if (x < 8.5) expect(Normal.mixtureCdf(mixed, x + near)).toBeGreaterThanOrEqual(p - 1e-15)
  })

  test('the ends of the range where it lies outside', () => {
    const mixed = { weights: [1], means: [0], sds: [1] }
    expect(Normal.mixtureQuantile(mixed, 0.001, 0, 1)).toBe(0)
    expect(Normal.mixtureQuantile(mixed, 0.999, 0, 1)).toBe(1)
    expect(Normal.mixtureQuantile(mixed, 0.5, 2, 2)).toBe(2)
  })
})

describe('expectedShortfall', () => {
  /** ∫ max(0, limit − x) φ dx by Simpson's rule over ten sd. */
  const integrated = (limit: number, mean: number, sd: number): number => {
    const top = Math.min(limit, mean + 10 * sd)
    const low = mean - 10 * sd
    if (top <= low) return 0
    const cells = 4000
    const step = (top - low) / cells
    let total = 0
    for (let i = 0; i <= cells; i++) {
      const x = low + i * step
      const weight = i === 0 || i === cells ? 1 : i % 2 === 1 ? 4 : 2
      total +=
        (weight * (limit - x) * Math.exp(-0.5 * ((x - mean) / sd) ** 2)) / (sd * Math.sqrt(2 * Math.PI))
    }
    return (total * step) / 3
  }

  const level = fc.double({ min: 0, max: 8, noNaN: true })

  test.prop([level, level, fc.double({ min: 0.05, max: 3, noNaN: true })])(
    'is that integral',
    (limit, mean, sd) => {
      expect(Normal.expectedShortfall(limit, mean, sd)).toBeCloseTo(integrated(limit, mean, sd), 8)
    }
  )

  test.prop([level, level])('is what is missing where nothing is uncertain', (limit, mean) => {
    expect(Normal.expectedShortfall(limit, mean, 0)).toBe(Math.max(0, limit - mean))
  })

  test('is never negative, however far the limit is exceeded', () => {
    for (let z = 0; z < 60; z += 0.37) expect(Normal.expectedShortfall(-z, 0, 1)).toBeGreaterThanOrEqual(0)
  })
})

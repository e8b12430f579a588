import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Rational from '../../src/math/Rational'

const repeated = (count: number, numerator: number, denominator: number): ReadonlyArray<Rational.Fraction> =>
  new Array<Rational.Fraction>(count).fill({ numerator, denominator })

test.each([
  [6, 8, 3, 16],
  [6, 1, 3, 2],
  [3, 1, 3, 1],
  [10, 1, 10, 1],
  [9, 1, 10, 0],
  [49, 1, 49, 1],
  [1, -1, 3, -1],
  [3, -1, 3, -1],
  [0, 1, 1, 0]
])('%i times %i/%i, rounded down, is %i', (count, numerator, denominator, floor) => {
  expect(Rational.floorOfSum(repeated(count, numerator, denominator))).toBe(floor)
})

test('a sum in doubles would be below', () => {
  const total = repeated(10, 1, 10).reduce(
    (sum, { numerator, denominator }) => sum + numerator / denominator,
    0
  )
  expect(Math.floor(total)).toBe(0)
})

test.prop([fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 12 })))])(
  'over a common denominator it is a division of whole numbers',
  (pairs) => {
    const common = 27720 // of 1 … 12
    const total = pairs.reduce((sum, [n, d]) => sum + (n * common) / d, 0)
    expect(Rational.floorOfSum(pairs.map(([numerator, denominator]) => ({ numerator, denominator })))).toBe(
      Math.floor(total / common)
    )
  }
)

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Cholesky from '../../src/math/Cholesky'

const number = fc.double({ min: -2, max: 2, noNaN: true })

/** B Bᵀ + I is positive definite. */
const system = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    root: fc.array(number, { minLength: n * n, maxLength: n * n }),
    right: fc.array(number, { minLength: n, maxLength: n })
  })
)

const product = (n: number, root: ReadonlyArray<number>): ReadonlyArray<number> =>
  Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    return Array.from({ length: n }, (__, k) => root[i * n + k]! * root[j * n + k]!).reduce(
      (a, b) => a + b,
      i === j ? 1 : 0
    )
  })

describe('Cholesky', () => {
  test('1. the matrix times the solution is the right side', () => {
    fc.assert(
      fc.property(system, ({ n, root, right }) => {
        const matrix = product(n, root)
        const factor = Cholesky.factor(matrix, n)!
        const inverse = Cholesky.inverse(factor, n)
        const x = Cholesky.solve(factor, right)
        right.forEach((b, i) => {
          expect(x.reduce((sum, each, j) => sum + matrix[i * n + j]! * each, 0)).toBeCloseTo(b, 9)
          expect(right.reduce((sum, each, j) => sum + inverse[i * n + j]! * each, 0)).toBeCloseTo(x[i]!, 9)
        })
      })
    )
  })

  test('2. a matrix that is not positive definite has no factor', () => {
    expect(Cholesky.factor([1, 2, 2, 1], 2)).toBeUndefined()
    expect(Cholesky.attempt([4, 2, 2, 1], 2)).toBe(1)
    expect(Cholesky.factor([0], 1)).toBeUndefined()
  })
})

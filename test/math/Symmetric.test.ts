import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Symmetric from '../../src/math/Symmetric'

const entry = fc.double({ min: -5, max: 5, noNaN: true })

const symmetric = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.array(entry, { minLength: n * n, maxLength: n * n }).map((xs) => ({
    n,
    matrix: xs.map((_, at) => {
      const [i, j] = [Math.floor(at / n), at % n]
      return xs[Math.min(i, j) * n + Math.max(i, j)]!
    })
  }))
)

const sum = (xs: ReadonlyArray<number>): number => xs.reduce((total, x) => total + x, 0)

/** H M H of a reflection H = 1 − 2vvᵀ/vᵀv: as symmetric as M, with the same eigenvalues. */
const reflected = (diagonal: ReadonlyArray<number>, v: ReadonlyArray<number>): ReadonlyArray<number> => {
  const n = diagonal.length
  const square = sum(v.map((x) => x * x))
  const h = (i: number, j: number): number => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square
  return Array.from({ length: n * n }, (_, at) =>
    sum(diagonal.map((d, k) => h(Math.floor(at / n), k) * d * h(k, at % n)))
  )
}

describe('laws', () => {
  test.prop([symmetric])(
    '1. they sum to the trace, and their squares to the sum of all squares',
    ({ n, matrix }) => {
      const values = Symmetric.eigenvalues(matrix, n)
      expect(sum(values)).toBeCloseTo(sum(matrix.filter((_, at) => at % (n + 1) === 0)), 9)
      expect(sum(values.map((x) => x * x))).toBeCloseTo(sum(matrix.map((x) => x * x)), 8)
      expect([...values].sort((a, b) => b - a)).toEqual(values)
    }
  )

  test.prop([fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 6 })])(
    '2. those of a diagonal matrix are its diagonal, however it is rotated',
    (pairs) => {
      const diagonal = pairs.map(([d]) => d)
      const v = pairs.map(([, x]) => x + 6) // never all zero
      const values = Symmetric.eigenvalues(reflected(diagonal, v), diagonal.length)
      ;[...diagonal].sort((a, b) => b - a).forEach((d, i) => expect(values[i]).toBeCloseTo(d, 9))
    }
  )
})

describe('eigenvalues', () => {
  it('leaves what it is given as it is', () => {
    const matrix = Object.freeze([2, 1, 1, 2])
    expect(Symmetric.eigenvalues(matrix, 2).map((x) => Math.round(x * 1e12) / 1e12)).toEqual([3, 1])
  })
})

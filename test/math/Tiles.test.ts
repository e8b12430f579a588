import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Tiles from '../../src/math/Tiles'

describe('Tiles', () => {
  test('1. it agrees with the sums made one by one', () => {
    const size = fc.integer({ min: 1, max: 13 })
    fc.assert(
      fc.property(size, size, size, fc.nat(), (rows, width, count, seed) => {
        const entries = 1 + (seed % width)
        const cell = (r: number, c: number): number => Math.sin(r * 7 + c * 3 + seed)
        const entry = (n: number, i: number): number => (i < entries ? Math.cos(n * 5 + i + seed) : NaN)
        const table = Tiles.of(rows, width, cell)
        const vectors = Tiles.room(count, width)
        const out = Tiles.room(count, table.height)
        for (let n = 0; n < count; n++)
          for (let i = 0; i < width; i++) vectors[Tiles.place(n, i, width)] = entry(n, i)
        Tiles.times(table, vectors, count, entries, out)
        for (let n = 0; n < count; n++)
          for (let r = 0; r < rows; r++) {
            let sum = 0
            for (let i = 0; i < entries; i++) sum += cell(r, i) * entry(n, i)
            expect(out[Tiles.place(n, r, table.height)]).toBeCloseTo(sum, 10)
          }
      })
    )
  })
})

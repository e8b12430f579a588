import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Random from '../../src/math/Random'

const seed = fc.oneof(fc.string(), fc.integer(), fc.constantFrom('', 'learner-42', 7, '7', -0, 1e308))

describe('law 1: the same seed and counter give the same number', () => {
  test.prop([seed, fc.nat()])('in any order, from keys made anew', (from, counter) => {
    const once = Random.draw(Random.key(from), counter)
    Random.draw(Random.key(from), counter + 1)
    expect(Random.draw(Random.key(from), counter)).toBe(once)
  })

  test.prop([seed])('sources as well', (from) => {
    const [one, other] = [Random.source(from), Random.source(from)]
    for (let i = 0; i < 5; i++) expect(one()).toBe(other())
  })

  test('7 and "7" are one seed, 7 and 8 are two', () => {
    expect(Random.key(7)).toEqual(Random.key('7'))
    expect(Random.key(7)).not.toEqual(Random.key(8))
    expect(Random.source(7)()).toBe(Random.source('7')())
  })

  // Stored sessions are replayed by these numbers. If the algorithm is changed on purpose this test is wrong: then it
  // is to be changed too, and the change is one that breaks the replay of earlier sessions.
  test('frozen: as released', () => {
    expect([0, 1, 2, 1000, 2 ** 31].map((n) => Random.draw(Random.key('learner-42'), n) * 2 ** 32))
      .toMatchInlineSnapshot(`
        [
          1319705267,
          148270584,
          388031100,
          1103345618,
          1140760639,
        ]
      `)
    const next = Random.source('learner-42')
    expect([next(), next(), next()]).toMatchInlineSnapshot(`
      [
        0.1668377458522997,
        0.7909426582828492,
        0.9110451558397032,
      ]
    `)
  })
})

test.prop([seed, fc.nat({ max: 2 ** 31 - 1 })])('law 2: numbers lie in [0, 1)', (from, counter) => {
  const next = Random.source(from)
  for (const x of [Random.draw(Random.key(from), counter), next(), next(), next()]) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThan(1)
  }
})

describe('draws are uniform', () => {
  const CELLS = 64

  /** Pearson's statistic over equal cells, standardised: 63 degrees of freedom have the sd √126. */
  const excess = (draws: ReadonlyArray<number>, cells: number): number => {
    const counts = new Array<number>(cells).fill(0)
    for (const x of draws) counts[Math.floor(x * cells)]!++
    const expected = draws.length / cells
    const statistic = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    return (statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1))
  }

  /** How often one of a pair lies in this row and the other in that column. */
  const paired = (draws: ReadonlyArray<number>): ReadonlyArray<number> =>
    draws.slice(1).map((x, i) => (Math.floor(draws[i]! * 8) + x) / 8)

  const indexes = Array.from({ length: 20_000 }, (_, i) => i)

  test.each(['a', 'learner-42', 0, 123456789, ''])('over the counters of the seed %o', (from) => {
    const key = Random.key(from)
    const draws = indexes.map((n) => Random.draw(key, n))
    expect(Math.abs(excess(draws, CELLS))).toBeLessThan(5)
    expect(Math.abs(excess(paired(draws), CELLS))).toBeLessThan(5)
  })

  test.each([0, 1, 2, 19])('over seeds, at counter %i', (n) => {
    for (const name of [(i: number) => i, (i: number) => `learner-${i}`]) {
      const draws = indexes.map((i) => Random.draw(Random.key(name(i)), n))
      expect(Math.abs(excess(draws, CELLS))).toBeLessThan(5)
      expect(Math.abs(excess(paired(draws), CELLS))).toBeLessThan(5)
    }
  })

  test('a bad generator is seen', () => {
    expect(
      excess(
        indexes.map((i) => (i / 20_000) ** 1.1),
        CELLS
      )
    ).toBeGreaterThan(5)
    expect(Math.abs(excess(paired(indexes.map((i) => (i * 0.01) % 1)), CELLS))).toBeGreaterThan(5)
  })
})

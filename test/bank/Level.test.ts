import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Level from '../../src/bank/Level'

test.each<[number, Level.Band]>([
  [-1, 'none'],
  [0, 'none'],
  [0.99, 'none'],
  [1, 'novice'],
  [2, 'novice'],
  [2.99, 'novice'],
  [3, 'intermediate'],
  [4, 'intermediate'],
  [5, 'advanced'],
  [6, 'advanced'],
  [7, 'expert'],
  [8, 'expert']
])('level %f is of the band %s', (level, band) => {
  expect(Level.band(level)).toBe(band)
})

test('a band is asked for by its lowest level, and a level by itself', () => {
  expect(Level.bands.map(Level.expected)).toEqual([0, 1, 3, 5, 7])
  expect(Level.cuts).toEqual([1, 3, 5, 7])
  for (const band of Level.bands) expect(Level.band(Level.expected(band))).toBe(band)
})

test.prop([fc.integer({ min: 0, max: 8 })])('a level as an expectation is that level', (level) => {
  expect(Level.expected(level)).toBe(level)
})

import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as CaseGraph from '../../src/exchange/CaseGraph'
import * as CasePrerequisites from '../../src/exchange/CasePrerequisites'

const nameAt = (i: number): string => 'abcdefgh'[i] ?? ''

/** Two competences; a topic of the first is item 6. */
const arrangement = {
  domains: [],
  losses: [],
  competences: [
    { item: 7, domain: undefined, topics: [6], acquis: [0, 1, 2].map((item) => ({ item, topic: 6 })) },
    { item: 5, domain: undefined, topics: [], acquis: [3, 4].map((item) => ({ item, topic: undefined })) }
  ]
}

const of = (...pairs: ReadonlyArray<readonly [number, number]>): CasePrerequisites.Prerequisites =>
  CasePrerequisites.of(
    arrangement,
    pairs.map(([origin, destination], place) => ({ origin, destination, place, sequence: Infinity })),
    nameAt
  )

describe('law 1: every `precedes` is a requirement, or is listed', () => {
  test('what comes after requires what comes before', () => {
    expect(of([0, 1], [2, 1], [3, 4])).toEqual({
      below: [
        [[], [0, 2], []],
        [[], [0]]
      ],
      issues: [],
      losses: []
    })
  })

  test('between competences, with other things than acquis, twice', () => {
    const { below, losses } = of([0, 3], [0, 6], [CaseGraph.DOCUMENT, 0], [7, 5], [0, 1], [0, 1])
    expect(below).toEqual([
      [[], [0], []],
      [[], []]
    ])
    expect(losses.map(({ names }) => names)).toEqual([['a → g', ' → a', 'h → f'], ['a → d'], ['a → b']])
  })
})

describe('law 2: a circle of them is a problem, at the place of one of them', () => {
  test('of three, and of one, each told as `requires` goes', () => {
    expect(of([0, 1], [1, 2], [4, 4], [2, 0]).issues).toEqual([
      { _tag: 'requires-cycle', path: ['CFAssociations', 3], cycle: ['a', 'c', 'b', 'a'] },
      { _tag: 'requires-cycle', path: ['CFAssociations', 2], cycle: ['e', 'e'] }
    ])
  })

  test('one that goes through another competence is none', () => {
    expect(of([0, 3], [3, 0]).issues).toEqual([])
  })
})

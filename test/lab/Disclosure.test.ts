import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Disclosure from '../../src/lab/Disclosure'

const LEAST = 5

const people = fc.array(
  fc.record({
    groups: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z', 'w')),
    count: fc.integer({ min: 1, max: 9 })
  }),
  { minLength: 1, maxLength: 12 }
)

/** All people one by one, each as the blocks that it is published in. */
const published = (atoms: ReadonlyArray<Disclosure.Atom>, divisions: number, least = LEAST) => {
  const blocks = Disclosure.blocks(atoms, divisions, least)
  return atoms.map(({ groups, count }) => ({
    count,
    blocks: groups.map((group, i) => `${i}/${blocks[i]?.get(group)}`)
  }))
}

const sizesOf = (all: ReturnType<typeof published>): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>()
  for (const { count, blocks } of all)
    for (const block of blocks) sizes.set(block, (sizes.get(block) ?? 0) + count)
  return sizes
}

/** The size of every group that some sum of tables, each block taken with one of `factors`, tells of by itself. */
const revealedBy = (
  all: ReturnType<typeof published>,
  factors: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const names = [...sizesOf(all).keys()]
  const found: Array<number> = []
  for (let code = 0; code < factors.length ** names.length; code++) {
    const factor = new Map(
      names.map((name, i) => [name, factors[Math.floor(code / factors.length ** i) % factors.length] ?? 0])
    )
    const values = all.map(({ blocks }) => blocks.reduce((sum, block) => sum + (factor.get(block) ?? 0), 0))
    if (values.every((x) => x === 0 || x === 1))
      found.push(all.reduce((sum, { count }, i) => sum + (values[i] ?? 0) * count, 0))
  }
  return found.filter((size) => size > 0)
}

describe('laws', () => {
  test.prop([people])('1. no group that is published has fewer people than the least', (atoms) => {
    const total = atoms.reduce((sum, { count }) => sum + count, 0)
    for (const size of sizesOf(published(atoms, 2)).values())
      expect(size).toBeGreaterThanOrEqual(Math.min(LEAST, total))
  })

  test.prop([people], { numRuns: 200 })(
    '2. no difference of sums of two tables is a group of fewer people',
    (atoms) => {
      const total = atoms.reduce((sum, { count }) => sum + count, 0)
      for (const size of revealedBy(published(atoms, 2), [-1, 0, 1]))
        expect(size).toBeGreaterThanOrEqual(Math.min(LEAST, total))
    }
  )

  test.prop([people])('3. everybody is in one group of each table', (atoms) => {
    for (const { blocks } of published(atoms, 2))
      for (const block of blocks) expect(block).not.toContain('undefined')
  })
})

it('finds what differences would tell: those of one commune who are of no published age', () => {
  const atoms = [
    { groups: ['a', 'young'], count: 20 },
    { groups: ['a', 'old'], count: 3 },
    { groups: ['b', 'old'], count: 20 }
  ]
  // a − young = 3 people: a test that it is a difference before anything is done about it.
  expect(
    revealedBy(
      atoms.map(({ groups, count }) => ({ count, blocks: groups.map((g, i) => `${i}/${g}`) })),
      [-1, 0, 1]
    )
  ).toContain(3)
  expect(Math.min(...revealedBy(published(atoms, 2), [-1, 0, 1]))).toBeGreaterThanOrEqual(LEAST)
})

it('leaves groups alone that tell of nobody', () => {
  const atoms = ['a', 'b', 'c'].flatMap((a) => ['x', 'y'].map((b) => ({ groups: [a, b], count: 7 })))
  expect([...sizesOf(published(atoms, 2)).values()].sort((a, b) => a - b)).toEqual([14, 14, 14, 21, 21])
})

it('merges two where one is too small', () => {
  const atoms = ['a', 'b', 'c'].map((a, i) => ({ groups: [a], count: [3, 6, 20][i] ?? 0 }))
  expect(sizesOf(published(atoms, 1))).toEqual(
    new Map([
      [`0/${Disclosure.OTHERS}`, 9],
      ['0/c', 20]
    ])
  )
})

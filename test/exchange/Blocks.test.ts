import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Blocks from '../../src/exchange/Blocks'
import * as Order from '../../src/math/Order'

const LIMIT = 4096

/** Each lies above some of those before it: no circle. */
const order = fc
  .array(fc.array(fc.nat(1000), { maxLength: 14 }), { maxLength: 30 })
  .map((picks): Order.Below => picks.map((own, i) => (i === 0 ? [] : [...new Set(own.map((n) => n % i))])))

const left = (below: Order.Below): Order.Below => {
  const free = Blocks.freed(below)
  return below.map((own, i) => (free.has(i) ? [] : own))
}

/** The number of states of the largest block, or one more than the limit. */
const largest = (below: Order.Below): number =>
  Math.max(
    0,
    ...Order.components(below).map((members) => {
      const own = members.map((member) => below[member]!.map((i) => members.indexOf(i)))
      return Order.downSets(own, LIMIT)?.count ?? LIMIT + 1
    })
  )

const side = (n: number): Order.Below => Array.from({ length: n }, () => [])

describe('law 1: no block is left with more states than a bank may have', () => {
  test.prop([order])('of any order', (below) => {
    expect(largest(left(below))).toBeLessThanOrEqual(LIMIT)
  })

  test('of a chain that is too long, and of layers that free one after the other', () => {
    const chain = Array.from({ length: 9000 }, (_, i) => (i === 0 ? [] : [i - 1]))
    expect(largest(left(chain))).toBeLessThanOrEqual(LIMIT)
    const layers = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: i < 20 ? 0 : 20 }, (_, j) => 20 * (Math.floor(i / 20) - 1) + j)
    )
    expect(largest(left(layers))).toBeLessThanOrEqual(LIMIT)
  })
})

describe('law 2: where none has more, nothing is taken away', () => {
  test.prop([order])('of any order', (below) => {
    if (largest(below) <= LIMIT) expect(Blocks.freed(below)).toEqual(new Set())
  })

  test('eleven under one are not too many; twelve are, and the one that ties them is freed', () => {
    expect(Blocks.freed([...side(11), [...side(11).keys()]])).toEqual(new Set())
    expect(Blocks.freed([...side(12), [...side(12).keys()], [12]])).toEqual(new Set([12]))
  })
})

test('ids become places, and shared lists stay shared', () => {
  const shared = ['a', 'b']
  const below = Blocks.below(['a', 'b', 'c', 'd'], [[], [], shared, shared])
  expect(below).toEqual([[], [], [0, 1], [0, 1]])
  expect(below[2]).toBe(below[3])
})

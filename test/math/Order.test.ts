import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Order from '../../src/math/Order'

/** Orders on up to `size` elements, with their numbers shuffled so that what lies below need not come first. */
const order = (size: number): fc.Arbitrary<Order.Below> =>
  fc.integer({ min: 0, max: size }).chain((n) =>
    fc
      .tuple(
        fc.array(fc.boolean(), { minLength: n * n, maxLength: n * n }),
        fc.shuffledSubarray(
          Array.from({ length: n }, (_, i) => i),
          { minLength: n }
        ),
        fc.integer({ min: 1, max: 4 })
      )
      .map(([links, names, sparse]) => {
        const below: Array<Array<number>> = names.map(() => [])
        for (let i = 0; i < n; i++)
          for (let j = 0; j < i; j++)
            if (links[i * n + j]! && (i + j) % sparse === 0) below[names[i]!]!.push(names[j]!)
        return below
      })
  )

/** Any links, circles and loops included. */
const graph: fc.Arbitrary<Order.Below> = fc.integer({ min: 0, max: 8 }).chain((n) =>
  fc.array(fc.uniqueArray(fc.nat(Math.max(0, n - 1)), { maxLength: 2 }), {
    minLength: n,
    maxLength: n
  })
)

/** All subsets that hold whatever lies below their elements, as bit sets. */
const closedSubsets = (below: Order.Below): ReadonlyArray<number> =>
  Array.from({ length: 2 ** below.length }, (_, set) => set).filter((set) =>
    below.every((lower, i) => (set & (1 << i)) === 0 || lower.every((j) => (set & (1 << j)) !== 0))
  )

const sets = ({ count, parent, added }: Order.DownSets): ReadonlyArray<number> => {
  const found = [0]
  for (let s = 1; s < count; s++) found.push(found[parent[s]!]! | (1 << added[s]!))
  return found
}

/** What can be reached downwards from an element in one step or more. */
const reached = (below: Order.Below, from: number): ReadonlySet<number> => {
  const seen = new Set<number>()
  const left = [...below[from]!]
  for (let at = left.pop(); at !== undefined; at = left.pop())
    if (!seen.has(at)) {
      seen.add(at)
      left.push(...below[at]!)
    }
  return seen
}

const numeric = (a: number, b: number): number => a - b

describe('down-sets', () => {
  test.prop([order(9)])(
    'law 1: every down-set is closed, none is listed twice, and none is missing',
    (below) => {
      const found = Order.downSets(below, Infinity)!
      expect(found.count).toBe(found.parent.length)
      expect([...sets(found)].sort(numeric)).toEqual(closedSubsets(below))
    }
  )

  test.prop([order(9)])('each grows by one element out of an earlier one, the first is empty', (below) => {
    const { parent, added, count } = Order.downSets(below, Infinity)!
    expect([parent[0], added[0]]).toEqual([-1, -1])
    for (let s = 1; s < count; s++) expect(parent[s]).toBeLessThan(s)
  })

  test.prop([order(9)])('containing lists the down-sets of each element, in order', (below) => {
    const found = Order.downSets(below, Infinity)!
    const all = sets(found)
    below.forEach((_, i) => {
      expect([...found.containing[i]!]).toEqual(all.flatMap((set, s) => ((set & (1 << i)) === 0 ? [] : [s])))
    })
  })

  test.prop([order(7), fc.integer({ min: 1, max: 40 })])(
    'a limit is kept to the last one',
    (below, limit) => {
      const count = closedSubsets(below).length
      expect(Order.downSets(below, limit) === undefined).toBe(count > limit)
      expect(Order.hasMoreDownSets(below, limit)).toBe(count > limit)
    }
  )

  test('more than 32 elements, and 64', () => {
    for (const n of [31, 32, 33, 64, 65]) {
      const chain = Array.from({ length: n }, (_, i) => (i === 0 ? [] : [i - 1]))
      const found = Order.downSets(chain, 100)!
      expect(found.count).toBe(n + 1)
      expect(found.containing.map((members) => members.length)).toEqual(chain.map((_, i) => n - i))
    }
  })

  test('two wide levels are refused before they are enumerated', () => {
    const low = Array.from({ length: 3000 }, (_, i) => i)
    const below = [...low.map(() => []), ...low.map(() => low)]
    expect(Order.downSets(below, 4096)).toBeUndefined()
    expect(Order.freestPair(below, 4096)).toEqual([0, 1])
  })
})

describe('sorted', () => {
  test.prop([order(12)])(
    'law 2: the elements come in an order in which what lies below comes first',
    (below) => {
      const result = Order.sorted(below)
      if (result._tag === 'cycle') return expect.unreachable()
      const place = new Map(result.order.map((element, i) => [element, i]))
      expect([...place.keys()].sort(numeric)).toEqual(below.map((_, i) => i))
      below.forEach((lower, i) => {
        for (const j of lower) expect(place.get(j)).toBeLessThan(place.get(i)!)
      })
    }
  )

  test.prop([graph])(
    'there is a cycle exactly where an element lies below itself, and it is one',
    (below) => {
      const result = Order.sorted(below)
      expect(result._tag === 'cycle').toBe(below.some((_, i) => reached(below, i).has(i)))
      if (result._tag === 'cycle')
        result.cycle.forEach((element, i) => {
          expect(below[element]).toContain(result.cycle[(i + 1) % result.cycle.length])
        })
    }
  )

  test('a chain of 200,000 does not exhaust the call stack', () => {
    const chain = Array.from({ length: 200_000 }, (_, i) => (i === 199_999 ? [] : [i + 1]))
    expect(Order.sorted(chain)._tag).toBe('sorted')
    expect(Order.cycles(chain)).toEqual([])
    expect(Order.components(chain)).toHaveLength(1)
  })
})

describe('cycles', () => {
  test.prop([graph], { numRuns: 1000 })(
    'law 3: there is a cycle for every knot, and none where there is an order',
    (below) => {
      const knotOf = (i: number): ReadonlyArray<number> =>
        below.flatMap((_, j) => (reached(below, i).has(j) && reached(below, j).has(i) ? [j] : []))
      const knots = new Set(
        below
          .map((_, i) => knotOf(i))
          .filter((k) => k.length > 0)
          .map(String)
      )
      const found = Order.cycles(below)
      expect(found.map((cycle) => String(knotOf(cycle[0]!))).sort()).toEqual([...knots].sort())
      for (const cycle of found) {
        expect(new Set(cycle).size).toBe(cycle.length)
        cycle.forEach((element, i) => {
          expect(below[element]).toContain(cycle[(i + 1) % cycle.length])
        })
      }
    }
  )
})

describe('components', () => {
  test.prop([graph])('are the classes of what is linked, in the order of their first elements', (below) => {
    const found = Order.components(below)
    const both = below.map((lower, i) => [
      ...lower,
      ...below.flatMap((other, j) => (other.includes(i) ? [j] : []))
    ])
    const classOf = (i: number): ReadonlyArray<number> => [...new Set([i, ...reached(both, i)])].sort(numeric)
    const expected = new Map(below.map((_, i) => [String(classOf(i)), classOf(i)]))
    expect(found).toEqual([...expected.values()])
  })
})

describe('freestPair', () => {
  test.prop([order(8), fc.constantFrom(2, 8, 1000)])(
    'is a pair that the order leaves unrelated',
    (below, limit) => {
      const unrelated = (i: number, j: number): boolean =>
        !reached(below, i).has(j) && !reached(below, j).has(i)
      const pair = Order.freestPair(below, limit)
      if (pair !== undefined) {
        expect(pair[0]).not.toBe(pair[1])
        expect(unrelated(...pair)).toBe(true)
      } else if (limit === 1000)
        below.forEach((_, i) => {
          for (let j = 0; j < i; j++) expect(unrelated(i, j)).toBe(false)
        })
    }
  )
})

/**
 * Partial orders on 0 … n−1, given by what each element lies directly above: `below[i]`.
 *
 * Laws
 * 1. every down-set is closed, none is listed twice, and none is missing
 * 2. the elements come in an order in which what lies below comes first
 * 3. there is a cycle for every knot, and none where there is an order
 *
 * @since 0.1.0
 */

export type Below = ReadonlyArray<ReadonlyArray<number>>

/** The elements sorted so that what lies below comes first, each as soon as one above it needs it; or a cycle. */
export const sorted = (
  below: Below
):
  | { readonly _tag: 'sorted'; readonly order: ReadonlyArray<number> }
  | { readonly _tag: 'cycle'; readonly cycle: ReadonlyArray<number> } => {
  const order: Array<number> = []
  const state = new Uint8Array(below.length) // 0 new, 1 on the path, 2 done
  for (let root = 0; root < below.length; root++) {
    if (state[root] !== 0) continue
    // An explicit stack: a chain of ten thousand elements must not exhaust the call stack.
    const path: Array<{ element: number; next: number }> = [{ element: root, next: 0 }]
    state[root] = 1
    while (path.length > 0) {
      const top = path[path.length - 1]!
      const child = below[top.element]![top.next++]
      if (child === undefined) {
        state[top.element] = 2
        order.push(top.element)
        path.pop()
      } else if (state[child] === 1) {
        const elements = path.map(({ element }) => element)
        return { _tag: 'cycle', cycle: elements.slice(elements.indexOf(child)) }
      } else if (state[child] === 0) {
        state[child] = 1
        path.push({ element: child, next: 0 })
      }
    }
  }
  return { _tag: 'sorted', order }
}

/**
 * One cycle of every knot: of every set of elements that lie below each other (strongly connected components, Tarjan
 * 1972). Each is a list without its first element repeated; taking one link out may leave another cycle of the knot.
 */
export const cycles = (below: Below): ReadonlyArray<ReadonlyArray<number>> => {
  const visit = new Int32Array(below.length).fill(-1) // when an element was first seen
  const lowest = new Int32Array(below.length) // the earliest one seen that it leads back to
  const knot = new Int32Array(below.length).fill(-1)
  const open: Array<number> = []
  const knots: Array<ReadonlyArray<number>> = []
  let visits = 0
  for (let root = 0; root < below.length; root++) {
    if (visit[root] !== -1) continue
    const path: Array<{ element: number; next: number }> = []
    const enter = (element: number): void => {
      visit[element] = lowest[element] = visits++
      open.push(element)
      path.push({ element, next: 0 })
    }
    enter(root)
    while (path.length > 0) {
      const top = path[path.length - 1]!
      const { element } = top
      const child = below[element]![top.next++]
      if (child === undefined) {
        path.pop()
        const parent = path[path.length - 1]?.element
        if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[element]!)
        if (lowest[element] !== visit[element]) continue
        const members = open.splice(open.lastIndexOf(element))
        for (const member of members) knot[member] = knots.length
        knots.push(members)
      } else if (visit[child] === -1) enter(child)
      else if (knot[child] === -1) lowest[element] = Math.min(lowest[element]!, visit[child]!)
    }
  }
  return knots.flatMap((members): ReadonlyArray<ReadonlyArray<number>> => {
    const start = members.reduce((least, member) => Math.min(least, member))
    const tied = members.length > 1 || below[start]!.includes(start)
    return tied ? [cycleThrough(below, knot, start)] : []
  })
}

/** A cycle inside the knot of an element: on from it by the first link that stays in the knot, until one comes again. */
const cycleThrough = (below: Below, knot: Int32Array, start: number): ReadonlyArray<number> => {
  const place = new Map<number, number>()
  const way: Array<number> = []
  for (let at = start; ; at = below[at]!.find((child) => knot[child] === knot[start])!) {
    const seen = place.get(at)
    if (seen !== undefined) return way.slice(seen)
    place.set(at, way.length)
    way.push(at)
  }
}

/** The connected components, each ascending, in the order of their first elements. */
export const components = (below: Below): ReadonlyArray<ReadonlyArray<number>> => {
  const parent = Int32Array.from(below, (_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  below.forEach((lower, i) => {
    for (const j of lower) {
      const [a, b] = [root(i), root(j)]
      parent[Math.max(a, b)] = Math.min(a, b)
    }
  })
  const members = new Map<number, Array<number>>()
  below.forEach((_, i) => {
    const at = root(i)
    const known = members.get(at)
    if (known === undefined) members.set(at, [i])
    else known.push(i)
  })
  return [...members.values()]
}

/**
 * All down-sets of an order. Down-set 0 is empty; every other one is an earlier one, `parent`, with the element
 * `added`, and whatever adds up over elements adds up along this tree. `containing[i]` lists those that hold i.
 */
export interface DownSets {
  readonly count: number
  /** Whether the order is a chain: each down-set is then the one before and one element more. */
  readonly isChain: boolean
  readonly parent: Int32Array
  readonly added: Int32Array
  readonly containing: ReadonlyArray<Int32Array>
}

const holds = (set: Uint32Array, i: number): boolean => (set[i >>> 5]! & (1 << (i & 31))) !== 0

/** A copy of a set of elements, 32 a word, with one more. */
const including = (set: Uint32Array, i: number): Uint32Array => {
  const larger = set.slice()
  larger[i >>> 5]! |= 1 << (i & 31)
  return larger
}

/** The down-sets of the elements of an order, taken one after the other until there are more than `limit`. */
const grown = (below: Below, order: ReadonlyArray<number>, limit: number) => {
  const parent: Array<number> = [-1]
  const added: Array<number> = [-1]
  const sets: Array<Uint32Array> = [new Uint32Array(Math.ceil(below.length / 32))]
  for (let taken = 0; taken < order.length; taken++) {
    const element = order[taken]!
    const lower = below[element]!
    const known = sets.length
    for (let s = 0; s < known; s++) {
      const set = sets[s]!
      if (!lower.every((i) => holds(set, i))) continue
      if (sets.length >= limit) return { sets, parent, added, whole: false, taken: taken + 1 }
      sets.push(including(set, element))
      parent.push(s)
      added.push(element)
    }
  }
  return { sets, parent, added, whole: true, taken: order.length }
}

/** Every down-set, or undefined where there are more than `limit`. The order must be free of cycles. */
export const downSets = (below: Below, limit: number): DownSets | undefined => {
  const result = sorted(below)
  if (result._tag === 'cycle') return undefined
  const { sets, parent, added, whole } = grown(below, result.order, limit)
  if (!whole) return undefined
  const containing = below.map((): Array<number> => [])
  sets.forEach((set, s) => {
    set.forEach((word, w) => {
      for (let rest = word; rest !== 0; rest &= rest - 1)
        containing[32 * w + 31 - Math.clz32(rest & -rest)]!.push(s)
    })
  })
  return {
    count: sets.length,
    isChain: sets.length === below.length + 1,
    parent: Int32Array.from(parent),
    added: Int32Array.from(added),
    containing: containing.map((members) => Int32Array.from(members))
  }
}

/** Whether there are more than `limit` down-sets, without listing them. The order must be free of cycles. */
export const hasMoreDownSets = (below: Below, limit: number): boolean => {
  const result = sorted(below)
  return result._tag === 'sorted' && !grown(below, result.order, limit).whole
}

/**
 * Two elements that the order leaves unrelated, the freest first; undefined where it is a chain. Looked for among the
 * first elements (what lies below first) with more than `limit` down-sets, or all: there are never more than `limit`
 * of those, whatever the size of the order.
 */
export const freestPair = (below: Below, limit: number): readonly [number, number] | undefined => {
  const result = sorted(below)
  if (result._tag === 'cycle') return undefined
  const elements = result.order.slice(0, grown(below, result.order, limit).taken)
  const under = new Map<number, Uint32Array>()
  const related = new Int32Array(below.length)
  for (const i of elements) {
    const set = new Uint32Array(Math.ceil(below.length / 32))
    for (const j of below[i]!) {
      under.get(j)!.forEach((word, w) => (set[w]! |= word))
      set[j >>> 5]! |= 1 << (j & 31)
    }
    under.set(i, set)
  }
  const above = (i: number, j: number): boolean => holds(under.get(i)!, j)
  for (const i of elements)
    for (const j of elements)
      if (above(i, j)) {
        related[i]!++
        related[j]!++
      }
  const byFreedom = [...elements].sort((i, j) => related[i]! - related[j]! || i - j)
  for (const i of byFreedom)
    for (const j of byFreedom) if (i !== j && !above(i, j) && !above(j, i)) return [i, j]
  return undefined
}

/**
 * Partial orders on 0 … n−1, given by what each element lies directly above: `below[i]`.
 *
 * Laws
 * 1. every down-set is closed, none is listed twice, and none is missing
 * 2. the elements come in an order in which what lies below comes first
 *
 * @since 0.1.0
 */

export type Below = ReadonlyArray<ReadonlyArray<number>>

/** The elements sorted so that what lies below comes first (by index where the order leaves a choice), or a cycle. */
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
  readonly parent: Int32Array
  readonly added: Int32Array
  readonly containing: ReadonlyArray<Int32Array>
}

/** Every down-set, or undefined where there are more than `limit`. The order must be free of cycles. */
export const downSets = (below: Below, limit: number): DownSets | undefined => {
  const result = sorted(below)
  if (result._tag === 'cycle') return undefined
  const words = Math.ceil(below.length / 32)
  const parent: Array<number> = [-1]
  const added: Array<number> = [-1]
  const sets: Array<Uint32Array> = [new Uint32Array(words)]
  const holds = (set: Uint32Array, i: number): boolean => (set[i >>> 5]! & (1 << (i & 31))) !== 0
  for (const element of result.order) {
    const known = sets.length
    for (let s = 0; s < known; s++) {
      const set = sets[s]!
      if (!below[element]!.every((lower) => holds(set, lower))) continue
      if (sets.length === limit) return undefined
      const larger = set.slice()
      larger[element >>> 5]! |= 1 << (element & 31)
      sets.push(larger)
      parent.push(s)
      added.push(element)
    }
  }
  const containing = below.map((_, i) =>
    Int32Array.from(sets.flatMap((set, s) => (holds(set, i) ? [s] : [])))
  )
  return { count: sets.length, parent: Int32Array.from(parent), added: Int32Array.from(added), containing }
}

/** Two elements that the order leaves unrelated, the freest first; undefined where it is a chain. */
export const freestPair = (below: Below): readonly [number, number] | undefined => {
  const result = sorted(below)
  if (result._tag === 'cycle') return undefined
  const words = Math.ceil(below.length / 32)
  const under = below.map(() => new Uint32Array(words))
  const related = new Int32Array(below.length)
  const holds = (i: number, j: number): boolean => (under[i]![j >>> 5]! & (1 << (j & 31))) !== 0
  for (const i of result.order)
    for (const j of below[i]!) {
      under[j]!.forEach((word, w) => (under[i]![w]! |= word))
      under[i]![j >>> 5]! |= 1 << (j & 31)
    }
  for (let i = 0; i < below.length; i++)
    for (let j = 0; j < below.length; j++)
      if (holds(i, j)) {
        related[i]!++
        related[j]!++
      }
  const byFreedom = below.map((_, i) => i).sort((i, j) => related[i]! - related[j]! || i - j)
  for (const i of byFreedom)
    for (const j of byFreedom) if (i !== j && !holds(i, j) && !holds(j, i)) return [i, j]
  return undefined
}

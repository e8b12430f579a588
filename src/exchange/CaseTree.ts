/**
 * The tree of a CFPackage: every item at one place below the document.
 *
 * Laws
 * 1. every item is in the tree once
 * 2. items stand in the order of their sequence numbers, then of the file
 * 3. a circle of `isChildOf` is a problem, at the place of one of its associations
 * 4. a second parent is listed
 *
 * @since 0.2.0
 */
import type { Issue } from '../bank/Issue'
import * as Order from '../math/Order'
import * as CaseFile from './CaseFile'
import { DOCUMENT, type Edge, type Graph } from './CaseGraph'
import * as Loss from './Loss'

/** Places of items, directly below each item and below the document. */
export interface Tree {
  readonly top: ReadonlyArray<number>
  readonly below: ReadonlyArray<ReadonlyArray<number>>
}

/**
 * Visits the items from above to below, in their order. Each visit is told how many steps below the document it is and
 * what the visit of its parent gave. Without recursion: nobody knows how deep it is.
 */
export const walk = <A>(
  { top, below }: Tree,
  start: A,
  visit: (item: number, depth: number, above: A) => A
): void => {
  const left: Array<{ readonly item: number; readonly depth: number; readonly above: A }> = []
  const add = (items: ReadonlyArray<number>, depth: number, above: A): void => {
    for (const item of [...items].reverse()) left.push({ item, depth, above })
  }
  add(top, 1, start)
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const given = visit(at.item, at.depth, at.above)
    add(below[at.item] ?? [], at.depth + 1, given)
  }
}

export interface Planted {
  readonly tree: Tree
  readonly issues: ReadonlyArray<Issue>
  readonly losses: ReadonlyArray<Loss.Loss>
}

const bySequence = (a: Edge, b: Edge): number =>
  a.sequence === b.sequence ? a.place - b.place : a.sequence - b.sequence

/** Long enough to be found again. */
const inWords = (names: ReadonlyArray<string>): string =>
  (names.length > 8 ? [...names.slice(0, 5), '…', ...names.slice(-2)] : names).join(' → ')

const circles = (file: CaseFile.File, edges: ReadonlyArray<Edge>): ReadonlyArray<Issue> => {
  const parents = CaseFile.items(file).map((): Array<number> => [])
  const places = new Map<string, number>()
  for (const { origin, destination, place } of edges) {
    if (destination === DOCUMENT) continue
    parents[origin]?.push(destination)
    places.set(`${origin} ${destination}`, place)
  }
  return Order.cycles(parents).map((cycle): Issue => {
    const around = [...cycle, ...cycle.slice(0, 1)]
    return {
      _tag: 'wrong-value',
      path: ['CFAssociations', places.get(around.slice(0, 2).join(' ')) ?? 0],
      expected: 'items below the document',
      actual: `a circle of \`isChildOf\`: ${inWords(around.map(CaseFile.nameAt(file)))}`
    }
  })
}

/** The tree that the first parent of each item makes; an item without one is taken to lie below the document. */
export const of = (file: CaseFile.File, { isChildOf }: Graph): Planted => {
  const items = CaseFile.items(file)
  const nameAt = CaseFile.nameAt(file)
  const parent = new Map<number, Edge>()
  const further = isChildOf.filter((edge) => {
    if (parent.has(edge.origin)) return true
    parent.set(edge.origin, edge)
    return false
  })
  const orphans = items.flatMap((_, i) => (parent.has(i) ? [] : [i]))
  const below = items.map((): Array<number> => [])
  const top: Array<number> = []
  for (const { origin, destination } of [...parent.values()].sort(bySequence))
    (destination === DOCUMENT ? top : below[destination])?.push(origin)
  top.push(...orphans)
  return {
    tree: { top, below },
    issues: circles(file, isChildOf),
    losses: [
      ...Loss.named(
        'associations `isChildOf` with a further parent',
        further.map(({ origin, destination }) => `${nameAt(origin)} → ${nameAt(destination)}`),
        'in a bank everything has one place: the first is kept'
      ),
      ...Loss.named(
        'places of items without a parent in the package',
        orphans.map(nameAt),
        'taken to lie below the document'
      )
    ]
  }
}

/**
 * The answers of many learners, made ready for passes over all of them: what a learner answered in one block is a
 * *pattern*, and most patterns are shared by many learners, so that whatever depends on the pattern alone is worked out
 * once. The order of the answers in a block plays no part.
 *
 * Laws
 * 1. the patterns of a learner hold its answers, each once
 * 2. learners with the same answers in a block share its pattern, others do not
 * 3. the patterns that several learners have come first
 *
 * @since 0.2.0
 */
import type { Model } from './Model'

/** The answers of all learners, one learner after the other: index of the item × 4 + index of the outcome. */
export interface Answers {
  /** Where each learner begins; one more for the end. */
  readonly starts: Uint32Array
  readonly codes: Uint32Array
}

export const itemOf = (code: number): number => code >>> 2
export const outcomeOf = (code: number): number => code & 3

export const learnersOf = ({ starts }: Answers): number => starts.length - 1

/** A block by its number through the whole model. */
export interface Place {
  readonly competence: number
  readonly block: number
}

export const places = ({ competences }: Model): ReadonlyArray<Place> =>
  competences.flatMap(({ blocks }, competence) => blocks.map((_, block) => ({ competence, block })))

export interface Patterns {
  readonly places: ReadonlyArray<Place>
  /** How many learners, and how many answers they gave. */
  readonly learners: number
  readonly answers: number
  /** Of each learner, the patterns, ascending by block: touches starts[l] … starts[l + 1] − 1. */
  readonly starts: Uint32Array
  readonly touches: Uint32Array
  /** Of each pattern, its block, and its codes, ascending: codeStarts[p] … codeStarts[p + 1] − 1. */
  readonly block: Uint32Array
  readonly codeStarts: Uint32Array
  readonly codes: Uint32Array
  /** The first so many patterns are shared by several learners, and worth a row in tables. */
  readonly shared: number
}

/** Rows of 49 doubles: 12 MB. */
const MOST_SHARED = 1 << 15

/** Sorted lists of codes as paths from a root: a list is found by the number of its last node. */
const paths = (width: number) => {
  const next = new Map<number, number>()
  const parent: Array<number> = [0]
  const code: Array<number> = [0]
  return {
    step: (node: number, by: number): number => {
      const key = node * width + by
      const known = next.get(key)
      if (known !== undefined) return known
      next.set(key, parent.length)
      parent.push(node)
      code.push(by)
      return parent.length - 1
    },
    codesOf: (node: number): ReadonlyArray<number> => {
      const codes: Array<number> = []
      for (let at = node; at !== 0; at = parent[at]!) codes.push(code[at]!)
      return codes.reverse()
    },
    count: (): number => parent.length
  }
}

/** The answers as patterns. */
export const of = (model: Model, { starts, codes }: Answers): Patterns => {
  const all = places(model)
  const numbers = model.competences.map(() => 0)
  all.forEach(({ competence, block }, n) => {
    if (block === 0) numbers[competence] = n
  })
  const blockOf = Uint32Array.from(
    model.items,
    ({ competence, acquis }) => numbers[competence]! + model.competences[competence]!.blockOf[acquis]!
  )
  const width = 4 * model.items.length
  const { step, codesOf, count } = paths(width)
  const touchStarts = new Uint32Array(starts.length)
  const ends: Array<number> = []
  for (let l = 0; l + 1 < starts.length; l++) {
    // By block, then by code: one number each, which a typed array sorts without a comparison of ours.
    const keys = Float64Array.from(
      codes.subarray(starts[l], starts[l + 1]),
      (code) => blockOf[itemOf(code)]! * width + code
    ).sort()
    let node = 0
    let block = -1
    for (const key of keys) {
      const own = Math.floor(key / width)
      if (own !== block && block >= 0) {
        ends.push(node)
        node = 0
      }
      block = own
      node = step(node, key - own * width)
    }
    if (block >= 0) ends.push(node)
    touchStarts[l + 1] = ends.length
  }
  const uses = new Uint32Array(count())
  for (const node of ends) uses[node]!++
  const found: Array<number> = []
  uses.forEach((n, node) => {
    if (n > 0) found.push(node)
  })
  found.sort((a, b) => uses[b]! - uses[a]! || a - b)
  const numberOf = new Uint32Array(count())
  found.forEach((node, p) => {
    numberOf[node] = p
  })
  const lists = found.map(codesOf)
  const codeStarts = new Uint32Array(lists.length + 1)
  lists.forEach((list, p) => {
    codeStarts[p + 1] = codeStarts[p]! + list.length
  })
  const shared = found.findIndex((node) => uses[node]! < 2)
  return {
    places: all,
    learners: starts.length - 1,
    answers: codes.length,
    starts: touchStarts,
    touches: Uint32Array.from(ends, (node) => numberOf[node]!),
    block: Uint32Array.from(lists, (list) => blockOf[itemOf(list[0]!)]!),
    codeStarts,
    codes: Uint32Array.from(lists.flat()),
    shared: Math.min(MOST_SHARED, shared < 0 ? found.length : shared)
  }
}

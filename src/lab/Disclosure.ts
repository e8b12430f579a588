/**
 * Groups that are published so that no small one can be read off: neither from a table, nor as the difference of two. People
 * are divided in several ways (by commune, by age, …), and of each division a table is published. Groups that are too
 * small are merged into one, and so are others as long as groups of one table, taken from groups of another that hold
 * them all, leave people in fewer number than the least.
 *
 * What two tables tell by sums and differences is found as the smallest cut of a network: groups U of one table that hold
 * all of groups V of another, with as few people as possible in U and not in V. Whatever 0/1 sum of groups of two tables
 * there is, it is a sum of such differences.
 *
 * Laws
 * 1. no group that is published has fewer people than the least
 * 2. no difference of sums of two tables is a group of fewer people
 * 3. everybody is in one group of each table
 *
 * @since 0.2.0
 */

/** So many people who are together in every division; the group of each by the order of divisions. */
export interface Atom {
  readonly groups: ReadonlyArray<string>
  readonly count: number
}

/** The merged group of a division. No group has this name: names of groups are trimmed. */
export const OTHERS = ' others'

/** Of each division, the block that a group is published in. */
export type Blocks = ReadonlyArray<ReadonlyMap<string, string>>

type Sizes = Map<string, number>

const add = (sizes: Sizes, key: string, count: number): void => {
  sizes.set(key, (sizes.get(key) ?? 0) + count)
}

const sizesOf = (atoms: ReadonlyArray<Atom>, blocks: Blocks, division: number): Sizes => {
  const sizes: Sizes = new Map()
  for (const { groups, count } of atoms) {
    const group = groups[division] ?? ''
    add(sizes, blocks[division]?.get(group) ?? group, count)
  }
  return sizes
}

/** By size, then by name, so that it does not depend on the order of the people. */
const smallestFirst = (sizes: Sizes): ReadonlyArray<string> =>
  [...sizes].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1)).map(([name]) => name)

/** Two blocks merged, or one into the others. */
const merged = (
  blocks: ReadonlyMap<string, string>,
  names: ReadonlyArray<string>
): ReadonlyMap<string, string> =>
  new Map([...blocks].map(([group, block]) => [group, names.includes(block) ? OTHERS : block]))

/** What has to be merged where a block is too small, or is to go for another reason: it, and a companion. */
const withCompanion = (sizes: Sizes, name: string): ReadonlyArray<string> => {
  if (sizes.has(OTHERS) && name !== OTHERS) return [name, OTHERS]
  const companion = smallestFirst(sizes).find((each) => each !== name)
  return companion === undefined ? [] : [name, companion]
}

/** Edges of a graph between blocks of two divisions, with how many people are in both. */
type Joint = ReadonlyMap<string, ReadonlyMap<string, number>>

const jointOf = (atoms: ReadonlyArray<Atom>, blocks: Blocks, a: number, b: number): Joint => {
  const joint = new Map<string, Sizes>()
  for (const { groups, count } of atoms) {
    if (count === 0) continue
    const p = blocks[a]?.get(groups[a] ?? '') ?? ''
    const sizes: Sizes = joint.get(p) ?? new Map<string, number>()
    joint.set(p, sizes)
    add(sizes, blocks[b]?.get(groups[b] ?? '') ?? '', count)
  }
  return joint
}

const turned = (joint: Joint): Joint => {
  const result = new Map<string, Sizes>()
  for (const [p, row] of joint)
    for (const [q, count] of row) {
      const sizes: Sizes = result.get(q) ?? new Map<string, number>()
      result.set(q, sizes)
      add(sizes, p, count)
    }
  return result
}

/**
 * Whether there are blocks U with `from`, and V without `to` that are all within U, with fewer than `least` people in U
 * and not in V: whether so few augmenting paths (Ford and Fulkerson) from one to the other use up the network.
 */
const isCut = (rows: Joint, columns: Joint, from: string, to: string, least: number): boolean => {
  /** What has flowed from a row to a column. */
  const flow = new Map<string, Sizes>()
  const flowOf = (p: string, q: string): number => flow.get(p)?.get(q) ?? 0
  let total = 0
  while (total < least) {
    /** How each row was reached: by which column, and that by which row. */
    const rowBy = new Map<string, string | undefined>([[from, undefined]])
    const columnBy = new Map<string, string>()
    const queue = [from]
    for (let i = 0; i < queue.length && !columnBy.has(to); i++) {
      const p = queue[i] ?? ''
      for (const [q, count] of rows.get(p) ?? []) {
        if (columnBy.has(q) || count <= flowOf(p, q)) continue
        columnBy.set(q, p)
        if (q === to) break
        // From a column back to every row that it shares people with, without limit.
        for (const next of columns.get(q)?.keys() ?? [])
          if (!rowBy.has(next)) {
            rowBy.set(next, q)
            queue.push(next)
          }
      }
    }
    if (!columnBy.has(to)) return true
    let most = Infinity
    for (let q: string | undefined = to; q !== undefined;) {
      const p = columnBy.get(q) ?? ''
      most = Math.min(most, (rows.get(p)?.get(q) ?? 0) - flowOf(p, q))
      q = rowBy.get(p)
    }
    for (let q: string | undefined = to; q !== undefined;) {
      const p = columnBy.get(q) ?? ''
      const sizes: Sizes = flow.get(p) ?? new Map<string, number>()
      flow.set(p, sizes)
      add(sizes, q, most)
      q = rowBy.get(p)
    }
    total += most
  }
  return false
}

/** Two blocks whose tables tell of a small group, or nothing. */
const revealed = (joint: Joint, least: number): readonly [string, string] | undefined => {
  const other = turned(joint)
  for (const [p, row] of joint)
    for (const [q, count] of row)
      if (count < least && (isCut(joint, other, p, q, least) || isCut(other, joint, q, p, least)))
        return [p, q]
  return undefined
}

/** The blocks of each division: as many as can be published. All in one where nothing can be told apart. */
export const blocks = (atoms: ReadonlyArray<Atom>, divisions: number, least: number): Blocks => {
  const indexes = Array.from({ length: divisions }, (_, i) => i)
  let result: Blocks = indexes.map(
    (i) => new Map(atoms.map(({ groups }) => [groups[i] ?? '', groups[i] ?? '']))
  )
  if (atoms.reduce((sum, { count }) => sum + count, 0) < least)
    return result.map((own) => merged(own, [...own.values()]))
  const merge = (division: number, name: string): void => {
    const names = withCompanion(sizesOf(atoms, result, division), name)
    result = result.map((own, i) => (i === division ? merged(own, names) : own))
  }
  const small = (): boolean => {
    for (const division of indexes) {
      const sizes = sizesOf(atoms, result, division)
      const [name = '', count = Infinity] = [...sizes].find(([, each]) => each < least) ?? []
      if (count === Infinity || sizes.size < 2) continue
      merge(division, smallestFirst(sizes)[0] ?? name)
      return true
    }
    return false
  }
  const differing = (): boolean => {
    for (const a of indexes)
      for (const b of indexes.slice(a + 1)) {
        const found = revealed(jointOf(atoms, result, a, b), least)
        if (found === undefined) continue
        const [p, q] = found
        // The later division gives way, as long as it has anything to give.
        if (sizesOf(atoms, result, b).size > 1) merge(b, q)
        else merge(a, p)
        return true
      }
    return false
  }
  while (small() || differing());
  return result
}

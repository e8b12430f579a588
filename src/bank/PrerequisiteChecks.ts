/**
 * What has to hold of `requires`: that it names acquis of the same competence, goes in no circle, and leaves every block
 * with a manageable number of states (model page, section 2).
 *
 * @since 0.1.0
 */
import * as Order from '../math/Order'
import type { Issue, Path } from './Issue'
import * as Resolve from './Resolve'
import { acquisPath, type Context, type Scene } from './Scene'

/** A block with more knowledge states is refused: its posterior could no longer be computed at every answer. */
export const STATES = 4096

/** By id, the first acquis that has it: a later one is a duplicate, and is reported as that. */
const firstById = (acquis: ReadonlyArray<Resolve.Placed>): ReadonlyMap<string, number> =>
  new Map(acquis.map(({ id }, i) => [id, i] as const).reverse())

const references = (scene: Scene, { owner, unknown }: Context): ReadonlyArray<Issue> => {
  const first = firstById(scene.acquis)
  return scene.acquis.flatMap((each) =>
    (each.body.requires ?? []).flatMap((id, i): ReadonlyArray<Issue> => {
      const path = [...acquisPath(scene, each), 'requires', i]
      const level = scene.acquis[first.get(id) ?? -1]?.level
      if (level !== undefined)
        return level > each.level ? [{ _tag: 'requires-higher-level', path, id, level }] : []
      const competence = owner.get(id)
      return competence === undefined
        ? unknown('acquis', path, id, first.keys())
        : [{ _tag: 'requires-other-competence', path, id, competence }]
    })
  )
}

/** What lies below each acquis, by index. The acquis of a level and topic share one list, however many they are. */
const belowOf = (scene: Scene): Order.Below => {
  const first = firstById(scene.acquis)
  // An acquis whose topic could not be read belongs to none: it requires nothing by default, nothing requires it.
  const read = scene.acquis.map((each) =>
    each.body.topic === '' ? { ...each, body: { requires: [], ...each.body } } : each
  )
  const known = new Map<ReadonlyArray<string>, ReadonlyArray<number>>()
  return Resolve.requires(read).map((required) => {
    const below = known.get(required) ?? required.flatMap((id) => first.get(id) ?? [])
    known.set(required, below)
    return below
  })
}

/** The lists of some members, by their places among them. */
export const within = (below: Order.Below, members: ReadonlyArray<number>): Order.Below => {
  const place = new Map(members.map((member, i) => [member, i]))
  const known = new Map<ReadonlyArray<number>, ReadonlyArray<number>>()
  return members.map((member) => {
    const lower = below[member] ?? []
    const own = known.get(lower) ?? lower.flatMap((i) => place.get(i) ?? [])
    known.set(lower, own)
    return own
  })
}

/** A cycle from an acquis on whose author wrote the requirement: one that is there by default has no place in the file. */
const fromWritten = (scene: Scene, cycle: ReadonlyArray<number>): ReadonlyArray<number> => {
  const start = cycle.findIndex((i) => scene.acquis[i]?.body.requires !== undefined)
  return [...cycle.slice(start), ...cycle.slice(0, start + 1)]
}

const structure = (scene: Scene, { damage }: Context): ReadonlyArray<Issue> => {
  const below = belowOf(scene)
  const id = (i: number): string => scene.acquis[i]?.id ?? ''
  const path = (i: number): Path => {
    const each = scene.acquis[i]
    return each === undefined ? scene.path : acquisPath(scene, each)
  }
  const cycles = Order.cycles(below).map((found): Issue => {
    const cycle = fromWritten(scene, found)
    return { _tag: 'requires-cycle', path: [...path(cycle[0] ?? -1), 'requires'], cycle: cycle.map(id) }
  })
  const isRead = (i: number): boolean =>
    !damage.touches([...path(i), 'requires']) && !damage.touches([...path(i), 'topic'])
  const blocks = Order.components(below).flatMap((members): ReadonlyArray<Issue> => {
    if (2 ** members.length <= STATES) return []
    const own = within(below, members)
    const known = Order.sorted(own)._tag === 'sorted' && members.every(isRead)
    if (!known || !Order.hasMoreDownSets(own, STATES)) return []
    const pair = Order.freestPair(own, STATES)
    const [one = -1, other = -1] = (pair ?? [0]).map((i) => members[i] ?? -1)
    return [
      {
        _tag: 'too-many-states',
        path: path(one),
        acquis: members.length,
        limit: STATES,
        ...(pair === undefined ? {} : { relate: [id(one), id(other)] })
      }
    ]
  })
  return [...cycles, ...blocks]
}

/** What is wrong with the requirements of a competence: names, then circles, then blocks with too many states. */
export const check = (scene: Scene, context: Context): ReadonlyArray<Issue> => [
  ...references(scene, context),
  ...structure(scene, context)
]

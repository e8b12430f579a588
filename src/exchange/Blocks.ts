/**
 * Requirements that a bank can bear: a block of acquis with more knowledge states than a bank may have loses some of its
 * requirements, those of the acquis that requires the most first.
 *
 * Laws
 * 1. no block is left with more states than a bank may have
 * 2. where none has more, nothing is taken away
 *
 * @since 0.2.0
 */
import { STATES, within } from '../bank/PrerequisiteChecks'
import * as Order from '../math/Order'

/** So often a block loses the requirements of one acquis; then it loses them all. */
const ROUNDS = 8

/** By index, from ids. The lists that several acquis share stay shared, however long they are. */
export const below = (
  ids: ReadonlyArray<string>,
  requires: ReadonlyArray<ReadonlyArray<string>>
): Order.Below => {
  const place = new Map(ids.map((id, i) => [id, i]))
  const known = new Map<ReadonlyArray<string>, ReadonlyArray<number>>()
  return requires.map((required) => {
    const lower = known.get(required) ?? required.flatMap((id) => place.get(id) ?? [])
    known.set(required, lower)
    return lower
  })
}

const isTooLarge =
  (lower: Order.Below) =>
  (members: ReadonlyArray<number>): boolean =>
    2 ** members.length > STATES && Order.hasMoreDownSets(within(lower, members), STATES)

const widest = (lower: Order.Below, members: ReadonlyArray<number>): number =>
  members.reduce((best, i) => ((lower[i]?.length ?? 0) > (lower[best]?.length ?? 0) ? i : best))

/** The acquis whose requirements have to go. These must be free of cycles. */
export const freed = (lower: Order.Below): ReadonlySet<number> => {
  const free = new Set<number>()
  for (let round = 0; ; round++) {
    const left = lower.map((own, i) => (free.has(i) ? [] : own))
    const large = Order.components(left).filter(isTooLarge(left))
    if (large.length === 0) return free
    for (const members of large)
      for (const i of round < ROUNDS ? [widest(left, members)] : members)
        if ((left[i]?.length ?? 0) > 0) free.add(i)
  }
}

/**
 * The knowledge structure of a competence: its blocks, and for each block the feasible states, which are the down-sets
 * of `requires` (model page, section 2).
 *
 * @since 0.1.0
 */
import type { Competence } from '../bank/Framework'
import * as Order from '../math/Order'

/** A connected component of `requires`: most often one topic. Acquis go by their index in the competence. */
export interface Block {
  readonly acquis: Int32Array
  /** For each acquis of the block, the places in the block of those that it requires. */
  readonly requires: ReadonlyArray<ReadonlyArray<number>>
  readonly states: Order.DownSets
}

/** The blocks of a competence, in the order of their first acquis. `Bank.decode` has made sure that they are small. */
export const blocks = ({ acquis }: Competence): ReadonlyArray<Block> => {
  const index = new Map(acquis.map(({ id }, i) => [id, i]))
  const below = acquis.map(({ requires }) => requires.map((id) => index.get(id)!))
  return Order.components(below).map((members) => {
    const place = new Map(members.map((member, i) => [member, i]))
    const requires = members.map((member) => below[member]!.map((j) => place.get(j)!))
    return { acquis: Int32Array.from(members), requires, states: Order.downSets(requires, Infinity)! }
  })
}

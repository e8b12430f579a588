/**
 * A block while a run of answers is filtered: the weights of its states, Λ(S), and their mass at each ability node,
 * T_k = Σ_S Λ(S) P(S | θ_k), both but for a factor. Written to in place, by `Filter` alone.
 *
 * An outcome multiplies the weights of the states that hold its acquis, so that T_k changes by the mass of these alone:
 * T_k + (odds − 1) A_k. A_k is summed over the states that hold the acquis, or taken from T_k over those that do not,
 * whichever are fewer. These are differences, and what they may do to rounding errors is watched.
 *
 * @since 0.2.0
 */
import type * as Vector from '../math/Vector'
import type { Block } from './Model'

export interface FilterBlock {
  /** P(S | θ_k), a row of K for each state. */
  readonly prior: Vector.Vector
  /** For each acquis, the states that hold it. */
  readonly holding: ReadonlyArray<Int32Array>
  /** Λ(S). */
  readonly weights: Float64Array
  /** T_k. */
  readonly totals: Float64Array
  /** For each acquis, the states that do not hold it, where they are fewer. */
  readonly lacking: ReadonlyArray<Int32Array | undefined>
  /** By how much the totals may have made their rounding errors larger. */
  growth: number
}

/** The other states, where they are fewer. */
const fewer = (count: number, holders: Int32Array): Int32Array | undefined => {
  if (2 * holders.length <= count) return undefined
  const holds = new Set(holders)
  return Int32Array.from({ length: count }, (_, s) => s).filter((s) => !holds.has(s))
}

export const of = ({ states, prior }: Block, nodes: number): FilterBlock => ({
  prior,
  holding: states.containing,
  lacking: states.containing.map((holders) => fewer(states.count, holders)),
  weights: new Float64Array(states.count),
  totals: new Float64Array(nodes),
  growth: 1
})

/** Before the first answer: the states sum to 1 at each node. */
export const begin = (block: FilterBlock): void => {
  block.weights.fill(1)
  block.totals.fill(1)
  block.growth = 1
}

/** A_k = Σ_{S ∋ a} Λ(S) P(S | θ_k) of an acquis, written to a row. */
export const hold = (
  { prior, holding, lacking, weights, totals }: FilterBlock,
  place: number,
  held: Float64Array
): void => {
  const others = lacking[place]
  const summed = others ?? holding[place]!
  const sign = others === undefined ? 1 : -1
  if (others === undefined) held.fill(0)
  else held.set(totals)
  for (let i = 0; i < summed.length; i++) {
    const s = summed[i]!
    const weight = sign * weights[s]!
    for (let k = 0, at = s * held.length; k < held.length; k++, at++) held[k]! += weight * prior[at]!
  }
}

/** T_k from the weights. */
const sum = (block: FilterBlock): void => {
  const { prior, weights, totals } = block
  totals.fill(0)
  for (let s = 0, at = 0; s < weights.length; s++) {
    const weight = weights[s]!
    for (let k = 0; k < totals.length; k++, at++) totals[k]! += weight * prior[at]!
  }
  block.growth = 1
}

/** Weights of states stay within these; beyond, some would be lost. */
const LARGE = 1e100
const SMALL = 1e-100

/** Where rounding errors may have grown by so much, the totals are summed anew: 1e-12 is what they may come to. */
const GROWN = 1e4

/**
 * The weights of the states that hold an acquis, after an outcome of these odds, whose totals are made already; false
 * where one grows or shrinks too far.
 */
export const weigh = (block: FilterBlock, place: number, odds: number): boolean => {
  const { holding, weights } = block
  const holders = holding[place]!
  let fits = true
  for (let i = 0; i < holders.length; i++) {
    const weight = (weights[holders[i]!]! *= odds)
    if (!(weight < LARGE && weight > SMALL)) fits = false
  }
  if (odds < 1) block.growth /= odds
  else if (block.lacking[place] !== undefined) block.growth *= odds
  if (block.growth > GROWN) sum(block)
  return fits
}

/**
 * A block while a run of answers is filtered: the weights of its states, Λ(S), and their mass at each ability node,
 * T_k = Σ_S Λ(S) P(S | θ_k), both but for a factor. Written to in place, by `Filter` alone.
 *
 * An outcome multiplies the weights of the states that hold its acquis, so that T_k changes by the mass of these alone:
 * T_k + (odds − 1) A_k. That is a difference where the odds are below 1, and its rounding error is watched.
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
  /** By how much the totals may have made their rounding errors larger. */
  growth: number
}

export const of = ({ states, prior }: Block, nodes: number): FilterBlock => ({
  prior,
  holding: states.containing,
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
export const hold = ({ prior, holding, weights }: FilterBlock, place: number, held: Float64Array): void => {
  const holders = holding[place]!
  held.fill(0)
  for (let i = 0; i < holders.length; i++) {
    const s = holders[i]!
    const weight = weights[s]!
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
  if (block.growth > GROWN) sum(block)
  return fits
}

/**
 * Mean and variance of a competence's score at each ability node, and what is within reach, from the joint posterior of
 * each block's states (model page, section 7). Exact: given θ, blocks are independent.
 *
 * @since 0.1.0
 */
import type { CompetenceBelief } from '../knowledge/Belief'
import * as BlockBelief from '../knowledge/BlockBelief'
import type { Block, CompetenceModel } from '../knowledge/Model'
import * as Vector from '../math/Vector'

export interface Moments {
  /** E[Σ w_a [a known] | θ_k, answers], level units. */
  readonly mean: Vector.Row
  /** Var[Σ w_a [a known] | θ_k, answers]. */
  readonly variance: Vector.Row
  /** P(all that a requires known, a not known | all), by acquis of the competence. */
  readonly readiness: Vector.Row
}

/** Σ_{a∈S} w_a of every state. */
const stateScores = ({ states, acquis }: Block, weights: Float64Array): Float64Array => {
  const scores = new Float64Array(states.count)
  for (let s = 1; s < states.count; s++)
    scores[s] = (scores[states.parent[s] ?? 0] ?? 0) + (weights[acquis[states.added[s] ?? 0] ?? 0] ?? 0)
  return scores
}

/** P(S | all) of every state of a block, from a row of P(S | θ_k, answers) for each. */
const marginal = (table: Vector.Vector, ability: Vector.Row): Vector.Row => {
  const nodes = ability.length
  const out = Vector.zeros(table.length / nodes)
  for (let s = 0; s < out.length; s++) {
    let total = 0
    for (let k = 0; k < nodes; k++) total += (ability[k] ?? 0) * (table[s * nodes + k] ?? 0)
    out[s] = total
  }
  return out
}

/** Whether a state holds all that an acquis requires, but not the acquis. */
const onFringe = ({ states, requires }: Block, place: number): Uint8Array => {
  const count = new Int32Array(states.count)
  const required = requires[place] ?? []
  for (const r of required) for (const s of states.containing[r] ?? []) count[s] = (count[s] ?? 0) + 1
  const fringe = Uint8Array.from(count, (held) => (held === required.length ? 1 : 0))
  for (const s of states.containing[place] ?? []) fringe[s] = 0
  return fringe
}

const fringes = new WeakMap<Block, ReadonlyArray<Uint8Array>>()

const fringesOf = (block: Block): ReadonlyArray<Uint8Array> => {
  const known = fringes.get(block)
  if (known !== undefined) return known
  const made = Array.from(block.acquis, (_, place) => onFringe(block, place))
  fringes.set(block, made)
  return made
}

/** The moments of a competence, given P(z_k | all) of its ability. */
export const of = (
  { blocks, scoreWeights, levels }: CompetenceModel,
  belief: CompetenceBelief,
  ability: Vector.Row
): Moments => {
  const nodes = ability.length
  const mean = Vector.zeros(nodes)
  const variance = Vector.zeros(nodes)
  const readiness = Vector.zeros(levels.length)
  blocks.forEach((block, b) => {
    const believed = belief.blocks[b]
    if (believed === undefined) return
    const table = BlockBelief.states(block, believed)
    const scores = stateScores(block, scoreWeights)
    const own = Vector.zeros(nodes)
    for (let s = 1; s < scores.length; s++)
      for (let k = 0; k < nodes; k++) own[k] = (own[k] ?? 0) + (scores[s] ?? 0) * (table[s * nodes + k] ?? 0)
    // Around the mean, not as a difference of large squares: a nearly certain block has a variance of 1e-20.
    for (let s = 0; s < scores.length; s++)
      for (let k = 0; k < nodes; k++)
        variance[k] =
          (variance[k] ?? 0) + (table[s * nodes + k] ?? 0) * ((scores[s] ?? 0) - (own[k] ?? 0)) ** 2
    for (let k = 0; k < nodes; k++) mean[k] = (mean[k] ?? 0) + (own[k] ?? 0)
    const states = marginal(table, ability)
    fringesOf(block).forEach((fringe, place) => {
      let total = 0
      for (let s = 0; s < states.length; s++) if (fringe[s] === 1) total += states[s] ?? 0
      readiness[block.acquis[place] ?? 0] = total
    })
  })
  return { mean, variance, readiness }
}

/**
 * Mean and variance of a competence's score at each ability node, and what is within reach, from the joint posterior of
 * each block's states (model page, section 7). Exact: given θ, blocks are independent.
 *
 * @since 0.1.0
 */
import type { CompetenceBelief } from '../knowledge/Belief'
import * as BlockBelief from '../knowledge/BlockBelief'
import type { Block, CompetenceModel } from '../knowledge/Model'

export interface Moments {
  /** E[Σ w_a [a known] | θ_k, answers], level units. */
  readonly mean: Float64Array
  /** Var[Σ w_a [a known] | θ_k, answers]. */
  readonly variance: Float64Array
  /** P(all that a requires known, a not known | all), by acquis of the competence. */
  readonly readiness: Float64Array
}

/** Σ_{a∈S} w_a of every state. */
const stateScores = ({ states, acquis }: Block, weights: Float64Array): Float64Array => {
  const scores = new Float64Array(states.count)
  for (let s = 1; s < states.count; s++)
    scores[s] = (scores[states.parent[s] ?? 0] ?? 0) + (weights[acquis[states.added[s] ?? 0] ?? 0] ?? 0)
  return scores
}

/** P(S | all) of every state of a block. */
const marginal = (states: Float64Array, ability: Float64Array): Float64Array => {
  const nodes = ability.length
  const out = new Float64Array(states.length / nodes)
  for (let s = 0; s < out.length; s++) {
    let total = 0
    for (let k = 0; k < nodes; k++) total += (ability[k] ?? 0) * (states[s * nodes + k] ?? 0)
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
  ability: Float64Array
): Moments => {
  const nodes = ability.length
  const mean = new Float64Array(nodes)
  const variance = new Float64Array(nodes)
  const readiness = new Float64Array(levels.length)
  blocks.forEach((block, b) => {
    const own = belief.blocks[b]
    if (own === undefined) return
    const table = BlockBelief.states(block, own)
    const scores = stateScores(block, scoreWeights)
    const first = new Float64Array(nodes)
    const second = new Float64Array(nodes)
    for (let s = 1; s < scores.length; s++) {
      const score = scores[s] ?? 0
      for (let k = 0; k < nodes; k++) {
        const part = score * (table[s * nodes + k] ?? 0)
        first[k] = (first[k] ?? 0) + part
        second[k] = (second[k] ?? 0) + score * part
      }
    }
    for (let k = 0; k < nodes; k++) {
      const m = first[k] ?? 0
      mean[k] = (mean[k] ?? 0) + m
      variance[k] = (variance[k] ?? 0) + Math.max(0, (second[k] ?? 0) - m * m)
    }
    const states = marginal(table, ability)
    fringesOf(block).forEach((fringe, place) => {
      let total = 0
      for (let s = 0; s < states.length; s++) if (fringe[s] === 1) total += states[s] ?? 0
      readiness[block.acquis[place] ?? 0] = total
    })
  })
  return { mean, variance, readiness }
}

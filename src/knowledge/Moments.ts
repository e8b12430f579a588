/**
 * Mean and variance of a competence's score at each node, and what is within reach, from the joint posterior of each
 * block's states (model page, section 7). Exact: given θ, blocks are independent; given g, competences are.
 *
 * Laws
 * 1. moments and readiness agree with enumeration
 *
 * @since 0.1.0
 */
import * as Vector from '../math/Vector'
import type { Belief, CompetenceBelief } from './Belief'
import * as BlockBelief from './BlockBelief'
import * as Message from './Message'
import type { Block, CompetenceModel, Model } from './Model'

export interface Moments {
  /** E[Σ w_a [a known] | node, answers], level units. */
  readonly mean: Vector.Row
  /** Var[Σ w_a [a known] | node, answers]. */
  readonly variance: Vector.Row
}

export interface CompetenceMoments extends Moments {
  /** P(all that a requires known, a not known | all), by acquis of the competence. */
  readonly readiness: Vector.Row
}

/** Σ_{a∈S} w_a of every state. */
const stateScores = ({ states, acquis }: Block, weights: Float64Array): Vector.Row => {
  const scores = Vector.zeros(states.count)
  for (let s = 1; s < states.count; s++)
    scores[s] = scores[states.parent[s]!]! + weights[acquis[states.added[s]!]!]!
  return scores
}

/** The states that hold all that an acquis requires, but not the acquis. */
const fringe = ({ states, requires }: Block, place: number): Vector.Row => {
  const held = new Int32Array(states.count)
  for (const r of requires[place]!) for (const s of states.containing[r]!) held[s]!++
  for (const s of states.containing[place]!) held[s] = -1
  return Array.from(held.keys()).filter((s) => held[s] === requires[place]!.length)
}

/** What the moments of a block rest on, whatever the answers. */
interface Scores {
  readonly states: Vector.Row
  readonly fringes: ReadonlyArray<Vector.Row>
}

const scoresOfBlocks = new WeakMap<Block, Scores>()

const scoresOf = (block: Block, weights: Float64Array): Scores => {
  const known = scoresOfBlocks.get(block)
  if (known !== undefined) return known
  const scores = {
    states: stateScores(block, weights),
    fringes: Array.from(block.acquis, (_, place) => fringe(block, place))
  }
  scoresOfBlocks.set(block, scores)
  return scores
}

/** Below this share of its mean square, a variance as a difference of squares has lost the digits that are promised. */
const CANCELLED = 1e-5

/** The variance of a block's score at one node, summed around its mean. */
const varianceAround = (
  scores: Vector.Row,
  table: Vector.Vector,
  k: number,
  nodes: number,
  mean: number
): number => {
  let total = 0
  for (let s = 0; s < scores.length; s++) total += table[s * nodes + k]! * (scores[s]! - mean) ** 2
  return total
}

/**
 * The moments of a competence at the ability nodes that carry mass (0 at the others), and what is within reach given
 * P(z_k | all) of its ability.
 */
export const ofCompetence = (
  { blocks, scoreWeights, levels }: CompetenceModel,
  belief: CompetenceBelief,
  ability: Vector.Row
): CompetenceMoments => {
  const nodes = ability.length
  const { first: low, last: high } = Message.support(ability)
  const mean = Vector.zeros(nodes)
  const variance = Vector.zeros(nodes)
  const readiness = Vector.zeros(levels.length)
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b]!
    const { states: scores, fringes } = scoresOf(block, scoreWeights)
    const table = BlockBelief.states(block, belief.blocks[b]!)
    const first = Vector.zeros(nodes)
    const second = Vector.zeros(nodes)
    const marginal = Vector.zeros(scores.length)
    for (let s = 0; s < scores.length; s++) {
      const score = scores[s]!
      const row = s * nodes
      let mass = 0
      for (let k = low; k < high; k++) {
        const p = table[row + k]!
        first[k]! += score * p
        second[k]! += score * score * p
        mass += ability[k]! * p
      }
      marginal[s] = mass
    }
    for (let k = low; k < high; k++) {
      const own = first[k]!
      const spread = second[k]! - own * own
      mean[k]! += own
      variance[k]! += spread > CANCELLED * second[k]! ? spread : varianceAround(scores, table, k, nodes, own)
    }
    for (let place = 0; place < fringes.length; place++) {
      let total = 0
      for (const s of fringes[place]!) total += marginal[s]!
      readiness[block.acquis[place]!] = total
    }
  }
  return { mean, variance, readiness }
}

/** The moments of the sum of some competences' scores at the G nodes of the general factor. */
export const overall = (
  { link }: Model,
  belief: Belief,
  general: Vector.Row,
  scored: ReadonlyArray<{ readonly competence: number; readonly moments: Moments }>
): Moments => {
  const mean = Vector.zeros(general.length)
  const variance = Vector.zeros(general.length)
  for (const { competence, moments } of scored) {
    const { logLikelihood } = belief.competences[competence]!
    const nodes = logLikelihood.length
    const likelihood = Message.scaled(logLikelihood)
    const joint = Vector.zeros(nodes)
    for (let g = 0; g < general.length; g++) {
      if (general[g]! < Message.NEGLIGIBLE) continue
      const row = g * nodes
      let mass = 0
      let first = 0
      for (let k = 0; k < nodes; k++) {
        const weight = link[row + k]! * likelihood[k]!
        joint[k] = weight
        mass += weight
        first += weight * moments.mean[k]!
      }
      const m = first / mass
      let second = 0
      for (let k = 0; k < nodes; k++) {
        const distance = moments.mean[k]! - m
        second += joint[k]! * (moments.variance[k]! + distance * distance)
      }
      mean[g]! += m
      variance[g]! += second / mass
    }
  }
  return { mean, variance }
}

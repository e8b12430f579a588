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
import type { Belief } from './Belief'
import * as BlockBelief from './BlockBelief'
import * as Message from './Message'
import type { Block, CompetenceModel, Model } from './Model'
import type { View } from './Prediction'

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

/** The nodes that matter, and sums at them that are added to. */
interface Sums {
  readonly first: number
  readonly last: number
  readonly mean: Array<number>
  readonly variance: Array<number>
}

/**
 * On a chain whoever knows an acquis knows those before it, so P(s and t known) = m_t where s comes before t, and the
 * variance is Σ_t w_t m_t [ w_t (1 − m_t) + 2 Σ_{s<t} w_s (1 − m_s) ]: all terms are positive, and nothing cancels.
 */
const addChain = (
  { states, acquis }: Block,
  { mastery: table }: BlockBelief.BlockBelief,
  weights: Float64Array,
  nodes: number,
  { first, last, mean, variance }: Sums
): void => {
  const open = Vector.zeros(nodes)
  for (let s = 1; s < states.count; s++) {
    const place = states.added[s]!
    const w = weights[acquis[place]!]!
    const row = place * nodes
    for (let k = first; k < last; k++) {
      const m = table[row + k]!
      const missing = w * (1 - m)
      mean[k]! += w * m
      variance[k]! += w * m * (missing + 2 * open[k]!)
      open[k]! += missing
    }
  }
}

/** Any other block, state by state, around the mean of each node. */
const addStates = (table: Vector.Vector, scores: Vector.Row, nodes: number, sums: Sums): void => {
  const { first, last, mean, variance } = sums
  const own = Vector.zeros(nodes)
  for (let s = 0; s < scores.length; s++)
    for (let k = first; k < last; k++) own[k]! += scores[s]! * table[s * nodes + k]!
  for (let s = 0; s < scores.length; s++)
    for (let k = first; k < last; k++) {
      const distance = scores[s]! - own[k]!
      variance[k]! += table[s * nodes + k]! * distance * distance
    }
  for (let k = first; k < last; k++) mean[k]! += own[k]!
}

/** P(all that an acquis of a chain requires known, itself not): the masteries of one and the next, less. */
const readyOnChain = ({ states, acquis }: Block, mastery: Vector.Row, readiness: Array<number>): void => {
  let below = 1
  for (let s = 1; s < states.count; s++) {
    const a = acquis[states.added[s]!]!
    readiness[a] = Math.max(0, below - mastery[a]!)
    below = mastery[a]!
  }
}

const readyByStates = (
  { acquis }: Block,
  { fringes }: Scores,
  table: Vector.Vector,
  ability: Vector.Row,
  { first, last }: Sums,
  readiness: Array<number>
): void => {
  const nodes = ability.length
  for (let place = 0; place < fringes.length; place++) {
    let total = 0
    for (const s of fringes[place]!) total += Vector.dotRow(ability, table, s * nodes, first, last)
    readiness[acquis[place]!] = total
  }
}

/** The moments of a competence at the ability nodes that carry mass (0 at the others), and what is within reach. */
export const ofCompetence = (
  { blocks, scoreWeights, levels }: CompetenceModel,
  { belief, ability, mastery }: View
): CompetenceMoments => {
  const nodes = ability.length
  const sums: Sums = {
    ...Message.support(ability),
    mean: Vector.zeros(nodes),
    variance: Vector.zeros(nodes)
  }
  const readiness = Vector.zeros(levels.length)
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b]!
    const own = belief.blocks[b]!
    if (block.states.isChain) {
      addChain(block, own, scoreWeights, nodes, sums)
      readyOnChain(block, mastery, readiness)
    } else {
      const scores = scoresOf(block, scoreWeights)
      const table = BlockBelief.states(block, own)
      addStates(table, scores.states, nodes, sums)
      readyByStates(block, scores, table, ability, sums, readiness)
    }
  }
  return { mean: sums.mean, variance: sums.variance, readiness }
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
    const likelihood = belief.competences[competence]!.likelihood.values
    const nodes = likelihood.length
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

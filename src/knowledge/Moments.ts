/**
 * Mean and variance of a competence's score at each node, and what is within reach, from the joint posterior of each
 * block's states (model page, section 7). Exact: given θ, blocks are independent; given g, competences are.
 *
 * Laws
 * 1. moments, masteries and readiness agree with enumeration
 *
 * @since 0.1.0
 */
import * as Vector from '../math/Vector'
import type { Belief, CompetenceBelief } from './Belief'
import * as Beliefs from './Belief'
import * as Message from './Message'
import type { Block, CompetenceModel, Model } from './Model'
import type { View } from './Prediction'
import * as States from './States'

export interface Moments {
  /** E[Σ w_a [a known] | node, answers], level units. */
  readonly mean: Vector.Row
  /** Var[Σ w_a [a known] | node, answers]. */
  readonly variance: Vector.Row
}

export interface CompetenceMoments extends Moments {
  /** m_a, by acquis of the competence. */
  readonly mastery: Vector.Row
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

/** Sums over blocks, which are added to, and P(z_k | all) of the nodes that they are made at. */
interface Sums {
  readonly ability: Vector.Row
  readonly mean: Array<number>
  readonly variance: Array<number>
}

/** P(S | all) of the states of a block; what it adds to mean and variance, this around the mean of each node. */
const addStates = (
  block: Block,
  evidence: States.Evidence,
  scores: Vector.Row,
  { ability, mean, variance }: Sums
): Array<number> => {
  const { prior } = block
  const nodes = ability.length
  const { first, last } = Message.support(ability)
  const weights = States.stateWeights(block, evidence.ratio).values
  const marginal = Vector.zeros(scores.length)
  for (let k = first; k < last; k++) {
    let total = 0
    let sum = 0
    for (let s = 0; s < scores.length; s++) {
      const p = weights[s]! * prior[s * nodes + k]!
      total += p
      sum += scores[s]! * p
    }
    const exact =
      evidence.slope.size > 0 || !(total > States.TINY)
        ? States.inLogs(block, evidence, k, nodes).weights
        : undefined
    const scale = exact === undefined ? 1 / total : 1
    const own = exact === undefined ? sum * scale : Vector.dot(exact, scores)
    const share = ability[k]! * scale
    let square = 0
    for (let s = 0; s < scores.length; s++) {
      const p = exact === undefined ? weights[s]! * prior[s * nodes + k]! : exact[s]!
      const distance = scores[s]! - own
      square += p * distance * distance
      marginal[s]! += share * p
    }
    mean[k]! += own
    variance[k]! += square * scale
  }
  return marginal
}

/** What the joint posterior of a competence's states says, at the ability nodes that carry mass (0 at the others). */
export const ofCompetence = (
  { blocks, scoreWeights, levels }: CompetenceModel,
  { blocks: beliefs }: CompetenceBelief,
  ability: Vector.Row
): CompetenceMoments => {
  const sums: Sums = { ability, mean: Vector.zeros(ability.length), variance: Vector.zeros(ability.length) }
  const mastery = Vector.zeros(levels.length)
  const readiness = Vector.zeros(levels.length)
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b]!
    const { states, acquis } = block
    const scores = scoresOf(block, scoreWeights)
    const marginal = addStates(block, beliefs[b]!, scores.states, sums)
    for (let place = 0; place < acquis.length; place++)
      for (const s of scores.fringes[place]!) readiness[acquis[place]!]! += marginal[s]!
    // The states that hold an acquis are the subtrees under those that add it.
    for (let s = states.count - 1; s > 0; s--) {
      mastery[acquis[states.added[s]!]!]! += marginal[s]!
      marginal[states.parent[s]!]! += marginal[s]!
    }
  }
  for (let a = 0; a < mastery.length; a++) if (mastery[a]! > 1) mastery[a] = 1
  return { mean: sums.mean, variance: sums.variance, mastery, readiness }
}

/** A competence with its moments. */
export interface Scene {
  readonly view: View
  readonly moments: CompetenceMoments
}

/** Everything there is to know after some answers, from one pass through the tree. */
export interface Panorama {
  readonly belief: Belief
  /** P(g | all), at the G nodes. */
  readonly general: Vector.Row
  /** By competence. */
  readonly scenes: ReadonlyArray<Scene>
}

/** From what the answers add up to: so the way to them (a session, a log, a part of one) never shows in a digit. */
export const panorama = (model: Model, sums: Beliefs.Sums): Panorama => {
  const belief = Beliefs.ofSums(model, sums)
  const { general, abilities } = Beliefs.abilities(model, belief)
  return {
    belief,
    general,
    scenes: model.competences.map((competence, c) => {
      const ability = abilities[c]!
      const own = belief.competences[c]!
      const moments = ofCompetence(competence, own, ability)
      return { view: { competence: c, belief: own, ability, mastery: moments.mastery }, moments }
    })
  }
}

/** The moments of the sum of some competences' scores at the G nodes of the general factor that carry mass. */
export const overall = ({ link }: Model, general: Vector.Row, scenes: ReadonlyArray<Scene>): Moments => {
  const mean = Vector.zeros(general.length)
  const variance = Vector.zeros(general.length)
  const { first: from, last: to } = Message.support(general)
  for (const { view, moments } of scenes) {
    const { values } = view.belief.likelihood
    const nodes = values.length
    // What has no mass over all g adds none at any g, by its weight.
    const { first, last } = Message.support(view.ability)
    for (let g = from; g < to; g++) {
      const row = g * nodes
      let mass = 0
      let sum = 0
      for (let k = first; k < last; k++) {
        const weight = link[row + k]! * values[k]!
        mass += weight
        sum += weight * moments.mean[k]!
      }
      const m = sum / mass
      let square = 0
      for (let k = first; k < last; k++) {
        const distance = moments.mean[k]! - m
        square += link[row + k]! * values[k]! * (moments.variance[k]! + distance * distance)
      }
      mean[g]! += m
      variance[g]! += square / mass
    }
  }
  return { mean, variance }
}

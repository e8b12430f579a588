/**
 * What is believed about one learner: the exact posterior of the model, by messages along the tree g → θ_c → S_block →
 * answers (model page, section 4).
 *
 * A belief looks at one competence at a time, its *focus*. While the answers stay there, what the other competences say
 * about its ability (`outside`) stays as it is, so an answer costs one block and one row of nodes; only a change of focus
 * passes messages through the general factor. Everything that an answer does not touch is shared with the belief before.
 *
 * Laws
 * 1. it agrees with enumeration
 * 2. the order of the observations does not matter
 * 3. a correct answer never lowers the mastery of its acquis
 * 4. mastery falls along prerequisites
 * 5. an uninformative challenge changes nothing
 * 6. what an answer does not touch is shared, not copied
 * 7. no number of answers gives NaN, infinity or a mass of zero
 *
 * @since 0.1.0
 */
import type { Outcome } from '../bank/Challenge'
import * as Vector from '../math/Vector'
import * as BlockBelief from './BlockBelief'
import type { CompetenceModel, Item, Model } from './Model'

export interface CompetenceBelief {
  /** How many answers there are. */
  readonly answers: number
  readonly blocks: ReadonlyArray<BlockBelief.BlockBelief>
  /** log L_c(k): the answers of this competence at the K ability nodes. */
  readonly logLikelihood: Float64Array
  /** log m_c(g): the same at the G nodes of the general factor; undefined until the focus has moved away. */
  readonly message: Float64Array | undefined
}

export interface Belief {
  readonly competences: ReadonlyArray<CompetenceBelief>
  /** Index of the competence in focus. */
  readonly focus: number
  /** P(z_k | all answers outside the focus), at the K nodes. */
  readonly outside: Float64Array
  /** log P(all answers outside the focus). */
  readonly logOutside: number
}

/** Nodes whose posterior mass is below this change no mastery in its last digit, and are passed over. */
const NEGLIGIBLE = 1e-18

/** P(z_k): g integrated out. */
const priorOutside = ({ general, link, abilities }: Model): Float64Array =>
  mix(general, link, abilities.length)

/** Σ_g weights(g) link(g, k). */
const mix = (weights: Float64Array, link: Float64Array, nodes: number): Float64Array => {
  const out = new Float64Array(nodes)
  for (let g = 0; g < weights.length; g++) {
    const weight = weights[g]!
    if (weight === 0) continue
    const row = g * nodes
    for (let k = 0; k < nodes; k++) out[k]! += weight * link[row + k]!
  }
  return out
}

const competencePrior =
  (nodes: number, generalNodes: number) =>
  ({ blocks }: CompetenceModel): CompetenceBelief => ({
    answers: 0,
    blocks: blocks.map((block) => BlockBelief.prior(block, nodes)),
    logLikelihood: new Float64Array(nodes),
    message: new Float64Array(generalNodes)
  })

const priors = new WeakMap<Model, Belief>()

/** The belief before any answer; one value a model, since nothing in it is ever written to. */
export const prior = (model: Model): Belief => {
  const known = priors.get(model)
  if (known !== undefined) return known
  const belief: Belief = {
    competences: model.competences.map(competencePrior(model.abilities.length, model.general.length)),
    focus: 0,
    outside: priorOutside(model),
    logOutside: 0
  }
  priors.set(model, belief)
  return belief
}

/** log m_c(g) = log Σ_k P(z_k | g) L_c(k). */
const messageOf = ({ link, general, abilities }: Model, logLikelihood: Float64Array): Float64Array => {
  const nodes = abilities.length
  const top = Vector.max(logLikelihood)
  const likelihood = logLikelihood.map((x) => Math.exp(x - top))
  const message = new Float64Array(general.length)
  for (let g = 0; g < message.length; g++) {
    const row = g * nodes
    // Two sums at a time: one would wait for its own last addition at every step.
    let even = 0
    let odd = 0
    for (let k = 0; k + 1 < nodes; k += 2) {
      even += link[row + k]! * likelihood[k]!
      odd += link[row + k + 1]! * likelihood[k + 1]!
    }
    if (nodes % 2 === 1) even += link[row + nodes - 1]! * likelihood[nodes - 1]!
    message[g] = top + Math.log(even + odd)
  }
  return message
}

const withMessage =
  (model: Model) =>
  (competence: CompetenceBelief): CompetenceBelief =>
    competence.message !== undefined
      ? competence
      : { ...competence, message: messageOf(model, competence.logLikelihood) }

/** log P(g) + Σ log m_c(g) over all competences but one; summed anew, since differences of large logs lose digits. */
const logGeneral = (
  { general }: Model,
  competences: ReadonlyArray<CompetenceBelief>,
  except: number
): Float64Array => {
  const total = general.map(Math.log)
  for (let c = 0; c < competences.length; c++) {
    const { message } = competences[c]!
    if (c === except || message === undefined) continue
    for (let g = 0; g < total.length; g++) total[g]! += message[g]!
  }
  return total
}

/** The same belief, looking at another competence. */
export const focusOn =
  (model: Model, competence: number) =>
  (belief: Belief): Belief => {
    if (belief.focus === competence) return belief
    const competences = belief.competences.slice()
    competences[belief.focus] = withMessage(model)(competences[belief.focus]!)
    const total = logGeneral(model, competences, competence)
    const logOutside = Vector.logSumExp(total)
    const outside = mix(
      total.map((x) => Math.exp(x - logOutside)),
      model.link,
      model.abilities.length
    )
    return { competences, focus: competence, outside, logOutside }
  }

/** The belief after an answer (Bayes' rule; model page, sections 3 and 4). */
export const observe =
  (model: Model, item: Item, outcome: Outcome) =>
  (before: Belief): Belief => {
    const belief = focusOn(model, item.competence)(before)
    const { blocks: structures, blockOf, placeOf } = model.competences[item.competence]!
    const old = belief.competences[item.competence]!
    const b = blockOf[item.acquis]!
    const blocks = old.blocks.slice()
    blocks[b] = BlockBelief.observe(model, structures[b]!, placeOf[item.acquis]!, item, outcome)(blocks[b]!)
    const logLikelihood = new Float64Array(model.abilities.length)
    for (const block of blocks) {
      if (block.answers === 0) continue
      const rows = block.logLikelihood
      for (let k = 0; k < rows.length; k++) logLikelihood[k]! += rows[k]!
    }
    const competences = belief.competences.slice()
    competences[item.competence] = { answers: old.answers + 1, blocks, logLikelihood, message: undefined }
    return { ...belief, competences }
  }

/** P(z_k | all) of the competence in focus. */
export const abilityInFocus = ({ competences, focus, outside }: Belief): Float64Array => {
  const { logLikelihood } = competences[focus]!
  const top = Vector.max(logLikelihood)
  const weights = new Float64Array(outside.length)
  let total = 0
  for (let k = 0; k < weights.length; k++) {
    const weight = outside[k]! * Math.exp(logLikelihood[k]! - top)
    weights[k] = weight
    total += weight
  }
  for (let k = 0; k < weights.length; k++) weights[k]! /= total
  return weights
}

/** log P(all answers): the learner's log-likelihood. */
export const logEvidence = ({ competences, focus, outside, logOutside }: Belief): number => {
  const { logLikelihood } = competences[focus]!
  return logOutside + Vector.logSumExp(logLikelihood.map((x, k) => x + Math.log(outside[k]!)))
}

/** The posterior of g and of every ability, from one upward and one downward pass. */
export interface Abilities {
  /** P(g | all), at the G nodes. */
  readonly general: Float64Array
  /** P(z_k | all) of each competence, at the K nodes. */
  readonly abilities: ReadonlyArray<Float64Array>
}

export const abilities = (model: Model, belief: Belief): Abilities => {
  const nodes = model.abilities.length
  const competences = belief.competences.map(withMessage(model))
  const total = logGeneral(model, competences, -1)
  const general = Vector.softmax(total)
  // A node of g counts for a competence as much as P(g | all), whatever it had said of g: below the threshold it is nil.
  const kept = total.map((x, g) => (general[g]! < NEGLIGIBLE ? -Infinity : x))
  const silent = mix(Vector.softmax(kept), model.link, nodes)
  return {
    general,
    abilities: competences.map(({ answers, message }, c) => {
      if (c === belief.focus) return abilityInFocus(belief)
      if (answers === 0 || message === undefined) return silent
      const outside = mix(Vector.softmax(kept.map((x, g) => x - message[g]!)), model.link, nodes)
      return abilityInFocus({ competences, focus: c, outside, logOutside: 0 })
    })
  }
}

/** m_a of every acquis of a competence, given P(z_k | all) of its ability. */
export const masteries = (
  { blocks: structures, levels }: CompetenceModel,
  { blocks }: CompetenceBelief,
  ability: Float64Array
): Float64Array => {
  const nodes = ability.length
  let first = 0
  let last = nodes - 1
  while (first < last && ability[first]! < NEGLIGIBLE) first++
  while (last > first && ability[last]! < NEGLIGIBLE) last--
  const out = new Float64Array(levels.length)
  for (let b = 0; b < blocks.length; b++) {
    const { mastery } = blocks[b]!
    const { acquis } = structures[b]!
    for (let a = 0; a < acquis.length; a++) {
      const row = a * nodes
      let even = 0
      let odd = 0
      let k = first
      for (; k < last; k += 2) {
        even += ability[k]! * mastery[row + k]!
        odd += ability[k + 1]! * mastery[row + k + 1]!
      }
      if (k === last) even += ability[k]! * mastery[row + k]!
      out[acquis[a]!] = even + odd
    }
  }
  return out
}

/** P(a known | θ_k, answers) of an acquis, at the K nodes. */
export const masteryAtNodes = (
  { blockOf, placeOf }: CompetenceModel,
  { blocks }: CompetenceBelief,
  acquis: number
): Float64Array => {
  const { mastery, logLikelihood } = blocks[blockOf[acquis]!]!
  const nodes = logLikelihood.length
  const row = placeOf[acquis]! * nodes
  return mastery.subarray(row, row + nodes)
}

/**
 * What a challenge will bring: the probability of a right answer, and what there is to learn from it.
 *
 * Laws
 * 1. 0 ≤ gain ≤ ln 2
 * 2. the gain equals H − E[H′] by enumeration
 *
 * @since 0.1.0
 */
import * as Entropy from '../math/Entropy'
import * as Vector from '../math/Vector'
import * as Belief from './Belief'
import type { Item, Model, Noise } from './Model'

/** A competence of a belief, looked at from one question to the next. */
export interface View {
  /** Index of the competence in the model. */
  readonly competence: number
  readonly belief: Belief.CompetenceBelief
  /** P(z_k | all), at the K nodes. */
  readonly ability: Vector.Row
  /** m_a by acquis of the competence. */
  readonly mastery: Vector.Row
}

/** The view of a competence from P(z_k | all) of its ability. */
export const view = (model: Model, belief: Belief.Belief, competence: number, ability: Vector.Row): View => {
  const own = belief.competences[competence]!
  return {
    competence,
    belief: own,
    ability,
    mastery: Belief.masteries(model.competences[competence]!, own, ability)
  }
}

/** The views of all competences, from one pass through the tree. */
export const views = (model: Model, belief: Belief.Belief): ReadonlyArray<View> =>
  Belief.abilities(model, belief).abilities.map((ability, c) => view(model, belief, c, ability))

/** Σ_k P(z_k) [P(a | k) known(k) + (1 − P(a | k)) unknown(k)]. */
const average = (
  model: Model,
  { belief, ability }: View,
  item: Item,
  known: Float64Array,
  unknown: Float64Array
): number => {
  const mastery = Belief.masteryAtNodes(model.competences[item.competence]!, belief, item.acquis)
  let total = 0
  for (let k = 0; k < ability.length; k++)
    total += ability[k]! * (mastery[k]! * known[k]! + (1 - mastery[k]!) * unknown[k]!)
  return total
}

/** P(correct) of an answer that is given, at a mastery, where it does not depend on the ability besides. */
const correctAt = ({ skip }: Model, m: number, { slip, guess }: Item): number => {
  const known = m * (1 - skip.known)
  const unknown = (1 - m) * (1 - skip.unknown)
  return (known * (1 - slip) + unknown * guess) / (known + unknown)
}

/** P(correct) of an answer that is given (model page, section 3): a skip is no answer. */
export const correct = (model: Model, view: View, item: Item): number => {
  const m = view.mastery[item.acquis]!
  const { curve } = item
  if (curve === undefined) return correctAt(model, m, item)
  const known = 1 - model.skip.known
  const unknown = 1 - model.skip.unknown
  return (
    average(
      model,
      view,
      item,
      curve.known.map((p) => known * p),
      curve.unknown.map((p) => unknown * p)
    ) /
    (m * known + (1 - m) * unknown)
  )
}

/** The same for an item of the competence in focus, from no more than it takes: one mastery. */
export const correctInFocus = (model: Model, belief: Belief.Belief, item: Item): number => {
  const competence = model.competences[item.competence]!
  const own = belief.competences[item.competence]!
  const ability = Belief.abilityInFocus(model, belief)
  return item.curve === undefined
    ? correctAt(model, Belief.mastery(competence, own, ability, item.acquis), item)
    : correct(model, view(model, belief, item.competence, ability), item)
}

/** P(correct) if it will be answered for certain: what the gain weighs its outcomes with. */
export const correctIfAnswered = (model: Model, view: View, item: Item): number => {
  const m = view.mastery[item.acquis]!
  return item.curve === undefined
    ? m * (1 - item.slip) + (1 - m) * item.guess
    : average(model, view, item, item.curve.known, item.curve.unknown)
}

/**
 * The mutual information, in nats, of a challenge's outcome and everything unknown about the learner, as if it will be
 * answered (model page, section 5).
 */
export const gain = (model: Model, view: View, item: Item): number => {
  const { curve } = item
  const m = view.mastery[item.acquis]!
  const conditional =
    curve === undefined
      ? m * model.noise.slipEntropy[item.index]! + (1 - m) * model.noise.guessEntropy[item.index]!
      : average(model, view, item, curve.known.map(Entropy.binary), curve.unknown.map(Entropy.binary))
  return Math.max(0, Entropy.binary(correctIfAnswered(model, view, item)) - conditional)
}

const boundAt = (
  { slip, guess, slipEntropy, guessEntropy, curved }: Noise,
  index: number,
  m: number
): number =>
  curved[index] === 1
    ? Infinity
    : Entropy.bound(m * (1 - slip[index]!) + (1 - m) * guess[index]!) -
      m * slipEntropy[index]! -
      (1 - m) * guessEntropy[index]!

/** An upper bound of the gain of an item that needs no logarithm; Infinity where none is known. */
export const gainBound = (noise: Noise, mastery: Vector.Row, index: number): number =>
  boundAt(noise, index, mastery[noise.acquis[index]!]!)

/** Whether an item gains more than a number of nats: most often its bound can tell that it does not. */
export const tells = (model: Model, view: View, index: number, nats: number): boolean =>
  gainBound(model.noise, view.mastery, index) > nats && gain(model, view, model.items[index]!) > nats

/**
 * For every acquis of a competence an upper bound of the gain of all its items, by the `clearest` challenge that it could
 * have: more noise never tells more.
 */
export const gainBounds = (clearest: Noise, mastery: Vector.Row): Array<number> => {
  const bounds = Vector.zeros(mastery.length)
  for (let a = 0; a < bounds.length; a++) bounds[a] = boundAt(clearest, a, mastery[a]!)
  return bounds
}

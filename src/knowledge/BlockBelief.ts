/**
 * What is believed about one block, given each ability node.
 *
 * An outcome bears on a state only through whether its acquis is known, so all answers to an acquis add up to one number,
 * the log of its likelihood ratio known : not known (one number a node where the challenge discriminates). They are kept
 * in logs: five hundred right answers and then five hundred wrong ones to one acquis cancel, and nothing underflows.
 *
 * Laws
 * 1. the order of the observations does not matter
 * 2. whatever the answers, masteries are between 0 and 1 and no number is NaN
 *
 * @since 0.1.0
 */
import type { Outcome } from '../bank/Challenge'
import { logLogistic } from '../math/Logistic'
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import type { Block, Item, Model } from './Model'
import * as States from './States'

export interface BlockBelief extends States.Evidence {
  /** How many answers there are. */
  readonly answers: number
  /** log of Π P(outcome | nothing of the block known), as far as it is the same at all nodes. */
  readonly base: number
  /** L_B(k). */
  readonly likelihood: Scaled.Scaled
  /** P(a known | θ_k, answers), acquis × K; undefined until it is needed. */
  readonly mastery: Vector.Row | undefined
}

/** Before any answer. */
export const prior = (block: Block, nodes: number): BlockBelief => ({
  answers: 0,
  ratio: Vector.zeros(block.acquis.length),
  slope: new Map(),
  base: 0,
  tilt: undefined,
  likelihood: Scaled.one(nodes),
  mastery: block.mastery
})

/** log L_B(k), exact wherever `likelihood` has become 0. */
export const logLikelihood = (block: Block, belief: BlockBelief): Vector.Row =>
  States.logLikelihood(block, belief, belief.likelihood.values.length).map((log) => log + belief.base)

/** The table of masteries: the one that there is, or a new one. */
export const masteryTable = (block: Block, belief: BlockBelief): Vector.Row =>
  belief.mastery ?? States.posterior(block, belief, belief.likelihood.values.length).mastery!

/** Σ_k P(z_k | all) P(a known | θ_k, answers) of the acquis at a place. */
export const mastery = (block: Block, belief: BlockBelief, place: number, ability: Vector.Row): number => {
  const quick =
    belief.mastery === undefined
      ? States.mastery(block, belief, belief.likelihood, place, ability)
      : undefined
  const { length } = ability
  return quick ?? Vector.dotRow(ability, masteryTable(block, belief), place * length, 0, length)
}

/** log P(outcome | known) and log P(outcome | not known), where they do not depend on the ability. */
const logOutcome = (
  model: Model,
  item: Item,
  outcome: Outcome
): { readonly known: number; readonly unknown: number } => {
  const { skip } = model
  switch (outcome) {
    case 'skipped':
      return { known: Math.log(skip.known), unknown: Math.log(skip.unknown) }
    case 'correct':
      return {
        known: Math.log((1 - skip.known) * (1 - item.slip)),
        unknown: Math.log((1 - skip.unknown) * item.guess)
      }
    case 'incorrect':
      return {
        known: Math.log((1 - skip.known) * item.slip),
        unknown: Math.log((1 - skip.unknown) * (1 - item.guess))
      }
  }
}

/** What an outcome of a discriminating challenge adds at each node to what `logOutcome` says at θ = b. */
const curveOutcome = (
  item: Item,
  outcome: Outcome
): { readonly ratio: Vector.Row; readonly unknown: Vector.Row } | undefined => {
  const { curve, slip, guess } = item
  if (curve === undefined || outcome === 'skipped') return undefined
  const right = outcome === 'correct'
  const log = (x: number): number => logLogistic(right ? x : -x)
  const unknown = Array.from(curve.unknownLogit, (x) => log(x) - Math.log(right ? guess : 1 - guess))
  return {
    unknown,
    ratio: Array.from(curve.knownLogit, (x, k) => log(x) - Math.log(right ? 1 - slip : slip) - unknown[k]!)
  }
}

const plus = (a: Vector.Row | undefined, b: Vector.Row): Vector.Row =>
  a === undefined ? b : a.map((x, k) => x + b[k]!)

/**
 * The belief after an outcome of an acquis of the block (Bayes' rule; model page, sections 3 and 4), from what
 * `posterior` makes of all answers: with the masteries, or without.
 */
export const observe =
  (model: Model, block: Block, place: number, item: Item, outcome: Outcome, posterior: States.Inference) =>
  ({ answers, base, ratio: before, slope, tilt }: BlockBelief): BlockBelief => {
    const { known, unknown } = logOutcome(model, item, outcome)
    const bend = curveOutcome(item, outcome)
    const ratio = before.slice()
    ratio[place]! += known - unknown
    const evidence: States.Evidence =
      bend === undefined
        ? { ratio, slope, tilt }
        : {
            ratio,
            slope: new Map(slope).set(place, plus(slope.get(place), bend.ratio)),
            tilt: plus(tilt, bend.unknown)
          }
    const { likelihood, mastery: table } = posterior(block, evidence, model.abilities.length)
    return {
      answers: answers + 1,
      ratio,
      slope: evidence.slope,
      tilt: evidence.tilt,
      base: base + unknown,
      likelihood: { values: likelihood.values, log: likelihood.log + base + unknown },
      mastery: table
    }
  }

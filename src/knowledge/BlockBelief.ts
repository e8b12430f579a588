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

/** What the answers add up to. */
export interface Sums extends States.Evidence {
  /** How many answers there are. */
  readonly answers: number
  /** log of Π P(outcome | nothing of the block known), as far as it is the same at all nodes. */
  readonly base: number
}

export interface BlockBelief extends Sums {
  /** L_B(k). */
  readonly likelihood: Scaled.Scaled
  /** P(a known | θ_k, answers), acquis × K. */
  readonly mastery: Vector.Row
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

/** P(outcome | known) and P(outcome | not known), where they do not depend on the ability (model page, section 3). */
export const outcomeGiven = (
  { skip }: Model,
  { slip, guess }: Item,
  outcome: Outcome
): { readonly known: number; readonly unknown: number } => {
  if (outcome === 'skipped') return skip
  const right = outcome === 'correct'
  return {
    known: (1 - skip.known) * (right ? 1 - slip : slip),
    unknown: (1 - skip.unknown) * (right ? guess : 1 - guess)
  }
}

/** What an outcome of a discriminating challenge adds at each node to what `logOutcome` says at θ = b. */
export const curveOutcome = (
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

/** What is believed after the answers that add up to these sums. */
export const ofSums = (
  block: Block,
  { answers, base, ratio, slope, tilt }: Sums,
  nodes: number
): BlockBelief => {
  const { likelihood, mastery } = States.posterior(block, { ratio, slope, tilt }, nodes)
  return {
    answers,
    base,
    ratio,
    slope,
    tilt,
    likelihood: { values: likelihood.values, log: likelihood.log + base },
    mastery
  }
}

/** The belief after an outcome of an acquis of the block (Bayes' rule; model page, sections 3 and 4). */
export const observe =
  (model: Model, block: Block, place: number, item: Item, outcome: Outcome) =>
  ({ answers, base, ratio: before, slope, tilt }: BlockBelief): BlockBelief => {
    const given = outcomeGiven(model, item, outcome)
    const unknown = Math.log(given.unknown)
    const bend = curveOutcome(item, outcome)
    const ratio = before.slice()
    ratio[place]! += Math.log(given.known) - unknown
    const sums = {
      answers: answers + 1,
      base: base + unknown,
      ratio,
      slope: bend === undefined ? slope : new Map(slope).set(place, plus(slope.get(place), bend.ratio)),
      tilt: bend === undefined ? tilt : plus(tilt, bend.unknown)
    }
    return ofSums(block, sums, model.abilities.length)
  }

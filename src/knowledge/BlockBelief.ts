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
import type { Block, Item, Model } from './Model'

export interface BlockBelief {
  /** How many answers there are. */
  readonly answers: number
  /** log of Π P(outcome | known) / P(outcome | not known), by acquis of the block. */
  readonly ratio: Float64Array
  /** The same at the K nodes, of challenges whose discrimination is above 0; by acquis of the block. */
  readonly slope: ReadonlyMap<number, Float64Array>
  /** log of Π P(outcome | nothing of the block known), at the K nodes or at all of them. */
  readonly base: number
  readonly baseSlope: Float64Array | undefined
  /** log L_B(k). */
  readonly logLikelihood: Float64Array
  /** P(a known | θ_k, answers): acquis × K. */
  readonly mastery: Float64Array
}

/** Before any answer. */
export const prior = (block: Block, nodes: number): BlockBelief => ({
  answers: 0,
  ratio: new Float64Array(block.acquis.length),
  slope: new Map(),
  base: 0,
  baseSlope: undefined,
  logLikelihood: new Float64Array(nodes),
  mastery: block.mastery
})

/** Below this, sums of states lose digits to underflow and are made again in logs. */
const TINY = 1e-250

/** log Λ_B(S) less its base, for answers that do not depend on the ability. */
const stateRatios = ({ states }: Block, ratio: Float64Array): Float64Array => {
  const sums = new Float64Array(states.count)
  for (let s = 1; s < states.count; s++) sums[s] = sums[states.parent[s]!]! + ratio[states.added[s]!]!
  return sums
}

/** P(S | θ_k, answers) of one node by logs throughout, and log Σ_S P(S | θ_k) Λ_B(S, k). */
const nodeInLogs = (
  { states, logPrior }: Block,
  ratio: Float64Array,
  slope: ReadonlyMap<number, Float64Array>,
  k: number,
  nodes: number
): { readonly weights: Float64Array; readonly log: number } => {
  const weights = new Float64Array(states.count)
  for (let s = 1; s < states.count; s++) {
    const a = states.added[s]!
    weights[s] = weights[states.parent[s]!]! + ratio[a]! + (slope.get(a)?.[k] ?? 0)
  }
  let top = -Infinity
  for (let s = 0; s < states.count; s++) {
    weights[s]! += logPrior[s * nodes + k]!
    if (weights[s]! > top) top = weights[s]!
  }
  let total = 0
  for (let s = 0; s < states.count; s++) {
    weights[s] = Math.exp(weights[s]! - top)
    total += weights[s]!
  }
  for (let s = 0; s < states.count; s++) weights[s]! /= total
  return { weights, log: top + Math.log(total) }
}

interface Posterior {
  /** P(S | θ_k, answers), or a multiple of it that `total` gives: states × K. */
  readonly joint: Float64Array
  /** Σ_S of `joint`, by node. */
  readonly total: Float64Array
  /** log L_B(k), less the base. */
  readonly log: Float64Array
}

const posterior = (
  block: Block,
  ratio: Float64Array,
  slope: ReadonlyMap<number, Float64Array>,
  nodes: number
): Posterior => {
  const { states, prior: table } = block
  const joint = new Float64Array(states.count * nodes)
  const total = new Float64Array(nodes)
  const log = new Float64Array(nodes)
  const plain = slope.size === 0
  if (plain) {
    const sums = stateRatios(block, ratio)
    let top = 0
    for (let s = 1; s < states.count; s++) if (sums[s]! > top) top = sums[s]!
    for (let s = 0; s < states.count; s++) {
      const weight = Math.exp(sums[s]! - top)
      const row = s * nodes
      for (let k = 0; k < nodes; k++) {
        const value = weight * table[row + k]!
        joint[row + k] = value
        total[k]! += value
      }
    }
    for (let k = 0; k < nodes; k++) log[k] = top + Math.log(total[k]!)
  }
  for (let k = 0; k < nodes; k++) {
    if (plain && total[k]! > TINY) continue
    const { weights, log: value } = nodeInLogs(block, ratio, slope, k, nodes)
    for (let s = 0; s < states.count; s++) joint[s * nodes + k] = weights[s]!
    total[k] = 1
    log[k] = value
  }
  return { joint, total, log }
}

/**
 * P(a known | θ_k, answers) from the states. Every state but the empty one is its parent and one acquis more, so the
 * states that hold an acquis are the subtrees under those that add it: one pass from the leaves up, O(states·K).
 */
const masteries = ({ states, acquis }: Block, { joint, total }: Posterior, nodes: number): Float64Array => {
  const subtree = joint.slice()
  const table = new Float64Array(acquis.length * nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const row = s * nodes
    const above = states.parent[s]! * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) {
      const value = subtree[row + k]!
      subtree[above + k]! += value
      table[own + k]! += value
    }
  }
  for (let k = 0; k < nodes; k++) {
    const scale = 1 / total[k]!
    for (let row = k; row < table.length; row += nodes) table[row]! *= scale
  }
  return table
}

/** P(S | θ_k, answers): states × K. */
export const states = (block: Block, belief: BlockBelief): Float64Array => {
  const nodes = belief.logLikelihood.length
  if (belief.answers === 0) return block.prior
  const { joint, total } = posterior(block, belief.ratio, belief.slope, nodes)
  return joint.map((value, i) => value / total[i % nodes]!)
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
): { readonly ratio: Float64Array; readonly unknown: Float64Array } | undefined => {
  const { curve, slip, guess } = item
  if (curve === undefined || outcome === 'skipped') return undefined
  const right = outcome === 'correct'
  const log = (x: number): number => logLogistic(right ? x : -x)
  const unknown = curve.unknownLogit.map((x) => log(x) - Math.log(right ? guess : 1 - guess))
  return {
    unknown,
    ratio: curve.knownLogit.map((x, k) => log(x) - Math.log(right ? 1 - slip : slip) - unknown[k]!)
  }
}

const plus = (a: Float64Array | undefined, b: Float64Array): Float64Array =>
  a === undefined ? b : a.map((x, k) => x + b[k]!)

/** The belief after an outcome of an acquis of the block (Bayes' rule; model page, sections 3 and 4). */
export const observe =
  (model: Model, block: Block, place: number, item: Item, outcome: Outcome) =>
  (belief: BlockBelief): BlockBelief => {
    const nodes = model.abilities.length
    const { known, unknown } = logOutcome(model, item, outcome)
    const bend = curveOutcome(item, outcome)
    const ratio = belief.ratio.slice()
    ratio[place]! += known - unknown
    const slope =
      bend === undefined
        ? belief.slope
        : new Map(belief.slope).set(place, plus(belief.slope.get(place), bend.ratio))
    const base = belief.base + unknown
    const baseSlope = bend === undefined ? belief.baseSlope : plus(belief.baseSlope, bend.unknown)
    const next = posterior(block, ratio, slope, nodes)
    const logLikelihood = new Float64Array(nodes)
    for (let k = 0; k < nodes; k++) logLikelihood[k] = next.log[k]! + base + (baseSlope?.[k] ?? 0)
    return {
      answers: belief.answers + 1,
      ratio,
      slope,
      base,
      baseSlope,
      logLikelihood,
      mastery: masteries(block, next, nodes)
    }
  }

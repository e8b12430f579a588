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
import * as Vector from '../math/Vector'
import type { Block, Item, Model } from './Model'

export interface BlockBelief {
  /** How many answers there are. */
  readonly answers: number
  /** log of Π P(outcome | known) / P(outcome | not known), by acquis of the block. */
  readonly ratio: Vector.Row
  /** The same at the K nodes, of challenges whose discrimination is above 0; by acquis of the block. */
  readonly slope: ReadonlyMap<number, Vector.Row>
  /** log of Π P(outcome | nothing of the block known), at the K nodes or at all of them. */
  readonly base: number
  readonly baseSlope: Vector.Row | undefined
  /** log L_B(k). */
  readonly logLikelihood: Vector.Row
  /** P(a known | θ_k, answers): acquis × K. */
  readonly mastery: Vector.Row
}

/** Before any answer. */
export const prior = (block: Block, nodes: number): BlockBelief => ({
  answers: 0,
  ratio: Vector.zeros(block.acquis.length),
  slope: new Map(),
  base: 0,
  baseSlope: undefined,
  logLikelihood: Vector.zeros(nodes),
  mastery: block.mastery
})

/** Below this, sums of states lose digits to underflow and are made again in logs. */
const TINY = 1e-250

/** Λ_B(S) scaled by its maximum, for answers that do not depend on the ability, and the log of that maximum. */
const stateLikelihood = (
  { states }: Block,
  ratio: Vector.Row
): { readonly likelihood: Vector.Row; readonly top: number } => {
  const likelihood = Vector.zeros(states.count)
  let top = 0
  for (let s = 1; s < states.count; s++) {
    const sum = likelihood[states.parent[s]!]! + ratio[states.added[s]!]!
    likelihood[s] = sum
    if (sum > top) top = sum
  }
  for (let s = 0; s < states.count; s++) likelihood[s] = Math.exp(likelihood[s]! - top)
  return { likelihood, top }
}

/** P(S | θ_k, answers) of one node by logs throughout, and log Σ_S P(S | θ_k) Λ_B(S, k). */
const nodeInLogs = (
  { states, logPrior }: Block,
  ratio: Vector.Row,
  slope: ReadonlyMap<number, Vector.Row>,
  k: number,
  nodes: number
): { readonly weights: Vector.Row; readonly log: number } => {
  const sums = Vector.zeros(states.count)
  for (let s = 1; s < states.count; s++) {
    const a = states.added[s]!
    sums[s] = sums[states.parent[s]!]! + ratio[a]! + (slope.get(a)?.[k] ?? 0)
  }
  for (let s = 0; s < states.count; s++) sums[s]! += logPrior[s * nodes + k]!
  return { weights: Vector.softmax(sums), log: Vector.logSumExp(sums) }
}

/** Written to by the functions that make it. */
interface Update {
  /** log L_B(k), less the base. */
  readonly log: Array<number>
  /** P(a known | θ_k, answers): acquis × K. */
  readonly mastery: Array<number>
}

/**
 * Every state but the empty one is its parent and one acquis more, so the states that hold an acquis are the subtrees
 * under those that add it: one pass from the leaves up gives all masteries and the likelihood, O(states·K). Nodes whose
 * total is too small are left to `replaceNode`.
 */
const inProbabilities = (block: Block, ratio: Vector.Row, nodes: number): Update => {
  const { states, prior: table, acquis } = block
  const { likelihood, top } = stateLikelihood(block, ratio)
  const subtree = Vector.zeros(states.count * nodes)
  const mastery = Vector.zeros(acquis.length * nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const weight = likelihood[s]!
    const row = s * nodes
    const above = states.parent[s]! * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) {
      const value = subtree[row + k]! + weight * table[row + k]!
      subtree[above + k]! += value
      mastery[own + k]! += value
    }
  }
  const log = Vector.zeros(nodes)
  const scale = Vector.zeros(nodes)
  for (let k = 0; k < nodes; k++) {
    const total = subtree[k]! + likelihood[0]! * table[k]!
    scale[k] = 1 / total
    log[k] = total > TINY ? top + Math.log(total) : NaN
  }
  for (let row = 0; row < mastery.length; row += nodes)
    for (let k = 0; k < nodes; k++) mastery[row + k]! *= scale[k]!
  return { log, mastery }
}

/** The same at one node, in logs. */
const replaceNode = (
  block: Block,
  ratio: Vector.Row,
  slope: ReadonlyMap<number, Vector.Row>,
  k: number,
  { log, mastery }: Update
): void => {
  const nodes = log.length
  const node = nodeInLogs(block, ratio, slope, k, nodes)
  log[k] = node.log
  block.states.containing.forEach((holding, a) => {
    let sum = 0
    for (const s of holding) sum += node.weights[s]!
    mastery[a * nodes + k] = Math.min(1, sum)
  })
}

const updated = (
  block: Block,
  ratio: Vector.Row,
  slope: ReadonlyMap<number, Vector.Row>,
  nodes: number
): Update => {
  if (slope.size > 0) {
    const update = { log: Vector.zeros(nodes), mastery: Vector.zeros(block.acquis.length * nodes) }
    for (let k = 0; k < nodes; k++) replaceNode(block, ratio, slope, k, update)
    return update
  }
  const update = inProbabilities(block, ratio, nodes)
  for (let k = 0; k < nodes; k++) if (Number.isNaN(update.log[k])) replaceNode(block, ratio, slope, k, update)
  return update
}

/** P(S | θ_k, answers): a row of K for each state. */
export const states = (
  block: Block,
  { answers, ratio, slope, logLikelihood }: BlockBelief
): Vector.Vector => {
  if (answers === 0) return block.prior
  const nodes = logLikelihood.length
  const {
    states: { count },
    prior: table
  } = block
  const out = Vector.zeros(count * nodes)
  const scale = Vector.zeros(nodes)
  const { likelihood } = stateLikelihood(block, ratio)
  for (let s = 0; s < count; s++) {
    const weight = likelihood[s]!
    const row = s * nodes
    for (let k = 0; k < nodes; k++) {
      const value = weight * table[row + k]!
      out[row + k] = value
      scale[k]! += value
    }
  }
  for (let k = 0; k < nodes; k++) {
    if (slope.size === 0 && scale[k]! > TINY) scale[k] = 1 / scale[k]!
    else {
      const { weights } = nodeInLogs(block, ratio, slope, k, nodes)
      for (let s = 0; s < count; s++) out[s * nodes + k] = weights[s]!
      scale[k] = 1
    }
  }
  for (let row = 0; row < out.length; row += nodes) for (let k = 0; k < nodes; k++) out[row + k]! *= scale[k]!
  return out
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
    const { log, mastery } = updated(block, ratio, slope, nodes)
    for (let k = 0; k < nodes; k++) log[k]! += base
    const logLikelihood = baseSlope === undefined ? log : plus(log, baseSlope)
    return {
      answers: belief.answers + 1,
      ratio,
      slope,
      base,
      baseSlope,
      logLikelihood,
      mastery
    }
  }

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
  /** L_B(k). */
  readonly likelihood: Scaled.Scaled
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
  likelihood: Scaled.one(nodes),
  mastery: block.mastery
})

/** Below this, sums of states lose digits to underflow and are made again in logs. */
const TINY = 1e-250

/** Λ_B(S), for answers that do not depend on the ability. */
const stateLikelihood = ({ states }: Block, ratio: Vector.Row): Scaled.Scaled => {
  const values = Vector.zeros(states.count)
  let log = 0
  for (let s = 1; s < states.count; s++) {
    const sum = values[states.parent[s]!]! + ratio[states.added[s]!]!
    values[s] = sum
    if (sum > log) log = sum
  }
  for (let s = 0; s < states.count; s++) values[s] = Math.exp(values[s]! - log)
  return { values, log }
}

type Posterior = Pick<BlockBelief, 'likelihood' | 'mastery'>

/**
 * Every state but the empty one is its parent and one acquis more, so the states that hold an acquis are the subtrees
 * under those that add it: one pass from the leaves up adds up the masses of all acquis and, as the result, that of all
 * states but the empty one, O(states·K).
 */
const climbed = ({ states, prior: table }: Block, weights: Vector.Row, mass: Array<number>, nodes: number) => {
  const subtree = Vector.zeros(states.count * nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const weight = weights[s]!
    const row = s * nodes
    const above = states.parent[s]! * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) {
      const value = subtree[row + k]! + weight * table[row + k]!
      subtree[above + k]! += value
      mass[own + k]! += value
    }
  }
  return subtree.slice(0, nodes)
}

/** The same where each state is the one before and one acquis more: the masses are running sums. */
const climbedChain = (
  { states, prior: table }: Block,
  weights: Vector.Row,
  mass: Array<number>,
  nodes: number
) => {
  const sum = Vector.zeros(nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const weight = weights[s]!
    const row = s * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) mass[own + k] = sum[k]! += weight * table[row + k]!
  }
  return sum
}

/** The posterior by sums of probabilities; undefined where they are too small. */
const inProbabilities = (block: Block, ratio: Vector.Row, nodes: number): Posterior | undefined => {
  const { values: weights, log } = stateLikelihood(block, ratio)
  const { states, prior: table, acquis } = block
  const mastery = Vector.zeros(acquis.length * nodes)
  const total = (states.isChain ? climbedChain : climbed)(block, weights, mastery, nodes)
  const empty = weights[0]!
  let least = Infinity
  let most = 0
  for (let k = 0; k < nodes; k++) {
    const sum = total[k]! + empty * table[k]!
    total[k] = sum
    if (sum < least) least = sum
    if (sum > most) most = sum
  }
  if (!(least > TINY)) return undefined
  const scale = 1 / most
  const values = Vector.zeros(nodes)
  for (let k = 0; k < nodes; k++) {
    values[k] = total[k]! * scale
    total[k] = 1 / total[k]!
  }
  for (let row = 0; row < mastery.length; row += nodes)
    for (let k = 0; k < nodes; k++) mastery[row + k]! *= total[k]!
  return { likelihood: { values, log: log + Math.log(most) }, mastery }
}

/** P(S | θ_k, answers) of one node by logs throughout, and log Σ_S P(S | θ_k) Λ_B(S, k). */
const nodeInLogs = (
  { states, logPrior }: Block,
  { ratio, slope }: Pick<BlockBelief, 'ratio' | 'slope'>,
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

/** The posterior by logs throughout. */
const inLogs = (
  block: Block,
  evidence: Pick<BlockBelief, 'ratio' | 'slope' | 'baseSlope'>,
  nodes: number
): Posterior => {
  const mastery = Vector.zeros(block.acquis.length * nodes)
  const logs = Array.from({ length: nodes }, (_, k) => {
    const { weights, log } = nodeInLogs(block, evidence, k, nodes)
    block.states.containing.forEach((holding, a) => {
      let sum = 0
      for (const s of holding) sum += weights[s]!
      mastery[a * nodes + k] = Math.min(1, sum)
    })
    return log + (evidence.baseSlope?.[k] ?? 0)
  })
  return { likelihood: Scaled.ofLogs(logs), mastery }
}

/** log L_B(k), exact wherever `likelihood` has become 0. */
export const logLikelihood = (block: Block, belief: BlockBelief): Vector.Row =>
  belief.likelihood.values.map(
    (_, k, { length }) =>
      belief.base + (belief.baseSlope?.[k] ?? 0) + nodeInLogs(block, belief, k, length).log
  )

/** P(S | θ_k, answers): a row of K for each state. */
export const states = (block: Block, belief: BlockBelief): Vector.Vector => {
  if (belief.answers === 0) return block.prior
  const nodes = belief.likelihood.values.length
  const {
    states: { count },
    prior: table
  } = block
  const out = Vector.zeros(count * nodes)
  const scale = Vector.zeros(nodes)
  const { values: weights } = stateLikelihood(block, belief.ratio)
  for (let s = 0; s < count; s++) {
    const weight = weights[s]!
    const row = s * nodes
    for (let k = 0; k < nodes; k++) {
      const value = weight * table[row + k]!
      out[row + k] = value
      scale[k]! += value
    }
  }
  for (let k = 0; k < nodes; k++) {
    if (belief.slope.size === 0 && scale[k]! > TINY) scale[k] = 1 / scale[k]!
    else {
      const node = nodeInLogs(block, belief, k, nodes)
      for (let s = 0; s < count; s++) out[s * nodes + k] = node.weights[s]!
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
    const { likelihood, mastery } =
      (slope.size === 0 ? inProbabilities(block, ratio, nodes) : undefined) ??
      inLogs(block, { ratio, slope, baseSlope }, nodes)
    return {
      answers: belief.answers + 1,
      ratio,
      slope,
      base,
      baseSlope,
      likelihood: { values: likelihood.values, log: likelihood.log + base },
      mastery
    }
  }

/**
 * Sums over the feasible states of a block, given the answers to its acquis. By probabilities where no answer depends on
 * the ability besides, and no sum is too small for a double; else node by node in logs, which is right always.
 *
 * Laws
 * 1. sums of probabilities agree with sums in logs
 *
 * @since 0.2.0
 */
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import type { Block } from './Model'

/** What the answers say of each acquis of a block. */
export interface Evidence {
  /** log of Π P(outcome | known) / P(outcome | not known), by acquis of the block. */
  readonly ratio: Vector.Row
  /** The same at the K nodes, of challenges whose discrimination is above 0; by acquis of the block. */
  readonly slope: ReadonlyMap<number, Vector.Row>
  /** log of Π P(outcome | nothing of the block known) at the K nodes, as far as it depends on them. */
  readonly tilt: Vector.Row | undefined
}

/** Below this, sums of states lose digits to underflow, and are made again in logs. */
export const TINY = 1e-250

/** Λ_B(S), for answers that do not depend on the ability. */
export const stateWeights = ({ states }: Block, ratio: Vector.Row): Scaled.Scaled => {
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

/** P(S | θ_k, answers) of one node, and log Σ_S P(S | θ_k) Λ_B(S, k), in logs. */
export const inLogs = (
  { states, logPrior }: Block,
  { ratio, slope }: Evidence,
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

/** log Σ_S P(S | θ_k) Λ_B(S, k) at the nodes, exact where the likelihood has become 0. */
export const logLikelihood = (block: Block, evidence: Evidence, nodes: number): Vector.Row =>
  Array.from({ length: nodes }, (_, k) => inLogs(block, evidence, k, nodes).log + (evidence.tilt?.[k] ?? 0))

/** The mass of all states but the empty one, at the nodes; those that hold an acquis are added to `mass`, acquis × K. */
type Sum = (block: Block, weights: Vector.Row, nodes: number, mass: Array<number>) => Array<number>

/**
 * On a chain each state is the one before and one acquis more: the masses are running sums. Two states at a time, so that
 * the sums are read and written half as often.
 */
const ofChain: Sum = ({ states, prior }, weights, nodes, mass) => {
  const total = Vector.zeros(nodes)
  let s = states.count - 1
  for (; s > 1; s -= 2) {
    const upper = weights[s]!
    const lower = weights[s - 1]!
    const row = s * nodes
    const above = states.added[s]! * nodes
    const below = states.added[s - 1]! * nodes
    for (let k = 0; k < nodes; k++) {
      const sum = total[k]! + upper * prior[row + k]!
      mass[above + k] = sum
      mass[below + k] = total[k] = sum + lower * prior[row - nodes + k]!
    }
  }
  if (s === 1)
    for (let k = 0; k < nodes; k++)
      mass[states.added[1]! * nodes + k] = total[k]! += weights[1]! * prior[nodes + k]!
  return total
}

/**
 * Every state but the empty one is its parent and one acquis more, so the states that hold an acquis are the subtrees
 * under those that add it: one pass from the leaves up gives the masses, O(states·K).
 */
const ofTree: Sum = ({ states, prior }, weights, nodes, mass) => {
  const subtree = new Float64Array(states.count * nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const weight = weights[s]!
    const row = s * nodes
    const above = states.parent[s]! * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) {
      const value = subtree[row + k]! + weight * prior[row + k]!
      subtree[above + k]! += value
      mass[own + k]! += value
    }
  }
  return Vector.mixRows(weights, prior, nodes, 1)
}

/** What the sums come to. */
export interface Posterior {
  /** Σ_S P(S | θ_k) Λ_B(S, k), at the K nodes. */
  readonly likelihood: Scaled.Scaled
  /** P(a known | θ_k, answers), acquis × K. */
  readonly mastery: Vector.Row
}

/** By sums of probabilities; undefined where these will not do. The masses are scaled in place. */
const byProbabilities = (
  block: Block,
  { ratio, slope }: Evidence,
  nodes: number,
  mass: Array<number>
): Scaled.Scaled | undefined => {
  if (slope.size > 0) return undefined
  const { values: weights, log } = stateWeights(block, ratio)
  const total = (block.states.isChain ? ofChain : ofTree)(block, weights, nodes, mass)
  let least = Infinity
  let most = 0
  for (let k = 0; k < nodes; k++) {
    const all = total[k]! + weights[0]! * block.prior[k]!
    total[k] = all
    if (all < least) least = all
    if (all > most) most = all
  }
  if (!(least > TINY)) return undefined
  const scale = 1 / most
  const values = Vector.zeros(nodes)
  for (let k = 0; k < nodes; k++) {
    values[k] = total[k]! * scale
    total[k] = 1 / total[k]!
  }
  for (let row = 0; row < mass.length; row += nodes)
    for (let k = 0; k < nodes; k++) mass[row + k]! *= total[k]!
  return { values, log: log + Math.log(most) }
}

/** Likelihood and masteries. */
export const posterior = (block: Block, evidence: Evidence, nodes: number): Posterior => {
  const mastery = Vector.zeros(block.acquis.length * nodes)
  const likelihood = byProbabilities(block, evidence, nodes, mastery)
  if (likelihood !== undefined) return { likelihood, mastery }
  const logs = Array.from({ length: nodes }, (_, k) => {
    const { weights, log } = inLogs(block, evidence, k, nodes)
    block.states.containing.forEach((holding, a) => {
      const mass = holding.reduce((total, s) => total + weights[s]!, 0)
      mastery[a * nodes + k] = Math.min(1, mass)
    })
    return log + (evidence.tilt?.[k] ?? 0)
  })
  return { likelihood: Scaled.ofLogs(logs), mastery }
}

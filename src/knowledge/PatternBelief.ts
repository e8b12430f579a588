/**
 * What the answers of one pattern say: L_B(k) of its block, and what is known of its acquis at each node.
 *
 * Laws
 * 1. it agrees with the block belief after the same answers
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import * as BlockBelief from './BlockBelief'
import type { Block, Model } from './Model'
import * as Patterns from './Patterns'
import * as States from './States'

export interface PatternBelief extends States.Posterior {
  /** The place in its block of the acquis of each code. */
  readonly places: ReadonlyArray<number>
}

/**
 * Where answers depend on the ability besides: as `States.posterior`, by probabilities; undefined where these will not do.
 */
const bent = (
  block: Block,
  { ratio, slope, tilt }: States.Evidence,
  nodes: number
): States.Posterior | undefined => {
  const { states, prior } = block
  const factors = ratio.map((log, a) => {
    const own = slope.get(a)
    return own === undefined ? undefined : own.map((x) => Math.exp(log + x))
  })
  const flat = ratio.map(Math.exp)
  const weights = Vector.zeros(states.count * nodes)
  for (let k = 0; k < nodes; k++) weights[k] = 1
  for (let s = 1; s < states.count; s++) {
    const a = states.added[s]!
    const own = factors[a]
    const above = states.parent[s]! * nodes
    const row = s * nodes
    if (own === undefined) for (let k = 0; k < nodes; k++) weights[row + k] = weights[above + k]! * flat[a]!
    else for (let k = 0; k < nodes; k++) weights[row + k] = weights[above + k]! * own[k]!
  }
  for (let i = 0; i < weights.length; i++) weights[i]! *= prior[i]!
  const mastery = Vector.zeros(ratio.length * nodes)
  for (let s = states.count - 1; s > 0; s--) {
    const row = s * nodes
    const above = states.parent[s]! * nodes
    const own = states.added[s]! * nodes
    for (let k = 0; k < nodes; k++) {
      const mass = weights[row + k]!
      weights[above + k]! += mass
      mastery[own + k]! += mass
    }
  }
  const logs = Vector.zeros(nodes)
  for (let k = 0; k < nodes; k++) {
    const total = weights[k]!
    if (!(total > States.TINY && total < 1 / States.TINY)) return undefined
    logs[k] = Math.log(total) + (tilt?.[k] ?? 0)
    for (let a = k; a < mastery.length; a += nodes) mastery[a]! /= total
  }
  return { likelihood: Scaled.ofLogs(logs), mastery }
}

/** The beliefs of patterns, by their numbers. */
export const of = (model: Model, patterns: Patterns.Patterns): ((pattern: number) => PatternBelief) => {
  const nodes = model.abilities.length
  const width = 4
  const logRatio = new Float64Array(model.items.length * width)
  const logUnknown = new Float64Array(model.items.length * width)
  const bends = new Map<number, NonNullable<ReturnType<typeof BlockBelief.curveOutcome>>>()
  model.items.forEach((item) => {
    outcomes.forEach((outcome, o) => {
      const { known, unknown } = BlockBelief.outcomeGiven(model, item, outcome)
      const code = item.index * width + o
      logUnknown[code] = Math.log(unknown)
      logRatio[code] = Math.log(known) - logUnknown[code]
      const bend = BlockBelief.curveOutcome(item, outcome)
      if (bend !== undefined) bends.set(code, bend)
    })
  })
  const plus = (a: Vector.Row | undefined, b: Vector.Row): Vector.Row =>
    a === undefined ? b : a.map((x, k) => x + b[k]!)

  return (pattern) => {
    const { competence, block: b } = patterns.places[patterns.block[pattern]!]!
    const { blocks, placeOf } = model.competences[competence]!
    const block = blocks[b]!
    const ratio = Vector.zeros(block.acquis.length)
    const slope = new Map<number, Vector.Row>()
    const places: Array<number> = []
    let tilt: Vector.Row | undefined
    let base = 0
    for (let i = patterns.codeStarts[pattern]!; i < patterns.codeStarts[pattern + 1]!; i++) {
      const code = patterns.codes[i]!
      const place = placeOf[model.items[Patterns.itemOf(code)]!.acquis]!
      places.push(place)
      base += logUnknown[code]!
      ratio[place]! += logRatio[code]!
      const bend = bends.get(code)
      if (bend === undefined) continue
      slope.set(place, plus(slope.get(place), bend.ratio))
      tilt = plus(tilt, bend.unknown)
    }
    const evidence = { ratio, slope, tilt }
    const posterior =
      (slope.size > 0 ? bent(block, evidence, nodes) : undefined) ?? States.posterior(block, evidence, nodes)
    const { values, log } = posterior.likelihood
    return { places, mastery: posterior.mastery, likelihood: { values, log: log + base } }
  }
}

/** P(S | θ_k, answers) of a pattern: a row of K for each state of its block. */
export const stateTable = (model: Model, patterns: Patterns.Patterns, pattern: number): Float64Array => {
  const { competence, block: b } = patterns.places[patterns.block[pattern]!]!
  const block = model.competences[competence]!.blocks[b]!
  const nodes = model.abilities.length
  const belief = observed(model, patterns, pattern)
  const table = new Float64Array(block.states.count * nodes)
  for (let k = 0; k < nodes; k++)
    States.inLogs(block, belief, k, nodes).weights.forEach((p, s) => {
      table[s * nodes + k] = p
    })
  return table
}

/** The block belief after the answers of a pattern. */
const observed = (model: Model, patterns: Patterns.Patterns, pattern: number): BlockBelief.BlockBelief => {
  const { competence, block: b } = patterns.places[patterns.block[pattern]!]!
  const { blocks, placeOf } = model.competences[competence]!
  const block = blocks[b]!
  return Array.from(
    patterns.codes.subarray(patterns.codeStarts[pattern], patterns.codeStarts[pattern + 1])
  ).reduce(
    (before, code) => {
      const item = model.items[Patterns.itemOf(code)]!
      const outcome = outcomes[Patterns.outcomeOf(code)]!
      return BlockBelief.observe(model, block, placeOf[item.acquis]!, item, outcome)(before)
    },
    BlockBelief.prior(block, model.abilities.length)
  )
}

/** log L_B(k) of a pattern, exact wherever the likelihood has become 0. */
export const logLikelihood = (model: Model, patterns: Patterns.Patterns, pattern: number): Vector.Row => {
  const { competence, block: b } = patterns.places[patterns.block[pattern]!]!
  return BlockBelief.logLikelihood(
    model.competences[competence]!.blocks[b]!,
    observed(model, patterns, pattern)
  )
}

/**
 * A bank made ready for inference: ids become dense indexes, and everything that does not depend on a learner is
 * computed once. Total: a `Bank` always has a `Model`. The tree is g → θ_c → S_block → outcomes, and its conditional
 * tables are plain fields, so that other software's tables can stand in for those of section 1 and 2.
 *
 * Laws
 * 1. every conditional table sums to one
 * 2. a wider and finer grid changes no mastery by more than 1e-4 for spreads of 0.5 and more
 *
 * @since 0.1.0
 */
import type { Bank } from '../bank/Bank'
import type { Competence, Skip } from '../bank/Framework'
import * as Quadrature from '../math/Quadrature'
import * as Vector from '../math/Vector'
import { clearest, itemsOf, noiseOf, type Item, type Noise } from './Item'
import * as Structure from './Structure'

export type { Curve, Item, Noise } from './Item'

/** A block and what is believed of its states before any answer. */
export interface Block extends Structure.Block {
  /** log P(S | θ_k): a row of K for each state. */
  readonly logPrior: Float64Array
  /** P(S | θ_k): a row of K for each state. */
  readonly prior: Float64Array
  /** P(a known | θ_k): a row of K for each acquis. */
  readonly mastery: Vector.Row
}

export interface CompetenceModel {
  readonly competence: Competence
  readonly blocks: ReadonlyArray<Block>
  /** The block of each acquis, and its place there. */
  readonly blockOf: Int32Array
  readonly placeOf: Int32Array
  readonly levels: Int32Array
  /** w_a of section 7: what each acquis counts in the score, in level units. */
  readonly scoreWeights: Float64Array
  /** The least noisy challenge that each acquis could have: what no item of it can tell more than. */
  readonly clearest: Noise
  /** The number of acquis in the competences before this one: offset + index counts through the whole bank. */
  readonly acquisOffset: number
  /** Items first … last − 1 are those of this competence, in bank order. */
  readonly firstItem: number
  readonly lastItem: number
}

export interface Model {
  readonly bank: Bank
  readonly skip: Skip
  /** θ_k, level units: K nodes, the same for every competence. */
  readonly abilities: Float64Array
  /** P(g) at G nodes; one node where ρ = 0, and the general factor drops out. */
  readonly general: Vector.Row
  /** The G nodes of g. */
  readonly generalNodes: Float64Array
  /** P(z_k | g): G rows of K. */
  readonly link: Float64Array
  readonly competences: ReadonlyArray<CompetenceModel>
  readonly items: ReadonlyArray<Item>
  readonly noise: Noise
  /** 1 where an item is timed. */
  readonly timed: Uint8Array
  readonly competenceOf: ReadonlyMap<string, number>
  readonly itemOf: ReadonlyMap<string, number>
}

/** K = G nodes on [−halfWidth, halfWidth] standard deviations. */
export interface Grid {
  readonly nodes: number
  readonly halfWidth: number
}

const GRID: Grid = { nodes: 49, halfWidth: 6 }

/** log P(S | θ_k) of every state of a block: a Rasch model restricted to the feasible states. */
export const logPrior = (
  { states }: Structure.Block,
  difficulties: Vector.Vector,
  abilities: Float64Array,
  spread: number
): Float64Array => {
  const nodes = abilities.length
  const table = new Float64Array(states.count * nodes)
  const column = new Float64Array(states.count)
  for (let k = 0; k < nodes; k++) {
    for (let s = 1; s < states.count; s++)
      column[s] = column[states.parent[s]!]! + (abilities[k]! - difficulties[states.added[s]!]!) / spread
    const total = Vector.logSumExp(column)
    for (let s = 0; s < states.count; s++) table[s * nodes + k] = column[s]! - total
  }
  return table
}

/** P(a known | θ_k) from the probabilities of the states. */
const masteryTable = (
  { states, acquis }: Structure.Block,
  prior: Float64Array,
  nodes: number
): Vector.Row => {
  const table = Vector.zeros(acquis.length * nodes)
  acquis.forEach((_, a) => {
    for (const s of states.containing[a]!)
      for (let k = 0; k < nodes; k++) table[a * nodes + k]! += prior[s * nodes + k]!
  })
  return table
}

/** A block with a given table of log P(S | θ_k): from section 2, or explicit weights (with one node: the BLIM). */
export const block = (structure: Structure.Block, table: Float64Array): Block => {
  const prior = table.map(Math.exp)
  return {
    ...structure,
    logPrior: table,
    prior,
    mastery: masteryTable(structure, prior, table.length / structure.states.count)
  }
}

/** w_a: the gap to the next lower level that the competence has, shared among the acquis of the level. */
const scoreWeights = (levels: Int32Array): Float64Array => {
  const present = [...new Set(levels)].sort((a, b) => a - b)
  const gap = new Map(present.map((level, i) => [level, level - (present[i - 1] ?? 0)]))
  const count = new Map(present.map((level) => [level, levels.filter((other) => other === level).length]))
  return Vector.build(levels.length, (a) => gap.get(levels[a]!)! / count.get(levels[a]!)!)
}

const competenceModel = (
  competence: Competence,
  abilities: Float64Array,
  spread: number,
  acquisOffset: number,
  firstItem: number
): CompetenceModel => {
  const { acquis } = competence
  const blocks = Structure.blocks(competence).map((structure) => {
    const difficulties = Float64Array.from(structure.acquis, (a) => acquis[a]!.difficulty)
    return block(structure, logPrior(structure, difficulties, abilities, spread))
  })
  const blockOf = new Int32Array(acquis.length)
  const placeOf = new Int32Array(acquis.length)
  blocks.forEach((each, b) => {
    each.acquis.forEach((a, place) => {
      blockOf[a] = b
      placeOf[a] = place
    })
  })
  const levels = Int32Array.from(acquis, ({ level }) => level)
  const count = acquis.reduce((total, { challenges }) => total + challenges.length, 0)
  return {
    competence,
    blocks,
    blockOf,
    placeOf,
    levels,
    scoreWeights: scoreWeights(levels),
    clearest: clearest(competence),
    acquisOffset,
    firstItem,
    lastItem: firstItem + count
  }
}

/** How many acquis there are in competences that begin a bank, or make it up. */
export const acquisCount = (competences: Model['competences']): number => {
  const last = competences.at(-1)
  return last === undefined ? 0 : last.acquisOffset + last.levels.length
}

/** A bank made ready on a grid of one's own; `of` is what everything else uses. */
export const onGrid =
  ({ nodes, halfWidth }: Grid) =>
  (bank: Bank): Model => {
    const { mean, sd, correlation, spread } = bank.prior
    const z = Quadrature.nodes(nodes, halfWidth)
    const abilities = z.map((x) => mean + sd * x)
    const generalNodes = correlation === 0 ? new Float64Array(1) : z
    const link = new Float64Array(generalNodes.length * nodes)
    generalNodes.forEach((g, i) => {
      link.set(Quadrature.normalWeights(z, Math.sqrt(correlation) * g, 1 - correlation), i * nodes)
    })
    const competences: Array<CompetenceModel> = []
    for (const competence of bank.competences) {
      const firstItem = competences.at(-1)?.lastItem ?? 0
      competences.push(competenceModel(competence, abilities, spread, acquisCount(competences), firstItem))
    }
    const items = itemsOf(bank, abilities)
    return {
      bank,
      skip: bank.skip,
      abilities,
      general: Quadrature.normalWeights(generalNodes, 0, 1),
      generalNodes,
      link,
      competences,
      items,
      noise: noiseOf(items),
      timed: Uint8Array.from(items, ({ challenge }) => (challenge.timed ? 1 : 0)),
      competenceOf: new Map(bank.competences.map(({ id }, c) => [id, c])),
      itemOf: new Map(items.map(({ challenge, index }) => [challenge.id, index]))
    }
  }

const compiled = new WeakMap<Bank, Model>()

/** A bank made ready (K = G = 49 nodes on ±6 standard deviations): once, however often the same bank is asked for. */
export const of = (bank: Bank): Model => {
  const known = compiled.get(bank)
  if (known !== undefined) return known
  const model = onGrid(GRID)(bank)
  compiled.set(bank, model)
  return model
}

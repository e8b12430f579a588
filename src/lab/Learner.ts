/**
 * A simulated learner: an ability in every competence, and what is known and what is not. Drawn from the model itself,
 * at one ability everywhere, or from a world that is not the model's.
 *
 * Laws
 * 1. learners of the prior know an acquis as often as the model says
 * 2. what a learner knows is a feasible state of every block
 * 3. adding a learner changes no other learner's draws
 * 4. an answer takes one draw, and agrees with P(outcome | known, θ)
 *
 * @since 0.1.0
 */
import type { Outcome } from '../bank/Challenge'
import type { Block, CompetenceModel, Item, Model } from '../knowledge/Model'
import { logistic, logit } from '../math/Logistic'
import * as Random from '../math/Random'

export interface Learner {
  /** θ_c by competence, level units. */
  readonly abilities: Float64Array
  /** 1 for each acquis that is known, by `CompetenceModel.acquisOffset` + its index in the competence. */
  readonly known: Uint8Array
}

/** How a learner of a bank is drawn. */
export type Draw = (model: Model, source: Random.Source) => Learner

/** A standard normal deviate by the polar method (Marsaglia & Bray 1964): logarithms and roots only. */
const deviate = (source: Random.Source): number => {
  for (;;) {
    const x = 2 * source() - 1
    const y = 2 * source() - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/** θ_c of every competence (model page, section 1), continuous. */
const drawAbilities = ({ bank, competences }: Model, source: Random.Source): Float64Array => {
  const { mean, sd, correlation } = bank.prior
  const general = deviate(source)
  return Float64Array.from(
    competences,
    () => mean + sd * (Math.sqrt(correlation) * general + Math.sqrt(1 - correlation) * deviate(source))
  )
}

/** The number of acquis in the whole bank. */
const countOf = ({ competences }: Model): number =>
  competences.reduce((total, { levels }) => total + levels.length, 0)

/** A state of a block, drawn from P(S | θ) at this very θ (model page, section 2). */
const drawState = (
  { states, acquis }: Block,
  { competence }: CompetenceModel,
  theta: number,
  spread: number,
  source: Random.Source
): number => {
  const logs = new Float64Array(states.count)
  let top = 0
  for (let s = 1; s < states.count; s++) {
    const difficulty = competence.acquis[acquis[states.added[s] ?? 0] ?? 0]?.difficulty ?? 0
    const log = (logs[states.parent[s] ?? 0] ?? 0) + (theta - difficulty) / spread
    logs[s] = log
    top = Math.max(top, log)
  }
  const weights = logs.map((log) => Math.exp(log - top))
  let left = source() * weights.reduce((sum, weight) => sum + weight, 0)
  for (let s = 0; s < states.count; s++) {
    left -= weights[s] ?? 0
    if (left < 0) return s
  }
  return states.count - 1
}

/** The learner with these abilities, its states drawn. */
const withStates = (model: Model, abilities: Float64Array, source: Random.Source): Learner => {
  const known = new Uint8Array(countOf(model))
  model.competences.forEach((competence, c) => {
    for (const block of competence.blocks) {
      const { states, acquis } = block
      const state = drawState(block, competence, abilities[c] ?? 0, model.bank.prior.spread, source)
      for (let s = state; s !== 0; s = states.parent[s] ?? 0)
        known[competence.acquisOffset + (acquis[states.added[s] ?? 0] ?? 0)] = 1
    }
  })
  return { abilities, known }
}

/** A learner drawn from the model: g and every ability from their normals, then the state of every block. */
export const fromPrior: Draw = (model, source) => withStates(model, drawAbilities(model, source), source)

/** A learner of one ability, level units, in every competence; the states are drawn. */
export const atAbility = (model: Model, theta: number, source: Random.Source): Learner =>
  withStates(model, new Float64Array(model.competences.length).fill(theta), source)

/**
 * A learner whose topics hardly move together, which is not the model: each topic has a height, its competence's ability
 * plus a standard logistic deviate, and an acquis is known where its difficulty is at most that height and all that it
 * requires, in other topics too, is known.
 */
export const scattered: Draw = (model, source) => {
  const abilities = drawAbilities(model, source)
  const known = new Uint8Array(countOf(model))
  model.competences.forEach(({ competence, acquisOffset, blocks }, c) => {
    const heights = new Map(competence.topics.map(({ id }) => [id, (abilities[c] ?? 0) + logit(source())]))
    const within = competence.acquis.map(
      ({ topic, difficulty }) => difficulty <= (heights.get(topic) ?? -Infinity)
    )
    // Down-sets are closed under union: of each block, the states inside the heights make up the largest of them.
    for (const { states, acquis } of blocks) {
      const inside = new Uint8Array(states.count)
      inside[0] = 1
      for (let s = 1; s < states.count; s++) {
        const a = acquis[states.added[s] ?? 0] ?? 0
        if (inside[states.parent[s] ?? 0] !== 1 || within[a] !== true) continue
        inside[s] = 1
        known[acquisOffset + a] = 1
      }
    }
  })
  return { abilities, known }
}

/** The n-th learner of a population, from a source of its own: seed/n. */
export const nth = (model: Model, draw: Draw, seed: Random.Seed, n: number): Learner =>
  draw(model, Random.source(`${seed}/${n}`))

/** Whether a learner knows the acquis of a challenge. */
export const knows = ({ competences }: Model, { known }: Learner, { competence, acquis }: Item): boolean =>
  known[(competences[competence]?.acquisOffset ?? 0) + acquis] === 1

/** P(correct) of an answer that is given, by what the learner knows, or is said to know, and by θ (model page, section 3). */
export const rightness = (
  model: Model,
  learner: Learner,
  item: Item,
  known = knows(model, learner, item)
): number => {
  const { slip, guess, challenge, competence, acquis } = item
  const base = known ? 1 - slip : guess
  if (challenge.discrimination === 0) return base
  const difficulty = model.competences[competence]?.competence.acquis[acquis]?.difficulty ?? 0
  return logistic(
    logit(base) + challenge.discrimination * ((learner.abilities[competence] ?? 0) - difficulty)
  )
}

/** How learners behave apart from what they know. */
export interface Manner {
  /** Whether they skip as often as the bank says; by default they answer everything. */
  readonly skips?: boolean
  /** P(an answer is given as if the acquis were not known); by default 0. */
  readonly lapse?: number
}

/** What a learner makes of a challenge. Takes exactly one number from the source. */
export const answer = (
  model: Model,
  learner: Learner,
  item: Item,
  source: Random.Source,
  { skips = false, lapse = 0 }: Manner = {}
): Outcome => {
  const u = source()
  const skip = skips ? (knows(model, learner, item) ? model.skip.known : model.skip.unknown) : 0
  if (u < skip) return 'skipped'
  const right = rightness(model, learner, item)
  const lapsed = lapse === 0 ? right : (1 - lapse) * right + lapse * rightness(model, learner, item, false)
  return (u - skip) / (1 - skip) < lapsed ? 'correct' : 'incorrect'
}

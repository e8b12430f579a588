/**
 * Whom tests are tried on: who the learners are, and how they behave. Both may be what the bank's model says, or not, on
 * purpose: then the test goes on believing the model.
 *
 * Who they are
 * - `prior`: as the model says (of a bank with fitted parameters, as these say)
 * - `ability`: θ_c = θ in every competence; of several θ the n-th learner has the (n mod count)-th; states are drawn
 * - `states`: given states of knowledge, in turn; their ability is E[θ_c | state], which only matters where a challenge
 *   discriminates
 * - `spread`: as the model says, but with another spread of the topics around the ability
 * - `scattered`: topics that hardly move together (`Learner.scattered`)
 *
 * How they behave, each by a number x
 * - `drifting`: at question n they answer as if they did not know, with probability x·min(1, (n − 1)/100): slips grow
 * - `guessing`: the same with probability x, at any question
 * - `learning`: after a question on an acquis that they do not know, all of whose requirements they know, they have learned
 *   it with probability x
 * - `skipping`: they skip what they do not know with probability x; by default as often as the bank says
 *
 * Laws
 * 1. adding a learner changes no other learner
 * 2. by default they are, and answer, as the respondents of `Simulation` who skip
 * 3. a learner draws the same number for a challenge, whatever was asked before
 *
 * @since 0.2.0
 */
import type { Outcome } from '../bank/Challenge'
import type { Block, Item, Model } from '../knowledge/Model'
import * as Random from '../math/Random'
import * as Vector from '../math/Vector'
import * as Learner from './Learner'
import * as Simulation from './Simulation'

/** A learner by name, and the ids of the acquis that it knows. */
export interface State {
  readonly learner: string
  readonly known: ReadonlyArray<string>
}

export type Who =
  | { readonly _tag: 'prior' }
  | { readonly _tag: 'ability'; readonly abilities: ReadonlyArray<number> }
  | { readonly _tag: 'states'; readonly states: ReadonlyArray<State> }
  | { readonly _tag: 'spread'; readonly spread: number }
  | { readonly _tag: 'scattered' }

export const behaviours = ['drifting', 'guessing', 'learning', 'skipping'] as const
export type Behaviour = (typeof behaviours)[number]

/** Plain data. */
export interface Population {
  readonly who: Who
  readonly how: Readonly<Partial<Record<Behaviour, number>>>
}

export const prior: Population = { who: { _tag: 'prior' }, how: {} }

/** Whether there is a true ability to compare with. */
export const hasAbility = ({ who }: Population): boolean => who._tag !== 'states'

/** A learner in the middle of a test. */
export interface Sitter {
  readonly learner: Learner.Learner
  /** What it makes of a challenge that is question number `n` of its test, from 1, and who it is afterwards. */
  readonly answer: (item: Item, n: number) => readonly [Outcome, Sitter]
}

/** The largest state of a block inside a set: the set itself, where that is a state. */
const largest = ({ states, acquis }: Block, known: Uint8Array, offset: number): number => {
  const inside = new Uint8Array(states.count)
  const size = new Int32Array(states.count)
  inside[0] = 1
  let best = 0
  for (let s = 1; s < states.count; s++) {
    const parent = states.parent[s] ?? 0
    if (inside[parent] !== 1 || known[offset + (acquis[states.added[s] ?? 0] ?? 0)] !== 1) continue
    inside[s] = 1
    size[s] = (size[parent] ?? 0) + 1
    if ((size[s] ?? 0) > (size[best] ?? 0)) best = s
  }
  return best
}

/** E[θ_c | state] of every competence, apart from the others. */
const abilitiesOf = (model: Model, known: Uint8Array): Float64Array =>
  Float64Array.from(model.competences, ({ blocks, acquisOffset }) => {
    const logs = Vector.zeros(model.abilities.length).map((_, k) =>
      Math.log(
        model.general.reduce((sum, p, g) => sum + p * (model.link[g * model.abilities.length + k] ?? 0), 0)
      )
    )
    for (const block of blocks) {
      const row = largest(block, known, acquisOffset) * logs.length
      for (let k = 0; k < logs.length; k++) logs[k] = (logs[k] ?? 0) + (block.logPrior[row + k] ?? 0)
    }
    return Vector.softmax(logs).reduce((sum, p, k) => sum + p * (model.abilities[k] ?? 0), 0)
  })

/** By the index of an acquis through the whole bank. */
const places = (model: Model): ReadonlyMap<string, number> =>
  new Map(
    model.competences.flatMap(({ competence, acquisOffset }) =>
      competence.acquis.map(({ id }, a) => [id, acquisOffset + a] as const)
    )
  )

/** Acquis that a state holds without one that they require: no learner of the model can have it. */
export const infeasible = (
  { bank }: Model,
  { known }: State
): ReadonlyArray<{ readonly acquis: string; readonly requires: string }> => {
  const held = new Set(known)
  return bank.competences.flatMap(({ acquis }) =>
    acquis
      .filter(({ id }) => held.has(id))
      .flatMap(({ id, requires }) =>
        requires.filter((each) => !held.has(each)).map((each) => ({ acquis: id, requires: each }))
      )
  )
}

const ofStates = (model: Model, states: ReadonlyArray<State>): ((n: number) => Learner.Learner) => {
  const place = places(model)
  const learners = states.map(({ known }): Learner.Learner => {
    const row = new Uint8Array(place.size)
    for (const id of known) row[place.get(id) ?? -1] = 1
    return { abilities: abilitiesOf(model, row), known: row }
  })
  const nobody: Learner.Learner = {
    abilities: abilitiesOf(model, new Uint8Array(place.size)),
    known: new Uint8Array(place.size)
  }
  return (n) => learners[n % learners.length] ?? nobody
}

/** The n-th learner of a population. */
const learnersOf = (model: Model, who: Who, seed: Random.Seed): ((n: number) => Learner.Learner) => {
  const drawn =
    (draw: Learner.Draw) =>
    (n: number): Learner.Learner =>
      Learner.nth(model, draw, seed, n)
  switch (who._tag) {
    case 'prior':
      return drawn(Learner.fromPrior)
    case 'scattered':
      return drawn(Learner.scattered)
    case 'spread': {
      const { bank } = model
      const looser = { ...model, bank: { ...bank, prior: { ...bank.prior, spread: who.spread } } }
      return drawn((_, source) => Learner.fromPrior(looser, source))
    }
    case 'ability': {
      const { abilities } = who
      return (n) =>
        drawn((own, source) =>
          Learner.atAbility(own, abilities[n % abilities.length] ?? own.bank.prior.mean, source)
        )(n)
    }
    case 'states':
      return ofStates(model, who.states)
  }
}

const DRIFT = 100

/** P(answers as if it did not know) at question n. */
const lapse = ({ drifting = 0, guessing = 0 }: Population['how'], n: number): number =>
  1 - (1 - drifting * Math.min(1, (n - 1) / DRIFT)) * (1 - guessing)

/** Whether a learner knows all that an acquis requires. */
const isReady = ({ competences }: Model, known: Uint8Array, { competence, acquis }: Item): boolean => {
  const own = competences[competence]
  const block = own?.blocks[own.blockOf[acquis] ?? -1]
  return (block?.requires[own?.placeOf[acquis] ?? -1] ?? []).every(
    (place) => known[(own?.acquisOffset ?? 0) + (block?.acquis[place] ?? 0)] === 1
  )
}

const taught = ({ abilities, known }: Learner.Learner, place: number): Learner.Learner => {
  const more = known.slice()
  more[place] = 1
  return { abilities, known: more }
}

/** The learners of a population by number, before their tests. */
export const sitters = (
  model: Model,
  { who, how }: Population,
  seed: Random.Seed
): ((n: number) => Sitter) => {
  const learnerOf = learnersOf(model, who, seed)
  const counters = Simulation.countersOf(model)
  const skip = { ...model.skip, unknown: how.skipping ?? model.skip.unknown }
  const world: Model = how.skipping === undefined ? model : { ...model, skip }
  return (number) => {
    const answers = Random.key(`${seed}/${number}/answers`)
    const lessons = Random.key(`${seed}/${number}/lessons`)
    const sitter = (learner: Learner.Learner): Sitter => {
      const self: Sitter = {
        learner,
        answer: (item, n) => {
          const counter = counters[item.index] ?? 0
          const place = (model.competences[item.competence]?.acquisOffset ?? 0) + item.acquis
          const manner = { skips: true, lapse: lapse(how, n) }
          const outcome = Learner.answer(world, learner, item, () => Random.draw(answers, counter), manner)
          const learns =
            how.learning !== undefined &&
            learner.known[place] !== 1 &&
            isReady(model, learner.known, item) &&
            Random.draw(lessons, counter) < how.learning
          return [outcome, learns ? sitter(taught(learner, place)) : self]
        }
      }
      return self
    }
    return sitter(learnerOf(number))
  }
}

/**
 * Ways to ask a learner whose answers are known already, and what is concluded from what was asked. Three are the engine
 * of live sessions with a criterion of its own; one is the rule of thumb; one asks in the order of the bank, as a test on
 * paper does, and leaves the conclusion to the engine.
 *
 * Laws
 * 1. only what has an answer is asked, and nothing twice
 * 2. what a test of some length comes to does not depend on the other lengths that are looked at
 * 3. the engine asks what a live session with the same seed, rules and answers would
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import type * as Rules from '../assessment/Rules'
import type * as Stopping from '../assessment/Stopping'
import type { Outcome } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import type { Item, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import { logistic } from '../math/Logistic'
import type { Vector } from '../math/Vector'
import * as Thumb from './Thumb'

export const policies = ['information', 'accuracy', 'random', 'thumb', 'fixed'] as const
export type Policy = (typeof policies)[number]

/** A test of which only the seed and the criterion are open. */
export interface Setting {
  /** Before its first question. */
  readonly test: Assessment.Assessment
  readonly options: Omit<Assessment.Options, 'seed'>
}

/** A learner, and what it answers to everything that it may be asked, by the index of the item, in bank order. */
export interface Examinee {
  readonly seed: string
  readonly answers: ReadonlyMap<number, Outcome>
}

/** What a test comes to. */
export interface Conclusion {
  readonly questions: number
  /** What is held of every acquis, through the whole bank: a probability, or 1 and 0. */
  readonly mastery: Vector
  /** P(correct) of an answer that is given. */
  readonly predict: (item: Item) => number
}

/** What a test comes to that ends by its own rules, and by which of them, for each competence. */
export interface Ended extends Conclusion {
  readonly reasons: ReadonlyArray<Stopping.Reason>
}

/** What the engine concludes from a belief. */
export const concluded = (model: Model, belief: Belief.Belief, questions: number): Conclusion => {
  const views = Prediction.views(model, belief)
  return {
    questions,
    mastery: Float64Array.from(views.flatMap(({ mastery }) => Array.from(mastery))),
    predict: (item) => {
      const view = views[item.competence]
      return view === undefined ? NaN : Prediction.correct(model, view, item)
    }
  }
}

type Criterion = Rules.Rules['criterion']

/** Every state of a test by the engine. */
const sessionOf = (
  { test: { bank, model }, options }: Setting,
  criterion: Criterion,
  { seed, answers }: Examinee,
  limits: Rules.Settings
): ReadonlyArray<Assessment.Assessment> => {
  const ids = new Set(Array.from(answers.keys(), (index) => model.items[index]?.challenge.id ?? ''))
  const rules = { ...options.rules, criterion, ...limits }
  let state = Assessment.within(ids)(Assessment.start(bank, { ...options, seed, rules }))
  const states = [state]
  for (let step = state.step; step._tag === 'Ask'; step = state.step) {
    const { challenge } = step
    const outcome = answers.get(model.itemOf.get(challenge) ?? -1)
    const next = outcome === undefined ? undefined : Assessment.answer(state, { challenge, outcome })
    if (next === undefined || E.isLeft(next)) break
    state = next.right
    states.push(state)
  }
  return states
}

const fromSession = (states: ReadonlyArray<Assessment.Assessment>): ReadonlyArray<Conclusion> =>
  states.slice(-1).map(({ model, belief, responses }) => concluded(model, belief, responses.length))

/** Every state of a test by the rule of thumb, of at most so many questions a competence. */
const thumbOf = (
  { test: { model } }: Setting,
  { seed, answers }: Examinee,
  most: number
): ReadonlyArray<Thumb.Thumb> => {
  let thumb = Thumb.start(model, seed)
  const states = [thumb]
  const asked = new Map<number, number>()
  const allows = ({ index, competence }: Item): boolean =>
    answers.has(index) && (asked.get(competence) ?? 0) < most
  for (let item = Thumb.next(thumb, allows); item !== undefined; item = Thumb.next(thumb, allows)) {
    thumb = Thumb.answer(thumb, item, answers.get(item.index) ?? 'skipped')
    asked.set(item.competence, (asked.get(item.competence) ?? 0) + 1)
    states.push(thumb)
  }
  return states
}

/**
 * The rule of thumb knows its answers to one competence at a time, so each is concluded where it was left. It predicts a
 * slip or a guess where it has decided, and by the level that it has estimated where it has not.
 */
const fromThumb =
  ({ test: { model } }: Setting) =>
  (states: ReadonlyArray<Thumb.Thumb>): ReadonlyArray<Conclusion> => {
    const [first] = states
    if (first === undefined) return []
    const left = new Map(states.slice(1).map((state) => [state.competence, state]))
    const mastery = Thumb.classification(first)
    left.forEach((state, c) => {
      const { acquisOffset = 0, levels } = model.competences[c] ?? {}
      const end = acquisOffset + (levels?.length ?? 0)
      mastery.set(Thumb.classification(state).subarray(acquisOffset, end), acquisOffset)
    })
    const predict = ({ competence, acquis, slip, guess }: Item): number => {
      const { acquisOffset = 0, levels } = model.competences[competence] ?? {}
      const state = left.get(competence) ?? first
      const verdict = state.verdicts[acquisOffset + acquis]
      if (verdict === Thumb.KNOWN) return 1 - slip
      if (verdict === Thumb.UNKNOWN) return guess
      return logistic(Thumb.level(state) - (levels?.[acquis] ?? 0))
    }
    return [{ questions: states.length - 1, mastery, predict }]
  }

/** Every belief of a test in the order of the bank, of at most so many questions a competence. */
const inOrder = (
  { test: { model } }: Setting,
  { answers }: Examinee,
  most: number
): ReadonlyArray<Belief.Belief> => {
  let belief = Belief.prior(model)
  const beliefs = [belief]
  const asked = new Map<number, number>()
  for (const [index, outcome] of answers) {
    const item = model.items[index]
    if (item === undefined) continue
    const count = asked.get(item.competence) ?? 0
    if (count >= most) continue
    asked.set(item.competence, count + 1)
    belief = Belief.observe(model, item, outcome)(belief)
    beliefs.push(belief)
  }
  return beliefs
}

/** Nothing ends a test of the engine but its length. */
const upTo = (most: number): Rules.Settings => ({
  maxQuestions: most,
  precision: 0,
  minGain: 0,
  maxSeconds: Infinity
})

/** Tests of some lengths; of a single competence the short ones are the beginnings of the longest. */
const cut = <S>(
  { test }: Setting,
  lengths: ReadonlyArray<number>,
  run: (most: number) => ReadonlyArray<S>
): ReadonlyArray<ReadonlyArray<S>> => {
  if (test.scope.competences.length !== 1) return lengths.map(run)
  const longest = run(Math.max(0, ...lengths))
  return lengths.map((most) => longest.slice(0, most + 1))
}

/** What tests of so many questions a competence come to. */
export const atLengths = (
  setting: Setting,
  policy: Policy,
  examinee: Examinee,
  lengths: ReadonlyArray<number>
): ReadonlyArray<Conclusion> => {
  switch (policy) {
    case 'thumb':
      return cut(setting, lengths, (most) => thumbOf(setting, examinee, most)).flatMap(fromThumb(setting))
    case 'fixed':
      return cut(setting, lengths, (most) => inOrder(setting, examinee, most)).flatMap((beliefs) =>
        beliefs.slice(-1).map((belief) => concluded(setting.test.model, belief, beliefs.length - 1))
      )
    default:
      return cut(setting, lengths, (most) => sessionOf(setting, policy, examinee, upTo(most))).flatMap(
        fromSession
      )
  }
}

/** What a test comes to that ends by its own rules; a fixed order has none. */
export const atEnd = (setting: Setting, policy: Policy, examinee: Examinee): Ended | undefined => {
  if (policy === 'fixed') return undefined
  if (policy === 'thumb')
    return fromThumb(setting)(thumbOf(setting, examinee, Infinity)).map((end) => ({ ...end, reasons: [] }))[0]
  const states = sessionOf(setting, policy, examinee, {})
  const reasons = [...(states[states.length - 1]?.stopped.values() ?? [])]
  return fromSession(states).map((end) => ({ ...end, reasons }))[0]
}

/** What all answers together come to. */
export const atAll = ({ test: { model } }: Setting, { answers }: Examinee): Conclusion => {
  let belief = Belief.prior(model)
  for (const [index, outcome] of answers) {
    const item = model.items[index]
    if (item !== undefined) belief = Belief.observe(model, item, outcome)(belief)
  }
  return concluded(model, belief, answers.size)
}

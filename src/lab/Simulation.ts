/**
 * Tests of simulated learners. A `Test` is whatever asks and concludes: the engine under any rules, or the rule of
 * thumb. The *world* is the model that learners are drawn from and answer by; it need not be the bank that the test
 * believes in, as long as both hold the same challenges in the same order.
 *
 * Laws
 * 1. a learner's answer to a challenge is the same whatever the test, and the rest of the bank (common random numbers)
 * 2. adding a learner changes no other learner's outcome
 * 3. accuracy is a share, and that of a test which knows everything is one
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import type { Bank } from '../bank/Bank'
import type { Outcome } from '../bank/Challenge'
import type * as Belief from '../knowledge/Belief'
import type { Item, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import * as Random from '../math/Random'
import * as Learner from './Learner'
import * as Thumb from './Thumb'

/** A test of one learner at some point. */
export interface Test {
  /** What it asks now; undefined where it is over. */
  readonly item: Item | undefined
  readonly after: (outcome: Outcome) => Test
  /** What it holds of every acquis, through the whole bank: a probability, or 1 and 0. */
  readonly mastery: () => Float64Array
  /** 1 for each acquis that it is about. */
  readonly scope: Uint8Array
}

/** A way to test: given a seed, a test that has not begun. */
export type Design = (seed: Random.Seed) => Test

/** m_a of every acquis of the bank. */
const masteries = (model: Model, belief: Belief.Belief): Float64Array =>
  Float64Array.from(Prediction.views(model, belief).flatMap(({ mastery }) => Array.from(mastery)))

const assessed = (assessment: Assessment.Assessment): Test => {
  const { model, belief, scope, step } = assessment
  const item = step._tag === 'Ask' ? model.items[model.itemOf.get(step.challenge) ?? -1] : undefined
  return {
    item,
    after: (outcome) => {
      const answered = Assessment.answer(assessment, { challenge: item?.challenge.id ?? '', outcome })
      return assessed(E.isRight(answered) ? answered.right : assessment)
    },
    mastery: () => masteries(model, belief),
    scope: scope.acquis
  }
}

/** Tests by the engine. */
export const engine =
  (bank: Bank, options: Omit<Assessment.Options, 'seed'> = {}): Design =>
  (seed) =>
    assessed(Assessment.start(bank, { ...options, seed }))

const byThumb = (thumb: Thumb.Thumb): Test => {
  const item = Thumb.next(thumb)
  return {
    item,
    after: (outcome) => byThumb(item === undefined ? thumb : Thumb.answer(thumb, item, outcome)),
    mastery: () => Float64Array.from(Thumb.classification(thumb)),
    scope: new Uint8Array(thumb.verdicts.length).fill(1)
  }
}

/** Tests by the rule of thumb. */
export const thumb =
  (model: Model): Design =>
  (seed) =>
    byThumb(Thumb.start(model, seed))

/** The share of the acquis in scope that are classified rightly: m ≥ ½ and known, or m < ½ and not. */
export const accuracy = ({ mastery, scope }: Test, { known }: Learner.Learner): number => {
  let right = 0
  let count = 0
  mastery().forEach((m, a) => {
    if (scope[a] !== 1) return
    count++
    if (m >= 0.5 === (known[a] === 1)) right++
  })
  return count === 0 ? 1 : right / count
}

/** What came of a test. */
export interface Result {
  readonly questions: number
  /** How many of the answers were right. */
  readonly correct: number
  /** Share of acquis classified rightly, at the end. */
  readonly accuracy: number
  /** The same before the first question and after every one; empty unless asked for. */
  readonly curve: ReadonlyArray<number>
}

export interface Population {
  /** Whom the learners are drawn from, and what they answer by. */
  readonly world: Model
  readonly draw: Learner.Draw
  readonly seed: Random.Seed
  readonly manner?: Learner.Manner
}

/** A learner, and what it makes of each challenge, whenever it is asked. */
export interface Respondent {
  readonly learner: Learner.Learner
  readonly answer: (item: Item) => Outcome
}

const counters = new WeakMap<Model, Int32Array>()

/** A number for each challenge, from its id alone: a bank may change around it. */
export const countersOf = (model: Model): Int32Array => {
  const known = counters.get(model)
  if (known !== undefined) return known
  const made = Int32Array.from(model.items, ({ challenge }) => Random.key(challenge.id).low)
  counters.set(model, made)
  return made
}

/** The n-th learner of a population. */
export const respondent = ({ world, draw, seed, manner = {} }: Population, n: number): Respondent => {
  const learner = Learner.nth(world, draw, seed, n)
  const key = Random.key(`${seed}/${n}/answers`)
  const counter = countersOf(world)
  return {
    learner,
    answer: (item) =>
      Learner.answer(world, learner, item, () => Random.draw(key, counter[item.index] ?? 0), manner)
  }
}

/** What becomes of the n-th learner of a population. */
export const one = (
  population: Population,
  design: Design,
  n: number,
  { curve = false }: { readonly curve?: boolean } = {}
): Result => {
  const { learner, answer } = respondent(population, n)
  const points: Array<number> = []
  let questions = 0
  let correct = 0
  let test = design(`${population.seed}/${n}/test`)
  if (curve) points.push(accuracy(test, learner))
  while (test.item !== undefined) {
    const outcome = answer(population.world.items[test.item.index] ?? test.item)
    test = test.after(outcome)
    questions++
    if (outcome === 'correct') correct++
    if (curve) points.push(accuracy(test, learner))
  }
  return { questions, correct, accuracy: accuracy(test, learner), curve: points }
}

/** The results of the first `learners` of a population. */
export const run = (
  population: Population,
  design: Design,
  learners: number,
  options: { readonly curve?: boolean } = {}
): ReadonlyArray<Result> => Array.from({ length: learners }, (_, n) => one(population, design, n, options))

/** How much accuracy so many questions buy. */
export interface Point {
  readonly questions: number
  readonly accuracy: number
}

/**
 * The number of questions at which a curve first reaches an accuracy, between its points and beyond its ends on straight
 * lines. Points ascend by questions; NaN of fewer than two.
 */
export const questionsFor = (points: ReadonlyArray<Point>, wanted: number): number => {
  const reached = points.findIndex((point) => point.accuracy >= wanted)
  const right = Math.max(1, reached < 0 ? points.length - 1 : reached)
  const from = points[right - 1]
  const to = points[right]
  if (from === undefined || to === undefined) return NaN
  const slope = (to.accuracy - from.accuracy) / (to.questions - from.questions)
  return from.questions + (wanted - from.accuracy) / slope
}

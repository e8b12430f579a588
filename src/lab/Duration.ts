/**
 * How long a test takes: in how many questions, and in how many minutes as the bank expects them, half of the learners and
 * nine in ten are done.
 *
 * Learners need not be drawn to know that. Where each outcome is drawn by what the test itself predicts after the outcomes
 * before it, whole tests come out as often as they would of learners drawn from the belief that the test began with: from
 * the prior, or from what earlier answers have left of it. So the same function tells what is left of a test that is under
 * way.
 *
 * Laws
 * 1. the same test and seed give the same duration
 * 2. tests that are predicted are as long as those of learners drawn from the prior
 * 3. adding a test changes no other one
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import type { Outcome } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as Random from '../math/Random'

/** One test. */
export interface Length {
  readonly questions: number
  /** As the bank expects them. */
  readonly seconds: number
}

/** What half of the tests do not exceed, and nine in ten. */
export interface Quantiles {
  readonly median: number
  readonly ninetieth: number
}

export interface Duration {
  /** How many tests that rests on. */
  readonly tests: number
  readonly questions: Quantiles
  readonly minutes: Quantiles
}

/** The least number that at least so large a share does not exceed; 0 of none. */
const quantile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? 0

const quantiles = (numbers: ReadonlyArray<number>): Quantiles => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), ninetieth: quantile(sorted, 0.9) }
}

/** The duration of tests of these lengths, in whatever order. */
export const of = (lengths: ReadonlyArray<Length>): Duration => ({
  tests: lengths.length,
  questions: quantiles(lengths.map(({ questions }) => questions)),
  minutes: quantiles(lengths.map(({ seconds }) => seconds / 60))
})

/** An outcome of what is asked, from one number in [0, 1). */
const outcomeOf = ({ skip }: Model, { mastery, predicted }: Assessment.Ask, u: number): Outcome => {
  const skipped = mastery * skip.known + (1 - mastery) * skip.unknown
  if (u < skipped) return 'skipped'
  return u - skipped < (1 - skipped) * predicted ? 'correct' : 'incorrect'
}

/** The n-th way that a test may go on to its end. */
export const nth = (begun: Assessment.Assessment, seed: Random.Seed, n: number): Length => {
  const { model } = begun
  const key = Random.key(`${seed}/${n}/duration`)
  let state = begun
  let questions = 0
  let seconds = 0
  for (let step = state.step; step._tag === 'Ask'; step = state.step) {
    const outcome = outcomeOf(model, step, Random.draw(key, questions))
    const next = Assessment.answer(state, { challenge: step.challenge, outcome })
    if (E.isLeft(next)) break
    state = next.right
    questions++
    seconds += model.items[model.itemOf.get(step.challenge) ?? -1]?.challenge.seconds ?? 0
  }
  return { questions, seconds }
}

/** How many tests are tried, at most, and how many questions these may have together before no other test is begun. */
export interface Effort {
  readonly tests: number
  readonly questions: number
}

/** About a second of work, whatever the bank: 80 tests of 30 questions, ten of 250, whose lengths hardly differ. */
export const EFFORT: Effort = { tests: 200, questions: 2400 }

/** The duration of what is left of a test: all of it, where it has not begun. */
export const expected = (begun: Assessment.Assessment, seed: Random.Seed, effort = EFFORT): Duration => {
  const lengths: Array<Length> = []
  let questions = 0
  while (lengths.length < effort.tests && questions < effort.questions) {
    const length = nth(begun, seed, lengths.length)
    lengths.push(length)
    questions += length.questions
  }
  return of(lengths)
}

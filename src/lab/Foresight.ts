/**
 * What is expected of each answer from those that the learner gave before it. Surprises that are measured so are right
 * for adaptive tests as well: whatever was chosen by earlier answers, the next one is still right with the probability
 * that they give it, and surprises of a learner do not hang together (they are differences of a martingale).
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Filter from '../knowledge/Filter'
import type { Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'

const CORRECT = outcomes.indexOf('correct')
const SKIPPED = outcomes.indexOf('skipped')

export const isRight = (code: number): boolean => Patterns.outcomeOf(code) === CORRECT
export const isSkip = (code: number): boolean => Patterns.outcomeOf(code) === SKIPPED

/** P(correct) of each answer before it came, in the order of the answers. */
export const of = (model: Model, { starts, codes }: Patterns.Answers): Float64Array => {
  const filter = Filter.of(model)
  const all = new Float64Array(codes.length)
  for (let l = 0; l + 1 < starts.length; l++) {
    const own = codes.subarray(starts[l], starts[l + 1])
    const run = { items: own.map(Patterns.itemOf), outcomes: own.map(Patterns.outcomeOf) }
    all.set(filter.predictions(run), starts[l])
  }
  return all
}

/** The mastery behind a prediction: exact where a challenge does not discriminate, else the one that would lead to it. */
export const masteryOf = (p: number, slip: number, guess: number): number =>
  Math.min(1, Math.max(0, (p - guess) / (1 - slip - guess)))

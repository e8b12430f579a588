/**
 * A run of answers of one learner, step by step: the plain way, which is right always, and which `Filter` has to agree
 * with.
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type * as Vector from '../math/Vector'
import * as Belief from './Belief'
import type { Model } from './Model'
import * as Prediction from './Prediction'

/** The responses of one learner, in the order of answering: indexes of items, and of outcomes in `Challenge.outcomes`. */
export interface Run {
  readonly items: Vector.Vector
  readonly outcomes: Vector.Vector
}

/** What was predicted, and what there is to believe at the end. */
export interface Filtered {
  /** P(correct) of each response if it is given as an answer, before it was seen; skips have one too. */
  readonly predictions: Float64Array
  readonly sums: Belief.Sums
}

/** The plain way, belief after belief: from one of the responses on, with what those before it add up to. */
export const plainFrom = (
  model: Model,
  run: Run,
  { predictions, sums }: Filtered,
  first: number
): Filtered => {
  let belief = Belief.ofSums(model, sums)
  for (let i = first; i < predictions.length; i++) {
    const item = model.items[run.items[i]!]!
    belief = Belief.focusOn(model, item.competence)(belief)
    predictions[i] = Prediction.correctInFocus(model, belief, item)
    belief = Belief.observe(model, item, outcomes[run.outcomes[i]!]!)(belief)
  }
  return { predictions, sums: Belief.sums(belief) }
}

/** The plain way, from the first response on: what `of` has to agree with. */
export const plain =
  (model: Model) =>
  (run: Run): Filtered => {
    const sums = Belief.sums(Belief.prior(model))
    return plainFrom(model, run, { predictions: new Float64Array(run.items.length), sums }, 0)
  }

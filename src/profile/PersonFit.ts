/**
 * Whether a learner's answers are the kind that the model expects (model page, section 7): l_z, the standardised
 * log-likelihood, of the answers given the ones before. Each answer is compared with what was predicted just before it,
 * so the choice of the challenges, which depends on the same answers, does not bias it.
 *
 * Laws
 * 1. l_z agrees with published values at fixed probabilities
 * 2. answers drawn from the model give p-values that are nearly uniform
 *
 * @since 0.1.0
 */
import type { Response } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import type { Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import * as Random from '../math/Random'

/** An answer that was given, and how likely a right one was. */
export interface Predicted {
  readonly p: number
  readonly correct: boolean
}

/** l − E l, by what each answer adds to it where it is right and where it is wrong; and Var l. */
const surpluses = (answers: ReadonlyArray<Predicted>) => {
  const right = new Float64Array(answers.length)
  const wrong = new Float64Array(answers.length)
  let variance = 0
  answers.forEach(({ p }, i) => {
    // What could not have come out otherwise says nothing.
    if (p <= 0 || p >= 1) return
    const one = Math.log(p)
    const other = Math.log1p(-p)
    const mean = p * one + (1 - p) * other
    right[i] = one - mean
    wrong[i] = other - mean
    variance += p * (1 - p) * (one - other) ** 2
  })
  return (isRight: (answer: number) => boolean): number => {
    let sum = 0
    for (let i = 0; i < right.length; i++) sum += (isRight(i) ? right[i] : wrong[i]) ?? 0
    return variance > 0 ? sum / Math.sqrt(variance) : 0
  }
}

const isCorrect =
  (answers: ReadonlyArray<Predicted>) =>
  (answer: number): boolean =>
    answers[answer]?.correct === true

/** (l − E l) / √Var l for independent answers; 0 where nothing could have come out otherwise. */
export const lz = (answers: ReadonlyArray<Predicted>): number => surpluses(answers)(isCorrect(answers))

/** The answers that were given, each with its prediction from those before; skips move the belief and stay out. */
export const predictions = (model: Model, responses: ReadonlyArray<Response>): ReadonlyArray<Predicted> => {
  const answers: Array<Predicted> = []
  let belief = Belief.prior(model)
  for (const { challenge, outcome } of responses) {
    const item = model.items[model.itemOf.get(challenge) ?? -1]
    if (item === undefined) continue
    belief = Belief.focusOn(model, item.competence)(belief)
    const view = Prediction.view(model, belief, item.competence, Belief.abilityInFocus(model, belief))
    if (outcome !== 'skipped')
      answers.push({ p: Prediction.correct(model, view, item), correct: outcome === 'correct' })
    belief = Belief.observe(model, item, outcome)(belief)
  }
  return answers
}

export interface PersonFit {
  /** Low where the answers surprise: right on what is hard, wrong on what is easy. */
  readonly lz: number
  /** P(an l_z as low as this | the model), by simulation. */
  readonly p: number
  /** How many answers it rests on; skips are none. */
  readonly answers: number
}

const DRAWS = 1000

/** The fit of answers that were predicted. Undefined without any. */
export const ofAnswers = (answers: ReadonlyArray<Predicted>, seed: Random.Seed): PersonFit | undefined => {
  if (answers.length === 0) return undefined
  const standard = surpluses(answers)
  const observed = standard(isCorrect(answers))
  const next = Random.source(`${seed}/person-fit`)
  const drawn = (answer: number): boolean => next() < (answers[answer]?.p ?? 0)
  let asLow = 0
  for (let draw = 0; draw < DRAWS; draw++) if (standard(drawn) <= observed) asLow++
  return { lz: observed, p: (asLow + 1) / (DRAWS + 1), answers: answers.length }
}

/** The fit of a learner; the p-value is simulated under the session's seed. Undefined before the first answer. */
export const of = ({
  model,
  responses,
  seed
}: {
  readonly model: Model
  readonly responses: ReadonlyArray<Response>
  readonly seed: Random.Seed
}): PersonFit | undefined => ofAnswers(predictions(model, responses), seed)

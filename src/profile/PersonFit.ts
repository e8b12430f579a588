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
import * as Draw from '../math/Draw'

/** An answer that was given, and how likely a right one was. */
export interface Predicted {
  readonly p: number
  readonly correct: boolean
}

/** l − E l where all are wrong, what each answer adds to it where it is right, what those add that are; and Var l. */
const surpluses = (answers: ReadonlyArray<Predicted>) => {
  const gains = new Float64Array(answers.length)
  let nothing = 0
  let observed = 0
  let variance = 0
  answers.forEach(({ p, correct }, i) => {
    // What could not have come out otherwise says nothing.
    if (p <= 0 || p >= 1) return
    const one = Math.log(p)
    const other = Math.log1p(-p)
    gains[i] = one - other
    nothing -= p * (one - other)
    if (correct) observed += one - other
    variance += p * (1 - p) * (one - other) ** 2
  })
  return { gains, observed, lz: variance > 0 ? (nothing + observed) / Math.sqrt(variance) : 0 }
}

/** (l − E l) / √Var l for independent answers; 0 where nothing could have come out otherwise. */
export const lz = (answers: ReadonlyArray<Predicted>): number => surpluses(answers).lz

/** The answers that were given, each with its prediction from those before; skips move the belief and stay out. */
export const predictions = (
  model: Model,
  responses: ReadonlyArray<Response>,
  before = Belief.prior(model)
): ReadonlyArray<Predicted> => {
  const answers: Array<Predicted> = []
  let belief = before
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

/** A step of xorshift32 (Marsaglia 2003): from 1 on it never comes to 0. Its product with an odd number hides its patterns. */
const step = (state: number): number => {
  let x = state
  x ^= x << 13
  x ^= x >>> 17
  return x ^ (x << 5)
}
const ODD = 0x9e3779b1

/** The fit of answers that were predicted. Undefined without any. */
export const ofAnswers = (answers: ReadonlyArray<Predicted>, seed: Draw.Seed): PersonFit | undefined => {
  if (answers.length === 0) return undefined
  const { gains, observed, lz: own } = surpluses(answers)
  // Whole numbers with a sign are the fastest to compare.
  const limits = Int32Array.from(answers, ({ p }) => Math.min(2 ** 31 - 1, 2 ** 32 * (p - 0.5)))
  let state = Draw.key(`${seed}/person-fit`).low | 1
  let asLow = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    let sum = 0
    for (let i = 0; i < limits.length; i++) {
      state = step(state)
      if (Math.imul(state, ODD) < (limits[i] ?? 0)) sum += gains[i] ?? 0
    }
    // What is left out is the same for all: l where nothing is right, E l and Var l.
    if (sum <= observed) asLow++
  }
  return { lz: own, p: (asLow + 1) / (DRAWS + 1), answers: answers.length }
}

/** The fit of a learner; the p-value is simulated under the session's seed. Undefined before the first answer. */
export const of = ({
  model,
  responses,
  seed,
  before
}: {
  readonly model: Model
  readonly responses: ReadonlyArray<Response>
  readonly seed: Draw.Seed
  /** What was believed before the first of them; by default the prior. */
  readonly before?: Belief.Belief
}): PersonFit | undefined => ofAnswers(predictions(model, responses, before), seed)

/**
 * A simple way to predict answers, to hold the engine's predictions against. It is fitted to the answers of some
 * learners, and predicts those of others one step ahead.
 *
 * Laws, of every baseline
 * 1. a prediction depends on nothing that came later
 * 2. predictions lie strictly between 0 and 1, whatever it was fitted to
 * 3. where its model holds, it predicts what the model does
 *
 * @since 0.2.0
 */
import type { Vector } from '../math/Vector'

/** What a baseline knows of the challenges, by dense index. */
export interface Items {
  readonly count: number
  /** A skill is a topic. */
  readonly skillOf: Vector
  readonly skills: number
  /** From 1 to 8. */
  readonly levelOf: Vector
  readonly competenceOf: Vector
  readonly competences: number
}

/** The answers of one learner in order; skips are none. */
export interface Answers {
  readonly items: Vector
  /** 1 right, 0 wrong. */
  readonly correct: Vector
}

/** The answers of many learners, learner after learner. */
export interface Corpus {
  readonly items: Uint32Array
  readonly correct: Uint8Array
  /** Where each learner's answers end. */
  readonly ends: Uint32Array
}

/** What is chosen before fitting. */
export type Setting = Readonly<Record<string, number>>

export interface Baseline<Parameters> {
  readonly name: string
  /** The usual one, then others that tuning tries. */
  readonly settings: readonly [Setting, ...ReadonlyArray<Setting>]
  readonly fit: (items: Items, setting: Setting, corpus: Corpus) => Parameters
  /** P(correct) of each answer of a learner, from those before. */
  predict(items: Items, parameters: Parameters): (answers: Answers) => Float64Array
}

const EPSILON = 1e-6

/** Kept away from 0 and 1. */
export const inside = (p: number): number => Math.min(1 - EPSILON, Math.max(EPSILON, p))

/** The share of right answers; ½ of none. */
export const meanOf = ({ correct }: Corpus): number =>
  correct.length === 0 ? 0.5 : correct.reduce((sum, y) => sum + y, 0) / correct.length

/** The answers of some learners, by their place. */
export const part = ({ items, correct, ends }: Corpus, isIn: (learner: number) => boolean): Corpus => {
  const begin = (learner: number): number => (learner === 0 ? 0 : (ends[learner - 1] ?? 0))
  const chosen = Array.from(ends, (_, learner) => learner).filter(isIn)
  const own = Uint32Array.from(chosen)
  let total = 0
  chosen.forEach((learner, i) => {
    own[i] = total += (ends[learner] ?? 0) - begin(learner)
  })
  const found: Corpus = { items: new Uint32Array(total), correct: new Uint8Array(total), ends: own }
  chosen.forEach((learner, i) => {
    const at = i === 0 ? 0 : (own[i - 1] ?? 0)
    found.items.set(items.subarray(begin(learner), ends[learner]), at)
    found.correct.set(correct.subarray(begin(learner), ends[learner]), at)
  })
  return found
}

/** Learner after learner. */
export function* learnersOf({ items, correct, ends }: Corpus): Generator<Answers> {
  let from = 0
  for (const to of ends) {
    yield { items: items.subarray(from, to), correct: correct.subarray(from, to) }
    from = to
  }
}

/** Many learners' answers as one corpus. */
export const corpusOf = (learners: ReadonlyArray<Answers>): Corpus => {
  const ends = new Uint32Array(learners.length)
  let total = 0
  learners.forEach(({ items }, i) => {
    ends[i] = total += items.length
  })
  const corpus: Corpus = { items: new Uint32Array(total), correct: new Uint8Array(total), ends }
  let at = 0
  for (const { items, correct } of learners)
    for (let i = 0; i < items.length; i++, at++) {
      corpus.items[at] = items[i] ?? 0
      corpus.correct[at] = correct[i] ?? 0
    }
  return corpus
}

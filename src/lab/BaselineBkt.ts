/**
 * Bayesian knowledge tracing (Corbett & Anderson 1995): a learner knows a skill or not, comes to know it after an answer
 * with the probability `learn`, and never forgets; who knows it slips, who does not guesses. Four parameters a skill, by EM
 * from the usual start; the answers of a learner to a skill are one sequence.
 *
 * @since 0.2.0
 */
import { type Baseline, type Corpus, inside, type Items, learnersOf, meanOf } from './Baseline'

export interface Skill {
  /** P(known before the first answer). */
  readonly known: number
  readonly learn: number
  readonly slip: number
  readonly guess: number
}

/** Four a skill. */
type Parameters = Float64Array

const START: Skill = { known: 0.4, learn: 0.15, slip: 0.1, guess: 0.2 }
const ROUNDS = 60

const between = (low: number, high: number, x: number): number => Math.min(high, Math.max(low, x))

/** P(correct) where a skill is known with the probability `known`. */
export const correctOf = ({ slip, guess }: Skill, known: number): number =>
  known * (1 - slip) + (1 - known) * guess

/** P(known) once an answer was seen, before anything was learned from it. */
export const seen = (skill: Skill, known: number, correct: number): number =>
  correct === 1
    ? (known * (1 - skill.slip)) / correctOf(skill, known)
    : (known * skill.slip) / (1 - correctOf(skill, known))

export const learned = ({ learn }: Skill, known: number): number => known + (1 - known) * learn

/** The sequences of a skill, one behind the other. */
interface Sequences {
  readonly correct: Uint8Array
  readonly ends: ReadonlyArray<number>
}

/** One round of EM; `weight` answers as `usual` has them are added to what was counted. */
const round = ({ correct, ends }: Sequences, skill: Skill, usual: Skill, weight: number): Skill => {
  let [known, learns, slips, guesses] = [usual.known, usual.learn, usual.slip, usual.guess].map(
    (p) => weight * p
  ) as [number, number, number, number]
  let [starts, chances, knew, knewNot] = [weight, weight, weight, weight]
  const after = new Float64Array(correct.length)
  const next = new Float64Array(correct.length)
  let from = 0
  for (const to of ends) {
    let now = skill.known
    for (let t = from; t < to; t++) {
      const posterior = seen(skill, now, correct[t] ?? 0)
      after[t] = posterior
      next[t] = now = learned(skill, posterior)
    }
    let smooth = after[to - 1] ?? 0
    for (let t = to - 1; t >= from; t--) {
      if (t < to - 1) {
        const later = smooth
        // Never forgotten: who knows it now and knew it before are all who knew it before.
        smooth = (later * (after[t] ?? 0)) / (next[t] ?? 1)
        learns += later - smooth
        chances += 1 - smooth
      }
      const isRight = correct[t] === 1
      knew += smooth
      knewNot += 1 - smooth
      if (isRight) guesses += 1 - smooth
      else slips += smooth
    }
    known += smooth
    starts++
    from = to
  }
  const share = (part: number, whole: number, otherwise: number): number =>
    whole > 0 ? part / whole : otherwise
  return {
    known: between(1e-4, 1 - 1e-4, share(known, starts, skill.known)),
    learn: between(1e-4, 0.99, share(learns, chances, skill.learn)),
    slip: between(1e-3, 0.5, share(slips, knew, skill.slip)),
    guess: between(1e-3, 0.5, share(guesses, knewNot, skill.guess))
  }
}

const em = (sequences: Sequences, usual: Skill, weight: number): Skill => {
  let skill = START
  for (let n = 0; n < ROUNDS; n++) skill = round(sequences, skill, usual, weight)
  return skill
}

/** The sequences of every skill; learners in order, each learner's in the order of answering. */
const sequencesOf = ({ skills, skillOf }: Items, corpus: Corpus): ReadonlyArray<Sequences> => {
  const counts = new Uint32Array(skills)
  for (const item of corpus.items) {
    const skill = skillOf[item] ?? 0
    counts[skill] = (counts[skill] ?? 0) + 1
  }
  const found = Array.from(counts, (count) => ({ correct: new Uint8Array(count), ends: new Array<number>() }))
  const filled = new Uint32Array(skills)
  for (const { items, correct } of learnersOf(corpus)) {
    const touched = new Set<number>()
    for (let n = 0; n < items.length; n++) {
      const skill = skillOf[items[n] ?? 0] ?? 0
      const own = found[skill]
      const at = filled[skill] ?? 0
      if (own === undefined) continue
      own.correct[at] = correct[n] ?? 0
      filled[skill] = at + 1
      touched.add(skill)
    }
    for (const skill of touched) found[skill]?.ends.push(filled[skill] ?? 0)
  }
  return found
}

/** All of them as if of one skill. */
const together = (all: ReadonlyArray<Sequences>): Sequences => {
  const total = all.reduce((sum, { correct }) => sum + correct.length, 0)
  const correct = new Uint8Array(total)
  const ends: Array<number> = []
  let at = 0
  for (const each of all) {
    correct.set(each.correct, at)
    for (const end of each.ends) ends.push(at + end)
    at += each.correct.length
  }
  return { correct, ends }
}

/** `weight`: how many answers a skill of all skills' parameters counts as, beside those to the skill. */
export const bkt: Baseline<Parameters> = {
  name: 'bkt',
  settings: [{ weight: 0 }, { weight: 10 }, { weight: 50 }],
  fit: (items, { weight = 0 }, corpus) => {
    const sequences = sequencesOf(items, corpus)
    const mean = meanOf(corpus)
    /** Nobody knows more of it than another: everybody is right as often as on average. */
    const flat: Skill = { known: 0.5, learn: 0, slip: 1 - mean, guess: mean }
    const usual = weight > 0 ? em(together(sequences), START, 0) : flat
    const parameters = new Float64Array(4 * items.skills)
    sequences.forEach((own, skill) => {
      const { known, learn, slip, guess } = own.correct.length === 0 ? usual : em(own, usual, weight)
      parameters.set([known, learn, slip, guess], 4 * skill)
    })
    return parameters
  },
  predict: ({ skillOf }, parameters) => {
    const skillAt = (skill: number): Skill => {
      const [known = 0, learn = 0, slip = 0, guess = 0] = parameters.subarray(4 * skill, 4 * skill + 4)
      return { known, learn, slip, guess }
    }
    return ({ items, correct }) => {
      const beliefs = new Map<number, number>()
      return Float64Array.from({ length: items.length }, (_, n) => {
        const key = skillOf[items[n] ?? 0] ?? 0
        const skill = skillAt(key)
        const known = beliefs.get(key) ?? skill.known
        const p = inside(correctOf(skill, known))
        // Where such an answer cannot come, it teaches nothing.
        const posterior = seen(skill, known, correct[n] ?? 0)
        beliefs.set(key, learned(skill, Number.isNaN(posterior) ? known : posterior))
        return p
      })
    }
  }
}

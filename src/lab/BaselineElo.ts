/**
 * Elo (Elo 1978; Pelánek 2016): a learner against a challenge, or against a skill. P(correct) = 1/(1 + e^−(θ − d)); after
 * an answer the learner's θ and the challenge's d move by gain/(1 + decay·n) times what it surprises, n being the earlier
 * answers of each. The d are learned in one pass over the learners fitted to; those of whom is predicted move θ alone,
 * from 0 on.
 *
 * @since 0.2.0
 */
import { logistic } from '../math/Logistic'
import { type Answers, type Baseline, type Items, inside, learnersOf } from './Baseline'

interface Parameters {
  readonly gain: number
  readonly decay: number
  /** d, by challenge or by skill. */
  readonly difficulties: Float64Array
}

const settings: Baseline<Parameters>['settings'] = [
  { gain: 1, decay: 0.06 },
  ...[0.25, 0.5, 1, 1.5].flatMap((gain) => [0.03, 0.06, 0.12, 0.25].map((decay) => ({ gain, decay })))
]

type KeyOf = (items: Items) => { readonly count: number; readonly of: (item: number) => number }

/** One learner's P(correct); what each answer surprises is given on. */
const walk = (
  { items, correct }: Answers,
  { gain, decay, difficulties }: Parameters,
  of: (item: number) => number,
  learn: (key: number, surprise: number) => void
): Float64Array => {
  let theta = 0
  return Float64Array.from({ length: items.length }, (_, n) => {
    const key = of(items[n] ?? 0)
    const p = logistic(theta - (difficulties[key] ?? 0))
    const surprise = (correct[n] ?? 0) - p
    theta += (gain * surprise) / (1 + decay * n)
    learn(key, surprise)
    return inside(p)
  })
}

const against = (name: string, keyOf: KeyOf): Baseline<Parameters> => ({
  name,
  settings,
  fit: (items, { gain = 1, decay = 0.06 }, corpus) => {
    const { count, of } = keyOf(items)
    const difficulties = new Float64Array(count)
    const seen = new Float64Array(count)
    const learn = (key: number, surprise: number): void => {
      const n = seen[key] ?? 0
      difficulties[key] = (difficulties[key] ?? 0) - (gain * surprise) / (1 + decay * n)
      seen[key] = n + 1
    }
    for (const answers of learnersOf(corpus)) walk(answers, { gain, decay, difficulties }, of, learn)
    return { gain, decay, difficulties }
  },
  predict: (items, parameters) => {
    const { of } = keyOf(items)
    return (answers) => walk(answers, parameters, of, () => undefined)
  }
})

export const elo = against('elo', ({ count }) => ({ count, of: (item) => item }))

export const eloSkill = against('elo-skill', ({ skills, skillOf }) => ({
  count: skills,
  of: (item) => skillOf[item] ?? 0
}))

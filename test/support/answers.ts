/** Simulated learners who have answered every challenge of a bank, and one competence for them to answer. */
import type { Bank } from '../../src/bank/Bank'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import type { Answers } from '../../src/lab/Posthoc'
import * as Simulation from '../../src/lab/Simulation'
import { bank, plain, type Plan } from './banks'

/** Three topics of three levels, two challenges each. */
const topics = (prefix: string): Plan[string] =>
  Object.fromEntries(
    ['s', 't', 'u'].flatMap((topic) =>
      [1, 3, 5].map((level) => {
        const id = `${prefix}${topic}${level}`
        const requires = level === 1 ? [] : [`${prefix}${topic}${level - 2}`]
        return [id, { level, topic, requires, challenges: plain(`${id}-a`, `${id}-b`) }]
      })
    )
  )

/** One competence of 18 challenges. */
export const one: Bank = bank({ c: topics('c') })

/** Two of them, whose abilities go together. */
export const two: Bank = bank({ c: topics('c'), d: topics('d') }, { model: { correlation: 0.5 } })

/** The answers of learners drawn from the model, to everything, in the order of the bank. */
export const everybody = (
  of: Bank,
  count: number,
  manner: Learner.Manner = {},
  seed = 'everybody'
): ReadonlyArray<Answers> => {
  const world = Model.of(of)
  const population = { world, draw: Learner.fromPrior, seed, manner }
  return Array.from({ length: count }, (_, n) => {
    const { answer } = Simulation.respondent(population, n)
    return {
      learner: `l${n}`,
      items: world.items.map(({ index }) => index),
      outcomes: world.items.map((item) => outcomes.indexOf(answer(item)))
    }
  })
}

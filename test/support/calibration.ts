/** Logs of simulated learners, as the calibration reads them. */
import { outcomes } from '../../src/bank/Challenge'
import type { Model } from '../../src/knowledge/Model'
import type * as Patterns from '../../src/knowledge/Patterns'
import * as Learner from '../../src/lab/Learner'
import * as Random from '../../src/math/Random'

/** So many learners of the model, each asked so many challenges by chance, none twice while there are others. */
export const simulated = (model: Model, learners: number, each: number, seed: string): Patterns.Answers => {
  const codes: Array<number> = []
  const starts = [0]
  for (let n = 0; n < learners; n++) {
    const source = Random.source(`${seed}/${n}`)
    const learner = Learner.nth(model, Learner.fromPrior, seed, n)
    const left = model.items.map(({ index }) => index)
    for (let i = 0; i < Math.min(each, model.items.length); i++) {
      const [index] = left.splice(Math.floor(source() * left.length), 1)
      const outcome = Learner.answer(model, learner, model.items[index!]!, source)
      codes.push(index! * 4 + outcomes.indexOf(outcome))
    }
    starts.push(codes.length)
  }
  return { starts: Uint32Array.from(starts), codes: Uint32Array.from(codes) }
}

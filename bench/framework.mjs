/** What the benches share: the framework's bank and full assessments of simulated learners, from the built package. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Assessment, Bank } from '../dist/index.js'
import { Learner, Random } from '../dist/lab.js'

export const file = join(import.meta.dirname, '../fixtures/framework.yaml')

const decoded = Bank.decode(parse(readFileSync(file, 'utf8')))
if (decoded._tag === 'Left')
  throw new Error('fixtures/framework.yaml has issues: run `acquis validate` on it')

export const bank = decoded.right

/** A finished assessment of a learner drawn from the prior: what was answered, in order. */
export const responsesOf = (n, options) => {
  let assessment = Assessment.start(bank, { seed: `learner-${n}`, ...options })
  const { model } = assessment
  const learner = Learner.nth(model, Learner.fromPrior, 'bench', n)
  const source = Random.source(`bench/answers/${n}`)
  for (;;) {
    const step = Assessment.next(assessment)
    if (step._tag === 'Finished') return assessment.responses
    const item = model.items[model.itemOf.get(step.challenge)]
    const outcome = Learner.answer(model, learner, item, source)
    assessment = Assessment.answer(assessment, { challenge: step.challenge, outcome }).right
  }
}

/** A replay of simulated learners who answer at random what the bank has, beside all baselines and by columns. */
import type { Bank } from '../../src/bank/Bank'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import { corpusOf } from '../../src/lab/Baseline'
import * as Baselines from '../../src/lab/Baselines'
import * as Grouping from '../../src/lab/Grouping'
import * as Learner from '../../src/lab/Learner'
import * as Learning from '../../src/lab/Learning'
import * as Replay from '../../src/lab/Replay'
import * as Residuals from '../../src/lab/Residuals'
import * as Study from '../../src/lab/Study'
import type * as Scoring from '../../src/lab/Scoring'
import * as Random from '../../src/math/Random'
import type { Replayed } from '../../src/report/ReplayReport'

const SCHOOLS = ['Ada', 'Blaise', '']
const RESPONSES = 35

export const replayed = (bank: Bank, learners: number): Replayed => {
  const model = Model.of(bank)
  const context = Replay.context(model)
  const subjects = Array.from({ length: learners }, (_, n): Scoring.Subject => {
    const learner = Learner.nth(model, Learner.scattered, 'replayed', n)
    const next = Random.source(`replayed/${n}`)
    const items = Array.from({ length: RESPONSES }, () => Math.floor(next() * model.items.length))
    const responses = {
      items,
      outcomes: items.map((item) =>
        outcomes.indexOf(Learner.answer(model, learner, model.items[item]!, next, { skips: true }))
      )
    }
    const { predictions } = Replay.fold(context, responses)
    return { learner: `l${n}`, responses, predictions, notes: [items.map(() => n % SCHOOLS.length)] }
  })
  const items = Baselines.itemsOf(model)
  const places = subjects.map(({ learner }) => Baselines.placeOf('1', learner))
  const baselines = Baselines.names.map((_, place) => place)
  const fit = Baselines.fitted({
    items,
    corpus: corpusOf(subjects.map(({ responses }) => Study.answersOf(responses))),
    folds: Uint8Array.from(places, ({ fold }) => fold),
    judges: Uint8Array.from(places, ({ judges }) => (judges ? 1 : 0)),
    tuned: false
  })
  const plan: Study.Plan = {
    seed: '1',
    items,
    groupings: [
      Grouping.challenges(model, 'competence'),
      Grouping.noted(
        'school',
        0,
        SCHOOLS,
        SCHOOLS.map(() => 1)
      )
    ],
    rivals: Baselines.rivals(baselines, Baselines.tasks(baselines, false).map(fit)),
    detailed: true
  }
  const sums = Study.of(plan)(subjects)
  return {
    metrics: Study.summary(plan, sums),
    learning: Learning.points(sums.details!.learning),
    residuals: Residuals.worst(sums.details!.residuals),
    logs: ['log.csv'],
    rows: learners * RESPONSES,
    rejected: 0,
    seed: '1'
  }
}

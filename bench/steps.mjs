/**
 * How long one step takes: an answer and the choice of the next challenge, over full simulated assessments. Beside it, in
 * the same run, the plain implementation and the rule of thumb. `node bench/steps.mjs`, after `npm run build`.
 */
import { Bench } from 'tinybench'
import { Assessment } from '../dist/index.js'
import { Thumb } from '../dist/lab.js'
import { bank, responsesOf } from './framework.mjs'
import { gains, masteries } from './plain.mjs'

const COMPETENCE = '1.3'
const LEARNERS = 20

const campaign = (scope) => ({ id: 'bench', bank: bank.id, scope, expected: [], rules: {} })

const designs = {
  'one competence of 45 acquis': { campaign: campaign([{ competence: COMPETENCE }]) },
  '16 competences, one after the other': {},
  '16 competences, interleaved': { rules: { order: 'interleaved' } }
}

/** Everything is kept here, so that nothing can be optimised away. */
const sink = { total: 0 }

const assessments = Object.entries(designs).map(([name, options]) => {
  const learners = Array.from({ length: LEARNERS }, (_, n) => ({
    start: Assessment.start(bank, { seed: `learner-${n}`, ...options }),
    responses: responsesOf(n, options)
  }))
  const steps = learners.reduce((sum, { responses }) => sum + responses.length, 0)
  return { name, learners, steps }
})

const fold = ({ learners }) => {
  for (const { start, responses } of learners) {
    let assessment = start
    for (const response of responses) assessment = Assessment.answer(assessment, response).right
    sink.total += assessment.responses.length
  }
}

const [single] = assessments
const { model } = Assessment.start(bank, { seed: 0 })
const competence = model.competenceOf.get(COMPETENCE)

/** The plain steps of the first learner: the tree anew, and every challenge priced. */
const plainly = () => {
  const answers = []
  for (const { challenge, outcome } of single.learners[0].responses) {
    answers.push({ item: model.items[model.itemOf.get(challenge)], correct: outcome === 'correct' })
    const priced = gains(model, competence, masteries(model, answers)[competence])
    sink.total += priced.reduce((best, { gain }) => Math.max(best, gain), 0)
  }
}

const thumbs = () => {
  let thumb = Thumb.start(model, 'bench')
  let steps = 0
  for (let item = Thumb.next(thumb); item !== undefined; item = Thumb.next(thumb)) {
    thumb = Thumb.answer(thumb, item, (steps * 7) % 10 < 5 ? 'correct' : 'incorrect')
    steps++
  }
  sink.total += steps
  return steps
}

const bench = new Bench({ time: 2000, warmupTime: 500 })
for (const each of assessments)
  bench.add(each.name, () => {
    fold(each)
  })
bench.add('plain: the whole tree at every step', plainly)
const thumbSteps = thumbs()
bench.add('rule of thumb, 16 competences', () => {
  thumbs()
})
await bench.run()

const steps = new Map([
  ...assessments.map(({ name, steps: count }) => [name, count]),
  ['plain: the whole tree at every step', single.learners[0].responses.length],
  ['rule of thumb, 16 competences', thumbSteps]
])
const rows = bench.tasks.map(({ name, result }) => ({
  name,
  median: (result.latency.p50 * 1000) / steps.get(name)
}))
const [reference] = rows
console.log('one step (answer + next), µs: median over full assessments, and as a ratio to the first')
for (const { name, median } of rows)
  console.log(
    `  ${name.padEnd(38)} ${median.toFixed(1).padStart(9)}  ${(median / reference.median).toFixed(2).padStart(8)} ×`
  )
if (!(sink.total > 0)) throw new Error('the benches did nothing')

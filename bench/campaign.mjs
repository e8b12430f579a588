/**
 * What a campaign gains by letting competences tell of each other: `node bench/campaign.mjs [--learners N] [--questions N]
 * [--correlation 0.5,0.7] [--order interleaved] [--rules JSON]`, after `npm run build`. About a minute.
 *
 * All 16 competences of fixtures/framework.yaml, five questions each, no more and no fewer: no other rule ends them. The
 * abilities of the learners are correlated by ρ, 0.8 unless another is given: the bank itself says 0.5, the most that a
 * bank may say is 0.9. The same learners take the test of a bank that says so and of one that says ρ = 0, and give a
 * challenge the same answer in both (common random numbers). What is compared is the share of acquis judged rightly at
 * the end, in points, with 90 % intervals over learners. How much is gained depends on ρ above all: there is only so much
 * that one competence can say about another. `asked by 0, read by ρ` and `asked by ρ, read by 0` tell reading better from
 * choosing better.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Assessment, Bank, Profile } from 'acquis'
import { Learner, Model, Simulation } from 'acquis/lab'
import { parse } from 'yaml'

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '300' },
    questions: { type: 'string', default: '5' },
    correlation: { type: 'string', default: '0.8' },
    order: { type: 'string', default: 'interleaved,sequential' },
    rules: { type: 'string', default: '{}' },
    seed: { type: 'string', default: 'campaign' }
  }
})
const learners = Number(values.learners)
const source = readFileSync(new URL('../fixtures/framework.yaml', import.meta.url), 'utf8')

const bankWith = (correlation) => {
  const file = parse(source)
  file.model = { ...file.model, correlation }
  const decoded = Bank.decode(file)
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left[0]))
  return decoded.right
}

const mean = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length
const error = (xs) => Math.sqrt(mean(xs.map((x) => (x - mean(xs)) ** 2)) / (xs.length - 1))
/** With half a 90 % interval. */
const points = (xs) => `${(100 * mean(xs)).toFixed(2)} ± ${(164.5 * error(xs)).toFixed(2)}`

/** The share of acquis that the answers to the same challenges, read by another bank, judge rightly. */
const reread = (bank, responses, learner) => {
  const model = Model.of(bank)
  const end = responses.reduce(
    (assessment, response) => Assessment.answer(assessment, response).right,
    Assessment.start(bank, { seed: 'reread', rules: { criterion: 'random' } })
  )
  const { competences } = Profile.of(end)
  let right = 0
  let place = 0
  for (const { competence } of model.competences)
    for (const { id } of competence.acquis)
      if (competences[competence.id].acquis[id].mastery >= 0.5 === (learner.known[place++] === 1)) right++
  return right / place
}

/** A test of one learner: what was answered, and the share of acquis judged rightly. */
const test = (population, bank, rules, n) => {
  const { learner, answer } = Simulation.respondent(population, n)
  let assessment = Assessment.start(bank, { seed: `${values.seed}/${n}/test`, rules })
  for (;;) {
    const step = Assessment.next(assessment)
    if (step._tag === 'Finished') break
    const item = population.world.items[population.world.itemOf.get(step.challenge)]
    assessment = Assessment.answer(assessment, {
      challenge: step.challenge,
      outcome: answer(item)
    }).right
  }
  return { learner, responses: assessment.responses, right: reread(bank, assessment.responses, learner) }
}

const strangers = bankWith(0)
for (const correlation of values.correlation.split(',').map(Number)) {
  const bank = bankWith(correlation)
  const population = { world: Model.of(bank), draw: Learner.fromPrior, seed: values.seed }
  for (const order of values.order.split(',')) {
    const rules = {
      order,
      maxQuestions: Number(values.questions),
      precision: 0,
      minGain: 0,
      ...JSON.parse(values.rules)
    }
    const rows = Array.from({ length: learners }, (_, n) => {
      const told = test(population, bank, rules, n)
      const untold = test(population, strangers, rules, n)
      return {
        questions: told.responses.length,
        told: told.right,
        untold: untold.right,
        asked: reread(strangers, told.responses, told.learner),
        read: reread(bank, untold.responses, untold.learner)
      }
    })
    const column = (f) => points(rows.map(f))
    console.log(
      `ρ = ${correlation}, ${order}, ${mean(rows.map((r) => r.questions))} questions, ${learners} learners`
    )
    console.log(`  judged rightly, asked and read by ρ   ${column((r) => r.told)} %`)
    console.log(`  asked and read by ρ = 0               ${column((r) => r.untold)} %`)
    console.log(`  more by ρ                             ${column((r) => r.told - r.untold)} points`)
    console.log(`  of it: asked by 0, read by ρ          ${column((r) => r.read - r.untold)} points`)
    console.log(`         asked by ρ, read by 0          ${column((r) => r.asked - r.untold)} points`)
  }
}

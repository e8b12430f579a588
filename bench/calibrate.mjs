/**
 * Seconds for one iteration of calibration: 20,000 learners × 50 answers, 640 acquis in 16 competences, on one thread, and
 * how that compares with the plain way through the belief of each learner, of which a part is timed.
 *
 *     node bench/calibrate.mjs
 */
import { performance } from 'node:perf_hooks'
import { Belief, Calibration, Expectation, Model } from '../dist/lab.js'
import { answers, bank } from './banks.mjs'

const LEARNERS = 20_000
const ANSWERS = 50
const PLAIN = 200
const OUTCOMES = ['correct', 'incorrect', 'skipped']

const cpu = (act) => {
  const [start, from] = [performance.now(), process.cpuUsage()]
  const result = act()
  const { user, system } = process.cpuUsage(from)
  return { result, wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
}

const model = Model.of(bank({ competences: 16, challenges: 1 }))
const given = answers(model, LEARNERS, ANSWERS, 'bench')
for (const fit of [
  ['slip', 'guess'],
  ['slip', 'guess', 'difficulty', 'ability', 'correlation'],
  Calibration.names
]) {
  const made = cpu(() =>
    Calibration.plan(model, given, { ...Calibration.defaults, fit, rise: 0, move: 0, iterations: 4 })
  )
  const plan = made.result
  const times = []
  let state = Calibration.startAt(plan, 'bench', 0)
  while (state.status === 'running') {
    const { result, ...time } = cpu(() => {
      const at = Calibration.modelAt(plan, state.at)
      return Calibration.next(plan, state, at, Expectation.of(at, plan.patterns, plan.wish)(0, LEARNERS))
    })
    state = result
    times.push(time)
  }
  const best = (key) => Math.min(...times.map((each) => each[key])).toFixed(2)
  console.log(
    `${fit.join(',')}: ${made.wall.toFixed(2)} s to begin, ${plan.patterns.block.length} patterns; an iteration ${best('wall')} s, of processor time ${best('cpu')} s`
  )
}

let sink = 0
const plain = cpu(() => {
  for (let l = 0; l < PLAIN; l++) {
    let belief = Belief.prior(model)
    for (let i = given.starts[l]; i < given.starts[l + 1]; i++)
      belief = Belief.observe(model, model.items[given.codes[i] >>> 2], OUTCOMES[given.codes[i] & 3])(belief)
    const { abilities } = Belief.abilities(model, belief)
    model.competences.forEach((competence, c) => {
      for (const m of Belief.masteries(competence, belief.competences[c], abilities[c])) sink += m
    })
  }
})
const whole = (plain.cpu * LEARNERS) / PLAIN
console.log(
  `the plain way through beliefs: ${whole.toFixed(1)} s of processor time (from ${PLAIN} learners; ${sink.toFixed(0)} known)`
)

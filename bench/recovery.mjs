/**
 * Whether calibration finds the parameters that answers were simulated with: bias, RMSE, and how often a 95 % interval holds
 * the truth. 2,000 learners × 60 answers, 160 challenges in two competences, starting from the defaults.
 *
 *     node bench/recovery.mjs [runs] [seed]
 */
import { performance } from 'node:perf_hooks'
import { Bank } from '../dist/index.js'
import {
  Calibration,
  CalibrationErrors,
  CalibrationResult,
  Expectation,
  Missing,
  Model
} from '../dist/lab.js'
import { answers, bank } from './banks.mjs'

const [runs = 1, seed = 'recovery'] = process.argv.slice(2)
const LEARNERS = 2000
const ANSWERS = 60
/** Slips and guesses are looked at where so many answers rest on them. */
const ENOUGH = 200

/** The same bank as its author would have it: nothing known of noise, and of difficulty where that is fitted. */
const plain = (of, knowsDifficulty) => {
  const file = Bank.encode(of)
  delete file.model
  for (const competence of Object.values(file.competences))
    for (const level of Object.values(competence.levels))
      for (const acquis of Object.values(level)) {
        if (!knowsDifficulty) delete acquis.difficulty
        for (const challenge of Object.values(acquis.challenges))
          for (const key of ['slip', 'guess', 'discrimination']) delete challenge[key]
      }
  return Bank.decode(file).right
}

const recover = (title, fit, settings) => {
  const rows = new Map()
  for (let run = 0; run < Number(runs); run++) {
    const truth = bank({ competences: 2, challenges: 2, noisy: true, seed: `${seed}/${run}`, ...settings })
    const told = Model.of(truth)
    const given = answers(told, LEARNERS, ANSWERS, `${seed}/${run}`)
    const model = Model.of(plain(truth, !fit.includes('difficulty')))
    const plan = Calibration.plan(model, given, { ...Calibration.defaults, fit })
    const start = performance.now()
    const state = Calibration.run(plan, Calibration.startAt(plan, seed, 0))
    const made = Calibration.modelAt(plan, state.best.at)
    const sums = Expectation.of(made, plan.patterns, plan.wish)(0, LEARNERS)
    const counts = Expectation.counts(made, plan.patterns, plan.wish, sums)
    const layout = CalibrationErrors.layoutOf(plan)
    const missing = Missing.of(made, plan.patterns, layout)
    const information = CalibrationErrors.observed(
      CalibrationErrors.complete(plan, layout, made, state.best.at, counts),
      missing.shared(sums.rows),
      missing.learners(0, LEARNERS)
    )
    const result = CalibrationResult.of(
      plan,
      state,
      state.best,
      counts,
      CalibrationErrors.of(plan, layout, information)
    )
    console.log(
      `${title}: ${result.iterations} iterations, ${result.converged ? 'converged' : 'not converged'}, ${((performance.now() - start) / 1000).toFixed(1)} s`
    )
    const acquis = told.competences.flatMap(({ competence }) => competence.acquis)
    // Difficulties have the mean of the levels; what was simulated is moved there, and the mean of ability with it.
    const shift = fit.includes('difficulty')
      ? acquis.reduce((sum, { level, difficulty }) => sum + level - difficulty, 0) / acquis.length
      : 0
    const truthOf = ({ parameter, id }) => {
      if (parameter === 'difficulty') return acquis.find((each) => each.id === id).difficulty + shift
      if (id === null) return truth.prior[parameter] + (parameter === 'mean' ? shift : 0)
      return told.items[told.itemOf.get(id)].challenge[parameter]
    }
    for (const estimate of result.estimates) {
      const { parameter, value, interval, answers: behind } = estimate
      if ((parameter === 'slip' || parameter === 'guess') && behind < ENOUGH) continue
      const real = truthOf(estimate)
      const row = rows.get(parameter) ?? { n: 0, bias: 0, square: 0, covered: 0 }
      row.n++
      row.bias += value - real
      row.square += (value - real) ** 2
      if (interval !== null && interval[0] <= real && real <= interval[1]) row.covered++
      rows.set(parameter, row)
    }
  }
  console.table(
    Object.fromEntries(
      [...rows].map(([parameter, { n, bias, square, covered }]) => [
        parameter,
        {
          n,
          bias: (bias / n).toFixed(4),
          RMSE: Math.sqrt(square / n).toFixed(4),
          'covered %': ((100 * covered) / n).toFixed(1)
        }
      ])
    )
  )
}

const model = { mean: 3.4, sd: 1.3, correlation: 0.6, spread: 0.8 }
recover('slip, guess', ['slip', 'guess'], {
  model: { ...model, mean: 3, sd: 1.5, correlation: 0.5, spread: 1 }
})
recover('all but discrimination', ['slip', 'guess', 'difficulty', 'ability', 'correlation'], {
  model: { ...model, spread: 1 }
})
recover('with discrimination', ['slip', 'guess', 'difficulty', 'ability', 'correlation', 'discrimination'], {
  model: { ...model, spread: 1 },
  bent: true
})

/**
 * How many questions the engine needs to be as accurate as the rule of thumb, on simulated learners of the framework:
 * `node bench/simulation.mjs [--learners N] [--condition abcd] [--criterion information]`, after `npm run build`.
 *
 * Tests of growing length give a curve of accuracy over questions; it is read where it reaches the accuracy that the rule
 * of thumb has at its own end. `fixed`: n questions in every competence (maxQuestions = n, nothing else ends it).
 * `precise`: a competence ends at an expected share of misjudged acquis (precision = x, at most 60 questions). `gain`: it
 * ends where no challenge tells more than x nats (minGain = x, at most 60 questions). `mixed`: as gain, the competences
 * interleaved. Learners, and their answers to each challenge, are the same for all designs. Standard errors: 400 bootstrap
 * samples of learners.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Bank } from 'acquis'
import { Learner, Model, Simulation } from 'acquis/lab'
import { parse } from 'yaml'

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '400' },
    seed: { type: 'string', default: 'simulation' },
    condition: { type: 'string' },
    criterion: { type: 'string' },
    rules: { type: 'string' },
    curve: { type: 'boolean', default: false }
  }
})
const learners = Number(values.learners)

/** The structure of the framework, with one model and the same slip and guess for every challenge. */
const bankWith = (noise) => {
  const file = parse(readFileSync(new URL('../fixtures/framework.yaml', import.meta.url), 'utf8'))
  file.model = { mean: 3, sd: 1.5, correlation: 0.7, spread: 1 }
  for (const { levels } of Object.values(file.competences))
    for (const acquis of Object.values(levels))
      for (const { challenges } of Object.values(acquis))
        for (const challenge of Object.values(challenges)) {
          Object.assign(challenge, { slip: noise, guess: noise })
          delete challenge.timed
          delete challenge.status
        }
  const decoded = Bank.decode(file)
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left[0]))
  return decoded.right
}

/** A world in which nobody slips and nobody guesses; a bank has to leave both some room, and says QUIET. */
const QUIET = 1e-5

const withoutNoise = (model) => ({
  ...model,
  items: model.items.map((item) => ({ ...item, slip: 0, guess: 0 }))
})

const noisy = bankWith(0.1)
const quiet = bankWith(QUIET)

const CONDITIONS = {
  a: {
    name: 'learners of the model, 10 % noise',
    bank: noisy,
    noise: true,
    draw: Learner.fromPrior,
    aim: '≤ 70 %, aim 60'
  },
  b: {
    name: 'scattered learners, 10 % noise',
    bank: noisy,
    noise: true,
    draw: Learner.scattered,
    aim: '≤ 100 %'
  },
  c: {
    name: 'scattered learners, no noise',
    bank: quiet,
    noise: false,
    draw: Learner.scattered,
    aim: '≤ 100 %'
  },
  d: { name: 'learners of the model, no noise', bank: quiet, noise: false, draw: Learner.fromPrior, aim: '' }
}

const steps = (settings, values) => values.map((value) => ({ minGain: 0, precision: 0, ...settings(value) }))
const PRECISIONS = [
  0.2, 0.17, 0.14, 0.12, 0.1, 0.09, 0.08, 0.075, 0.07, 0.065, 0.06, 0.055, 0.05, 0.045, 0.04, 0.035, 0.03,
  0.02, 0.015, 0.01, 0.0075, 0.005, 0.003, 0.002, 0.0015, 0.001, 0.0007, 0.0005, 0.0003, 0.0002, 0.0001, 5e-5,
  2e-5, 1e-5, 3e-6, 1e-6
]
const GAINS = [
  0.36, 0.35, 0.34, 0.33, 0.32, 0.31, 0.3, 0.29, 0.28, 0.27, 0.26, 0.25, 0.24, 0.23, 0.22, 0.21, 0.2, 0.19,
  0.18, 0.17, 0.16, 0.15, 0.14, 0.13, 0.12, 0.11, 0.1, 0.09, 0.08, 0.07, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01,
  0.003, 0.001, 0.0003, 0.0001, 3e-5
]
const worth = (minGain) => ({ minGain, maxQuestions: 60 })

/** Rules by growing length. */
const FAMILIES = {
  fixed: steps(
    (maxQuestions) => ({ maxQuestions }),
    Array.from({ length: 59 }, (_, i) => i + 2)
  ),
  precise: steps((precision) => ({ precision, maxQuestions: 60 }), PRECISIONS),
  gain: steps(worth, GAINS),
  mixed: steps((minGain) => ({ ...worth(minGain), order: 'interleaved' }), GAINS)
}
/** `accuracy` looks ahead, which takes its time: fewer learners. */
const CRITERIA = { information: 1, accuracy: 0.1 }

const mean = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length
const sd = (xs) => Math.sqrt(mean(xs.map((x) => (x - mean(xs)) ** 2)))

/** Mean of a measure of some learners, given by their numbers. */
const meanOf = (results, chosen, measure) => mean(chosen.map((i) => measure(results[i])))

/** A small generator for the resampling (mulberry32). */
const generator = (state) => () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** Where the curve over n reaches the accuracy of the rule of thumb, over all samples of learners. */
const compare = (thumb, runs, perCompetence, count) => {
  const everybody = Array.from({ length: count }, (_, i) => i)
  const ratio = (chosen) => {
    const target = meanOf(thumb, chosen, (r) => r.accuracy)
    const points = runs.map((results) => ({
      questions: meanOf(results, chosen, (r) => r.questions) / perCompetence,
      accuracy: meanOf(results, chosen, (r) => r.accuracy)
    }))
    const questions = Simulation.questionsFor(points, target)
    return { questions, share: (questions * perCompetence) / meanOf(thumb, chosen, (r) => r.questions) }
  }
  const next = generator(7)
  const samples = Array.from({ length: 400 }, () => ratio(everybody.map(() => Math.floor(next() * count))))
  const all = ratio(everybody)
  return { ...all, error: sd(samples.map((s) => s.share).filter(Number.isFinite)) }
}

/** The curve only matters around the target: lengths from where it is surely below to where it is above. */
const curve = (population, bank, criterion, family, target, count) => {
  const at = new Map()
  const run = (i) => {
    if (!at.has(i)) {
      const design = Simulation.engine(bank, { rules: { ...family[i], criterion } })
      at.set(i, Simulation.run(population, design, count))
    }
    return mean(at.get(i).map((r) => r.accuracy))
  }
  let [low, high] = [0, family.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (run(middle) >= target) high = middle
    else low = middle
  }
  run(low)
  return {
    reached: run(high) >= target,
    runs: [...at.entries()].sort(([m], [n]) => m - n).map(([, results]) => results)
  }
}

const percent = (x, digits = 1) => `${(100 * x).toFixed(digits)} %`

console.log(
  'condition'.padEnd(40),
  'criterion'.padEnd(11),
  'rules'.padEnd(7),
  'learners',
  'thumb: questions, accuracy',
  ' engine: questions',
  '       share of them'
)
for (const [key, { name, bank, noise, draw, aim }] of Object.entries(CONDITIONS)) {
  if (values.condition !== undefined && !values.condition.includes(key)) continue
  const model = Model.of(bank)
  const population = { world: noise ? model : withoutNoise(model), draw, seed: values.seed }
  const perCompetence = model.competences.length
  const thumb = Simulation.run(population, Simulation.thumb(model), learners)
  for (const [criterion, share] of Object.entries(CRITERIA)) {
    if (values.criterion !== undefined && values.criterion !== criterion) continue
    const count = Math.max(10, Math.round(learners * share))
    const own = thumb.slice(0, count)
    const target = mean(own.map((r) => r.accuracy))
    for (const [rules, family] of Object.entries(FAMILIES)) {
      if (values.rules !== undefined && values.rules !== rules) continue
      const { reached, runs } = curve(population, bank, criterion, family, target, count)
      const { questions, share: needed, error } = compare(own, runs, perCompetence, count)
      console.log(
        `(${key}) ${name}`.padEnd(40),
        criterion.padEnd(11),
        rules.padEnd(7),
        String(count).padStart(8),
        (mean(own.map((r) => r.questions)) / perCompetence).toFixed(2).padStart(16),
        percent(target, 2).padStart(9),
        (reached ? questions.toFixed(2) : 'never').padStart(18),
        (reached ? `${percent(needed)} ± ${percent(error)}` : '').padStart(20),
        aim
      )
      if (values.curve)
        for (const results of runs)
          console.log(
            `      ${(mean(results.map((r) => r.questions)) / perCompetence).toFixed(2)} questions: ${percent(mean(results.map((r) => r.accuracy)), 2)}`
          )
    }
  }
}

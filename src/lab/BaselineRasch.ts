/**
 * The Rasch model: P(correct) = 1/(1 + e^−(θ − d)), θ ~ N(0, σ²). Difficulties d ~ N(m, τ²), m, σ and τ are fitted by EM on
 * the marginal likelihood (Bock & Aitkin 1981), so that nothing is left to tune; of a learner whom it was not fitted to,
 * P(correct) is the mean over what the answers so far leave of θ.
 *
 * @since 0.2.0
 */
import { type Answers, type Baseline, type Corpus, inside, learnersOf, meanOf } from './Baseline'
import { logit } from '../math/Logistic'

interface Parameters {
  /** e^d. */
  readonly difficulties: Float64Array
  readonly sd: number
}

/** Standard deviations, and what each node of θ weighs. */
const NODES = Float64Array.from({ length: 31 }, (_, k) => (k - 15) * 0.3)
const LOG_WEIGHTS = NODES.map((z) => (-z * z) / 2)
const K = NODES.length

const ROUNDS = 20
/** EM ends when no difficulty has moved by so much. */
const STILL = 1e-3

/** exp, scaled to sum to one, in place. */
const settle = (logs: Float64Array): Float64Array => {
  let top = -Infinity
  for (const each of logs) if (each > top) top = each
  let sum = 0
  for (let k = 0; k < K; k++) sum += logs[k] = Math.exp((logs[k] ?? 0) - top)
  for (let k = 0; k < K; k++) logs[k] = (logs[k] ?? 0) / sum
  return logs
}

/** What is expected of θ at given parameters: how many answers to each item come from each node, and θ² in deviations. */
const expect = (corpus: Corpus, count: number, { difficulties, sd }: Parameters) => {
  const e = NODES.map((z) => Math.exp(sd * z))
  const right = new Float64Array(count * K)
  const wrong = new Float64Array(count * K)
  difficulties.forEach((d, i) => {
    for (let k = 0; k < K; k++) {
      const p = (e[k] ?? 0) / ((e[k] ?? 0) + d)
      right[i * K + k] = Math.log(p)
      wrong[i * K + k] = Math.log(1 - p)
    }
  })
  const mass = new Float64Array(count * K)
  let square = 0
  for (const { items, correct } of learnersOf(corpus)) {
    const logs = LOG_WEIGHTS.slice()
    for (let n = 0; n < items.length; n++) {
      const table = correct[n] === 1 ? right : wrong
      const row = (items[n] ?? 0) * K
      for (let k = 0; k < K; k++) logs[k] = (logs[k] ?? 0) + (table[row + k] ?? 0)
    }
    const weights = settle(logs)
    for (let k = 0; k < K; k++) square += (weights[k] ?? 0) * (NODES[k] ?? 0) ** 2
    for (let n = 0; n < items.length; n++) {
      const row = (items[n] ?? 0) * K
      for (let k = 0; k < K; k++) mass[row + k] = (mass[row + k] ?? 0) + (weights[k] ?? 0)
    }
  }
  return { mass, square }
}

/** The d of the most probable: Newton's steps on a concave function, none longer than one. */
const difficultyOf = (
  start: number,
  right: number,
  mass: Float64Array,
  sd: number,
  mean: number,
  variance: number
): { readonly d: number; readonly information: number } => {
  let d = start
  let information = 1 / variance
  for (let step = 0; step < 20; step++) {
    let slope = -right - (d - mean) / variance
    information = 1 / variance
    for (let k = 0; k < K; k++) {
      const p = 1 / (1 + Math.exp(d - sd * (NODES[k] ?? 0)))
      slope += (mass[k] ?? 0) * p
      information += (mass[k] ?? 0) * p * (1 - p)
    }
    const move = Math.max(-1, Math.min(1, slope / information))
    d += move
    if (Math.abs(move) < 1e-6) break
  }
  return { d, information }
}

const fit = (count: number, corpus: Corpus): Parameters => {
  const right = new Float64Array(count)
  const answers = new Float64Array(count)
  corpus.items.forEach((item, i) => {
    right[item] = (right[item] ?? 0) + (corpus.correct[i] ?? 0)
    answers[item] = (answers[item] ?? 0) + 1
  })
  const seen = Array.from(answers, (_, item) => item).filter((item) => (answers[item] ?? 0) > 0)
  let mean = -logit(inside(meanOf(corpus)))
  let variance = 1
  let sd = 1
  let d = new Float64Array(count).fill(mean)
  for (let round = 0; round < ROUNDS && seen.length > 0; round++) {
    const { mass, square } = expect(corpus, count, { difficulties: d.map(Math.exp), sd })
    const next = d.slice()
    let spread = 0
    for (const item of seen) {
      const own = mass.subarray(item * K, (item + 1) * K)
      const found = difficultyOf(d[item] ?? 0, right[item] ?? 0, own, sd, mean, variance)
      next[item] = found.d
      spread += (found.d - mean) ** 2 + 1 / found.information
    }
    const moved = seen.reduce((most, item) => Math.max(most, Math.abs((next[item] ?? 0) - (d[item] ?? 0))), 0)
    variance = Math.max(0.01, spread / seen.length)
    mean = seen.reduce((sum, item) => sum + (next[item] ?? 0), 0) / seen.length
    sd = Math.min(5, Math.max(0.05, sd * Math.sqrt(square / corpus.ends.length)))
    d = next
    if (moved < STILL) break
  }
  return { difficulties: d.map((each, item) => Math.exp((answers[item] ?? 0) > 0 ? each : mean)), sd }
}

const predict = ({ difficulties, sd }: Parameters, { items, correct }: Answers): Float64Array => {
  const e = NODES.map((z) => Math.exp(sd * z))
  const weights = settle(LOG_WEIGHTS.slice())
  return Float64Array.from({ length: items.length }, (_, n) => {
    const d = difficulties[items[n] ?? 0] ?? 1
    let p = 0
    for (let k = 0; k < K; k++) p += ((weights[k] ?? 0) * (e[k] ?? 0)) / ((e[k] ?? 0) + d)
    const said = inside(p)
    const isRight = correct[n] === 1
    for (let k = 0; k < K; k++)
      weights[k] = ((weights[k] ?? 0) * (isRight ? (e[k] ?? 0) / p : d / (1 - p))) / ((e[k] ?? 0) + d)
    return said
  })
}

export const rasch: Baseline<Parameters> = {
  name: 'rasch',
  settings: [{}],
  fit: ({ count }, _setting, corpus) => fit(count, corpus),
  predict: (_items, parameters) => (answers) => predict(parameters, answers)
}

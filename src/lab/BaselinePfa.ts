/**
 * Performance factors analysis (Pavlik, Cen & Koedinger 2009): a logistic regression on the skill and on how often the
 * learner was right and wrong on it before, as log(1 + n), with weights of their own for each skill. Minimises the log loss
 * plus ridge/2 times the squares of all weights but the intercept, by Newton's method: the weights of a skill touch those
 * of others by the intercept alone, so that each step solves three equations a skill.
 *
 * @since 0.2.0
 */
import { logistic } from '../math/Logistic'
import { type Answers, type Baseline, type Corpus, inside, type Items, learnersOf } from './Baseline'

interface Parameters {
  readonly intercept: number
  /** Three a skill: its own, that of right answers, that of wrong ones. */
  readonly weights: Float64Array
}

/** An answer to a skill, and what came before it. */
type Take = (skill: number, wins: number, fails: number, correct: number) => void

const walk = ({ skillOf, skills }: Items, { items, correct }: Answers, take: Take): void => {
  const wins = new Uint32Array(skills)
  const fails = new Uint32Array(skills)
  for (let n = 0; n < items.length; n++) {
    const skill = skillOf[items[n] ?? 0] ?? 0
    const y = correct[n] ?? 0
    take(skill, Math.log1p(wins[skill] ?? 0), Math.log1p(fails[skill] ?? 0), y)
    const counts = y === 1 ? wins : fails
    counts[skill] = (counts[skill] ?? 0) + 1
  }
}

interface Design {
  readonly skill: Uint32Array
  readonly wins: Float64Array
  readonly fails: Float64Array
  readonly correct: Uint8Array
}

const designOf = (items: Items, corpus: Corpus): Design => {
  const n = corpus.items.length
  const design: Design = {
    skill: new Uint32Array(n),
    wins: new Float64Array(n),
    fails: new Float64Array(n),
    correct: corpus.correct
  }
  let at = 0
  for (const answers of learnersOf(corpus))
    walk(items, answers, (skill, wins, fails) => {
      design.skill[at] = skill
      design.wins[at] = wins
      design.fails[at] = fails
      at++
    })
  return design
}

const score = ({ intercept, weights }: Parameters, skill: number, wins: number, fails: number): number =>
  intercept +
  (weights[3 * skill] ?? 0) +
  (weights[3 * skill + 1] ?? 0) * wins +
  (weights[3 * skill + 2] ?? 0) * fails

/** Of the intercept, only so that it stays finite where all answers are right. */
const FAINT = 1e-6

/** What is minimised. */
const cost = ({ skill, wins, fails, correct }: Design, ridge: number, parameters: Parameters): number => {
  let sum = (FAINT / 2) * parameters.intercept ** 2
  for (const weight of parameters.weights) sum += (ridge / 2) * weight * weight
  for (let i = 0; i < skill.length; i++) {
    const x = score(parameters, skill[i] ?? 0, wins[i] ?? 0, fails[i] ?? 0)
    const against = correct[i] === 1 ? -x : x
    sum += against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against))
  }
  return sum
}

/** What a skill adds: its slope (three), its curvature (six, by rows from the diagonal on), and how it hangs on the intercept (three). */
const SKILL = 12

type Three = readonly [number, number, number]

/** The solution of a symmetric positive system of three equations, by Cholesky's factors. */
const solved = (m: Float64Array, at: number, [x, y, z]: Three): Three => {
  const h = (i: number): number => m[at + 3 + i] ?? 0
  const a = Math.sqrt(h(0))
  const b = h(1) / a
  const c = h(2) / a
  const d = Math.sqrt(h(3) - b * b)
  const e = (h(4) - b * c) / d
  const f = Math.sqrt(h(5) - c * c - e * e)
  const u = x / a
  const v = (y - b * u) / d
  const w = (z - c * u - e * v) / f
  const r = w / f
  const q = (v - e * r) / d
  return [(u - b * q - c * r) / a, q, r]
}

const three = (m: Float64Array, at: number): Three => [m[at] ?? 0, m[at + 1] ?? 0, m[at + 2] ?? 0]

const dot = ([a, b, c]: Three, [x, y, z]: Three): number => a * x + b * y + c * z

/** Newton's step: what is to be taken off the intercept and the weights. */
const stepOf = (design: Design, ridge: number, parameters: Parameters): Parameters => {
  const { skill, wins, fails, correct } = design
  const { intercept, weights } = parameters
  const skills = weights.length / 3
  const sums = new Float64Array(skills * SKILL)
  const add = (at: number, x: number): void => {
    sums[at] = (sums[at] ?? 0) + x
  }
  for (let s = 0; s < skills; s++) {
    for (let j = 0; j < 3; j++) add(s * SKILL + j, ridge * (weights[3 * s + j] ?? 0))
    for (const diagonal of [3, 6, 8]) add(s * SKILL + diagonal, ridge)
  }
  let slope = FAINT * intercept
  let curvature = FAINT
  for (let i = 0; i < skill.length; i++) {
    const [own, a, b] = [skill[i] ?? 0, wins[i] ?? 0, fails[i] ?? 0]
    const p = logistic(score(parameters, own, a, b))
    const surplus = p - (correct[i] ?? 0)
    const weight = p * (1 - p)
    const at = own * SKILL
    slope += surplus
    curvature += weight
    add(at, surplus)
    add(at + 1, surplus * a)
    add(at + 2, surplus * b)
    add(at + 3, weight)
    add(at + 4, weight * a)
    add(at + 5, weight * b)
    add(at + 6, weight * a * a)
    add(at + 7, weight * a * b)
    add(at + 8, weight * b * b)
    add(at + 9, weight)
    add(at + 10, weight * a)
    add(at + 11, weight * b)
  }
  const alone: Array<Three> = []
  const along: Array<Three> = []
  for (let s = 0; s < skills; s++) {
    const link = three(sums, s * SKILL + 9)
    const own = solved(sums, s * SKILL, three(sums, s * SKILL))
    const shared = solved(sums, s * SKILL, link)
    slope -= dot(link, own)
    curvature -= dot(link, shared)
    alone.push(own)
    along.push(shared)
  }
  const shift = slope / curvature
  return {
    intercept: shift,
    weights: Float64Array.from(
      { length: weights.length },
      (_, i) => (alone[Math.floor(i / 3)]?.[i % 3] ?? 0) - shift * (along[Math.floor(i / 3)]?.[i % 3] ?? 0)
    )
  }
}

const STEPS = 40

const fit = (items: Items, ridge: number, corpus: Corpus): Parameters => {
  const design = designOf(items, corpus)
  let parameters: Parameters = { intercept: 0, weights: new Float64Array(3 * items.skills) }
  let best = cost(design, ridge, parameters)
  for (let n = 0; n < STEPS; n++) {
    const step = stepOf(design, ridge, parameters)
    const from = parameters
    const at = (part: number): Parameters => ({
      intercept: from.intercept - part * step.intercept,
      weights: from.weights.map((weight, i) => weight - part * (step.weights[i] ?? 0))
    })
    let part = 1
    let next = at(part)
    let reached = cost(design, ridge, next)
    for (; reached > best && part > 1e-4; part /= 2) {
      next = at(part / 2)
      reached = cost(design, ridge, next)
    }
    if (!(reached < best)) break
    const gained = best - reached
    parameters = next
    best = reached
    if (gained < 1e-9 * (1 + best)) break
  }
  return parameters
}

/** `ridge`: how strongly weights are held at zero. */
export const pfa: Baseline<Parameters> = {
  name: 'pfa',
  settings: [{ ridge: 1 }, { ridge: 0.1 }, { ridge: 10 }],
  fit: (items, { ridge = 1 }, corpus) => fit(items, ridge, corpus),
  predict: (items, parameters) => (answers) => {
    const p = new Float64Array(answers.items.length)
    let at = 0
    walk(items, answers, (skill, wins, fails) => {
      p[at++] = inside(logistic(score(parameters, skill, wins, fails)))
    })
    return p
  }
}

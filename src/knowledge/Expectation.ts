/**
 * Expected counts (the E-step of model page, section 9): what the answers of many learners say of everything that cannot
 * be seen, added up. A block that a learner was asked nothing of is no part of what is to be completed: leaving it out
 * gives the same estimates in fewer steps, and so the cost follows the answers, not the acquis.
 *
 * P(z_k | all) is added up for each pattern that learners share; all that depends on the pattern is worked out once, at the
 * end, by `counts`. Every term is at most 1 for each answer, and is rounded to a fraction that lets as many of them as
 * there are answers be added exactly: 2⁻²⁴ or finer for up to 268 million answers (model page, section 10).
 *
 * Laws
 * 1. counts agree with the belief of each learner
 * 2. sums do not depend on how the learners are split, nor on the order
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Rows from '../math/Rows'
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import type { Model } from './Model'
import * as Passes from './Passes'
import * as PatternBelief from './PatternBelief'
import * as Patterns from './Patterns'

/** What is to be counted. */
export interface Wish {
  /** Answers apart for each node of θ: what discrimination is fitted to. */
  readonly byNode: boolean
  /** How the general factor and abilities move together. */
  readonly correlated: boolean
}

/** Of one item or more: by who knew the acquis and what came of it. Skips are no part of it. */
export const CELLS = { knownRight: 0, knownWrong: 1, unknownRight: 2, unknownWrong: 3 } as const

/** What adds up over learners. */
export interface Counts {
  /** Σ P(z_k | all) of those who were asked something of the block: a row of K for each block. */
  readonly weight: Float64Array
  /** Expected number who know an acquis, of the same; by acquis through the bank. */
  readonly known: Float64Array
  /** The same, each weighed with z. */
  readonly knownZ: Float64Array
  /** Expected answers, four `CELLS` for each item; each a row of K where they are apart by node. */
  readonly answers: Float64Array
  /** Σ P(g | all), once for each competence that a learner answered in, at the G nodes. */
  readonly general: Float64Array
  /** Σ E[z²] and Σ E[z g], likewise; 0 where `correlated` is not wished. */
  readonly moments: Float64Array
}

export interface Sums extends Counts {
  /** Σ P(z_k | all) of the learners with each shared pattern; `weight`, `known` and `answers` are of the others. */
  readonly rows: Float64Array
  /** Σ log P(answers); and the number of learners. */
  readonly totals: Float64Array
}

/** Where the nodes of z end: what is weighed with z is divided by it, so that no term is above 1. */
const reachOf = (z: Float64Array): number => Math.max(1, Math.abs(z[0]!))

const zOf = ({ abilities, bank }: Model): Float64Array =>
  abilities.map((θ) => (abilities.length === 1 ? 0 : (θ - bank.prior.mean) / bank.prior.sd))

export const empty = (model: Model, patterns: Patterns.Patterns, wish: Wish): Sums => {
  const nodes = model.abilities.length
  const acquis = model.competences.reduce((total, { levels }) => total + levels.length, 0)
  return {
    rows: new Float64Array(patterns.shared * nodes),
    weight: new Float64Array(patterns.places.length * nodes),
    known: new Float64Array(acquis),
    knownZ: new Float64Array(acquis),
    answers: new Float64Array(model.items.length * 4 * (wish.byNode ? nodes : 1)),
    general: new Float64Array(model.general.length),
    moments: new Float64Array(2),
    totals: new Float64Array(2)
  }
}

/** What two groups of learners add up to. */
export const merge = (a: Sums, b: Sums): Sums => {
  const plus = (key: keyof Sums): Float64Array => a[key].map((x, i) => x + b[key][i]!)
  return {
    rows: plus('rows'),
    weight: plus('weight'),
    known: plus('known'),
    knownZ: plus('knownZ'),
    answers: plus('answers'),
    general: plus('general'),
    moments: plus('moments'),
    totals: plus('totals')
  }
}

/** What added to a number and taken away again rounds it, so that terms of it up to a bound add up exactly. */
const magnet = (bound: number): number => 1.5 * 2 ** Math.ceil(Math.log2(Math.max(2, bound)))

const CORRECT = outcomes.indexOf('correct')
const SKIPPED = outcomes.indexOf('skipped')

/** Adds what a pattern says, for so many learners at each node, to counts; each term rounded by a magnet, or not (0). */
const adder = (model: Model, patterns: Patterns.Patterns, to: Counts, wish: Wish) => {
  const nodes = model.abilities.length
  const z = zOf(model)
  const scale = 1 / reachOf(z)
  const cell = wish.byNode ? nodes : 1
  const { weight, known, knownZ, answers } = to
  return (
    pattern: number,
    { places, mastery }: PatternBelief.PatternBelief,
    mass: Float64Array,
    row: number,
    by: number
  ): void => {
    const place = patterns.block[pattern]!
    const { competence, block } = patterns.places[place]!
    const { acquisOffset, blocks } = model.competences[competence]!
    for (let k = 0; k < nodes; k++) weight[place * nodes + k]! += mass[row + k]! + by - by
    const own = blocks[block]!.acquis
    for (let a = 0; a < own.length; a++) {
      let sum = 0
      let moment = 0
      for (let k = 0; k < nodes; k++) {
        const p = mass[row + k]! * mastery[a * nodes + k]!
        sum += p
        moment += p * z[k]!
      }
      known[acquisOffset + own[a]!]! += sum + by - by
      knownZ[acquisOffset + own[a]!]! += moment * scale + by - by
    }
    for (let i = patterns.codeStarts[pattern]!, n = 0; i < patterns.codeStarts[pattern + 1]!; i++, n++) {
      const code = patterns.codes[i]!
      const outcome = Patterns.outcomeOf(code)
      if (outcome === SKIPPED) continue
      const at = (Patterns.itemOf(code) * 4 + (outcome === CORRECT ? 0 : 1)) * cell
      const table = places[n]! * nodes
      let sum = 0
      let all = 0
      for (let k = 0; k < nodes; k++) {
        const p = mass[row + k]! * mastery[table + k]!
        if (wish.byNode) {
          answers[at + k]! += p + by - by
          answers[at + 2 * cell + k]! += mass[row + k]! - p + by - by
        }
        sum += p
        all += mass[row + k]!
      }
      if (wish.byNode) continue
      answers[at]! += sum + by - by
      answers[at + 2]! += all - sum + by - by
    }
  }
}

/** The sums of the learners from one number up to another (exclusive). */
export const of = (
  model: Model,
  patterns: Patterns.Patterns,
  wish: Wish
): ((first: number, last: number) => Sums) => {
  const nodes = model.abilities.length
  const { shared, starts, touches, places, block } = patterns
  const competenceOf = Int32Array.from(block, (place) => places[place]!.competence)
  const belief = PatternBelief.of(model, patterns)
  const tables = new Float64Array(shared * nodes)
  const logs = new Float64Array(shared)
  for (let p = 0; p < shared; p++) {
    const { values, log } = belief(p).likelihood
    tables.set(values, p * nodes)
    logs[p] = log
  }
  const passes = Passes.of(model, model.competences.length)
  const { likelihoods, abilities, general } = passes
  const z = zOf(model)
  const squares = z.map((x) => x * x)
  const scale = 1 / reachOf(z)
  const by = magnet(patterns.answers)
  const byLog = magnet(16 * patterns.answers)

  return (first, last) => {
    const sums = empty(model, patterns, wish)
    const addPattern = adder(model, patterns, sums, wish)
    const { rows, general: generalSum, moments, totals } = sums
    /** Where the touches of each competence begin. */
    const begins = new Int32Array(model.competences.length + 1)
    const rare = new Map<number, PatternBelief.PatternBelief>()
    const rounded = new Float64Array(nodes)

    const logsOf = (n: number): Vector.Row => {
      const total = Vector.zeros(nodes)
      for (let t = begins[n]!; t < begins[n + 1]!; t++) {
        const own = PatternBelief.logLikelihood(model, patterns, touches[t]!)
        for (let k = 0; k < nodes; k++) total[k]! += own[k]!
      }
      return total
    }

    /** L_c(k) of the n-th competence, from its patterns; gives the log of what it was scaled by. */
    const gather = (n: number): number => {
      const row = n * nodes
      const begin = begins[n]!
      const end = begins[n + 1]!
      let log = 0
      let sum = 0
      for (let t = begin; t < end; t++) {
        const p = touches[t]!
        let table = tables
        let from = p * nodes
        if (p < shared) log += logs[p]!
        else {
          const own = belief(p)
          rare.set(t, own)
          log += own.likelihood.log
          table = Float64Array.from(own.likelihood.values)
          from = 0
        }
        sum =
          t === begin
            ? Rows.copy(likelihoods, row, table, from, nodes)
            : Rows.times(likelihoods, row, likelihoods, row, table, from, nodes)
      }
      // The largest is no less than the mean, and need be known only where that is small.
      if (sum > Passes.SMALL * nodes) return log
      const most = Rows.most(likelihoods, row, nodes)
      if (most > Passes.SMALL) return log
      if (most > Scaled.FAINT) {
        Rows.divide(likelihoods, row, nodes, most)
        return log + Math.log(most)
      }
      const exact = logsOf(n)
      const top = Vector.max(exact)
      for (let k = 0; k < nodes; k++) likelihoods[row + k] = Math.exp(exact[k]! - top)
      return top
    }

    for (let l = first; l < last; l++) {
      rare.clear()
      let count = 0
      let current = -1
      for (let t = starts[l]!; t < starts[l + 1]!; t++) {
        const competence = competenceOf[touches[t]!]!
        if (competence !== current) begins[count++] = t
        current = competence
      }
      begins[count] = starts[l + 1]!
      totals[1]! += 1
      if (count === 0) continue
      let log = 0
      for (let n = 0; n < count; n++) log += gather(n)
      log += passes.run(count, logsOf)
      totals[0]! += log + byLog - byLog
      if (wish.correlated) moments[1]! += passes.together() * scale * scale + by - by
      Rows.accrue(generalSum, general, count, by, general.length)
      for (let n = 0; n < count; n++) {
        const row = n * nodes
        Rows.round(abilities, row, by, rounded, nodes)
        if (wish.correlated)
          moments[0]! += Rows.dot(abilities, row, squares, 0, nodes) * scale * scale + by - by
        // Most nodes of a narrow posterior round to nothing.
        let from = 0
        let to = nodes
        while (from < to && rounded[from] === 0) from++
        while (to > from && rounded[to - 1] === 0) to--
        for (let t = begins[n]!; t < begins[n + 1]!; t++) {
          const p = touches[t]!
          const own = p < shared ? undefined : rare.get(t)
          if (own !== undefined) addPattern(p, own, abilities, row, by)
          else Rows.add(rows, p * nodes, rounded, from, to)
        }
      }
    }
    return sums
  }
}

/** All counts, those of shared patterns with them, and nothing scaled. */
export const counts = (model: Model, patterns: Patterns.Patterns, wish: Wish, sums: Sums): Counts => {
  const nodes = model.abilities.length
  const reach = reachOf(zOf(model))
  const all: Counts = {
    weight: sums.weight.slice(),
    known: sums.known.slice(),
    knownZ: sums.knownZ.slice(),
    answers: sums.answers.slice(),
    general: sums.general,
    moments: sums.moments.map((x) => x * reach * reach)
  }
  const belief = PatternBelief.of(model, patterns)
  const add = adder(model, patterns, all, wish)
  for (let p = 0; p < patterns.shared; p++) add(p, belief(p), sums.rows, p * nodes, 0)
  return { ...all, knownZ: all.knownZ.map((x) => x * reach) }
}

export const logLikelihoodOf = ({ totals }: Sums): number => totals[0]!
export const learnersOf = ({ totals }: Sums): number => totals[1]!

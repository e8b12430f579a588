/**
 * The basic local independence model (Falmagne & Doignon 1988): explicit probabilities of the states of one block and no
 * ability, for researchers of knowledge spaces. β is slip, η is guess. Fitted by the same counts as everything else: the
 * model with one node of θ.
 *
 * Laws
 * 1. the log-likelihood never falls
 * 2. the probabilities of the states sum to one
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import * as PatternBelief from '../knowledge/PatternBelief'
import * as Patterns from '../knowledge/Patterns'
import * as Expectation from '../knowledge/Expectation'
import * as Random from '../math/Random'
import * as Calibration from './Calibration'
import * as CalibrationItems from './CalibrationItems'

export interface Settings {
  readonly iterations: number
  /** Done when the log-likelihood rises by less in one iteration. */
  readonly rise: number
  /** The bank's own parameters and equal states first, then so many less one by chance. */
  readonly starts: number
  readonly seed: Random.Seed
}

export const defaults: Settings = { iterations: 10_000, rise: 1e-10, starts: 20, seed: '1' }

/** One end of the climb from one start. */
export interface Fitted {
  readonly slip: Float64Array
  readonly guess: Float64Array
  /** By state, in the order of the block's. */
  readonly states: Float64Array
  readonly logLikelihood: number
  readonly iterations: number
}

const SKIPPED = outcomes.indexOf('skipped')

const WISH: Expectation.Wish = { byNode: false, correlated: false }

type Point = Pick<Fitted, 'slip' | 'guess' | 'states'>

/** A model of one block and one node of θ; undefined where the bank has more than one block. */
const modelOf = (bank: Model.Model['bank'], { slip, guess, states }: Point): Model.Model | undefined => {
  const base = Model.of(bank)
  const applied = Parameters.applied(bank, {
    ...Parameters.of(base),
    slip,
    guess,
    discrimination: slip.map(() => 0)
  })
  const model = Model.onGrid({ nodes: 1, halfWidth: 0 })({
    ...applied,
    prior: { ...bank.prior, correlation: 0 },
    skip: { known: 0, unknown: 0 }
  })
  const [competence, ...others] = model.competences
  const [block, ...rest] = competence?.blocks ?? []
  if (competence === undefined || block === undefined || others.length > 0 || rest.length > 0)
    return undefined
  return { ...model, competences: [{ ...competence, blocks: [Model.block(block, states.map(Math.log))] }] }
}

/** Answers without skips, of which this model knows nothing. */
const given = ({ starts, codes }: Patterns.Answers): Patterns.Answers => {
  const kept = codes.map((code) => (Patterns.outcomeOf(code) === SKIPPED ? 0 : 1))
  let sum = 0
  const before = Uint32Array.from([0, ...Array.from(kept, (each) => (sum += each))])
  return { starts: starts.map((at) => before[at] ?? 0), codes: codes.filter((_, i) => kept[i] === 1) }
}

/** Expected learners by state. */
const stateCounts = (
  model: Model.Model,
  patterns: Patterns.Patterns,
  learners: Float64Array,
  count: number
): Float64Array => {
  const sums = new Float64Array(count)
  learners.forEach((n, p) => {
    PatternBelief.stateTable(model, patterns, p).forEach((weight, s) => {
      sums[s] = (sums[s] ?? 0) + n * weight
    })
  })
  return sums
}

/** How many learners have each pattern. */
const sizes = ({ touches, block }: Patterns.Patterns): Float64Array => {
  const learners = new Float64Array(block.length)
  for (const p of touches) learners[p] = (learners[p] ?? 0) + 1
  return learners
}

/** As other software bounds β and η. */
const BOUND = 1e-6

/** Less than this no state may have, or it could never be one again. */
const LEAST = 1e-300

const climb = (
  bank: Model.Model['bank'],
  patterns: Patterns.Patterns,
  start: Point,
  settings: Settings
): Fitted | undefined => {
  const learners = sizes(patterns)
  let at = start
  let last = -Infinity
  for (let iterations = 1; ; iterations++) {
    const model = modelOf(bank, at)
    if (model === undefined) return undefined
    const sums = Expectation.of(model, patterns, WISH)(0, patterns.learners)
    const logLikelihood = Expectation.logLikelihoodOf(sums)
    if (iterations >= settings.iterations || logLikelihood - last < settings.rise)
      return { ...at, logLikelihood, iterations }
    last = logLikelihood
    const counts = Expectation.counts(model, patterns, WISH, sums)
    const [slip, guess] = [at.slip.slice(), at.guess.slice()]
    for (const { index } of model.items) {
      const before = { slip: slip[index] ?? 0, guess: guess[index] ?? 0, discrimination: 0 }
      const wish = { slip: true, guess: true, discrimination: false, centre: before, weight: 0, sd: 1 }
      const after = CalibrationItems.flat([Calibration.answersOf(counts, index, 1)], before, wish, BOUND)
      slip[index] = after.slip
      guess[index] = after.guess
    }
    const found = stateCounts(model, patterns, learners, at.states.length)
    const total = found.reduce((sum, x) => sum + x, 0)
    at = { slip, guess, states: found.map((x) => Math.max(LEAST, x / total)) }
  }
}

/** Ends that differ by less have the same log-likelihood. */
const SAME = 1e-4

/** How far ends with the same log-likelihood lie apart, by parameter: what is not near 0 the answers do not tell. */
export interface Apart {
  readonly slip: Float64Array
  readonly guess: Float64Array
  readonly states: Float64Array
}

const apart = (ends: ReadonlyArray<Fitted>, key: keyof Apart): Float64Array =>
  Float64Array.from(ends[0]?.[key] ?? [], (_, i) => {
    const all = ends.map((end) => end[key][i] ?? 0)
    return Math.max(...all) - Math.min(...all)
  })

/**
 * The best of several starts, of equal ones the first; undefined where the bank has more than one block, or nobody
 * answered.
 */
export const fit = (
  bank: Model.Model['bank'],
  answers: Patterns.Answers,
  settings: Settings = defaults
): (Fitted & { readonly apart: Apart }) | undefined => {
  const model = Model.of(bank)
  const block = model.competences[0]?.blocks[0]
  const patterns = Patterns.of(model, given(answers))
  if (block === undefined || patterns.touches.length === 0) return undefined
  const ends: Array<Fitted> = []
  for (let n = 0; n < settings.starts; n++) {
    const source = Random.source(`${settings.seed}/${n}`)
    const draw = (own: number): number => (n === 0 ? own : 0.02 + 0.4 * source())
    const { slip, guess } = Parameters.of(model)
    const raw = Float64Array.from({ length: block.states.count }, () =>
      n === 0 ? 1 : -Math.log(1 - source())
    )
    const total = raw.reduce((sum, x) => sum + x, 0)
    const start: Point = { slip: slip.map(draw), guess: guess.map(draw), states: raw.map((x) => x / total) }
    const fitted = climb(bank, patterns, start, settings)
    if (fitted === undefined) return undefined
    ends.push(fitted)
  }
  const most = ends.reduce((top, { logLikelihood }) => Math.max(top, logLikelihood), -Infinity)
  const equal = ends.filter(({ logLikelihood }) => logLikelihood > most - SAME)
  const [best] = equal
  return best === undefined
    ? undefined
    : {
        ...best,
        apart: { slip: apart(equal, 'slip'), guess: apart(equal, 'guess'), states: apart(equal, 'states') }
      }
}

/**
 * Calibration from logs (model page, section 9): EM on the exact posterior, step by step. A state says at which parameters
 * counts are wanted; whoever has made them, on however many threads, is given the next state. States are plain data, so
 * that a calibration can be left and gone on with.
 *
 * Laws
 * 1. the log-likelihood, with what is believed before, never falls
 * 2. acceleration switched off gives the same answer
 * 3. what is not fitted stays as it is
 * 4. challenges that are alike share slip, guess and discrimination
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Expectation from '../knowledge/Expectation'
import * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import * as Patterns from '../knowledge/Patterns'
import * as Random from '../math/Random'
import * as CalibrationItems from './CalibrationItems'
import * as CalibrationLink from './CalibrationLink'
import * as CalibrationPrior from './CalibrationPrior'
import * as CalibrationSettings from './CalibrationSettings'
import * as CalibrationStates from './CalibrationStates'
import * as CalibrationVector from './CalibrationVector'

export { centres, defaults, names, type Centre, type Name, type Settings } from './CalibrationSettings'
export type { Parameters } from '../knowledge/Parameters'
export type { Answers } from '../knowledge/Patterns'

/** What is calibrated, to what, and how. */
export interface Plan {
  readonly model: Model.Model
  readonly answers: Patterns.Answers
  readonly patterns: Patterns.Patterns
  readonly settings: CalibrationSettings.Settings
  readonly scope: CalibrationVector.Scope
  readonly entries: ReadonlyArray<CalibrationVector.Entry>
  readonly frame: CalibrationStates.Frame
  /** Skips would tell who knows, but nobody skipped, so that they were left out. */
  readonly withoutSkips: boolean
  readonly wish: Expectation.Wish
}

const SKIPPED = outcomes.indexOf('skipped')

/**
 * Where nobody skips, nobody could: that an answer was given says nothing of who knows. The model is then one without
 * skips.
 */
export const plan = (
  given: Model.Model,
  answers: Patterns.Answers,
  settings: CalibrationSettings.Settings
): Plan => {
  const hasSkips = answers.codes.some((code) => Patterns.outcomeOf(code) === SKIPPED)
  const model = hasSkips ? given : Model.of({ ...given.bank, skip: { known: 0, unknown: 0 } })
  const scope = CalibrationVector.scopeOf(model, answers.codes, settings)
  return {
    model,
    answers,
    patterns: Patterns.of(model, answers),
    settings,
    scope,
    entries: CalibrationVector.entriesOf(scope),
    frame: CalibrationStates.frameOf(model, scope.acquis, settings),
    withoutSkips: !hasSkips && given.bank.skip.known !== given.bank.skip.unknown,
    wish: wishOf(model, settings)
  }
}

/** What has to be counted. */
export const wishOf = (model: Model.Model, { fit }: CalibrationSettings.Settings): Expectation.Wish => ({
  byNode: fit.includes('discrimination') || model.items.some(({ challenge }) => challenge.discrimination > 0),
  correlated: fit.includes('correlation')
})

/** Parameters with what is known of them. */
export interface Point {
  readonly at: Parameters.Parameters
  readonly logLikelihood: number
  /** The same with the log of what is believed before. */
  readonly objective: number
}

export interface State {
  /** Where counts are wanted next. */
  readonly at: Parameters.Parameters
  /** How often counts were made. */
  readonly iterations: number
  /** The best so far; undefined before the first counts. */
  readonly best: Point | undefined
  /** By how much the last iteration has moved the parameters, and raised the objective. */
  readonly move: number
  readonly rise: number
  readonly status: 'running' | 'converged' | 'exhausted'
  /** For acceleration: rows of parameters before the last steps, and where to go on from if `at` is worse. */
  readonly trail: ReadonlyArray<Float64Array>
  readonly retreat: Parameters.Parameters | undefined
}

/** At these parameters; where the mean of difficulties and of ability are both free, the former becomes that of the levels. */
export const start = ({ model, settings }: Plan, from: Parameters.Parameters): State => {
  const levels = model.competences.flatMap((each) => Array.from(each.levels))
  const isFree = settings.fit.includes('difficulty') && settings.fit.includes('ability')
  const shift = isFree
    ? levels.reduce((sum, level, a) => sum + level - (from.difficulty[a] ?? level), 0) / levels.length
    : 0
  const correlation = settings.fit.includes('correlation')
    ? Math.min(CalibrationSettings.MOST_CORRELATION, Math.max(0.05, from.correlation))
    : from.correlation
  return {
    at: { ...from, mean: from.mean + shift, difficulty: from.difficulty.map((b) => b + shift), correlation },
    iterations: 0,
    best: undefined,
    move: Infinity,
    rise: Infinity,
    status: 'running',
    trail: [],
    retreat: undefined
  }
}

/** How far a further start lies from the bank, in the row of parameters. */
const AWAY = 1

/** The n-th start: the bank's own parameters, then others by chance. */
export const startAt = (given: Plan, seed: Random.Seed, n: number): State => {
  const { entries, frame } = given
  const own = CalibrationVector.shared(entries, Parameters.of(given.model))
  if (n === 0) return start(given, own)
  const source = Random.source(`${seed}/${n}`)
  const row = CalibrationVector.pack(entries, start(given, own).at)
  const moved = row.map((x) => x + AWAY * (2 * source() - 1))
  const drawn = CalibrationVector.unpack(entries, moved, own)
  // What has to stay stays: steps of difficulties sum up to 0 over what is free.
  const free = frame.free.reduce((sum, each) => sum + each, 0)
  const drift =
    drawn.difficulty.reduce((sum, b, a) => sum + b - (own.difficulty[a] ?? 0), 0) / Math.max(1, free)
  return start(given, {
    ...drawn,
    difficulty: drawn.difficulty.map((b, a) => (frame.free[a] === 1 ? b - drift : b))
  })
}

/** The model at the parameters of a state: what counts are made with. */
export const modelAt = ({ model }: Pick<Plan, 'model'>, at: Parameters.Parameters): Model.Model =>
  Model.of(Parameters.applied(model.bank, at))

/** The expected answers of one challenge. */
export const answersOf = (
  counts: Expectation.Counts,
  index: number,
  width: number
): CalibrationItems.Answers => {
  const row = (cell: number): Float64Array =>
    counts.answers.subarray((index * 4 + cell) * width, (index * 4 + cell + 1) * width)
  const { CELLS } = Expectation
  return {
    knownRight: row(CELLS.knownRight),
    knownWrong: row(CELLS.knownWrong),
    unknownRight: row(CELLS.unknownRight),
    unknownWrong: row(CELLS.unknownWrong)
  }
}

/** What is wanted of one challenge. */
export const itemWish = ({ settings }: Pick<Plan, 'settings'>, item: Model.Item): CalibrationItems.Wish => ({
  slip: settings.fit.includes('slip'),
  guess: settings.fit.includes('guess'),
  discrimination: settings.fit.includes('discrimination'),
  centre: CalibrationPrior.centreOf(item.challenge, settings),
  weight: settings.weight,
  sd: settings.discrimination
})

const itemsStep = (
  given: Plan,
  at: Parameters.Parameters,
  z: Float64Array,
  counts: Expectation.Counts
): Parameters.Parameters => {
  const { model, scope, wish } = given
  const [slip, guess, discrimination] = [at.slip.slice(), at.guess.slice(), at.discrimination.slice()]
  for (const group of scope.groups) {
    const [first = -1] = group
    const item = model.items[first]
    if (item === undefined) continue
    const before = {
      slip: slip[first] ?? 0,
      guess: guess[first] ?? 0,
      discrimination: discrimination[first] ?? 0
    }
    const wanted = itemWish(given, item)
    const byAcquis = new Map<number, Array<CalibrationItems.Answers>>()
    for (const i of group) {
      const { competence = 0, acquis = 0 } = model.items[i] ?? {}
      const a = (model.competences[competence]?.acquisOffset ?? 0) + acquis
      const answers = answersOf(counts, i, wish.byNode ? z.length : 1)
      const all = byAcquis.get(a)
      if (all === undefined) byAcquis.set(a, [answers])
      else all.push(answers)
    }
    const parts = Array.from(byAcquis, ([a, all]): CalibrationItems.Part => {
      const difficulty = at.difficulty[a] ?? 0
      return { answers: CalibrationItems.together(all), x: z.map((x) => at.mean + at.sd * x - difficulty) }
    })
    const after =
      before.discrimination > 0 || wanted.discrimination
        ? CalibrationItems.bent(parts, before, wanted)
        : CalibrationItems.flat(
            parts.map(({ answers }) => answers),
            before,
            wanted
          )
    for (const each of group) {
      slip[each] = after.slip
      guess[each] = after.guess
      discrimination[each] = after.discrimination
    }
  }
  return { ...at, slip, guess, discrimination }
}

/** The M-step: parameters under which what is expected at `at` is more likely. */
export const maximise = (
  given: Plan,
  at: Parameters.Parameters,
  counts: Expectation.Counts
): Parameters.Parameters => {
  const { model, settings, frame } = given
  const { abilities, bank, generalNodes } = model
  const z = abilities.map((θ) => (θ - bank.prior.mean) / bank.prior.sd)
  const { fit } = settings
  const isNoise = fit.includes('slip') || fit.includes('guess') || fit.includes('discrimination')
  const items = isNoise ? itemsStep(given, at, z, counts) : at
  const states = CalibrationStates.step(model, counts, items, settings, frame)
  if (!fit.includes('correlation') || counts.general.length === 1) return states
  const nodes = generalNodes.length > 1 ? generalNodes : z
  return { ...states, correlation: CalibrationLink.step(counts, nodes, at.correlation) }
}

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? 0))), 0)

const norm = (xs: Float64Array): number => Math.sqrt(xs.reduce((sum, x) => sum + x * x, 0))

/** The longest leap of the acceleration, in steps. */
const LEAP = 32

/** From two steps in a row to where they lead (SQUAREM, scheme S3). */
const leap = (zero: Float64Array, one: Float64Array, two: Float64Array): Float64Array | undefined => {
  const r = one.map((x, i) => x - (zero[i] ?? 0))
  const v = two.map((x, i) => x - (one[i] ?? 0) - (r[i] ?? 0))
  const bend = norm(v)
  if (!(bend > 0)) return undefined
  const length = Math.min(LEAP, norm(r) / bend)
  if (!(length > 1)) return undefined
  return zero.map((x, i) => x + 2 * length * (r[i] ?? 0) + length * length * (v[i] ?? 0))
}

/** The state after the counts that were wanted: all learners' sums, and the model that they were made with. */
export const next = (given: Plan, state: State, made: Model.Model, sums: Expectation.Sums): State => {
  const { model, patterns, settings, scope, entries, wish } = given
  const { at, best, retreat } = state
  const iterations = state.iterations + 1
  const logLikelihood = Expectation.logLikelihoodOf(sums)
  const objective = logLikelihood + CalibrationPrior.log(model, scope.groups, settings, at)
  // A leap that falls is taken back, to where the steps had come without it.
  if (retreat !== undefined && best !== undefined && !(objective >= best.objective))
    return { ...state, at: retreat, iterations, trail: [], retreat: undefined }
  const stepped = maximise(given, at, Expectation.counts(made, patterns, wish, sums))
  const here = CalibrationVector.pack(entries, at)
  const there = CalibrationVector.pack(entries, stepped)
  const move = distance(here, there)
  const rise = best === undefined ? Infinity : objective - best.objective
  const point = { at, logLikelihood, objective }
  const isStill = move < settings.move && rise < settings.rise
  const status = isStill ? 'converged' : iterations >= settings.iterations ? 'exhausted' : 'running'
  const base = { iterations, best: point, move, rise, status } as const
  const [before] = state.trail
  const far = settings.accelerate && before !== undefined ? leap(before, here, there) : undefined
  if (far !== undefined)
    return { ...base, at: CalibrationVector.unpack(entries, far, stepped), trail: [], retreat: stepped }
  return { ...base, at: stepped, trail: before === undefined ? [here] : [], retreat: undefined }
}

/** All the way on one thread; `watch` is told of every state. */
export const run = (given: Plan, from: State, watch: (state: State) => void = () => undefined): State => {
  let state = from
  while (state.status === 'running') {
    const made = modelAt(given, state.at)
    const sums = Expectation.of(made, given.patterns, given.wish)(0, given.patterns.learners)
    state = next(given, state, made, sums)
    watch(state)
  }
  return state
}

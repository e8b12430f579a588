/**
 * The basic local independence model (Falmagne & Doignon 1988): explicit probabilities of the states of a knowledge
 * structure and no ability, for researchers of knowledge spaces. β is slip, η is guess. Fitted by EM from several starts:
 * where those that reach the same likelihood end apart, the answers do not tell the parameter. A climb is plain data, and
 * climbs from different starts know nothing of each other.
 *
 * Laws
 * 1. the log-likelihood never falls
 * 2. the probabilities of the states sum to one
 * 3. the log-likelihood agrees with adding up all states for each learner
 * 4. the order of the learners and of their answers plays no part
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import * as Patterns from '../knowledge/Patterns'
import * as Random from '../math/Random'
import * as Vector from '../math/Vector'
import * as CalibrationItems from './CalibrationItems'
import type { Structure } from './SaturatedStates'

export interface Settings {
  readonly iterations: number
  /** Done when the log-likelihood rises by less in one iteration. */
  readonly rise: number
  /** The bank's own parameters and equal states first, then so many less one by chance. */
  readonly starts: number
  readonly seed: Random.Seed
}

export const defaults: Settings = { iterations: 10_000, rise: 1e-10, starts: 20, seed: '1' }

/** What several learners answered, and how many they are. */
interface Pattern {
  readonly learners: number
  /** As in `Patterns`, ascending. */
  readonly codes: ReadonlyArray<number>
}

/** What is fitted, to what. Plain data. */
export interface Plan {
  readonly structure: Structure
  /** The parameters of the bank. */
  readonly from: Pick<Parameters.Parameters, 'slip' | 'guess'>
  /** The answered items of the domain, and the place of the element of each. */
  readonly items: ReadonlyArray<number>
  readonly places: ReadonlyArray<number>
  readonly patterns: ReadonlyArray<Pattern>
  /** Those who answered anything of the domain, and those who answered all of `items`. */
  readonly learners: number
  readonly complete: number
  readonly answers: number
  /** Answers to what their learner had answered before. */
  readonly repeated: number
  /** Skips, of which this model knows nothing: they are left out. */
  readonly skipped: number
}

const SKIPPED = outcomes.indexOf('skipped')
const CORRECT = outcomes.indexOf('correct')

export const plan = (model: Model, structure: Structure, { starts, codes }: Patterns.Answers): Plan => {
  const placeOf = new Int32Array(model.items.length).fill(-1)
  structure.elements.forEach(({ items }, place) => {
    for (const item of items) placeOf[item] = place
  })
  const patterns = new Map<string, { learners: number; readonly codes: ReadonlyArray<number> }>()
  const answered = new Uint8Array(model.items.length)
  let skipped = 0
  for (let l = 0; l + 1 < starts.length; l++) {
    const own: Array<number> = []
    for (const code of codes.subarray(starts[l], starts[l + 1])) {
      if ((placeOf[Patterns.itemOf(code)] ?? -1) < 0) continue
      if (Patterns.outcomeOf(code) === SKIPPED) skipped++
      else own.push(code)
    }
    if (own.length === 0) continue
    own.sort((a, b) => a - b)
    for (const code of own) answered[Patterns.itemOf(code)] = 1
    const key = own.join()
    const known = patterns.get(key)
    if (known === undefined) patterns.set(key, { learners: 1, codes: own })
    else known.learners++
  }
  // In an order of their own, so that sums do not depend on that of the learners.
  const all = [...patterns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern)
  const items = Array.from(answered).flatMap((is, item) => (is === 1 ? [item] : []))
  const distinct = all.map((each) => new Set(each.codes.map(Patterns.itemOf)).size)
  const total = (of: (pattern: Pattern, distinct: number) => number): number =>
    all.reduce((sum, each, p) => sum + each.learners * of(each, distinct[p] ?? 0), 0)
  const { slip, guess } = Parameters.of(model)
  return {
    structure,
    from: { slip, guess },
    items,
    places: items.map((item) => placeOf[item] ?? 0),
    patterns: all,
    learners: total(() => 1),
    complete: total((_, count) => (count === items.length ? 1 : 0)),
    answers: total((each) => each.codes.length),
    repeated: total((each, count) => each.codes.length - count),
    skipped
  }
}

/** Parameters: slip and guess by item of the bank, probabilities by state of the structure. */
export interface Point {
  readonly slip: Float64Array
  readonly guess: Float64Array
  readonly states: Float64Array
}

/** What is expected at a point. */
export interface Counts {
  readonly logLikelihood: number
  /** Learners by state. */
  readonly states: Float64Array
  /** Answers by answered item, of those who know and of the others; right and wrong. */
  readonly answers: ReadonlyArray<CalibrationItems.Answers>
}

export const counts = (
  { structure, items, places, patterns }: Plan,
  { slip, guess, states }: Point
): Counts => {
  const at = new Map(items.map((item, i) => [item, i]))
  const answers = items.map(() => ({
    knownRight: new Float64Array(1),
    knownWrong: new Float64Array(1),
    unknownRight: new Float64Array(1),
    unknownWrong: new Float64Array(1)
  }))
  const prior = states.map(Math.log)
  const sums = new Float64Array(states.length)
  const logs = new Float64Array(states.length)
  const ratio = new Float64Array(structure.elements.length)
  const mastery = new Float64Array(structure.elements.length)
  let logLikelihood = 0
  for (const { learners, codes } of patterns) {
    ratio.fill(0)
    let base = 0
    for (const code of codes) {
      const item = Patterns.itemOf(code)
      const isRight = Patterns.outcomeOf(code) === CORRECT
      const [β, η] = [slip[item] ?? 0, guess[item] ?? 0]
      const unknown = Math.log(isRight ? η : 1 - η)
      const place = places[at.get(item) ?? 0] ?? 0
      base += unknown
      ratio[place] = (ratio[place] ?? 0) + Math.log(isRight ? 1 - β : β) - unknown
    }
    structure.states.forEach((state, s) => {
      let log = prior[s] ?? 0
      for (const place of state) log += ratio[place] ?? 0
      logs[s] = log
    })
    const all = Vector.logSumExp(logs)
    logLikelihood += learners * (base + all)
    mastery.fill(0)
    structure.states.forEach((state, s) => {
      const p = Math.exp((logs[s] ?? 0) - all)
      sums[s] = (sums[s] ?? 0) + learners * p
      for (const place of state) mastery[place] = (mastery[place] ?? 0) + p
    })
    for (const code of codes) {
      const i = at.get(Patterns.itemOf(code)) ?? 0
      const own = answers[i]
      if (own === undefined) continue
      const isRight = Patterns.outcomeOf(code) === CORRECT
      const known = Math.min(1, mastery[places[i] ?? 0] ?? 0)
      const [yes, no] = isRight ? [own.knownRight, own.unknownRight] : [own.knownWrong, own.unknownWrong]
      yes[0] = (yes[0] ?? 0) + learners * known
      no[0] = (no[0] ?? 0) + learners * (1 - known)
    }
  }
  return { logLikelihood, states: sums, answers }
}

/** How far one climb has come. */
export interface Climb {
  readonly start: number
  readonly point: Point
  readonly logLikelihood: number
  readonly iterations: number
  readonly status: 'running' | 'converged' | 'exhausted'
}

/** The n-th start. */
export const start = ({ structure, from, items }: Plan, seed: Random.Seed, n: number): Climb => {
  const source = Random.source(`${seed}/${n}`)
  const raw = Float64Array.from(structure.states, () => (n === 0 ? 1 : -Math.log(1 - source())))
  const total = raw.reduce((sum, x) => sum + x, 0)
  const [slip, guess] = [from.slip.slice(), from.guess.slice()]
  if (n > 0)
    for (const item of items) {
      slip[item] = 0.02 + 0.4 * source()
      guess[item] = 0.02 + 0.4 * source()
    }
  return {
    start: n,
    point: { slip, guess, states: raw.map((x) => x / total) },
    logLikelihood: -Infinity,
    iterations: 0,
    status: 'running'
  }
}

/** As other software bounds β and η. */
export const BOUND = 1e-6

/** Less than this no state may have, or it could never be one again. */
const LEAST = 1e-300

/** One iteration; what is told of the point that it ends at is told by the next. */
export const next = (given: Plan, settings: Settings, climb: Climb): Climb => {
  const { point } = climb
  const found = counts(given, point)
  const { logLikelihood } = found
  const iterations = climb.iterations + 1
  const isStill = logLikelihood - climb.logLikelihood < settings.rise
  if (isStill || iterations >= settings.iterations)
    return { ...climb, logLikelihood, iterations, status: isStill ? 'converged' : 'exhausted' }
  const [slip, guess] = [point.slip.slice(), point.guess.slice()]
  given.items.forEach((item, i) => {
    const own = found.answers[i]
    if (own === undefined) return
    const before = { slip: slip[item] ?? 0, guess: guess[item] ?? 0, discrimination: 0 }
    const wish = { slip: true, guess: true, discrimination: false, centre: before, weight: 0, sd: 1 }
    const after = CalibrationItems.flat([own], before, wish, BOUND)
    slip[item] = after.slip
    guess[item] = after.guess
  })
  const total = found.states.reduce((sum, x) => sum + x, 0)
  const states = found.states.map((x) => Math.max(LEAST, x / total))
  return { ...climb, point: { slip, guess, states }, logLikelihood, iterations }
}

/** All the way from the n-th start. */
export const climb = (given: Plan, settings: Settings, n: number): Climb => {
  let at = start(given, settings.seed, n)
  while (at.status === 'running') at = next(given, settings, at)
  return at
}

/** Ends that differ by less have the same log-likelihood. */
const SAME = 1e-4

export interface Fitted extends Climb {
  /** How many starts reached it. */
  readonly reached: number
  /** How far their ends lie apart, by parameter: what is not near 0 the answers do not tell. */
  readonly apart: Point
}

/** The best of several ends, of equal ones the first; undefined where there is none. */
export const best = (ends: ReadonlyArray<Climb>): Fitted | undefined => {
  const most = ends.reduce((top, { logLikelihood }) => Math.max(top, logLikelihood), -Infinity)
  const equal = ends.filter(({ logLikelihood }) => logLikelihood > most - SAME)
  const [first] = equal
  if (first === undefined) return undefined
  const apart = (key: keyof Point): Float64Array =>
    first.point[key].map((_, i) => {
      const all = equal.map(({ point }) => point[key][i] ?? 0)
      return Math.max(...all) - Math.min(...all)
    })
  return {
    ...first,
    reached: equal.length,
    apart: { slip: apart('slip'), guess: apart('guess'), states: apart('states') }
  }
}

/** The best of several starts; undefined where nobody answered. */
export const fit = (given: Plan, settings: Settings = defaults): Fitted | undefined =>
  given.learners === 0
    ? undefined
    : best(Array.from({ length: settings.starts }, (_, n) => climb(given, settings, n)))

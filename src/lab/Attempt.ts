/**
 * What becomes of a learner in a test: a row of numbers, which add up over learners.
 *
 * Laws
 * 1. adding a learner changes no other learner's attempts, nor does another policy
 * 2. intervals, levels and bands are those that a profile prints
 *
 * @since 0.2.0
 */
import * as Level from '../bank/Level'
import type * as Belief from '../knowledge/Belief'
import type { CompetenceModel, Model } from '../knowledge/Model'
import * as Moments from '../knowledge/Moments'
import * as Vector from '../math/Vector'
import * as Score from '../profile/Score'
import * as Capacity from './Capacity'
import type { Design, Test } from './Design'
import type * as Learner from './Learner'
import type { Sitter } from './Population'
import * as Tally from './Tally'

/** The columns of a row; after them, one for each of `Tally.reasons`, and two for each length of the curve. */
export const COLUMN = {
  learners: 0,
  /** Acquis in scope, by what they are held to be and are: known and known, known and not, not and known, neither. */
  both: 1,
  held: 2,
  missed: 3,
  neither: 4,
  /** Σ max(m, 1 − m): how many of them are expected to be judged rightly. */
  sure: 5,
  /** In scope. The next ones are sums over them: estimate less truth, its square, 1 where the interval holds the truth. */
  competences: 6,
  scoreError: 7,
  scoreSquare: 8,
  scoreCovered: 9,
  abilityError: 10,
  abilitySquare: 11,
  abilityCovered: 12,
  levelExact: 13,
  levelAdjacent: 14,
  bandExact: 15,
  bandAdjacent: 16,
  /** P of the likeliest band, and 1 where it is the true one. */
  bandSure: 17,
  bandHit: 18,
  /** Of the overall score. */
  overallError: 19,
  overallSquare: 20,
  overallCovered: 21,
  questions: 22,
  minutes: 23,
  /** The longest run of answers that are not right; 1 where it is at least `MANY`. */
  failures: 24,
  manyFailures: 25,
  /** Bits that the questions were expected to tell, and the most that such questions can. */
  bits: 26,
  capacity: 27,
  reasons: 28
} as const

/** Failures in a row that are too many. */
export const MANY = 5

const CURVE = COLUMN.reasons + Tally.reasons.length

/** Where the curve stands in a row: acquis judged rightly, and questions asked, at the i-th length. */
export const curveAt = (i: number): { readonly right: number; readonly asked: number } => ({
  right: CURVE + 2 * i,
  asked: CURVE + 2 * i + 1
})

export const columns = (lengths: ReadonlyArray<number>): number => CURVE + 2 * lengths.length

export interface Attempt {
  readonly learner: number
  /** Indexes of items, in the order of asking. */
  readonly asked: ReadonlyArray<number>
  readonly row: Vector.Row
  /** The overall score: what is said, and what is so. */
  readonly overall: Vector.Row
}

/** What is the same for all learners. */
export interface Setting {
  readonly model: Model
  readonly scope: { readonly competences: ReadonlyArray<number>; readonly acquis: Uint8Array }
  /** Questions a competence at which the curve is looked at, ascending. */
  readonly lengths: ReadonlyArray<number>
}

/** Φ⁻¹(0.95): the half of a 90 % interval, in standard deviations. */
const Z90 = 1.6448536269514722

const own = (competence: CompetenceModel, whole: Uint8Array): Vector.Row =>
  Array.from(competence.levels, (_, a) => whole[competence.acquisOffset + a] ?? 0)

const weighted = ({ scoreWeights }: CompetenceModel, mastery: Vector.Vector): number =>
  scoreWeights.reduce((sum, w, a) => sum + w * (mastery[a] ?? 0), 0)

/** What is said at the end, by competence, and overall: the score, its interval, and what is so. */
interface Ending {
  readonly masteries: ReadonlyMap<number, Vector.Vector>
  readonly overall: Vector.Row
}

/** How many acquis in scope of a competence are judged rightly. */
const rightIn = (
  { model, scope }: Setting,
  competence: number,
  mastery: Vector.Vector,
  { known }: Learner.Learner
): number => {
  const { acquisOffset = 0 } = model.competences[competence] ?? {}
  let right = 0
  for (let a = 0; a < mastery.length; a++) {
    const place = acquisOffset + a
    if (scope.acquis[place] === 1 && (mastery[a] ?? 0) >= 0.5 === (known[place] === 1)) right++
  }
  return right
}

type Add = (column: number, x: number) => void

const TOLERANCE = 1e-9

const isInside = (x: number, [low, high]: readonly [number, number]): number =>
  x >= low - TOLERANCE && x <= high + TOLERANCE ? 1 : 0

const addAcquis = (
  add: Add,
  { scope }: Setting,
  { acquisOffset }: CompetenceModel,
  mastery: Vector.Vector,
  known: Vector.Row
): void => {
  known.forEach((is, a) => {
    if (scope.acquis[acquisOffset + a] !== 1) return
    const m = mastery[a] ?? 0
    const says = m >= 0.5
    add(is === 1 ? (says ? COLUMN.both : COLUMN.missed) : says ? COLUMN.held : COLUMN.neither, 1)
    add(COLUMN.sure, Math.max(m, 1 - m))
  })
}

const addLevel = (add: Add, level: number, truth: number): void => {
  const [band, trueBand] = [level, truth].map((each) => Level.bands.indexOf(Level.band(each)))
  const apart = Math.abs((band ?? 0) - (trueBand ?? 0))
  add(COLUMN.levelExact, level === truth ? 1 : 0)
  add(COLUMN.levelAdjacent, Math.abs(level - truth) <= 1 ? 1 : 0)
  add(COLUMN.bandExact, apart === 0 ? 1 : 0)
  add(COLUMN.bandAdjacent, apart <= 1 ? 1 : 0)
}

const addBands = (add: Add, bands: Score.CompetenceScore['bands'], truth: number): void => {
  const likeliest = Level.bands.reduce((best, band) => (bands[band] > bands[best] ? band : best))
  add(COLUMN.bandSure, bands[likeliest])
  add(COLUMN.bandHit, likeliest === Level.band(truth) ? 1 : 0)
}

const addScore = (add: Add, error: number, { score, square }: Record<'score' | 'square', number>): void => {
  add(score, error)
  add(square, error * error)
}

const SCORE = { score: COLUMN.scoreError, square: COLUMN.scoreSquare }
const ABILITY = { score: COLUMN.abilityError, square: COLUMN.abilitySquare }
const OVERALL = { score: COLUMN.overallError, square: COLUMN.overallSquare }

/** What the engine says at the end: all that a profile does. */
const addBelief = (add: Add, setting: Setting, belief: Belief.Belief, learner: Learner.Learner): Ending => {
  const { model, scope } = setting
  const panorama = Moments.panorama(
    model,
    belief.competences.map(({ blocks }) => blocks)
  )
  const scenes: Array<Moments.Scene> = []
  const models: Array<CompetenceModel> = []
  const masteries = new Map<number, Vector.Vector>()
  let truth = 0
  for (const c of scope.competences) {
    const competence = model.competences[c]
    const scene = panorama.scenes[c]
    if (competence === undefined || scene === undefined) continue
    scenes.push(scene)
    models.push(competence)
    masteries.set(c, scene.view.mastery)
    const { view, moments } = scene
    const known = own(competence, learner.known)
    const { score, level, bands } = Score.ofCompetence(competence, moments, view.ability, view.mastery)
    const trueScore = weighted(competence, known)
    const trueLevel = Score.level(competence, known)
    truth += trueScore
    addAcquis(add, setting, competence, view.mastery, known)
    addScore(add, score.mean - trueScore, SCORE)
    add(COLUMN.scoreCovered, isInside(trueScore, score.interval))
    const theta = learner.abilities[c] ?? 0
    const mean = Vector.dot(view.ability, model.abilities)
    const sd = Math.sqrt(
      view.ability.reduce((sum, p, k) => sum + p * ((model.abilities[k] ?? 0) - mean) ** 2, 0)
    )
    addScore(add, mean - theta, ABILITY)
    add(COLUMN.abilityCovered, Math.abs(mean - theta) <= Z90 * sd ? 1 : 0)
    addLevel(add, level, trueLevel)
    addBands(add, bands, trueLevel)
  }
  const { mean, interval } = Score.overall(
    models,
    panorama.general,
    Moments.overall(model, panorama.general, scenes)
  )
  addScore(add, mean - truth, OVERALL)
  add(COLUMN.overallCovered, isInside(truth, interval))
  return { masteries, overall: [mean, ...interval, truth] }
}

/** What is said without probabilities: a classification, and the score and the level that it comes to. */
const addVerdicts = (add: Add, setting: Setting, test: Test, learner: Learner.Learner): Ending => {
  const masteries = new Map<number, Vector.Vector>()
  let said = 0
  let truth = 0
  for (const c of setting.scope.competences) {
    const competence = setting.model.competences[c]
    if (competence === undefined) continue
    const mastery = Array.from(test.mastery(c))
    masteries.set(c, mastery)
    const known = own(competence, learner.known)
    const [score, trueScore] = [weighted(competence, mastery), weighted(competence, known)]
    said += score
    truth += trueScore
    addAcquis(add, setting, competence, mastery, known)
    addScore(add, score - trueScore, SCORE)
    addLevel(add, Score.level(competence, mastery), Score.level(competence, known))
  }
  addScore(add, said - truth, OVERALL)
  return { masteries, overall: [said, NaN, NaN, truth] }
}

/** A learner in a test, from its first question to its last. */
export const of =
  (setting: Setting) =>
  (design: Design, number: number, sitter: Sitter, seed: string): Attempt => {
    const { model, scope, lengths } = setting
    const capacity = Capacity.of(model)
    const row = Vector.zeros(columns(lengths))
    const add: Add = (column, x) => {
      row[column] = (row[column] ?? 0) + x
    }
    const asked: Array<number> = []
    const counts = new Map<number, number>()
    /** By length and competence. */
    const right = lengths.map(() => new Map<number, number>())
    let test = design(seed)
    let person = sitter
    let seconds = 0
    let run = 0
    let longest = 0
    for (let { item } = test; item !== undefined; item = test.item) {
      const { competence } = item
      const count = counts.get(competence) ?? 0
      // Until the next question, this competence stands where it stands after `count` of its own.
      const at = lengths.indexOf(count)
      if (at >= 0)
        right[at]?.set(competence, rightIn(setting, competence, test.mastery(competence), person.learner))
      const [outcome, after] = person.answer(item, asked.length + 1)
      asked.push(item.index)
      counts.set(competence, count + 1)
      add(COLUMN.bits, test.gain / Math.LN2)
      add(COLUMN.capacity, capacity[item.index] ?? 0)
      seconds += item.challenge.seconds
      run = outcome === 'correct' ? 0 : run + 1
      longest = Math.max(longest, run)
      person = after
      test = test.after(outcome)
    }
    const { learner } = person
    add(COLUMN.learners, 1)
    add(COLUMN.competences, scope.competences.length)
    add(COLUMN.questions, asked.length)
    add(COLUMN.minutes, seconds / 60)
    add(COLUMN.failures, longest)
    add(COLUMN.manyFailures, longest >= MANY ? 1 : 0)
    const { masteries, overall } =
      test.belief === undefined
        ? addVerdicts(add, setting, test, learner)
        : addBelief(add, setting, test.belief, learner)
    for (const c of scope.competences) {
      const reason = test.stopped.get(model.competences[c]?.competence.id ?? '')
      const place = reason === undefined ? -1 : Tally.reasons.indexOf(reason)
      if (place >= 0) add(COLUMN.reasons + place, 1)
      // What has ended by then stays as it ended.
      const end = rightIn(setting, c, masteries.get(c) ?? [], learner)
      lengths.forEach((length, i) => {
        const place = curveAt(i)
        add(place.right, right[i]?.get(c) ?? end)
        add(place.asked, Math.min(length, counts.get(c) ?? 0))
      })
    }
    return { learner: number, asked, row, overall }
  }

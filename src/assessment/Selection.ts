/**
 * Which challenge comes next (model page, section 5). Hard rules say what may be asked; soft rules set some of it aside,
 * in order, and one that would leave nothing is skipped; of the rest the criterion's best is asked, and near-ties (1e-9)
 * are broken by the session's draw.
 *
 * Laws
 * 1. what is chosen satisfies every hard rule
 * 2. a soft rule is broken only where it would leave nothing
 * 3. without soft rules the choice has the highest value there is
 * 4. the draw depends on the seed and the number of the question alone
 *
 * @since 0.1.0
 */
import type { Response } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import type { Item, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import * as Random from '../math/Random'
import type { Rules } from './Rules'
import type { Progress } from './Stopping'

/** The soft rules, in the order in which they apply. */
const SOFT = ['repeats', 'jump', 'streak', 'timed'] as const

/**
 * What decided: `start` (the first challenge of a competence is of level 2), the first soft rule that set a better
 * challenge aside, or the criterion itself.
 */
export type Decider = 'start' | (typeof SOFT)[number] | 'criterion'

export interface Choice {
  readonly item: Item
  readonly view: Prediction.View
  readonly decider: Decider
  /** How many challenges were as good, and were drawn from. */
  readonly among: number
}

/** What selection has to know of a session. */
export interface Situation {
  readonly model: Model
  readonly rules: Rules
  readonly key: Random.Key
  readonly belief: Belief.Belief
  readonly progress: Progress
  /** How often each acquis was asked, by its index through the whole bank. */
  readonly asks: Uint16Array
  readonly responses: ReadonlyArray<Response>
}

/** Challenges whose values differ by less are equal: beyond that, engines may disagree in the last bit. */
const TIE = 1e-9

/** The level at which a competence starts. */
const START = 2

/** P(correct) asked for after a run of failures. */
const LIKELY = 0.6

/** How many of the most telling challenges the criterion `accuracy` looks at closely. */
const SHORTLIST = 8

const failuresInARow = (responses: ReadonlyArray<Response>): number => {
  let run = 0
  while (run < responses.length && responses[responses.length - 1 - run]?.outcome !== 'correct') run++
  return run
}

/** The eligible level nearest to 2, the lower of two. */
const startLevel = ({ model, progress }: Situation, competence: number): number => {
  const { firstItem = 0, lastItem = 0, levels } = model.competences[competence] ?? {}
  let best = Infinity
  for (let i = firstItem; i < lastItem; i++) {
    if (progress.eligible[i] !== 1) continue
    const level = levels?.[model.items[i]?.acquis ?? 0] ?? 0
    const distance = Math.abs(level - START) - Math.abs(best - START)
    if (distance < 0 || (distance === 0 && level < best) || best === Infinity) best = level
  }
  return best
}

const expectedLevel = ({ model }: Situation, { competence, mastery }: Prediction.View): number => {
  const weights = model.competences[competence]?.scoreWeights
  let total = 0
  for (let a = 0; a < mastery.length; a++) total += (weights?.[a] ?? 0) * (mastery[a] ?? 0)
  return total
}

interface Candidate {
  readonly item: Item
  readonly view: Prediction.View
  /** Which soft rules it breaks, a bit each in their order. */
  readonly breaks: number
}

/** What may be asked of one competence, with the soft rules that each challenge breaks. */
const candidatesOf = (situation: Situation, view: Prediction.View, into: Array<Candidate>): void => {
  const { model, rules, progress, asks, responses } = situation
  const competence = model.competences[view.competence]
  if (competence === undefined) return
  const { firstItem, lastItem, levels, acquisOffset } = competence
  const only =
    (progress.questions[view.competence] ?? 0) === 0 ? startLevel(situation, view.competence) : undefined
  const ceiling = expectedLevel(situation, view) + rules.jump
  const discouraged = rules.streak > 0 && failuresInARow(responses) >= rules.streak
  const last = model.itemOf.get(responses[responses.length - 1]?.challenge ?? '')
  const wasTimed = last !== undefined && model.items[last]?.challenge.timed === true
  for (let i = firstItem; i < lastItem; i++) {
    const item = model.items[i]
    if (item === undefined || progress.eligible[i] !== 1) continue
    const level = levels[item.acquis] ?? 0
    if (only !== undefined && level !== only) continue
    const breaks =
      ((asks[acquisOffset + item.acquis] ?? 0) >= rules.repeats ? 1 : 0) |
      (level > ceiling ? 2 : 0) |
      (discouraged && Prediction.correct(model, view, item) < LIKELY ? 4 : 0) |
      (wasTimed && item.challenge.timed ? 8 : 0)
    into.push({ item, view, breaks })
  }
}

/** The soft rules that apply: each in turn, unless it would leave nothing of what those before it have left. */
const applied = (candidates: ReadonlyArray<Candidate>): number => {
  const present = new Uint8Array(1 << SOFT.length)
  for (const { breaks } of candidates) present[breaks] = 1
  let active = 0
  for (let rule = 0; rule < SOFT.length; rule++) {
    const trial = active | (1 << rule)
    if (present.some((here, breaks) => here === 1 && (breaks & trial) === 0)) active = trial
  }
  return active
}

const minutes = (rules: Rules, { challenge }: Item): number =>
  rules.per === 'minute' ? challenge.seconds / 60 : 1

/** Σ min(m, 1−m) over every acquis of the bank: how many would be misjudged. */
const expectedErrors = (model: Model, belief: Belief.Belief): number => {
  let total = 0
  for (const { mastery } of Prediction.views(model, belief))
    for (let a = 0; a < mastery.length; a++) total += Math.min(mastery[a] ?? 0, 1 - (mastery[a] ?? 0))
  return total
}

/** The expected fall of the number of misjudged acquis, as if the challenge will be answered. */
export const expectedFall = (
  model: Model,
  belief: Belief.Belief,
  view: Prediction.View,
  item: Item
): number => {
  const q = Prediction.correctIfAnswered(model, view, item)
  const sure: Model = { ...model, skip: { known: 0, unknown: 0 } }
  const after = (outcome: 'correct' | 'incorrect'): number =>
    expectedErrors(model, Belief.observe(sure, item, outcome)(belief))
  return expectedErrors(model, belief) - q * after('correct') - (1 - q) * after('incorrect')
}

/** The values of the candidates; −∞ for one that is certain not to be among the `wanted` best, and need not be known. */
const gains = (
  model: Model,
  rules: Rules,
  candidates: ReadonlyArray<Candidate>,
  active: number
): Float64Array => {
  const prune = rules.among === 1 && rules.criterion === 'information'
  const values = new Float64Array(candidates.length).fill(-Infinity)
  let kept = -Infinity
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]
    if (candidate === undefined) continue
    const { item, view, breaks } = candidate
    const scale = minutes(rules, item)
    if (prune && Prediction.gainBound(view, item) / scale < kept - TIE) continue
    const value = Prediction.gain(model, view, item) / scale
    values[i] = value
    if ((breaks & active) === 0 && value > kept) kept = value
  }
  return values
}

/** Values by expected accuracy for the most telling of the kept candidates, −∞ for the others. */
const byAccuracy = (
  situation: Situation,
  candidates: ReadonlyArray<Candidate>,
  byGain: Float64Array,
  kept: ReadonlyArray<number>
): Float64Array => {
  const { model, belief, rules } = situation
  const shortlist = [...kept]
    .sort((i, j) => (byGain[j] ?? 0) - (byGain[i] ?? 0) || i - j)
    .slice(0, Math.max(SHORTLIST, rules.among))
  const values = new Float64Array(candidates.length).fill(-Infinity)
  for (const i of shortlist) {
    const candidate = candidates[i]
    if (candidate !== undefined)
      values[i] = expectedFall(model, belief, candidate.view, candidate.item) / minutes(rules, candidate.item)
  }
  return values
}

/** The candidates, in bank order, whose value is within a tie of the `among`-th best. */
const best = (values: Float64Array, kept: ReadonlyArray<number>, among: number): ReadonlyArray<number> => {
  let threshold = -Infinity
  if (among === 1) for (const i of kept) threshold = Math.max(threshold, values[i] ?? -Infinity)
  else {
    const sorted = kept.map((i) => values[i] ?? -Infinity).sort((a, b) => b - a)
    threshold = sorted[Math.min(among, sorted.length) - 1] ?? -Infinity
  }
  return kept.filter((i) => (values[i] ?? -Infinity) >= threshold - TIE)
}

/** The first soft rule that set aside a challenge better than the chosen one. */
const deciderOf = (
  candidates: ReadonlyArray<Candidate>,
  values: Float64Array,
  chosen: number,
  active: number
): Decider => {
  let top = chosen
  candidates.forEach((_, i) => {
    if ((values[i] ?? -Infinity) > (values[top] ?? -Infinity) + TIE) top = i
  })
  const broken = (candidates[top]?.breaks ?? 0) & active
  return SOFT.find((_, rule) => (broken & (1 << rule)) !== 0) ?? 'criterion'
}

/** The next challenge among those of the open competences; undefined only where none of them has anything left. */
export const choose = (situation: Situation, open: ReadonlyArray<Prediction.View>): Choice | undefined => {
  const { model, rules, key, responses, progress } = situation
  const candidates: Array<Candidate> = []
  for (const view of open) candidatesOf(situation, view, candidates)
  const active = applied(candidates)
  const kept: Array<number> = []
  candidates.forEach(({ breaks }, i) => {
    if ((breaks & active) === 0) kept.push(i)
  })
  const byGain = gains(model, rules, candidates, active)
  const values = rules.criterion === 'accuracy' ? byAccuracy(situation, candidates, byGain, kept) : byGain
  const pool = rules.criterion === 'random' ? kept : best(values, kept, rules.among)
  const drawn = pool[Math.floor(Random.draw(key, responses.length + 1) * pool.length)] ?? -1
  const chosen = candidates[drawn]
  if (chosen === undefined) return undefined
  const { item, view } = chosen
  const started = (progress.questions[view.competence] ?? 0) > 0
  return {
    item,
    view,
    decider: started ? deciderOf(candidates, byGain, drawn, active) : 'start',
    among: pool.length
  }
}

/**
 * Which challenge comes next (model page, section 5). Hard rules say what may be asked; soft rules set some of it aside,
 * in order, and one that would leave nothing is skipped; of the rest the criterion's best is asked, and near-ties (1e-9)
 * are broken by the session's draw.
 *
 * Laws
 * 1. what is chosen satisfies every hard rule
 * 2. a soft rule is broken only where it would leave nothing (`jump` and `streak`: nothing worth asking)
 * 3. without soft rules the choice has the highest value there is
 * 4. the draw depends on the seed and the number of the question alone
 *
 * @since 0.1.0
 */
import * as Belief from '../knowledge/Belief'
import type { Item, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import * as Draw from '../math/Draw'
import type { Rules } from './Rules'
import { applied, groupOf, NOT_START, SOFT, type Group, type Situation } from './SoftRules'

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

/** Challenges whose values differ by less are equal: beyond that, engines may disagree in the last bit. */
const TIE = 1e-9

/** How many of the most telling challenges the criterion `accuracy` looks at closely. */
const SHORTLIST = 8

const minutes = (rules: Rules, { challenge }: Item): number =>
  rules.per === 'minute' ? challenge.seconds / 60 : 1

/** A challenge that may be asked, and what it is worth. */
interface Priced {
  readonly item: Item
  readonly view: Prediction.View
  readonly breaks: number
  /** Gain, per question or per minute. */
  readonly value: number
}

const valueOf = ({ model, rules }: Situation, view: Prediction.View, item: Item): number =>
  Prediction.gain(model, view, item) / minutes(rules, item)

/** The highest value at the acquis that promises most, of items that break none of the rules that apply. */
const promising = (situation: Situation, groups: ReadonlyArray<Group>, active: number): number => {
  let top = -Infinity
  let group: Group | undefined
  let place = -1
  for (const each of groups)
    for (let acquis = 0; acquis < each.bounds.length; acquis++)
      if ((each.bounds[acquis] ?? 0) > top) {
        top = each.bounds[acquis] ?? 0
        group = each
        place = acquis
      }
  let value = -Infinity
  for (const index of group?.remaining[place] ?? []) {
    const item = situation.model.items[index]
    if (group !== undefined && item !== undefined && (group.breaks(index) & active) === 0)
      value = Math.max(value, valueOf(situation, group.view, item))
  }
  return value
}

/** The items that no hard rule bars, priced; those certain to be worth less than the best are left out. */
const priced = (
  situation: Situation,
  groups: ReadonlyArray<Group>,
  active: number
): ReadonlyArray<Priced> => {
  const { model, rules } = situation
  const prune = rules.among === 1 && rules.criterion === 'information' && rules.per === 'question'
  const { noise } = model
  const found: Array<Priced> = []
  // What is seen first need not be good: the acquis that promises most sets the bar.
  let least = prune ? promising(situation, groups, active) - TIE : -Infinity
  for (const { view, remaining, bounds, breaks } of groups) {
    const { mastery } = view
    for (let acquis = 0; acquis < bounds.length; acquis++) {
      if ((bounds[acquis] ?? 0) < least) continue
      for (const index of remaining[acquis] ?? []) {
        const item = model.items[index]
        if (item === undefined || (prune && Prediction.gainBound(noise, mastery, index) < least)) continue
        const broken = breaks(index)
        if ((broken & NOT_START) !== 0) continue
        const value = valueOf(situation, view, item)
        found.push({ item, view, breaks: broken, value })
        if (prune && (broken & active) === 0 && value - TIE > least) least = value - TIE
      }
    }
  }
  return found
}

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

/** The most telling of some challenges, priced by the expected fall of the misjudged acquis instead. */
const byAccuracy = (
  { model, belief, rules }: Situation,
  candidates: ReadonlyArray<Priced>
): ReadonlyArray<Priced> =>
  [...candidates]
    .sort((a, b) => b.value - a.value)
    .slice(0, Math.max(SHORTLIST, rules.among))
    .sort((a, b) => a.item.index - b.item.index)
    .map((each) => ({
      ...each,
      value: expectedFall(model, belief, each.view, each.item) / minutes(rules, each.item)
    }))

/** Those, in bank order, whose value is within a tie of the `among`-th best. */
const best = (candidates: ReadonlyArray<Priced>, among: number): ReadonlyArray<Priced> => {
  let threshold = -Infinity
  if (among === 1) for (const { value } of candidates) threshold = Math.max(threshold, value)
  else {
    const sorted = candidates.map(({ value }) => value).sort((a, b) => b - a)
    threshold = sorted[Math.min(among, sorted.length) - 1] ?? -Infinity
  }
  return candidates.filter(({ value }) => value >= threshold - TIE)
}

/** The soft rule that set aside the challenge of the highest value, where that is higher than of any that was kept. */
const deciderOf = (candidates: ReadonlyArray<Priced>, active: number): Decider => {
  let top = -Infinity
  let aside: Priced | undefined
  for (const each of candidates) if ((each.breaks & active) === 0) top = Math.max(top, each.value + TIE)
  for (const each of candidates)
    if (each.value > top) {
      top = each.value
      aside = each
    }
  const broken = (aside?.breaks ?? 0) & active
  return SOFT.find((_, rule) => (broken & (1 << rule)) !== 0) ?? 'criterion'
}

/** The next challenge among those of the open competences; undefined only where none of them has anything left. */
export const choose = (situation: Situation, open: ReadonlyArray<Prediction.View>): Choice | undefined => {
  const { rules, key, responses, progress } = situation
  const groups = open.map((view) => groupOf(situation, view))
  const active = applied(situation, groups)
  const candidates = priced(situation, groups, active)
  const kept = candidates.filter(({ breaks }) => (breaks & active) === 0)
  const pool =
    rules.criterion === 'random'
      ? kept
      : best(rules.criterion === 'accuracy' ? byAccuracy(situation, kept) : kept, rules.among)
  const chosen = pool[Math.floor(Draw.draw(key, responses.length + 1) * pool.length)]
  if (chosen === undefined) return undefined
  const { item, view } = chosen
  const started = (progress.questions[view.competence] ?? 0) > 0
  return {
    item,
    view,
    // Where chance chooses, no challenge is better than another.
    decider: !started ? 'start' : rules.criterion === 'random' ? 'criterion' : deciderOf(candidates, active),
    among: pool.length
  }
}

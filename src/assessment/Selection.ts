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
import * as Vector from '../math/Vector'
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
    each.bounds.forEach((bound, acquis) => {
      if (bound > top) {
        top = bound
        group = each
        place = acquis
      }
    })
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

/**
 * The expected fall of Σ min(m, 1−m) over every acquis of the bank, the number of those that would be misjudged, as if the
 * challenge will be answered. It is worked out once for challenges that differ in nothing that an answer tells.
 */
export const expectedFall = (given: Model, belief: Belief.Belief) => {
  const model: Model = { ...given, skip: { known: 0, unknown: 0 } }
  const errors = (of: Belief.Belief): number =>
    Vector.sum(Prediction.views(model, of).flatMap(({ mastery }) => mastery.map((m) => Math.min(m, 1 - m))))
  const before = errors(belief)
  const falls = new Map<unknown, number>()
  return (view: Prediction.View, item: Item): number => {
    const key = item.curve ?? [view.competence, item.acquis, item.slip, item.guess].join()
    const q = Prediction.correctIfAnswered(model, view, item)
    const after = (outcome: 'correct' | 'incorrect'): number =>
      errors(Belief.observe(model, item, outcome)(belief))
    const fall = falls.get(key) ?? before - q * after('correct') - (1 - q) * after('incorrect')
    falls.set(key, fall)
    return fall
  }
}

/** The most telling of some challenges, priced by the expected fall of the misjudged acquis instead. */
const byAccuracy = (
  { model, belief, rules }: Situation,
  candidates: ReadonlyArray<Priced>
): ReadonlyArray<Priced> => {
  const fall = expectedFall(model, belief)
  return [...candidates]
    .sort((a, b) => b.value - a.value)
    .slice(0, Math.max(SHORTLIST, rules.among))
    .sort((a, b) => a.item.index - b.item.index)
    .map((each) => ({ ...each, value: fall(each.view, each.item) / minutes(rules, each.item) }))
}

/** Those, in bank order, whose value is within a tie of the `among`-th best. */
const best = (candidates: ReadonlyArray<Priced>, among: number): ReadonlyArray<Priced> => {
  const values = candidates.map(({ value }) => value)
  const least =
    among === 1
      ? Vector.max(values)
      : values
          .sort((a, b) => b - a)
          .slice(0, among)
          .pop()
  return candidates.filter(({ value }) => value >= (least ?? 0) - TIE)
}

/** The soft rule that set aside the challenge of the highest value, where that is higher than of any that was kept. */
const deciderOf = (
  candidates: ReadonlyArray<Priced>,
  kept: ReadonlyArray<Priced>,
  active: number
): Decider => {
  let top = Vector.max(kept.map(({ value }) => value)) + TIE
  let aside: Priced | undefined
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
  const { rules, key, responses } = situation
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
  return {
    item,
    view,
    // Where chance chooses, no challenge is better than another.
    decider:
      view.belief.answers === 0
        ? 'start'
        : rules.criterion === 'random'
          ? 'criterion'
          : deciderOf(candidates, kept, active),
    among: pool.length
  }
}

/**
 * What one more challenge would buy: at the end of a test one more question is put, once from the bank as it is and once
 * from the bank with a new challenge to some acquis. The question is the one that tells most, as in the test; what counts
 * is how many more acquis of the competence are judged rightly, on average over its outcomes. Where the bank still has
 * something better to ask, a new challenge buys nothing.
 *
 * Laws
 * 1. a question never makes worse what is expected to be judged rightly
 * 2. it agrees with Bayes' rule by enumeration
 * 3. where the new challenge would not be asked, it buys nothing
 *
 * @since 0.2.0
 */
import type { Rules } from '../assessment/Rules'
import type { Scope } from '../assessment/Scope'
import * as Stopping from '../assessment/Stopping'
import type { Challenge, Format } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import { noiseOf, type Item } from '../knowledge/Item'
import type { CompetenceModel, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'

/** Slip and guess of a challenge of which nothing is said; a choice has four options more often than not. */
const noiseOfFormat = (format: Format): { readonly slip: number; readonly guess: number } => ({
  slip: 0.1,
  guess: format === 'choice' ? 0.25 : 0.1
})

/** The format that most challenges have; the first of several, and undefined of none. */
const usual = (challenges: ReadonlyArray<Challenge>): Format | undefined => {
  const counts = new Map<Format, number>()
  for (const { format } of challenges) counts.set(format, (counts.get(format) ?? 0) + 1)
  return [...counts].reduce<readonly [Format | undefined, number]>(
    (best, [format, count]) => (count > best[1] ? [format, count] : best),
    [undefined, 0]
  )[0]
}

const isActive = ({ status }: Challenge): boolean => status === 'active'

/** A bank with one challenge more for every acquis, of the format that is usual there, and a test's end seen through it. */
export interface Extension {
  /** Its items are those of the bank and then the new ones; nobody skips. */
  readonly model: Model
  /** The new item of each acquis, by its index through the whole bank. */
  readonly items: ReadonlyArray<Item>
}

const newItems = (
  { competence, acquisOffset }: CompetenceModel,
  index: number,
  first: number
): ReadonlyArray<Item> => {
  const fallback = usual(competence.acquis.flatMap(({ challenges }) => challenges.filter(isActive)))
  return competence.acquis.map(({ challenges }, acquis): Item => {
    const format = usual(challenges.filter(isActive)) ?? fallback ?? 'practical'
    const { slip, guess } = noiseOfFormat(format)
    const challenge: Challenge = {
      id: '',
      format,
      slip,
      guess,
      discrimination: 0,
      seconds: 0,
      timed: false,
      locales: [],
      status: 'active',
      enemies: []
    }
    return {
      index: first + acquisOffset + acquis,
      challenge,
      competence: index,
      acquis,
      slip,
      guess,
      curve: undefined,
      enemies: []
    }
  })
}

export const extension = (model: Model): Extension => {
  const items = model.competences.flatMap((each, c) => newItems(each, c, model.items.length))
  const all = [...model.items, ...items]
  return { model: { ...model, items: all, noise: noiseOf(all), skip: { known: 0, unknown: 0 } }, items }
}

/** The end of a test, in one competence. */
export interface End {
  readonly rules: Rules
  readonly scope: Scope
  readonly progress: Stopping.Progress
  /** Looking at the competence. */
  readonly belief: Belief.Belief
  readonly view: Prediction.View
}

/** How many more acquis in scope are expected to be judged rightly after a question. */
export const fall = (
  model: Model,
  { scope, belief, view }: Omit<End, 'rules' | 'progress'>,
  item: Item
): number => {
  const { competence } = view
  const after = (outcome: 'correct' | 'incorrect'): number => {
    const next = Belief.observe(model, item, outcome)(belief)
    return Stopping.misjudged(
      model,
      scope,
      Prediction.view(model, next, competence, Belief.abilityInFocus(model, next))
    )
  }
  const right = Prediction.correctIfAnswered(model, view, item)
  const before = Stopping.misjudged(model, scope, view)
  return (
    (scope.counts[competence] ?? 0) * (before - right * after('correct') - (1 - right) * after('incorrect'))
  )
}

/** What the bank itself would ask: of what may still be asked, the item that tells most. */
const available = (
  model: Model,
  { rules, progress, view }: End
): { readonly item?: Item; readonly gain: number } => {
  const { competence } = view
  const asks = progress.asks[competence] ?? []
  let best: { readonly item?: Item; readonly gain: number } = { gain: 0 }
  progress.remaining[competence]?.forEach((indexes, acquis) => {
    if ((asks[acquis] ?? 0) >= rules.repeats) return
    for (const index of indexes) {
      const item = model.items[index]
      const gain = item === undefined ? 0 : Prediction.gain(model, view, item)
      if (item !== undefined && gain > best.gain) best = { item, gain }
    }
  })
  return best
}

/** What a new challenge to an acquis is worth at the end of one test, in acquis judged rightly. */
export interface Worth {
  /** One more question on it, whatever else there is to ask. */
  readonly gain: number
  /** Beyond what the bank's own next question brings; 0 where that tells more, or the acquis may not be asked again. */
  readonly surplus: number
}

const NOTHING: Worth = { gain: 0, surplus: 0 }

/** By acquis of the competence. */
export const worths = ({ model, items }: Extension, end: End): ReadonlyArray<Worth> => {
  const { rules, scope, progress, view } = end
  const { acquisOffset = 0, levels = new Int32Array() } = model.competences[view.competence] ?? {}
  const best = available(model, end)
  const without = best.item === undefined ? 0 : fall(model, end, best.item)
  return Array.from(levels, (_, acquis): Worth => {
    const item = items[acquisOffset + acquis]
    if (item === undefined || scope.acquis[acquisOffset + acquis] !== 1) return NOTHING
    const gain = fall(model, end, item)
    const asked =
      (progress.asks[view.competence]?.[acquis] ?? 0) < rules.repeats &&
      Prediction.gain(model, view, item) > best.gain
    return { gain, surplus: asked ? gain - without : 0 }
  })
}

/**
 * When a competence has been asked enough (model page, section 6). A rule looks only at the belief and at what has been
 * asked, so it can be evaluated at any point, live or in a replay.
 *
 * Laws
 * 1. a competence ends only where a rule that is on holds
 *
 * @since 0.1.0
 */
import type { Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import type { Rules } from './Rules'
import type { ItemLists, Scope } from './Scope'

/** Which rule ended a competence: named as its setting, or that nothing was left to ask. */
export type Reason = 'precision' | 'maxQuestions' | 'maxSeconds' | 'exhausted' | 'minGain'

/** What has been asked so far; every list is by competence. */
export interface Progress {
  /** The items that may still be asked. */
  readonly remaining: ItemLists
  /** How often each acquis was asked. */
  readonly asks: ReadonlyArray<ReadonlyArray<number>>
  /** Answers. */
  readonly questions: ReadonlyArray<number>
  /** Seconds spent, as far as they are known, and expected ones else. */
  readonly seconds: number
}

/** Σ min(m, 1−m) / n over the acquis in scope: the expected share of misjudged acquis. */
export const misjudged = (model: Model, scope: Scope, { competence, mastery }: Prediction.View): number => {
  const offset = model.competences[competence]?.acquisOffset ?? 0
  let total = 0
  for (let a = 0; a < mastery.length; a++) {
    const m = mastery[a] ?? 0
    if (scope.acquis[offset + a] === 1) total += Math.min(m, 1 - m)
  }
  return total / Math.max(1, scope.counts[competence] ?? 0)
}

/** Whether some challenge that may still be asked gains more than a number of nats. */
const worthAsking = (
  model: Model,
  view: Prediction.View,
  remaining: ReadonlyArray<ReadonlyArray<number>>,
  nats: number
): boolean => {
  const clearest = model.competences[view.competence]?.clearest ?? model.noise
  return remaining.some(
    (items, acquis) =>
      items.length > 0 &&
      Prediction.gainBound(clearest, view.mastery, acquis) > nats &&
      items.some((index) => Prediction.tells(model, view, index, nats))
  )
}

/** The rule that ends a competence here, or undefined where it goes on. */
export const reason = (
  model: Model,
  rules: Rules,
  scope: Scope,
  view: Prediction.View,
  progress: Progress
): Reason | undefined => {
  if (rules.precision > 0 && misjudged(model, scope, view) <= rules.precision) return 'precision'
  if ((progress.questions[view.competence] ?? 0) >= rules.maxQuestions) return 'maxQuestions'
  if (progress.seconds >= rules.maxSeconds) return 'maxSeconds'
  const remaining = progress.remaining[view.competence] ?? []
  if (remaining.every((items) => items.length === 0)) return 'exhausted'
  if (rules.minGain > 0 && !worthAsking(model, view, remaining, rules.minGain)) return 'minGain'
  return undefined
}

/**
 * A log replayed: what the engine would have said of each answer just before it came, and the profile that the answers
 * lead to. The same functions as in a live session, so a finished session's log gives that session's profile.
 *
 * Laws
 * 1. replay = live: the log of a finished session gives its profile, to the last byte
 * 2. a prediction depends on nothing that came later
 * 3. the same challenge answered twice counts twice
 *
 * @since 0.1.0
 */
import * as Rules from '../assessment/Rules'
import * as Scope from '../assessment/Scope'
import * as Stopping from '../assessment/Stopping'
import { outcomes, type Response } from '../bank/Challenge'
import * as Filter from '../knowledge/Filter'
import type { Model } from '../knowledge/Model'
import * as Moments from '../knowledge/Moments'
import type * as Run from '../knowledge/Run'
import * as Vector from '../math/Vector'
import * as Profile from '../profile/Profile'

/** Everything that replaying needs and that is the same for all learners. */
export interface Context {
  readonly model: Model
  readonly locale: string | undefined
  readonly scope: Scope.Scope
  /** Which challenges could be asked before the first answer. */
  readonly eligible: Scope.ItemLists
  readonly filter: Filter.Filter
}

/** A context for the whole bank; the locale is that of the recommendations, the bank's first where none is wished for. */
export const context = (model: Model, wish?: string): Context => {
  const scope = Scope.of(model, undefined)
  const locale = Scope.localeOf(model, wish)
  return {
    model,
    locale: locale ?? wish,
    scope,
    eligible: Scope.eligible(model, scope, locale),
    filter: Filter.of(model)
  }
}

export type Encoded = Run.Run

/** One learner's responses, one after the other. */
export const fold = ({ filter }: Context, responses: Encoded): Run.Filtered => filter.all(responses)

/** No more than what was predicted of them: P(correct) of each if it is given as an answer, before it was seen. */
export const predictions = ({ filter }: Context, responses: Encoded): Float64Array =>
  filter.predictions(responses)

/** What may still be asked once some items are gone, their enemies with them. */
const remainingOf = ({ model, eligible }: Context, { items }: Encoded): Scope.ItemLists => {
  const gone = new Uint8Array(model.items.length)
  for (let i = 0; i < items.length; i++) {
    const item = model.items[items[i] ?? -1]
    if (item === undefined) continue
    gone[item.index] = 1
    for (const enemy of item.enemies) gone[enemy] = 1
  }
  const isLeft = (index: number): boolean => gone[index] === 0
  return eligible.map((lists) => lists.map((list) => (list.every(isLeft) ? list : list.filter(isLeft))))
}

/** What has been asked, as far as stopping rules look at it. */
const progressOf = (context: Context, responses: Encoded): Stopping.Progress => {
  const { competences, items } = context.model
  const asks = competences.map(({ levels }) => Vector.zeros(levels.length))
  const questions = Vector.zeros(competences.length)
  let seconds = 0
  for (let i = 0; i < responses.items.length; i++) {
    const item = items[responses.items[i] ?? -1]
    const counts = asks[item?.competence ?? -1]
    if (item === undefined || counts === undefined) continue
    counts[item.acquis] = (counts[item.acquis] ?? 0) + 1
    questions[item.competence] = (questions[item.competence] ?? 0) + 1
    seconds += item.challenge.seconds
  }
  let remaining: Scope.ItemLists | undefined
  return {
    // Most tests end by a rule that does not look at it.
    get remaining() {
      return (remaining ??= remainingOf(context, responses))
    },
    asks,
    questions,
    seconds
  }
}

/** The default rules at the end of the log: what would have ended each competence here, if anything. */
const stopping = (
  context: Context,
  responses: Encoded,
  { scenes }: Moments.Panorama
): ReadonlyMap<string, Stopping.Reason> => {
  const { model, scope } = context
  const progress = progressOf(context, responses)
  const stopped = new Map<string, Stopping.Reason>()
  for (const { view } of scenes) {
    const reason = Stopping.reason(model, Rules.defaults, scope, view, progress)
    if (reason !== undefined) stopped.set(model.competences[view.competence]?.competence.id ?? '', reason)
  }
  return stopped
}

/** What a profile of a learner is made from, after all of its responses. */
export const evidence = (
  context: Context,
  learner: string,
  responses: Encoded,
  { sums }: Run.Filtered
): Profile.Evidence => {
  const { model, locale, scope } = context
  const answered: Array<Response> = []
  for (let i = 0; i < responses.items.length; i++) {
    const item = model.items[responses.items[i] ?? -1]
    const outcome = outcomes[responses.outcomes[i] ?? -1]
    if (item !== undefined && outcome !== undefined) answered.push({ challenge: item.challenge.id, outcome })
  }
  const panorama = Moments.panorama(model, sums)
  return {
    model,
    belief: panorama.belief,
    responses: answered,
    seed: learner,
    locale,
    scope,
    campaign: undefined,
    stopped: stopping(context, responses, panorama),
    panorama
  }
}

/** The profile of a learner after all of its responses. */
export const profile = (
  context: Context,
  learner: string,
  responses: Encoded,
  replayed: Run.Filtered
): Profile.Profile => Profile.of(evidence(context, learner, responses, replayed))

/** Responses by id as indexes; those to challenges that the bank does not know are left out. */
export const encode = (model: Model, responses: ReadonlyArray<Response>): Encoded => {
  const known = responses.filter(({ challenge }) => model.itemOf.has(challenge))
  return {
    items: Int32Array.from(known, ({ challenge }) => model.itemOf.get(challenge) ?? -1),
    outcomes: Int32Array.from(known, ({ outcome }) => outcomes.indexOf(outcome))
  }
}

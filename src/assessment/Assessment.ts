/**
 * A test of one learner: a pure fold over responses. An `Assessment` is a value; `answer` gives the next one, and `next`
 * tells what to ask, and why, or why there is nothing more to ask.
 *
 * Laws
 * 1. replay = live: the same bank, settings, seed and responses give the same assessment
 * 2. no challenge is asked twice, and no enemy of one that was
 * 3. every test ends
 * 4. a test never ends while something in scope is worth asking by its rules
 * 5. the first challenge of a competence has the level nearest to 2
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Bank } from '../bank/Bank'
import { isOutcome, type Earlier, type Response } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import * as Model from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import * as EditDistance from '../math/EditDistance'
import * as Draw from '../math/Draw'
import type { Campaign } from './Campaign'
import type { Refusal } from './Refusal'
import * as Rules from './Rules'
import * as Scope from './Scope'
import * as Selection from './Selection'
import * as Stopping from './Stopping'

/** How a test is set up. What is left out has its default. */
export interface Options {
  readonly seed: Draw.Seed
  readonly locale?: string
  readonly campaign?: Campaign
  readonly rules?: Rules.Settings
}

/** A challenge to put to the learner, and why this one. */
export interface Ask {
  readonly _tag: 'Ask'
  /** Id of the challenge. */
  readonly challenge: string
  readonly competence: string
  readonly acquis: string
  /** Number of the question, from 1. */
  readonly number: number
  /** Expected information, nats. */
  readonly gain: number
  /** What is believed of its acquis before it is asked. */
  readonly mastery: number
  /** P(correct) of an answer that is given. */
  readonly predicted: number
  readonly rule: Selection.Decider
  /** How many challenges were as good, and were drawn from. */
  readonly among: number
}

/** There is nothing more to ask. `reason` is that of the competence that was open last. */
export interface Finished {
  readonly _tag: 'Finished'
  readonly reason: Stopping.Reason
}

export type Step = Ask | Finished

export interface Assessment {
  readonly bank: Bank
  readonly model: Model.Model
  readonly seed: string
  /** The locale of the bank in which it is asked; of a bank that does not tell locales apart, the one wished for. */
  readonly locale: string | undefined
  readonly campaign: Campaign | undefined
  readonly rules: Rules.Rules
  readonly scope: Scope.Scope
  /** Evidence from before the test: see the module `Earlier`. */
  readonly earlier?: Earlier | undefined
  /** In the order of answering. */
  readonly responses: ReadonlyArray<Response>
  readonly belief: Belief.Belief
  /** The stopping rule by which each competence was left, by its id: at the end of a test, the one that holds. */
  readonly stopped: ReadonlyMap<string, Stopping.Reason>
  readonly step: Step
  readonly key: Draw.Key
  readonly progress: Stopping.Progress
}

type Unstepped = Omit<Assessment, 'step' | 'stopped'>

const stepOf = ({ model, responses }: Unstepped, choice: Selection.Choice): Ask => {
  const { item, view, decider, among } = choice
  const competence = model.competences[item.competence]?.competence
  return {
    _tag: 'Ask',
    challenge: item.challenge.id,
    competence: competence?.id ?? '',
    acquis: competence?.acquis[item.acquis]?.id ?? '',
    number: responses.length + 1,
    gain: Prediction.gain(model, view, item),
    mastery: view.mastery[item.acquis] ?? 0,
    predicted: Prediction.correct(model, view, item),
    rule: decider,
    among
  }
}

const idOf = (model: Model.Model, competence: number): string =>
  model.competences[competence]?.competence.id ?? ''

/** The place in the scope of the competence that was asked last. */
const current = ({ model, scope, responses }: Unstepped): number => {
  const last = model.itemOf.get(responses.at(-1)?.challenge ?? '')
  return Math.max(0, scope.competences.indexOf(model.items[last ?? -1]?.competence ?? -1))
}

type Stepped = Pick<Assessment, 'belief' | 'stopped' | 'step'>

/**
 * One competence after the other. A test stays where it is until a rule ends the competence, then goes on through the
 * scope, and comes back at the end to what later answers have put in doubt again.
 */
const sequential = (before: Unstepped, left: ReadonlyMap<string, Stopping.Reason>): Stepped => {
  const { model, rules, scope, progress } = before
  const start = current(before)
  let stopped = left
  let { belief } = before
  let reason: Stopping.Reason = 'exhausted'
  for (let n = 0; n < scope.competences.length; n++) {
    const competence = scope.competences[(start + n) % scope.competences.length] ?? 0
    belief = Belief.focusOn(model, competence)(belief)
    const view = Prediction.view(model, belief, competence, Belief.abilityInFocus(model, belief))
    const ended = Stopping.reason(model, rules, scope, view, progress)
    const choice = ended === undefined ? Selection.choose({ ...before, belief }, [view]) : undefined
    if (choice !== undefined) {
      const id = idOf(model, competence)
      return {
        belief,
        stopped: stopped.has(id) ? new Map([...stopped].filter(([other]) => other !== id)) : stopped,
        step: stepOf(before, choice)
      }
    }
    const why = ended ?? 'exhausted'
    stopped = new Map(stopped).set(idOf(model, competence), why)
    if (n === 0) reason = why
  }
  return { belief, stopped, step: { _tag: 'Finished', reason } }
}

/** Whatever tells most, across all competences that no rule has ended. */
const interleaved = (before: Unstepped): Stepped => {
  const { model, rules, scope, progress, belief } = before
  const views = Prediction.views(model, belief)
  const stopped = new Map<string, Stopping.Reason>()
  const open: Array<Prediction.View> = []
  // In bank order, which breaks ties, not in that of the scope.
  for (const view of views) {
    if (scope.counts[view.competence] === 0) continue
    const ended = Stopping.reason(model, rules, scope, view, progress)
    if (ended === undefined) open.push(view)
    else stopped.set(idOf(model, view.competence), ended)
  }
  const choice = Selection.choose(before, open)
  if (choice !== undefined) return { belief, stopped, step: stepOf(before, choice) }
  const last = stopped.get(idOf(model, scope.competences[current(before)] ?? -1))
  return { belief, stopped, step: { _tag: 'Finished', reason: last ?? 'exhausted' } }
}

/** Written out field by field: this runs at every answer, and spreading two objects takes a microsecond. */
const stepped = (before: Unstepped, left: ReadonlyMap<string, Stopping.Reason>): Assessment => {
  const { belief, stopped, step } =
    before.rules.order === 'sequential' ? sequential(before, left) : interleaved(before)
  return {
    bank: before.bank,
    model: before.model,
    seed: before.seed,
    key: before.key,
    locale: before.locale,
    campaign: before.campaign,
    rules: before.rules,
    scope: before.scope,
    earlier: before.earlier,
    responses: before.responses,
    progress: before.progress,
    belief,
    stopped,
    step
  }
}

/** A test that has not begun. Rules given here go before those of the campaign. */
export const start = (bank: Bank, { seed, locale: wish, campaign, rules }: Options): Assessment => {
  const model = Model.of(bank)
  const scope = Scope.of(model, campaign)
  const locale = Scope.localeOf(model, wish)
  return stepped(
    {
      bank,
      model,
      seed: String(seed),
      locale,
      campaign,
      rules: Rules.of(campaign?.rules ?? {}, rules ?? {}),
      scope,
      responses: [],
      belief: Belief.prior(model),
      key: Draw.key(seed),
      progress: {
        remaining: Scope.eligible(model, scope, locale),
        asks: model.competences.map(({ levels }) => new Array<number>(levels.length).fill(0)),
        questions: model.competences.map(() => 0),
        seconds: 0
      }
    },
    new Map()
  )
}

/**
 * The same test, with nothing left to ask but these challenges (ids): those that a log has answers to, or that can be
 * done where the learner is. What may be asked is no part of a session, so it has to be said again when one is taken up.
 */
export const within =
  (challenges: ReadonlySet<string>) =>
  (assessment: Assessment): Assessment => {
    const { model, progress, stopped } = assessment
    const stays = (index: number): boolean => challenges.has(model.items[index]?.challenge.id ?? '')
    const remaining = progress.remaining.map((lists) => lists.map((list) => list.filter(stays)))
    return stepped({ ...assessment, progress: { ...progress, remaining } }, stopped)
  }

/** What to ask now, and why, or why the test is over. */
export const next = (assessment: Assessment): Step => assessment.step

const unknown = ({ itemOf }: Model.Model, id: unknown): Refusal => {
  const challenge = String(id)
  const suggestion = EditDistance.nearest(challenge, itemOf.keys())
  return { _tag: 'unknown-challenge', challenge, ...(suggestion === undefined ? {} : { suggestion }) }
}

const refusal = (
  { responses }: Assessment,
  { challenge, outcome, seconds }: Response
): Refusal | undefined => {
  if (!isOutcome(outcome)) return { _tag: 'unknown-outcome', challenge, outcome: String(outcome) }
  if (seconds !== undefined && !(Number.isFinite(seconds) && seconds >= 0))
    return { _tag: 'invalid-seconds', challenge }
  // A form that is sent twice must not count twice.
  return responses.some((response) => response.challenge === challenge)
    ? { _tag: 'already-answered', challenge }
    : undefined
}

/** A copy of a list with one place changed. */
const changed = <A>(list: ReadonlyArray<A>, index: number, change: (a: A) => A): ReadonlyArray<A> => {
  const copy = list.slice()
  const value = copy[index]
  if (value !== undefined) copy[index] = change(value)
  return copy
}

/** The items left when one is answered, its enemies gone with it. */
const without = ({ items }: Model.Model, remaining: Scope.ItemLists, answered: Model.Item): Scope.ItemLists =>
  [answered.index, ...answered.enemies].reduce((left, index) => {
    const { competence = -1, acquis = -1 } = items[index] ?? {}
    return changed(left, competence, (lists) =>
      changed(lists, acquis, (list) => list.filter((other) => other !== index))
    )
  }, remaining)

const more = (count: number): number => count + 1

/**
 * The test after a response. Any challenge of the bank can be answered, whether it was the one asked or not: what an app
 * knows already is evidence too.
 */
export const answer = (assessment: Assessment, response: Response): E.Either<Refusal, Assessment> => {
  const { model, progress } = assessment
  const item = model.items[model.itemOf.get(response.challenge) ?? -1]
  if (item === undefined) return E.left(unknown(model, response.challenge))
  const refused = refusal(assessment, response)
  if (refused !== undefined) return E.left(refused)
  const { challenge, competence, acquis } = item
  return E.right(
    stepped(
      {
        ...assessment,
        responses: [...assessment.responses, response],
        belief: Belief.observe(model, item, response.outcome)(assessment.belief),
        progress: {
          remaining: without(model, progress.remaining, item),
          asks: changed(progress.asks, competence, (asks) => changed(asks, acquis, more)),
          questions: changed(progress.questions, competence, more),
          seconds: progress.seconds + (response.seconds ?? challenge.seconds)
        }
      },
      assessment.stopped
    )
  )
}

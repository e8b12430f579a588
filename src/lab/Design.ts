/**
 * A policy made ready: a test of one learner, question by question, whatever asks. The engine is that of live sessions;
 * the rule of thumb concludes by itself; of a form, which asks the same of everybody, the engine concludes. Where the
 * engine does not ask, it still follows the answers, to say what they would tell it.
 *
 * Laws
 * 1. the engine asks what a live session with the same seed and rules would, and a profile says what it concludes
 * 2. no challenge is asked twice, and every test ends
 * 3. a form is the same for everybody, and as long as it is said to be
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import type * as Stopping from '../assessment/Stopping'
import type { Outcome } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import type { Item, Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import type { Seed } from '../math/Random'
import type { Vector } from '../math/Vector'
import type { Policy } from './PoliciesFile'
import * as Thumb from './Thumb'

export interface Test {
  /** What it asks now; undefined where it is over. */
  readonly item: Item | undefined
  /** What an answer is expected to tell the engine, nats. */
  readonly gain: number
  readonly after: (outcome: Outcome) => Test
  /** What it holds of the acquis of a competence: a probability, or 1 and 0. */
  readonly mastery: (competence: number) => Vector
  /** What the engine believes after the answers; undefined where something else concludes. */
  readonly belief: Belief.Belief | undefined
  /** Why a competence was left, by its id. */
  readonly stopped: ReadonlyMap<string, Stopping.Reason>
}

/** A way to test: given a seed, a test that has not begun. */
export type Design = (seed: Seed) => Test

const viewOf = (model: Model, unfocused: Belief.Belief, competence: number): Prediction.View => {
  const belief = Belief.focusOn(model, competence)(unfocused)
  return Prediction.view(model, belief, competence, Belief.abilityInFocus(model, belief))
}

const bySession = (assessment: Assessment.Assessment): Test => {
  const { model, belief, step, stopped } = assessment
  const item = step._tag === 'Ask' ? model.items[model.itemOf.get(step.challenge) ?? -1] : undefined
  return {
    item,
    gain: step._tag === 'Ask' ? step.gain : 0,
    after: (outcome) => {
      const answered = Assessment.answer(assessment, { challenge: item?.challenge.id ?? '', outcome })
      return bySession(E.isRight(answered) ? answered.right : assessment)
    },
    mastery: (competence) => viewOf(model, belief, competence).mastery,
    belief,
    stopped
  }
}

/** Whoever asks, a competence is left when nothing is left to ask there. */
const exhausted = ({ model, scope }: Assessment.Assessment): Test['stopped'] =>
  new Map(scope.competences.map((c) => [model.competences[c]?.competence.id ?? '', 'exhausted'] as const))

const gainOf = (model: Model, belief: Belief.Belief, item: Item | undefined): number =>
  item === undefined ? 0 : Prediction.gain(model, viewOf(model, belief, item.competence), item)

/** A form from its n-th challenge on. */
const byForm = (start: Assessment.Assessment, form: ReadonlyArray<Item>): Design => {
  const { model } = start
  const stopped = exhausted(start)
  const test = (belief: Belief.Belief, n: number): Test => {
    const item = form[n]
    return {
      item,
      gain: gainOf(model, belief, item),
      after: (outcome) =>
        item === undefined ? test(belief, n) : test(Belief.observe(model, item, outcome)(belief), n + 1),
      mastery: (competence) => viewOf(model, belief, competence).mastery,
      belief,
      stopped
    }
  }
  return () => test(Belief.prior(model), 0)
}

/** The rule of thumb knows its answers to one competence at a time, so each is concluded where it was left. */
const byThumb = (start: Assessment.Assessment): Design => {
  const { model } = start
  const stopped = exhausted(start)
  const eligible = new Set(start.progress.remaining.flat(2))
  const allows = ({ index }: Item): boolean => eligible.has(index)
  const test = (thumb: Thumb.Thumb, left: ReadonlyMap<number, Thumb.Thumb>, belief: Belief.Belief): Test => {
    const item = Thumb.next(thumb, allows)
    return {
      item,
      gain: gainOf(model, belief, item),
      after: (outcome) => {
        if (item === undefined) return test(thumb, left, belief)
        const next = Thumb.answer(thumb, item, outcome)
        const then = new Map(left).set(item.competence, next)
        return test(next, then, Belief.observe(model, item, outcome)(belief))
      },
      mastery: (competence) => {
        const { acquisOffset = 0, levels = [] } = model.competences[competence] ?? {}
        return Thumb.classification(left.get(competence) ?? thumb).subarray(
          acquisOffset,
          acquisOffset + levels.length
        )
      },
      belief: undefined,
      stopped
    }
  }
  return (seed) => test(Thumb.start(model, seed), new Map(), Belief.prior(model))
}

/** Challenges in this order, without enemies of those before. */
const friendly = (items: ReadonlyArray<Item>): ReadonlyArray<Item> => {
  const barred = new Set<number>()
  return items.filter(({ index, enemies }) => {
    if (barred.has(index)) return false
    for (const enemy of enemies) barred.add(enemy)
    return true
  })
}

/**
 * By what they tell before anything is known, but each acquis once before any is asked again: a second challenge to the
 * same acquis tells less than it seems.
 */
const ranked = (model: Model, items: ReadonlyArray<Item>): ReadonlyArray<Item> => {
  const asked = new Map<number, number>()
  const view = viewOf(model, Belief.prior(model), items[0]?.competence ?? 0)
  return items
    .map((item) => ({ item, gain: Prediction.gain(model, view, item) }))
    .sort((a, b) => b.gain - a.gain || a.item.index - b.item.index)
    .map(({ item }) => {
      const turn = asked.get(item.acquis) ?? 0
      asked.set(item.acquis, turn + 1)
      return { item, turn }
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ item }) => item)
}

/** What a form asks of everybody: so many challenges of each competence, in the order of asking. */
export const formOf = (
  { model, scope, progress, rules }: Assessment.Assessment,
  method: 'order' | 'form'
): ReadonlyArray<Item> =>
  friendly(
    scope.competences.flatMap((c) => {
      const items = (progress.remaining[c] ?? [])
        .flat()
        .sort((a, b) => a - b)
        .flatMap((index) => model.items[index] ?? [])
      const inOrder = method === 'order' ? items : ranked(model, items)
      return friendly(inOrder).slice(0, rules.maxQuestions)
    })
  )

/** A policy, from a test by its rules that has not begun. */
export const of = (
  { method }: Policy,
  start: Assessment.Assessment,
  options: Omit<Assessment.Options, 'seed'>
): Design => {
  switch (method) {
    case 'engine':
      return (seed) => bySession(Assessment.start(start.bank, { ...options, seed }))
    case 'thumb':
      return byThumb(start)
    case 'order':
    case 'form':
      return byForm(start, formOf(start, method))
  }
}

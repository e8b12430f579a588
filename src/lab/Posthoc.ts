/**
 * What an adaptive test would have asked of learners who have answered (nearly) everything, and what it would have
 * concluded: the protocol of post-hoc simulation. Some of a learner's answers are held out, tests of several policies and
 * lengths are given the rest, one question after the other, and their conclusions are compared with what was held out,
 * and with the conclusion from all answers. This file tests one learner; `PosthocSums` adds up, `PosthocSummary` reports.
 *
 * - Of a challenge that was answered more than once, the first answer counts.
 * - A learner takes part whose answers cover enough of the challenges that may be asked: active, in scope, in the locale.
 * - Held out is a share of the learner's answers, at least one, by a draw from the seed, the learner and the challenge;
 *   a skip is never held out. No test asks what is held out.
 * - A length is so many questions a competence; a test has fewer where there are no more answers.
 *
 * Laws
 * 1. a learner's result depends on nothing but the plan and its own answers
 * 2. what is held out is never asked
 * 3. with nothing held out, a test of everything agrees with the conclusion from all answers
 *
 * @since 0.2.0
 */
import * as Assessment from '../assessment/Assessment'
import type { Campaign } from '../assessment/Campaign'
import type * as Rules from '../assessment/Rules'
import type { Reason } from '../assessment/Stopping'
import type { Bank } from '../bank/Bank'
import { type Outcome, outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as Draw from '../math/Draw'
import * as Policy from './Policy'
import type { Encoded } from './Replay'

/** Plain data. */
export interface Plan {
  readonly bank: Bank
  readonly seed: string
  readonly policies: ReadonlyArray<Policy.Policy>
  /** Questions a competence. */
  readonly lengths: ReadonlyArray<number>
  /** The share of the challenges that a learner has to have answered. */
  readonly coverage: number
  /** The share of a learner's answers that is held out. */
  readonly validation: number
  readonly locale?: string
  readonly campaign?: Campaign
  readonly rules?: Rules.Settings
}

/** A learner's responses, in the order of answering. */
export interface Answers extends Encoded {
  readonly learner: string
}

/** How the acquis in scope are classified: by a test, and by all answers. */
export interface Table {
  readonly both: number
  readonly testAlone: number
  readonly fullAlone: number
  readonly neither: number
}

/** What one test of one learner comes to. */
export interface Reached {
  readonly questions: number
  /** P(correct) of each answer that was held out. */
  readonly p: ReadonlyArray<number>
  readonly table: Table
}

/** Of a test that ends by its own rules. */
export interface Ended extends Reached {
  readonly reasons: ReadonlyArray<Reason>
}

/** A learner who takes part. */
export interface Tested {
  readonly _tag: 'Tested'
  readonly learner: string
  readonly answered: number
  /** How many answers the tests could ask for: those that were not held out. */
  readonly open: number
  /** 1 for each answer held out that is right. */
  readonly correct: ReadonlyArray<number>
  /** All that was not held out. */
  readonly everything: Reached
  /** By policy, by length. */
  readonly curves: ReadonlyArray<ReadonlyArray<Reached>>
  /** By policy; undefined where it has no end of its own. */
  readonly ends: ReadonlyArray<Ended | undefined>
}

/** A learner whose answers cover too little. */
export interface LeftOut {
  readonly _tag: 'LeftOut'
  readonly learner: string
  readonly answered: number
}

export type Result = Tested | LeftOut

/** The test before its first question: what is open and in scope is the same for every learner. */
const settingOf = ({ bank, locale, campaign, rules }: Plan): Policy.Setting => {
  const options = {
    ...(locale === undefined ? {} : { locale }),
    ...(campaign === undefined ? {} : { campaign }),
    ...(rules === undefined ? {} : { rules })
  }
  return { test: Assessment.start(bank, { ...options, seed: '' }), options }
}

const eligibleOf = ({ test }: Policy.Setting): ReadonlyArray<number> =>
  test.progress.remaining.flat(2).sort((a, b) => a - b)

/** How many challenges may be asked, and how many acquis they are about. */
export const sizes = (plan: Plan): { readonly challenges: number; readonly acquis: number } => {
  const setting = settingOf(plan)
  return {
    challenges: eligibleOf(setting).length,
    acquis: setting.test.scope.acquis.reduce((sum, each) => sum + each, 0)
  }
}

/** The first answer to each of some items, in bank order. */
const firstAnswers = (
  eligible: ReadonlyArray<number>,
  { items, outcomes: codes }: Encoded
): ReadonlyMap<number, Outcome> => {
  const first = new Map<number, Outcome>()
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? -1
    const outcome = outcomes[codes[i] ?? -1]
    if (outcome !== undefined && !first.has(item)) first.set(item, outcome)
  }
  return new Map(
    eligible.flatMap((item) => {
      const outcome = first.get(item)
      return outcome === undefined ? [] : [[item, outcome] as const]
    })
  )
}

/** The items whose answers are held out, in bank order. */
const heldOut = (
  { items }: Model,
  { seed, validation }: Plan,
  learner: string,
  answers: ReadonlyMap<number, Outcome>
): ReadonlyArray<number> => {
  if (validation === 0) return []
  const key = Draw.key(`${seed}/${learner}/validation`)
  // A number for each challenge from its id alone: a bank may change around it.
  const draw = (item: number): number => Draw.draw(key, Draw.key(items[item]?.challenge.id ?? '').low)
  return [...answers]
    .flatMap(([item, outcome]) => (outcome === 'skipped' ? [] : [{ item, at: draw(item) }]))
    .sort((a, b) => a.at - b.at || a.item - b.item)
    .slice(0, Math.max(1, Math.round(validation * answers.size)))
    .map(({ item }) => item)
    .sort((a, b) => a - b)
}

/** Whether an acquis counts as known. */
const isKnown = (mastery: number | undefined): boolean => (mastery ?? 0) >= 0.5

const tableOf = (
  { test: { scope } }: Policy.Setting,
  { mastery }: Policy.Conclusion,
  full: Policy.Conclusion
): Table => {
  const counts = { both: 0, testAlone: 0, fullAlone: 0, neither: 0 }
  scope.acquis.forEach((counted, a) => {
    if (counted !== 1) return
    const byTest = isKnown(mastery[a])
    const byAll = isKnown(full.mastery[a])
    counts[byTest ? (byAll ? 'both' : 'testAlone') : byAll ? 'fullAlone' : 'neither']++
  })
  return counts
}

/** The tests of a learner, or that it has answered too little. */
export const of = (plan: Plan): ((answers: Answers) => Result) => {
  const setting = settingOf(plan)
  const { model } = setting.test
  const eligible = eligibleOf(setting)
  return (given) => {
    const { learner } = given
    const answers = firstAnswers(eligible, given)
    const answered = answers.size
    if (answered === 0 || answered / eligible.length < plan.coverage)
      return { _tag: 'LeftOut', learner, answered }
    const seed = `${plan.seed}/${learner}`
    const held = heldOut(model, plan, learner, answers)
    const open = new Map([...answers].filter(([item]) => !held.includes(item)))
    const full = Policy.atAll(setting, { seed, answers })
    const examinee = { seed, answers: open }
    const reached = (conclusion: Policy.Conclusion): Reached => ({
      questions: conclusion.questions,
      p: held.flatMap((index) => {
        const item = model.items[index]
        return item === undefined ? [] : [conclusion.predict(item)]
      }),
      table: tableOf(setting, conclusion, full)
    })
    return {
      _tag: 'Tested',
      learner,
      answered,
      open: open.size,
      correct: held.map((item) => (answers.get(item) === 'correct' ? 1 : 0)),
      everything: reached(Policy.atAll(setting, examinee)),
      curves: plan.policies.map((policy) =>
        Policy.atLengths(setting, policy, examinee, plan.lengths).map(reached)
      ),
      ends: plan.policies.map((policy) => {
        const end = Policy.atEnd(setting, policy, examinee)
        return end === undefined ? undefined : { ...reached(end), reasons: end.reasons }
      })
    }
  }
}

/** Learner after learner. */
export const all = (plan: Plan): ((learners: ReadonlyArray<Answers>) => ReadonlyArray<Result>) => {
  const one = of(plan)
  return (learners) => learners.map(one)
}

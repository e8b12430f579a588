/**
 * A simulated learner, drawn from the prior, takes the tests that a bank is inspected by: that of a campaign, or else one
 * test for each competence, alone. It answers, or skips, by the model. What came of it, competence by competence.
 *
 * Laws
 * 1. adding a learner changes no other learner's trials
 * 2. without a campaign, a competence is tested as by a campaign of it alone
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import type { Campaign } from '../assessment/Campaign'
import type * as Rules from '../assessment/Rules'
import type * as Stopping from '../assessment/Stopping'
import type { Bank } from '../bank/Bank'
import * as Belief from '../knowledge/Belief'
import * as Prediction from '../knowledge/Prediction'
import type * as Vector from '../math/Vector'
import * as Learner from './Learner'
import * as OneMore from './OneMore'
import * as Simulation from './Simulation'

/** What is inspected, and by which tests. Plain data. */
export interface Plan {
  readonly bank: Bank
  readonly seed: string
  readonly locale?: string
  readonly campaign?: Campaign
  readonly rules?: Rules.Settings
}

/** How much of a competence is judged rightly. */
export interface Judged {
  /** Share of the acquis in scope that are: m ≥ ½ and known, or m < ½ and not. */
  readonly right: number
  /** The same as the test itself expects it: mean of max(m, 1 − m). */
  readonly sure: number
}

/** What became of one competence in a test. */
export interface Trial {
  readonly competence: number
  /** Indexes of items, in the order of asking. */
  readonly asked: ReadonlyArray<number>
  readonly reason: Stopping.Reason
  /** Before the first question, and after each. */
  readonly curve: ReadonlyArray<Judged>
  /** At the end, by acquis of the competence. */
  readonly mastery: Vector.Row
  /** What is so: 1 or 0. */
  readonly known: Vector.Row
  readonly worths: ReadonlyArray<OneMore.Worth>
}

/** The campaigns that stand for the tests: the one that is given, or one for each competence. */
const campaignsOf = ({ bank, campaign }: Plan): ReadonlyArray<Campaign> =>
  campaign !== undefined
    ? [campaign]
    : bank.competences.map(({ id }) => ({
        id,
        bank: bank.id,
        scope: [{ competence: id }],
        expected: [],
        rules: {}
      }))

/** The tests before their first question. The draws among equally good questions depend on the seed. */
export const starts = (plan: Plan, seed: string): ReadonlyArray<Assessment.Assessment> => {
  const { bank, locale, rules } = plan
  return campaignsOf(plan).map((campaign) =>
    Assessment.start(bank, {
      seed,
      campaign,
      ...(locale === undefined ? {} : { locale }),
      ...(rules === undefined ? {} : { rules })
    })
  )
}

/** A competence as a test sees it, and the belief that looks at it. */
type Sight = Pick<OneMore.End, 'belief' | 'view'>

const sightOf = ({ model, belief }: Assessment.Assessment, competence: number): Sight => {
  const focused = Belief.focusOn(model, competence)(belief)
  return {
    belief: focused,
    view: Prediction.view(model, focused, competence, Belief.abilityInFocus(model, focused))
  }
}

const knownOf = (
  { model }: Assessment.Assessment,
  { known }: Learner.Learner,
  competence: number
): Vector.Row => {
  const { acquisOffset = 0, levels = new Int32Array() } = model.competences[competence] ?? {}
  return Array.from(levels, (_, acquis) => known[acquisOffset + acquis] ?? 0)
}

const judge = (
  { model, scope }: Assessment.Assessment,
  { competence, mastery }: Prediction.View,
  known: Vector.Row
): Judged => {
  const offset = model.competences[competence]?.acquisOffset ?? 0
  const count = scope.counts[competence] ?? 0
  let right = 0
  let sure = 0
  for (let a = 0; a < mastery.length; a++) {
    if (scope.acquis[offset + a] !== 1) continue
    const m = mastery[a] ?? 0
    sure += Math.max(m, 1 - m)
    if (m >= 0.5 === (known[a] === 1)) right++
  }
  return { right: right / count, sure: sure / count }
}

/** What is noted while a test runs. */
interface Notes {
  readonly known: Vector.Row
  readonly asked: Array<number>
  readonly curve: Array<Judged>
}

const taken = (
  begun: Assessment.Assessment,
  { learner, answer }: Simulation.Respondent,
  extension: OneMore.Extension
): ReadonlyArray<Trial> => {
  const { model, rules, scope } = begun
  const notes = new Map(
    scope.competences.map((c): readonly [number, Notes] => {
      const known = knownOf(begun, learner, c)
      return [c, { known, asked: [], curve: [judge(begun, sightOf(begun, c).view, known)] }]
    })
  )
  let state = begun
  for (let step = state.step; step._tag === 'Ask'; step = state.step) {
    const item = model.items[model.itemOf.get(step.challenge) ?? -1]
    const noted = notes.get(item?.competence ?? -1)
    if (item === undefined || noted === undefined) break
    const next = Assessment.answer(state, { challenge: step.challenge, outcome: answer(item) })
    if (E.isLeft(next)) break
    state = next.right
    noted.asked.push(item.index)
    noted.curve.push(judge(state, sightOf(state, item.competence).view, noted.known))
  }
  const { progress, stopped } = state
  return scope.competences.flatMap((competence) => {
    const noted = notes.get(competence)
    const reason = stopped.get(model.competences[competence]?.competence.id ?? '')
    if (noted === undefined || reason === undefined) return []
    const seen = sightOf(state, competence)
    return [
      {
        competence,
        ...noted,
        reason,
        mastery: seen.view.mastery,
        worths: OneMore.worths(extension, { rules, scope, progress, ...seen })
      }
    ]
  })
}

/** The trials of the n-th learner. */
export const of = (plan: Plan): ((n: number) => ReadonlyArray<Trial>) => {
  const { seed } = plan
  const first = starts(plan, '')[0]
  if (first === undefined) return () => []
  const { model } = first
  const extension = OneMore.extension(model)
  const population = { world: model, draw: Learner.fromPrior, seed, manner: { skips: true } }
  return (n) => {
    const respondent = Simulation.respondent(population, n)
    return starts(plan, `${seed}/${n}/test`).flatMap((test) => taken(test, respondent, extension))
  }
}

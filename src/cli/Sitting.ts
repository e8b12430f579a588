/**
 * One sitting of an assessment: from question to question, until it is over or left.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { dirname, isAbsolute, join } from 'node:path'
import * as Assessment from '../assessment/Assessment'
import * as Refusal from '../assessment/Refusal'
import * as Grading from '../assessment/Grading'
import * as Stopping from '../assessment/Stopping'
import * as Belief from '../knowledge/Belief'
import * as Prediction from '../knowledge/Prediction'
import * as Recommendation from '../profile/Recommendation'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'
import type { Player, Say } from './Player'
import * as QuestionView from './QuestionView'

export interface Sitting {
  readonly page: QuestionView.Page
  readonly player: Player
  readonly say: Say
  /** Keeps the answers so far. */
  readonly save: (assessment: Assessment.Assessment) => Effect<void>
  /** Path of the bank: what is attached to a question lies beside it. */
  readonly bank: string
  readonly explain: boolean
  readonly simulated: boolean
  /** The time that an answer is dated by, milliseconds since 1970; undefined where it is not. */
  readonly date: () => number | undefined
}

export interface Ended {
  readonly assessment: Assessment.Assessment
  /** How it was left; undefined where it is over. */
  readonly left: 'quit' | 'end' | 'interrupt' | undefined
}

/** 1 − the expected share of misjudged acquis of a competence. */
const sureOf = ({ model, belief, scope }: Assessment.Assessment, competence: number): number => {
  const focused = Belief.focusOn(model, competence)(belief)
  const view = Prediction.view(model, focused, competence, Belief.abilityInFocus(model, focused))
  return 1 - Stopping.misjudged(model, scope, view)
}

/** What an ask names, looked up; undefined never happens to an ask of the same assessment. */
const questionOf = (
  assessment: Assessment.Assessment,
  ask: Assessment.Ask,
  bank: string
): QuestionView.Question | undefined => {
  const { model } = assessment
  const item = model.items[model.itemOf.get(ask.challenge) ?? -1]
  const competence = model.competences[item?.competence ?? -1]?.competence
  const acquis = competence?.acquis[item?.acquis ?? -1]
  if (item === undefined || competence === undefined || acquis === undefined) return undefined
  const { challenge } = item
  const { attachment } = challenge
  return {
    ask,
    challenge,
    competence,
    acquis,
    sure: sureOf(assessment, item.competence),
    reported: E.isLeft(Grading.grade(challenge)('')),
    attachment:
      attachment === undefined || isAbsolute(attachment) || bank === '-'
        ? attachment
        : join(dirname(bank), attachment)
  }
}

/** Asks until the assessment is over or left. Every answer is kept before the next question. */
export const run = (sitting: Sitting, begun: Assessment.Assessment): Effect<Ended> => {
  const { page, player, say, save, bank, explain, simulated, date } = sitting
  return async () => {
    let assessment = begun
    for (;;) {
      const ask = Assessment.next(assessment)
      const question = ask._tag === 'Ask' ? questionOf(assessment, ask, bank) : undefined
      if (question === undefined) return E.right({ assessment, left: undefined })
      await say(QuestionView.question(page, question))
      if (explain) await say(QuestionView.reason(page, question, assessment.rules.criterion))
      const reply = await player(question)
      if (reply._tag === 'Stop') return E.right({ assessment, left: reply.how })
      const { outcome, faults, seconds } = reply
      const at = date()
      const response = {
        challenge: question.challenge.id,
        outcome,
        ...(seconds === undefined ? {} : { seconds }),
        ...(at === undefined ? {} : { at })
      }
      const answered = Assessment.answer(assessment, response)
      if (E.isLeft(answered)) return E.left(Failure.problems(Refusal.message(answered.left)))
      assessment = answered.right
      const [hint] = Recommendation.toSucceedNextTime(assessment.model, [response], page.locale)
      const told = simulated ? 'simulated' : question.reported ? 'reported' : 'graded'
      await say(QuestionView.feedback(page, outcome, faults, hint, told))
      const saved = await save(assessment)()
      if (E.isLeft(saved)) return saved
    }
  }
}

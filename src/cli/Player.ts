/**
 * Who answers: a person at a terminal, a pipe with one answer a line, or a simulated learner.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Grading from '../assessment/Grading'
import type { Outcome } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as Learner from '../lab/Learner'
import * as Random from '../math/Random'
import type { Lines } from './Capabilities'
import * as Layout from './Layout'
import * as QuestionView from './QuestionView'

export type Reply =
  | {
      readonly _tag: 'Answer'
      readonly outcome: Outcome
      readonly faults: ReadonlyArray<Grading.Fault>
      readonly seconds?: number
    }
  | { readonly _tag: 'Stop'; readonly how: 'quit' | 'end' | 'interrupt' }

/** Gives the answer to a question that has been shown. */
export type Player = (question: QuestionView.Question) => Promise<Reply>

export type Say = (lines: ReadonlyArray<string>) => Promise<void>

const answer = (outcome: Outcome, faults: ReadonlyArray<Grading.Fault> = []): Reply => ({
  _tag: 'Answer',
  outcome,
  faults
})

/** What a person says of themselves, where nothing here can grade it; undefined for another word. */
const reported = ({ words }: QuestionView.Page, text: string): Outcome | undefined => {
  const word = text.trim().toLowerCase()
  if (word === '') return 'skipped'
  if (words.yes.includes(word)) return 'correct'
  return words.no.includes(word) ? 'incorrect' : undefined
}

/** Another answer than a word that happens to be the one for quitting. */
const means = (question: QuestionView.Question, word: string): boolean => {
  const verdict = Grading.grade(question.challenge)(word)
  return (
    (question.challenge.options ?? []).some(([id]) => id.toLowerCase() === word) ||
    (E.isRight(verdict) && verdict.right.outcome === 'correct')
  )
}

/** At a terminal: asked again as long as the answer cannot be read. */
export const person =
  (page: QuestionView.Page, lines: Lines, say: Say, now: () => number): Player =>
  async (question) => {
    const quits = !means(question, 'q')
    await say(QuestionView.instructions(page, question, quits ? 'q' : 'Ctrl-D'))
    const begun = now()
    for (;;) {
      const line = await lines.next(page.words.prompt)()
      if (line._tag === 'Interrupt') return { _tag: 'Stop', how: 'interrupt' }
      if (line._tag === 'End') return { _tag: 'Stop', how: 'quit' }
      const text = line.text
      if (quits && text.trim().toLowerCase() === 'q') return { _tag: 'Stop', how: 'quit' }
      const seconds = Math.max(0, Math.round((now() - begun) / 100) / 10)
      const verdict = Grading.grade(question.challenge)(text)
      if (E.isLeft(verdict)) {
        const outcome = reported(page, text)
        if (outcome !== undefined) return { _tag: 'Answer', outcome, faults: [], seconds }
        await say(QuestionView.unreadable(page, question, undefined))
        continue
      }
      const [fault] = Grading.readable(question.challenge)(text)
      if (fault === undefined) return { _tag: 'Answer', ...verdict.right, seconds }
      await say(QuestionView.unreadable(page, question, fault))
    }
  }

/** From a pipe: what cannot be read counts as wrong, and `note` tells. */
export const pipe =
  (page: QuestionView.Page, lines: Lines, note: (sentence: string) => Promise<void>): Player =>
  async (question) => {
    const { challenge } = question
    const line = await lines.next('')()
    if (line._tag !== 'Line') return { _tag: 'Stop', how: line._tag === 'End' ? 'end' : 'interrupt' }
    const misread = (): Promise<void> =>
      note(page.words.misread(challenge.id, Layout.safeLine(line.text).slice(0, 80)))
    const verdict = Grading.grade(challenge)(line.text)
    if (E.isRight(verdict)) {
      if (Grading.readable(challenge)(line.text).length > 0) await misread()
      return answer(verdict.right.outcome, verdict.right.faults)
    }
    const outcome = reported(page, line.text)
    if (outcome === undefined) await misread()
    return answer(outcome ?? 'incorrect')
  }

/**
 * A learner of one ability, who skips as often as the bank says. Answers already given have taken their draws, so a
 * session that is taken up again goes on as if it had not been left.
 */
export const simulated = (model: Model, theta: number, seed: string, answered: number): Player => {
  const source = Random.source(`${seed}/simulated`)
  const learner = Learner.atAbility(model, theta, source)
  for (let n = 0; n < answered; n++) source()
  return ({ challenge }) => {
    const item = model.items[model.itemOf.get(challenge.id) ?? -1]
    return Promise.resolve(
      item === undefined
        ? { _tag: 'Stop', how: 'end' }
        : answer(Learner.answer(model, learner, item, source, { skips: true }))
    )
  }
}

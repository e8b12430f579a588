/**
 * What a learner answered before a test, in any campaign of the same bank, as evidence for it. A module of its own, so that a
 * page that asks everybody for the first time need not carry it.
 *
 * An answer of age t counts with the weight 2^(−t/h), where h is the campaign's half-life: its likelihood is raised to that
 * power (model page, section 4). A challenge that was answered is not asked again, but for one that was failed so long ago
 * that the campaign's retake rule allows it. The rules of a test (`maxQuestions`, `repeats`, …) count its own answers.
 *
 * Laws
 * 1. without earlier answers it is the test as it is
 * 2. without a half-life, earlier answers are believed as if they had been given in the test
 * 3. as an answer ages, the belief comes ever closer to the one without it, and in the end is the one without it
 * 4. what was answered right last is not asked again; what was failed is, once it is old enough, and not before
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { Earlier, Response } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import * as Model from '../knowledge/Model'
import * as Tempering from '../knowledge/Tempering'
import * as Assessment from './Assessment'
import type { Campaign } from './Campaign'

/** How a test is set up, earlier answers included. */
export interface Options extends Assessment.Options {
  readonly earlier?: Earlier
}

/** Milliseconds. */
const DAY = 86_400_000

/** The age of a response in days; 0 where its time, or that of the test, is not known, or lies in the future. */
export const age = ({ now }: Pick<Earlier, 'now'>, { at }: Pick<Response, 'at'>): number => {
  const days = ((now ?? NaN) - (at ?? NaN)) / DAY
  return days > 0 ? days : 0
}

/** How much an answer counts after so many days: half of what it did one half-life before. */
export const weight = (halfLife: number | undefined, days: number): number =>
  halfLife === undefined ? 1 : 2 ** (-days / halfLife)

/** Of two responses to a challenge, the one that was given later; the second where nothing tells. */
const later = (first: Response | undefined, second: Response): Response =>
  (first?.at ?? -Infinity) > (second.at ?? Infinity) && first !== undefined ? first : second

/** The challenges that are not to be asked again: each is judged by the last answer to it. */
const settled = ({ responses, now }: Earlier, retake: Campaign['retake']): ReadonlySet<string> => {
  const last = new Map<string, Response>()
  for (const response of responses)
    last.set(response.challenge, later(last.get(response.challenge), response))
  const open = ({ outcome, at }: Response): boolean =>
    outcome !== 'correct' &&
    retake !== undefined &&
    now !== undefined &&
    at !== undefined &&
    now - at >= retake.afterDays * DAY
  return new Set([...last.values()].filter((response) => !open(response)).map(({ challenge }) => challenge))
}

/** What is believed of a learner who has answered before. What the bank does not know is passed over. */
export const belief = (
  model: Model.Model,
  { earlier, campaign }: Pick<Assessment.Assessment, 'earlier' | 'campaign'>
): Belief.Belief => {
  if (earlier === undefined) return Belief.prior(model)
  return Tempering.belief(
    model,
    earlier.responses.flatMap((response): ReadonlyArray<Tempering.Answer> => {
      const { challenge, outcome } = response
      const item = model.items[model.itemOf.get(challenge) ?? -1]
      return item === undefined
        ? []
        : [{ item, outcome, weight: weight(campaign?.halfLife, age(earlier, response)) }]
    })
  )
}

/** A test that has not begun, of a learner who has answered before. */
export const start = (bank: Bank, { earlier, ...options }: Options): Assessment.Assessment => {
  const begun = Assessment.start(bank, options)
  if (earlier === undefined) return begun
  const { model, campaign } = begun
  const closed = settled(earlier, campaign?.retake)
  const open = new Set(model.items.map(({ challenge }) => challenge.id).filter((id) => !closed.has(id)))
  const informed = { ...begun, earlier, belief: belief(model, { earlier, campaign }), stopped: new Map() }
  return Assessment.within(open)(informed)
}

/** All that a profile rests on: an assessment with the answers from before it among its responses. */
export const evidence = (assessment: Assessment.Assessment): Assessment.Assessment => {
  const { earlier, responses } = assessment
  return earlier === undefined
    ? assessment
    : { ...assessment, responses: [...earlier.responses, ...responses] }
}

/** The challenges of earlier answers that a bank does not have (any more), each once. */
export const unknown = (bank: Bank, responses: ReadonlyArray<Response>): ReadonlyArray<string> => {
  const { itemOf } = Model.of(bank)
  return [...new Set(responses.map(({ challenge }) => challenge))].filter((id) => !itemOf.has(id))
}

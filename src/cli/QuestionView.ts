/**
 * A question as lines for a terminal, why it was chosen, and what is said to its answer. Texts of a bank are never
 * trusted: what a terminal would obey is taken out.
 *
 * @since 0.1.0
 */
import type * as Assessment from '../assessment/Assessment'
import type { Fault } from '../assessment/Grading'
import type { Challenge, Outcome } from '../bank/Challenge'
import type { Acquis, Competence } from '../bank/Framework'
import * as Text from '../bank/Text'
import type { Hint, Suggestion } from '../profile/Recommendation'
import * as Layout from './Layout'
import * as Messages from './Messages'
import type { Style } from './Style'

/** How lines are made: for whom, how wide, in which colours. */
export interface Page {
  readonly words: Messages.Messages
  readonly style: Style
  readonly width: number
  /** The locale of the bank's texts. */
  readonly locale: string
}

/** An ask with what it names. */
export interface Question {
  readonly ask: Assessment.Ask
  readonly challenge: Challenge
  readonly acquis: Acquis
  readonly competence: Competence
  /** 1 − the expected share of misjudged acquis of the competence. */
  readonly sure: number
  /** Whether nobody but the person can tell the outcome. */
  readonly reported: boolean
  readonly attachment: string | undefined
}

/** Text blocks wider than this are tiring to read. */
const READABLE = 88

const columns = ({ width }: Page): number => Math.max(20, Math.min(width, READABLE))

/** A text of the bank, made safe. */
export const textOf =
  ({ locale }: Page) =>
  (text: Text.Text): string =>
    Layout.safe(Text.inLocale(locale)(text))

export const optionIds = ({ options = [] }: Challenge): string => options.map(([id]) => id).join(', ')

const expectation = ({ words }: Page, { challenge, reported }: Question): string => {
  if (reported) return words.answer.report
  switch (challenge.format) {
    case 'choice':
    case 'choices':
      return challenge.options === undefined
        ? words.answer.text
        : words.answer[challenge.format](optionIds(challenge))
    case 'number':
      return words.answer.number
    default:
      return words.answer.text
  }
}

/** The question: where we are, the prompt, the options, the attachment. */
export const question = (page: Page, asked: Question): ReadonlyArray<string> => {
  const { words, style } = page
  const { ask, challenge, acquis, competence, sure, attachment } = asked
  const wide = columns(page)
  const text = textOf(page)
  const title = Layout.safeLine(text(competence.title))
  const progress = words.progress(title, ask.number, Messages.percent(words)(sure))
  const prompt =
    challenge.prompt === undefined
      ? words.noPrompt(Layout.safeLine(text(acquis.title ?? acquis.id)))
      : text(challenge.prompt)
  const longest = Math.max(0, ...(challenge.options ?? []).map(([id]) => id.length))
  return [
    '',
    ...Layout.wrap(progress, wide).map(style.quiet),
    ...Layout.wrap(prompt, wide).map(style.bold),
    ...(challenge.options ?? []).flatMap(([id, option]) =>
      Layout.hanging(`  ${id.padEnd(longest)}  `, text(option), wide)
    ),
    ...(attachment === undefined
      ? []
      : Layout.wrap(words.attachment(Layout.safeLine(attachment)), wide).map(style.note))
  ]
}

/** What may be typed. */
export const instructions = (page: Page, asked: Question, quit: string): ReadonlyArray<string> =>
  Layout.wrap(`${expectation(page, asked)} ${page.words.keys(quit)}`, columns(page)).map(page.style.quiet)

/** The plain sentence behind `--explain`. */
export const reason = (
  page: Page,
  { ask }: Question,
  criterion: 'information' | 'accuracy' | 'random'
): ReadonlyArray<string> => {
  const { words, style } = page
  const percent = Messages.percent(words)
  const why = ask.rule === 'criterion' ? words.criterion[criterion] : words.decider[ask.rule]
  const drawn = ask.among > 1 ? `, ${words.drawn(ask.among)}` : ''
  const numbers = words.numbers(
    Messages.number(words)(ask.gain, 2),
    percent(ask.mastery),
    percent(ask.predicted)
  )
  return Layout.hanging('  ', `${words.why}${why}${drawn} ${numbers}.`, columns(page)).map(style.note)
}

const unreadableKind = (fault: Fault): 'option' | 'number' =>
  fault._tag === 'not-a-number' ? 'number' : 'option'

/** Why an answer has to be given again. */
export const unreadable = (
  page: Page,
  { challenge }: Question,
  fault: Fault | undefined
): ReadonlyArray<string> =>
  Layout.wrap(
    page.words.unreadable[fault === undefined ? 'report' : unreadableKind(fault)](optionIds(challenge)),
    columns(page)
  ).map(page.style.bad)

/** A resource on its own lines: an address is never broken, so that it can be clicked and copied. */
export const resource = (lead: string, { title, url }: Suggestion, wide: number): ReadonlyArray<string> => {
  const name = Layout.safeLine(title)
  const address = Layout.safeLine(url)
  const line = `${lead}${name} — ${address}`
  return Layout.width(line) <= wide
    ? [line]
    : [...Layout.hanging(lead, name, wide), `${' '.repeat(Layout.width(lead))}${address}`]
}

const faultWords = (words: Messages.Messages, faults: ReadonlyArray<Fault>): ReadonlyArray<string> => [
  ...new Set(
    faults.flatMap(({ _tag }) =>
      _tag === 'wrong-option' || _tag === 'different-text' ? [] : [words.fault[_tag]]
    )
  )
]

/** Whether it was right, what was wrong, and the hint where it was not. */
export const feedback = (
  page: Page,
  outcome: Outcome,
  faults: ReadonlyArray<Fault>,
  hint: Hint | undefined,
  told: 'graded' | 'reported' | 'simulated'
): ReadonlyArray<string> => {
  const { words, style } = page
  const wide = columns(page)
  const paint = outcome === 'correct' ? style.good : outcome === 'incorrect' ? style.bad : style.quiet
  const verdicts = told === 'graded' ? words : told === 'reported' ? words.noted : words.simulated
  const verdict = [verdicts[outcome], ...faultWords(words, faults)].join(' ')
  const advice =
    hint === undefined || outcome === 'correct' || told === 'simulated'
      ? []
      : hint.text !== ''
        ? Layout.hanging('  ', words.hint + Layout.safe(hint.text), wide)
        : hint.resources.slice(0, 1).flatMap((each) => resource(`  ${words.see}`, each, wide))
  return [...Layout.wrap(verdict, wide).map(paint), ...advice]
}

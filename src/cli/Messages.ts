/**
 * What `take` says by itself, in French and in English. The texts of a bank come in the session's locale; these in French
 * where that is French, and in English otherwise.
 *
 * @since 0.1.0
 */
import type { Decider } from '../assessment/Selection'
import type { Band } from '../bank/Level'
import type { Language } from '../report/Language'
import { en } from './MessagesEn'
import { fr } from './MessagesFr'

/** The faults of an answer that are worth a word. */
export type Hintable =
  'missing-option' | 'extra-option' | 'too-low' | 'too-high' | 'unknown-option' | 'not-a-number'

/** How likely somebody is where they are expected, and what is missing: levels, and their interval. */
export interface There {
  readonly probability: string
  /** Undefined where hardly anything is. */
  readonly missing: readonly [levels: string, interval: string] | undefined
}

/** Numbers arrive as they are to be printed, percentages from 0 to 100. */
export interface Messages {
  readonly decimal: ',' | '.'
  readonly percent: (x: string) => string
  readonly seed: (seed: string) => string
  readonly welcome: (title: string) => string
  readonly how: string
  /** Instead, where nobody has to be told how to answer. */
  readonly simulating: (ability: string, seed: string) => string
  readonly resumed: (n: number) => string
  /** What half of the learners need, and within how many minutes nine in ten are done. */
  readonly duration: (minutes: number, questions: number, ninetieth: number) => string
  readonly earlier: (n: number) => string
  readonly nothingToAsk: string
  /** The quiet line above a question. */
  readonly progress: (competence: string, n: number, sure: string) => string
  readonly noPrompt: (acquis: string) => string
  readonly attachment: (path: string) => string
  /** What may be typed, by format. */
  readonly answer: {
    readonly choice: (ids: string) => string
    readonly choices: (ids: string) => string
    readonly text: string
    readonly number: string
    readonly report: string
  }
  readonly keys: (quit: string) => string
  readonly prompt: string
  /** What counts as right and as not right where a person reports it. */
  readonly yes: ReadonlyArray<string>
  readonly no: ReadonlyArray<string>
  readonly unreadable: Readonly<Record<'option' | 'number' | 'report', (accepted: string) => string>>
  readonly correct: string
  readonly incorrect: string
  readonly skipped: string
  readonly fault: Readonly<Record<Hintable, string>>
  readonly hint: string
  /** To what a person reports. */
  readonly noted: Readonly<Record<'correct' | 'incorrect' | 'skipped', string>>
  readonly simulated: Readonly<Record<'correct' | 'incorrect' | 'skipped', string>>
  readonly why: string
  readonly decider: Readonly<Record<Decider, string>>
  readonly criterion: Readonly<Record<'information' | 'accuracy' | 'random', string>>
  readonly numbers: (gain: string, mastery: string, predicted: string) => string
  readonly drawn: (n: number) => string
  readonly finished: (questions: number) => string
  readonly soFar: (questions: number) => string
  readonly profile: string
  readonly legend: string
  readonly columns: {
    readonly competence: string
    readonly score: string
    readonly level: string
    readonly reliability: string
  }
  readonly band: Readonly<Record<Band, string>>
  readonly levelOf: (level: number, band: string) => string
  readonly reliabilityOf: (sure: string) => string
  readonly total: string
  readonly expected: string
  /** `there`: undefined where nothing was asked. */
  readonly attained: (competence: string, band: string, level: number, there: There | undefined) => string
  readonly surprising: string
  readonly toSucceed: string
  readonly toLearn: string
  readonly see: string
  readonly more: (n: number) => string
  /** Of a test that is over, and of one that was left. */
  readonly endings: { readonly over: string; readonly left: string }
  readonly ending: Readonly<
    Record<
      'precision' | 'maxQuestions' | 'maxSeconds' | 'exhausted' | 'minGain' | 'open' | 'untouched',
      string
    >
  >
  /** A command follows, on a line of its own. */
  readonly kept: (file: string) => string
  readonly notKept: string
  readonly inputEnded: (questions: number) => string
  readonly misread: (challenge: string, answer: string) => string
}

export const of = (language: Language): Messages => (language === 'fr' ? fr : en)

/** A number with so many digits after the decimal sign. */
export const number =
  ({ decimal }: Messages) =>
  (x: number, digits: number): string =>
    x.toFixed(digits).replace('.', decimal)

/** A probability as whole percents; never 100 % of what is not certain. */
export const percent =
  ({ percent: show }: Messages) =>
  (p: number): string =>
    show(String(p < 1 ? Math.min(99, Math.round(100 * p)) : 100))

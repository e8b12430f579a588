/**
 * What the page of a learner says, in French and in English, to the learner. Numbers come as they are to be printed.
 *
 * @since 0.2.0
 */
import type { Band } from '../bank/Level'
import { en } from './LearnerEn'
import { fr } from './LearnerFr'
import * as Voices from './Voice'

export interface Words {
  readonly title: string
  readonly subtitle: (learner: string, questions: string, bank: string) => string
  readonly known: string
  /** How many things somebody knows. */
  readonly knownSentence: (count: string) => string
  readonly nothingYet: string
  readonly notAsked: (competences: string) => string
  readonly competence: string
  readonly chart: string
  readonly chartLabel: string
  readonly chartAxis: string
  readonly chartLegend: string
  readonly data: string
  readonly table: string
  readonly columns: readonly [string, string, string]
  readonly band: Readonly<Record<Band, string>>
  readonly level: (band: string, level: string) => string
  readonly between: (low: string, high: string) => string
  readonly levels: (low: string, high: string) => string
  /** From the most certain on. */
  readonly sure: readonly [string, string, string]
  readonly open: string
  readonly count: (known: string) => string
  readonly reach: string
  readonly reachSentence: string
  readonly reachTable: string
  readonly reachColumns: readonly [string, string]
  /** From the readiest on. */
  readonly ready: readonly [string, string, string]
  readonly noReach: string
  readonly next: string
  readonly succeed: string
  readonly succeedSentence: string
  readonly learn: string
  readonly learnSentence: string
  readonly noAdvice: string
  readonly minutes: (count: string) => string
  readonly expected: (role: string | undefined) => string
  readonly expectedTable: string
  readonly expectedColumns: readonly [string, string, string]
  /** From the most probable on. */
  readonly reached: readonly [string, string, string, string]
  /** Instead, where nothing was asked. */
  readonly unasked: string
  readonly nothingMissing: string
  readonly missing: (levels: string) => string
  readonly closes: string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
}

export type Voice = Voices.Voice<Words>

export const voice = Voices.of<Words>({ fr, en })

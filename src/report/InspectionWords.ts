/**
 * What the report of an inspection says, in French and in English; the terminal says it in the same words. Numbers come
 * as they are to be printed.
 *
 * @since 0.2.0
 */
import type { Reason } from '../assessment/Stopping'
import type { Format } from '../bank/Challenge'
import { en } from './InspectionEn'
import { fr } from './InspectionFr'
import type { Language } from './Language'

/** Titles, quoted where they are quoted. */
export interface FindingWords {
  readonly unreachable: Readonly<
    Record<
      'no-challenges' | 'challenges' | 'tests',
      (levels: string, competence: string, acquis: string) => string
    >
  >
  readonly unseen: Readonly<
    Record<
      'no-challenges' | 'noise',
      (acquis: string, level: string, beside: string, clarity: readonly [string, string]) => string
    >
  >
  readonly together: (a: string, b: string, share: string) => string
  readonly neverBoth: (a: string, b: string) => string
  /** Where an acquis has no neighbours that it could be inferred from. */
  readonly rest: string
}

export interface DurationFigures {
  readonly minutes: string
  readonly questions: string
}

export interface Words {
  readonly title: (bank: string) => string
  /** Who took which tests. */
  readonly design: (learners: string, campaign: string | undefined) => string
  readonly bottomLine: (questions: string, accuracy: string) => string
  /** Of the whole test of a campaign: what half of the learners, and nine in ten, need. */
  readonly duration: (median: DurationFigures, ninetieth: DurationFigures) => string
  readonly facts: Readonly<Record<'bank' | 'fingerprint' | 'seed' | 'rules' | 'locale', string>>
  readonly defaultRules: string
  readonly contents: string
  readonly findings: string
  readonly finding: FindingWords
  readonly noFindings: string
  readonly competences: string
  readonly competence: string
  readonly acquis: string
  readonly topic: string
  readonly level: string
  readonly levels: string
  readonly challenges: string
  readonly questions: string
  readonly questionsOfTest: string
  /** Share of acquis judged rightly; the test's own expectation of it. */
  readonly accuracy: string
  readonly reliability: string
  readonly precision: string
  readonly interval: (half: string) => string
  readonly ends: string
  readonly ending: Readonly<Record<Reason, string>>
  readonly lengths: string
  readonly lengthsLegend: string
  readonly lengthsLabel: string
  readonly lengthsTable: string
  readonly tenth: string
  readonly median: string
  readonly ninetieth: string
  readonly competencesTable: string
  readonly levelsTable: string
  /** Above the same numbers at a terminal. */
  readonly levelsShort: string
  readonly levelsNote: string
  /** Questions on average, accuracy; why its tests end follows. */
  readonly competenceLine: (questions: string, accuracy: string, endings: string) => string
  readonly curve: string
  readonly curveLabel: (competence: string, from: string, to: string) => string
  readonly curveAxis: string
  readonly running: string
  readonly runningLabel: (competence: string, median: string) => string
  readonly runningAxis: string
  readonly afterQuestions: string
  readonly reach: string
  readonly reachLabel: (competence: string) => string
  readonly reachAxis: string
  readonly had: string
  readonly reached: string
  readonly exposure: string
  readonly exposureLabel: (competence: string, max: string) => string
  readonly exposureAxis: string
  /** Heads: the most asked challenge, the mean, how many were never asked, what two learners have in common. */
  readonly exposureColumns: readonly [string, string, string, string]
  readonly exposureSummary: (max: string, mean: string, unasked: string, overlap: string) => string
  readonly challengesByRank: string
  readonly map: string
  readonly mapLegend: string
  readonly mapTable: (competence: string) => string
  readonly nothingAsks: string
  readonly topics: string
  readonly topicAside: (acquis: string, precision: string) => string
  readonly acquisLine: (precision: string, accuracy: string, asked: string) => string
  readonly neverAsked: string
  readonly challengesOf: (list: string) => string
  readonly worthOf: (surplus: string, format: string) => string
  readonly blockLine: (states: string, rank: string, least: string | undefined) => string
  readonly oneMore: string
  readonly oneMoreNote: string
  readonly oneMoreShort: string
  readonly oneMoreTable: string
  readonly oneMoreNothing: string
  readonly perTests: string
  readonly least: string
  readonly format: Readonly<Record<Format, string>>
  readonly data: string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
  readonly and: (more: string) => string
}

export const all: Readonly<Record<Language, Words>> = { fr, en }

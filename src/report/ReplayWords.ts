/**
 * What the report of a replay says, in French and in English. Numbers come as they are to be printed.
 *
 * @since 0.2.0
 */
import type { Measures } from '../lab/Metrics'
import { en } from './ReplayEn'
import { fr } from './ReplayFr'
import * as Voices from './Voice'

export interface Words {
  readonly title: (bank: string) => string
  readonly design: (answers: string, learners: string) => string
  readonly bottomLine: (logLoss: string, coin: string, auc: string) => string
  readonly facts: Readonly<
    Record<'bank' | 'fingerprint' | 'logs' | 'rows' | 'rejected' | 'skipped' | 'seed', string>
  >
  readonly data: string
  readonly answers: string
  readonly learners: string
  readonly measures: string
  readonly measure: Readonly<Record<keyof Measures<unknown>, string>>
  readonly measureColumns: readonly [string, string, string]
  readonly measuresTable: string
  readonly measuresNote: string
  readonly first: string
  readonly against: string
  readonly againstTable: string
  readonly againstNote: string
  readonly model: string
  /** The engine among other models. */
  readonly engine: string
  readonly rival: Readonly<Record<string, string>>
  readonly difference: string
  readonly differenceChart: string
  readonly differenceLabel: string
  readonly differenceAxis: string
  readonly differenceLegend: string
  readonly differenceTable: string
  readonly calibration: string
  readonly calibrationChart: string
  readonly calibrationLabel: (worst: string) => string
  readonly calibrationAxis: readonly [string, string]
  readonly calibrationLegend: readonly [string, string]
  readonly calibrationTable: string
  readonly calibrationColumns: readonly [string, string, string, string, string]
  readonly learning: string
  readonly learningChart: string
  readonly learningLabel: (from: string, to: string) => string
  readonly learningAxis: readonly [string, string]
  readonly learningLegend: readonly [string, string]
  readonly learningTable: string
  readonly learningColumns: readonly [string, string, string, string]
  readonly learningNote: string
  readonly challenges: string
  readonly challengesSentence: (beyond: string, all: string, chance: string, least: string) => string
  readonly challengesTable: string
  readonly challengesColumns: readonly [string, string, string, string, string]
  readonly noChallenges: (least: string) => string
  readonly by: (column: string) => string
  readonly byTable: (column: string, distinct: string) => string
  readonly empty: string
  readonly others: (count: string) => string
  readonly interval: string
  readonly range: (low: string, high: string) => string
  readonly undefinedMeasure: string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
}

export type Voice = Voices.Voice<Words>

export const voice = Voices.of<Words>({ fr, en })

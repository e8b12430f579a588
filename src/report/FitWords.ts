/**
 * What the report of a calibration says, in French and in English. Numbers come as they are to be printed.
 *
 * @since 0.2.0
 */
import { en } from './FitEn'
import { fr } from './FitFr'
import * as Voices from './Voice'

/** One kind of finding. */
export interface Kind {
  readonly title: string
  /** Under the title: how many were looked at, and how many are marked. */
  readonly sentence: (all: string, marked: string) => string
  /** Where nothing could be looked at, and why. */
  readonly none: (least: string) => string
  readonly table: string
  readonly columns: ReadonlyArray<string>
  /** What an author could do. */
  readonly advice: ReadonlyArray<string>
}

export const kinds = ['items', 'pairs', 'orders', 'violations', 'discrimination', 'dif', 'drift'] as const
export type KindName = (typeof kinds)[number]

export interface Words {
  readonly title: (bank: string) => string
  readonly design: (answers: string, learners: string) => string
  readonly bottomLine: (marked: number, shown: string) => string
  readonly facts: Readonly<
    Record<'bank' | 'logs' | 'rows' | 'rejected' | 'fitted' | 'logLikelihood' | 'criteria', string>
  >
  /** Where the bank was left as it is. */
  readonly unfitted: string
  readonly data: string
  readonly first: string
  readonly nothing: string
  readonly markNote: string
  readonly advice: string
  readonly kind: Readonly<Record<KindName, Kind>>
  /** One line of what to look at first. */
  readonly item: (challenge: string, right: string, expected: string) => string
  readonly pair: (one: string, other: string, q3: string) => string
  readonly order: (harder: string, easier: string, by: string) => string
  readonly violation: (topic: string, share: string, expected: string) => string
  readonly bent: (challenge: string, d: string) => string
  readonly differs: (challenge: string, difference: string, group: string, reference: string) => string
  readonly drifts: (challenge: string, difference: string, period: string) => string
  readonly curve: (challenge: string) => string
  readonly curveLabel: (challenge: string, worst: string) => string
  readonly curveAxis: readonly [string, string]
  readonly curveLegend: readonly [string, string]
  readonly curveTable: (challenge: string) => string
  readonly curveColumns: readonly [string, string, string, string, string]
  readonly against: (group: string, reference: string) => string
  readonly without: (acquis: string, required: string) => string
  readonly points: (x: string) => string
  readonly by: (title: string, column: string) => string
  readonly noColumn: string
  readonly noTimes: string
  readonly groups: string
  readonly periods: string
  readonly period: string
  readonly groupColumns: readonly [string, string, string]
  readonly omitted: (values: string) => string
  readonly cutPairs: (compared: string, eligible: string) => string
  readonly more: (count: string) => string
  readonly estimates: string
  readonly estimatesTable: string
  readonly estimateColumns: readonly [string, string, string, string, string]
  readonly range: (low: string, high: string) => string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
}

export type Voice = Voices.Voice<Words>

export const voice = Voices.of<Words>({ fr, en })

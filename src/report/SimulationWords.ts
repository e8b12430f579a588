/**
 * What the report of a simulation says, in French and in English. Numbers come as they are to be printed.
 *
 * @since 0.2.0
 */
import type { Reason } from '../assessment/Stopping'
import type { Bank } from '../bank/Bank'
import { inLocale } from '../bank/Text'
import type { Measure } from '../lab/ComparisonMeasures'
import type { Result } from '../lab/ComparisonSummary'
import type { Behaviour, Who } from '../lab/Population'
import type * as Language from './Language'
import { en } from './SimulationEn'
import { fr } from './SimulationFr'
import * as Voices from './Voice'

export interface Words {
  readonly title: (bank: string) => string
  readonly design: (learners: string, policies: string) => string
  readonly bottomLine: (policy: string, accuracy: string, questions: string) => string
  readonly facts: Readonly<
    Record<'bank' | 'fingerprint' | 'campaign' | 'size' | 'learners' | 'who' | 'how' | 'seed', string>
  >
  readonly size: (acquis: string, competences: string, challenges: string) => string
  readonly who: Readonly<Record<Who['_tag'], (value: string) => string>>
  readonly how: Readonly<Record<Behaviour, (value: string) => string>>
  readonly data: string
  readonly policy: string
  readonly range: (low: string, high: string) => string
  readonly undefinedMeasure: string
  readonly measure: Readonly<Record<Measure, string>>
  readonly results: string
  readonly resultsTable: string
  readonly resultsNote: string
  readonly levelsTable: string
  readonly precisionTable: string
  readonly curve: string
  readonly curveChart: string
  readonly curveLabel: (policy: string, accuracy: string, questions: string) => string
  readonly curveAxis: readonly [string, string]
  readonly curveTable: string
  readonly curveColumns: readonly [string, string, string, string]
  readonly curveNote: string
  readonly differences: string
  readonly differencesChart: string
  readonly differencesLabel: string
  readonly differencesAxis: string
  readonly differencesLegend: string
  readonly differencesTable: (policy: string) => string
  readonly length: string
  readonly lengthTable: string
  readonly lengthColumns: readonly [string, string, string, string]
  readonly ending: Readonly<Record<Reason, string>>
  readonly endingsTable: string
  readonly failuresTable: string
  readonly mostFailures: string
  readonly exposure: string
  readonly exposureChart: string
  readonly exposureLabel: string
  readonly exposureAxis: string
  readonly exposureLegend: string
  readonly exposureTable: string
  readonly exposureColumns: readonly [string, string, string]
  readonly exposureNote: string
  readonly coverage: string
  readonly coverageChart: string
  readonly coverageLabel: string
  readonly coverageAxis: string
  readonly coverageLegend: string
  readonly bandsTable: string
  readonly coverageNote: string
  readonly efficiency: string
  readonly efficiencyTable: string
  readonly efficiencyNote: string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
}

export interface Voice extends Voices.Voice<Words> {
  /** What a policy is called: by its title, else its id. */
  readonly name: (result: Pick<Result, 'policy' | 'title'>) => string
}

export const voice = (bank: Bank, language: Language.Language, locale: string): Voice => {
  const text = inLocale(locale === '' ? language : locale)
  return {
    ...Voices.of<Words>({ fr, en })(bank, language, locale),
    name: ({ policy, title }) => (title === undefined ? policy : text(title))
  }
}

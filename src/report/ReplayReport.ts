/**
 * The report of a replay: how good the predictions are, also beside other models; whether the probabilities mean what they
 * say; what the first answers teach; the challenges that fit worst; and the measures by column.
 *
 * Laws
 * 1. the same replay gives the same bytes
 * 2. whatever the texts of a bank or a log hold, they are shown as text
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type * as Learning from '../lab/Learning'
import type { Residual } from '../lab/Residuals'
import type { Summary } from '../lab/Study'
import { h, type Child, type Html } from './Html'
import { languageOf } from './Language'
import * as Page from './Page'
import * as ReplayFigures from './ReplayFigures'
import * as ReplayTables from './ReplayTables'
import { type Voice, voice as voiceOf } from './ReplayWords'

export interface Replayed {
  readonly metrics: Summary
  readonly learning: ReadonlyArray<Learning.Point>
  /** From the worst on. */
  readonly residuals: ReadonlyArray<Residual>
  /** Names of the logs. */
  readonly logs: ReadonlyArray<string>
  readonly rows: number
  readonly rejected: number
  readonly seed: string
}

/** Names of logs that are listed. */
const LOGS = 5

const facts = (
  { words, notation, titles }: Voice,
  bank: Bank,
  { logs, rows, rejected, seed, metrics }: Replayed
): Html => {
  const listed = logs.length > LOGS ? [...logs.slice(0, LOGS), '…'] : logs
  const entries: ReadonlyArray<readonly [string, string]> = [
    [words.facts.bank, `${titles.bank} (${bank.id})`],
    [words.facts.fingerprint, bank.fingerprint.slice(0, 16)],
    [words.facts.logs, listed.join(', ')],
    [words.facts.rows, notation.number(rows, 0)],
    [words.facts.rejected, notation.number(rejected, 0)],
    [words.facts.skipped, notation.number(metrics.skipped, 0)],
    [words.facts.seed, seed]
  ]
  return h(
    'dl',
    { class: 'facts' },
    ...entries.flatMap(([name, value]) => [h('dt', {}, notation.colon(name)), h('dd', {}, value)])
  )
}

const COIN = Math.LN2

const subtitle = (
  { words, notation }: Voice,
  { responses, skipped, learners, logLoss, auc }: Summary
): string => {
  const design = words.design(notation.number(responses - skipped, 0), notation.number(learners, 0))
  return logLoss === null || auc === null
    ? design
    : `${design} ${words.bottomLine(
        notation.number(logLoss.value, 3),
        notation.number(COIN, 3),
        notation.percent(auc.value, 1)
      )}`
}

const against = (voice: Voice, { metrics }: Replayed): ReadonlyArray<Child> => {
  const { words } = voice
  if (metrics.against === undefined) return []
  return [
    Page.section(
      'against',
      words.against,
      h('p', { class: 'note' }, words.againstNote),
      ReplayTables.against(voice, metrics, metrics.against),
      ReplayFigures.differences(voice, metrics.against)
    )
  ]
}

/** The whole report, as a file to write; texts in the locale that is closest to the one wished for. */
export const of = (bank: Bank, replayed: Replayed, locale = bank.locales[0] ?? ''): string => {
  const language = languageOf(locale)
  const voice = voiceOf(bank, language, locale)
  const { words } = voice
  const { metrics, learning, residuals } = replayed
  return Page.page({
    language,
    title: words.title(voice.titles.bank),
    subtitle: subtitle(voice, metrics),
    body: [
      facts(voice, bank, replayed),
      Page.section(
        'measures',
        words.measures,
        ReplayTables.measures(voice, metrics),
        h('p', { class: 'note' }, words.measuresNote)
      ),
      ...against(voice, replayed),
      ...(metrics.logLoss === null
        ? []
        : [Page.section('calibration', words.calibration, ReplayFigures.calibration(voice, metrics))]),
      ...(learning.length < 2
        ? []
        : [
            Page.section(
              'learning',
              words.learning,
              ReplayFigures.learning(voice, learning),
              h('p', { class: 'note' }, words.learningNote)
            )
          ]),
      Page.section('challenges', words.challenges, ReplayTables.challenges(voice, bank, residuals)),
      ...(metrics.by ?? []).map((column, i) =>
        Page.section(`by-${i + 1}`, words.by(column.column), ReplayTables.byColumn(voice, column))
      ),
      Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
    ]
  })
}

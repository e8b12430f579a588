/**
 * The report of a calibration: what an author should look at first, then every kind of finding, the worst first, with what
 * could be done about it; and what was fitted.
 *
 * Laws
 * 1. the same calibration gives the same bytes
 * 2. whatever the texts of a bank or a log hold, they are shown as text
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Result } from '../lab/CalibrationResult'
import * as Dif from '../lab/Dif'
import * as DiscriminationTest from '../lab/DiscriminationTest'
import * as Fit from '../lab/Fit'
import * as FitFile from '../lab/FitFile'
import * as ItemFit from '../lab/ItemFit'
import * as LevelOrder from '../lab/LevelOrder'
import * as LocalDependence from '../lab/LocalDependence'
import * as StateViolation from '../lab/StateViolation'
import * as FitFigures from './FitFigures'
import * as FitTables from './FitTables'
import { kinds, type KindName, type Voice, voice as voiceOf } from './FitWords'
import { h, type Child, type Html } from './Html'
import { languageOf } from './Language'
import * as Page from './Page'

export interface Calibrated {
  readonly fit: Fit.Fit
  readonly result: Result
  /** Names of the logs. */
  readonly logs: ReadonlyArray<string>
  readonly rows: number
  readonly rejected: number
}

/** Estimates that stand there at once, and values that are named; names of logs; lines of what to look at first of each kind; and estimates at most. */
const ROWS = 20
const LOGS = 5
const FIRST = 3
const ESTIMATES = 200

const LEAST: Readonly<Record<KindName, number>> = {
  items: ItemFit.LEAST,
  pairs: LocalDependence.LEAST,
  orders: LevelOrder.LEAST,
  violations: StateViolation.LEAST,
  discrimination: DiscriminationTest.LEAST,
  dif: Dif.LEAST_ANSWERS,
  drift: Dif.LEAST_ANSWERS
}

const facts = (
  { words, notation, titles }: Voice,
  { bank }: Model,
  { logs, rows, rejected, result }: Calibrated
): Html => {
  const listed = logs.length > LOGS ? [...logs.slice(0, LOGS), '…'] : logs
  const entries: ReadonlyArray<readonly [string, string]> = [
    [words.facts.bank, `${titles.bank} (${bank.id})`],
    [words.facts.logs, listed.join(', ')],
    [words.facts.rows, notation.number(rows, 0)],
    [words.facts.rejected, notation.number(rejected, 0)],
    [
      words.facts.fitted,
      result.fit.length === 0
        ? words.unfitted
        : `${result.fit.join(', ')} (${notation.number(result.parameters, 0)})`
    ],
    [words.facts.logLikelihood, notation.number(result.logLikelihood, 1).replace('-', '−')],
    [words.facts.criteria, [result.aic, result.bic].map((x) => notation.number(x, 0)).join(' · ')]
  ]
  return h(
    'dl',
    { class: 'facts' },
    ...entries.flatMap(([name, value]) => [h('dt', {}, notation.colon(name)), h('dd', {}, value)])
  )
}

const first = (
  { words }: Voice,
  rows: FitTables.Rows,
  marked: Readonly<Record<KindName, number>>
): ReadonlyArray<Child> => {
  const lines = kinds.flatMap((kind) =>
    rows[kind].lines
      .slice(0, Math.min(FIRST, marked[kind]))
      .map((line) => h('li', {}, h('a', { href: `#${kind}` }, line)))
  )
  return lines.length === 0 ? [h('p', {}, words.nothing)] : [h('ol', {}, ...lines)]
}

/** The groups of a comparison, beside which its findings stand. */
const groups = ({ voice, fit }: FitTables.Scene, of: Dif.Dif, isDrift: boolean): ReadonlyArray<Html> => {
  const { words, notation } = voice
  const names = FitFile.groupsOf(fit, of, isDrift, words.range)
  const left = of.omitted
    .slice(0, ROWS)
    .map(({ value, learners }) => `${value} (${notation.number(learners, 0)})`)
  return [
    Page.table({
      caption: isDrift ? words.periods : words.groups,
      columns: [
        { title: isDrift ? words.period : (fit.dif?.name ?? '') },
        ...FitTables.numbers(words.groupColumns)
      ],
      rows: of.groups.map(({ learners, answers, mean }, g) => [
        names[g] ?? '',
        notation.number(learners, 0),
        notation.number(answers, 0),
        notation.number(mean, 2).replace('-', '−')
      ])
    }),
    ...(left.length === 0 || isDrift
      ? []
      : [
          h(
            'p',
            { class: 'note' },
            words.omitted(`${left.join(', ')}${of.omitted.length > ROWS ? ', …' : ''}`)
          )
        ])
  ]
}

const kindSection = (
  scene: FitTables.Scene,
  kind: KindName,
  rows: FitTables.Rows,
  counts: { readonly all: number; readonly marked: number }
): Html => {
  const { voice, fit } = scene
  const { words, notation } = voice
  const own = words.kind[kind]
  const count = (x: number): string => notation.number(x, 0)
  const { eligible, compared } = fit.dependence
  const isCut = kind === 'pairs' && compared < eligible
  const of = kind === 'dif' ? fit.dif : kind === 'drift' ? fit.drift?.compared : undefined
  const title = kind === 'dif' && fit.dif !== undefined ? words.by(own.title, fit.dif.name) : own.title
  const missing =
    kind === 'dif' && of === undefined
      ? words.noColumn
      : kind === 'drift' && of === undefined
        ? words.noTimes
        : undefined
  if (missing !== undefined) return Page.section(kind, title, h('p', {}, missing))
  const hidden = counts.all - rows[kind].rows.length
  return Page.section(
    kind,
    title,
    h(
      'p',
      {},
      counts.all === 0 ? own.none(count(LEAST[kind])) : own.sentence(count(counts.all), count(counts.marked))
    ),
    ...(isCut ? [h('p', { class: 'note' }, words.cutPairs(count(compared), count(eligible)))] : []),
    ...(of === undefined ? [] : groups(scene, of, kind === 'drift')),
    ...(counts.all === 0
      ? []
      : [
          ...(kind === 'items' ? FitFigures.curves(scene) : []),
          FitTables.table(voice, kind, rows[kind].rows),
          h('p', { class: 'note' }, words.markNote, hidden > 0 ? ` ${words.more(count(hidden))}` : ''),
          h('h3', {}, words.advice),
          h('ul', {}, ...own.advice.map((each) => h('li', {}, each)))
        ])
  )
}

const estimates = ({ words, notation }: Voice, { estimates: all }: Result): Html => {
  const figure = (x: number): string => notation.number(x, 3).replace('-', '−')
  const table = Page.table({
    caption: words.estimatesTable,
    columns: [{ title: words.estimateColumns[0] }, ...FitTables.numbers(words.estimateColumns.slice(1))],
    rows: all
      .slice(0, ESTIMATES)
      .map(({ parameter, id, before, value, interval, answers }) => [
        id === null ? parameter : `${parameter} ${id}`,
        figure(before),
        figure(value),
        interval === null
          ? '–'
          : h('span', { class: 'between' }, words.range(figure(interval[0]), figure(interval[1]))),
        notation.number(answers, 0)
      ])
  })
  return Page.section(
    'estimates',
    words.estimates,
    all.length > ROWS ? Page.details(words.data, table) : table,
    ...(all.length > ESTIMATES
      ? [h('p', { class: 'note' }, words.more(notation.number(all.length - ESTIMATES, 0)))]
      : [])
  )
}

/** The whole report, as a file to write; texts in the locale that is closest to the one wished for. */
export const of = (model: Model, calibrated: Calibrated, locale = model.bank.locales[0] ?? ''): string => {
  const language = languageOf(locale)
  const voice = voiceOf(model.bank, language, locale)
  const { words, notation } = voice
  const { fit, result } = calibrated
  const all = Fit.findings(fit)
  const marked = FitTables.marked(all)
  const total = kinds.reduce((sum, kind) => sum + marked[kind], 0)
  const scene: FitTables.Scene = { voice, model, fit, found: FitTables.shown(all) }
  const rows = FitTables.of(scene)
  return Page.page({
    language,
    title: words.title(voice.titles.bank),
    subtitle: `${words.design(notation.number(result.answers, 0), notation.number(result.learners, 0))} ${words.bottomLine(total, notation.number(total, 0))}`,
    body: [
      facts(voice, model, calibrated),
      Page.section('first', words.first, ...first(voice, rows, marked)),
      ...kinds.map((kind) => kindSection(scene, kind, rows, { all: all[kind].length, marked: marked[kind] })),
      ...(result.estimates.length === 0 ? [] : [estimates(voice, result)]),
      Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
    ]
  })
}

/**
 * The tables of the report of a replay.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { Estimate, Measures, Summary } from '../lab/Metrics'
import { LEAST, type Residual } from '../lab/Residuals'
import type { Against, Column, Group, Summary as Studied } from '../lab/Study'
import { h, type Child, type Html } from './Html'
import * as Page from './Page'
import type { Voice } from './ReplayWords'

const MEASURES = ['logLoss', 'brier', 'rmse', 'auc', 'accuracy', 'ece'] as const

/** With four digits. */
const value = ({ words, notation }: Voice, estimate: Estimate | null): string =>
  estimate === null ? words.undefinedMeasure : notation.number(estimate.value, 4)

export const interval = ({ words, notation }: Voice, estimate: Estimate | null, digits = 4): string =>
  estimate === null
    ? words.undefinedMeasure
    : words.range(
        notation.number(estimate.interval[0], digits),
        notation.number(estimate.interval[1], digits)
      )

const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

/** All measures, over all answers and over first attempts. */
export const measures = (voice: Voice, metrics: Studied): ReadonlyArray<Html> => {
  const { words, notation } = voice
  const [measure, shown, range] = words.measureColumns
  const table = (caption: string, of: Summary): Html =>
    Page.table({
      caption,
      columns: [{ title: measure }, ...numbers([shown, range])],
      rows: MEASURES.map((name) => [words.measure[name], value(voice, of[name]), interval(voice, of[name])])
    })
  const { first } = metrics
  return [
    table(words.measuresTable, metrics),
    ...(first === undefined
      ? []
      : [
          table(
            `${notation.colon(words.first)} ${notation.number(first.responses - first.skipped, 0)} ${words.answers.toLowerCase()}`,
            first
          )
        ])
  ]
}

const FOUR = ['logLoss', 'brier', 'auc', 'accuracy'] as const

const four = (voice: Voice, of: Measures<Estimate | null>): ReadonlyArray<string> =>
  FOUR.map((name) => value(voice, of[name]))

export const rivalName = ({ words }: Voice, name: string): string => words.rival[name] ?? name

/** The engine, and the others below it. */
export const against = (voice: Voice, engine: Summary, rivals: ReadonlyArray<Against>): Html => {
  const { words } = voice
  return Page.table({
    caption: words.againstTable,
    columns: [{ title: words.model }, ...numbers(FOUR.map((name) => words.measure[name]))],
    rows: [
      [words.engine, ...four(voice, engine)],
      ...rivals.map((rival) => [rivalName(voice, rival.name), ...four(voice, rival)])
    ]
  })
}

/** How many challenges are listed. */
const WORST = 20

/** Standard deviations. */
const FAR = 2
/** P(|Z| ≥ 2). */
const CHANCE = 0.0455

/** The challenges that are furthest from what is predicted of them. */
export const challenges = (
  { words, notation, titles }: Voice,
  bank: Bank,
  residuals: ReadonlyArray<Residual>
): ReadonlyArray<Html> => {
  const least = notation.number(LEAST, 0)
  if (residuals.length === 0) return [h('p', {}, words.noChallenges(least))]
  const all = bank.competences.flatMap(({ acquis }) =>
    acquis.flatMap((each) => each.challenges.map((challenge) => ({ acquis: each.id, challenge })))
  )
  const far = residuals.filter(({ residual }) => Math.abs(residual) >= FAR)
  const sign = (x: number): string => `${x < 0 ? '−' : '+'}${notation.number(Math.abs(x), 1)}`
  const [challenge, ...columns] = words.challengesColumns
  return [
    h(
      'p',
      {},
      words.challengesSentence(
        notation.number(far.length, 0),
        notation.number(residuals.length, 0),
        notation.number(CHANCE * residuals.length, 0),
        least
      )
    ),
    Page.table({
      caption: words.challengesTable,
      columns: [{ title: challenge }, ...numbers(columns)],
      rows: residuals
        .slice(0, WORST)
        .map(({ item, answers, right, expected, residual }): ReadonlyArray<Child> => {
          const known = all[item]
          return [
            [
              known?.challenge.id ?? '',
              h('span', { class: 'small' }, ` ${titles.acquis(known?.acquis ?? '')}`)
            ],
            notation.number(answers, 0),
            notation.percent(expected, 0),
            notation.percent(right, 0),
            sign(residual)
          ]
        })
    })
  ]
}

/** Rows that stand there at once; more are opened. */
const OPEN = 20

const groupName = ({ words, titles }: Voice, column: string, { value: name }: Group): string => {
  if (name === '' || name === undefined) return words.empty
  return column === 'competence' ? `${name} ${titles.competence(name)}` : name
}

/** The measures for each value of a column. */
export const byColumn = (voice: Voice, { column, distinct, values, other }: Column): Html => {
  const { words, notation } = voice
  const row = (name: string, group: Summary): ReadonlyArray<string> => [
    name,
    notation.number(group.responses - group.skipped, 0),
    ...[group.logLoss, group.auc, group.accuracy].map((each) => value(voice, each))
  ]
  const table = Page.table({
    caption: words.byTable(column, notation.number(distinct, 0)),
    columns: [
      { title: column },
      ...numbers([words.answers, words.measure.logLoss, words.measure.auc, words.measure.accuracy])
    ],
    rows: [
      ...values.map((group) => row(groupName(voice, column, group), group)),
      ...(other === undefined ? [] : [row(words.others(notation.number(distinct - values.length, 0)), other)])
    ]
  })
  return values.length > OPEN ? Page.details(words.data, table) : table
}

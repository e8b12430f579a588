/**
 * What post-hoc tests came to: as a table for people, and as rows for programs.
 *
 * @since 0.2.0
 */
import type { Plan } from '../lab/Posthoc'
import { type Difference, type Measured, measures, type Summary } from '../lab/PosthocSummary'
import * as Layout from './Layout'
import * as Table from './Table'

type Lines = ReadonlyArray<string>

/** Columns of the table, of which a terminal has room for no more. */
const COLUMNS = [
  ['asked', 'questions', 1],
  ['log loss', 'logLoss', 4],
  ['AUC', 'auc', 4],
  ['accuracy', 'accuracy', 4],
  ['agreement', 'agreement', 4],
  ['kappa', 'kappa', 4]
] as const

const figure = (x: number, digits: number): string => x.toFixed(digits)

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${figure(Math.abs(x), 4)}`

const percent = (x: number): string => `${figure(100 * x, 0)} %`

const row = (name: string, k: string, measured: Measured): ReadonlyArray<string> => [
  name,
  k,
  ...COLUMNS.map(([, key, digits]) => {
    const estimate = measured[key]
    return estimate === null ? '–' : figure(estimate.value, digits)
  })
]

const table = (width: number, head: Lines, rows: ReadonlyArray<Lines>): Lines => {
  const { head: top, body } = Table.lines({ head, rows }, width)
  return [...top, ...body]
}

/** How long the tests are that end by themselves. */
const ends = ({ curves }: Summary, width: number): Lines =>
  curves.flatMap(({ policy, end }) => {
    if (end === null || end.questions === null || end.saved === null) return []
    const { questions, saved, tenth, ninetieth } = end
    return Layout.hanging(
      `  ${policy.padEnd(12)}`,
      `${figure(questions.value, 1)} questions on average, ${tenth} to ${ninetieth} for eight learners in ten; ${percent(saved.value)} of the answers saved`,
      width
    )
  })

const between = (estimate: Measured['logLoss']): ReadonlyArray<string> =>
  estimate === null
    ? ['–', '']
    : [signed(estimate.value), `${signed(estimate.interval[0])} to ${signed(estimate.interval[1])}`]

const differences = (all: ReadonlyArray<Difference>, width: number): Lines => {
  const [first] = all
  if (first === undefined) return []
  return [
    '',
    `Differences from ${first.against}, on the same learners, with 95 % intervals:`,
    ...table(
      width,
      ['policy', 'k', 'log loss', '', 'agreement', ''],
      all.map((each) => [each.policy, String(each.k), ...between(each.logLoss), ...between(each.agreement)])
    )
  ]
}

/** What a person wants to know at once. */
export const report = (plan: Plan, summary: Summary, width: number): Lines => {
  const { learners, leftOut, challenges, acquis, curves } = summary
  const needed = percent(plan.coverage)
  if (learners === 0)
    return Layout.wrap(
      `No learner has answered ${needed} of the ${challenges} challenges that may be asked: there is nothing to compare (--coverage asks for less).`,
      width
    )
  const who = `${learners} learner${learners === 1 ? '' : 's'} with answers to ${needed} of ${challenges} challenges about ${acquis} acquis; ${leftOut} left out.`
  const held =
    plan.validation === 0
      ? 'Nothing was held out.'
      : `Log loss, AUC and accuracy are of the ${percent(plan.validation)} of each learner's answers that were held out.`
  return [
    ...Layout.wrap(
      `${who} ${held} Agreement and kappa compare the acquis held to be known with those by all answers; k counts questions a competence.`,
      width
    ),
    '',
    ...table(
      width,
      ['policy', 'k', ...COLUMNS.map(([name]) => name)],
      [
        ...curves.flatMap(({ policy, points, end }) => [
          ...points.map((point) => row(policy, String(point.k), point)),
          ...(end === null ? [] : [row(policy, 'end', end)])
        ]),
        row('everything', 'all', summary.everything)
      ]
    ),
    ...(curves.some(({ end }) => end !== null)
      ? ['', 'Tests that end by their own rules (k = end):', ...ends(summary, width)]
      : []),
    ...differences(summary.differences, width)
  ]
}

/** Every estimate: `policy,k,measure,value,low,high,against`. */
export const csv = ({ everything, curves, differences: all }: Summary): string => {
  const rows = (policy: string, k: string, measured: Measured, against = ''): ReadonlyArray<string> =>
    measures.flatMap((measure) => {
      const estimate = measured[measure]
      return estimate === null
        ? []
        : [[policy, k, measure, String(estimate.value), ...estimate.interval.map(String), against].join(',')]
    })
  return [
    'policy,k,measure,value,low,high,against',
    ...curves.flatMap(({ policy, points, end }) => [
      ...points.flatMap((point) => rows(policy, String(point.k), point)),
      ...(end === null ? [] : rows(policy, 'end', end))
    ]),
    ...rows('everything', 'all', everything),
    ...all.flatMap((each) => rows(each.policy, String(each.k), each, each.against))
  ]
    .map((line) => `${line}\n`)
    .join('')
}

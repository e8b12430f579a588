/**
 * A comparison of policies: as tables for people, and as rows for programs.
 *
 * @since 0.2.0
 */
import { guard } from '../exchange/TableCell'
import * as Attempt from '../lab/Attempt'
import type * as Comparison from '../lab/Comparison'
import { measures, type Measure, type Measured } from '../lab/ComparisonMeasures'
import type { Difference, Summary } from '../lab/ComparisonSummary'
import * as ComparisonSummary from '../lab/ComparisonSummary'
import type { Estimate } from '../lab/Metrics'
import * as Layout from './Layout'
import { field } from './LogFiles'
import * as Table from './Table'

type Lines = ReadonlyArray<string>

const fixed = (x: number, digits: number): string => x.toFixed(digits).replace('-', '−')

const percent = (x: number): string => fixed(100 * x, 1)

const plain =
  (digits: number) =>
  (x: number): string =>
    fixed(x, digits)

type Column = readonly [title: string, measure: Measure, show: (x: number) => string]

const MAIN: ReadonlyArray<Column> = [
  ['questions', 'questions', plain(1)],
  ['minutes', 'minutes', plain(1)],
  ['right %', 'accuracy', percent],
  ['kappa', 'kappa', plain(3)],
  ['level %', 'levelExact', percent],
  ['band %', 'bandExact', percent],
  ['RMSE', 'scoreRmse', plain(3)]
]

const TRUST: ReadonlyArray<Column> = [
  ['expected %', 'expected', percent],
  ['score %', 'scoreCoverage', percent],
  ['overall %', 'overallCoverage', percent],
  ['ability %', 'abilityCoverage', percent],
  ['of limit %', 'efficiency', percent]
]

const COURSE: ReadonlyArray<Column> = [
  ['overlap %', 'overlap', percent],
  ['longest run', 'failures', plain(1)],
  [`${Attempt.MANY} in a row %`, 'manyFailures', percent]
]

const cell =
  (measured: Measured) =>
  ([, measure, show]: Column): string => {
    const estimate = measured[measure]
    return estimate === null ? '–' : show(estimate.value)
  }

const table = (width: number, head: Lines, rows: ReadonlyArray<Lines>): Lines => {
  const { head: top, body } = Table.lines({ head, rows }, width)
  return [...top, ...body]
}

const compared = (width: number, columns: ReadonlyArray<Column>, { policies }: Summary): Lines =>
  table(
    width,
    ['policy', ...columns.map(([title]) => title)],
    policies.map(({ policy, measures: measured }) => [policy, ...columns.map(cell(measured))])
  )

const course = (width: number, { policies }: Summary): Lines =>
  table(
    width,
    ['policy', 'most asked %', 'never asked', ...COURSE.map(([title]) => title)],
    policies.map(({ policy, exposure, measures: measured }) => [
      policy,
      exposure.max === null ? '–' : percent(exposure.max.value),
      String(exposure.unasked),
      ...COURSE.map(cell(measured))
    ])
  )

const endings = (width: number, { policies }: Summary): Lines =>
  policies.flatMap(({ policy, length, endings: shares }) =>
    Layout.hanging(
      `  ${policy}  `,
      `${length.tenth} to ${length.ninetieth} questions for eight learners in ten; ended by ${Object.entries(
        shares
      )
        .map(([reason, share]) => `${reason} ${percent(share.value)} %`)
        .join(', ')}`,
      width
    )
  )

const signed = (x: number, digits: number): string => `${x < 0 ? '' : '+'}${fixed(x, digits)}`

const between = (estimate: Estimate | null, scale: number, digits: number): string =>
  estimate === null
    ? '–'
    : `${signed(scale * estimate.value, digits)} (${estimate.interval.map((x) => signed(scale * x, digits)).join(', ')})`

const differences = (width: number, all: ReadonlyArray<Difference>): Lines => {
  const [first] = all
  return first === undefined
    ? []
    : [
        '',
        ...Layout.wrap(`Less those of ${first.against}, on the same learners, with 95 % intervals:`, width),
        ...table(
          width,
          ['policy', 'right, points', 'questions'],
          all.map(({ policy, measures: { accuracy, questions } }) => [
            policy,
            between(accuracy, 100, 2),
            between(questions, 1, 1)
          ])
        )
      ]
}

const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** What a person wants to know at once. */
export const report = (summary: Summary, width: number): Lines => {
  const { learners, competences, acquis, challenges } = summary
  return [
    ...Layout.wrap(
      `${counted(learners, 'simulated learner')}; ${counted(acquis, 'acquis', 'acquis')} of ${counted(competences, 'competence')}, ${counted(challenges, 'challenge')} that may be asked. Right: acquis that are judged rightly; level and band: of a competence, exactly; RMSE: of its score.`,
      width
    ),
    '',
    ...compared(width, MAIN, summary),
    '',
    ...Layout.wrap(
      'What tests expect to judge rightly; how often the 90 % intervals of score, overall score and ability hold the truth; bits told, of the most that such questions can tell:',
      width
    ),
    ...compared(width, TRUST, summary),
    '',
    ...Layout.wrap(
      'The challenge that most tests ask; questions in common with another test; failures in a row:',
      width
    ),
    ...course(width, summary),
    '',
    ...endings(width, summary),
    ...differences(width, summary.differences)
  ]
}

const rows = (all: ReadonlyArray<ReadonlyArray<string | number>>): string =>
  all.map((cells) => `${cells.join(',')}\n`).join('')

/** Every estimate: `policy,measure,value,low,high,against`. */
export const policiesCsv = ({ policies, differences: all }: Summary): string => {
  const of = (policy: string, measured: Measured, against: string) =>
    measures.flatMap((measure) => {
      const estimate = measured[measure]
      return estimate === null ? [] : [[policy, measure, estimate.value, ...estimate.interval, against]]
    })
  return rows([
    ['policy', 'measure', 'value', 'low', 'high', 'against'],
    ...policies.flatMap(({ policy, measures: measured }) => of(policy, measured, '')),
    ...all.flatMap(({ policy, against, measures: measured }) => of(policy, measured, against))
  ])
}

export const curveCsv = ({ policies }: Summary): string =>
  rows([
    ['policy', 'k', 'questions', 'accuracy', 'low', 'high'],
    ...policies.flatMap(({ policy, curve }) =>
      curve.map(({ k, questions, accuracy }) => [policy, k, questions, accuracy.value, ...accuracy.interval])
    )
  ])

export const exposureCsv = (plan: Comparison.Plan, sums: ReadonlyArray<Comparison.Sums>): string =>
  rows([
    ['policy', 'challenge', 'asked', 'share', 'low', 'high'],
    ...plan.policies.flatMap(({ id }, p) => {
      const own = sums[p]
      return own === undefined
        ? []
        : ComparisonSummary.exposure(plan, own).map(({ challenge, asked, share }) => [
            id,
            challenge,
            asked,
            share.value,
            ...share.interval
          ])
    })
  ])

export const learnersHead =
  'learner,policy,questions,minutes,accuracy,expected,score,low,high,truth,levels,bands,failures\n'

/** The rows of a learner, one for each policy. */
export const learnerRows = (
  { policies, population: { who } }: Comparison.Plan,
  attempts: ReadonlyArray<Attempt.Attempt>
): string => {
  const { COLUMN } = Attempt
  return rows(
    attempts.map(({ learner, row, overall }, p) => {
      const policy = policies[p]
      const of = (column: keyof typeof COLUMN): number => row[COLUMN[column]] ?? 0
      const right = of('both') + of('neither')
      const acquis = right + of('held') + of('missed')
      const name = who._tag === 'states' ? who.states[learner % who.states.length]?.learner : undefined
      return [
        name === undefined ? learner : field(guard(name)),
        policy?.id ?? '',
        of('questions'),
        of('minutes'),
        right / acquis,
        policy?.method === 'thumb' ? '' : of('sure') / acquis,
        ...overall.map((x) => (Number.isNaN(x) ? '' : x)),
        of('levelExact'),
        of('bandExact'),
        of('failures')
      ]
    })
  )
}

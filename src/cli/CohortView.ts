/**
 * A cohort as tables that people open, and as they read it at a terminal.
 *
 * @since 0.2.0
 */
import * as TableCell from '../exchange/TableCell'
import * as CohortTables from '../lab/CohortTables'
import type { Estimate } from '../lab/Share'
import type { Outcome } from './CohortRun'
import * as Layout from './Layout'
import * as Table from './Table'
import * as TableText from './TableText'

type Cells = ReadonlyArray<string>

const text = (head: Cells, rows: ReadonlyArray<Cells>): string => TableText.write([head, ...rows], ',')

const number = (x: number | null): string =>
  x === null || Number.isNaN(x) ? '' : String(Number(x.toFixed(6)))

const estimated = ({ value, interval: [low, high] }: Estimate): Cells => [value, low, high].map(number)

interface Cell {
  readonly by: string
  readonly group: string | null
  readonly kind: 'all' | 'group' | 'others'
}

/** What tables call all people, those that were merged, and those of whom nothing is known. */
const nameOf = ({ kind, group }: Cell): string =>
  kind === 'all'
    ? '(all)'
    : kind === 'others'
      ? '(others)'
      : group === '' || group === null
        ? '(none)'
        : group

/** Parentheses are ours: a group that is called so itself is quoted. */
const groupCell = (cell: Cell): string =>
  cell.kind === 'group' && /^\((?:all|others|none)\)$/.test(cell.group ?? '')
    ? `"${cell.group}"`
    : TableCell.guard(nameOf(cell))

const cellOf = (cell: Cell & { readonly competence?: string }): Cells => [
  TableCell.guard(cell.by),
  groupCell(cell),
  ...(cell.competence === undefined ? [] : [TableCell.guardId(cell.competence)])
]

/** `shares.csv`: of every group, each band. */
const shares = ({ tables }: Outcome): string =>
  text(
    ['by', 'group', 'competence', 'people', 'score', 'band', 'share', 'low', 'high'],
    tables.rows
      .filter(({ by }) => by !== 'felt')
      .flatMap((row) =>
        CohortTables.bands.map((band) => [
          ...cellOf(row),
          String(row.people),
          number(row.score),
          band,
          ...estimated(row.shares[band])
        ])
      )
  )

/** `expected.csv`: who reaches what is expected. */
const expected = ({ tables }: Outcome): string =>
  text(
    ['by', 'group', 'competence', 'people', 'reached', 'low', 'high', 'levels-missing'],
    tables.rows.flatMap((row) =>
      row.expected === null
        ? []
        : [
            [
              ...cellOf(row),
              String(row.expected.people),
              ...estimated(row.expected.reached),
              number(row.expected.shortfall)
            ]
          ]
    )
  )

/** `felt.csv`: what those are measured to be who felt to be something. */
const felt = ({ tables }: Outcome): string =>
  text(
    ['competence', 'felt', 'people', 'measured', 'share', 'low', 'high', 'judged'],
    tables.rows
      .filter(({ by }) => by === 'felt')
      .flatMap((row) =>
        (['novice', 'intermediate', 'autonomous'] as const).map((band, i, all) => {
          const own = all.findIndex((each) => each === row.group)
          return [
            TableCell.guardId(row.competence),
            row.group ?? '',
            String(row.people),
            band,
            ...estimated(row.shares[band]),
            i === own ? 'agrees' : i < own ? 'overestimates' : 'underestimates'
          ]
        })
      )
  )

const participation = (outcome: Outcome): string =>
  text(
    ['by', 'group', 'invited', 'started', 'finished', 'median-minutes'],
    outcome.participation.map((row) => [
      ...cellOf(row),
      ...[row.invited, row.started, row.finished].map(String),
      number(row.medianMinutes)
    ])
  )

const topics = (outcome: Outcome): string =>
  text(
    ['competence', 'topic', 'people', 'lacking', 'low', 'high'],
    outcome.topics.map(({ competence, topic, people, lacking, interval }) => [
      TableCell.guardId(competence),
      TableCell.guardId(topic),
      String(people),
      number(lacking),
      ...interval.map(number)
    ])
  )

const plan = ({ training }: Outcome): string =>
  text(
    ['session', 'offer', 'people', 'covers', 'covered'],
    (training?.sessions ?? []).map(({ offer, people, covers, share }, i) => [
      String(i + 1),
      TableCell.guardId(offer),
      String(people.length),
      number(covers),
      number(share)
    ])
  )

const change = (outcome: Outcome): string =>
  text(
    ['by', 'group', 'competence', 'people', 'reach', 'before', 'after', 'change', 'low', 'high'],
    outcome.change.flatMap((row) =>
      (['intermediate', 'autonomous'] as const).map((limit) => [
        ...cellOf(row),
        String(row.people),
        limit,
        number(row.shares[limit].before),
        number(row.shares[limit].after),
        ...estimated(row.shares[limit].change)
      ])
    )
  )

const rejected = (outcome: Outcome): string =>
  text(
    ['file', 'line', 'reason'],
    outcome.rejected.map(({ file, line, reason }) => [
      TableCell.guard(file),
      String(line),
      TableCell.guard(reason)
    ])
  )

const reminders = (outcome: Outcome): string =>
  text(
    ['learner', 'role', 'started'],
    outcome.reminders.map(({ learner, role, began }) => [
      TableCell.guard(learner),
      TableCell.guard(role),
      began ? 'yes' : 'no'
    ])
  )

const fragile = (outcome: Outcome): string =>
  text(
    ['learner', 'competence', 'below-base'],
    outcome.fragile.map(({ learner, competence, below }) => [
      TableCell.guard(learner),
      TableCell.guardId(competence),
      number(below)
    ])
  )

const seats = ({ training, seats: all }: Outcome): string =>
  text(
    ['session', 'offer', 'learner'],
    all.flatMap((people, i) =>
      people.map((learner) => [
        String(i + 1),
        TableCell.guardId(training?.sessions[i]?.offer ?? ''),
        TableCell.guard(learner)
      ])
    )
  )

/** Tables by the names of their files. */
export const tables = {
  'shares.csv': shares,
  'expected.csv': expected,
  'felt.csv': felt,
  'participation.csv': participation,
  'topics.csv': topics,
  'plan.csv': plan,
  'change.csv': change,
  'rejected.csv': rejected,
  'reminders.csv': reminders,
  'fragility.csv': fragile,
  'seats.csv': seats
} as const

/** `acquis-cohort/1`: everything that is published, without a name of anybody. */
export const json = ({ bank, divisions, tables: { people, least, rows, withheld }, ...rest }: Outcome) => ({
  format: 'acquis-cohort/1',
  bank,
  people,
  least,
  divisions,
  withheld,
  rows,
  participation: rest.participation,
  topics: rest.topics,
  training:
    rest.training === null
      ? null
      : {
          ...rest.training,
          sessions: rest.training.sessions.map(({ people: seated, ...session }) => ({
            ...session,
            people: seated.length
          }))
        },
  change: rest.change
})

const percent = (x: number): string => (Number.isNaN(x) ? '–' : `${Math.round(100 * x)} %`)

const between = ({ value, interval: [low, high] }: Estimate): string =>
  `${percent(value)} (${Math.round(100 * low)}–${Math.round(100 * high)})`

const table = (title: string, head: Cells, rows: ReadonlyArray<Cells>, width: number): Cells => {
  if (rows.length === 0) return []
  const { head: top, body } = Table.lines({ head, rows }, width)
  return ['', ...Layout.wrap(title, width), ...top, ...body]
}

/** So many topics, and sessions, in what a person reads; the files have all. */
const SHOWN = 10

const some = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** What a person wants to know at once. */
export const report = (outcome: Outcome, width: number): Cells => {
  const { tables: all, participation: who, training } = outcome
  const invited = who.find(({ kind }) => kind === 'all')
  return [
    ...Layout.wrap(
      `${some(all.people, 'profile')}${outcome.rejected.length === 0 ? '' : `; ${some(outcome.rejected.length, 'line')} left out or passed over`}${outcome.strangers === 0 ? '' : `; ${outcome.strangers} of people who are not in the roster`}. Groups of fewer than ${all.least} people are merged. Intervals are of 90 %.`,
      width
    ),
    ...(invited === undefined
      ? []
      : Layout.wrap(
          `${invited.invited} invited, ${invited.started} started, ${invited.finished} finished${invited.medianMinutes === null ? '' : `; median ${invited.medianMinutes} minutes`}.`,
          width
        )),
    ...(all.withheld.length === 0
      ? []
      : Layout.wrap(
          `Too few people: nothing is said of ${all.withheld.map(Layout.safeLine).join(', ')}.`,
          width
        )),
    ...table(
      'All people, by competence:',
      ['', 'people', 'novice', 'intermediate', 'autonomous'],
      all.rows
        .filter(({ kind }) => kind === 'all')
        .map(({ competence, people, shares: of }) => [
          Layout.safeLine(competence),
          String(people),
          between(of.novice),
          between(of.intermediate),
          between(of.autonomous)
        ]),
      width
    ),
    ...table(
      'Topics that most people lack who are expected to know them:',
      ['', 'people', 'lack it'],
      outcome.topics
        .slice(0, SHOWN)
        .map(({ competence, topic, people, lacking, interval: [low, high] }) => [
          `${competence} ${topic}`,
          String(people),
          `${Math.round(lacking)} (${Math.round(low)}–${Math.round(high)})`
        ]),
      width
    ),
    ...(training === null
      ? []
      : [
          ...table(
            'Trainings, the one that covers most first:',
            ['', 'people', 'covered so far'],
            training.sessions
              .slice(0, SHOWN)
              .map(({ offer, people, share }) => [offer, String(people.length), percent(share)]),
            width
          ),
          ...Layout.wrap(
            `Each session is the best one after those before it: together they cover at least ${training.guarantee === '1/2' ? 'half' : '1 − 1/e (63 %)'} of what the best choice of as many could${training.guarantee === '1/2' ? ', since some have fewer seats than people who need them' : ''}.`,
            width
          )
        ])
  ]
}

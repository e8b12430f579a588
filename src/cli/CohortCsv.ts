/**
 * A cohort as tables that people open.
 *
 * @since 0.2.0
 */
import * as TableCell from '../exchange/TableCell'
import * as CohortTables from '../lab/CohortTables'
import type { Estimate } from '../lab/Share'
import type { Outcome } from './CohortRun'
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

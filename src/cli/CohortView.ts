/**
 * A cohort as people read it at a terminal, and as `acquis-cohort/1`.
 *
 * @since 0.2.0
 */
import type { Estimate } from '../lab/Share'
import type { Outcome } from './CohortRun'
import * as Layout from './Layout'
import * as Table from './Table'

type Cells = ReadonlyArray<string>

/** A plan without those who are seated: how many they are. */
export const unnamed = (training: Outcome['training']) =>
  training === null
    ? null
    : {
        ...training,
        sessions: training.sessions.map(({ people, ...session }) => ({ ...session, people: people.length }))
      }

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
  training: unnamed(rest.training),
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

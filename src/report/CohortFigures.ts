/**
 * The other figures of a cohort: who took part, what is lacking, which trainings help, what has changed.
 *
 * @since 0.2.0
 */
import type { Row as ChangeRow } from '../lab/ChangeTables'
import type { Row as ParticipationRow } from '../lab/Participation'
import * as Chart from './Chart'
import {
  axis,
  below,
  count,
  drawn,
  legend,
  MOST,
  numbers,
  percent,
  withPeople,
  type Named
} from './CohortCells'
import type { Survey, Voice } from './CohortWords'
import { h, type Child, type Html } from './Html'
import * as Page from './Page'

/** Who took part. */
export const participation = (voice: Voice, rows: ReadonlyArray<Named<ParticipationRow>>): Html => {
  const { words, notation } = voice
  const [first] = rows
  const parts = ({ invited, started, finished }: ParticipationRow): ReadonlyArray<number> =>
    [invited - started, started - finished, finished].map((n) => n / invited)
  return Page.figure({
    title: words.participationChart,
    chart: Chart.stacked(
      words.participationLabel(count(voice, first?.row.finished ?? 0), count(voice, first?.row.invited ?? 0)),
      axis(voice, words.sharesAxis),
      rows.slice(0, MOST).map(({ row, name }) => ({
        name,
        parts: parts(row).map((share) => ({ share, text: percent(voice, share) })),
        borders: [],
        text: words.people(count(voice, row.invited))
      }))
    ),
    legend: legend(words.participationParts),
    data: words.data,
    table: {
      caption: words.participationTable,
      columns: [{ title: words.group }, ...numbers(words.participationColumns)],
      rows: rows.map(({ row, cell }) => [
        cell,
        ...[row.invited, row.started, row.finished].map((n) => count(voice, n)),
        row.medianMinutes === null ? words.notSaid : notation.number(row.medianMinutes, 0)
      ])
    }
  })
}

/** Topics by how many people lack them. */
export const topics = (voice: Voice, needs: Survey['topics']): Html => {
  const { words } = voice
  const shown = needs.slice(0, MOST)
  const top = Math.max(1, ...shown.map(({ interval: [, high] }) => high))
  const [expects, lacks] = words.topicsColumns
  return Page.figure({
    title: words.topicsChart,
    chart: Chart.ranges(
      words.topicsLabel,
      {
        title: words.topicsAxis,
        from: 0,
        to: top,
        ticks: Chart.ticks(0, top),
        label: (x) => count(voice, x)
      },
      shown.map(({ competence, topic, lacking, interval: [low, high] }) => ({
        name: `${competence} ${voice.topic(competence, topic)}`,
        low,
        middle: lacking,
        high,
        text: count(voice, lacking)
      }))
    ),
    legend: [words.rangeLegend],
    data: words.data,
    table: {
      caption: words.topicsTable,
      columns: [{ title: words.topic }, ...numbers([expects, lacks])],
      rows: needs.map(({ competence, topic, people, lacking, interval: [low, high] }) => [
        [voice.topic(competence, topic), h('span', { class: 'small' }, ` ${voice.competence(competence)}`)],
        count(voice, people),
        [count(voice, lacking), below(`${count(voice, low)}–${count(voice, high)}`)]
      ])
    }
  })
}

/** The plan, and how far each session brings it. */
export const training = (
  voice: Voice,
  { sessions, guarantee }: NonNullable<Survey['training']>
): ReadonlyArray<Child> => {
  const { words, notation } = voice
  const last = sessions[sessions.length - 1]
  if (last === undefined) return [h('p', {}, words.nobody)]
  const [session, ...columns] = words.trainingColumns
  const [across, up] = words.trainingAxis
  return [
    Page.table({
      caption: words.trainingTable,
      columns: [{ title: session }, ...numbers(columns)],
      rows: sessions.map(({ offer, people, covers, share }, i) => {
        const { title, hours } = voice.offer(offer)
        return [
          `${i + 1}. ${title}`,
          count(voice, people),
          hours === undefined ? words.notSaid : notation.number(hours, hours % 1 === 0 ? 0 : 1),
          count(voice, covers),
          percent(voice, share)
        ]
      })
    }),
    h(
      'figure',
      {},
      h('figcaption', {}, words.trainingChart),
      Chart.lines(
        words.trainingLabel(percent(voice, last.share), count(voice, sessions.length)),
        {
          title: across,
          from: 0,
          to: sessions.length,
          ticks: Chart.ticks(0, sessions.length).filter((n) => Number.isInteger(n)),
          label: (x) => count(voice, x)
        },
        axis(voice, up),
        [
          {
            stroke: 'solid',
            steps: true,
            points: [[0, 0], ...sessions.map(({ share }, i) => [i + 1, share] as const)]
          }
        ]
      )
    ),
    h('p', { class: 'note' }, words.guarantee[guarantee])
  ]
}

const LIMITS = ['intermediate', 'autonomous'] as const

const signed = (voice: Voice, x: number): string =>
  `${x < 0 ? '−' : '+'}${voice.notation.number(100 * Math.abs(x), 0)}`

/** The change of a share, one row each. */
export const change = (
  voice: Voice,
  rows: ReadonlyArray<Named<ChangeRow>>,
  head: string
): ReadonlyArray<Html> => {
  const { words } = voice
  return LIMITS.flatMap((limit, i) => {
    const known = rows.filter(({ row }) => !Number.isNaN(row.shares[limit].change.value))
    if (known.length === 0) return []
    const ends = known.flatMap(({ row }) => row.shares[limit].change.interval)
    const far = Math.min(1, Math.ceil(10 * Math.max(0.1, ...ends.map(Math.abs)) - 1e-9) / 10)
    return [
      Page.figure({
        title: words.changeChart[i] ?? '',
        chart: drawn(known, (some) =>
          Chart.ranges(
            words.changeLabel,
            {
              title: words.changeAxis,
              from: -far,
              to: far,
              ticks: [-far / 2, 0, far / 2],
              label: (x) => (x === 0 ? '0' : signed(voice, x))
            },
            some.map(({ row, name }) => {
              const { value, interval } = row.shares[limit].change
              return { name, low: interval[0], middle: value, high: interval[1], text: signed(voice, value) }
            })
          )
        ),
        legend: [words.rangeLegend],
        data: words.data,
        table: {
          caption: words.changeTable,
          columns: [{ title: head }, ...numbers(words.changeColumns)],
          rows: known.map(({ row, cell }) => {
            const { before, after, change: of } = row.shares[limit]
            const [low, high] = of.interval
            return [
              withPeople(voice, cell, row.people),
              percent(voice, before),
              percent(voice, after),
              [signed(voice, of.value), below(words.range(signed(voice, low), signed(voice, high)))]
            ]
          })
        }
      })
    ]
  })
}

/**
 * Shares of a cohort as figures, each over rows that are published: bands, what is expected, what people felt.
 *
 * @since 0.2.0
 */
import type { Published } from '../lab/CohortTables'
import * as Chart from './Chart'
import {
  axis,
  below,
  count,
  drawn,
  estimate,
  legend,
  MOST,
  numbers,
  percent,
  withPeople,
  type Named
} from './CohortCells'
import type { Voice } from './CohortWords'
import type { Html } from './Html'
import * as Page from './Page'

const BANDS = ['novice', 'intermediate', 'autonomous'] as const

const stackOf = (voice: Voice, { row, name }: Named<Published>): Chart.Stack => {
  const { shares, people } = row
  const [low, high] = shares.autonomous.interval
  return {
    name,
    parts: BANDS.map((band) => ({ share: shares[band].value, text: percent(voice, shares[band].value) })),
    borders: [shares.novice.interval, [1 - high, 1 - low]],
    text: voice.words.people(count(voice, people))
  }
}

interface Beside {
  readonly base: number
  /** What the rows are: groups, or competences. */
  readonly head: string
  /** All people, by competence, where the rows are competences of a group. */
  readonly beside?: ReadonlyMap<string, Published>
}

/** The shares of bands, one row each. */
export const shares = (
  voice: Voice,
  rows: ReadonlyArray<Named<Published>>,
  { base, head, beside }: Beside
): Html => {
  const { words } = voice
  const sound = rows.filter(({ row }) => BANDS.every((band) => !Number.isNaN(row.shares[band].value)))
  const isLong = rows[0]?.row.kind !== 'all' && beside === undefined && sound.length > MOST
  const shown = isLong ? sound.slice(0, MOST) : sound
  return Page.figure({
    title: words.sharesChart,
    chart: drawn(shown, (some) =>
      Chart.stacked(
        words.sharesLabel,
        axis(voice, words.sharesAxis),
        some.map((each) => stackOf(voice, each))
      )
    ),
    legend: [
      ...legend(words.bands),
      words.bordersLegend,
      ...(isLong ? [words.first(count(voice, MOST))] : [])
    ],
    data: words.data,
    table: {
      caption: words.sharesTable(count(voice, base)),
      columns: [{ title: head }, ...numbers([...words.bands, words.belowBase])],
      rows: rows.map(({ row, cell }) => {
        const all = beside?.get(row.competence)?.shares['below-base'].value ?? NaN
        return [
          withPeople(voice, cell, row.people),
          ...BANDS.map((band) => estimate(voice, row.shares[band])),
          [
            estimate(voice, row.shares['below-base']),
            Number.isNaN(all) ? [] : below(words.ofAll(percent(voice, all)))
          ]
        ]
      })
    }
  })
}

/** Who reaches what is expected; nothing where nothing is. */
export const expected = (voice: Voice, rows: ReadonlyArray<Named<Published>>): ReadonlyArray<Html> => {
  const { words, notation } = voice
  const known = rows.flatMap(({ row: { expected: of }, ...rest }) =>
    of === null || Number.isNaN(of.reached.value) ? [] : [{ ...rest, of }]
  )
  if (known.length === 0) return []
  const [people, reach, missing] = words.expectedColumns
  return [
    Page.figure({
      title: words.expectedChart,
      chart: drawn(known, (some) =>
        Chart.ranges(
          words.expectedLabel,
          axis(voice, words.expectedAxis),
          some.map(({ name, of: { reached } }) => ({
            name,
            low: reached.interval[0],
            middle: reached.value,
            high: reached.interval[1],
            text: percent(voice, reached.value)
          }))
        )
      ),
      legend: [words.rangeLegend],
      data: words.data,
      table: {
        caption: words.expectedTable,
        columns: [{ title: words.competence }, ...numbers([people, reach, missing])],
        rows: known.map(({ cell, of }) => [
          cell,
          count(voice, of.people),
          estimate(voice, of.reached),
          notation.number(of.shortfall, 1)
        ])
      }
    })
  ]
}

/** What those were measured to be who felt to be something: a competence. */
export const felt = (voice: Voice, competence: string, rows: ReadonlyArray<Published>): Html => {
  const { words } = voice
  const known = BANDS.flatMap((band, i) => {
    const row = rows.find(({ group }) => group === band)
    return row === undefined || Number.isNaN(row.shares.novice.value)
      ? []
      : [{ row, i, name: words.bands[i] ?? '' }]
  })
  const sum = (row: Published, bands: ReadonlyArray<(typeof BANDS)[number]>): string =>
    percent(
      voice,
      bands.reduce((total, band) => total + row.shares[band].value, 0)
    )
  return Page.figure({
    title: voice.competence(competence),
    chart: Chart.stacked(
      words.sharesLabel,
      axis(voice, words.sharesAxis),
      known.map(({ row, name }) => stackOf(voice, { row, name: words.feltRow(name), cell: '' }))
    ),
    legend: legend(words.bands),
    data: words.data,
    table: {
      caption: words.feltTable,
      columns: [{ title: words.felt }, ...numbers(words.feltColumns)],
      rows: known.map(({ row, i, name }) => [
        withPeople(voice, name, row.people),
        sum(row, BANDS.slice(i, i + 1)),
        sum(row, BANDS.slice(0, i)),
        sum(row, BANDS.slice(i + 1))
      ])
    }
  })
}

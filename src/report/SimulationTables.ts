/**
 * The tables of the report of a simulation.
 *
 * @since 0.2.0
 */
import type { Measure } from '../lab/ComparisonMeasures'
import type { Result, Summary } from '../lab/ComparisonSummary'
import type { Estimate } from '../lab/Metrics'
import * as Tally from '../lab/Tally'
import { h, type Child, type Html } from './Html'
import * as Page from './Page'
import type { Voice } from './SimulationWords'

/** How a number is written. */
export type Show = (x: number) => string

export const percent =
  ({ notation }: Voice, digits = 1): Show =>
  (x) =>
    notation.percent(x, digits)

/** What rounds to nothing has no sign. */
const isNothing = (text: string): boolean => /^-?[0.,]*$/.test(text)

const minus = (text: string): string => (isNothing(text) ? text.replace('-', '') : text.replace('-', '−'))

export const number =
  ({ notation }: Voice, digits: number): Show =>
  (x) =>
    minus(notation.number(x, digits))

/** A number with its sign. */
export const signed =
  ({ notation }: Voice, digits: number): Show =>
  (x) => {
    const size = notation.number(Math.abs(x), digits)
    return `${isNothing(size) ? '' : x < 0 ? '−' : '+'}${size}`
  }

export const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

/** An estimate above its interval. */
const cell = ({ words }: Voice, estimate: Estimate | null, show: Show): Child =>
  estimate === null
    ? words.undefinedMeasure
    : [
        show(estimate.value),
        h(
          'span',
          { class: 'between' },
          ` ${words.range(show(estimate.interval[0]), show(estimate.interval[1]))}`
        )
      ]

type Shown = readonly [Measure, Show]

/** Measures of every policy. */
const measured = (
  voice: Voice,
  caption: string,
  policies: ReadonlyArray<Pick<Result, 'policy' | 'title' | 'measures'>>,
  columns: ReadonlyArray<Shown>
): Html => {
  const { words, name } = voice
  return Page.table({
    caption,
    columns: [{ title: words.policy }, ...numbers(columns.map(([measure]) => words.measure[measure]))],
    rows: policies.map((each) => [
      name(each),
      ...columns.map(([measure, show]) => cell(voice, each.measures[measure], show))
    ])
  })
}

/** Digits alone stand in cells that an interval of percents would make too wide for a phone. */
const hundred =
  (voice: Voice, digits = 1): Show =>
  (x) =>
    number(voice, digits)(100 * x)

export const results = (voice: Voice, { policies }: Summary): ReadonlyArray<Html> => {
  const share = hundred(voice)
  return [
    measured(voice, voice.words.resultsTable, policies, [
      ['accuracy', share],
      ['expected', share],
      ['kappa', number(voice, 3)]
    ]),
    measured(voice, voice.words.levelsTable, policies, [
      ['levelExact', share],
      ['levelAdjacent', share],
      ['bandExact', share],
      ['bandAdjacent', share]
    ]),
    measured(voice, voice.words.precisionTable, policies, [
      ['scoreBias', number(voice, 2)],
      ['scoreRmse', number(voice, 2)],
      ['abilityRmse', number(voice, 2)]
    ])
  ]
}

export const differences = (voice: Voice, { policies, differences: all }: Summary): Html => {
  const points: Show = (x) => signed(voice, 1)(100 * x)
  const against = policies[0]
  return measured(
    voice,
    voice.words.differencesTable(against === undefined ? '' : voice.name(against)),
    all.flatMap(({ policy, measures }) => {
      const own = policies.find((each) => each.policy === policy)
      return own === undefined ? [] : [{ ...own, measures }]
    }),
    [
      ['accuracy', points],
      ['levelExact', points],
      ['questions', signed(voice, 1)],
      ['minutes', signed(voice, 1)]
    ]
  )
}

export const length = (voice: Voice, { policies }: Summary): ReadonlyArray<Html> => {
  const { words, notation, name } = voice
  const ended = Tally.reasons.filter((reason) =>
    policies.some(({ endings }) => endings[reason] !== undefined)
  )
  return [
    Page.table({
      caption: words.lengthTable,
      columns: [{ title: words.policy }, ...numbers(words.lengthColumns)],
      rows: policies.map((each) => [
        name(each),
        cell(voice, each.measures.questions, number(voice, 1)),
        notation.number(each.length.tenth, 0),
        notation.number(each.length.ninetieth, 0),
        cell(voice, each.measures.minutes, number(voice, 1))
      ])
    }),
    Page.table({
      caption: words.endingsTable,
      columns: [{ title: words.policy }, ...numbers(ended.map((reason) => words.ending[reason]))],
      rows: policies.map((each) => [
        name(each),
        ...ended.map((reason) => {
          const share = each.endings[reason]
          return share === undefined ? notation.percent(0, 0) : notation.percent(share.value, 1)
        })
      ])
    }),
    Page.table({
      caption: words.failuresTable,
      columns: [
        { title: words.policy },
        ...numbers([words.measure.failures, words.mostFailures, words.measure.manyFailures])
      ],
      rows: policies.map((each) => [
        name(each),
        cell(voice, each.measures.failures, number(voice, 1)),
        notation.number(each.mostFailures, 0),
        cell(voice, each.measures.manyFailures, percent(voice))
      ])
    })
  ]
}

export const exposure = (voice: Voice, { policies }: Summary): Html => {
  const { words, notation, name } = voice
  return Page.table({
    caption: words.exposureTable,
    columns: [{ title: words.policy }, ...numbers(words.exposureColumns)],
    rows: policies.map((each) => [
      name(each),
      cell(voice, each.exposure.max, percent(voice)),
      notation.percent(each.exposure.mean, 1),
      notation.number(each.exposure.unasked, 0)
    ])
  })
}

/** The probability of the likeliest band; intervals stand in the figure. */
export const bands = (voice: Voice, { policies }: Summary): Html =>
  measured(voice, voice.words.bandsTable, policies, [
    ['bandExpected', hundred(voice)],
    ['bandHit', hundred(voice)]
  ])

export const efficiency = (voice: Voice, { policies }: Summary): Html =>
  measured(voice, voice.words.efficiencyTable, policies, [
    ['bits', number(voice, 3)],
    ['capacity', number(voice, 3)],
    ['efficiency', percent(voice)]
  ])

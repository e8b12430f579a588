/**
 * A profile as a person reads it: a table with bars, why each competence ended, and both lists of advice.
 *
 * @since 0.1.0
 */
import * as Level from '../bank/Level'
import type { Model } from '../knowledge/Model'
import * as Attainment from '../profile/Attainment'
import type * as PersonFit from '../profile/PersonFit'
import type { CompetenceProfile, Profile } from '../profile/Profile'
import type { Score } from '../profile/Score'
import * as Layout from './Layout'
import * as Messages from './Messages'
import { type Page, resource, textOf } from './QuestionView'

/** How many pieces of advice a person can take in at once, and how many resources of each. */
const ADVICE = 5
const RESOURCES = 2

/** Below this p-value the answers are said to be surprising. */
const SURPRISING = 0.01

const LEVELS = 8

/** From this width on there is room for a table. */
const TABLE = 74

interface Row {
  readonly title: string
  readonly bar: string
  readonly score: string
  readonly level: string
  readonly sure: string
  readonly asked: boolean
}

/** █ up to the lower end of the interval, ▓ up to the mean, ▒ up to its upper end. */
const bar = ({ mean, interval: [low, high] }: Score, cells: number): string =>
  Array.from({ length: cells }, (_, i) => {
    const x = ((i + 0.5) * LEVELS) / cells
    return x < low ? '█' : x < mean ? '▓' : x < high ? '▒' : '·'
  }).join('')

const scoreText = ({ words }: Page, { mean, interval: [low, high] }: Score): string => {
  const number = (x: number): string => Messages.number(words)(x, 1)
  return `${number(mean)} (${number(low)}–${number(high)})`
}

const rowOf = (page: Page, title: string, profile: CompetenceProfile, cells: number): Row => ({
  title,
  bar: bar(profile.score, cells),
  score: scoreText(page, profile.score),
  level: page.words.levelOf(profile.level, page.words.band[profile.band]),
  sure: Messages.percent(page.words)(profile.reliability),
  asked: profile.asked > 0
})

const widest = (texts: ReadonlyArray<string>): number => Math.max(0, ...texts.map(Layout.width))

const table = (page: Page, rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  const { columns } = page.words
  const score = widest([columns.score, ...rows.map((row) => row.score)])
  const level = widest([columns.level, ...rows.map((row) => row.level)])
  const sure = widest([columns.reliability, ...rows.map((row) => row.sure)])
  const cells = 2 * LEVELS + 1
  const room = Math.max(12, page.width - cells - score - level - sure - 8)
  const title = Math.min(room, widest([columns.competence, ...rows.map((row) => row.title)]))
  const line = (first: string, drawn: string, s: string, l: string, r: string): string =>
    `${Layout.padEnd(first, title)}  ${Layout.padEnd(drawn, cells)}  ${Layout.padEnd(s, score)}  ${Layout.padEnd(l, level)}  ${r}`.trimEnd()
  return [
    page.style.quiet(
      line(columns.competence, '0   2   4   6   8', columns.score, columns.level, columns.reliability)
    ),
    ...rows.flatMap((row) => {
      const [first = '', ...rest] = Layout.wrap(row.title, title)
      const lines = [line(first, row.bar, row.score, row.level, row.sure), ...rest]
      return row.asked ? lines : lines.map(page.style.quiet)
    })
  ]
}

const stacked = (page: Page, rows: ReadonlyArray<Row>): ReadonlyArray<string> =>
  rows.flatMap((row) => {
    const lines = [
      ...Layout.wrap(row.title, page.width),
      `  ${row.bar}`,
      ...Layout.hanging(
        '  ',
        `${row.score} · ${row.level} · ${page.words.reliabilityOf(row.sure)}`,
        page.width
      )
    ]
    return row.asked ? lines : lines.map(page.style.quiet)
  })

const competences = (page: Page, model: Model, profile: Profile): ReadonlyArray<string> => {
  const narrow = page.width < TABLE
  const cells = narrow ? Math.min(2 * LEVELS, page.width - 2) : 2 * LEVELS
  const rows = Object.entries(profile.competences).map(([id, each]) =>
    rowOf(page, titleOf(page, model, id), each, cells)
  )
  const { score } = profile.overall
  const total = `${page.words.total} : ${scoreText(page, score)} · ${page.words.reliabilityOf(Messages.percent(page.words)(profile.reliability))}`
  return [
    ...(narrow ? stacked(page, rows) : table(page, rows)),
    ...(rows.length > 1
      ? Layout.wrap(page.words.decimal === ',' ? total : total.replace(' :', ':'), page.width)
      : []),
    ...Layout.wrap(page.words.legend, page.width).map(page.style.quiet)
  ]
}

const titleOf = (page: Page, model: Model, id: string): string => {
  const competence = model.competences[model.competenceOf.get(id) ?? -1]?.competence
  return competence === undefined ? id : Layout.safeLine(textOf(page)(competence.title))
}

const ENDINGS = [
  'precision',
  'maxQuestions',
  'maxSeconds',
  'exhausted',
  'minGain',
  'open',
  'untouched'
] as const

const endingOf = ({ stopped, asked }: CompetenceProfile): (typeof ENDINGS)[number] =>
  ENDINGS.find((reason) => reason === stopped) ?? (asked === 0 ? 'untouched' : 'open')

const isOver = (profile: Profile): boolean =>
  Object.values(profile.competences).every(({ stopped }) => stopped !== null)

/** Why each competence ended, those of one reason together. */
const endings = (page: Page, model: Model, profile: Profile): ReadonlyArray<string> => {
  const colon = page.words.decimal === ',' ? ' : ' : ': '
  return ENDINGS.flatMap((reason) => {
    const ids = Object.keys(profile.competences).filter((id) => {
      const each = profile.competences[id]
      return each !== undefined && endingOf(each) === reason
    })
    if (ids.length === 0) return []
    const titles = ids.map((id) => titleOf(page, model, id)).join(', ')
    return Layout.hanging('  ', `${titles}${colon}${page.words.ending[reason]}.`, page.width)
  })
}

/** How likely a learner is where they are expected, and what is missing. */
const attained = (
  page: Page,
  model: Model,
  profile: Profile,
  expected: ReadonlyArray<readonly [string, number]>
): ReadonlyArray<string> => {
  const { words } = page
  const number = (x: number): string => Messages.number(words)(x, 1)
  return Attainment.of(profile, expected).competences.flatMap(({ competence, expected: level, ...own }) => {
    const { mean, interval } = own.gap
    const [low, high] = interval
    const missing =
      mean < Attainment.SLIGHT ? undefined : ([number(mean), `${number(low)}–${number(high)}`] as const)
    return Layout.hanging(
      '  ',
      words.attained(
        titleOf(page, model, competence),
        words.band[Level.band(level)],
        level,
        own.isAsked ? { probability: Messages.percent(words)(own.probability), missing } : undefined
      ),
      page.width
    )
  })
}

const section = (page: Page, title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ['', ...Layout.wrap(title, page.width).map(page.style.bold), ...lines]

const some = <A>(
  page: Page,
  all: ReadonlyArray<A>,
  lines: (a: A) => ReadonlyArray<string>
): ReadonlyArray<string> => [
  ...all.slice(0, ADVICE).flatMap(lines),
  ...(all.length > ADVICE ? [page.style.quiet(`  ${page.words.more(all.length - ADVICE)}`)] : [])
]

/** Each hint once, behind the title of its acquis. */
const toSucceed = (page: Page, model: Model, { recommendations }: Profile): ReadonlyArray<string> => {
  const titles = new Map(
    model.competences.flatMap(({ competence }) =>
      competence.acquis.map(({ id, title }) => [id, title] as const)
    )
  )
  const hints = new Map(
    recommendations.toSucceedNextTime.map((hint) => [JSON.stringify([hint.acquis, hint.text]), hint])
  )
  const colon = page.words.decimal === ',' ? ' : ' : ': '
  return some(page, [...hints.values()], ({ acquis, text, resources }) => {
    const title = Layout.safeLine(textOf(page)(titles.get(acquis) ?? acquis))
    return [
      ...Layout.hanging('  • ', text === '' ? title : `${title}${colon}${Layout.safeLine(text)}`, page.width),
      ...resources.slice(0, RESOURCES).flatMap((each) => resource('    ', each, page.width))
    ]
  })
}

const toLearn = (page: Page, { recommendations }: Profile): ReadonlyArray<string> =>
  some(page, recommendations.toLearnMore, ({ reason, resources }) => [
    ...Layout.hanging('  • ', Layout.safeLine(reason), page.width),
    ...resources.slice(0, RESOURCES).flatMap((each) => resource('    ', each, page.width))
  ])

/** The whole result. */
export const report = (
  page: Page,
  model: Model,
  profile: Profile,
  /** The level by competence. */
  expected: ReadonlyArray<readonly [string, number]>,
  fit: PersonFit.PersonFit | undefined
): ReadonlyArray<string> => {
  const { words } = page
  return [
    ...section(page, words.profile, competences(page, model, profile)),
    ...section(page, words.expected, attained(page, model, profile, expected)),
    ...section(
      page,
      isOver(profile) ? words.endings.over : words.endings.left,
      endings(page, model, profile)
    ),
    ...(fit !== undefined && fit.p < SURPRISING
      ? ['', ...Layout.wrap(words.surprising, page.width).map(page.style.bad)]
      : []),
    ...section(page, words.toSucceed, toSucceed(page, model, profile)),
    ...section(page, words.toLearn, toLearn(page, profile))
  ]
}

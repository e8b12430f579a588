/**
 * A page for a learner: what they know, what is within reach, what to look at next, and, where something is expected of
 * them, how likely it is that they are there. It speaks to the learner, and compares with nobody.
 *
 * Laws
 * 1. the same profile gives the same bytes
 * 2. whatever the texts of a bank or a profile hold, they are shown as text
 * 3. a link leads to the web or to a mailbox, and nowhere else
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import { inLocale, type Text } from '../bank/Text'
import * as Attainment from '../profile/Attainment'
import type { CompetenceProfile, Profile } from '../profile/Profile'
import type { Suggestion } from '../profile/Recommendation'
import * as Chart from './Chart'
import { h, type Child, type Html } from './Html'
import { languageOf } from './Language'
import { expected as expectedOf } from './LearnerExpected'
import { voice as voiceOf, type Voice } from './LearnerWords'
import * as Page from './Page'

export interface Settings {
  readonly locale?: string
  /** The level that is expected by competence, as a role or a campaign has it. */
  readonly expected?: ReadonlyArray<readonly [string, number]>
  /** What the role is called. */
  readonly role?: Text
}

/** So many steps and pieces of advice; more nobody takes in at once. */
const STEPS = 10
const ADVICE = 6
const RESOURCES = 3

const LEVELS = 8

/** What answers have shown, not what anybody was believed to know beforehand. */
const knownOf = ({ acquis }: CompetenceProfile): ReadonlyArray<string> =>
  Object.entries(acquis)
    .filter(([, { status, evidence }]) => status === 'known' && evidence !== 'prior')
    .map(([id]) => id)

const SURE = [0.9, 0.7, 0.5] as const

/** The band in words, and how sure it is; where none is likely, the bands around it. */
const standing = ({ words, notation }: Voice, profile: CompetenceProfile): readonly [string, string] => {
  const { bands, band, level } = profile
  const i = SURE.findIndex((p) => bands[band] >= p)
  if (i >= 0) return [words.level(words.band[band], notation.number(level, 0)), words.sure[i] ?? '']
  const likely = (['none', 'novice', 'intermediate', 'advanced', 'expert'] as const).filter(
    (each) => bands[each] >= 0.2
  )
  const [low = band, high = band] = [likely[0], likely[likely.length - 1]]
  return [low === high ? words.band[low] : words.between(words.band[low], words.band[high]), words.open]
}

const chart = (voice: Voice, asked: ReadonlyArray<readonly [string, CompetenceProfile]>): Html => {
  const { words, notation, titles } = voice
  const range = ({ score: { interval } }: CompetenceProfile): readonly [string, string] => [
    notation.number(interval[0], 1),
    notation.number(interval[1], 1)
  ]
  const [where, sure, levels] = words.columns
  return Page.figure({
    title: words.chart,
    chart: Chart.ranges(
      words.chartLabel,
      {
        title: words.chartAxis,
        from: 0,
        to: LEVELS,
        ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8],
        label: (x) => notation.number(x, 0)
      },
      asked.map(([id, profile]) => ({
        name: titles.competence(id),
        low: profile.score.interval[0],
        middle: profile.score.mean,
        high: profile.score.interval[1],
        text: standing(voice, profile)[0]
      }))
    ),
    legend: [words.chartLegend],
    data: words.data,
    table: {
      caption: words.table,
      columns: [
        { title: words.competence },
        { title: where },
        { title: sure },
        { title: levels, isNumber: true }
      ],
      rows: asked.map(([id, profile]) => [
        titles.competence(id),
        ...standing(voice, profile),
        words.levels(...range(profile))
      ])
    }
  })
}

const known = (voice: Voice, profile: Profile): ReadonlyArray<Child> => {
  const { words, notation, titles } = voice
  const all = Object.entries(profile.competences)
  const asked = all.filter(([, each]) => Attainment.isAsked(each))
  const rest = all.filter(([, each]) => !Attainment.isAsked(each)).map(([id]) => titles.competence(id))
  const lists = asked.map(([id, each]) => [id, knownOf(each)] as const).filter(([, own]) => own.length > 0)
  const count = lists.reduce((sum, [, own]) => sum + own.length, 0)
  return [
    h('p', {}, count === 0 ? words.nothingYet : words.knownSentence(notation.number(count, 0))),
    ...(asked.length === 0 ? [] : [chart(voice, asked)]),
    ...lists.map(([id, own]) =>
      Page.details(
        [
          titles.competence(id),
          h('span', { class: 'aside' }, ` – ${words.count(notation.number(own.length, 0))}`)
        ],
        h('ul', { class: 'known' }, ...own.map((each) => h('li', {}, titles.acquis(each))))
      )
    ),
    ...(rest.length === 0 ? [] : [h('p', { class: 'note' }, words.notAsked(rest.join(', ')))])
  ]
}

/** Of which competence an acquis is, by a bank. */
const homes = ({ competences }: Bank): ReadonlyMap<string, string> =>
  new Map(competences.flatMap(({ id, acquis }) => acquis.map((each) => [each.id, id] as const)))

const READY = [0.6, 0.4] as const

const reach = (
  { words, titles }: Voice,
  home: ReadonlyMap<string, string>,
  { recommendations: { toLearnMore } }: Profile
): ReadonlyArray<Child> => {
  if (toLearnMore.length === 0) return [h('p', {}, words.noReach)]
  const [step, ready] = words.reachColumns
  return [
    h('p', {}, words.reachSentence),
    Page.table({
      caption: words.reachTable,
      columns: [{ title: step }, { title: ready }],
      rows: toLearnMore.slice(0, STEPS).map(({ acquis, readiness }) => {
        const i = READY.findIndex((p) => readiness >= p)
        return [
          [titles.acquis(acquis), h('span', { class: 'between' }, titles.competence(home.get(acquis) ?? ''))],
          words.ready[i < 0 ? READY.length : i] ?? ''
        ]
      })
    })
  ]
}

/** Addresses that a link may lead to. */
const LINK = /^(?:https?:\/\/|mailto:)[^\s]+$/i

const SHORT = 60

const resource = ({ words, notation }: Voice, { title, url, seconds }: Suggestion): Html =>
  h(
    'li',
    {},
    LINK.test(url) ? h('a', { href: url, rel: 'noreferrer' }, title) : [title, ` (${url})`],
    seconds === undefined || seconds < SHORT
      ? []
      : h('span', { class: 'small' }, ` ${words.minutes(notation.number(seconds / 60, 0))}`)
  )

const advice = (voice: Voice, sentence: Child, resources: ReadonlyArray<Suggestion>): Html =>
  h(
    'li',
    {},
    sentence,
    resources.length === 0
      ? []
      : h('ul', {}, ...resources.slice(0, RESOURCES).map((each) => resource(voice, each)))
  )

const next = (voice: Voice, { recommendations }: Profile): ReadonlyArray<Child> => {
  const { words, notation, titles } = voice
  // Challenges to the same acquis mostly have the same hint: it is given once.
  const hints = new Map(
    recommendations.toSucceedNextTime.map((hint) => [JSON.stringify([hint.acquis, hint.text]), hint])
  )
  const leads = recommendations.toLearnMore.filter(({ resources }) => resources.length > 0)
  if (hints.size === 0 && leads.length === 0) return [h('p', {}, words.noAdvice)]
  const list = (title: string, sentence: string, items: ReadonlyArray<Html>): ReadonlyArray<Html> =>
    items.length === 0
      ? []
      : [
          h('h3', {}, title),
          h('p', { class: 'note' }, sentence),
          h('ul', { class: 'advice' }, ...items.slice(0, ADVICE))
        ]
  return [
    ...list(
      words.succeed,
      words.succeedSentence,
      [...hints.values()].map(({ acquis, text, resources }) =>
        advice(
          voice,
          text === '' ? titles.acquis(acquis) : `${notation.colon(titles.acquis(acquis))} ${text}`,
          resources
        )
      )
    ),
    ...list(
      words.learn,
      words.learnSentence,
      leads.map(({ reason, resources }) => advice(voice, reason, resources))
    )
  ]
}

/** The page, as a file to write. */
export const of = (bank: Bank, profile: Profile, settings: Settings = {}): string => {
  const locale = settings.locale ?? bank.locales[0] ?? ''
  const language = languageOf(locale)
  const voice = voiceOf(bank, language, locale)
  const { words, notation } = voice
  const role = settings.role === undefined ? undefined : inLocale(locale)(settings.role)
  const expected = expectedOf(voice, bank, profile, settings.expected ?? [])
  return Page.page({
    language,
    title: words.title,
    subtitle: words.subtitle(profile.learner, notation.number(profile.responses, 0), voice.titles.bank),
    body: [
      Page.section('known', words.known, ...known(voice, profile)),
      ...(expected.length === 0 ? [] : [Page.section('expected', words.expected(role), ...expected)]),
      Page.section('reach', words.reach, ...reach(voice, homes(bank), profile)),
      Page.section('next', words.next, ...next(voice, profile)),
      Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
    ]
  })
}

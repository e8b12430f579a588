/**
 * The report of an inspection: what stands in the way, what the tests of each competence come to, where one more
 * challenge would buy most, and then competence after competence, topic after topic.
 *
 * Laws
 * 1. the same inspection gives the same bytes
 * 2. whatever the texts of a bank hold, they are shown as text
 *
 * @since 0.2.0
 */
import * as Rules from '../assessment/Rules'
import * as RulesFile from '../assessment/RulesFile'
import type { Bank } from '../bank/Bank'
import type { Inspection } from '../lab/Inspection'
import * as Chart from './Chart'
import { h, type Child, type Html } from './Html'
import * as InspectionCompetence from './InspectionCompetence'
import * as InspectionMap from './InspectionMap'
import * as InspectionText from './InspectionText'
import type { Voice } from './InspectionText'
import { languageOf } from './Language'
import * as Page from './Page'

/** How many acquis are listed for one more challenge. */
const WANTED = 20

const facts = ({ words, notation, titles }: Voice, { bank, seed, rules, locale }: Inspection): Html => {
  const usual = new Map(Object.entries(RulesFile.codec.encode(Rules.defaults) as Inspection['rules']))
  const settings = Object.entries(rules)
    .filter(([name, value]) => usual.get(name) !== value)
    .map(([name, value]) => `${name} ${String(value)}`)
  const entries: ReadonlyArray<readonly [string, string]> = [
    [words.facts.bank, `${titles.bank} (${bank.id})`],
    [words.facts.fingerprint, bank.fingerprint.slice(0, 16)],
    [words.facts.seed, seed],
    ...(locale === null ? [] : [[words.facts.locale, locale] as const]),
    [words.facts.rules, settings.length === 0 ? words.defaultRules : settings.join(', ')]
  ]
  return h(
    'dl',
    { class: 'facts' },
    ...entries.flatMap(([name, value]) => [h('dt', {}, notation.colon(name)), h('dd', {}, value)])
  )
}

const contents = ({ words, titles }: Voice, { competences }: Inspection): Html =>
  h(
    'nav',
    { 'aria-label': words.contents },
    h(
      'ul',
      {},
      ...competences.map(({ competence }) =>
        h(
          'li',
          {},
          h(
            'a',
            { href: `#${InspectionMap.anchor(competence)}` },
            `${competence} ${titles.competence(competence)}`
          )
        )
      )
    )
  )

const findings = (voice: Voice, inspection: Inspection): Html => {
  const { words } = voice
  const say = InspectionText.sentence(voice, InspectionText.levelIn(inspection))
  return Page.section(
    'findings',
    words.findings,
    inspection.findings.length === 0
      ? h('p', {}, words.noFindings)
      : h('ul', {}, ...inspection.findings.map((finding) => h('li', {}, say(finding))))
  )
}

const lengths = ({ words, notation, titles }: Voice, { competences }: Inspection): Html => {
  const longest = competences.reduce((most, { questions }) => Math.max(most, questions.ninetieth), 1)
  const whole = (x: number): string => notation.number(x, 0)
  return Page.figure({
    title: words.lengths,
    chart: Chart.ranges(
      words.lengthsLabel,
      {
        title: words.questionsOfTest,
        from: 0,
        to: longest,
        ticks: Chart.ticks(0, longest).filter(Number.isInteger),
        label: whole
      },
      competences.map(({ competence, questions: { tenth, median, ninetieth } }) => ({
        name: titles.competence(competence),
        low: tenth,
        middle: median,
        high: ninetieth,
        text: whole(median)
      }))
    ),
    legend: [words.lengthsLegend],
    data: words.data,
    table: {
      caption: words.lengthsTable,
      columns: [
        { title: words.competence },
        ...[words.tenth, words.median, words.ninetieth].map((title) => ({ title, isNumber: true }))
      ],
      rows: competences.map(({ competence, questions: { tenth, median, ninetieth } }) => [
        titles.competence(competence),
        whole(tenth),
        whole(median),
        whole(ninetieth)
      ])
    }
  })
}

const competencesTable = (voice: Voice, { competences }: Inspection): Html => {
  const { words, notation, titles } = voice
  return Page.table({
    caption: words.competencesTable,
    columns: [
      { title: words.competence },
      ...[words.acquis, words.questions, words.accuracy, words.reliability].map((title) => ({
        title,
        isNumber: true
      }))
    ],
    rows: competences.map(({ competence, size, questions, accuracy, reliability }): ReadonlyArray<Child> => [
      h('a', { href: `#${InspectionMap.anchor(competence)}` }, titles.competence(competence)),
      notation.number(size.acquis, 0),
      notation.number(questions.value, 1),
      InspectionText.share(voice, accuracy),
      notation.percent(reliability.value, 1)
    ])
  })
}

const oneMore = (voice: Voice, inspection: Inspection): Html => {
  const { words, titles } = voice
  const wanted = InspectionText.wanted(inspection).slice(0, WANTED)
  return Page.section(
    'one-more',
    words.oneMore,
    h('p', { class: 'note' }, words.oneMoreNote),
    wanted.length === 0
      ? h('p', {}, words.oneMoreNothing)
      : Page.table({
          caption: words.oneMoreTable,
          columns: [{ title: words.acquis }, { title: words.perTests, isNumber: true }],
          rows: wanted.map(({ competence, inspected }): ReadonlyArray<Child> => [
            [
              h(
                'a',
                { href: `#${InspectionMap.anchor(competence, inspected.topic)}` },
                titles.acquis(inspected.acquis)
              ),
              h(
                'span',
                { class: 'small' },
                ` ${competence}, ${words.level.toLowerCase()} ${inspected.level}, ${words.format[inspected.oneMore.format]}`
              )
            ],
            InspectionText.gain(voice, inspected)
          ])
        })
  )
}

/** The whole report, as a file to write; texts in the locale that is closest to the one wished for. */
export const of = (bank: Bank, inspection: Inspection, locale = bank.locales[0] ?? ''): string => {
  const language = languageOf(locale)
  const voice = InspectionText.voice(bank, language, locale)
  const { words, titles } = voice
  return Page.page({
    language,
    title: words.title(titles.bank),
    subtitle: InspectionText.summary(voice, inspection).join(' '),
    body: [
      facts(voice, inspection),
      contents(voice, inspection),
      findings(voice, inspection),
      Page.section(
        'competences',
        words.competences,
        competencesTable(voice, inspection),
        lengths(voice, inspection)
      ),
      Page.section(
        'levels',
        words.levels,
        InspectionMap.overview(voice, inspection),
        InspectionMap.legend(voice),
        h('p', { class: 'note' }, words.levelsNote)
      ),
      oneMore(voice, inspection),
      ...inspection.competences.map((each) => InspectionCompetence.section(voice, each)),
      Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
    ]
  })
}

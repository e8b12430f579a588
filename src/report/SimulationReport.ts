/**
 * The report of a simulation: what each way to test comes to, how accuracy grows with length, what is paid for it in
 * questions and exposure, and whether intervals hold what they promise.
 *
 * Laws
 * 1. the same simulation gives the same bytes
 * 2. whatever the texts of a bank, a campaign or policies hold, they are shown as text
 *
 * @since 0.2.0
 */
import type { Plan } from '../lab/Comparison'
import type { Summary } from '../lab/ComparisonSummary'
import { behaviours } from '../lab/Population'
import { h, type Html } from './Html'
import { languageOf } from './Language'
import * as Page from './Page'
import * as SimulationFigures from './SimulationFigures'
import * as SimulationTables from './SimulationTables'
import { type Voice, voice as voiceOf } from './SimulationWords'

/** What is said of who the learners are. */
const whoOf = (voice: Voice, { population: { who } }: Plan): string => {
  const { words, notation } = voice
  switch (who._tag) {
    case 'ability':
      return words.who.ability(who.abilities.map(SimulationTables.number(voice, 1)).join('; '))
    case 'states':
      return words.who.states(notation.number(who.states.length, 0))
    case 'spread':
      return words.who.spread(notation.number(who.spread, 2))
    default:
      return words.who[who._tag]('')
  }
}

const howOf = ({ words, notation }: Voice, { population: { how } }: Plan): string =>
  behaviours
    .flatMap((each) => {
      const share = how[each]
      return share === undefined ? [] : [words.how[each](notation.percent(share, 0))]
    })
    .join('; ')

const facts = (voice: Voice, plan: Plan, summary: Summary): Html => {
  const { words, notation, titles } = voice
  const { bank, campaign, seed } = plan
  const count = (n: number): string => notation.number(n, 0)
  const how = howOf(voice, plan)
  const entries: ReadonlyArray<readonly [string, string]> = [
    [words.facts.bank, `${titles.bank} (${bank.id})`],
    [words.facts.fingerprint, bank.fingerprint.slice(0, 16)],
    ...(campaign === undefined ? [] : [[words.facts.campaign, campaign.id] as const]),
    [
      words.facts.size,
      words.size(count(summary.acquis), count(summary.competences), count(summary.challenges))
    ],
    [words.facts.learners, count(summary.learners)],
    [words.facts.who, whoOf(voice, plan)],
    ...(how === '' ? [] : [[words.facts.how, how] as const]),
    [words.facts.seed, seed]
  ]
  return h(
    'dl',
    { class: 'facts' },
    ...entries.flatMap(([name, value]) => [h('dt', {}, notation.colon(name)), h('dd', {}, value)])
  )
}

const subtitle = (voice: Voice, { learners, policies }: Summary): string => {
  const { words, notation, name } = voice
  const design = words.design(notation.number(learners, 0), notation.number(policies.length, 0))
  const [first] = policies
  const { accuracy = null, questions = null } = first?.measures ?? {}
  return first === undefined || accuracy === null || questions === null
    ? design
    : `${design} ${words.bottomLine(
        name(first),
        notation.percent(accuracy.value, 1),
        notation.number(questions.value, 0)
      )}`
}

const note = (text: string): Html => h('p', { class: 'note' }, text)

/** The whole report, as a file to write; texts in the locale that is closest to the one wished for. */
export const of = (plan: Plan, summary: Summary, locale = plan.bank.locales[0] ?? ''): string => {
  const language = languageOf(locale)
  const voice = voiceOf(plan.bank, language, locale)
  const { words } = voice
  return Page.page({
    language,
    title: words.title(voice.titles.bank),
    subtitle: subtitle(voice, summary),
    body: [
      facts(voice, plan, summary),
      Page.section(
        'results',
        words.results,
        ...SimulationTables.results(voice, summary),
        note(words.resultsNote)
      ),
      Page.section('curve', words.curve, SimulationFigures.curve(voice, summary), note(words.curveNote)),
      ...(summary.differences.length === 0
        ? []
        : [
            Page.section(
              'differences',
              words.differences,
              SimulationFigures.differences(voice, summary),
              SimulationTables.differences(voice, summary)
            )
          ]),
      Page.section('length', words.length, ...SimulationTables.length(voice, summary)),
      Page.section(
        'exposure',
        words.exposure,
        SimulationFigures.exposure(voice, summary),
        SimulationTables.exposure(voice, summary),
        note(words.exposureNote)
      ),
      Page.section(
        'coverage',
        words.coverage,
        SimulationFigures.coverage(voice, summary),
        SimulationTables.bands(voice, summary),
        note(words.coverageNote)
      ),
      Page.section(
        'efficiency',
        words.efficiency,
        SimulationTables.efficiency(voice, summary),
        note(words.efficiencyNote)
      ),
      Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
    ]
  })
}

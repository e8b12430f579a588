/**
 * A competence in the report of an inspection: what each question adds, what is asked how often, its map, and a page for
 * each topic that opens where it is wanted.
 *
 * @since 0.2.0
 */
import type { AcquisInspection, BlockInspection, CompetenceInspection } from '../lab/Inspection'
import * as Tally from '../lab/Tally'
import * as Chart from './Chart'
import { all, h, type Child, type Html } from './Html'
import * as InspectionMap from './InspectionMap'
import * as InspectionText from './InspectionText'
import type { Voice } from './InspectionText'
import * as Page from './Page'

const curve = (voice: Voice, inspected: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  const { competence, curve: points, accuracy } = inspected
  const longest = Math.max(1, points[points.length - 1]?.questions ?? 1)
  const whole = (x: number): string => notation.number(x, 0)
  return Page.figure({
    title: words.curve,
    chart: Chart.lines(
      words.curveLabel(titles.competence(competence), notation.percent(accuracy.value, 0)),
      {
        title: words.afterQuestions,
        from: 0,
        to: longest,
        ticks: Chart.ticks(0, longest).filter(Number.isInteger),
        label: whole
      },
      { title: words.shareAxis, from: 0, to: 100, ticks: Chart.ticks(0, 100), label: whole },
      [
        {
          name: words.accuracy,
          dash: 'solid',
          points: points.map((point) => [point.questions, 100 * point.accuracy])
        },
        {
          name: words.running,
          dash: 'dashed',
          points: points.map((point) => [point.questions, 100 * point.running])
        }
      ]
    ),
    legend: [all(Chart.sample('solid'), words.accuracy), all(Chart.sample('dashed'), words.running)],
    data: words.data,
    table: {
      caption: words.curve,
      columns: [words.questions, words.accuracy, words.reliability, words.running].map((title) => ({
        title,
        isNumber: true
      })),
      rows: points.map((point) => [
        whole(point.questions),
        ...[point.accuracy, point.reliability, point.running].map((x) => notation.percent(x, 1))
      ])
    }
  })
}

const exposure = (voice: Voice, { competence, acquis, exposure: exposed }: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  if (exposed === null) return all()
  const shares = acquis
    .flatMap(({ challenges }) => challenges)
    .map(({ challenge, exposure: { value } }) => ({ challenge, value }))
    .sort((a, b) => b.value - a.value)
  const whole = (x: number): string => notation.number(x, 0)
  return Page.figure({
    title: words.exposure,
    chart: Chart.lines(
      words.exposureLabel(titles.competence(competence), notation.percent(exposed.max.value, 0)),
      {
        title: words.challengesByRank,
        from: 0,
        to: shares.length,
        ticks: Chart.ticks(0, shares.length).filter(Number.isInteger),
        label: whole
      },
      { title: words.exposureAxis, from: 0, to: 100, ticks: Chart.ticks(0, 100), label: whole },
      [
        {
          name: words.exposureLine,
          dash: 'solid',
          steps: true,
          points: [...shares, { value: shares[shares.length - 1]?.value ?? 0 }].map(({ value }, i) => [
            i,
            100 * value
          ])
        }
      ]
    ),
    legend: [
      words.exposureSummary(
        notation.percent(exposed.max.value, 0),
        notation.percent(exposed.mean, 0),
        whole(exposed.unasked),
        exposed.overlap === null ? '–' : notation.percent(exposed.overlap.value, 0)
      )
    ],
    data: words.data,
    table: {
      caption: words.exposure,
      columns: [{ title: words.challenges }, { title: words.exposureAxis, isNumber: true }],
      rows: shares.map(({ challenge, value }) => [challenge, notation.percent(value, 1)])
    }
  })
}

const endings = ({ words, notation }: Voice, { endings: shares }: CompetenceInspection): string =>
  Tally.reasons
    .filter((reason) => shares[reason] > 0)
    .map((reason) => `${words.ending[reason]} (${notation.percent(shares[reason], 0)})`)
    .join(', ')

const reach = ({ words, notation }: Voice, { levels }: CompetenceInspection): Html =>
  Page.table({
    caption: words.reachTable,
    columns: [
      { title: words.level },
      ...[words.acquis, words.challenges, words.precision, words.had, words.reached].map((title) => ({
        title,
        isNumber: true
      }))
    ],
    rows: levels.map(({ level, acquis, challenges, precision, had, reached }) => [
      String(level),
      notation.number(acquis, 0),
      notation.number(challenges, 0),
      notation.percent(precision.value, 0),
      notation.percent(had.value, 1),
      notation.percent(reached.value, 1)
    ])
  })

const acquisEntry = (voice: Voice, inspected: AcquisInspection): ReadonlyArray<Html> => {
  const { words, notation, titles } = voice
  const { acquis, level, precision, accuracy, asked, challenges, oneMore } = inspected
  const share = (x: number): string => notation.percent(x, 0)
  return [
    h('dt', {}, `${titles.acquis(acquis)} `, h('span', { class: 'small' }, `${words.level} ${level}`)),
    h(
      'dd',
      {},
      words.acquisLine(InspectionText.share(voice, precision), share(accuracy.value), share(asked.value))
    ),
    h(
      'dd',
      {},
      challenges.length === 0
        ? words.neverAsked
        : words.challengesOf(
            challenges.map((each) => `${each.challenge} (${share(each.exposure.value)})`).join(', ')
          )
    ),
    h('dd', {}, words.worthOf(InspectionText.gain(voice, inspected), words.format[oneMore.format]))
  ]
}

const blockNote = ({ words, notation }: Voice, { states, rank, least }: BlockInspection): Html =>
  h(
    'p',
    { class: 'note' },
    words.blockLine(
      notation.number(states, 0),
      notation.number(rank, 0),
      least === null ? undefined : notation.percent(least, 0)
    )
  )

/** The page of a topic. Its heading is inside, so that a link to it opens it. */
const topicPage = (voice: Voice, inspected: CompetenceInspection, topic: string): Html => {
  const { words, notation, titles } = voice
  const { competence, acquis, blocks } = inspected
  const own = acquis.filter((each) => each.topic === topic)
  const ids = new Set(own.map((each) => each.acquis))
  const precision = own.reduce((sum, each) => sum + each.precision.value, 0) / own.length
  const anchor = InspectionMap.anchor(competence, topic)
  return Page.details(
    [
      `${titles.topic(competence, topic)} `,
      h('span', { class: 'aside' }, words.topicAside(String(own.length), notation.percent(precision, 0)))
    ],
    h('dl', { class: 'acquis', id: anchor }, ...own.flatMap((each) => acquisEntry(voice, each))),
    ...blocks
      .filter((block) => block.states > 2 && block.acquis.some((each) => ids.has(each)))
      .map((block) => blockNote(voice, block))
  )
}

/** The section of a competence. */
export const section = (voice: Voice, inspected: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  const { competence, accuracy, questions } = inspected
  const content: ReadonlyArray<Child> = [
    h(
      'p',
      {},
      words.bottomLine(notation.number(questions.value, 1), InspectionText.share(voice, accuracy)),
      ' ',
      notation.colon(words.ends),
      ' ',
      endings(voice, inspected),
      '.'
    ),
    h('div', { class: 'pair' }, curve(voice, inspected), exposure(voice, inspected)),
    h('h3', {}, words.map),
    InspectionMap.ofTopics(voice, inspected),
    InspectionMap.legend(voice),
    h('h3', {}, words.reach),
    reach(voice, inspected),
    h('h3', {}, words.topics),
    ...InspectionMap.topicsOf(inspected).map((topic) => topicPage(voice, inspected, topic))
  ]
  return Page.section(
    InspectionMap.anchor(competence),
    `${competence} ${titles.competence(competence)}`,
    ...content.flatMap((each) => ['\n', each])
  )
}

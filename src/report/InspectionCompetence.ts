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

const percentAxis = (title: string, from: number, { notation }: Voice): Chart.Axis => ({
  title,
  from,
  to: 100,
  ticks: Chart.ticks(from, 100),
  label: (x) => notation.number(x, 0)
})

/** From 0 (or 1) to a whole number, in whole numbers. */
const countAxis = (title: string, from: number, to: number, { notation }: Voice): Chart.Axis => ({
  title,
  from,
  to: Math.max(from + 1, to),
  ticks: Chart.ticks(from, Math.max(from + 1, to), 8).filter(Number.isInteger),
  label: (x) => notation.number(x, 0)
})

const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

/** The expectation of a coin: what is below is not drawn. */
const COIN = 50

const curve = (voice: Voice, inspected: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  const { competence, curve: points, accuracy } = inspected
  return Page.figure({
    title: words.curve,
    chart: Chart.lines(
      words.curveLabel(
        titles.competence(competence),
        notation.percent(points[0]?.accuracy ?? 0, 0),
        notation.percent(accuracy.value, 0)
      ),
      countAxis(words.afterQuestions, 0, points.length - 1, voice),
      percentAxis(words.curveAxis, COIN, voice),
      [{ stroke: 'solid', points: points.map((each) => [each.questions, 100 * each.accuracy]) }]
    ),
    legend: [],
    data: words.data,
    table: {
      caption: words.curve,
      columns: numbers([words.questions, words.accuracy, words.reliability]),
      rows: points.map((each) => [
        notation.number(each.questions, 0),
        notation.percent(each.accuracy, 1),
        notation.percent(each.reliability, 1)
      ])
    }
  })
}

const running = (voice: Voice, inspected: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  const { competence, curve: points, questions } = inspected
  return Page.figure({
    title: words.running,
    chart: Chart.lines(
      words.runningLabel(titles.competence(competence), notation.number(questions.median, 0)),
      countAxis(words.afterQuestions, 0, points.length - 1, voice),
      percentAxis(words.runningAxis, 0, voice),
      [{ stroke: 'solid', steps: true, points: points.map((each) => [each.questions, 100 * each.running]) }]
    ),
    legend: [],
    data: words.data,
    table: {
      caption: words.running,
      columns: numbers([words.questions, words.runningAxis]),
      rows: points.map((each) => [notation.number(each.questions, 0), notation.percent(each.running, 1)])
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
  const steps = [...shares, ...shares.slice(-1)]
  return Page.figure({
    title: words.exposure,
    chart: Chart.lines(
      words.exposureLabel(titles.competence(competence), notation.percent(exposed.max.value, 0)),
      countAxis(words.challengesByRank, 0, shares.length, voice),
      percentAxis(words.exposureAxis, 0, voice),
      [{ stroke: 'solid', steps: true, points: steps.map(({ value }, i) => [i, 100 * value]) }]
    ),
    legend: [
      words.exposureSummary(
        notation.percent(exposed.max.value, 0),
        notation.percent(exposed.mean, 0),
        notation.number(exposed.unasked, 0),
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

const reach = (voice: Voice, { competence, levels }: CompetenceInspection): Html => {
  const { words, notation, titles } = voice
  const percent = (x: number): string => notation.percent(x, 1)
  return Page.figure({
    title: words.reach,
    chart: Chart.lines(
      words.reachLabel(titles.competence(competence)),
      countAxis(words.level.toLowerCase(), 1, levels[levels.length - 1]?.level ?? 1, voice),
      percentAxis(words.reachAxis, 0, voice),
      [
        { stroke: 'solid', points: levels.map(({ level, had }) => [level, 100 * had.value]) },
        { stroke: 'rings', points: levels.map(({ level, reached }) => [level, 100 * reached.value]) }
      ]
    ),
    legend: [all(Chart.sample('solid'), words.had), all(Chart.sample('rings'), words.reached)],
    data: words.data,
    table: {
      caption: words.reach,
      columns: [
        { title: words.level },
        ...numbers([words.acquis, words.challenges, words.precision, words.had, words.reached])
      ],
      rows: levels.map(({ level, acquis, challenges, precision, had, reached }) => [
        String(level),
        notation.number(acquis, 0),
        notation.number(challenges, 0),
        ...[precision, had, reached].map(({ value }) => percent(value))
      ])
    }
  })
}

const endings = ({ words, notation }: Voice, { endings: shares }: CompetenceInspection): string =>
  Tally.reasons
    .filter((reason) => shares[reason] > 0)
    .map((reason) => `${words.ending[reason]} (${notation.percent(shares[reason], 0)})`)
    .join(', ')

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
    // What rounds to nothing is not worth a line.
    ...(100 * oneMore.surplus.value < 0.05
      ? []
      : [h('dd', {}, words.worthOf(InspectionText.gain(voice, inspected), words.format[oneMore.format]))])
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
      words.competenceLine(
        notation.number(questions.value, 1),
        InspectionText.share(voice, accuracy),
        endings(voice, inspected)
      )
    ),
    h(
      'div',
      { class: 'pair' },
      curve(voice, inspected),
      running(voice, inspected),
      exposure(voice, inspected),
      reach(voice, inspected)
    ),
    h('h3', {}, words.map),
    InspectionMap.ofTopics(voice, inspected),
    InspectionMap.legend(voice),
    h('h3', {}, words.topics),
    ...InspectionMap.topicsOf(inspected).map((topic) => topicPage(voice, inspected, topic))
  ]
  return Page.section(
    InspectionMap.anchor(competence),
    `${competence} ${titles.competence(competence)}`,
    ...content.flatMap((each) => ['\n', each])
  )
}

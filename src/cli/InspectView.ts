/**
 * An inspection as a person reads it at a terminal.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { CompetenceInspection, Inspection } from '../lab/Inspection'
import * as Tally from '../lab/Tally'
import * as InspectionText from '../report/InspectionText'
import type { Language } from '../report/Language'
import * as Layout from './Layout'
import type { Style } from './Style'
import * as Table from './Table'

/** How many acquis of a list are shown. */
const SHOWN = 10

export interface Page {
  readonly language: Language
  readonly locale: string
  readonly style: Style
  readonly width: number
}

interface Scene extends Page {
  readonly voice: InspectionText.Voice
  readonly inspection: Inspection
}

type Lines = ReadonlyArray<string>

const section = ({ style, width }: Page, title: string, lines: Lines): Lines =>
  lines.length === 0 ? [] : ['', ...Layout.wrap(title, width).map(style.bold), ...lines]

const table = ({ style, width }: Page, content: Table.Table): Lines => {
  const { head, body } = Table.lines(content, width)
  return [...head.map(style.quiet), ...body]
}

const titleOf = ({ voice }: Scene, { competence }: CompetenceInspection): string =>
  Layout.safeLine(voice.titles.competence(competence))

const competences = (scene: Scene): Lines => {
  const { words, notation } = scene.voice
  return table(scene, {
    head: [words.competence, words.questions, words.accuracy, words.reliability],
    rows: scene.inspection.competences.map((each) => [
      titleOf(scene, each),
      `${notation.number(each.questions.value, 1)} (${each.questions.tenth}–${each.questions.ninetieth})`,
      InspectionText.share(scene.voice, each.accuracy),
      notation.percent(each.reliability.value, 1)
    ])
  })
}

const endings = (scene: Scene): Lines => {
  const { words, notation } = scene.voice
  const { competences: all } = scene.inspection
  return Tally.reasons.flatMap((reason) => {
    const share = all.reduce((sum, each) => sum + each.endings[reason], 0) / all.length
    return share === 0 ? [] : [`  ${notation.percent(share, 0)} ${words.ending[reason]}`]
  })
}

const levels = (scene: Scene): Lines => {
  const { words } = scene.voice
  const { competences: all } = scene.inspection
  const present = [...new Set(all.flatMap((each) => each.levels.map(({ level }) => level)))].sort(
    (a, b) => a - b
  )
  return table(scene, {
    head: [words.competence, ...present.map(String)],
    rows: all.map((each) => [
      titleOf(scene, each),
      ...present.map((level) => {
        const found = each.levels.find((one) => one.level === level)
        return found === undefined ? '·' : String(Math.floor(100 * found.precision.value + 1e-9))
      })
    ])
  })
}

const exposure = (scene: Scene): Lines => {
  const { words, notation } = scene.voice
  return table(scene, {
    head: [words.competence, ...words.exposureColumns],
    rows: scene.inspection.competences.flatMap((each) => {
      if (each.exposure === null) return []
      const { max, mean, unasked, overlap } = each.exposure
      return [
        [
          titleOf(scene, each),
          notation.percent(max.value, 0),
          notation.percent(mean, 0),
          `${notation.number(unasked, 0)}/${notation.number(each.size.challenges, 0)}`,
          overlap === null ? '–' : InspectionText.share(scene.voice, overlap, 0)
        ]
      ]
    })
  })
}

/** Some acquis, each behind a figure. */
const list = (
  scene: Scene,
  all: ReadonlyArray<InspectionText.Placed>,
  figure: (placed: InspectionText.Placed) => string
): Lines => {
  const { words, titles, notation } = scene.voice
  const shown = all.slice(0, SHOWN)
  const widest = shown.reduce((most, each) => Math.max(most, Layout.width(figure(each))), 0)
  return shown.flatMap((each) => {
    const { competence, inspected } = each
    const title = notation.quote(Layout.safeLine(titles.acquis(inspected.acquis)))
    const lead = `  ${' '.repeat(widest - Layout.width(figure(each)))}${figure(each)}  `
    return Layout.hanging(
      lead,
      `${title} (${competence}, ${words.level.toLowerCase()} ${inspected.level})`,
      scene.width
    )
  })
}

const oneMore = (scene: Scene): Lines => {
  const { voice, inspection, width, style } = scene
  const wanted = InspectionText.wanted(inspection)
  return wanted.length === 0
    ? Layout.hanging('  ', voice.words.oneMoreNothing, width)
    : [
        ...Layout.wrap(voice.words.oneMoreShort, width).map(style.quiet),
        ...list(scene, wanted, ({ inspected }) => InspectionText.gain(voice, inspected))
      ]
}

const findings = (scene: Scene): Lines => {
  const { voice, inspection, width } = scene
  const say = InspectionText.sentence(voice, InspectionText.levelIn(inspection))
  return inspection.findings.length === 0
    ? Layout.hanging('  ', voice.words.noFindings, width)
    : inspection.findings.flatMap((finding) => Layout.hanging('  • ', Layout.safeLine(say(finding)), width))
}

/** The whole view. */
export const report = (page: Page, bank: Bank, inspection: Inspection): Lines => {
  const voice = InspectionText.voice(bank, page.language, page.locale)
  const scene: Scene = { ...page, voice, inspection }
  const { words, notation, titles } = voice
  return [
    ...Layout.wrap(words.title(Layout.safeLine(titles.bank)), page.width).map(page.style.bold),
    ...InspectionText.summary(voice, inspection).flatMap((line) => Layout.wrap(line, page.width)),
    ...section(page, words.findings, findings(scene)),
    ...section(page, words.competences, competences(scene)),
    ...section(page, words.ends, endings(scene)),
    ...section(page, words.levelsShort, levels(scene)),
    ...section(page, words.exposure, exposure(scene)),
    ...section(
      page,
      words.least,
      list(scene, InspectionText.leastKnown(inspection), ({ inspected }) =>
        notation.percent(inspected.precision.value, 0)
      )
    ),
    ...section(page, words.oneMore, oneMore(scene))
  ]
}

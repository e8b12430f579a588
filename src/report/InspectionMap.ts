/**
 * The map of an inspection: a table whose cells say in percent how well the acquis there can be known, the darker the
 * less. It reads without colour, and without its shades, too.
 *
 * @since 0.2.0
 */
import type { CompetenceInspection, Inspection } from '../lab/Inspection'
import { h, type Child, type Html } from './Html'
import type { Voice } from './InspectionText'

/** Where a shade begins, from the lightest; below the last the darkest. */
const SHADES = [0.95, 0.9, 0.8, 0.7] as const

const shade = (precision: number): string | undefined => {
  const found = SHADES.findIndex((from) => precision >= from)
  return found === 0 ? undefined : `s${found < 0 ? SHADES.length : found}`
}

const percent = (precision: number): string => String(Math.floor(100 * precision + 1e-9))

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length

interface Cell {
  readonly precisions: ReadonlyArray<number>
  readonly silent: boolean
}

const cell = ({ precisions, silent }: Cell): Html => {
  if (precisions.length === 0) return h('td', {})
  const precision = mean(precisions)
  return h('td', { class: shade(precision) }, `${percent(precision)}${silent ? '†' : ''}`)
}

interface Row {
  readonly name: Child
  readonly cells: ReadonlyArray<Cell>
}

const grid = (
  caption: string,
  first: string,
  levels: ReadonlyArray<number>,
  rows: ReadonlyArray<Row>
): Html =>
  h(
    'table',
    { class: 'map' },
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, first),
        ...levels.map((level) => h('th', { scope: 'col' }, String(level)))
      )
    ),
    h(
      'tbody',
      {},
      ...rows.map(({ name, cells }) => h('tr', {}, h('th', { scope: 'row' }, name), ...cells.map(cell)))
    )
  )

/** What the shades and the dagger mean. */
export const legend = ({ words }: Voice): Html => {
  const bounds = SHADES.map((from) => 100 * from)
  const sample = (name: string | undefined, text: string): Html =>
    h('li', {}, h('span', { class: name === undefined ? 'cell' : `cell ${name}` }, text))
  return h(
    'ul',
    { class: 'legend' },
    h('li', {}, words.mapLegend),
    ...bounds.map((from, i) =>
      sample(i === 0 ? undefined : `s${i}`, `${Math.round(from)}–${Math.round(bounds[i - 1] ?? 100)}`)
    ),
    sample(`s${SHADES.length}`, `< ${Math.round(bounds[bounds.length - 1] ?? 0)}`),
    h('li', {}, words.nothingAsks)
  )
}

/** The anchor of a topic. Ids hold no slash. */
export const anchor = (competence: string, topic?: string): string =>
  topic === undefined ? `c/${competence}` : `t/${competence}/${topic}`

const allLevels = (competences: ReadonlyArray<CompetenceInspection>): ReadonlyArray<number> =>
  [...new Set(competences.flatMap(({ levels }) => levels.map(({ level }) => level)))].sort((a, b) => a - b)

/** Competences × levels. */
export const overview = ({ words, titles }: Voice, { competences }: Inspection): Html => {
  const levels = allLevels(competences)
  return grid(
    words.levelsTable,
    words.competence,
    levels,
    competences.map(({ competence, acquis }) => ({
      name: h('a', { href: `#${anchor(competence)}` }, titles.competence(competence)),
      cells: levels.map((level): Cell => {
        const own = acquis.filter((each) => each.level === level)
        return {
          precisions: own.map(({ precision }) => precision.value),
          silent: own.some(({ challenges }) => challenges.length === 0)
        }
      })
    }))
  )
}

/** The topics of a competence that are in scope, in the order of their first acquis. */
export const topicsOf = ({ acquis }: CompetenceInspection): ReadonlyArray<string> => [
  ...new Set(acquis.map(({ topic }) => topic))
]

/** Topics × levels of one competence. */
export const ofTopics = ({ words, titles }: Voice, inspected: CompetenceInspection): Html => {
  const { competence, acquis } = inspected
  const levels = allLevels([inspected])
  return grid(
    words.mapTable(titles.competence(competence)),
    words.topic,
    levels,
    topicsOf(inspected).map((topic) => ({
      name: h('a', { href: `#${anchor(competence, topic)}` }, titles.topic(competence, topic)),
      cells: levels.map((level): Cell => {
        const own = acquis.filter((each) => each.topic === topic && each.level === level)
        return {
          precisions: own.map(({ precision }) => precision.value),
          silent: own.some(({ challenges }) => challenges.length === 0)
        }
      })
    }))
  )
}

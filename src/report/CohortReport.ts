/**
 * The report of a cohort: a page for all people, with every table of `acquis cohort`, and a page for each group. Pages are
 * numbered, so that no text of a roster becomes the name of a file.
 *
 * Laws
 * 1. the same cohort gives the same bytes
 * 2. whatever the texts of a bank or a roster hold, they are shown as text
 * 3. a page of a group has the rows that are published of it, and no others
 *
 * @since 0.2.0
 */
import type { Published } from '../lab/CohortTables'
import { percent, type Named } from './CohortCells'
import * as CohortFigures from './CohortFigures'
import * as CohortShares from './CohortShares'
import { voice as voiceOf, type Glossary, type Survey, type Voice } from './CohortWords'
import { h, type Child, type Html } from './Html'
import { languageOf } from './Language'
import * as Page from './Page'

export type { Glossary, Survey } from './CohortWords'

/** The page of all people. */
export const INDEX = 'index.html'

/** The page of the n-th group, from 0 on. */
export const fileOf = (n: number): string => `group-${n + 1}.html`

export interface Group {
  readonly by: string
  readonly group: string | null
}

interface Cell extends Group {
  readonly kind: 'all' | 'group' | 'others'
}

const keyOf = ({ by, group }: Group): string => JSON.stringify([by, group])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The groups that something is published of, in the order of their pages. */
export const groups = ({ divisions, tables, participation, change }: Survey): ReadonlyArray<Group> => {
  const rows: ReadonlyArray<Cell> = [...tables.rows, ...participation, ...change]
  const found = new Map(
    rows
      .filter(({ by, kind }) => kind === 'group' && divisions.includes(by))
      .map(({ by, group }) => [keyOf({ by, group }), { by, group }])
  )
  return divisions.flatMap((division) =>
    [...found.values()]
      .filter(({ by }) => by === division)
      .sort((a, b) => compare(a.group ?? '', b.group ?? ''))
  )
}

interface Scene {
  readonly survey: Survey
  readonly voice: Voice
  readonly locale: string
  /** Which page a group has. */
  readonly pages: ReadonlyMap<string, number>
}

const localeOf = ({ bank }: Glossary, locale: string | undefined): string => locale ?? bank?.locales[0] ?? ''

const sceneOf = (survey: Survey, glossary: Glossary, wish: string | undefined): Scene => {
  const locale = localeOf(glossary, wish)
  return {
    survey,
    locale,
    voice: voiceOf(glossary, languageOf(locale), locale),
    pages: new Map(groups(survey).map((each, i) => [keyOf(each), i]))
  }
}

/** By the name of its group, which leads to its page. */
const byGroup =
  ({ voice, pages }: Scene) =>
  <A extends Cell>(row: A): Named<A> => {
    const name = voice.groupName(row)
    const page = row.kind === 'group' ? pages.get(keyOf(row)) : undefined
    return { row, name, cell: page === undefined ? name : h('a', { href: fileOf(page) }, name) }
  }

/** By the name of its competence. */
const byCompetence =
  ({ voice }: Scene) =>
  <A extends { readonly competence: string }>(row: A): Named<A> => {
    const name = voice.competence(row.competence)
    return { row, name, cell: name }
  }

/** Rows of each competence, in their order. */
const apart = <A extends { readonly competence: string }>(
  rows: ReadonlyArray<A>
): ReadonlyArray<readonly [string, ReadonlyArray<A>]> => {
  const parts = new Map<string, Array<A>>()
  for (const row of rows) {
    const own = parts.get(row.competence)
    if (own === undefined) parts.set(row.competence, [row])
    else own.push(row)
  }
  return [...parts]
}

/** A part with a name, as long as there is something in it. */
interface Part {
  readonly id: string
  readonly heading: string
  readonly content: ReadonlyArray<Child>
}

const part = (id: string, heading: string, content: ReadonlyArray<Child>): ReadonlyArray<Part> =>
  content.length === 0 ? [] : [{ id, heading, content }]

const note = (text: string): Html => h('p', { class: 'note' }, text)

const isKnown = (row: Published): boolean => !Number.isNaN(row.shares['below-base'].value)

/** The shares of a division's groups, competence by competence; the most fragile group first. */
const division = (scene: Scene, by: string): ReadonlyArray<Part> => {
  const { survey, voice } = scene
  const { words } = voice
  const rows = apart(survey.tables.rows.filter((row) => row.by === by))
  const parts = rows.map(([competence, own]) => {
    const sorted = [...own].sort((a, b) => b.shares['below-base'].value - a.shares['below-base'].value)
    const known = sorted.filter(isKnown)
    const [most, least] = [known[0], known[known.length - 1]].map((row) =>
      percent(voice, row?.shares['below-base'].value ?? 0)
    )
    return Page.details(
      [
        voice.competence(competence),
        h('span', { class: 'aside' }, ` – ${words.fragile(least ?? '', most ?? '')}`)
      ],
      CohortShares.shares(voice, sorted.map(byGroup(scene)), {
        base: survey.base,
        head: voice.division(by)
      })
    )
  })
  const title = words.by(voice.division(by).toLowerCase())
  return part(
    `by-${survey.divisions.indexOf(by) + 1}`,
    title,
    parts.length === 0 ? [] : [note(words.byNote), ...parts]
  )
}

const felt = ({ survey, voice }: Scene): ReadonlyArray<Child> => {
  const rows = apart(survey.tables.rows.filter(({ by }) => by === 'felt'))
  return rows.length === 0
    ? []
    : [
        note(voice.words.feltNote),
        h(
          'div',
          { class: 'pair' },
          ...rows.map(([competence, own]) => CohortShares.felt(voice, competence, own))
        )
      ]
}

const isOfAll = ({ kind }: Cell): boolean => kind === 'all'

const parts = (scene: Scene): ReadonlyArray<Part> => {
  const { survey, voice } = scene
  const { words } = voice
  const { tables, participation, topics, training, change, base } = survey
  const all = tables.rows.filter(isOfAll)
  const expected = CohortShares.expected(voice, all.map(byCompetence(scene)))
  return [
    ...part(
      'shares',
      words.shares,
      all.length === 0
        ? []
        : [
            CohortShares.shares(voice, all.map(byCompetence(scene)), { base, head: words.competence }),
            note(words.sharesNote)
          ]
    ),
    ...part('expected', words.expected, expected.length === 0 ? [] : [...expected, note(words.expectedNote)]),
    ...part(
      'topics',
      words.topics,
      topics.length === 0 ? [] : [CohortFigures.topics(voice, topics), note(words.topicsNote)]
    ),
    ...part('training', words.training, training === null ? [] : CohortFigures.training(voice, training)),
    ...part(
      'change',
      words.change,
      change.length === 0
        ? []
        : [
            ...CohortFigures.change(voice, change.filter(isOfAll).map(byCompetence(scene)), words.competence),
            note(words.changeNote)
          ]
    ),
    ...part('felt', words.felt, felt(scene)),
    ...part(
      'participation',
      words.participation,
      participation.length === 0
        ? []
        : [CohortFigures.participation(voice, participation.map(byGroup(scene)))]
    ),
    ...survey.divisions.flatMap((by) => division(scene, by))
  ]
}

const bodyOf = ({ words }: Voice, all: ReadonlyArray<Part>): ReadonlyArray<Child> => [
  h(
    'nav',
    { 'aria-label': words.contents },
    h('ul', {}, ...all.map(({ id, heading }) => h('li', {}, h('a', { href: `#${id}` }, heading))))
  ),
  ...all.map(({ id, heading, content }) => Page.section(id, heading, ...content)),
  Page.section('method', words.method, ...words.methodParagraphs.map((each) => h('p', {}, each)))
]

/** The page of all people, as a file to write. */
export const territory = (survey: Survey, glossary: Glossary, wish?: string): string => {
  const scene = sceneOf(survey, glossary, wish)
  const { words, notation, bank, competence } = scene.voice
  const { people, least, withheld } = survey.tables
  return Page.page({
    language: languageOf(scene.locale),
    title: words.title(bank),
    subtitle: words.subtitle(notation.number(people, 0), notation.number(least, 0)),
    body: [
      ...(withheld.length === 0 ? [] : [note(words.withheld(withheld.map(competence).join(', ')))]),
      ...bodyOf(scene.voice, parts(scene))
    ]
  })
}

/** The page of a group: only what is published of it. */
export const group = (survey: Survey, glossary: Glossary, which: Group, wish?: string): string => {
  const scene = sceneOf(survey, glossary, wish)
  const { voice } = scene
  const { words } = voice
  const isOwn = ({ by, group: name, kind }: Cell): boolean =>
    kind === 'group' && by === which.by && name === which.group
  const rows = survey.tables.rows.filter(isOwn)
  const expected = CohortShares.expected(voice, rows.map(byCompetence(scene)))
  const change = survey.change.filter(isOwn)
  const participation = survey.participation.filter((row) => isOwn(row) || isOfAll(row))
  const all = [
    ...part(
      'shares',
      words.groupShares,
      rows.length === 0
        ? []
        : [
            CohortShares.shares(voice, rows.map(byCompetence(scene)), {
              base: survey.base,
              head: words.competence,
              beside: new Map(survey.tables.rows.filter(isOfAll).map((row) => [row.competence, row]))
            }),
            note(words.sharesNote)
          ]
    ),
    ...part('expected', words.expected, expected.length === 0 ? [] : [...expected, note(words.expectedNote)]),
    ...part(
      'change',
      words.change,
      change.length === 0
        ? []
        : [
            ...CohortFigures.change(voice, change.map(byCompetence(scene)), words.competence),
            note(words.changeNote)
          ]
    ),
    ...part(
      'participation',
      words.participation,
      participation.some(isOwn) ? [CohortFigures.participation(voice, participation.map(byGroup(scene)))] : []
    )
  ]
  return Page.page({
    language: languageOf(scene.locale),
    title: words.groupTitle(voice.division(which.by), voice.groupName({ ...which, kind: 'group' })),
    subtitle: words.groupSubtitle,
    body: [h('p', { class: 'note' }, h('a', { href: INDEX }, `← ${words.back}`)), ...bodyOf(voice, all)]
  })
}

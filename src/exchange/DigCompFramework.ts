/**
 * A DigComp framework, whichever file it came in, and the bank without challenges that it makes: areas become domains,
 * competence statements or learning outcomes become acquis.
 *
 * Laws
 * 1. it gives a bank that `Bank.decode` takes
 * 2. every statement and outcome is an acquis of its competence, or is counted among what was not asked for
 * 3. an acquis has a level of those that its proficiency level spans
 *
 * @since 0.2.0
 */
import type { Path } from '../bank/Issue'
import * as Ids from './Ids'
import * as Loss from './Loss'
import type * as Skeleton from './Skeleton'
import * as SkeletonBank from './SkeletonBank'

interface Named {
  /** As the framework numbers it: `1`, `1.3`, `CS1.3.02`. */
  readonly code: string
  /** Of an area or competence its name, of a statement or outcome its sentence. */
  readonly text: string
  readonly origin: Path
}

export interface Competence extends Named {
  readonly area: string | undefined
}

export type DescriptorKind = 'statement' | 'outcome'
/** What has a text and a code. */
export type Kind = 'area' | 'competence' | DescriptorKind

/** A competence statement or a learning outcome. */
export interface Descriptor extends Named {
  readonly kind: DescriptorKind
  readonly competence: string
  /** The lowest and the highest of the eight levels that its proficiency level spans. */
  readonly span: readonly [number, number]
  /** Knowledge, skill or attitude. */
  readonly group: string | undefined
}

export interface Framework {
  /** The language of its texts. */
  readonly locale: string
  readonly areas: ReadonlyArray<Named>
  readonly competences: ReadonlyArray<Competence>
  readonly descriptors: ReadonlyArray<Descriptor>
}

export const choices = ['statements', 'outcomes', 'both'] as const
export const ends = ['upper', 'lower'] as const

export interface Options {
  readonly id?: string
  readonly title: string
  /** What becomes acquis. */
  readonly acquis: (typeof choices)[number]
  /** Which level of the two that a proficiency level spans. */
  readonly end: (typeof ends)[number]
  /** Whether an acquis requires what its topic has at the next lower level: DigComp itself names no prerequisites. */
  readonly ladder: boolean
}

export const defaults: Options = { title: 'DigComp', acquis: 'statements', end: 'upper', ladder: false }

/** What texts are in other languages. */
export interface Translations {
  readonly locales: ReadonlyArray<string>
  readonly of: (kind: Kind, code: string) => ReadonlyMap<string, string>
}

export const untranslated: Translations = { locales: [], of: () => new Map() }

const WANTED: Readonly<Record<Options['acquis'], ReadonlyArray<DescriptorKind>>> = {
  statements: ['statement'],
  outcomes: ['outcome'],
  both: ['statement', 'outcome']
}

const byCompetence = (
  descriptors: ReadonlyArray<Descriptor>
): ReadonlyMap<string, ReadonlyArray<Descriptor>> => {
  const found = new Map<string, Array<Descriptor>>()
  for (const each of descriptors) {
    const own = found.get(each.competence) ?? []
    own.push(each)
    found.set(each.competence, own)
  }
  return found
}

/** The bank, and the descriptors that have no part in it. */
export const toBank = (
  { locale, areas, competences, descriptors }: Framework,
  { id, title, acquis: choice, end, ladder }: Options,
  translations: Translations
): SkeletonBank.Imported => {
  const wanted = WANTED[choice]
  const places = new Map(areas.map(({ code }, i) => [code, i]))
  const members = byCompetence(descriptors.filter(({ kind }) => wanted.includes(kind)))
  const part = (kind: Kind, { code, text, origin }: Named): Skeleton.TitledPart => ({
    wishes: [code],
    origin,
    title: { [locale]: text, ...Object.fromEntries(translations.of(kind, code)) }
  })
  const acquisOf = (each: Descriptor, topics: ReadonlyArray<string>): Skeleton.AcquisPart => ({
    ...part(each.kind, each),
    topic: each.group === undefined ? undefined : topics.indexOf(each.group),
    level: each.span[end === 'upper' ? 1 : 0],
    requires: ladder ? undefined : []
  })
  const imported = SkeletonBank.toBank({
    wishes: [id ?? '', Ids.slug(title)],
    // A name that is the same in every language; a bank has the locales of its title.
    title: Object.fromEntries([locale, ...translations.locales].map((each) => [each, title])),
    domains: areas.map((area) => part('area', area)),
    competences: competences.map((competence) => {
      const { area, code, origin } = competence
      const own = members.get(code) ?? []
      const topics = [...new Set(own.flatMap(({ group }) => group ?? []))]
      return {
        ...part('competence', competence),
        domain: area === undefined ? undefined : places.get(area),
        topics: topics.map((group) => ({ wishes: [Ids.slug(group)], title: group, origin })),
        acquis: own.map((each) => acquisOf(each, topics))
      }
    })
  })
  const others = (kind: DescriptorKind, what: string): ReadonlyArray<Loss.Loss> =>
    Loss.counted(
      what,
      wanted.includes(kind) ? 0 : descriptors.filter((each) => each.kind === kind).length,
      'not asked for: the setting acquis chooses'
    )
  return {
    ...imported,
    losses: [
      ...imported.losses,
      ...others('statement', 'competence statements'),
      ...others('outcome', 'learning outcomes')
    ]
  }
}

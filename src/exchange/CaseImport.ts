/**
 * From a CFPackage to a bank without challenges: `isChildOf` is the tree, `precedes` becomes `requires` the other way
 * round.
 *
 * Laws
 * 1. whatever the input, it gives a bank that `Bank.decode` takes, or issues, never an exception
 * 2. what precedes an acquis is required by it
 * 3. every association is in the bank, or is listed
 * 4. what `CaseExport` writes comes back: tree, titles, levels, requirements
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as Codec from '../bank/Codec'
import type { Issue } from '../bank/Issue'
import type { Text } from '../bank/Text'
import * as CaseArrangement from './CaseArrangement'
import * as CaseFile from './CaseFile'
import * as CaseGraph from './CaseGraph'
import * as CaseLevels from './CaseLevels'
import * as CaseLosses from './CaseLosses'
import * as CasePrerequisites from './CasePrerequisites'
import type * as CaseRoles from './CaseRoles'
import * as CaseTree from './CaseTree'
import * as Ids from './Ids'
import type * as Skeleton from './Skeleton'
import * as SkeletonBank from './SkeletonBank'

export interface Options extends CaseRoles.Reading {
  /** Of the bank; else made from the title of the document. */
  readonly id?: string
  readonly levelFrom: CaseLevels.Source
  /** Of an acquis that nothing else places. */
  readonly level: number
  /** Whether a competence without any `precedes` keeps the bank's default: each level of a topic requires the one below. */
  readonly ladder: boolean
}

export const defaults: Options = { types: new Map(), levelFrom: 'education', level: 2, ladder: false }

const inLanguage = (text: string, locale: string | undefined): Text =>
  locale === undefined ? text : { [locale]: text }

/** What an item says, in its language. A statement that only repeats the code says nothing. */
const titleOf =
  ({ language: ofDocument }: CaseFile.Document) =>
  ({ fullStatement, abbreviatedStatement, humanCodingScheme, language }: CaseFile.Item): Text | undefined => {
    const text = CaseFile.isBlank(fullStatement) ? abbreviatedStatement : fullStatement
    return CaseFile.isBlank(text) || text === humanCodingScheme
      ? undefined
      : inLanguage(text, CaseFile.localeOf(language) ?? CaseFile.localeOf(ofDocument))
  }

const wishesOf = ({ humanCodingScheme, identifier }: CaseFile.Item): ReadonlyArray<string> => [
  humanCodingScheme ?? '',
  identifier
]

const titleOfDocument = ({ title, language, identifier }: CaseFile.Document): Text =>
  CaseFile.isBlank(title) ? identifier : inLanguage(title, CaseFile.localeOf(language))

/** The skeleton that an arrangement of the items makes. */
const skeletonOf = (
  file: CaseFile.File,
  { domains, competences }: CaseArrangement.Arrangement,
  below: CasePrerequisites.Prerequisites['below'],
  { id, levelFrom, level, ladder }: Options
): Skeleton.Skeleton => {
  const items = CaseFile.items(file)
  const document = file.CFDocument
  const title = titleOf(document)
  const wishes = [id ?? '', Ids.slug(document.title ?? ''), document.identifier]
  const part = (i: number): Skeleton.Part => {
    const item = items[i]
    if (item === undefined)
      return { wishes: wishes.slice(1), origin: ['CFDocument'], title: titleOfDocument(document) }
    return { wishes: wishesOf(item), origin: ['CFItems', i], title: title(item) }
  }
  const titled = (i: number): Skeleton.TitledPart => {
    const { title: own = CaseFile.nameAt(file)(i), ...rest } = part(i)
    return { ...rest, title: own }
  }
  const domainPlace = new Map(domains.map((domain, i) => [domain, i]))
  const educationOf = (i: number): number | undefined => {
    const item = items[i]
    return item === undefined || levelFrom !== 'education'
      ? undefined
      : CaseLevels.ofEducation(CaseFile.educationLevels(item))
  }
  return {
    wishes,
    title: titleOfDocument(document),
    domains: domains.map(part),
    competences: competences.map((each, c) => {
      const topicPlace = new Map(each.topics.map((topic, i) => [topic, i]))
      const required = below[c] ?? []
      const isStated = !ladder || required.some((lower) => lower.length > 0)
      const levels = CaseLevels.fill(
        each.acquis.map(({ item }) => educationOf(item)),
        levelFrom === 'fixed' ? required.map(() => []) : required,
        level
      )
      return {
        ...titled(each.item),
        domain: domainPlace.get(each.domain ?? NaN),
        topics: each.topics.map(titled),
        acquis: each.acquis.map(({ item, topic }, a) => ({
          ...part(item),
          topic: topicPlace.get(topic ?? NaN),
          level: levels[a] ?? level,
          requires: isStated ? (required[a] ?? []) : undefined
        }))
      }
    })
  }
}

/** The bank and what could not be taken along, or what is wrong with the package. */
export const of =
  (options: Options) =>
  (u: unknown): E.Either<NonEmptyArray<Issue>, SkeletonBank.Imported> => {
    const { issues: unreadable, value: file, damage } = Codec.examine(CaseFile.codec)(u)
    const graph = CaseGraph.of(file)
    const { tree, ...planted } = CaseTree.of(file, graph)
    const arrangement = CaseArrangement.of(file, tree, options)
    const prerequisites = CasePrerequisites.of(arrangement, graph.precedes, CaseFile.nameAt(file))
    const wrong = [
      ...unreadable,
      ...damage.beyond([...graph.issues, ...planted.issues, ...prerequisites.issues])
    ]
    if (isNonEmpty(wrong)) return E.left(wrong)
    const imported = SkeletonBank.toBank(skeletonOf(file, arrangement, prerequisites.below, options))
    return E.right({
      ...imported,
      losses: [
        ...arrangement.losses,
        ...planted.losses,
        ...graph.losses,
        ...prerequisites.losses,
        ...imported.losses,
        ...CaseLosses.of(file, arrangement, imported.ids, options.levelFrom),
        ...CaseFile.unread(u)
      ]
    })
  }

/**
 * From a bank to a CFPackage of CASE 1.1: its tree as items with `isChildOf`, its requirements as `precedes`.
 *
 * Laws
 * 1. the same bank and options give the same package, identifiers too
 * 2. no two identifiers are the same
 * 3. what an acquis requires, precedes it
 * 4. what a bank has and a package has not is listed
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Text from '../bank/Text'
import * as BankLosses from './BankLosses'
import type * as Loss from './Loss'
import * as Uuid from './Uuid'

export interface Options {
  /** Of the texts; a package has one. Else the first of the bank. */
  readonly locale?: string
  /** Who answers for the framework. */
  readonly creator: string
  /** When it was last changed, in ISO 8601: a bank does not say. */
  readonly changed: string
  /** What addresses begin with, without a slash at its end; where there is none, they are URNs. */
  readonly base?: string
}

export const defaults: Options = { creator: 'unknown', changed: '1970-01-01T00:00:00Z' }

export const kinds = ['Domain', 'Competence', 'Topic', 'Acquis'] as const
type Kind = (typeof kinds)[number]

const DESCRIPTIONS: Readonly<Record<Kind, string>> = {
  Domain: 'A heading above competences',
  Competence: 'What is assessed and scored by itself',
  Topic: 'A group of acquis of one competence',
  Acquis: 'The smallest thing that one can know or not; its educationLevel is its level, from 1 to 8'
}

/** What becomes an item. */
interface Node {
  readonly kind: Kind
  readonly id: string
  readonly identifier: string
  readonly title: Text.Text | undefined
  readonly level?: number
  /** The identifier of what it lies directly below, and its number there, from 1. */
  readonly parent: string
  readonly sequence: number
}

/** Identifiers of a bank's parts, each made once. */
const identifiers = (bank: Bank) => {
  const known = new Map<string, string>()
  return (kind: Kind, ...ids: ReadonlyArray<string>): string => {
    const key = [kind, ...ids].join('/')
    const identifier = known.get(key) ?? Uuid.of(bank.id, kind, ...ids)
    known.set(key, identifier)
    return identifier
  }
}

/** Domains, then competences, each with all that is in it. */
const nodesOf = (bank: Bank, root: string, identify: ReturnType<typeof identifiers>): ReadonlyArray<Node> => {
  const numbers = new Map<string, number>()
  const node = (
    kind: Kind,
    identifier: string,
    parent: string,
    { id, title }: { readonly id: string; readonly title?: Text.Text }
  ): Node => {
    const sequence = (numbers.get(parent) ?? 0) + 1
    numbers.set(parent, sequence)
    return { kind, id, identifier, title, parent, sequence }
  }
  return [
    ...bank.domains.map((domain) => node('Domain', identify('Domain', domain.id), root, domain)),
    ...bank.competences.flatMap((competence): ReadonlyArray<Node> => {
      const { id, domain, topics, acquis } = competence
      const own = identify('Competence', id)
      return [
        node('Competence', own, domain === undefined ? root : identify('Domain', domain), competence),
        ...topics.map((topic) => node('Topic', identify('Topic', id, topic.id), own, topic)),
        ...acquis.map((each) => ({
          ...node('Acquis', identify('Acquis', each.id), identify('Topic', id, each.topic), each),
          level: each.level
        }))
      ]
    })
  ]
}

export interface Exported {
  readonly file: unknown
  readonly losses: ReadonlyArray<Loss.Loss>
}

/** A text in one language, which is named where it can be told; what has none is called by its id. */
const statement = (
  title: Text.Text | undefined,
  id: string,
  locale: string | undefined
): { readonly fullStatement: string; readonly language?: string } => {
  const text = title === undefined ? '' : Text.inLocale(locale ?? '')(title)
  if (title === undefined || text.trim() === '') return { fullStatement: id }
  const language = typeof title === 'string' ? undefined : Text.closest(locale ?? '', Text.locales(title))
  return { fullStatement: text, ...(language === undefined ? {} : { language }) }
}

/** The package, ready for JSON, and what it does not carry. */
export const of =
  ({ locale: wish, creator, changed: lastChangeDateTime, base }: Options) =>
  (bank: Bank): Exported => {
    const locale = wish ?? bank.locales[0]
    const identify = identifiers(bank)
    const named = (group: string, identifier: string) => ({
      identifier,
      uri: base === undefined ? `urn:uuid:${identifier}` : `${base}/${group}/${identifier}`
    })
    const root = Uuid.of(bank.id)
    const nodes = nodesOf(bank, root, identify)
    const title = statement(bank.title, bank.id, locale).fullStatement
    const titles = new Map(
      nodes.map((node) => [node.identifier, statement(node.title, node.id, locale).fullStatement])
    )
    const link = (identifier: string) =>
      identifier === root
        ? { title, ...named('CFDocuments', root) }
        : { title: titles.get(identifier) ?? '', ...named('CFItems', identifier) }
    const typeOf = (kind: Kind) => ({
      title: kind,
      ...named('CFItemTypes', Uuid.of(bank.id, 'CFItemType', kind))
    })
    const types = new Map(kinds.map((kind) => [kind, typeOf(kind)]))
    const association = (type: string, origin: string, destination: string, sequenceNumber?: number) => ({
      ...named('CFAssociations', Uuid.of(bank.id, type, origin, destination)),
      associationType: type,
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
      originNodeURI: link(origin),
      destinationNodeURI: link(destination),
      lastChangeDateTime
    })
    const file = {
      CFDocument: {
        ...named('CFDocuments', root),
        caseVersion: '1.1',
        creator,
        title,
        ...(locale === undefined ? {} : { language: locale }),
        lastChangeDateTime
      },
      CFItems: nodes.map((node) => ({
        ...named('CFItems', node.identifier),
        humanCodingScheme: node.id,
        ...statement(node.title, node.id, locale),
        CFItemType: node.kind,
        CFItemTypeURI: types.get(node.kind),
        ...(node.level === undefined ? {} : { educationLevel: [String(node.level)] }),
        lastChangeDateTime
      })),
      CFAssociations: [
        ...nodes.map(({ identifier, parent, sequence }) =>
          association('isChildOf', identifier, parent, sequence)
        ),
        ...bank.competences.flatMap(({ acquis }) =>
          acquis.flatMap(({ id, requires }) =>
            requires.map((before) =>
              association('precedes', identify('Acquis', before), identify('Acquis', id))
            )
          )
        )
      ],
      CFDefinitions: {
        CFItemTypes: kinds.map((kind, i) => ({
          ...types.get(kind),
          description: DESCRIPTIONS[kind],
          hierarchyCode: String(i + 1),
          lastChangeDateTime
        }))
      }
    }
    return { file, losses: BankLosses.of(bank, locale) }
  }

/**
 * From a bank to a CFPackage of CASE 1.1: its tree as items with `isChildOf`, its requirements as `precedes`.
 *
 * Laws
 * 1. the same bank and options give the same package, identifiers too
 * 2. no two identifiers are the same
 * 3. what an acquis requires, precedes it
 * 4. what a bank has and a package has not is listed
 * 5. every item lies below another or the document, and has a number there
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as BankLosses from './BankLosses'
import * as CaseNodes from './CaseNodes'
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

const DESCRIPTIONS: Readonly<Record<CaseNodes.Kind, string>> = {
  Domain: 'A heading above competences',
  Competence: 'What is assessed and scored by itself',
  Topic: 'A group of acquis of one competence',
  Acquis: 'The smallest thing that one can know or not; its educationLevel is its level, from 1 to 8'
}

export interface Exported {
  readonly file: unknown
  readonly losses: ReadonlyArray<Loss.Loss>
}

/** The package, ready for JSON, and what it does not carry. */
export const of =
  ({ locale: wish, creator, changed: lastChangeDateTime, base }: Options) =>
  (bank: Bank): Exported => {
    const locale = wish ?? bank.locales[0]
    const { root, title, nodes, identifierOf } = CaseNodes.of(bank, locale ?? '')
    const named = (group: string, identifier: string) => ({
      identifier,
      uri: base === undefined ? `urn:uuid:${identifier}` : `${base}/${group}/${identifier}`
    })
    const document = named('CFDocuments', root)
    const links = new Map([
      [root, { title, ...document }],
      ...nodes.map(
        ({ identifier, statement }) =>
          [identifier, { title: statement.fullStatement, ...named('CFItems', identifier) }] as const
      )
    ])
    const types = new Map(
      CaseNodes.kinds.map((kind) => {
        const identifier = Uuid.of(bank.id, 'CFItemType', kind)
        return [kind, { title: kind, ...named('CFItemTypes', identifier) }] as const
      })
    )
    const association = (associationType: string, origin: string, destination: string) => ({
      ...named('CFAssociations', Uuid.of(bank.id, associationType, origin, destination)),
      associationType,
      originNodeURI: links.get(origin),
      destinationNodeURI: links.get(destination),
      lastChangeDateTime
    })
    const precedes = bank.competences.flatMap(({ acquis }) =>
      acquis.flatMap(({ id, requires }) =>
        requires.map((before) => association('precedes', identifierOf(before), identifierOf(id)))
      )
    )
    const file = {
      CFDocument: {
        ...document,
        caseVersion: '1.1',
        creator,
        title,
        ...(locale === undefined ? {} : { language: locale }),
        lastChangeDateTime
      },
      CFItems: nodes.map(({ kind, id, identifier, statement, level }) => ({
        ...named('CFItems', identifier),
        humanCodingScheme: id,
        ...statement,
        CFItemType: kind,
        CFItemTypeURI: types.get(kind),
        ...(level === undefined ? {} : { educationLevel: [String(level)] }),
        lastChangeDateTime
      })),
      CFAssociations: [
        ...nodes.map(({ identifier, parent, sequence }) => ({
          ...association('isChildOf', identifier, parent),
          sequenceNumber: sequence
        })),
        ...precedes
      ],
      CFDefinitions: {
        CFItemTypes: CaseNodes.kinds.map((kind, i) => ({
          ...types.get(kind),
          description: DESCRIPTIONS[kind],
          hierarchyCode: String(i + 1),
          lastChangeDateTime
        }))
      }
    }
    return { file, losses: BankLosses.of(bank, locale) }
  }

/**
 * The parts of a bank that become items of a CFPackage, each with its identifier and what it lies below.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Text from '../bank/Text'
import * as Uuid from './Uuid'

export const kinds = ['Domain', 'Competence', 'Topic', 'Acquis'] as const
export type Kind = (typeof kinds)[number]

/** What a part says in one language, which is named where it can be told. */
interface Statement {
  readonly fullStatement: string
  readonly language?: string
}

export interface Node {
  readonly kind: Kind
  readonly id: string
  readonly identifier: string
  readonly statement: Statement
  /** Of an acquis. */
  readonly level: number | undefined
  /** The identifier of what it lies directly below, and its number there, from 1. */
  readonly parent: string
  readonly sequence: number
}

export interface Nodes {
  /** The identifier of the document. */
  readonly root: string
  readonly title: string
  /** Domains, then competences, each with all that is in it. */
  readonly nodes: ReadonlyArray<Node>
  /** Of an acquis. */
  readonly identifierOf: (id: string) => string
}

/** What has no title is called by its id. */
const statementOf = (locale: string, title: Text.Text | undefined, id: string): Statement => {
  const text = title === undefined ? '' : Text.inLocale(locale)(title)
  if (title === undefined || text.trim() === '') return { fullStatement: id }
  const language = Text.closest(locale, Text.locales(title))
  return { fullStatement: text, ...(language === undefined ? {} : { language }) }
}

/** Identifiers, each made once: hashing is what takes time here. */
const identifiers = ({ id: bank }: Bank) => {
  const known = new Map<string, string>()
  return (kind: Kind, ...ids: ReadonlyArray<string>): string => {
    const key = [kind, ...ids].join('/')
    const identifier = known.get(key) ?? Uuid.of(bank, kind, ...ids)
    known.set(key, identifier)
    return identifier
  }
}

/** The nodes of a bank, in the locale that is closest to this one. */
export const of = (bank: Bank, locale: string): Nodes => {
  const root = Uuid.of(bank.id)
  const identify = identifiers(bank)
  const numbers = new Map<string, number>()
  const node = (
    kind: Kind,
    identifier: string,
    parent: string,
    { id, title, level }: { readonly id: string; readonly title?: Text.Text; readonly level?: number }
  ): Node => {
    const sequence = (numbers.get(parent) ?? 0) + 1
    numbers.set(parent, sequence)
    return { kind, id, identifier, statement: statementOf(locale, title, id), level, parent, sequence }
  }
  return {
    root,
    title: statementOf(locale, bank.title, bank.id).fullStatement,
    identifierOf: (id) => identify('Acquis', id),
    nodes: [
      ...bank.domains.map((domain) => node('Domain', identify('Domain', domain.id), root, domain)),
      ...bank.competences.flatMap((competence): ReadonlyArray<Node> => {
        const { id, domain, topics, acquis } = competence
        const own = identify('Competence', id)
        const above = domain === undefined ? root : identify('Domain', domain)
        return [
          node('Competence', own, above, competence),
          ...topics.map((topic) => node('Topic', identify('Topic', id, topic.id), own, topic)),
          ...acquis.map((each) =>
            node('Acquis', identify('Acquis', each.id), identify('Topic', id, each.topic), each)
          )
        ]
      })
    ]
  }
}

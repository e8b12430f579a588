/**
 * What a bank holds: everything but its fingerprint, which takes longer to make than all the rest. Who only looks a bank
 * through, and never names it in a session, needs no more.
 *
 * @since 0.2.0
 */
import * as O from 'fp-ts/lib/Option.js'
import * as BankFile from './BankFile'
import * as Checks from './Checks'
import * as Codec from './Codec'
import type { Competence, Domain, Prior, Skip } from './Framework'
import * as Issue from './Issue'
import * as Resolve from './Resolve'
import type { Text } from './Text'

export interface Content {
  readonly id: string
  readonly title: Text
  /** The first is the one used where no other is asked for; empty where the bank does not tell locales apart. */
  readonly locales: ReadonlyArray<string>
  readonly prior: Prior
  readonly skip: Skip
  readonly domains: ReadonlyArray<Domain>
  readonly competences: ReadonlyArray<Competence>
}

/** The content of a draft without errors. */
export const ofDraft = (draft: BankFile.Draft): Content => ({
  id: draft.id,
  title: draft.title,
  locales: Resolve.locales(draft),
  prior: Resolve.prior(draft),
  skip: Resolve.skip(draft),
  domains: (draft.domains ?? []).map(([id, body]) => ({ id, ...body })),
  competences: draft.competences.map(Resolve.competence(draft))
})

/** A draft with every default written out. */
export const draftOf = (content: Content): BankFile.Draft => ({
  format: BankFile.FORMAT,
  id: content.id,
  title: content.title,
  locales: content.locales,
  model: content.prior,
  defaults: { skip: content.skip },
  domains: content.domains.map(({ id, ...body }) => [id, body] as const),
  competences: content.competences.map(Resolve.competenceDraft)
})

/** A file as a draft, with all of its issues. */
export interface Reading {
  readonly draft: BankFile.Draft
  readonly issues: ReadonlyArray<Issue.Issue>
}

export const read = (u: unknown): Reading => {
  const { issues, value: draft, damage } = Codec.examine(BankFile.codec)(u)
  return { draft, issues: [...issues, ...Checks.check(draft, damage)] }
}

/** The issues of a file, and its content where none of them is an error. */
export interface Examination {
  readonly issues: ReadonlyArray<Issue.Issue>
  readonly content: O.Option<Content>
}

export const examine = (u: unknown): Examination => {
  const { draft, issues } = read(u)
  return { issues, content: issues.some(Issue.spoils) ? O.none : O.some(ofDraft(draft)) }
}

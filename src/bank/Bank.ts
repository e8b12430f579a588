/**
 * An item bank, keyed by competence / level / acquis. `decode` is its only maker, so a `Bank` has no loose ends: every
 * reference leads somewhere, every default is filled in, every block of acquis has a manageable number of states.
 *
 * Laws
 * 1. decode ∘ encode = identity
 * 2. one planted defect gives exactly that issue
 * 3. whatever the input, decoding gives a bank or issues, never an exception
 * 4. the fingerprint depends on the content, not on how the file spells it
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as Sha256 from '../math/Sha256'
import * as BankFile from './BankFile'
import * as Checks from './Checks'
import * as Codec from './Codec'
import type { Competence, Domain, Prior, Skip } from './Framework'
import * as Issue from './Issue'
import * as Resolve from './Resolve'
import type { Text } from './Text'

export interface Bank {
  readonly id: string
  /** SHA-256 of the encoded bank, in hexadecimal. */
  readonly fingerprint: string
  readonly title: Text
  /** The first is the one used where no other is asked for; empty where the bank does not tell locales apart. */
  readonly locales: ReadonlyArray<string>
  readonly prior: Prior
  readonly skip: Skip
  readonly domains: ReadonlyArray<Domain>
  readonly competences: ReadonlyArray<Competence>
}

/** A bank but for its fingerprint, which takes longer than all the rest. */
export type Content = Omit<Bank, 'fingerprint'>

const contentOf = (draft: BankFile.Draft): Content => ({
  id: draft.id,
  title: draft.title,
  locales: Resolve.locales(draft),
  prior: Resolve.prior(draft),
  skip: Resolve.skip(draft),
  domains: (draft.domains ?? []).map(([id, body]) => ({ id, ...body })),
  competences: draft.competences.map(Resolve.competence(draft))
})

const draftOf = (bank: Content): BankFile.Draft => ({
  format: BankFile.FORMAT,
  id: bank.id,
  title: bank.title,
  locales: bank.locales,
  model: bank.prior,
  defaults: { skip: bank.skip },
  domains: bank.domains.map(({ id, ...body }) => [id, body] as const),
  competences: bank.competences.map(Resolve.competenceDraft)
})

/** The bank as `acquis-bank/1`, ready for JSON, with every default written out. */
export const encode = (bank: Bank): unknown => BankFile.codec.encode(draftOf(bank))

/** What can be said of a bank file: its issues, and what it holds where there are no errors among them. */
export interface Examination {
  readonly issues: ReadonlyArray<Issue.Issue>
  readonly content: E.Either<NonEmptyArray<Issue.Issue>, Content>
}

const read = (
  u: unknown
): { readonly draft: BankFile.Draft; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const { issues, value: draft, damage } = Codec.examine(BankFile.codec)(u)
  return { draft, issues: [...issues, ...Checks.check(draft, damage)] }
}

/** Both what `check` and what `decode` would say, but for the fingerprint. */
export const examine = (u: unknown): Examination => {
  const { draft, issues } = read(u)
  const errors = issues.filter(Issue.isError)
  return { issues, content: isNonEmpty(errors) ? E.left(errors) : E.right(contentOf(draft)) }
}

/** Everything there is to say about a bank file, warnings too; empty where nothing is wrong. */
export const check = (u: unknown): ReadonlyArray<Issue.Issue> => read(u).issues

/** A bank from parsed JSON or YAML, or all of its errors. Warnings do not stand in the way: see `check`. */
export const decode = (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Bank> =>
  E.map((content: Content): Bank => ({
    ...content,
    fingerprint: Sha256.hex(JSON.stringify(BankFile.codec.encode(draftOf(content))))
  }))(examine(u).content)

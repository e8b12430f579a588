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
import * as Content from './Content'
import * as Issue from './Issue'

export interface Bank extends Content.Content {
  /** SHA-256 of the encoded bank, in hexadecimal. */
  readonly fingerprint: string
}

/** The bank as `acquis-bank/1`, ready for JSON, with every default written out. */
export const encode = (bank: Bank): unknown => BankFile.codec.encode(Content.draftOf(bank))

/** Everything there is to say about a bank file, warnings too; empty where nothing is wrong. */
export const check = (u: unknown): ReadonlyArray<Issue.Issue> => Content.read(u).issues

/** A bank from parsed JSON or YAML, or all of its errors. Warnings do not stand in the way: see `check`. */
export const decode = (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Bank> => {
  const { draft, issues } = Content.read(u)
  const errors = issues.filter(Issue.spoils)
  if (isNonEmpty(errors)) return E.left(errors)
  const content = Content.ofDraft(draft)
  return E.right({
    ...content,
    fingerprint: Sha256.hex(JSON.stringify(BankFile.codec.encode(Content.draftOf(content))))
  })
}

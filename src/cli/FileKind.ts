/**
 * The kinds of files that people and programs write for us: by which word they go, which codec reads them, and what is
 * checked of them, alone and beside the bank that they belong to.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Campaign from '../assessment/Campaign'
import * as Offers from '../assessment/Offers'
import * as Roles from '../assessment/Roles'
import * as SessionFile from '../assessment/SessionFile'
import * as Weaknesses from '../assessment/Weaknesses'
import type * as Bank from '../bank/Bank'
import * as BankFile from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as Format from '../bank/Format'
import type { Issue } from '../bank/Issue'
import type { Thresholds } from '../bank/Thresholds'
import * as PoliciesFile from '../lab/PoliciesFile'
import * as EditDistance from '../math/EditDistance'
import * as Profile from '../profile/Profile'
import * as ProfileFile from '../profile/ProfileFile'
import * as Config from './Config'

/** Thresholds matter to banks, of which more is told than what is wrong. */
type Check = (u: unknown, thresholds: Thresholds) => ReadonlyArray<Issue>

export interface FileKind {
  /** As `acquis schema` and messages call it. */
  readonly name: string
  readonly format: string
  readonly codec: Codec.AnyCodec
  /** By itself. */
  readonly check: Check
  /** For what belongs to a bank: the id of that bank, and what is wrong beside it. */
  readonly beside?: {
    readonly bankOf: (u: unknown) => unknown
    readonly check: (bank: Bank.Bank) => Check
  }
}

const alone =
  (codec: Codec.AnyCodec): Check =>
  (u) =>
    Codec.examine(codec)(u).issues

const issuesOf = <A>(
  result: E.Either<ReadonlyArray<Issue>, A>,
  warnings: (a: A) => ReadonlyArray<Issue> = () => []
): ReadonlyArray<Issue> => (E.isLeft(result) ? result.left : warnings(result.right))

const valueAt = (u: unknown, key: string): unknown =>
  typeof u === 'object' && u !== null && Object.hasOwn(u, key)
    ? (u as Readonly<Record<string, unknown>>)[key]
    : undefined

const bank: FileKind = {
  name: 'bank',
  format: BankFile.FORMAT,
  codec: BankFile.codec,
  check: (u, thresholds) => Weaknesses.check(thresholds)(u)
}

export const kinds: ReadonlyArray<FileKind> = [
  bank,
  {
    name: 'campaign',
    format: Campaign.FORMAT,
    codec: Campaign.codec,
    check: alone(Campaign.codec),
    beside: {
      bankOf: (u) => valueAt(u, 'bank'),
      check: (of) => (u) => issuesOf(Campaign.decode(of)(u))
    }
  },
  {
    name: 'roles',
    format: Roles.FORMAT,
    codec: Roles.codec,
    check: alone(Roles.codec),
    beside: {
      bankOf: (u) => valueAt(u, 'bank'),
      check: (of) => (u) => issuesOf(Roles.decode(of)(u))
    }
  },
  {
    name: 'offers',
    format: Offers.FORMAT,
    codec: Offers.codec,
    check: Offers.check,
    beside: {
      bankOf: (u) => valueAt(u, 'bank'),
      check: (of) => (u) => issuesOf(Offers.decode(of)(u))
    }
  },
  {
    name: 'session',
    format: SessionFile.FORMAT,
    codec: SessionFile.codec,
    check: alone(SessionFile.codec),
    beside: {
      bankOf: (u) => valueAt(valueAt(u, 'bank'), 'id'),
      check: (of) => (u) => issuesOf(SessionFile.decode(of)(u), ({ warnings }) => warnings)
    }
  },
  {
    name: 'profile',
    format: Profile.FORMAT,
    codec: ProfileFile.codec,
    check: alone(ProfileFile.codec),
    beside: { bankOf: (u) => valueAt(valueAt(u, 'bank'), 'id'), check: ProfileFile.check }
  },
  {
    name: 'policies',
    format: PoliciesFile.FORMAT,
    codec: PoliciesFile.codec,
    check: PoliciesFile.check
  },
  { name: 'config', format: Config.FORMAT, codec: Config.codec, check: alone(Config.codec) }
]

/** The kind that a file says it is of, whatever its version; a bank where it says nothing that is like one. */
export const of = (u: unknown): FileKind => {
  const format = valueAt(u, 'format')
  const kind = Format.parse(format)?.kind
  const formats = kinds.map((each) => each.format)
  const meant = typeof format === 'string' ? EditDistance.nearest(format, formats) : undefined
  return (
    kinds.find((each) => Format.parse(each.format)?.kind === kind) ??
    kinds.find((each) => each.format === meant) ??
    bank
  )
}

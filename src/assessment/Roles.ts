/**
 * `acquis-roles/1`: what is expected of people by what they do, a role × competence matrix.
 *
 * Laws
 * 1. decode ∘ encode = identity
 * 2. every defect is an issue at its place
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type * as t from 'io-ts'
import type { Bank } from '../bank/Bank'
import { text } from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import * as Id from '../bank/Id'
import type * as Issue from '../bank/Issue'
import { unknownReferences, type Unknown } from '../bank/Scene'
import type { Text } from '../bank/Text'
import * as Expectation from './Expectation'

export const FORMAT = 'acquis-roles/1'

/** How often a role uses what it is expected to know. */
export const frequencies = ['minimal', 'frequent', 'daily'] as const
export type Frequency = (typeof frequencies)[number]

export interface Role {
  readonly id: string
  readonly title: Text
  readonly frequency: Frequency
  /** The expected level by competence; 0 where nothing is. */
  readonly expected: Expectation.Expected
}

export interface Roles {
  readonly id: string
  readonly bank: string
  readonly title?: Text
  /** In the order of the file. */
  readonly roles: ReadonlyArray<Role>
}

const role = Codec.object(
  'a role',
  { title: text, frequency: Codec.oneOf(frequencies), expected: Expectation.codec },
  {}
)

export const codec = FileCodec.of(
  'roles',
  FORMAT,
  [],
  { id: Codec.id, bank: Codec.id, roles: Codec.entries(Id.pattern, 'role id', role) },
  { title: text }
)

type Draft = t.TypeOf<typeof codec>

const references = (bank: Bank, unknown: Unknown, { bank: id, roles }: Draft): ReadonlyArray<Issue.Issue> => {
  const ofExpected = Expectation.references(unknown, bank)
  return [
    ...(id === bank.id
      ? []
      : [{ _tag: 'other-bank', path: ['bank'], expected: bank.id, actual: id } as const]),
    ...roles.flatMap(([role, { expected }]) => ofExpected(['roles', role, 'expected'], expected))
  ]
}

/** Roles for a bank from parsed JSON or YAML, or all that is wrong with them. */
export const decode =
  (bank: Bank) =>
  (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Roles> => {
    const { issues: wrong, value: draft, damage } = Codec.examine(codec)(u)
    const issues = [...wrong, ...damage.beyond(references(bank, unknownReferences(damage), draft))]
    if (isNonEmpty(issues)) return E.left(issues)
    return E.right({
      id: draft.id,
      bank: draft.bank,
      ...(draft.title === undefined ? {} : { title: draft.title }),
      roles: draft.roles.map(([id, { expected, ...rest }]) => ({
        id,
        ...rest,
        expected: Expectation.levels(expected)
      }))
    })
  }

/** The roles as `acquis-roles/1`, ready for JSON. */
export const encode = ({ roles, ...rest }: Roles): unknown =>
  codec.encode({
    format: FORMAT,
    ...rest,
    roles: roles.map(({ id, expected, ...role }) => [id, { ...role, expected: Expectation.draft(expected) }])
  })

/**
 * What a role expects of the learner, put into the campaign of a test: over what the campaign expects itself, or as one
 * of the whole bank where there is no other.
 *
 * @since 0.2.0
 */
import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Campaign } from '../assessment/Campaign'
import * as Roles from '../assessment/Roles'
import type { Bank } from '../bank/Bank'
import type { Effect, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import * as LogOptions from './LogOptions'

export interface Wishes {
  /** A file of roles, and the id of one of them. */
  readonly roles: string | undefined
  readonly role: string | undefined
}

const withRole = (
  bank: Bank,
  wanted: string,
  campaign: Campaign | undefined,
  { roles }: Roles.Roles
): E.Either<Failure.Failure, Campaign> => {
  const role = roles.find(({ id }) => id === wanted)
  if (role === undefined)
    return E.left(
      Failure.usage(
        `--role: no role \`${Layout.safeLine(wanted)}\`; ${LogOptions.meant(
          wanted,
          roles.map(({ id }) => id)
        )}`
      )
    )
  const { id, title, expected } = role
  return E.right({ ...(campaign ?? { id, bank: bank.id, title, scope: [], rules: {} }), expected })
}

export const of = (
  files: Files,
  bank: Bank,
  { roles, role }: Wishes,
  campaign: Campaign | undefined
): Effect<Campaign | undefined> =>
  roles === undefined || role === undefined
    ? TE.right(campaign)
    : pipe(
        Load.decoded(files)(roles, Roles.decode(bank)),
        TE.chainEitherK(({ value }) => withRole(bank, role, campaign, value))
      )

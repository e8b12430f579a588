/**
 * What `take` knows from before a test: earlier sessions of the learner, and how old they are.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as Campaign from '../assessment/Campaign'
import * as Earlier from '../assessment/Earlier'
import * as SessionFile from '../assessment/SessionFile'
import type { Bank } from '../bank/Bank'
import type * as Challenge from '../bank/Challenge'
import type { Effect, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import * as LogTime from './LogTime'

/** When the test takes place, as the options say it. */
export const nowOf = (wish: string | undefined): E.Either<Failure.Failure, number | undefined> => {
  if (wish === undefined) return E.right(undefined)
  const now = LogTime.parse(wish)
  return Number.isFinite(now)
    ? E.right(now)
    : E.left(
        Failure.usage(
          `--now takes a time, such as 2026-01-31 or 2026-01-31T09:30:00Z, not \`${Layout.safeLine(wish)}\``
        )
      )
}

/** The responses of earlier sessions, in the order in which their files are named. */
export const sessionsOf = (
  files: Files,
  paths: ReadonlyArray<string>,
  bank: Bank
): Effect<ReadonlyArray<ReadonlyArray<Challenge.Response>>> =>
  paths.some((path, i) => paths.indexOf(path) !== i)
    ? TE.left(Failure.usage('--earlier takes each session once: an answer must not count twice'))
    : pipe(
        paths,
        TE.traverseSeqArray((path) =>
          pipe(
            Load.decoded(files)(path, SessionFile.responses(bank)),
            TE.map(({ value }) => value)
          )
        )
      )

/** The time is kept only where it matters, so that a test in which it does not is the same at any time. */
export const earlierOf = (
  sessions: ReadonlyArray<ReadonlyArray<Challenge.Response>>,
  campaign: Campaign.Campaign | undefined,
  now: number
): Challenge.Earlier | undefined => {
  if (sessions.length === 0) return undefined
  const timed = campaign?.halfLife !== undefined || campaign?.retake !== undefined
  return { responses: sessions.flat(), ...(timed ? { now } : {}) }
}

/** What is worth knowing of earlier answers before they are relied on. */
export const remarks = (
  bank: Bank,
  campaign: Campaign.Campaign | undefined,
  { responses, now }: Challenge.Earlier
): ReadonlyArray<string> => {
  const unknown = Earlier.unknown(bank, responses)
  const undated = responses.filter(({ at }) => at === undefined).length
  const named = unknown.slice(0, 10).map((id) => `\`${Layout.safeLine(id)}\``)
  const rest = unknown.length > named.length ? ', …' : ''
  return [
    ...(unknown.length === 0
      ? []
      : [
          `earlier answers to ${unknown.length} challenge${unknown.length === 1 ? '' : 's'} that this bank does not have are passed over: ${named.join(', ')}${rest}`
        ]),
    ...(now === undefined || undated === 0
      ? []
      : [
          `${undated} earlier answer${undated === 1 ? ' has' : 's have'} no time: ${[
            ...(campaign?.halfLife === undefined ? [] : ['counted in full']),
            ...(campaign?.retake === undefined ? [] : ['not asked again'])
          ].join(', ')}`
        ])
  ]
}

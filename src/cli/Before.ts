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

/** What earlier sessions hold. */
export interface Sessions {
  /** In the order in which the files are named. */
  readonly responses: ReadonlyArray<Challenge.Response>
  readonly warnings: ReadonlyArray<string>
}

export const sessionsOf = (
  files: Files,
  paths: ReadonlyArray<string>,
  bank: Bank
): Effect<Sessions | undefined> => {
  if (paths.length === 0) return TE.right(undefined)
  if (new Set(paths).size < paths.length)
    return TE.left(Failure.usage('--earlier takes each session once: an answer must not count twice'))
  return pipe(
    paths,
    TE.traverseSeqArray((path) => Load.decoded(files)(path, SessionFile.answered(bank))),
    TE.map((sessions) => ({
      responses: sessions.flatMap(({ value }) => value.responses),
      warnings: sessions.flatMap(({ value, source }) => source.locate(value.warnings).map(Load.line))
    }))
  )
}

/** The time is kept only where it matters, so that a test in which it does not is the same at any time. */
export const earlierOf = (
  { responses }: Sessions,
  campaign: Campaign.Campaign | undefined,
  now: number
): Challenge.Earlier => {
  const timed = campaign?.halfLife !== undefined || campaign?.retake !== undefined
  return { responses, ...(timed ? { now } : {}) }
}

const some = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** So many are named; the others are counted. */
const NAMED = 10

const unknown = (ids: ReadonlyArray<string>): string => {
  const named = ids.slice(0, NAMED).map((id) => `\`${Layout.safeLine(id)}\``)
  const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return `earlier answers to ${some(ids.length, 'challenge')} that this bank does not have are passed over: ${named.join(', ')}${rest}`
}

/** What is worth knowing of earlier answers before they are relied on. */
export const remarks = (
  bank: Bank,
  campaign: Campaign.Campaign | undefined,
  { responses, now }: Challenge.Earlier
): ReadonlyArray<string> => {
  const strangers = Earlier.unknown(bank, responses)
  const undated = responses.filter(({ at }) => at === undefined).length
  const future = responses.filter(({ at }) => at !== undefined && now !== undefined && at > now).length
  const counted = [
    ...(campaign?.halfLife === undefined ? [] : ['counted in full']),
    ...(campaign?.retake === undefined ? [] : ['not asked again'])
  ].join(', ')
  return [
    ...(strangers.length === 0 ? [] : [unknown(strangers)]),
    ...(now === undefined || undated === 0
      ? []
      : [`${some(undated, 'earlier answer has', 'earlier answers have')} no time: ${counted}`]),
    ...(future === 0
      ? []
      : [
          `${some(future, 'earlier answer is', 'earlier answers are')} dated after this test: ${counted}; look at the clock, or at --now`
        ])
  ]
}

/**
 * The responses of one learner as a log: CSV by RFC 4180, in the order of answering.
 *
 * @since 0.1.0
 */
import type { Response } from '../bank/Challenge'
import * as LogFiles from './LogFiles'

/** `learner,challenge,outcome`, and `seconds` where they are known of any response. */
export const encode = (learner: string, responses: ReadonlyArray<Response>): string => {
  const timed = responses.some(({ seconds }) => seconds !== undefined)
  const rows = responses.map(({ challenge, outcome, seconds }) => [
    learner,
    challenge,
    outcome,
    ...(timed ? [seconds === undefined ? '' : String(seconds)] : [])
  ])
  return [['learner', 'challenge', 'outcome', ...(timed ? ['seconds'] : [])], ...rows]
    .map((row) => `${row.map(LogFiles.field).join(',')}\n`)
    .join('')
}

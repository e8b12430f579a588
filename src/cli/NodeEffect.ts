/**
 * What reading and writing by Node share.
 *
 * @since 0.2.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'

export const attempt = <A>(doing: string, act: () => Promise<A>): Effect<A> =>
  TE.tryCatch(act, Failure.from(doing))

export const errorWith = (code: string): Error => Object.assign(new Error(code), { code })

/** Bytes that are read or written at a time. */
export const CHUNK = 1 << 18

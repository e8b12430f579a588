/**
 * Effects inside a long loop: awaited one by one, a failure leaving the loop by being thrown, and back to a value at the
 * end.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'

const thrown = new WeakMap<Error, Failure.Failure>()

/** What an effect gives; its failure is thrown, to be caught by `attempt`. */
export const done = async <A>(effect: Effect<A>): Promise<A> => {
  const result = await effect()
  if (E.isRight(result)) return result.right
  return fail(result.left)
}

export const fail = (failure: Failure.Failure): never => {
  const error = new Error(failure.message)
  thrown.set(error, failure)
  throw error
}

/** What `fail` has thrown. */
export const failureOf = (error: unknown): Failure.Failure | undefined =>
  error instanceof Error ? thrown.get(error) : undefined

/** The same failure, with more to say; what was thrown otherwise stays as it is. */
export const adding = (error: unknown, more: string): unknown => {
  const known = failureOf(error)
  if (known === undefined) return error
  const failure = { ...known, message: `${known.message}; ${more}` }
  const longer = new Error(failure.message)
  thrown.set(longer, failure)
  return longer
}

/** What was thrown as a failure; anything unforeseen is told as what went wrong while `doing` it. */
export const attempt = <A>(doing: string, act: () => Promise<A>): Effect<A> =>
  TE.tryCatch(act, (error) => failureOf(error) ?? Failure.from(doing)(error))

/**
 * `Workers` by Node's worker threads. Every worker has one shard at a time and gets the next when it has answered, so a
 * slow one holds up nobody; results that come early wait for those before them.
 *
 * Laws
 * 1. results are taken in the order of the shards, however many workers there are
 * 2. whatever ends a worker early ends the whole, with a sentence, and leaves no thread behind
 *
 * @since 0.2.0
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { Effect, Work, Workers } from './Capabilities'
import * as Failure from './Failure'
import { failureOf } from './LogEffect'
import type { Message, Start } from './NodeWorker'

/** What was thrown as a failure by whoever takes results stays what it is. */
const failed = (error: unknown): Failure.Failure => {
  const known = failureOf(error)
  if (known !== undefined) return known
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return Failure.io(
    code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'a worker ran out of memory; fewer workers need less'
      : `a worker failed: ${Failure.reason(error)}`
  )
}

/** The elements of a list, or of what makes them one by one. */
async function* elements<A>(all: Iterable<A> | AsyncIterable<A>): AsyncGenerator<A, undefined> {
  yield* all
  return undefined
}

/** The same function, but each call begins when the one before has ended. */
const inTurn = <A>(act: () => Promise<A>): (() => Promise<A>) => {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const result = last.then(act)
    last = result.catch(() => undefined)
    return result
  }
}

const run =
  (entry: URL) =>
  <Context, Shard, Result>({
    job,
    context,
    shards,
    workers,
    take,
    signal
  }: Work<Context, Shard, Result>): Effect<void> =>
  () =>
    new Promise((resolve) => {
      const open = new Set<Worker>()
      const early = new Map<number, Result>()
      const start: Start = { job: job.name, context }
      let given = 0
      let taken = 0
      let over = false
      const end = (result: E.Either<Failure.Failure, void>): void => {
        if (over) return
        over = true
        signal?.removeEventListener('abort', abort)
        void Promise.all(Array.from(open, (worker) => worker.terminate())).then(() => resolve(result))
      }
      const abort = (): void => end(E.left(Failure.interrupted('')))

      const source = elements(shards)
      /** The next shard with its place, one asking after the other. */
      const next = inTurn(async (): Promise<Message | undefined> => {
        const { done, value } = await source.next()
        return done === true ? undefined : { index: given++, content: value }
      })
      /** Takes what there is in order; whoever brings a result waits for that before it works on. */
      const settle = inTurn(async (): Promise<void> => {
        for (; early.has(taken) && !over; taken++) {
          const result = early.get(taken) as Result
          early.delete(taken)
          await take(result)
        }
      })

      const answerTo = (worker: Worker, message: Message): Promise<Message> =>
        new Promise((answered) => {
          worker.once('message', answered)
          worker.postMessage(message)
        })
      const serve = async (first: Message): Promise<void> => {
        const worker = new Worker(entry, { workerData: start })
        open.add(worker)
        worker.on('error', (error) => end(E.left(failed(error))))
        worker.on('messageerror', (error) => end(E.left(failed(error))))
        worker.on('exit', () => {
          open.delete(worker)
          end(E.left(Failure.io('a worker ended before its work was done')))
        })
        for (
          let message: Message | undefined = first;
          message !== undefined && !over;
          message = await next()
        ) {
          const { index, content } = await answerTo(worker, message)
          early.set(index, content as Result)
          await settle()
        }
      }
      const begin = async (): Promise<void> => {
        const first = await next()
        if (first !== undefined && !over) await serve(first)
      }

      if (signal?.aborted === true) return abort()
      signal?.addEventListener('abort', abort)
      Promise.all(Array.from({ length: Math.max(1, workers) }, begin)).then(
        () => end(E.right(undefined)),
        (error: unknown) => end(E.left(failed(error)))
      )
    })

/** Workers that run this file, which calls `serve`. */
export const workers = (entry: URL): Workers => ({ cores: availableParallelism(), run: run(entry) })

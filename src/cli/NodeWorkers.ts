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
import type { Message, Start } from './NodeWorker'

const failed = (error: unknown): Failure.Failure => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return Failure.io(
    code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'a worker ran out of memory; fewer workers need less'
      : `a worker failed: ${Failure.reason(error)}`
  )
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
      /** What is thrown here, as by a value that cannot be copied, must not be thrown into an event. */
      const guarded = (act: () => void): void => {
        try {
          act()
        } catch (error) {
          end(E.left(failed(error)))
        }
      }
      const give = (worker: Worker): void => {
        if (given >= shards.length) return
        const message: Message = { index: given, content: shards[given] }
        given++
        worker.postMessage(message)
      }
      const receive = (worker: Worker, { index, content }: Message): void => {
        if (over) return
        give(worker)
        early.set(index, content as Result)
        for (; early.has(taken); taken++) {
          const result = early.get(taken) as Result
          early.delete(taken)
          take(result)
        }
        if (taken === shards.length) end(E.right(undefined))
      }
      const begin = (): void => {
        const start: Start = { job: job.name, context }
        const worker = new Worker(entry, { workerData: start })
        open.add(worker)
        worker.on('message', (message: Message) => guarded(() => receive(worker, message)))
        worker.on('error', (error) => end(E.left(failed(error))))
        worker.on('messageerror', (error) => end(E.left(failed(error))))
        worker.on('exit', () => {
          open.delete(worker)
          end(E.left(Failure.io('a worker ended before its work was done')))
        })
        give(worker)
      }
      if (signal?.aborted === true) return abort()
      if (shards.length === 0) return end(E.right(undefined))
      signal?.addEventListener('abort', abort)
      guarded(() => {
        for (let n = 0; n < Math.min(Math.max(1, workers), shards.length); n++) begin()
      })
    })

/** Workers that run this file, which calls `serve`. */
export const workers = (entry: URL): Workers => ({ cores: availableParallelism(), run: run(entry) })

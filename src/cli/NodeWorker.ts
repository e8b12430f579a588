/**
 * A worker thread, from inside: loads its job, is told the context, and answers every shard with its result.
 *
 * @since 0.2.0
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { AnyJob } from './Jobs'

/** What a worker is begun with. */
export interface Start {
  readonly job: string
  readonly context: unknown
}

/** One shard, by its place; the result comes back with the same. */
export interface Message {
  readonly index: number
  readonly content: unknown
}

/** Does one of these jobs until the thread is ended. What it throws ends the thread, and is told outside. */
export const serve = async (jobs: ReadonlyArray<AnyJob>): Promise<void> => {
  const { job: name, context } = workerData as Start
  const job = jobs.find((each) => each.name === name)
  if (job === undefined) throw new Error(`there is no job \`${name}\``)
  const run = (await job.load())(context as never) as (shard: unknown) => unknown
  parentPort?.on('message', ({ index, content }: Message) => {
    const result: Message = { index, content: run(content) }
    try {
      parentPort?.postMessage(result)
    } catch (error) {
      // A DataCloneError cannot be cloned itself.
      throw new Error(error instanceof Error ? error.message : String(error))
    }
  })
}

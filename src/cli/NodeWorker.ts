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

/** Sends a result, or gives the reason why it cannot be sent, as a text: a DataCloneError cannot be sent either. */
const sent = (result: Message, buffers: ReadonlyArray<ArrayBufferLike>): string | undefined => {
  try {
    parentPort?.postMessage(result, buffers as ReadonlyArray<ArrayBuffer>)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Does one of these jobs until the thread is ended. What it throws ends the thread, and is told outside. */
export const serve = async (jobs: ReadonlyArray<AnyJob>): Promise<void> => {
  const { job: name, context } = workerData as Start
  const job = jobs.find((each) => each.name === name)
  if (job === undefined) throw new Error(`there is no job \`${name}\``)
  const run = (await job.load())(context as never) as (shard: unknown) => unknown
  const answer = async ({ index, content }: Message): Promise<void> => {
    const result = await run(content)
    const refused = sent({ index, content: result }, job.handsOver?.(result) ?? [])
    if (refused !== undefined) throw new Error(refused)
  }
  parentPort?.on('message', (message: Message) => void answer(message))
}

/**
 * From logs to the files of `replay`: one pass reads, the spool puts the responses in the order of the learners, and
 * learner after learner is replayed and written.
 *
 * @since 0.1.0
 */
import type { Model } from '../knowledge/Model'
import * as Metrics from '../lab/Metrics'
import type { Capabilities } from './Capabilities'
import * as Jobs from './Jobs'
import * as LogBytes from './LogBytes'
import { done } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as LogReader from './LogReader'
import * as LogRow from './LogRow'
import * as LogShard from './LogShard'
import * as LogSpool from './LogSpool'

export interface Plan {
  readonly logs: ReadonlyArray<string>
  readonly model: Model
  readonly names: LogRow.Names
  readonly codes: LogRow.Codes
  readonly locale: string | undefined
  readonly seed: string
  /** How many records are held in memory. */
  readonly capacity: number
  /** How many threads replay; the results are the same for any number. */
  readonly workers: number
  /** With so many responses at most, none of its own is begun. */
  readonly alone: number
}

export interface Counts {
  readonly inputs: ReadonlyArray<LogReader.Input>
  readonly rows: number
  readonly rejected: number
  /** How many rows were rejected for each kind of reason. */
  readonly reasons: ReadonlyMap<string, number>
}

/** Four million records are 64 MB. */
export const CAPACITY = 1 << 22

/** To begin a thread takes as long as to replay some ten thousand responses. */
export const ALONE = 1 << 16

/** The kind of a reason, without what the row says. */
const kindOf = (reason: string): string =>
  reason
    .replace(/[:;].*$/s, '')
    .replace(/ ?`[^`]*`/g, (quoted) => (/`(?:at|seconds)`/.test(quoted) ? quoted : ''))

/** Reads the logs into the spool, and what is no response into `rejected.csv`. */
export const read = async (
  capabilities: Capabilities,
  { logs, model, names, codes }: Plan,
  learners: LogRow.Learners,
  spool: LogSpool.Spool,
  rejects: LogFiles.Text
): Promise<Counts> => {
  const reasons = new Map<string, number>()
  rejects.add('file,line,reason,row\n')
  const receiver: LogReader.Receiver = {
    names,
    judge: LogRow.judge(model, codes, learners),
    take: LogBytes.taker(model, codes, learners, spool.put),
    response: ({ learner, code, at }) => spool.put(learner, code, at),
    rejected: (file, line, reason, row) => {
      const kind = kindOf(reason)
      reasons.set(kind, (reasons.get(kind) ?? 0) + 1)
      rejects.add(`${[file, String(line), reason, row].map(LogFiles.field).join(',')}\n`)
    },
    settle: async () => {
      await spool.settle()
      await rejects.settle()
    }
  }
  const inputs: Array<LogReader.Input> = []
  for (const log of logs) inputs.push(await LogReader.read(capabilities, log, receiver))
  const rows = inputs.reduce((sum, input) => sum + input.rows, 0)
  const responses = inputs.reduce((sum, input) => sum + input.responses, 0)
  return { inputs, rows, rejected: rows - responses, reasons }
}

/** The numbers of the learners in the order of their ids, by code unit. */
export const inOrder = (ids: ReadonlyArray<string>): ReadonlyArray<number> => {
  const compare = (i: number, j: number): number => {
    const [a, b] = [ids[i] ?? '', ids[j] ?? '']
    return a < b ? -1 : a > b ? 1 : 0
  }
  return ids.map((_, i) => i).sort(compare)
}

/** A worker is handed so many responses at a time, or the responses of so many learners. */
const RESPONSES = 1 << 14
const LEARNERS = 64

async function* shards(
  ids: ReadonlyArray<string>,
  runs: AsyncIterable<LogSpool.Run>
): AsyncGenerator<LogShard.Shard> {
  let learners: Array<string> = []
  let parts: Array<Uint32Array> = []
  let responses = 0
  const shard = (): LogShard.Shard => {
    const codes = new Uint32Array(responses)
    let at = 0
    for (const part of parts) {
      codes.set(part, at)
      at += part.length
    }
    return { learners, counts: Uint32Array.from(parts, ({ length }) => length), codes }
  }
  for await (const { learner, codes } of runs) {
    learners.push(ids[learner] ?? '')
    parts.push(codes)
    responses += codes.length
    if (responses < RESPONSES && learners.length < LEARNERS) continue
    yield shard()
    learners = []
    parts = []
    responses = 0
  }
  if (learners.length > 0) yield shard()
}

/** Replays all learners of the spool and writes their profiles and predictions. */
export const replay = async (
  { progress, workers }: Capabilities,
  { model, locale, seed, workers: count, alone }: Plan,
  ids: ReadonlyArray<string>,
  responses: number,
  spool: LogSpool.Spool,
  profiles: LogFiles.Text,
  predictions: LogFiles.Text
): Promise<Metrics.Summary> => {
  const plan: LogShard.Plan = { bank: model.bank, locale, seed }
  const bar = progress('replaying', ids.length)
  let sums = Metrics.empty(seed)
  predictions.add('learner,challenge,n,outcome,p\n')
  const take = async (shard: LogShard.Done): Promise<void> => {
    profiles.addBytes(shard.profiles)
    predictions.addBytes(shard.predictions)
    sums = Metrics.merge(sums, shard.sums)
    bar.update(sums.learners)
    await predictions.settle()
    await profiles.settle()
  }
  const parts = shards(ids, spool.runs(inOrder(ids)))
  try {
    if (count > 1 && responses > alone)
      await done(workers.run({ job: Jobs.replay, context: plan, shards: parts, workers: count, take }))
    else {
      const run = LogShard.of(plan)
      for await (const part of parts) await take(run(part))
    }
  } finally {
    bar.stop()
  }
  return Metrics.summary(sums)
}

/** What a finished run says of itself. */
export interface Finished {
  readonly counts: Counts
  readonly metrics: Metrics.Summary
}

/** The whole way from the logs to the five files. */
export const run = async (
  capabilities: Capabilities,
  plan: Plan,
  out: string,
  record: (counts: Counts, metrics: Metrics.Summary) => unknown
): Promise<Finished> => {
  const folder = await LogFiles.folder(capabilities, out, LogFiles.names)
  const { texts } = folder
  const learners = LogRow.learners()
  const spool = LogSpool.spool(capabilities.files, plan.capacity)
  const forget = capabilities.onInterrupt(
    () => `interrupted; the files in \`${out}\` are as they were before: the same command starts again`
  )
  try {
    const counts = await read(capabilities, plan, learners, spool, texts['rejected.csv'])
    const metrics = await replay(
      capabilities,
      plan,
      learners.ids,
      counts.rows - counts.rejected,
      spool,
      texts['profiles.jsonl'],
      texts['predictions.csv']
    )
    const { model } = plan
    const bank = { id: model.bank.id, fingerprint: model.bank.fingerprint }
    const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`
    texts['metrics.json'].add(encoded({ format: 'acquis-metrics/1', bank, ...metrics }))
    texts['run.json'].add(encoded(record(counts, metrics)))
    await folder.commit()
    return { counts, metrics }
  } catch (error) {
    await folder.discard()
    throw error
  } finally {
    forget()
    await spool.discard()
  }
}

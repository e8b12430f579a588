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
import * as LogCheckpoint from './LogCheckpoint'
import { adding, done } from './LogEffect'
import * as LogFiles from './LogFiles'
import type { LogFormat } from './LogFormat'
import * as LogReader from './LogReader'
import * as LogRow from './LogRow'
import * as LogShard from './LogShard'
import * as LogSpool from './LogSpool'
import * as PredictionLines from './PredictionLines'

export interface Plan {
  readonly logs: ReadonlyArray<string>
  readonly model: Model
  /** Our own where it is absent. */
  readonly format?: LogFormat
  readonly names: LogRow.Names
  readonly codes: LogRow.Codes
  readonly locale: string | undefined
  readonly seed: string
  readonly profiles: boolean
  /** How many records are held in memory. */
  readonly capacity: number
  /** How many threads replay; the results are the same for any number. */
  readonly workers: number
  /** With so many responses at most, none of its own is begun. */
  readonly alone: number
  /** How many responses are replayed from one checkpoint to the next. */
  readonly checkpoint: number
  /** Whether to go on where a run like this one has ended early. */
  readonly resume: boolean
}

export interface Counts {
  readonly inputs: ReadonlyArray<LogReader.Input>
  readonly rows: number
  readonly rejected: number
  /** Rows that only repeat a response, as some formats have them. */
  readonly folded: number
  /** How many rows were rejected for each kind of reason. */
  readonly reasons: ReadonlyMap<string, number>
}

/** Four million records are 64 MB. */
export const CAPACITY = 1 << 22

/** To begin a thread takes as long as to replay some ten thousand responses. */
export const ALONE = 1 << 16

/** A checkpoint takes a few megabytes, and a few milliseconds. */
export const CHECKPOINT = 1 << 20

/** The kind of a reason, without what the row says. */
export const kindOf = (reason: string): string =>
  reason
    .replace(/[:;].*$/s, '')
    .replace(/ ?`[^`]*`/g, (quoted) => (/`(?:at|seconds)`/.test(quoted) ? quoted : ''))

/** Reads the logs into the spool, and what is no response into `rejected.csv`. */
export const read = async (
  capabilities: Capabilities,
  { logs, model, format, names, codes }: Pick<Plan, 'logs' | 'model' | 'format' | 'names' | 'codes'>,
  learners: LogRow.Learners,
  spool: LogSpool.Spool,
  rejects: LogFiles.Text
): Promise<Counts> => {
  const reasons = new Map<string, number>()
  rejects.add('file,line,reason,row\n')
  const receiver: LogReader.Receiver = {
    ...(format === undefined ? {} : { format }),
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
  const input = LogReader.reader(capabilities, receiver)
  for (const log of logs) inputs.push(await input(log))
  const sum = (key: 'rows' | 'responses' | 'folded'): number =>
    inputs.reduce((total, each) => total + each[key], 0)
  const [rows, folded] = [sum('rows'), sum('folded')]
  return { inputs, rows, rejected: rows - sum('responses') - folded, folded, reasons }
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
  runs: AsyncIterable<LogSpool.Run>,
  first: number
): AsyncGenerator<LogShard.Shard> {
  let learners: Array<string> = []
  let parts: Array<Uint32Array> = []
  let responses = 0
  let passed = 0
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
    if (passed++ < first) continue
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

/** What has been replayed so far. */
interface Done {
  readonly learners: number
  readonly sums: Metrics.Sums
}

/** Where what is replayed goes to. */
interface Sink {
  readonly take: (done: Done, shard: LogShard.Done) => Promise<void>
}

/** Replays the learners of the spool that are left, part after part. */
export const replay = async (
  { progress, workers }: Capabilities,
  { model, locale, seed, profiles, workers: count, alone }: Plan,
  ids: ReadonlyArray<string>,
  responses: number,
  spool: LogSpool.Spool,
  from: Done,
  { take }: Sink
): Promise<Metrics.Summary> => {
  const plan: LogShard.Plan = { bank: model.bank, locale, seed, profiles }
  const bar = progress('replaying', ids.length)
  let so = from
  const next = async (shard: LogShard.Done): Promise<void> => {
    so = { learners: so.learners + shard.learners, sums: Metrics.merge(so.sums, shard.sums) }
    await take(so, shard)
    bar.update(so.learners)
  }
  const parts = shards(ids, spool.runs(inOrder(ids)), from.learners)
  try {
    if (count > 1 && responses > alone)
      await done(workers.run({ job: Jobs.replay, context: plan, shards: parts, workers: count, take: next }))
    else {
      const run = LogShard.of(plan)
      for await (const part of parts) await next(run(part))
    }
  } finally {
    bar.stop()
  }
  return Metrics.summary(so.sums)
}

/** The files of a run that are written learner by learner. */
const growing = ({ profiles }: Pick<Plan, 'profiles'>) =>
  [...(profiles ? (['profiles.jsonl'] as const) : []), 'predictions.csv'] as const

/** The files of a run, run.json last. */
export const names = (plan: Pick<Plan, 'profiles'>) =>
  [...growing(plan), 'metrics.json', 'rejected.csv', 'run.json'] as const

/** What a finished run says of itself. */
export interface Finished {
  readonly counts: Counts
  readonly metrics: Metrics.Summary
}

/** Everything that the results depend on. */
const identity = (
  { model, format, names: columns, codes, locale, seed, profiles }: Plan,
  counts: Counts,
  version: string
) => ({
  version,
  bank: model.bank.fingerprint,
  format: format?.name ?? null,
  columns,
  codes: [...codes],
  locale: locale ?? null,
  seed,
  profiles,
  inputs: counts.inputs
})

/** The whole way from the logs to the files. */
export const run = async (
  capabilities: Capabilities,
  plan: Plan,
  out: string,
  record: (counts: Counts, metrics: Metrics.Summary) => unknown
): Promise<Finished> => {
  const checkpoints = LogCheckpoint.of(capabilities.files, out)
  const opened: Array<() => Promise<void>> = []
  let kept = false
  const learners = LogRow.learners()
  const spool = LogSpool.spool(capabilities.files, plan.capacity)
  const forget = capabilities.onInterrupt(
    () =>
      `interrupted; the files in \`${out}\` are as they were before; the same command with --resume goes on`
  )
  try {
    const small = await LogFiles.folder(capabilities, out, [
      'metrics.json',
      'rejected.csv',
      'run.json'
    ] as const)
    opened.push(small.discard)
    const counts = await read(capabilities, plan, learners, spool, small.texts['rejected.csv'])
    const run = LogCheckpoint.runOf(identity(plan, counts, capabilities.version))
    const found = plan.resume ? await checkpoints.find<Metrics.Sums>(run) : undefined
    kept = found !== undefined
    if (!kept) await checkpoints.remove()
    const large = await LogFiles.folder(capabilities, out, growing(plan), found?.lengths ?? {})
    opened.push(() => (kept ? large.leave() : large.discard()))
    const { 'predictions.csv': predictions } = large.texts
    const profiles = plan.profiles ? large.texts['profiles.jsonl'] : undefined
    if (found === undefined) predictions.add(PredictionLines.header)
    let held = 0
    const take = async ({ learners: number, sums }: Done, shard: LogShard.Done): Promise<void> => {
      profiles?.addBytes(shard.profiles)
      predictions.addBytes(shard.predictions)
      await profiles?.settle()
      await predictions.settle()
      held += shard.responses
      if (held < plan.checkpoint) return
      held = 0
      await checkpoints.set({ run, learners: number, lengths: await large.flush(), sums })
      kept = true
    }
    const metrics = await replay(
      capabilities,
      plan,
      learners.ids,
      counts.rows - counts.rejected - counts.folded,
      spool,
      { learners: found?.learners ?? 0, sums: found?.sums ?? Metrics.empty(plan.seed) },
      { take }
    )
    const { model } = plan
    const bank = { id: model.bank.id, fingerprint: model.bank.fingerprint }
    const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`
    small.texts['metrics.json'].add(encoded({ format: 'acquis-metrics/1', bank, ...metrics }))
    small.texts['run.json'].add(encoded(record(counts, metrics)))
    await large.commit()
    await small.commit()
    await checkpoints.remove()
    return { counts, metrics }
  } catch (error) {
    for (const close of opened) await close()
    throw kept ? adding(error, 'what is done is kept: the same command with --resume goes on') : error
  } finally {
    forget()
    await spool.discard()
  }
}

/**
 * From logs to the files of `replay`: one pass reads, the spool puts the responses in the order of the learners, and
 * learner after learner is replayed and written.
 *
 * @since 0.1.0
 */
import type { Model } from '../knowledge/Model'
import * as Baselines from '../lab/Baselines'
import * as Study from '../lab/Study'
import type { Capabilities } from './Capabilities'
import * as Jobs from './Jobs'
import * as LogBytes from './LogBytes'
import { done } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as LogReader from './LogReader'
import * as LogRow from './LogRow'
import * as LogShard from './LogShard'
import * as LogSpool from './LogSpool'
import * as LogStudy from './LogStudy'

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
  readonly wish: LogStudy.Wish
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
  { logs, model, names, codes }: Pick<Plan, 'logs' | 'model' | 'names' | 'codes'>,
  learners: LogRow.Learners,
  spool: LogSpool.Spool,
  rejects: LogFiles.Text,
  notes: LogStudy.Notes['all'] = []
): Promise<Counts> => {
  const reasons = new Map<string, number>()
  const receiver: LogReader.Receiver = {
    names,
    judge: LogRow.judge(model, codes, learners),
    notes,
    take: LogBytes.taker(model, codes, learners, spool.put, notes),
    response: ({ learner, code, at }, noted) => spool.put(learner, code, at, noted),
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

/** By code unit. */
const inOrder = (ids: ReadonlyArray<string>): ReadonlyArray<number> => {
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
  let parts: Array<LogSpool.Run> = []
  let responses = 0
  const joined = (columns: ReadonlyArray<Uint32Array>): Uint32Array => {
    const whole = new Uint32Array(responses)
    let at = 0
    for (const column of columns) {
      whole.set(column, at)
      at += column.length
    }
    return whole
  }
  const shard = (): LogShard.Shard => ({
    learners,
    counts: Uint32Array.from(parts, ({ codes }) => codes.length),
    codes: joined(parts.map(({ codes }) => codes)),
    notes: (parts[0]?.notes ?? []).map((_, column) =>
      joined(parts.map(({ notes }) => notes[column] ?? new Uint32Array(0)))
    )
  })
  for await (const run of runs) {
    learners.push(ids[run.learner] ?? '')
    parts.push(run)
    responses += run.codes.length
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
  plan: LogShard.Plan,
  { workers: count, alone }: Pick<Plan, 'workers' | 'alone'>,
  ids: ReadonlyArray<string>,
  responses: number,
  spool: LogSpool.Spool,
  { texts, fit }: Pick<LogFiles.Folder, 'texts' | 'fit'>
): Promise<Study.Sums> => {
  const { 'profiles.jsonl': profiles, 'predictions.csv': predictions } = texts
  const bar = progress('replaying', ids.length)
  let sums = Study.empty(plan.study)
  predictions.add('learner,challenge,n,outcome,p\n')
  fit?.add('learner,answers,lz,p,timed,rapid\n')
  const take = async (shard: LogShard.Done): Promise<void> => {
    profiles.addBytes(shard.profiles)
    predictions.addBytes(shard.predictions)
    fit?.add(shard.fit)
    sums = Study.merge(sums, shard.sums)
    bar.update(sums.engine.learners)
    await predictions.settle()
    await profiles.settle()
    await fit?.settle()
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
  return sums
}

/** What a finished run says of itself. */
export interface Finished {
  readonly counts: Counts
  /** Of the log that the baselines were fitted to, where it is one of its own. */
  readonly train?: Counts
  readonly metrics: Study.Summary
  readonly study: Study.Plan
  readonly sums: Study.Sums
}

/** The whole way from the logs to the files. */
export const run = async (
  capabilities: Capabilities,
  plan: Plan,
  out: string,
  record: (finished: Finished) => unknown
): Promise<Finished> => {
  const { model, wish, seed, locale, capacity } = plan
  const folder = await LogFiles.folder(capabilities, out, wish.fit)
  const { texts } = folder
  const learners = LogRow.learners()
  const notes = LogStudy.notes(wish, plan.names)
  const spool = LogSpool.spool(capabilities.files, capacity, notes.all.length)
  const trainers = LogRow.learners()
  const training = LogSpool.spool(capabilities.files, capacity)
  const forget = capabilities.onInterrupt(
    () => `interrupted; the files in \`${out}\` are as they were before: the same command starts again`
  )
  try {
    texts['rejected.csv'].add('file,line,reason,row\n')
    const isOwn = wish.train.length > 0
    const trained = isOwn
      ? await read(capabilities, { ...plan, logs: wish.train }, trainers, training, texts['rejected.csv'])
      : undefined
    const counts = await read(capabilities, plan, learners, spool, texts['rejected.csv'], notes.all)
    const responsesOf = ({ rows, rejected }: Counts): number => rows - rejected
    const { ids } = isOwn ? trainers : learners
    const items = Baselines.itemsOf(model)
    const study: Study.Plan = {
      seed,
      items,
      groupings: notes.groupings(model),
      rivals: await LogStudy.rivals(
        capabilities,
        wish,
        items,
        {
          ids,
          runs: (isOwn ? training : spool).runs(inOrder(ids)),
          responses: responsesOf(trained ?? counts),
          isOwn
        },
        plan
      )
    }
    const fit = wish.fit
      ? await LogStudy.fit(spool.runs(inOrder(learners.ids)), items.count, notes.seconds)
      : undefined
    const sums = await replay(
      capabilities,
      { bank: model.bank, locale, study, ...(fit === undefined ? {} : { fit }) },
      plan,
      learners.ids,
      responsesOf(counts),
      spool,
      folder
    )
    const bank = { id: model.bank.id, fingerprint: model.bank.fingerprint }
    const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`
    const metrics = Study.summary(study, sums)
    const finished: Finished = {
      counts,
      ...(trained === undefined ? {} : { train: trained }),
      metrics,
      study,
      sums
    }
    texts['metrics.json'].add(encoded({ format: 'acquis-metrics/1', bank, ...metrics }))
    texts['run.json'].add(encoded(record(finished)))
    await folder.commit()
    return finished
  } catch (error) {
    await folder.discard()
    throw error
  } finally {
    forget()
    await spool.discard()
    await training.discard()
  }
}

/**
 * From logs to the files of `replay`: one pass reads, the spool puts the responses in the order of the learners, and
 * learner after learner is replayed and written.
 *
 * @since 0.1.0
 */
import * as Baselines from '../lab/Baselines'
import * as Study from '../lab/Study'
import type { Capabilities } from './Capabilities'
import * as Jobs from './Jobs'
import * as LogCheckpoint from './LogCheckpoint'
import { adding, done } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as LogIntake from './LogIntake'
import * as LogRow from './LogRow'
import * as LogShard from './LogShard'
import * as LogShards from './LogShards'
import * as LogSpool from './LogSpool'
import * as LogStudy from './LogStudy'
import * as PredictionLines from './PredictionLines'

export interface Plan extends LogIntake.Logs {
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
  readonly wish: LogStudy.Wish
}

/** Four million records are 64 MB. */
export const CAPACITY = 1 << 22

/** To begin a thread takes as long as to replay some ten thousand responses. */
export const ALONE = 1 << 16

/** A checkpoint takes a few megabytes, and a few milliseconds. */
export const CHECKPOINT = 1 << 20

/** The responses of all learners, as often as they are wanted. */
interface Responses {
  readonly ids: ReadonlyArray<string>
  readonly runs: () => AsyncIterable<LogSpool.Run>
  readonly responses: number
}

/** What has been replayed so far. */
interface Done {
  readonly learners: number
  readonly sums: Study.Sums
}

/** Where what is replayed goes to. */
interface Sink {
  readonly take: (done: Done, shard: LogShard.Done) => Promise<void>
}

/** Replays the learners of the spool that are left, part after part. */
export const replay = async (
  { progress, workers }: Capabilities,
  plan: LogShard.Plan,
  { workers: count, alone }: Pick<Plan, 'workers' | 'alone'>,
  { ids, runs, responses }: Responses,
  from: Done,
  { take }: Sink
): Promise<Study.Sums> => {
  const bar = progress('replaying', ids.length)
  let so = from
  const next = async (shard: LogShard.Done): Promise<void> => {
    so = { learners: so.learners + shard.learners, sums: Study.merge(so.sums, shard.sums) }
    await take(so, shard)
    bar.update(so.learners)
  }
  const parts = LogShards.of(ids, runs(), from.learners, plan.profiles)
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
  return so.sums
}

/** The files of a run that are written learner by learner. */
const growing = ({ profiles, wish }: Pick<Plan, 'profiles' | 'wish'>) =>
  [
    ...(profiles ? (['profiles.jsonl'] as const) : []),
    'predictions.csv',
    ...(wish.fit ? (['fit.csv'] as const) : [])
  ] as const

/** The files of a run, run.json last. */
export const names = (plan: Pick<Plan, 'profiles' | 'wish'>) =>
  [...growing(plan), 'metrics.json', 'rejected.csv', 'run.json'] as const

/** What a finished run says of itself. */
export interface Finished {
  readonly counts: LogIntake.Counts
  /** Of the logs that the baselines were fitted to, where they are others. */
  readonly train?: LogIntake.Counts
  readonly metrics: Study.Summary
  readonly sums: Study.Sums
}

/** Everything that the results depend on. */
const identity = (
  { model, format, names: columns, codes, locale, seed, profiles, wish }: Plan,
  counts: LogIntake.Counts,
  train: LogIntake.Counts | undefined,
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
  wish,
  inputs: counts.inputs,
  train: train?.inputs ?? []
})

/** All responses, and what is to be known of them before the first is replayed. */
const gathered = async (
  capabilities: Capabilities,
  plan: Plan,
  rejects: LogFiles.Text,
  opened: Array<() => Promise<void>>
) => {
  const { model, wish, capacity } = plan
  const notes = LogStudy.notes(wish)
  const isOwn = wish.train.length > 0
  const source = async (logs: LogIntake.Logs, own: LogStudy.Notes['all']) => {
    const learners = LogRow.learners()
    const spool = LogSpool.spool(capabilities.files, capacity, own.length)
    opened.push(spool.discard)
    const counts = await LogIntake.read(capabilities, logs, learners, spool, rejects, own)
    const { ids } = learners
    const runs = () => spool.runs(LogShards.inOrder(ids))
    return { counts, ids, runs, responses: LogIntake.responsesOf(counts) }
  }
  rejects.add(LogIntake.header)
  const training = isOwn ? await source({ ...plan, logs: wish.train }, []) : undefined
  const replayed = await source(plan, notes.all)
  const items = Baselines.itemsOf(model)
  return {
    replayed,
    train: training?.counts,
    /** What takes a pass over the responses. */
    known: async (): Promise<Pick<LogShard.Plan, 'study' | 'fit'>> => {
      const { runs, ...from } = training ?? replayed
      const rivals = await LogStudy.rivals(capabilities, wish, items, { ...from, runs, isOwn }, plan)
      const study = {
        seed: plan.seed,
        items,
        groupings: notes.groupings(model),
        rivals,
        detailed: wish.report
      }
      if (!wish.fit) return { study }
      return { study, fit: await LogStudy.fit(replayed.runs(), items.count, notes.seconds) }
    }
  }
}

/** The whole way from the logs to the files. */
export const run = async (
  capabilities: Capabilities,
  plan: Plan,
  out: string,
  record: (finished: Finished) => unknown
): Promise<Finished> => {
  const checkpoints = LogCheckpoint.of(capabilities.files, out)
  const opened: Array<() => Promise<void>> = []
  const scratch: Array<() => Promise<void>> = []
  let kept = false
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
    const { replayed, train, known } = await gathered(
      capabilities,
      plan,
      small.texts['rejected.csv'],
      scratch
    )
    const { counts } = replayed
    const run = LogCheckpoint.runOf(identity(plan, counts, train, capabilities.version))
    const found = plan.resume ? await checkpoints.find<Study.Sums>(run) : undefined
    kept = found !== undefined
    if (!kept) await checkpoints.remove()
    const large = await LogFiles.folder(capabilities, out, growing(plan), found?.lengths ?? {})
    opened.push(() => (kept ? large.leave() : large.discard()))
    const { 'predictions.csv': predictions } = large.texts
    const profiles = plan.profiles ? large.texts['profiles.jsonl'] : undefined
    const fit = plan.wish.fit ? large.texts['fit.csv'] : undefined
    if (found === undefined) {
      predictions.add(PredictionLines.header)
      fit?.add(LogShard.fitHeader)
    }
    let held = 0
    const take = async ({ learners: number, sums }: Done, shard: LogShard.Done): Promise<void> => {
      profiles?.addBytes(shard.profiles)
      predictions.addBytes(shard.predictions)
      fit?.add(shard.fit)
      await profiles?.settle()
      await predictions.settle()
      await fit?.settle()
      held += shard.responses
      if (held < plan.checkpoint) return
      held = 0
      kept = (await checkpoints.set({ run, learners: number, lengths: await large.flush(), sums })) || kept
    }
    const { model, locale } = plan
    const shardPlan = { bank: model.bank, locale, profiles: plan.profiles, ...(await known()) }
    const { study } = shardPlan
    const sums = await replay(
      capabilities,
      shardPlan,
      plan,
      replayed,
      { learners: found?.learners ?? 0, sums: found?.sums ?? Study.empty(study) },
      { take }
    )
    const metrics = Study.summary(study, sums)
    const finished = { counts, ...(train === undefined ? {} : { train }), metrics, sums }
    const bank = { id: model.bank.id, fingerprint: model.bank.fingerprint }
    const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`
    small.texts['metrics.json'].add(encoded({ format: 'acquis-metrics/1', bank, ...metrics }))
    small.texts['run.json'].add(encoded(record(finished)))
    await large.commit()
    await small.commit()
    await checkpoints.remove()
    return finished
  } catch (error) {
    for (const close of opened) await close()
    throw kept ? adding(error, 'what is done is kept: the same command with --resume goes on') : error
  } finally {
    forget()
    for (const discard of scratch) await discard()
  }
}

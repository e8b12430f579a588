/**
 * From logs to the files of `replay`: one pass reads, the spool puts the responses in the order of the learners, and
 * learner after learner is replayed and written.
 *
 * @since 0.1.0
 */
import { outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as Metrics from '../lab/Metrics'
import * as Replay from '../lab/Replay'
import type * as Profile from '../profile/Profile'
import * as ProfileText from '../profile/ProfileText'
import type { Capabilities } from './Capabilities'
import * as LogBytes from './LogBytes'
import * as LogFiles from './LogFiles'
import * as LogReader from './LogReader'
import * as LogRow from './LogRow'
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

/** How many learners' scores are added up at a time. */
const BATCH = 256

/** A learner's answers without its skips, for the metrics. */
const scoredOf = (
  learner: string,
  { items, outcomes: codes }: Replay.Encoded,
  predictions: Float64Array
): Metrics.Scored => {
  const p: Array<number> = []
  const correct: Array<number> = []
  for (let i = 0; i < items.length; i++) {
    const outcome = outcomes[codes[i] ?? -1]
    if (outcome === 'skipped') continue
    p.push(predictions[i] ?? 0)
    correct.push(outcome === 'correct' ? 1 : 0)
  }
  return { learner, p, correct, skips: items.length - p.length }
}

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text)

/** Adds the lines of one learner to `predictions.csv`. */
const addLines = (
  predictionsFile: LogFiles.Text,
  model: Model,
  learner: string,
  { items, outcomes: codes }: Replay.Encoded,
  predictions: Float64Array
): void => {
  const name = LogFiles.field(learner)
  let lines = ''
  for (let i = 0; i < items.length; i++) {
    const challenge = model.items[items[i] ?? -1]?.challenge.id ?? ''
    lines += `${name},${challenge},${i + 1},${outcomes[codes[i] ?? -1] ?? ''},${predictions[i] ?? ''}\n`
  }
  if (isAscii(name)) predictionsFile.addAscii(lines)
  else predictionsFile.add(lines)
}

/** Adds a line to `profiles.jsonl`. */
const addProfile = (profiles: LogFiles.Text, evidence: Profile.Evidence): void => {
  const { head, ascii, tail } = ProfileText.parts(evidence)
  profiles.add(head)
  profiles.addAscii(ascii)
  profiles.add(tail)
  profiles.addAscii('\n')
}

/** By code unit. */
const inOrder = (ids: ReadonlyArray<string>): ReadonlyArray<number> => {
  const compare = (i: number, j: number): number => {
    const [a, b] = [ids[i] ?? '', ids[j] ?? '']
    return a < b ? -1 : a > b ? 1 : 0
  }
  return ids.map((_, i) => i).sort(compare)
}

/** Replays all learners of the spool and writes their profiles and predictions. */
export const replay = async (
  { progress }: Capabilities,
  { model, locale, seed }: Plan,
  ids: ReadonlyArray<string>,
  spool: LogSpool.Spool,
  profiles: LogFiles.Text,
  predictions: LogFiles.Text
): Promise<Metrics.Summary> => {
  const context = Replay.context(model, locale)
  const bar = progress('replaying', ids.length)
  let sums = Metrics.empty(seed)
  let batch: Array<Metrics.Scored> = []
  let learners = 0
  const add = (): void => {
    sums = Metrics.merge(sums, Metrics.of(seed)(batch))
    batch = []
  }
  predictions.add('learner,challenge,n,outcome,p\n')
  try {
    for await (const { learner: number, codes } of spool.runs(inOrder(ids))) {
      const learner = ids[number] ?? ''
      const responses: Replay.Encoded = {
        items: codes.map(LogRow.itemOf),
        outcomes: codes.map(LogRow.outcomeOf)
      }
      const replayed = Replay.fold(context, responses)
      addLines(predictions, model, learner, responses, replayed.predictions)
      addProfile(profiles, Replay.evidence(context, learner, responses, replayed))
      batch.push(scoredOf(learner, responses, replayed.predictions))
      if (batch.length === BATCH) add()
      bar.update(++learners)
      await predictions.settle()
      await profiles.settle()
    }
  } finally {
    bar.stop()
  }
  add()
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
  const folder = await LogFiles.folder(capabilities, out)
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

/**
 * What a replay needs to know of all its learners before the first is replayed: which values a column has, how long
 * answers take, what the baselines are fitted to.
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import { type Answers, corpusOf, type Items } from '../lab/Baseline'
import * as Baselines from '../lab/Baselines'
import * as Grouping from '../lab/Grouping'
import * as Rapid from '../lab/Rapid'
import * as Study from '../lab/Study'
import * as Random from '../math/Random'
import type { Capabilities } from './Capabilities'
import * as Jobs from './Jobs'
import { done } from './LogEffect'
import * as LogNotes from './LogNotes'
import * as LogRow from './LogRow'
import type * as LogShard from './LogShard'
import type * as LogSpool from './LogSpool'

/** What is wanted beside the engine's predictions. */
export interface Wish {
  /** Columns by whose values the measures are wanted. */
  readonly by: ReadonlyArray<string>
  /** Baselines, by their place in `Baselines.all`. */
  readonly against: ReadonlyArray<number>
  /** Logs that the baselines are fitted to; none: to the log itself, in folds. */
  readonly train: ReadonlyArray<string>
  /** Whether settings of baselines are compared. */
  readonly tuned: boolean
  readonly fit: boolean
  /** Whether a report is made of it. */
  readonly report: boolean
}

const isOfBank = (column: string): column is Grouping.BankColumn =>
  Grouping.ofBank.some((each) => each === column)

/** What is kept of the rows for it. */
export interface Notes {
  readonly all: ReadonlyArray<LogNotes.Note>
  readonly groupings: (model: Model) => ReadonlyArray<Grouping.Grouping>
  /** The place of the durations; −1 where they are not wanted. */
  readonly seconds: number
}

export const notes = ({ by, fit }: Wish): Notes => {
  const columns = by.filter((column) => !isOfBank(column)).map((column) => LogNotes.values(column))
  return {
    all: fit ? [...columns, LogNotes.seconds] : columns,
    seconds: fit ? columns.length : -1,
    groupings: (model) =>
      by.map((column) => {
        if (isOfBank(column)) return Grouping.challenges(model, column)
        const place = columns.findIndex((each) => each.column === column)
        return Grouping.noted(column, place, columns[place]?.values ?? [], columns[place]?.counts ?? [])
      })
  }
}

/** The responses of all learners, as the spool has them. */
type Runs = AsyncIterable<LogSpool.Run>

/** What `fit.csv` is made with: one pass over the times of all answers. */
export const fit = async (runs: Runs, items: number, seconds: number): Promise<LogShard.Fit> => {
  const times = Rapid.empty(items)
  for await (const { codes, notes: noted } of runs)
    codes.forEach((code, i) => {
      const item = LogRow.itemOf(code)
      const time = LogNotes.secondsOf(noted[seconds]?.[i] ?? 0)
      if (outcomes[LogRow.outcomeOf(code)] === 'skipped' || Number.isNaN(time)) return
      times.milliseconds[item] = (times.milliseconds[item] ?? 0) + Math.round(1000 * time)
      times.answers[item] = (times.answers[item] ?? 0) + 1
    })
  return { seconds, thresholds: Rapid.thresholds(times) }
}

/** Baselines are fitted to so many responses at most; of longer logs, to those of learners that are drawn. */
const MOST = 1 << 21

/** What baselines are fitted to: learners in the order in which they turned up. */
const material = async (
  items: Items,
  ids: ReadonlyArray<string>,
  runs: Runs,
  responses: number,
  seed: string,
  tuned: boolean
): Promise<Baselines.Material> => {
  const found: Array<{ readonly learner: number; readonly answers: Answers }> = []
  for await (const { learner, codes } of runs) {
    const drawn = Random.draw(Random.key(`${seed}/fit/${ids[learner] ?? ''}`), 0)
    if (drawn * responses >= MOST) continue
    const responsesOf = { items: codes.map(LogRow.itemOf), outcomes: codes.map(LogRow.outcomeOf) }
    const { items: answered, correct } = Study.answersOf(responsesOf)
    found.push({
      learner,
      answers: {
        items: Uint32Array.from(Array.from(answered)),
        correct: Uint8Array.from(Array.from(correct))
      }
    })
  }
  found.sort((a, b) => a.learner - b.learner)
  const places = found.map(({ learner }) => Baselines.placeOf(seed, ids[learner] ?? ''))
  return {
    items,
    corpus: corpusOf(found.map(({ answers }) => answers)),
    folds: Uint8Array.from(places, ({ fold }) => fold),
    judges: Uint8Array.from(places, ({ judges }) => (judges ? 1 : 0)),
    tuned
  }
}

export interface Source {
  readonly ids: ReadonlyArray<string>
  readonly runs: () => Runs
  readonly responses: number
  /** Whether it is a log of its own, rather than the one that is predicted. */
  readonly isOwn: boolean
}

/** Fits the baselines; each by one thread, so that the number of threads does not matter. */
export const rivals = async (
  { progress, workers }: Capabilities,
  { against, tuned }: Wish,
  items: Items,
  { ids, runs, responses, isOwn }: Source,
  { seed, workers: count, alone }: { readonly seed: string; readonly workers: number; readonly alone: number }
): Promise<ReadonlyArray<Baselines.Rival>> => {
  if (against.length === 0) return []
  const context = await material(items, ids, runs(), responses, seed, tuned)
  const shards = Baselines.tasks(against, isOwn)
  const results: Array<Baselines.Fitted> = []
  const bar = progress('fitting baselines', shards.length)
  const take = (result: Baselines.Fitted): void => {
    results.push(result)
    bar.update(results.length)
  }
  try {
    if (count > 1 && responses > alone)
      await done(workers.run({ job: Jobs.fit, context, shards, workers: count, take }))
    else for (const task of shards) take(Baselines.fitted(context)(task))
  } finally {
    bar.stop()
  }
  return Baselines.rivals(against, results)
}

/**
 * The answers of logs for a calibration, learners in the order of their ids; and what statistics of fit look at beside them.
 *
 * @since 0.2.0
 */
import type * as Model from '../knowledge/Model'
import type { Answers } from '../knowledge/Patterns'
import type { Input } from '../lab/Fit'
import type { Capabilities } from './Capabilities'
import type * as LogFiles from './LogFiles'
import * as LogIntake from './LogIntake'
import * as LogNotes from './LogNotes'
import * as LogReplay from './LogReplay'
import * as LogRow from './LogRow'
import * as LogShards from './LogShards'
import * as LogSpool from './LogSpool'

export interface Wish {
  /** Whether times are kept. */
  readonly times: boolean
  /** A column whose values are kept. */
  readonly column: string | undefined
}

export interface Gathered {
  readonly counts: LogIntake.Counts
  readonly answers: Answers
  readonly beside: Pick<Input, 'column' | 'times'>
}

/** Rejected rows are counted, and kept nowhere. */
const nowhere: LogFiles.Text = {
  add: () => undefined,
  addBytes: () => undefined,
  settle: () => Promise.resolve()
}

export const gathered = async (
  capabilities: Capabilities,
  logs: LogIntake.Logs & { readonly model: Model.Model },
  wish: Wish
): Promise<Gathered> => {
  const learners = LogRow.learners()
  const notes = wish.column === undefined ? undefined : LogNotes.values(wish.column, '--dif')
  const all = notes === undefined ? [] : [notes]
  const spool = LogSpool.spool(capabilities.files, LogReplay.CAPACITY, all.length)
  try {
    const counts = await LogIntake.read(capabilities, logs, learners, spool, nowhere, all)
    const responses = LogIntake.responsesOf(counts)
    const codes = new Uint32Array(responses)
    const times = new Float64Array(wish.times ? responses : 0)
    const values = new Int32Array(notes === undefined ? 0 : responses)
    const starts = new Uint32Array(learners.ids.length + 1)
    let at = 0
    let learner = 0
    for await (const run of spool.runs(LogShards.inOrder(learners.ids))) {
      codes.set(run.codes, at)
      if (wish.times) times.set(run.times, at)
      if (notes !== undefined) values.set(run.notes[0] ?? [], at)
      at += run.codes.length
      starts[++learner] = at
    }
    // An empty cell is no group.
    const empty = notes?.values.indexOf('') ?? -1
    return {
      counts,
      answers: { starts: starts.slice(0, learner + 1), codes },
      beside: {
        ...(wish.times ? { times } : {}),
        ...(notes === undefined
          ? {}
          : {
              column: {
                name: notes.column,
                values: notes.values,
                of: values.map((value) => (value === empty ? -1 : value))
              }
            })
      }
    }
  } finally {
    await spool.discard()
  }
}

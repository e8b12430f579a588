/**
 * Logs on their way into the spool; what is no response goes into `rejected.csv`.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as LogBytes from './LogBytes'
import { fail } from './LogEffect'
import * as LogFiles from './LogFiles'
import type { LogFormat } from './LogFormat'
import type { Note } from './LogNotes'
import * as LogReader from './LogReader'
import * as LogRow from './LogRow'
import type * as LogSpool from './LogSpool'
import * as LogText from './LogText'

/** Some logs, and how they are read. */
export interface Logs {
  readonly logs: ReadonlyArray<string>
  readonly model: Model
  /** Our own where it is absent. */
  readonly format?: LogFormat
  readonly names: LogRow.Names
  readonly codes: LogRow.Codes
  /** Whether the first row that is no response ends it all. */
  readonly strict: boolean
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

/** The header of `rejected.csv`. */
export const header = 'file,line,reason,row\n'

/** The kind of a reason, without what the row says. */
export const kindOf = (reason: string): string =>
  reason
    .replace(/[:;].*$/s, '')
    .replace(/ ?`[^`]*`/g, (quoted) => (/`(?:at|seconds)`/.test(quoted) ? quoted : ''))

const refused = (file: string, line: number, reason: string): never =>
  fail(
    Failure.problems(
      `${LogText.nameOf(file)}, line ${line}: ${Layout.safeLine(reason)}. With --strict the first row that is no response ends the run, and nothing is written; without it, such rows are counted and left out`
    )
  )

/** Reads the logs into the spool, and what is no response into `rejected.csv`. */
export const read = async (
  capabilities: Capabilities,
  { logs, model, format, names, codes, strict }: Logs,
  learners: LogRow.Learners,
  spool: LogSpool.Spool,
  rejects: LogFiles.Text,
  notes: ReadonlyArray<Note> = []
): Promise<Counts> => {
  const reasons = new Map<string, number>()
  const receiver: LogReader.Receiver = {
    ...(format === undefined ? {} : { format }),
    names,
    judge: LogRow.judge(model, codes, learners),
    take: LogBytes.taker(model, codes, learners, spool.put, notes),
    notes,
    response: ({ learner, code, at }, _traits, noted) => spool.put(learner, code, at, noted),
    rejected: (file, line, reason, row) => {
      if (strict) refused(file, line, reason)
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

/** Rows that became responses. */
export const responsesOf = ({ rows, rejected, folded }: Counts): number => rows - rejected - folded

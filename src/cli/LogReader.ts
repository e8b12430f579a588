/**
 * Logs read from beginning to end: every row is given on as a response, or as rejected with its place and the reason, or
 * is folded into the response that it repeats.
 *
 * Laws
 * 1. rows = responses + rejected + folded
 *
 * @since 0.1.0
 */
import { createHash } from 'node:crypto'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
import type { Vector } from '../math/Vector'
import type * as LogBytes from './LogBytes'
import * as LogCanonical from './LogCanonical'
import { attempt, done, fail } from './LogEffect'
import type { Log, LogFormat, Road, Sink } from './LogFormat'
import type { Note } from './LogNotes'
import * as LogParquet from './LogParquet'
import type * as LogRow from './LogRow'
import * as LogText from './LogText'

export interface Receiver {
  /** Our own where it is absent. */
  readonly format?: LogFormat
  readonly names: LogRow.Names
  readonly judge: ReturnType<typeof LogRow.judge>
  /** Takes plain rows straight from their bytes. */
  readonly take: LogBytes.Take
  /** Traits are there to be asked for at once, where they are wanted; plain rows that were taken have none. */
  readonly response: (entry: LogRow.Entry, traits: () => LogRow.Traits, notes: Vector) => void
  /** What is kept of each row beside its response: nothing, where it is absent. */
  readonly notes?: ReadonlyArray<Note>
  readonly rejected: (file: string, line: number, reason: string, row: string) => void
  /** What a row adds to the response that it repeats, where traits are wanted. */
  readonly folded?: (challenge: string, traits: () => LogRow.Traits) => void
  /** A challenge that a log knows, answered or not. */
  readonly mentioned?: (challenge: string) => void
  /** Whether the traits of responses are wanted. */
  readonly traits?: boolean
  /** After every piece of the log. */
  readonly settle: () => Promise<void>
}

/** What there was in a log. */
export interface Input {
  readonly file: string
  /** SHA-256 of the content, gzip taken off. */
  readonly sha256: string
  readonly rows: number
  readonly responses: number
  /** Rows that only repeat a response. */
  readonly folded: number
}

/** Bytes that are taken at a time. */
const PIECE = 1 << 18

/** Bytes in which the first line of a log should end. */
const HEAD = 1 << 16

const LINE_FEED = 10

/** Judges what a format says, and counts. */
const sinkOf = (file: string, receiver: Receiver) => {
  const { judge, take, response, notes = [], rejected, folded, mentioned, settle } = receiver
  const counts = { rows: 0, responses: 0, folded: 0 }
  const reject: Sink['rejected'] = (reason, line, raw) => {
    counts.rows++
    rejected(file, line, reason, raw)
  }
  const sink: Sink = {
    said: ({ learner, challenge, outcome, at, seconds }, traits, { line, raw, kept }) => {
      const entry = judge(learner, challenge, outcome, at, seconds)
      if (typeof entry === 'string') {
        reject(entry, line, raw())
        return false
      }
      counts.rows++
      counts.responses++
      response(
        entry,
        traits,
        notes.map(({ column, of }, i) => of((column === undefined ? seconds : kept[i]) ?? ''))
      )
      return true
    },
    rejected: reject,
    folded: (challenge, traits) => {
      counts.rows++
      counts.folded++
      folded?.(challenge, traits)
    },
    mentioned: (challenge) => mentioned?.(challenge),
    took: (table, bytes, from, to) => {
      if (!take(table, bytes, from, to)) return false
      counts.rows++
      counts.responses++
      return true
    },
    settle
  }
  return { sink, counts }
}

const isOwn = (format: LogFormat): boolean => format.name === LogCanonical.format.name

const openRoad = (format: LogFormat, log: Log, head: Buffer): Road => {
  if (!LogParquet.isParquet(log.file, head)) return format.open(log, head)
  return isOwn(format)
    ? LogParquet.road(log, LogCanonical.table(log))
    : fail(
        Failure.problems(
          `${LogText.nameOf(log.file)} is Parquet, which is read as a table with --map, not with --format ${format.name}`
        )
      )
}

/** Reads logs to their ends, one after the other. */
export const reader = ({ files, progress, workers }: Capabilities, receiver: Receiver) => {
  const { format = LogCanonical.format, names, settle, traits = false, notes = [] } = receiver
  const kept = notes.map(({ column }) => column)
  const numbered = { count: 0 }
  return async (file: string): Promise<Input> => {
    const incoming = await done(files.stream(file))
    const bar = progress(LogText.nameOf(file).replaceAll('`', ''), incoming.size ?? 0)
    const { sink, counts } = sinkOf(file, receiver)
    const log: Log = { file, names, sink, traits, kept, files, workers, numbered }
    const hash = createHash('sha256')
    let road: Road | undefined
    /** What came before the road was open. */
    let head: Buffer = Buffer.alloc(0)
    const give = async (bytes: Buffer): Promise<void> => {
      road ??= openRoad(format, log, bytes)
      for (let at = 0; at < bytes.length; at += PIECE) {
        await road.push(bytes.subarray(at, at + PIECE))
        await settle()
      }
    }
    const all = async (): Promise<void> => {
      for await (const { buffer, byteOffset, byteLength } of incoming.chunks) {
        const chunk = Buffer.from(buffer, byteOffset, byteLength)
        hash.update(chunk)
        if (road === undefined) {
          head = Buffer.concat([head, chunk])
          if (head.length >= HEAD || head.includes(LINE_FEED)) await give(head)
        } else await give(chunk)
        bar.update(incoming.position())
      }
      if (road === undefined && head.length > 0) await give(head)
      await road?.end()
      await settle()
    }
    try {
      await done(attempt(`cannot read ${LogText.nameOf(file)}`, all))
    } finally {
      bar.stop()
      await road?.discard?.()
    }
    // An empty file of JSON lines is a log without rows; a table has a header at least.
    if (road === undefined && !(isOwn(format) && LogCanonical.isJsonl(file, '')))
      fail(Failure.problems(`${LogText.nameOf(file)} is empty: a log begins with a row of column names`))
    return { file, sha256: hash.digest('hex'), ...counts }
  }
}

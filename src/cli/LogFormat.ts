/**
 * A format of logs: how its bytes become rows, and what each row says. A format hands every row to the sink of the log, which
 * judges responses and counts.
 *
 * Laws
 * 1. rows = responses + rejected + folded
 *
 * @since 0.2.0
 */
import type { Files, Workers } from './Capabilities'
import type { Take } from './LogBytes'
import type * as LogRow from './LogRow'

/** A response in the words of the log. */
export interface Said {
  readonly learner: string
  readonly challenge: string
  readonly outcome: string
  /** Undefined where the log has no such column. */
  readonly at: string | undefined
  readonly seconds: string | undefined
}

/** Where a row stands, and how. */
export interface Place {
  /** From 1. */
  readonly line: number
  readonly raw: () => string
  /** What it holds in the columns that are `kept`; '' where there is none. */
  readonly kept: ReadonlyArray<string>
}

/** What becomes of the rows of a log. Whatever is given as a function is called at once or never. */
export interface Sink {
  /** A row that should be a response; whether it is one. */
  readonly said: (said: Said, traits: () => LogRow.Traits, place: Place) => boolean
  readonly rejected: (reason: string, line: number, raw: string) => void
  /** A row that says once more what a response before it said. */
  readonly folded: (challenge: string, traits: () => LogRow.Traits) => void
  /** A challenge that the log knows, answered or not. */
  readonly mentioned: (challenge: string) => void
  /** Takes a plain row of CSV straight from its bytes, if that will do. */
  readonly took: Take
  /** After some thousands of rows, so that they can be written. */
  readonly settle: () => Promise<void>
}

/** One log, as its format reads it. */
export interface Log {
  readonly file: string
  readonly names: LogRow.Names
  readonly sink: Sink
  /** Whether anybody wants to know the traits of responses. */
  readonly traits: boolean
  /** Columns that are wanted of every response besides, by their names in the log; undefined holds a place, without a column. */
  readonly kept: ReadonlyArray<string | undefined>
  readonly files: Files
  readonly workers: Workers
  /** Of learners that have no ids: so many were numbered in the logs before this one, and in this one so far. */
  readonly numbered: { count: number }
}

/** Takes a log as bytes in pieces; `end` after the last one. */
export interface Road {
  readonly push: (bytes: Buffer) => void | Promise<void>
  readonly end: () => void | Promise<void>
  /** To let go of temporary files. */
  readonly discard?: () => Promise<void>
}

export interface LogFormat {
  readonly name: string
  /** What it is, in a line of the help. */
  readonly summary: string
  /** What columns are called in it where `--map` says nothing, as far as that does not depend on the log. */
  readonly names: LogRow.Names
  /** The columns that `--map` may give other names. */
  readonly mappable: ReadonlyArray<LogRow.Column | LogRow.TraitColumn>
  /** Codes of outcomes besides those that are always understood. */
  readonly codes: LogRow.Codes
  /** The way for a log that begins with these bytes: its first line at least, unless that is very long. */
  readonly open: (log: Log, head: Buffer) => Road
}

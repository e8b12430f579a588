/**
 * Everything a command may do to the world. `Node` fills it; tests fill it with files in memory. Where a path is read,
 * `-` is stdin. All text is UTF-8.
 *
 * @since 0.1.0
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Failure } from './Failure'
import type { Job } from './Jobs'

export type Effect<A> = TaskEither<Failure, A>

/** A file as it is read, gzip taken off. Iterating may reject: wrap it in `TE.tryCatch(…, Failure.from(…))`. */
export interface Incoming {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Bytes on disk, compressed or not; undefined for pipes. For a progress bar. */
  readonly size: number | undefined
  /** How many of them have been read so far. */
  readonly position: () => number
}

/** A large output that appears whole or not at all: under its name only after `commit`. */
export interface Outgoing {
  /** Resolves when it may be given more; chunks of some 64 kB are best. */
  readonly write: (chunk: string | Uint8Array) => Effect<void>
  readonly commit: Effect<void>
  /** As it is, without its name; to be gone on with, where it came from `resume`. */
  readonly leave: Task<void>
  readonly discard: Task<void>
}

/** A nameless file for what does not fit into memory; gone at the latest when the process ends. */
export interface Scratch {
  readonly write: (chunk: string | Uint8Array) => Effect<void>
  /** Bytes written so far. */
  readonly size: () => number
  /** What was written, from one byte up to another (exclusive); to be read after writing. Iterating may reject. */
  readonly read: (from?: number, to?: number) => AsyncIterable<Uint8Array>
  readonly discard: Task<void>
}

export interface Files {
  /** A whole file, or a sentence where it has more bytes than `limit`. Gzip is taken off. */
  readonly read: (path: string, limit: number) => Effect<Uint8Array>
  /** A file, stdin or a pipe, chunk by chunk. Gzip is taken off. */
  readonly stream: (path: string) => Effect<Incoming>
  /** Whole or not at all: temporary file in the same folder, fsync, rename. Makes no folder. */
  readonly write: (path: string, content: string | Uint8Array) => Effect<void>
  readonly create: (path: string) => Effect<Outgoing>
  /**
   * An output that is `path.part` until `commit`, and stays there where the process ends early: begun anew from 0, or gone
   * on with from so many bytes.
   */
  readonly resume: (path: string, from: number) => Effect<Outgoing>
  /** Nothing where there is none. */
  readonly remove: (path: string) => Effect<void>
  readonly scratch: Effect<Scratch>
  /** The folder and those above it, as far as they are missing. */
  readonly makeFolder: (path: string) => Effect<void>
  readonly exists: (path: string) => Task<boolean>
  /**
   * Which of these files have changed, again and again: written, replaced, gone or there again. What changes while
   * nobody asks is told next time. Goes on until it is left.
   */
  readonly watch: (paths: ReadonlyArray<string>) => AsyncIterable<ReadonlyArray<string>>
}

/** One of stdout and stderr. */
export interface Output {
  readonly write: (text: string) => Effect<void>
  readonly isTerminal: boolean
  /** Columns; 80 where it is no terminal. */
  readonly width: () => number
  /** Whether colours are welcome (a terminal, no NO_COLOR; or FORCE_COLOR). */
  readonly colour: boolean
}

/** What a person or a pipe gave: a line, the end of the input (Ctrl-D), or an interruption (Ctrl-C). */
export type Line =
  { readonly _tag: 'Line'; readonly text: string } | { readonly _tag: 'End' } | { readonly _tag: 'Interrupt' }

/** Lines of stdin, asked for one by one. */
export interface Lines {
  /** The prompt is shown only where stdin is a terminal. */
  readonly next: (prompt: string) => Task<Line>
  readonly close: () => void
}

export interface Input {
  readonly isTerminal: boolean
  /** Prompts and what is typed are shown on `show`. */
  readonly lines: (show: 'stdout' | 'stderr') => Lines
}

/** A bar on stderr, where that is a terminal; nothing elsewhere. */
export interface Progress {
  readonly update: (done: number) => void
  readonly stop: () => void
}

/** What workers are to do. */
export interface Work<Context, Shard, Result> {
  readonly job: Job<Context, Shard, Result>
  /** What every worker is told once, before its first shard. */
  readonly context: Context
  readonly shards: Iterable<Shard> | AsyncIterable<Shard>
  /** How many workers, at most. */
  readonly workers: number
  /** Takes the result of each shard, in the order of the shards, one after the other. */
  readonly take: (result: Result) => void | Promise<void>
  /** To stop before the end. */
  readonly signal?: AbortSignal
}

/** Threads that share nothing: what goes in and comes out is copied (structured clone). */
export interface Workers {
  /** How many run at a time on this machine. */
  readonly cores: number
  /** Done once every result was taken; a worker that fails or ends before is a failure of the whole. */
  readonly run: <Context, Shard, Result>(work: Work<Context, Shard, Result>) => Effect<void>
}

export interface Capabilities {
  readonly version: string
  /** The working folder, as an absolute path. */
  readonly folder: string
  readonly files: Files
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly workers: Workers
  /** `total` in any unit. */
  readonly progress: (label: string, total: number) => Progress
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A fresh seed; the only chance that comes from outside. */
  readonly randomSeed: () => string
  /**
   * What to say on Ctrl-C (SIGINT, SIGTERM, SIGHUP), in a sentence that tells where results are. Unfinished files are
   * removed, and the process ends with 130. Gives the way to take it back.
   */
  readonly onInterrupt: (sentence: () => string) => () => void
}

/** How a command ends where nothing failed: 0 done, 1 the input has problems, which it has listed. */
export type Exit = 0 | 1

/** What a command does, once its options are known. */
export type Run = (capabilities: Capabilities) => Effect<Exit>

/** A run, or what to show instead: its help, or what is wrong with its options. */
export type Parsed = Either<{ readonly exit: 0 | 2; readonly text: string }, Run>

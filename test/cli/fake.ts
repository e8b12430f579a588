/** Capabilities without a process: files in memory, lines to be read, and what was written to remember. */
import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Capabilities, Line, Output, Workers } from '../../src/cli/Capabilities'
import * as Failure from '../../src/cli/Failure'
import { main } from '../../src/cli/Main'

export type Content = string | Uint8Array

export interface World {
  readonly files?: Readonly<Record<string, Content>>
  /** Lines of stdin; `null` is an interruption (Ctrl-C). */
  readonly lines?: ReadonlyArray<string | null>
  /** All of stdin, for a command that reads `-`. */
  readonly stdin?: Content
  readonly terminal?: boolean
  readonly width?: number
  readonly colour?: boolean
  /** What comes to stand in files while they are watched, one change after the other; the watch ends after the last. */
  readonly changes?: ReadonlyArray<Readonly<Record<string, Content | null>>>
  /** Paths that cannot be written. */
  readonly readOnly?: ReadonlyArray<string>
  readonly cores?: number
  /** A worker ends when it has so many shards done; those that fit baselines go on. */
  readonly workersEndAfter?: number
  /** Milliseconds; by default it stands still. */
  readonly clock?: () => number
}

export interface Made {
  readonly capabilities: Capabilities
  readonly stdout: () => string
  readonly stderr: () => string
  readonly files: Map<string, string>
  readonly folders: Set<string>
  /** How often each path was written. */
  readonly writes: Map<string, number>
}

const bytes = (content: Content): Uint8Array => {
  const raw = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw
}

const text = (content: Content): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)

async function* inChunks(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < content.length; i += size) yield content.subarray(i, i + size)
}

export const world = ({
  files: given = {},
  lines = [],
  stdin = '',
  terminal = false,
  width = 80,
  colour = false,
  changes = [],
  readOnly = [],
  cores = 2,
  workersEndAfter = Infinity,
  clock = () => 0
}: World = {}): Made => {
  const contents = new Map<string, Content>(Object.entries(given))
  const files = new Map<string, string>()
  const folders = new Set<string>()
  const writes = new Map<string, number>()
  const written = { stdout: '', stderr: '' }
  const pending = [...lines]

  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal: terminal,
    width: () => width,
    colour,
    write: (chunk) =>
      TE.fromIO(() => {
        written[name] += chunk
      })
  })

  const read = (path: string): E.Either<Failure.Failure, Uint8Array> => {
    const content = path === '-' ? stdin : contents.get(path)
    return content === undefined
      ? E.left(Failure.from(`cannot read \`${path}\``)(Object.assign(new Error(), { code: 'ENOENT' })))
      : E.right(bytes(content))
  }

  const put = (path: string, content: string): E.Either<Failure.Failure, void> => {
    if (readOnly.includes(path)) return E.left(Failure.io(`cannot write \`${path}\`: permission denied`))
    contents.set(path, content)
    files.set(path, content)
    writes.set(path, (writes.get(path) ?? 0) + 1)
    return E.right(undefined)
  }

  const forget = (path: string): void => {
    contents.delete(path)
    files.delete(path)
  }

  /** In this process; what goes in and out is copied all the same, as many shards at a time as there are workers. */
  const workers: Workers = {
    cores,
    run:
      ({ job, context, shards, workers: count, take }) =>
      async () => {
        const work = Array.from({ length: count }, async () => (await job.load())(structuredClone(context)))
        const runs = await Promise.all(work)
        let i = 0
        for await (const shard of shards) {
          if (job.name !== 'fit' && i >= workersEndAfter)
            return E.left(Failure.io('a worker ended before its work was done'))
          const run = runs[i++ % count]
          if (run !== undefined) await take(structuredClone(await run(structuredClone(shard))))
        }
        return E.right(undefined)
      }
  }

  const capabilities: Capabilities = {
    version: '0.0.0-test',
    folder: '/project',
    files: {
      read: (path, limit) => () =>
        Promise.resolve(
          E.chain((content: Uint8Array) =>
            content.length > limit
              ? E.left(Failure.io(`cannot read \`${path}\`: it is larger than the limit`))
              : E.right(content)
          )(read(path))
        ),
      // Small chunks, so that records are cut in two.
      stream: (path) => () =>
        Promise.resolve(
          E.map((content: Uint8Array) => ({
            chunks: inChunks(content, 61),
            size: content.length,
            position: () => content.length
          }))(read(path))
        ),
      write: (path, content) => () => Promise.resolve(put(path, text(content))),
      create: (path) => {
        let whole = ''
        return TE.right({
          write: (chunk) =>
            TE.fromIO(() => {
              whole += text(chunk)
            }),
          commit: () => Promise.resolve(put(path, whole)),
          leave: () => Promise.resolve(),
          discard: () => Promise.resolve()
        })
      },
      resume: (path, from) => {
        const part = `${path}.part`
        const before = text(contents.get(part) ?? '')
        if (Buffer.byteLength(before) < from)
          return TE.left(Failure.io(`cannot write \`${path}\`: cut short`))
        let whole = Buffer.from(before).subarray(0, from).toString()
        put(part, whole)
        return TE.right({
          write: (chunk) =>
            TE.fromIO(() => {
              whole += text(chunk)
              put(part, whole)
            }),
          commit: () => {
            forget(part)
            return Promise.resolve(put(path, whole))
          },
          leave: () => Promise.resolve(),
          discard: () => {
            forget(part)
            return Promise.resolve()
          }
        })
      },
      remove: (path) =>
        TE.fromIO(() => {
          forget(path)
        }),
      scratch: () => {
        let whole = new Uint8Array()
        return Promise.resolve(
          E.right({
            write: (chunk) =>
              TE.fromIO(() => {
                whole = Buffer.concat([whole, typeof chunk === 'string' ? Buffer.from(chunk) : chunk])
              }),
            size: () => whole.length,
            read: (from = 0, to = whole.length) => inChunks(whole.subarray(from, to), 53),
            discard: () => Promise.resolve()
          })
        )
      },
      makeFolder: (path) =>
        TE.fromIO(() => {
          folders.add(path)
        }),
      exists: (path) => () => Promise.resolve(contents.has(path) || folders.has(path)),
      watch: async function* (paths) {
        for (const [i, change] of changes.entries()) {
          while (written.stderr.split('waiting for changes').length - 1 <= i)
            await new Promise((resolve) => setTimeout(resolve, 1))
          for (const [path, content] of Object.entries(change))
            if (content === null) contents.delete(path)
            else contents.set(path, content)
          const seen = Object.keys(change).filter((path) => paths.includes(path))
          if (seen.length > 0) yield seen
        }
      }
    },
    stdin: {
      isTerminal: terminal,
      lines: (show) => ({
        next: (prompt) => () => {
          if (terminal) written[show] += prompt
          const line = pending.shift()
          const given: Line =
            line === undefined
              ? { _tag: 'End' }
              : line === null
                ? { _tag: 'Interrupt' }
                : { _tag: 'Line', text: line }
          return Promise.resolve(given)
        },
        close: () => undefined
      })
    },
    stdout: output('stdout'),
    stderr: output('stderr'),
    workers,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
    now: clock,
    randomSeed: () => 'seed-of-the-fake',
    onInterrupt: () => () => undefined
  }
  return { capabilities, files, folders, writes, stdout: () => written.stdout, stderr: () => written.stderr }
}

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  readonly files: Map<string, string>
  readonly folders: Set<string>
  readonly writes: Map<string, number>
}

/** Runs `acquis` with these words in a world. */
export const run = async (words: ReadonlyArray<string>, given: World = {}): Promise<Ran> => {
  const { capabilities, stdout, stderr, ...rest } = world(given)
  const exit = await main(words, capabilities)
  return { exit, stdout: stdout(), stderr: stderr(), ...rest }
}

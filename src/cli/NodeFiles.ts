/**
 * `Files` by Node. What is not finished is known, so that it can be removed when the process is interrupted.
 *
 * @since 0.1.0
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  openSync,
  type Stats,
  unlinkSync
} from 'node:fs'
import { access, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Effect, Files, Incoming, Outgoing, Scratch } from './Capabilities'
import * as Failure from './Failure'

const unfinished = new Set<string>()

/** Removes every temporary file, at once: for the moment before the process ends. */
export const removeUnfinished = (): void => {
  for (const path of unfinished)
    try {
      unlinkSync(path)
    } catch {
      // it is gone already
    }
  unfinished.clear()
}

const attempt = <A>(doing: string, act: () => Promise<A>): Effect<A> => TE.tryCatch(act, Failure.from(doing))

const nameOf = (path: string): string => (path === '-' ? 'stdin' : `\`${path}\``)

const errorWith = (code: string): Error => Object.assign(new Error(code), { code })

const isGzip = (chunk: Uint8Array): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b

/** The chunks of a source, gzip taken off where its first two bytes say so. */
const inflated = async function* (source: Readable): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
  const head: Array<Buffer> = []
  let length = 0
  while (length < 2) {
    const next = await chunks.next()
    if (next.value === undefined) break
    head.push(next.value)
    length += next.value.length
  }
  const first = Buffer.concat(head)
  const rest = async function* (): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first
    for (;;) {
      const next = await chunks.next()
      if (next.value === undefined) return
      yield next.value
    }
  }
  if (!isGzip(first)) {
    yield* rest()
    return
  }
  const gunzip = createGunzip()
  const feeding = (async () => {
    for await (const chunk of rest()) if (!gunzip.write(chunk)) await once(gunzip, 'drain')
    gunzip.end()
  })()
  feeding.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : undefined))
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array
  } finally {
    gunzip.destroy()
  }
}

const CHUNK = 1 << 18

/** Milliseconds that somebody who writes to a named pipe is waited for. */
const PATIENCE = 3000

/**
 * A file once it is open. Opening a pipe waits for a writer, in a thread that nothing stops: so after a while we come as
 * one ourselves, and go.
 */
const openedSource = async (path: string, isPipe: boolean): Promise<Readable> => {
  const source = createReadStream(path, { highWaterMark: CHUNK })
  let isAlone = false
  const alone = (): void => {
    isAlone = true
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK))
  }
  const timer = isPipe ? setTimeout(alone, PATIENCE) : undefined
  await once(source, 'open').finally(() => clearTimeout(timer))
  if (!isAlone) return source
  source.destroy()
  throw new Error('it is a pipe that nobody writes to')
}

const opened = async (path: string): Promise<Incoming> => {
  if (path === '-') return incoming(process.stdin, undefined)
  const about = await stat(path)
  if (about.isDirectory()) throw errorWith('EISDIR')
  if (about.isSocket() || about.isBlockDevice()) throw errorWith('ENXIO')
  const source = await openedSource(path, about.isFIFO())
  return incoming(source, about.isFile() ? about.size : undefined)
}

const incoming = (source: Readable, size: number | undefined): Incoming => {
  let position = 0
  const counted = new PassThrough({ highWaterMark: CHUNK })
  source.on('data', (chunk: Buffer) => {
    position += chunk.length
  })
  source.on('error', (error) => counted.destroy(error))
  source.pipe(counted)
  return {
    size,
    position: () => position,
    chunks: (async function* () {
      try {
        yield* inflated(counted)
      } finally {
        source.unpipe(counted)
        source.destroy()
      }
    })()
  }
}

const stream = (path: string): Effect<Incoming> => attempt(`cannot read ${nameOf(path)}`, () => opened(path))

const megabytes = (bytes: number): string => `${Math.round(bytes / 1048576)} MB`

const read = (path: string, limit: number): Effect<Uint8Array> =>
  attempt(`cannot read ${nameOf(path)}`, async () => {
    const { chunks, size } = await opened(path)
    const tooLarge = new Error(`it is larger than ${megabytes(limit)}`)
    const parts: Array<Uint8Array> = []
    let length = 0
    for await (const chunk of chunks) {
      length += chunk.length
      // The loop is left by throwing, so that what is behind `chunks` is closed.
      if (length > limit || (size ?? 0) > limit) throw tooLarge
      parts.push(chunk)
    }
    return Buffer.concat(parts)
  })

/** Where an output goes: what exists and is no file (a pipe, `/dev/null`) is written to as it is. */
const destination = async (
  path: string
): Promise<{ readonly target: string; readonly about: Stats | undefined }> => {
  const target = await realpath(path).catch(() => path)
  const about = await stat(target).catch(() => undefined)
  if (about?.isDirectory() === true) throw errorWith('EISDIR')
  return { target, about }
}

const syncFolder = async (folder: string): Promise<void> => {
  // Not every system can: the file itself is on the disk already.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

const created = async (path: string): Promise<Outgoing> => {
  const { target, about } = await destination(path)
  const doing = `cannot write \`${path}\``
  const direct = about !== undefined && !about.isFile()
  const place = direct
    ? target
    : join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await open(place, direct ? 'w' : 'wx', about === undefined ? 0o666 : about.mode & 0o777)
  if (!direct) unfinished.add(place)
  const close = async (): Promise<void> => {
    await handle.close()
    if (direct) return
    await unlink(place).catch(() => undefined)
    unfinished.delete(place)
  }
  return {
    write: (chunk) =>
      attempt(doing, async () => {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
        for (let done = 0; done < bytes.length;)
          done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
      }),
    commit: attempt(doing, async () => {
      if (direct) return handle.close()
      await handle.sync()
      await handle.close()
      await rename(place, target)
      unfinished.delete(place)
      return syncFolder(dirname(target))
    }),
    discard: () => close().catch(() => undefined)
  }
}

const create = (path: string): Effect<Outgoing> => attempt(`cannot write \`${path}\``, () => created(path))

const write =
  (path: string, content: string | Uint8Array): Effect<void> =>
  async () => {
    const output = await create(path)()
    if (output._tag === 'Left') return output
    const written = await output.right.write(content)()
    const ended = written._tag === 'Left' ? written : await output.right.commit()
    if (ended._tag === 'Left') await output.right.discard()
    return ended
  }

const scratch: Effect<Scratch> = attempt('cannot make a temporary file', async () => {
  const path = join(tmpdir(), `acquis-${randomBytes(8).toString('hex')}.tmp`)
  const sink = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: CHUNK })
  await once(sink, 'open')
  unfinished.add(path)
  let size = 0
  let failed: unknown
  sink.on('error', (error) => {
    failed = error
  })
  return {
    size: () => size,
    write: (chunk) =>
      attempt('cannot write to a temporary file', async () => {
        if (failed !== undefined) throw failed as Error
        size += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
        if (!sink.write(chunk)) await once(sink, 'drain')
      }),
    read: async function* (from = 0, to = Infinity) {
      if (!sink.writableEnded) sink.end()
      if (!sink.writableFinished) await finished(sink)
      if (to <= from || size <= from) return
      yield* createReadStream(path, {
        start: from,
        end: Math.min(to, size) - 1,
        highWaterMark: CHUNK
      }) as AsyncIterable<Uint8Array>
    },
    discard: async () => {
      sink.destroy()
      await unlink(path).catch(() => undefined)
      unfinished.delete(path)
    }
  }
})

export const files: Omit<Files, 'watch'> = {
  read,
  stream,
  write,
  create,
  scratch,
  makeFolder: (path) =>
    attempt(`cannot make the folder \`${path}\``, async () => {
      await mkdir(path, { recursive: true })
      await readdir(path) // a file of that name
    }),
  exists: (path) => () =>
    access(path).then(
      () => true,
      () => false
    )
}

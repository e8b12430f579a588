/**
 * `Files` by Node.
 *
 * @since 0.1.0
 */
import { once } from 'node:events'
import { closeSync, constants, createReadStream, openSync } from 'node:fs'
import { access, mkdir, readdir, stat } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Effect, Files, Incoming } from './Capabilities'
import { attempt, CHUNK, errorWith } from './NodeEffect'
import { create, remove, resume, scratch, write } from './NodeOutgoing'

const nameOf = (path: string): string => (path === '-' ? 'stdin' : `\`${path}\``)

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

export const files: Omit<Files, 'watch'> = {
  read,
  stream,
  write,
  create,
  resume,
  remove,
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

/**
 * Outputs by Node: whole or not at all, or in parts to go on with. What is not finished is known, so that it can be
 * removed when the process is interrupted.
 *
 * @since 0.2.0
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type Stats, unlinkSync } from 'node:fs'
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Effect, Outgoing, Scratch } from './Capabilities'
import { attempt, CHUNK, errorWith } from './NodeEffect'

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

/** An output in an open file, which gets its name when it is committed. */
const outgoing = (path: string, handle: FileHandle, place: string, target: string): Outgoing => {
  const doing = `cannot write \`${path}\``
  const direct = place === target
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
    leave: () => handle.close().catch(() => undefined),
    discard: async () => {
      await handle.close().catch(() => undefined)
      if (direct) return
      await unlink(place).catch(() => undefined)
      unfinished.delete(place)
    }
  }
}

const isDirect = (about: Stats | undefined): boolean => about !== undefined && !about.isFile()

const created = async (path: string): Promise<Outgoing> => {
  const { target, about } = await destination(path)
  const direct = isDirect(about)
  const place = direct
    ? target
    : join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await open(place, direct ? 'w' : 'wx', about === undefined ? 0o666 : about.mode & 0o777)
  if (!direct) unfinished.add(place)
  return outgoing(path, handle, place, target)
}

const resumed = async (path: string, from: number): Promise<Outgoing> => {
  const { target, about } = await destination(path)
  if (isDirect(about)) throw new Error('it is no file, and cannot be gone on with')
  const place = `${target}.part`
  const handle = await open(place, from === 0 ? 'w' : 'a')
  const { size } = await handle.stat()
  if (size < from) {
    await handle.close()
    throw new Error(`\`${path}.part\` has been cut short`)
  }
  // Appended to from here on, whatever came behind.
  await handle.truncate(from)
  return outgoing(path, handle, place, target)
}

export const create = (path: string): Effect<Outgoing> =>
  attempt(`cannot write \`${path}\``, () => created(path))

export const write =
  (path: string, content: string | Uint8Array): Effect<void> =>
  async () => {
    const output = await create(path)()
    if (output._tag === 'Left') return output
    const written = await output.right.write(content)()
    const ended = written._tag === 'Left' ? written : await output.right.commit()
    if (ended._tag === 'Left') await output.right.discard()
    return ended
  }

export const scratch: Effect<Scratch> = attempt('cannot make a temporary file', async () => {
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

export const resume = (path: string, from: number): Effect<Outgoing> =>
  attempt(`cannot write \`${path}\``, () => resumed(path, from))

export const remove = (path: string): Effect<void> =>
  attempt(`cannot remove \`${path}\``, async () => {
    await unlink(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  })

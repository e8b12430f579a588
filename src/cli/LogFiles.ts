/**
 * What `replay` leaves in its folder: some files, each whole or not at all, all of them put in their places at the end.
 *
 * @since 0.1.0
 */
import * as Bytes from './Bytes'
import type { Capabilities, Outgoing } from './Capabilities'
import { done } from './LogEffect'

/** Text for a file, gathered until it is worth a write. */
export interface Text extends Pick<Bytes.Bytes, 'add' | 'addBytes'> {
  /** Writes what is more than a little. */
  readonly settle: () => Promise<void>
}

export interface Folder<Name extends string> {
  readonly texts: Readonly<Record<Name, Text>>
  /** Writes all that there is; how many bytes each file has then. */
  readonly flush: () => Promise<Readonly<Record<Name, number>>>
  /** All files under their names. */
  readonly commit: () => Promise<void>
  /** As they are, to be gone on with. */
  readonly leave: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** Bytes. */
const ENOUGH = 1 << 18

/** A field as RFC 4180 quotes it. */
export const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const gathered = (output: Outgoing, begun: number) => {
  const { add, addBytes, length, take } = Bytes.gathered(2 * ENOUGH)
  let written = begun
  const flush = async (): Promise<number> => {
    if (length() === 0) return written
    written += length()
    await done(output.write(take()))
    return written
  }
  return {
    add,
    addBytes,
    settle: async (): Promise<void> => {
      if (length() >= ENOUGH) await flush()
    },
    flush
  }
}

/**
 * Files of a folder, none of which shows under its name yet; with lengths, parts to be gone on with from there (0 where
 * there is none). The folder is made where it is missing.
 */
export const folder = async <Name extends string>(
  { files }: Capabilities,
  path: string,
  names: ReadonlyArray<Name>,
  from?: Readonly<Record<string, number>>
): Promise<Folder<Name>> => {
  await done(files.makeFolder(path))
  const outputs: Array<Outgoing> = []
  const texts: Array<readonly [Name, ReturnType<typeof gathered>]> = []
  const discard = async (): Promise<void> => {
    for (const output of outputs) await output.discard()
  }
  const flush = async (): Promise<Readonly<Record<Name, number>>> => {
    const lengths: Array<readonly [Name, number]> = []
    for (const [name, text] of texts) lengths.push([name, await text.flush()])
    return Object.fromEntries(lengths) as Record<Name, number>
  }
  try {
    for (const name of names) {
      const begun = from?.[name] ?? 0
      const place = `${path}/${name}`
      const output = await done(from === undefined ? files.create(place) : files.resume(place, begun))
      outputs.push(output)
      texts.push([name, gathered(output, begun)])
    }
    return {
      texts: Object.fromEntries<Text>(texts) as Record<Name, Text>,
      flush,
      commit: async () => {
        await flush()
        // In their order: where the last one is, the others are.
        for (const output of outputs) await done(output.commit)
      },
      leave: async () => {
        for (const output of outputs) await output.leave()
      },
      discard
    }
  } catch (error) {
    await discard()
    throw error
  }
}

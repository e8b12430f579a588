/**
 * What `replay` leaves in its folder: five files, each whole or not at all, all of them put in their places at the end.
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
  /** All files under their names. */
  readonly commit: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** Bytes. */
const ENOUGH = 1 << 18

/** A field as RFC 4180 quotes it. */
export const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const gathered = (output: Outgoing) => {
  const { add, addBytes, length, take } = Bytes.gathered(2 * ENOUGH)
  const flush = async (): Promise<void> => {
    if (length() > 0) await done(output.write(take()))
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

/** The folder, made where it is missing, and its files, none of which shows yet. */
export const folder = async <Name extends string>(
  { files }: Capabilities,
  path: string,
  names: ReadonlyArray<Name>
): Promise<Folder<Name>> => {
  await done(files.makeFolder(path))
  const outputs: Array<Outgoing> = []
  const texts = new Map<Name, ReturnType<typeof gathered>>()
  const discard = async (): Promise<void> => {
    for (const output of outputs) await output.discard()
  }
  try {
    for (const name of names) {
      const output = await done(files.create(`${path}/${name}`))
      outputs.push(output)
      texts.set(name, gathered(output))
    }
    return {
      texts: Object.fromEntries<Text>(texts) as Record<Name, Text>,
      commit: async () => {
        for (const text of texts.values()) await text.flush()
        // In their order: where the last one is, the others are.
        for (const output of outputs) await done(output.commit)
      },
      discard
    }
  } catch (error) {
    await discard()
    throw error
  }
}

/**
 * What `replay` leaves in its folder: some files, each whole or not at all, all of them put in their places at the end.
 *
 * @since 0.1.0
 */
import * as Bytes from './Bytes'
import type { Capabilities, Outgoing } from './Capabilities'
import { done } from './LogEffect'

/** Those of a replay that predicts. */
export const names = [
  'profiles.jsonl',
  'predictions.csv',
  'metrics.json',
  'rejected.csv',
  'run.json'
] as const

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

/** The folder, made where it is missing, and its files, none of which shows yet; `run.json` is the last of the names. */
export const folder = async <Name extends string>(
  { files }: Capabilities,
  path: string,
  names: ReadonlyArray<Name>
): Promise<Folder<Name>> => {
  await done(files.makeFolder(path))
  const outputs: Array<Outgoing> = []
  const discard = async (): Promise<void> => {
    for (const output of outputs) await output.discard()
  }
  try {
    const texts = {} as Record<Name, ReturnType<typeof gathered>>
    for (const name of names) {
      const output = await done(files.create(`${path}/${name}`))
      outputs.push(output)
      texts[name] = gathered(output)
    }
    return {
      texts,
      commit: async () => {
        for (const name of names) await texts[name].flush()
        // run.json comes last: where it is, the others are.
        for (const output of outputs) await done(output.commit)
      },
      discard
    }
  } catch (error) {
    await discard()
    throw error
  }
}

/**
 * What `replay` leaves in its folder: five files or six, each whole or not at all, all of them put in their places at the end.
 *
 * @since 0.1.0
 */
import * as Bytes from './Bytes'
import type { Capabilities, Outgoing } from './Capabilities'
import { done } from './LogEffect'

export const names = [
  'profiles.jsonl',
  'predictions.csv',
  'metrics.json',
  'rejected.csv',
  'run.json'
] as const
export type Name = (typeof names)[number]

/** Written only where it is asked for. */
export const FIT = 'fit.csv'

/** Text for a file, gathered until it is worth a write. */
export interface Text extends Pick<Bytes.Bytes, 'add' | 'addBytes'> {
  /** Writes what is more than a little. */
  readonly settle: () => Promise<void>
}

export interface Folder {
  readonly texts: Readonly<Record<Name, Text>>
  readonly fit: Text | undefined
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
export const folder = async ({ files }: Capabilities, path: string, withFit: boolean): Promise<Folder> => {
  await done(files.makeFolder(path))
  const outputs: Array<Outgoing> = []
  const open = async (name: Name | typeof FIT) => {
    const output = await done(files.create(`${path}/${name}`))
    outputs.push(output)
    return gathered(output)
  }
  const discard = async (): Promise<void> => {
    for (const output of outputs) await output.discard()
  }
  try {
    const fit = withFit ? await open(FIT) : undefined
    const texts = {
      'profiles.jsonl': await open('profiles.jsonl'),
      'predictions.csv': await open('predictions.csv'),
      'metrics.json': await open('metrics.json'),
      'rejected.csv': await open('rejected.csv'),
      'run.json': await open('run.json')
    }
    return {
      texts,
      fit,
      commit: async () => {
        await fit?.flush()
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

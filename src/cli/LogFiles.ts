/**
 * What `replay` leaves in its folder: five files, each whole or not at all, all of them put in their places at the end.
 *
 * @since 0.1.0
 */
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

/** Text for a file, gathered until it is worth a write. */
export interface Text {
  readonly add: (text: string) => void
  /** Text that holds nothing but ASCII, which is copied as it is: four times as fast. */
  readonly addAscii: (text: string) => void
  /** Writes what is more than a little. */
  readonly settle: () => Promise<void>
}

export interface Folder {
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

/** Bytes that a character of UTF-16 takes at most in UTF-8. */
const WIDEST = 3

const gathered = (output: Outgoing) => {
  let buffer = Buffer.allocUnsafe(2 * ENOUGH)
  let length = 0
  const room = (bytes: number): void => {
    if (length + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafe(2 * (length + bytes))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  const flush = async (): Promise<void> => {
    if (length === 0) return
    const bytes = buffer.subarray(0, length)
    length = 0
    await done(output.write(bytes))
  }
  return {
    add: (text: string): void => {
      room(WIDEST * text.length)
      length += buffer.write(text, length, 'utf8')
    },
    addAscii: (text: string): void => {
      room(text.length)
      length += buffer.write(text, length, 'latin1')
    },
    settle: async (): Promise<void> => {
      if (length >= ENOUGH) await flush()
    },
    flush
  }
}

/** The folder, made where it is missing, and its files, none of which shows yet. */
export const folder = async ({ files }: Capabilities, path: string): Promise<Folder> => {
  await done(files.makeFolder(path))
  const outputs: Array<Outgoing> = []
  const open = async (name: Name) => {
    const output = await done(files.create(`${path}/${name}`))
    outputs.push(output)
    return gathered(output)
  }
  const discard = async (): Promise<void> => {
    for (const output of outputs) await output.discard()
  }
  try {
    const texts = {
      'profiles.jsonl': await open('profiles.jsonl'),
      'predictions.csv': await open('predictions.csv'),
      'metrics.json': await open('metrics.json'),
      'rejected.csv': await open('rejected.csv'),
      'run.json': await open('run.json')
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

/**
 * Where a long run has got to: beside its unfinished files, so that `--resume` can go on after whatever ended it.
 *
 * @since 0.2.0
 */
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Files } from './Capabilities'
import { done } from './LogEffect'

const FORMAT = 'acquis-checkpoint/2'

const NAME = 'replay.checkpoint'

/** Bytes: what is added up has a fixed size, most of it zeros where there are many groups. */
const LARGEST = 1 << 28

/** Bytes that become as many characters as may be read again. */
const MOST = 1 << 27

export interface Checkpoint<Sums> {
  /** Of everything that the results depend on: whoever goes on has to have the same. */
  readonly run: string
  /** How many learners are done, in the order in which they are written. */
  readonly learners: number
  /** How many bytes of each file are theirs. */
  readonly lengths: Readonly<Record<string, number>>
  readonly sums: Sums
}

/** What a run is known by. */
export const runOf = (everything: unknown): string =>
  createHash('sha256').update(JSON.stringify(everything)).digest('hex')

/** Undefined where it would be too large. */
const encode = <Sums>({ sums, ...rest }: Checkpoint<Sums>): string | undefined => {
  const packed = deflateRawSync(serialize(sums), { level: 1 })
  if (packed.length > MOST) return undefined
  return JSON.stringify({ format: FORMAT, ...rest, sums: packed.toString('base64') })
}

const isCount = (u: unknown): u is number => typeof u === 'number' && Number.isSafeInteger(u) && u >= 0

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> => typeof u === 'object' && u !== null

/** Undefined where it is none, or damaged. What `sums` holds is believed: it is our own, by `run`. */
const decode = <Sums>(text: string): Checkpoint<Sums> | undefined => {
  try {
    const file: unknown = JSON.parse(text)
    if (!isObject(file) || file['format'] !== FORMAT) return undefined
    const { run, learners, lengths, sums } = file
    if (typeof run !== 'string' || !isCount(learners) || !isObject(lengths) || typeof sums !== 'string')
      return undefined
    if (!Object.values(lengths).every(isCount)) return undefined
    return {
      run,
      learners,
      lengths: lengths as Readonly<Record<string, number>>,
      sums: deserialize(inflateRawSync(Buffer.from(sums, 'base64'))) as Sums
    }
  } catch {
    return undefined
  }
}

/** The checkpoint in a folder. */
export const of = ({ exists, read, write, remove }: Files, folder: string, name = NAME) => {
  const path = `${folder}/${name}`
  return {
    /** That of this run, where there is one. */
    find: async <Sums>(run: string): Promise<Checkpoint<Sums> | undefined> => {
      if (!(await exists(path)())) return undefined
      const found = decode<Sums>(Buffer.from(await done(read(path, LARGEST))).toString())
      return found?.run === run ? found : undefined
    },
    /** Whether it could be kept; where not, the one before still can be gone on with. */
    set: async <Sums>(checkpoint: Checkpoint<Sums>): Promise<boolean> => {
      const text = encode(checkpoint)
      if (text === undefined) return false
      await done(write(path, text))
      return true
    },
    remove: (): Promise<void> => done(remove(path))
  }
}

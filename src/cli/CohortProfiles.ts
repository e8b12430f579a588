/**
 * Profiles for `cohort`: files cut into whole lines, parsed by workers, and taken one profile after the other in the order
 * in which they stand, so that the number of workers cannot show.
 *
 * @since 0.2.0
 */
import { createHash, type Hash } from 'node:crypto'
import type { Measured } from '../lab/Cohort'
import type { Capabilities, Incoming } from './Capabilities'
import * as CohortShard from './CohortShard'
import * as Failure from './Failure'
import * as Jobs from './Jobs'
import { done, fail } from './LogEffect'
import * as LogText from './LogText'
import * as Source from './Source'

/** What is read of a profile. */
export interface Read {
  readonly file: string
  readonly line: number
  readonly learner: string
  readonly bank: { readonly id: string; readonly fingerprint: string }
  readonly responses: number
  /** Whether every competence was left by a stopping rule. */
  readonly ended: boolean
  readonly competences: ReadonlyArray<Measured>
  /** By acquis; empty where they were not asked for. */
  readonly masteries: ReadonlyMap<string, number>
}

export interface Input {
  readonly file: string
  readonly sha256: string
  readonly profiles: number
}

export interface Receiver {
  /** The acquis of which masteries are wanted. */
  readonly acquis: ReadonlyArray<string>
  readonly profile: (read: Read) => void
  readonly rejected: (file: string, line: number, reason: string) => void
}

/** Bytes: some hundred profiles. */
const ENOUGH = 1 << 21

/** Bytes. */
const LONGEST = 64 * 1024 * 1024

const NEWLINE = 10

const isLines = (file: string): boolean => file === '-' || /\.(jsonl|ndjson)(\.gz)?$/i.test(file)

/** The chunks of a file; what goes wrong while it is read is told of it, and not of a worker. */
async function* readable(file: string, { chunks }: Incoming): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    fail(Failure.from(`cannot read ${LogText.nameOf(file)}`)(error))
  }
}

/** Whole lines at a time, some of them together, as they come. */
async function* shardsOf(
  file: string,
  incoming: Incoming,
  hash: Hash,
  settle: (position: number) => void
): AsyncGenerator<CohortShard.Shard> {
  let pending: Array<Uint8Array> = []
  let length = 0
  const joined = (): CohortShard.Shard => {
    const bytes = new Uint8Array(length)
    let at = 0
    for (const piece of pending) {
      bytes.set(piece, at)
      at += piece.length
    }
    pending = []
    length = 0
    return { bytes, isWhole: false }
  }
  for await (const chunk of readable(file, incoming)) {
    hash.update(chunk)
    const end = chunk.lastIndexOf(NEWLINE) + 1
    // Copies: the chunk may be written over once the next is asked for.
    if (end > 0) {
      pending.push(chunk.slice(0, end))
      length += end
      if (length >= ENOUGH) yield joined()
    }
    if (end < chunk.length) pending.push(chunk.slice(end))
    length += chunk.length - end
    if (end === 0 && length > LONGEST)
      fail(
        Failure.problems(`${LogText.nameOf(file)} has a line of more than 64 MB: it is no file of profiles`)
      )
    settle(incoming.position())
  }
  if (length > 0) yield joined()
}

/** The lines with profiles of a file, one after the other. */
export async function* linesOf(
  { files }: Pick<Capabilities, 'files'>,
  file: string
): AsyncGenerator<{ readonly line: number; readonly bytes: Uint8Array }> {
  if (!isLines(file)) {
    yield { line: 1, bytes: await done(files.read(file, Source.LIMIT)) }
    return
  }
  let line = 0
  const shards = shardsOf(file, await done(files.stream(file)), createHash('sha256'), () => undefined)
  for await (const { bytes } of shards)
    for (const each of CohortShard.linesOf(Buffer.from(bytes.buffer))) yield { line: ++line, bytes: each }
}

const NOTHING: ReadonlyMap<string, number> = new Map()

/** The profiles of a shard, and what is refused of it, in the order of its lines. */
const unpack = (
  file: string,
  before: number,
  parsed: CohortShard.Parsed,
  { acquis, profile, rejected }: Receiver
): void => {
  const { ids, banks, numbers, masteries } = parsed
  let at = 0
  let refused = 0
  const refuse = (line: number): void => {
    for (; refused < parsed.refused.length; refused++) {
      const next = parsed.refused[refused]
      if (next === undefined || next.line > line) return
      rejected(file, before + next.line, next.reason)
    }
  }
  parsed.rows.forEach((line, i) => {
    refuse(line)
    const [id = '', fingerprint = ''] = banks[parsed.bank[i] ?? 0] ?? []
    const competences = Array.from({ length: parsed.counts[i] ?? 0 }, (): Measured => {
      const number = (k: number): number => numbers[CohortShard.WIDTH * at + k] ?? 0
      const measured = {
        id: ids[parsed.competences[at] ?? 0] ?? '',
        score: { mean: number(0), sd: number(1) },
        bands: {
          none: number(2),
          novice: number(3),
          intermediate: number(4),
          advanced: number(5),
          expert: number(6)
        }
      }
      at++
      return measured
    })
    const known = new Map<string, number>()
    acquis.forEach((each, a) => {
      const mastery = masteries[i * acquis.length + a] ?? NaN
      if (!Number.isNaN(mastery)) known.set(each, mastery)
    })
    profile({
      file,
      line: before + line,
      learner: parsed.learners[i] ?? '',
      bank: { id, fingerprint },
      responses: parsed.responses[i] ?? 0,
      ended: parsed.ended[i] ?? false,
      competences,
      masteries: acquis.length === 0 ? NOTHING : known
    })
  })
  refuse(Infinity)
}

/** Reads a file of profiles: one, or one on each line. */
export const read = async (
  { files, workers }: Pick<Capabilities, 'files' | 'workers'>,
  file: string,
  receiver: Receiver,
  count: number,
  settle: (position: number) => void = () => undefined
): Promise<Input> => {
  const hash = createHash('sha256')
  let profiles = 0
  let before = 0
  const single = async function* (): AsyncGenerator<CohortShard.Shard> {
    const bytes = await done(files.read(file, Source.LIMIT))
    hash.update(bytes)
    yield { bytes, isWhole: true }
  }
  const shards = isLines(file) ? shardsOf(file, await done(files.stream(file)), hash, settle) : single()
  const context: CohortShard.Context = { acquis: receiver.acquis }
  await done(
    workers.run({
      job: Jobs.cohort,
      context,
      shards,
      workers: isLines(file) ? count : 1,
      take: (parsed) => {
        profiles += parsed.rows.length
        unpack(file, before, parsed, receiver)
        before += parsed.lines
      }
    })
  )
  return { file, sha256: hash.digest('hex'), profiles }
}

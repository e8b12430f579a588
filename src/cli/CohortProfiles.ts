/**
 * Profiles for `cohort`, line by line. Of a line, only what a cohort asks is parsed: what is known of every acquis, which is
 * nine tenths of it, is left out where nobody asks, and so is the advice.
 *
 * Laws
 * 1. what is left out does not change what is read
 *
 * @since 0.2.0
 */
import { createHash } from 'node:crypto'
import * as Id from '../bank/Id'
import type * as Level from '../bank/Level'
import type { Measured } from '../lab/Cohort'
import * as Profile from '../profile/Profile'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
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
  /** By competence and acquis; empty where they were not asked for. */
  readonly masteries: ReadonlyMap<string, number>
}

export interface Input {
  readonly file: string
  readonly sha256: string
  readonly profiles: number
}

export interface Receiver {
  /** Whether masteries are wanted. */
  readonly acquis: boolean
  readonly profile: (read: Read) => void
  readonly rejected: (file: string, line: number, reason: string) => void
}

type Json = Readonly<Record<string, unknown>>

const isRecord = (u: unknown): u is Json => typeof u === 'object' && u !== null && !Array.isArray(u)

const own = (u: unknown, key: string): unknown => (isRecord(u) && Object.hasOwn(u, key) ? u[key] : undefined)

const isReal = (u: unknown): u is number => typeof u === 'number' && Number.isFinite(u)

/** Sums of rounded numbers may end a hair above 1. */
const isShare = (u: unknown): u is number => isReal(u) && u >= 0 && u <= 1 + 1e-9

const measuredOf = (id: string, u: unknown): Measured | string => {
  const mean = own(own(u, 'score'), 'mean')
  const sd = own(own(u, 'score'), 'sd')
  if (!Id.isId(id)) return `the competence \`${id}\` has no id that can be`
  if (!isReal(mean) || !isReal(sd) || sd < 0)
    return `the competence \`${id}\` has no score with a mean and an sd`
  const bands = own(u, 'bands')
  const of = (band: Level.Band): number => {
    const p = own(bands, band)
    return isShare(p) ? p : NaN
  }
  const [none, novice, intermediate, advanced, expert] = [
    of('none'),
    of('novice'),
    of('intermediate'),
    of('advanced'),
    of('expert')
  ]
  // NaN is not near 1 either.
  if (!(Math.abs(none + novice + intermediate + advanced + expert - 1) < 1e-6))
    return `the bands of the competence \`${id}\` have no probabilities that sum to 1`
  return { id, score: { mean, sd }, bands: { none, novice, intermediate, advanced, expert } }
}

/** Nobody measures as many competences; what has more would fill the memory. */
const MOST = 500

const NOTHING: ReadonlyMap<string, number> = new Map()

const masteriesOf = (competences: Json): ReadonlyMap<string, number> => {
  const masteries = new Map<string, number>()
  for (const id of Object.keys(competences)) {
    const acquis = own(competences[id], 'acquis')
    if (!isRecord(acquis)) continue
    for (const each of Object.keys(acquis)) {
      const mastery = own(acquis[each], 'mastery')
      if (isShare(mastery)) masteries.set(each, mastery)
    }
  }
  return masteries
}

/** A profile from parsed JSON, or why it is none. */
const readOf = (file: string, line: number, u: unknown, acquis: boolean): Read | string => {
  if (own(u, 'format') !== Profile.FORMAT) return `it is no profile (${Profile.FORMAT})`
  const learner = own(u, 'learner')
  const id = own(own(u, 'bank'), 'id')
  const fingerprint = own(own(u, 'bank'), 'fingerprint')
  const competences = own(u, 'competences')
  const responses = own(u, 'responses')
  if (typeof learner !== 'string' || learner === '') return 'it has no learner'
  if (typeof id !== 'string' || typeof fingerprint !== 'string') return 'it does not say of which bank it is'
  if (!isRecord(competences)) return 'it has no competences'
  const ids = Object.keys(competences)
  if (ids.length > MOST) return `it has more than ${MOST} competences`
  const measured = ids.map((each) => measuredOf(each, competences[each]))
  const wrong = measured.find((each) => typeof each === 'string')
  if (wrong !== undefined) return wrong
  return {
    file,
    line,
    learner,
    bank: { id, fingerprint },
    responses: isReal(responses) ? responses : 0,
    ended: ids.every((each) => typeof own(competences[each], 'stopped') === 'string'),
    competences: measured.filter((each) => typeof each !== 'string'),
    masteries: acquis ? masteriesOf(competences) : NOTHING
  }
}

const ACQUIS = Buffer.from('"acquis":{"')
const END = Buffer.from('}}')
const ADVICE = Buffer.from(',"recommendations":{')

/**
 * A line without its advice, and without its acquis where nobody asks, as this program writes them: an acquis has no text in which braces could
 * stand, and no text of a learner has these quotes without backslashes.
 */
const lean = (line: Buffer, acquis: boolean): string => {
  const pieces: Array<string> = []
  let at = 0
  for (let from = acquis ? -1 : line.indexOf(ACQUIS); from >= 0; from = line.indexOf(ACQUIS, at)) {
    const end = line.indexOf(END, from)
    if (end < 0) break
    pieces.push(line.toString('utf8', at, from), '"acquis":{}')
    at = end + END.length
  }
  const advice = line.indexOf(ADVICE, at)
  pieces.push(line.toString('utf8', at, advice < 0 ? line.length : advice), advice < 0 ? '' : '}')
  return pieces.join('')
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const lineOf = (file: string, number: number, line: Buffer, acquis: boolean): Read | string => {
  const read = readOf(file, number, parsed(lean(line, acquis)), acquis)
  if (typeof read !== 'string' && read.competences.length > 0) return read
  const value = parsed(line.toString('utf8'))
  return value === undefined ? 'it is no JSON' : readOf(file, number, value, acquis)
}

/** Bytes. */
const LONGEST = 64 * 1024 * 1024

const NEWLINE = 10

const isBlank = (line: Buffer): boolean => line.every((byte) => byte === 32 || byte === 9 || byte === 13)

/** Reads a file of profiles: one, or one on each line. */
export const read = async (
  { files }: Pick<Capabilities, 'files'>,
  file: string,
  { acquis, profile, rejected }: Receiver,
  settle: (position: number) => void = () => undefined
): Promise<Input> => {
  const hash = createHash('sha256')
  let profiles = 0
  const take = (number: number, result: Read | string): void => {
    if (typeof result === 'string') return rejected(file, number, result)
    profiles++
    profile(result)
  }
  if (file !== '-' && !/\.(jsonl|ndjson)(\.gz)?$/i.test(file)) {
    const bytes = await done(files.read(file, Source.LIMIT))
    hash.update(bytes)
    take(1, lineOf(file, 1, Buffer.from(bytes), acquis))
    return { file, sha256: hash.digest('hex'), profiles }
  }
  const incoming = await done(files.stream(file))
  let pending: Array<Buffer> = []
  let length = 0
  let number = 0
  const line = (bytes: Buffer): void => {
    number++
    if (!isBlank(bytes)) take(number, lineOf(file, number, bytes, acquis))
  }
  try {
    for await (const chunk of incoming.chunks) {
      hash.update(chunk)
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      let from = 0
      for (let feed = bytes.indexOf(NEWLINE); feed >= 0; feed = bytes.indexOf(NEWLINE, from)) {
        const rest = bytes.subarray(from, feed)
        line(pending.length === 0 ? rest : Buffer.concat([...pending, rest]))
        pending = []
        length = 0
        from = feed + 1
      }
      // A copy: the chunk may be written over once the next is asked for.
      if (from < bytes.length) pending.push(Buffer.from(bytes.subarray(from)))
      length += bytes.length - from
      if (length > LONGEST)
        fail(
          Failure.problems(`${LogText.nameOf(file)} has a line of more than 64 MB: it is no file of profiles`)
        )
      settle(incoming.position())
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return fail(Failure.from(`cannot read ${LogText.nameOf(file)}`)(error))
    throw error
  }
  if (length > 0) line(Buffer.concat(pending))
  return { file, sha256: hash.digest('hex'), profiles }
}

/**
 * Profiles for `cohort`, some lines of a file at a time, on any thread. Of a line, only what a cohort asks is parsed: what is
 * known of every acquis, which is nine tenths of it, is left out where nobody asks, and so is the advice. What comes
 * back stands in columns, since an object for each competence would take as long to copy as to parse.
 *
 * Laws
 * 1. what is left out does not change what is read
 *
 * @since 0.2.0
 */
import * as Id from '../bank/Id'
import type * as Level from '../bank/Level'
import type { Measured } from '../lab/Cohort'
import * as Profile from '../profile/Profile'

export interface Context {
  /** The acquis of which masteries are wanted, by index; none, where nobody asks. */
  readonly acquis: ReadonlyArray<string>
}

/** Whole lines, or the one profile of a file. */
export interface Shard {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

export interface Refused {
  /** Counted from the first line of the shard, which is 1. */
  readonly line: number
  readonly reason: string
}

/** What is read of a shard: a row for each profile, a column for each thing. */
export interface Parsed {
  readonly lines: number
  readonly refused: ReadonlyArray<Refused>
  readonly rows: ReadonlyArray<Refused['line']>
  readonly learners: ReadonlyArray<string>
  /** Ids and fingerprints of banks, each once; which of them each profile is of. */
  readonly banks: ReadonlyArray<readonly [string, string]>
  readonly bank: ReadonlyArray<number>
  readonly responses: ReadonlyArray<number>
  readonly ended: ReadonlyArray<boolean>
  /** Ids of competences, each once; how many each profile has, and which, one profile after the other. */
  readonly ids: ReadonlyArray<string>
  readonly counts: ReadonlyArray<number>
  readonly competences: ReadonlyArray<number>
  /** Of each: mean, sd, and the probabilities of the five bands. */
  readonly numbers: Float64Array
  /** Of each profile, all that are wanted; NaN where it has none. */
  readonly masteries: Float64Array
}

/** Numbers of a competence. */
export const WIDTH = 7

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

interface Read {
  readonly learner: string
  readonly bank: readonly [string, string]
  readonly responses: number
  readonly ended: boolean
  readonly competences: ReadonlyArray<Measured>
  readonly raw: Json
}

/** A profile from parsed JSON, or why it is none. */
const readOf = (u: unknown): Read | string => {
  if (own(u, 'format') !== Profile.FORMAT) return `it is no profile (${Profile.FORMAT})`
  const learner = own(u, 'learner')
  const id = own(own(u, 'bank'), 'id')
  const fingerprint = own(own(u, 'bank'), 'fingerprint')
  const raw = own(u, 'competences')
  const responses = own(u, 'responses')
  if (typeof learner !== 'string' || learner === '') return 'it has no learner'
  if (typeof id !== 'string' || typeof fingerprint !== 'string') return 'it does not say of which bank it is'
  if (!isRecord(raw)) return 'it has no competences'
  const ids = Object.keys(raw)
  if (ids.length > MOST) return `it has more than ${MOST} competences`
  const measured = ids.map((each) => measuredOf(each, raw[each]))
  const wrong = measured.find((each) => typeof each === 'string')
  if (wrong !== undefined) return wrong
  return {
    learner,
    bank: [id, fingerprint],
    responses: isReal(responses) ? responses : 0,
    ended: ids.every((each) => typeof own(raw[each], 'stopped') === 'string'),
    competences: measured.filter((each) => typeof each !== 'string'),
    raw
  }
}

const ACQUIS = Buffer.from('"acquis":{"')
const END = Buffer.from('}}')
const ADVICE = Buffer.from(',"recommendations":{')

/**
 * A line without its advice, and without its acquis where nobody asks, as this program writes them: an acquis has no text in
 * which braces could stand, and no text of a learner has these quotes without backslashes.
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

const lineOf = (line: Buffer, acquis: boolean): Read | string => {
  const read = readOf(parsed(lean(line, acquis)))
  if (typeof read !== 'string' && read.competences.length > 0) return read
  const value = parsed(line.toString('utf8'))
  return value === undefined ? 'it is no JSON' : readOf(value)
}

const NEWLINE = 10

const isBlank = (line: Buffer): boolean => line.every((byte) => byte === 32 || byte === 9 || byte === 13)

/** Whole lines; the last may lack its end. */
export function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length;) {
    const feed = bytes.indexOf(NEWLINE, from)
    const end = feed < 0 ? bytes.length : feed
    yield bytes.subarray(from, end)
    from = end + 1
  }
}

/** Numbers texts, each once. */
const numbering = () => {
  const known = new Map<string, number>()
  return {
    known,
    of: (text: string): number => {
      const found = known.get(text) ?? known.size
      known.set(text, found)
      return found
    }
  }
}

export const of = ({ acquis }: Context) => {
  const places = new Map(acquis.map((id, i) => [id, i]))
  const masteriesOf = (raw: Json, row: Float64Array): void => {
    for (const id of Object.keys(raw)) {
      const all = own(raw[id], 'acquis')
      if (!isRecord(all)) continue
      for (const each of Object.keys(all)) {
        const place = places.get(each)
        const mastery = place === undefined ? undefined : own(all[each], 'mastery')
        if (place !== undefined && isShare(mastery)) row[place] = mastery
      }
    }
  }
  return ({ bytes, isWhole }: Shard): Parsed => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const refused: Array<Refused> = []
    const rows: Array<number> = []
    const reads: Array<Read> = []
    const masteries: Array<Float64Array> = []
    let lines = 0
    for (const line of isWhole ? [buffer] : linesOf(buffer)) {
      lines++
      if (!isWhole && isBlank(line)) continue
      const read = lineOf(line, acquis.length > 0)
      if (typeof read === 'string') {
        refused.push({ line: lines, reason: read })
        continue
      }
      rows.push(lines)
      const row = new Float64Array(acquis.length).fill(NaN)
      if (acquis.length > 0) masteriesOf(read.raw, row)
      masteries.push(row)
      // What was parsed is not kept: it is many times as large as what is asked of it.
      reads.push({ ...read, raw: {} })
    }
    const banks = numbering()
    const ids = numbering()
    const measured = reads.flatMap(({ competences }) => competences)
    const joined = new Float64Array(reads.length * acquis.length)
    masteries.forEach((row, i) => joined.set(row, i * acquis.length))
    const bank = reads.map((read) => banks.of(JSON.stringify(read.bank)))
    const competences = measured.map(({ id }) => ids.of(id))
    return {
      lines,
      refused,
      rows,
      learners: reads.map(({ learner }) => learner),
      banks: [...banks.known.keys()].map((key) => JSON.parse(key) as [string, string]),
      bank,
      responses: reads.map(({ responses }) => responses),
      ended: reads.map(({ ended }) => ended),
      ids: [...ids.known.keys()],
      counts: reads.map((read) => read.competences.length),
      competences,
      numbers: Float64Array.from(
        measured.flatMap(
          ({ score: { mean, sd }, bands: { none, novice, intermediate, advanced, expert } }) => [
            mean,
            sd,
            none,
            novice,
            intermediate,
            advanced,
            expert
          ]
        )
      ),
      masteries: joined
    }
  }
}

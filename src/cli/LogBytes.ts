/**
 * The fast road for logs in CSV: plain rows are judged straight from their bytes, without a text of them or of their
 * fields. What is not plain (quotes, blank lines, anything that may have to be rejected) is left to the slow road.
 *
 * Laws
 * 1. what it takes, the slow road takes as the same response
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import type { Vector } from '../math/Vector'
import type { Note } from './LogNotes'
import * as LogRow from './LogRow'
import * as LogTime from './LogTime'

const COMMA = 44
const QUOTE = 34
const CR = 13

/** A step of FNV-1a (Fowler, Noll, Vo), 32 bits. */
const mixed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 16777619)

const BASIS = 0x811c9dc5 | 0

/** Numbers by short texts, found by the bytes of the texts: open addressing, at most half full. */
const dictionary = (entries: Iterable<readonly [string, number]>) => {
  const all = [...entries].map(([text, value]) => [Buffer.from(text), value] as const)
  const size = 2 ** Math.ceil(Math.log2(2 * all.length + 2))
  const cells = new Array<(typeof all)[number] | undefined>(size).fill(undefined)
  for (const entry of all) {
    let cell = entry[0].reduce(mixed, BASIS) & (size - 1)
    while (cells[cell] !== undefined) cell = (cell + 1) & (size - 1)
    cells[cell] = entry
  }
  /** The number of a text, or −1. */
  return (bytes: Uint8Array, from: number, to: number): number => {
    let hash = BASIS
    for (let i = from; i < to; i++) hash = mixed(hash, bytes[i] ?? 0)
    for (let cell = hash & (size - 1); ; cell = (cell + 1) & (size - 1)) {
      const entry = cells[cell]
      if (entry === undefined) return -1
      const [own, value] = entry
      if (own.length !== to - from) continue
      let i = 0
      while (i < own.length && own[i] === bytes[from + i]) i++
      if (i === own.length) return value
    }
  }
}

/** Which field of a row holds which column; −1 where the log has no such column. */
export type Places = Readonly<Record<LogRow.Column, number>>

export interface Table {
  readonly places: Places
  /** The fields of the columns that are kept besides, as in `LogNotes`. */
  readonly kept: ReadonlyArray<number>
  /** How many fields a row has. */
  readonly width: number
}

/** Takes a row, given as bytes without its line feed; whether it was taken. */
export type Take = (table: Table, bytes: Buffer, from: number, feed: number) => boolean

/** Takes the plain rows of logs. */
export const taker = (
  model: Model,
  codes: LogRow.Codes,
  people: LogRow.Learners,
  put: (learner: number, code: number, at: number, notes: Vector) => void,
  notes: ReadonlyArray<Note> = []
): Take => {
  const itemOf = dictionary(model.itemOf)
  const outcomeOf = dictionary(
    [...codes].map(([text, outcome]) => [text, outcomes.indexOf(outcome)] as const)
  )
  let last: Uint8Array = new Uint8Array(0)
  let lastNumber = -1
  const ends: Array<number> = []
  const noted: Array<number> = notes.map(() => 0)

  const learnerOf = (bytes: Buffer, from: number, to: number): number => {
    if (to - from === last.length && lastNumber >= 0) {
      let i = 0
      while (i < last.length && last[i] === bytes[from + i]) i++
      if (i === last.length) return lastNumber
    }
    if (from === to) return -1
    const number = people.numberOf(bytes.toString('utf8', from, to))
    if (number === undefined) return -1
    last = bytes.slice(from, to)
    lastNumber = number
    return number
  }

  return ({ places, kept, width }, bytes, from, feed) => {
    const to = feed > from && bytes[feed - 1] === CR ? feed - 1 : feed
    let count = 0
    for (let i = from; i < to; i++) {
      const byte = bytes[i]
      if (byte === COMMA) ends[count++] = i
      else if (byte === QUOTE) return false
    }
    ends[count++] = to
    if (count !== width) return false
    const begin = (place: number): number => (place === 0 ? from : (ends[place - 1] ?? 0) + 1)
    const end = (place: number): number => ends[place] ?? to
    const text = (place: number): string => bytes.toString('utf8', begin(place), end(place))

    const item = itemOf(bytes, begin(places.challenge), end(places.challenge))
    if (item < 0) return false
    const outcome = outcomeOf(bytes, begin(places.outcome), end(places.outcome))
    if (outcome < 0) return false
    let at = NaN
    if (places.at >= 0 && end(places.at) > begin(places.at)) {
      at = LogTime.parse(text(places.at))
      if (Number.isNaN(at)) return false
    }
    if (places.seconds >= 0 && !LogRow.isDuration(text(places.seconds))) return false
    const learner = learnerOf(bytes, begin(places.learner), end(places.learner))
    if (learner < 0) return false
    for (let i = 0; i < notes.length; i++) {
      const field = notes[i]?.column === undefined ? places.seconds : (kept[i] ?? -1)
      noted[i] = notes[i]?.of(field < 0 ? '' : text(field)) ?? 0
    }
    put(learner, item * 4 + outcome, at, noted)
    return true
  }
}

/**
 * Lines of `predictions.csv`, straight as bytes: there are as many as responses.
 *
 * Laws
 * 1. p is written to within 5e-13, or as exactly as a double is where it is small
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import type { Run } from '../knowledge/Run'
import type * as Bytes from './Bytes'
import * as LogFiles from './LogFiles'

export const header = 'learner,challenge,n,outcome,p\n'

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')

const NOTHING = new Uint8Array(0)

const DOT = 46
const ZERO = 48
const NEWLINE = 10

/** n, p and what separates them take at most this. */
const NUMBERS = 64

/** Decimals of p. */
const HALF = 6
const UNIT = 10 ** HALF

/** Below this, digits that count would be cut off. */
const SMALL = 1e-3

/** Six digits of a whole number, with leading zeros. */
const digits = (to: Uint8Array, at: number, number: number): number => {
  let rest = number
  for (let i = at + HALF - 1; i >= at; i--) {
    const tenth = Math.floor(rest / 10)
    to[i] = ZERO + rest - 10 * tenth
    rest = tenth
  }
  return at + HALF
}

/** A number as JavaScript writes it. */
const plain = (to: Uint8Array, at: number, x: number): number => {
  const text = String(x)
  for (let i = 0; i < text.length; i++) to[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** A probability: twelve decimals, without the zeros at the end. */
export const probability = (to: Uint8Array, at: number, p: number): number => {
  const whole = Math.round(p * UNIT * UNIT)
  if (p < SMALL || whole >= UNIT * UNIT) return plain(to, at, p)
  const upper = Math.floor(whole / UNIT)
  to[at] = ZERO
  to[at + 1] = DOT
  let end = digits(to, digits(to, at + 2, upper), whole - UNIT * upper)
  while (to[end - 1] === ZERO) end--
  return end
}

/** A whole number from 0 on. */
const count = (to: Uint8Array, at: number, n: number): number => {
  if (n >= UNIT) return plain(to, at, n)
  let end = at + 1
  for (let power = 10; power <= n; power *= 10) end++
  let rest = n
  for (let i = end - 1; i >= at; i--) {
    const tenth = Math.floor(rest / 10)
    to[i] = ZERO + rest - 10 * tenth
    rest = tenth
  }
  return end
}

/** Adds the lines of one learner. */
export const adder = ({ items }: Model) => {
  const challenges = items.map(({ challenge }) => ascii(`,${challenge.id},`))
  const given = outcomes.map((outcome) => ascii(`,${outcome},`))
  const widest =
    NUMBERS +
    Math.max(0, ...given.map(({ length }) => length)) +
    challenges.reduce((most, { length }) => Math.max(most, length), 0)
  return (bytes: Bytes.Bytes, learner: string, run: Run, predictions: Float64Array): void => {
    const name = Buffer.from(LogFiles.field(learner))
    const { buffer, at } = bytes.room(predictions.length * (name.length + widest))
    let to = at
    const put = (part: Uint8Array = NOTHING): void => {
      for (let i = 0; i < part.length; i++) buffer[to + i] = part[i] ?? 0
      to += part.length
    }
    for (let i = 0; i < predictions.length; i++) {
      put(name)
      put(challenges[run.items[i] ?? -1])
      to = count(buffer, to, i + 1)
      put(given[run.outcomes[i] ?? -1])
      to = probability(buffer, to, predictions[i] ?? NaN)
      buffer[to++] = NEWLINE
    }
    bytes.advance(to - at)
  }
}

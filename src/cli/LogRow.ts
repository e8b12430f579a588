/**
 * What a row of a log says: a response, or the reason why it is none.
 *
 * @since 0.1.0
 */
import { type Outcome, outcomes } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import * as EditDistance from '../math/EditDistance'
import * as LogTime from './LogTime'

export const columns = ['learner', 'challenge', 'outcome', 'at', 'seconds', 'session'] as const
export type Column = (typeof columns)[number]

/** Those that a log cannot do without. */
export const needed: ReadonlyArray<Column> = ['learner', 'challenge', 'outcome']

/** The name that each column has in the log. */
export type Names = Readonly<Record<Column, string>>

/** What a text in the column `outcome` means. */
export type Codes = ReadonlyMap<string, Outcome>

export const codes: Codes = new Map([
  ['correct', 'correct'],
  ['1', 'correct'],
  ['incorrect', 'incorrect'],
  ['0', 'incorrect'],
  ['skipped', 'skipped']
])

/** All learners of a log, numbered in the order in which they turned up. */
export interface Learners {
  /** Of an id; undefined where it is not well-formed text. */
  readonly numberOf: (id: string) => number | undefined
  readonly ids: ReadonlyArray<string>
}

/** A copy that does not keep alive the piece of the log that it was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

export const learners = (): Learners => {
  const numbers = new Map<string, number>()
  const ids: Array<string> = []
  let lastId = ''
  let lastNumber: number | undefined
  return {
    ids,
    numberOf: (id) => {
      // Rows of a learner mostly follow each other.
      if (lastNumber !== undefined && id === lastId) return lastNumber
      let number = numbers.get(id)
      if (number === undefined) {
        if (id.includes('\ufffd') || LONE_SURROGATE.test(id)) return undefined
        number = ids.length
        const own = detached(id)
        ids.push(own)
        numbers.set(own, number)
      }
      lastId = ids[number] ?? id
      lastNumber = number
      return number
    }
  }
}

/** A response by dense indexes. */
export interface Entry {
  readonly learner: number
  /** Index of the item and of the outcome in `outcomes`: item × 4 + outcome. */
  readonly code: number
  /** Milliseconds since 1970; NaN where there is no time. */
  readonly at: number
}

export const itemOf = (code: number): number => code >>> 2
export const outcomeOf = (code: number): number => code & 3

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

const unknownChallenge = (model: Model, id: string): string => {
  if (id === '') return 'no challenge'
  const nearest = id.length > 64 ? undefined : EditDistance.nearest(id, model.itemOf.keys())
  return `unknown challenge \`${short(id)}\`${nearest === undefined ? '' : `; did you mean \`${nearest}\`?`}`
}

/** Nothing, or a number of seconds. */
export const isDuration = (text: string): boolean =>
  text === '' || (Number(text) >= 0 && Number(text) < Infinity)

/** Judges rows whose fields stand in the order of `columns`; a column that the log lacks is undefined. */
export const judge = (model: Model, known: Codes, people: Learners) => {
  const numbers = new Map([...known].map(([text, outcome]) => [text, outcomes.indexOf(outcome)]))
  const suggestions = new Map<string, string>()
  const whyNot = (challenge: string): string => {
    const said = suggestions.get(challenge)
    if (said !== undefined) return said
    const reason = unknownChallenge(model, challenge)
    if (suggestions.size < 10000) suggestions.set(detached(challenge), reason)
    return reason
  }
  return (
    learner: string,
    challenge: string,
    outcome: string,
    at: string | undefined,
    seconds: string | undefined
  ): Entry | string => {
    if (learner === '') return 'no learner'
    const item = model.itemOf.get(challenge)
    if (item === undefined) return whyNot(challenge)
    const result = numbers.get(outcome)
    if (result === undefined) return outcome === '' ? 'no outcome' : `unknown outcome \`${short(outcome)}\``
    const time = at === undefined || at === '' ? NaN : LogTime.parse(at)
    if (at !== undefined && at !== '' && Number.isNaN(time)) return `\`at\` is no time: \`${short(at)}\``
    if (seconds !== undefined && !isDuration(seconds))
      return `\`seconds\` is no duration: \`${short(seconds)}\``
    const number = people.numberOf(learner)
    if (number === undefined) return 'the learner is not well-formed UTF-8'
    return { learner: number, code: item * 4 + result, at: time }
  }
}

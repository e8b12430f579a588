/**
 * What a row of a log says: a response, or the reason why it is none.
 *
 * @since 0.1.0
 */
import { type Outcome, outcomes } from '../bank/Challenge'
import * as Ids from '../exchange/Ids'
import type { Model } from '../knowledge/Model'
import * as EditDistance from '../math/EditDistance'
import * as LogTime from './LogTime'

export const columns = ['learner', 'challenge', 'outcome', 'at', 'seconds', 'session'] as const
export type Column = (typeof columns)[number]

/** Columns that say more of a response; what they hold are its `Traits`. */
export const traitColumns = ['attempt', 'skill', 'competence'] as const
export type TraitColumn = (typeof traitColumns)[number]

/** Those that a log cannot do without. */
export const needed: ReadonlyArray<Column> = ['learner', 'challenge', 'outcome']

/** The names of columns in the log, where they were given; the others are called as the format has them. */
export type Names = Readonly<Partial<Record<Column | TraitColumn, string>>>

/** What a log may know of a response besides. */
export interface Traits {
  /** Whether it is the first attempt at the challenge; undefined where the log does not know. */
  readonly isFirst: boolean | undefined
  /** The skills that the challenge asks for, none of them empty. */
  readonly skills: ReadonlyArray<string>
  /** The competence that they belong to; empty where there is none. */
  readonly competence: string
}

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
export const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')

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

/** The index of a challenge by its name in the log, or why it has none. */
export type Find = (challenge: string) => number | string

/** The challenges of a bank: by their ids, or by the ids that are made of names that are no ids. */
export const inBank = (model: Model): Find => {
  const found = new Map<string, number>()
  const reasons = new Map<string, string>()
  return (name) => {
    const item = model.itemOf.get(name) ?? found.get(name)
    if (item !== undefined) return item
    const said = reasons.get(name)
    if (said !== undefined) return said
    const made = model.itemOf.get(Ids.ofName(name))
    if (made !== undefined) {
      found.set(detached(name), made)
      return made
    }
    const reason = unknownChallenge(model, name)
    if (reasons.size < 10000) reasons.set(detached(name), reason)
    return reason
  }
}

/** Judges rows whose fields stand in the order of `columns`; a column that the log lacks is undefined. */
export const judgeBy = (find: Find, known: Codes, people: Learners) => {
  const numbers = new Map([...known].map(([text, outcome]) => [text, outcomes.indexOf(outcome)]))
  return (
    learner: string,
    challenge: string,
    outcome: string,
    at: string | undefined,
    seconds: string | undefined
  ): Entry | string => {
    if (learner === '') return 'no learner'
    const item = find(challenge)
    if (typeof item === 'string') return item
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

/** As `judgeBy`, with the challenges of a bank. */
export const judge = (model: Model, known: Codes, people: Learners) => judgeBy(inBank(model), known, people)

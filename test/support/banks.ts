/**
 * Small banks made by hand, and sessions on them. What is left out has the default of the file format; a challenge is
 * `practical`, an acquis has a topic of its own and requires nothing, unless it says otherwise.
 */
import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as Assessment from '../../src/assessment/Assessment'
import * as Refusal from '../../src/assessment/Refusal'
import * as Campaign from '../../src/assessment/Campaign'
import type { Bank } from '../../src/bank/Bank'
import type { Outcome, Response } from '../../src/bank/Challenge'
import { decoded } from './arbitraries'

export interface AcquisPlan {
  readonly level: number
  readonly topic?: string
  readonly challenges?: Readonly<Record<string, object>>
  /** Any other key of an acquis in a file. */
  readonly [key: string]: unknown
}

/** Acquis by competence and id. */
export type Plan = Readonly<Record<string, Readonly<Record<string, AcquisPlan>>>>

interface Rest {
  /** By competence and topic. */
  readonly topics?: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly [key: string]: unknown
}

/** Ids may be called `constructor`. */
const own = <A>(record: Readonly<Record<string, A>>, key: string): A | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const competenceFile = (
  id: string,
  acquis: Plan[string],
  topics: Readonly<Record<string, object>>
): object => {
  const levels: Record<string, Record<string, object>> = {}
  const found: Record<string, object> = {}
  for (const [name, { level, topic = `t-${name}`, challenges = {}, ...rest }] of Object.entries(acquis)) {
    found[topic] = own(topics, topic) ?? { title: topic }
    ;(levels[String(level)] ??= {})[name] = {
      topic,
      requires: [],
      ...rest,
      challenges: Object.fromEntries(
        Object.entries(challenges).map(([challenge, body]) => [challenge, { format: 'practical', ...body }])
      )
    }
  }
  return { title: id, topics: found, levels }
}

/** A bank file. Competences are independent unless `model` says otherwise. */
export const file = (plan: Plan, { topics = {}, ...rest }: Rest = {}): object => ({
  format: 'acquis-bank/1',
  id: 'made',
  title: 'Made by hand',
  model: { correlation: 0 },
  ...rest,
  competences: Object.fromEntries(
    Object.entries(plan).map(([id, acquis]) => [id, competenceFile(id, acquis, own(topics, id) ?? {})])
  )
})

export const bank = (plan: Plan, rest: Rest = {}): Bank => decoded(file(plan, rest))

/** So many challenges of no peculiarity. */
export const plain = (...ids: ReadonlyArray<string>): Readonly<Record<string, object>> =>
  Object.fromEntries(ids.map((id) => [id, {}]))

const fixtures = new Map<string, Bank>()

export const fixture = (name: string): Bank => {
  const known = fixtures.get(name)
  if (known !== undefined) return known
  const read = decoded(parse(readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8')))
  fixtures.set(name, read)
  return read
}

/** The campaign of a file that is right. */
export const campaign = (of: Bank, rest: object = {}): Campaign.Campaign => {
  const result = Campaign.decode(of)({ format: 'acquis-campaign/1', id: 'c', bank: of.id, ...rest })
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The assessment after a response that must not be refused. */
export const answer = (
  assessment: Assessment.Assessment,
  challenge: string,
  outcome: Outcome = 'correct',
  seconds?: number
): Assessment.Assessment => {
  const result = Assessment.answer(assessment, {
    challenge,
    outcome,
    ...(seconds === undefined ? {} : { seconds })
  })
  if (E.isLeft(result)) throw new Error(Refusal.message(result.left))
  return result.right
}

/** The same responses, folded. */
export const fold = (
  begun: Assessment.Assessment,
  responses: ReadonlyArray<Response>
): Assessment.Assessment =>
  responses.reduce(
    (state, { challenge, outcome, seconds }) => answer(state, challenge, outcome, seconds),
    begun
  )

/** What is asked now; there must be something. */
export const asked = (assessment: Assessment.Assessment): Assessment.Ask => {
  const step = Assessment.next(assessment)
  if (step._tag === 'Ask') return step
  throw new Error(`finished: ${step.reason}`)
}

/** Every state of a session, from the first to the one that is finished. */
export const session = (
  begun: Assessment.Assessment,
  outcome: (ask: Assessment.Ask) => Outcome,
  seconds?: (ask: Assessment.Ask) => number
): ReadonlyArray<Assessment.Assessment> => {
  const states = [begun]
  let state = begun
  for (;;) {
    const step = Assessment.next(state)
    if (step._tag === 'Finished') return states
    state = answer(state, step.challenge, outcome(step), seconds?.(step))
    states.push(state)
    if (states.length > 10_000) throw new Error('this test does not end')
  }
}

export const last = <A>(list: ReadonlyArray<A>): A => list[list.length - 1]!

/** Frozen through and through, so that whoever writes to it fails. Typed arrays cannot be frozen; nothing else is spared. */
export const frozen = <A>(value: A, seen = new Set<unknown>()): A => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value))
    return value
  seen.add(value)
  if (value instanceof Map) for (const [key, each] of value) frozen([key, each], seen)
  for (const each of Object.values(value)) frozen(each, seen)
  return Object.freeze(value)
}

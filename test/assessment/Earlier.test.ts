import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Earlier from '../../src/assessment/Earlier'
import * as SessionFile from '../../src/assessment/SessionFile'
import type { Response } from '../../src/bank/Challenge'
import * as Prediction from '../../src/knowledge/Prediction'
import { answer, asked, bank, campaign, last, plain, session } from '../support/banks'

const DAY = 86_400_000

const of = bank(
  {
    k: {
      a: { level: 2, topic: 't', challenges: { q1: { guess: 0.25 }, q2: {}, q3: { discrimination: 0.7 } } },
      b: { level: 3, topic: 't', requires: ['a'], challenges: plain('q4', 'q5') }
    },
    l: { c: { level: 2, challenges: plain('r1', 'r2') } }
  },
  { model: { correlation: 0.5 } }
)

const masteries = ({ model, belief }: Assessment.Assessment): ReadonlyArray<number> =>
  Prediction.views(model, belief).flatMap(({ mastery }) => Array.from(mastery))

const close = (one: ReadonlyArray<number>, other: ReadonlyArray<number>): void => {
  expect(one).toHaveLength(other.length)
  one.forEach((m, i) => expect(m).toBeCloseTo(other[i] ?? NaN, 12))
}

const responses: ReadonlyArray<Response> = [
  { challenge: 'q3', outcome: 'correct', at: 0 },
  { challenge: 'q4', outcome: 'incorrect', at: 0 },
  { challenge: 'r1', outcome: 'skipped', at: 0 }
]

const after = (days: number, settings: object, given = responses): Assessment.Assessment =>
  Earlier.start(of, {
    seed: 1,
    campaign: campaign(of, settings),
    earlier: { responses: given, now: days * DAY }
  })

const challenges = (begun: Assessment.Assessment): ReadonlyArray<string> =>
  last(session(begun, () => 'correct')).responses.map(({ challenge }) => challenge)

const all = { rules: { precision: 0, minGain: 0 } }

describe('laws', () => {
  it('1. without earlier answers it is the test as it is', () => {
    expect(Earlier.start(of, { seed: 1 })).toEqual(Assessment.start(of, { seed: 1 }))
  })

  it('2. without a half-life, earlier answers are believed as if they had been given in the test', () => {
    const live = responses.reduce(
      (state, { challenge, outcome }) => answer(state, challenge, outcome),
      Assessment.start(of, { seed: 1 })
    )
    close(masteries(after(1000, {})), masteries(live))
    close(masteries(after(0, { halfLife: 7 })), masteries(live))
  })

  it('3. as an answer ages, the belief comes ever closer to the one without it, and in the end is the one without it', () => {
    const prior = masteries(Assessment.start(of, { seed: 1 }))[0] ?? NaN
    for (const challenge of ['q1', 'q3'])
      for (const outcome of ['correct', 'incorrect', 'skipped'] as const) {
        const distances = [0, 1, 5, 30, 90, 365].map((days) =>
          Math.abs(
            (masteries(after(days, { halfLife: 30 }, [{ challenge, outcome, at: 0 }]))[0] ?? NaN) - prior
          )
        )
        distances.slice(1).forEach((distance, i) => expect(distance).toBeLessThan(distances[i] ?? NaN))
      }
    close(masteries(after(1e6, { halfLife: 1 })), masteries(Assessment.start(of, { seed: 1 })))
  })

  it('4. what was answered right last is not asked again; what was failed is, once it is old enough, and not before', () => {
    const retake = { ...all, retake: { afterDays: 30 } }
    expect(challenges(after(1000, all)).filter((id) => ['q3', 'q4', 'r1'].includes(id))).toEqual([])
    expect(challenges(after(29.9, retake)).filter((id) => ['q3', 'q4', 'r1'].includes(id))).toEqual([])
    expect([...challenges(after(30, retake))].sort()).toEqual(['q1', 'q2', 'q4', 'q5', 'r1', 'r2'])
  })
})

describe('the last answer to a challenge', () => {
  it.each([
    ['correct', []],
    ['incorrect', ['q4']]
  ] as const)('decides whether it is asked again: %s', (outcome, again) => {
    const other = outcome === 'correct' ? 'incorrect' : 'correct'
    const given: ReadonlyArray<Response> = [
      { challenge: 'q4', outcome, at: 2 * DAY },
      { challenge: 'q4', outcome: other, at: DAY }
    ]
    const begun = after(90, { ...all, retake: { afterDays: 30 } }, given)
    expect(challenges(begun).filter((id) => id === 'q4')).toEqual(again)
  })
})

it('is not asked again where it is dated after the test, or has no date', () => {
  const at = { retake: { afterDays: 0 }, ...all }
  const failed: Response = { challenge: 'q4', outcome: 'incorrect' }
  expect(challenges(after(1, at, [{ ...failed, at: DAY }]))).toContain('q4')
  expect(challenges(after(1, at, [{ ...failed, at: DAY + 1 }]))).not.toContain('q4')
  expect(challenges(after(1, at, [failed]))).not.toContain('q4')
})

describe('a session with earlier answers', () => {
  const begun = after(40, { ...all, halfLife: 20, retake: { afterDays: 30 } })
  const state = answer(begun, asked(begun).challenge)

  it('is read back as it was', () => {
    const result = SessionFile.decode(of)(JSON.parse(JSON.stringify(SessionFile.encode(state))))
    expect(result).toMatchObject({ _tag: 'Right', right: { assessment: state, warnings: [] } })
  })

  it('asks again within it nothing that it has asked', () => {
    const asks = challenges(begun)
    expect(new Set(asks).size).toBe(asks.length)
  })
})

it('passes over what the bank does not know, and names it', () => {
  const given: ReadonlyArray<Response> = [{ challenge: 'gone', outcome: 'correct' }, ...responses]
  expect(masteries(after(1, {}, given))).toEqual(masteries(after(1, {})))
  expect(Earlier.unknown(of, given)).toEqual(['gone'])
})

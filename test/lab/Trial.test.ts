import { describe, expect, it } from 'vitest'
import * as Trial from '../../src/lab/Trial'
import { bank, campaign, plain } from '../support/banks'

const two = bank(
  {
    c: {
      a: { level: 1, topic: 't', challenges: plain('a-1', 'a-2') },
      b: { level: 2, topic: 't', requires: ['a'], challenges: plain('b-1', 'b-2') }
    },
    d: {
      x: { level: 2, challenges: plain('x-1') },
      y: { level: 3, challenges: { 'y-1': { locales: ['fr'] } } }
    }
  },
  { locales: ['en', 'fr'], model: { correlation: 0.6 } }
)
const plan: Trial.Plan = { bank: two, seed: 's' }
const trials = (of: Trial.Plan, learners: number): ReadonlyArray<ReadonlyArray<Trial.Trial>> =>
  Array.from({ length: learners }, (_, n) => Trial.of(of)(n))

const idsOf = (of: Trial.Plan, { asked }: Trial.Trial): ReadonlyArray<string> => {
  const items = Trial.starts(of, '')[0]!.model.items
  return asked.map((item) => items[item]!.challenge.id)
}

describe('laws', () => {
  it('1. adding a learner changes no other learner’s trials', () => {
    const one = Trial.of(plan)
    const [first, second] = [one(0), one(1)]
    expect(Trial.of(plan)(1)).toEqual(second)
    expect(first).not.toEqual(second)
  })

  it('2. without a campaign, a competence is tested as by a campaign of it alone', () => {
    const alone = (id: string) => ({ ...plan, campaign: campaign(two, { scope: [{ competence: id }] }) })
    for (const [n, all] of trials(plan, 5).entries())
      expect(all).toEqual([...Trial.of(alone('c'))(n), ...Trial.of(alone('d'))(n)])
  })
})

describe('of', () => {
  it('notes what was asked, why it ended, and what was judged rightly from the start to the end', () => {
    for (const all of trials(plan, 20))
      for (const trial of all) {
        const { asked, curve, reason, mastery, known, worths } = trial
        expect(curve).toHaveLength(asked.length + 1)
        expect(new Set(asked).size).toBe(asked.length)
        expect(['precision', 'exhausted', 'minGain']).toContain(reason)
        const right = mastery.filter((m, a) => m >= 0.5 === (known[a] === 1)).length
        expect(curve[curve.length - 1]?.right).toBe(right / mastery.length)
        const sure = mastery.reduce((sum, m) => sum + Math.max(m, 1 - m), 0)
        expect(curve[curve.length - 1]?.sure).toBeCloseTo(sure / mastery.length, 12)
        expect(worths).toHaveLength(mastery.length)
      }
  })

  it('goes by the rules, and asks in the language of the tests', () => {
    const rules = { maxQuestions: 2, precision: 0, minGain: 0 }
    for (const [c, d] of trials({ ...plan, rules, locale: 'en' }, 5)) {
      expect([c!.asked.length, c!.reason]).toEqual([2, 'maxQuestions'])
      expect([idsOf(plan, d!), d!.reason]).toEqual([['x-1'], 'exhausted'])
    }
    for (const [, d] of trials({ ...plan, rules, locale: 'fr' }, 5))
      expect([...idsOf(plan, d!)].sort()).toEqual(['x-1', 'y-1'])
  })

  it('takes a campaign as one test, in which one competence tells of the other', () => {
    const both = { ...plan, campaign: campaign(two) }
    const alone = trials(plan, 30).map((all) => all[1]!)
    const together = trials(both, 30).map((all) => all[1]!)
    // The same learner gives the same answers, but c has been asked before: another mastery at the end.
    expect(together.map(({ known }) => known)).toEqual(alone.map(({ known }) => known))
    together.forEach(({ mastery }, n) => expect(mastery).not.toEqual(alone[n]?.mastery))
    const interleaved = { ...both, rules: { order: 'interleaved' as const, precision: 0, minGain: 0 } }
    for (const all of trials(interleaved, 3)) expect(all.map(({ competence }) => competence)).toEqual([0, 1])
  })

  it('judges what is in scope only', () => {
    const part = { ...plan, campaign: campaign(two, { scope: [{ competence: 'c', upTo: 1 }] }) }
    for (const [only] of trials(part, 10)) {
      expect(only!.curve.every(({ right }) => right === 0 || right === 1)).toBe(true)
      expect(idsOf(plan, only!).every((id) => id.startsWith('a-'))).toBe(true)
      expect(only!.worths[1]).toEqual({ gain: 0, surplus: 0 })
    }
  })
})

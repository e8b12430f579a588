import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Bank } from '../../src/bank/Bank'
import { type Outcome, outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Policy from '../../src/lab/Policy'
import * as Thumb from '../../src/lab/Thumb'
import { smallBank } from '../support/arbitraries'
import { everybody, one, two } from '../support/answers'
import { last, session } from '../support/banks'

const settingOf = (bank: Bank, options: Policy.Setting['options'] = {}): Policy.Setting => ({
  test: Assessment.start(bank, { ...options, seed: '' }),
  options
})

/** A learner of whom it is noted what it is asked. */
const watched = (answers: ReadonlyArray<readonly [number, Outcome]>) => {
  const asked: Array<number> = []
  const known = new Map(answers)
  const map = new Map(answers)
  map.get = (index) => {
    asked.push(index)
    return known.get(index)
  }
  return { asked, examinee: { seed: 'watched', answers: map } }
}

const answersOf = (bank: Bank, n: number): ReadonlyArray<readonly [number, Outcome]> => {
  const { items, outcomes: codes } = everybody(bank, n + 1, { skips: true })[n]!
  return Array.from(items, (item, i) => [item, outcomes[codes[i]!]!] as const)
}

const ASKING = ['information', 'accuracy', 'random', 'thumb'] as const

describe('laws', () => {
  test.prop([
    smallBank(),
    fc.constantFrom(...ASKING),
    fc.array(fc.constantFrom(...outcomes, undefined), { minLength: 40, maxLength: 40 }),
    fc.constantFrom(1, 3, 100)
  ])('1. only what has an answer is asked, and nothing twice', (bank, policy, given, most) => {
    const setting = settingOf(bank)
    const answers = setting.test.model.items.flatMap(({ index }) => {
      const outcome = given[index % given.length]
      return outcome === undefined ? [] : [[index, outcome] as const]
    })
    const { asked, examinee } = watched(answers)
    const [conclusion] = Policy.atLengths(setting, policy, examinee, [most])
    expect(conclusion!.questions).toBe(asked.length)
    expect(new Set(asked).size).toBe(asked.length)
    for (const index of asked) expect(answers.some(([item]) => item === index)).toBe(true)
    for (const m of Array.from(conclusion!.mastery)) expect(m >= 0 && m <= 1 + 1e-9).toBe(true)
  })

  it('2. what a test of some length comes to does not depend on the other lengths that are looked at', () => {
    for (const bank of [one, two])
      for (const policy of Policy.policies) {
        const setting = settingOf(bank)
        const examinee = { seed: 'l', answers: new Map(answersOf(bank, 3)) }
        const together = Policy.atLengths(setting, policy, examinee, [0, 2, 5, 9])
        const apart = [0, 2, 5, 9].flatMap((k) => Policy.atLengths(setting, policy, examinee, [k]))
        expect(together.map(({ questions, mastery }) => [questions, mastery])).toEqual(
          apart.map(({ questions, mastery }) => [questions, mastery])
        )
        expect(together[0]!.questions).toBe(0)
      }
  })

  it('3. the engine asks what a live session with the same seed, rules and answers would', () => {
    for (const bank of [one, two])
      for (const order of ['sequential', 'interleaved'] as const) {
        const answers = new Map(answersOf(bank, 5))
        const model = Model.of(bank)
        const rules = { order, precision: 0.02 }
        const states = session(Assessment.start(bank, { seed: 'live', rules }), ({ challenge }) =>
          answers.get(model.itemOf.get(challenge)!)!
        )
        const end = Policy.atEnd(settingOf(bank, { rules }), 'information', { seed: 'live', answers })!
        const { belief, responses, stopped } = last(states)
        expect(end.questions).toBe(responses.length)
        expect(end.mastery).toEqual(Policy.concluded(model, belief, 0).mastery)
        expect(end.reasons).toEqual([...stopped.values()])
      }
  })
})

describe('lengths', () => {
  it('count for each competence', () => {
    const examinee = { seed: 'l', answers: new Map(answersOf(two, 1)) }
    for (const policy of ['information', 'random', 'fixed'] as const)
      for (const order of ['sequential', 'interleaved'] as const) {
        const questions = Policy.atLengths(settingOf(two, { rules: { order } }), policy, examinee, [1, 4, 50])
        expect(questions.map((each) => each.questions)).toEqual([2, 8, 36])
      }
  })
})

describe('the rule of thumb', () => {
  it('concludes each competence where it was left', () => {
    const answers = answersOf(two, 7)
    const setting = settingOf(two)
    const { items, competences } = setting.test.model
    const masteries = (given: typeof answers): ReadonlyArray<number> => {
      const examinee = { seed: 'l', answers: new Map(given) }
      return Policy.atLengths(setting, 'thumb', examinee, [2]).flatMap(({ mastery }) => Array.from(mastery))
    }
    const end = competences[0]!.levels.length
    const alone = masteries(answers.filter(([index]) => items[index]!.competence === 0))
    const both = masteries(answers)
    expect(both.slice(0, end)).toEqual(alone.slice(0, end))
    // Where nothing was answered, all up to the middle of the grid is held to be known.
    expect(alone.slice(end)).toEqual(two.competences[1]!.acquis.map(({ level }) => (level <= 3.5 ? 1 : 0)))
    expect(both.slice(end)).not.toEqual(alone.slice(end))
  })

  it('predicts a slip or a guess where it has decided, and by the level where it has not', () => {
    const setting = settingOf(one)
    const { items } = setting.test.model
    const answers = new Map(items.map(({ index }) => [index, 'correct'] as const))
    const [before, after] = Policy.atLengths(setting, 'thumb', { seed: 'l', answers }, [0, 18])
    for (const item of items) {
      const level = one.competences[0]!.acquis[item.acquis]!.level
      expect(before!.predict(item)).toBeCloseTo(1 / (1 + Math.exp(level - 3.5)), 12)
      expect(after!.predict(item)).toBe(1 - item.slip)
    }
    expect(Thumb.level({ answers: [] })).toBe(3.5)
  })
})

describe('a fixed order', () => {
  it('is that of the bank, and has no end of its own', () => {
    const setting = settingOf(one)
    const answers = answersOf(one, 2)
    const [first] = Policy.atLengths(setting, 'fixed', { seed: 'l', answers: new Map(answers) }, [4])
    const all = Policy.atAll(setting, { seed: 'l', answers: new Map(answers.slice(0, 4)) })
    expect(first!.mastery).toEqual(all.mastery)
    expect(Policy.atEnd(setting, 'fixed', { seed: 'l', answers: new Map(answers) })).toBeUndefined()
  })
})

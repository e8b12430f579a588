import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/bank/Challenge'
import * as Belief from '../../src/knowledge/Belief'
import type { Item } from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import * as Assessment from '../../src/assessment/Assessment'
import * as Comparison from '../../src/lab/Comparison'
import * as Design from '../../src/lab/Design'
import { type Method, methods, type Policy } from '../../src/lab/PoliciesFile'
import * as Population from '../../src/lab/Population'
import * as Thumb from '../../src/lab/Thumb'
import { bank, campaign, fixture, plain, session } from '../support/banks'

const digital = fixture('digital-skills.yaml')

const policy = (method: Method, rules: Policy['rules'] = {}): Policy => ({ id: method, method, rules })

const design = (of: Policy, plan: Partial<Comparison.Plan> = {}): Design.Design => {
  const whole = { bank: digital, seed: 's', policies: [of], population: Population.prior, ...plan }
  return Design.of(of, Comparison.startOf(whole, of), Comparison.optionsOf(whole, of))
}

/** Right at the first times of asking, wrong after. */
const outcomes = (n: number): Outcome => (['correct', 'correct', 'incorrect', 'skipped'] as const)[n % 4]!

/** What a test asks, and the state that it ends in. */
const taken = (begun: Design.Test): { readonly asked: ReadonlyArray<Item>; readonly end: Design.Test } => {
  const asked: Array<Item> = []
  let end = begun
  for (let { item } = end; item !== undefined; item = end.item) {
    asked.push(item)
    end = end.after(outcomes(asked.length))
  }
  return { asked, end }
}

const ids = (items: ReadonlyArray<Item>): ReadonlyArray<string> => items.map(({ challenge }) => challenge.id)

describe('laws', () => {
  it('1. the engine asks what a live session with the same seed and rules would, and a profile says what it concludes', () => {
    const rules = { among: 3, maxQuestions: 9 }
    const { asked, end } = taken(design(policy('engine', rules))('seed'))
    const live = session(Assessment.start(digital, { seed: 'seed', rules }), ({ number }) =>
      outcomes(number)
    ).at(-1)!
    expect(ids(asked)).toEqual(live.responses.map(({ challenge }) => challenge))
    expect(end.belief).toEqual(live.belief)
    expect(end.stopped).toEqual(live.stopped)
  })

  it.each(methods)('2. no challenge is asked twice, and every test ends: %s', (method) => {
    const { asked, end } = taken(design(policy(method))('seed'))
    expect(asked.length).toBeGreaterThan(5)
    expect(new Set(asked).size).toBe(asked.length)
    expect(end.item).toBe(undefined)
    const scope = Comparison.startOf(
      { bank: digital, seed: '', policies: [], population: Population.prior },
      policy(method)
    ).model.competences
    expect(end.stopped.size).toBe(scope.length)
  })

  it.each(['order', 'form'] as const)(
    '3. a form is the same for everybody, and as long as it is said to be: %s',
    (method) => {
      const of = design(policy(method, { maxQuestions: 4 }))
      const one = taken(of('a')).asked
      let other = of('b')
      for (const item of one) {
        expect(other.item).toBe(item)
        other = other.after('incorrect')
      }
      expect(other.item).toBe(undefined)
      const competences = new Set(one.map(({ competence }) => competence))
      for (const c of competences) expect(one.filter(({ competence }) => competence === c)).toHaveLength(4)
    }
  )
})

const small = bank(
  {
    c: {
      a: { level: 1, challenges: { a1: { slip: 0.3, guess: 0.3 }, a2: { slip: 0.05 } } },
      b: { level: 3, challenges: { b1: { slip: 0.02, guess: 0.02 }, b2: { enemies: ['a2'] } } },
      d: { level: 8, challenges: { d1: {}, d2: { status: 'draft' } } }
    },
    e: { f: { level: 2, challenges: plain('f1') } }
  },
  { model: { correlation: 0.5 } }
)

describe('formOf', () => {
  const form = (
    method: 'order' | 'form',
    rules: Policy['rules'] = {},
    plan: Partial<Comparison.Plan> = {}
  ) => {
    const whole = { bank: small, seed: '', policies: [], population: Population.prior, ...plan }
    return ids(Design.formOf(Comparison.startOf(whole, policy(method, rules)), method))
  }

  it('takes the bank in its order, without what may not be asked, and without enemies', () => {
    expect(form('order')).toEqual(['a1', 'a2', 'b1', 'd1', 'f1'])
    expect(form('order', { maxQuestions: 2 })).toEqual(['a1', 'a2', 'f1'])
  })

  it('takes what tells most before anything is known, each acquis once before any is asked again', () => {
    expect(form('form', { maxQuestions: 3 })).toEqual(['b1', 'a2', 'd1', 'f1'])
    expect(form('form')).toEqual(['b1', 'a2', 'd1', 'a1', 'f1'])
  })

  it('keeps to the scope of a campaign', () => {
    const scope = [{ competence: 'e' }, { competence: 'c', upTo: 2 }]
    expect(form('order', {}, { campaign: campaign(small, { scope }) })).toEqual(['f1', 'a1', 'a2'])
  })
})

describe('of', () => {
  it('concludes by the rule of thumb, and says what its questions tell the engine', () => {
    const start = design(policy('thumb'), { bank: small })('seed')
    let thumb = Thumb.start(
      Comparison.startOf(
        { bank: small, seed: '', policies: [], population: Population.prior },
        policy('thumb')
      ).model,
      'seed'
    )
    let test = start
    let belief = Belief.prior(thumb.model)
    let n = 0
    for (let { item } = test; item !== undefined; item = test.item) {
      expect(item).toBe(Thumb.next(thumb))
      const view = Prediction.views(thumb.model, belief)[item.competence]!
      expect(test.gain).toBeCloseTo(Prediction.gain(thumb.model, view, item), 9)
      const outcome = outcomes(++n)
      thumb = Thumb.answer(thumb, item, outcome)
      belief = Belief.observe(thumb.model, item, outcome)(belief)
      test = test.after(outcome)
      const { acquisOffset, levels } = thumb.model.competences[item.competence]!
      expect(Array.from(test.mastery(item.competence))).toEqual(
        Array.from(Thumb.classification(thumb).subarray(acquisOffset, acquisOffset + levels.length))
      )
    }
    expect(n).toBe(4)
    expect(test.belief).toBe(undefined)
    // What was concluded of the first competence stays when the second one is open.
    expect(Array.from(test.mastery(0))).not.toContain(0.5)
    expect(test.mastery(0)).toHaveLength(3)
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Outcome } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Random from '../../src/math/Random'
import * as PersonFit from '../../src/profile/PersonFit'
import { answer, bank, fixture, fold, last, plain, session } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { worldOf } from '../support/world'

const of = bank(
  {
    k: Object.fromEntries(
      [1, 2, 3, 4].map((level) => [`a${level}`, { level, challenges: plain(`q${level}`, `r${level}`) }])
    ),
    l: { b: { level: 2, challenges: plain('s', 't') } }
  },
  { model: { correlation: 0.5 } }
)

const responses = (pattern: Readonly<Record<string, Outcome>>) =>
  Object.entries(pattern).map(([challenge, outcome]) => ({ challenge, outcome }))

// Law 1, lz agrees with published values: test/reference/personFit.test.ts.
describe('lz', () => {
  test.prop([
    fc.array(fc.tuple(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 20
    })
  ])('is the surprise of the answers, in its standard deviations', (pairs) => {
    // By enumeration of both outcomes of every answer.
    const log = (p: number, correct: boolean): number => Math.log(correct ? p : 1 - p)
    const means = pairs.map(([p]) => p * log(p, true) + (1 - p) * log(p, false))
    const variances = pairs.map(
      ([p], i) => p * (log(p, true) - means[i]!) ** 2 + (1 - p) * (log(p, false) - means[i]!) ** 2
    )
    const variance = variances.reduce((sum, x) => sum + x, 0)
    fc.pre(variance > 1e-6)
    const surplus = pairs.reduce((sum, [p, correct], i) => sum + log(p, correct) - means[i]!, 0)
    expect(PersonFit.lz(pairs.map(([p, correct]) => ({ p, correct })))).toBeCloseTo(
      surplus / Math.sqrt(variance),
      8
    )
  })

  test('is 0 where nothing could have come out otherwise', () => {
    expect(PersonFit.lz([])).toBe(0)
    expect(PersonFit.lz([{ p: 0.5, correct: true }])).toBe(0)
    expect(PersonFit.lz([{ p: 1, correct: true }])).toBe(0)
    expect(PersonFit.lz([{ p: 0, correct: false }])).toBe(0)
    const [a, b] = [
      { p: 0.9, correct: true },
      { p: 1, correct: true }
    ]
    expect(PersonFit.lz([a, b])).toBe(PersonFit.lz([a]))
  })

  test('is low where the answers surprise', () => {
    const expected = [0.9, 0.8, 0.2].map((p) => ({ p, correct: p > 0.5 }))
    const reversed = [0.9, 0.8, 0.2].map((p) => ({ p, correct: p < 0.5 }))
    expect(PersonFit.lz(expected)).toBeGreaterThan(0.5)
    expect(PersonFit.lz(reversed)).toBeLessThan(-2)
  })
})

describe('the predictions', () => {
  test('are those from the answers before, in any order of competences; skips count, and have none', () => {
    const given = responses({
      q2: 'correct',
      s: 'incorrect',
      q3: 'skipped',
      r3: 'correct',
      t: 'correct',
      q1: 'incorrect'
    })
    const found = PersonFit.predictions(Model.of(of), given)
    const expected = given.flatMap(({ challenge, outcome }, n) =>
      outcome === 'skipped'
        ? []
        : [{ p: Oracle.predicted(worldOf(of), given.slice(0, n), challenge), correct: outcome === 'correct' }]
    )
    expect(found.map(({ correct }) => correct)).toEqual(expected.map(({ correct }) => correct))
    found.forEach(({ p }, i) => {
      expect(p).toBeCloseTo(expected[i]!.p, 10)
    })
  })
})

describe('the fit of a person', () => {
  const start = Assessment.start(of, { seed: 7 })

  test('is undefined before the first answer; a skip is none', () => {
    expect(PersonFit.of(start)).toBeUndefined()
    expect(PersonFit.of(answer(start, 'q1', 'skipped'))).toBeUndefined()
    expect(PersonFit.of(answer(answer(start, 'q1', 'skipped'), 'q2'))).toMatchObject({ answers: 1 })
  })

  test('is the same under the same seed, 7 or "7"; another one moves the p-value a little', () => {
    const state = fold(
      start,
      responses({ q1: 'incorrect', q4: 'correct', r1: 'incorrect', r4: 'correct', q2: 'incorrect' })
    )
    const fit = PersonFit.of(state)!
    expect(PersonFit.of(state)).toEqual(fit)
    expect(PersonFit.of({ ...state, seed: 7 })).toEqual(fit)
    const other = PersonFit.of({ ...state, seed: 'other' })!
    expect(other.lz).toBe(fit.lz)
    expect(Math.abs(other.p - fit.p)).toBeLessThan(0.06)
  })

  test('right on what is hard and wrong on what is easy does not fit', () => {
    const odd = PersonFit.of(
      fold(
        start,
        responses({
          q1: 'incorrect',
          q4: 'correct',
          r1: 'incorrect',
          r4: 'correct',
          q2: 'incorrect',
          q3: 'correct',
          r2: 'incorrect',
          r3: 'correct'
        })
      )
    )!
    const usual = PersonFit.of(
      fold(
        start,
        responses({
          q1: 'correct',
          q4: 'incorrect',
          r1: 'correct',
          r4: 'incorrect',
          q2: 'correct',
          q3: 'incorrect',
          r2: 'correct',
          r3: 'incorrect'
        })
      )
    )!
    expect(odd.lz).toBeLessThan(-1)
    expect(odd.p).toBeLessThan(0.1)
    expect(usual.lz).toBeGreaterThan(0)
    expect(usual.p).toBeGreaterThan(0.5)
  })
})

describe('law 2: answers drawn from the model give p-values that are nearly uniform', () => {
  test('in adaptive tests of 300 learners', () => {
    const big = fixture('digital-skills.yaml')
    const model = Model.of(big)
    const ps = Array.from({ length: 300 }, (_, n) => {
      const learner = Learner.nth(model, Learner.fromPrior, 'fit', n)
      const source = Random.source(`fit/${n}`)
      const end = last(
        session(Assessment.start(big, { seed: n, rules: { maxQuestions: 12 } }), ({ challenge }) =>
          Learner.answer(model, learner, model.items[model.itemOf.get(challenge)!]!, source, { skips: true })
        )
      )
      return PersonFit.of(end)!.p
    })
    const share = (most: number): number => ps.filter((p) => p <= most).length / ps.length
    // Four standard errors: 0.05 at 0.05, 0.12 at one half.
    for (const level of [0.05, 0.1, 0.25, 0.5, 0.75, 0.9])
      expect(Math.abs(share(level) - level), `${share(level)} below ${level}`).toBeLessThan(
        4 * Math.sqrt((level * (1 - level)) / ps.length)
      )
  })
})

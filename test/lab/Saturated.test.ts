import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import type * as Patterns from '../../src/knowledge/Patterns'
import * as Saturated from '../../src/lab/Saturated'
import * as SaturatedResult from '../../src/lab/SaturatedResult'
import * as SaturatedStates from '../../src/lab/SaturatedStates'
import * as Random from '../../src/math/Random'
import * as Banks from '../support/banks'

/** Four acquis of which nothing is required; the first has two challenges. */
const model = Model.of(
  Banks.bank({
    k: {
      a: { level: 1, challenges: Banks.plain('a1', 'a2') },
      b: { level: 1, challenges: Banks.plain('b1') },
      c: { level: 2, challenges: Banks.plain('c1') },
      d: { level: 2, challenges: Banks.plain('d1') }
    }
  })
)

const ITEMS = model.items.length

/** Any sets of acquis, also such as are closed under nothing. */
const structures = fc
  .array(fc.subarray([0, 1, 2, 3]), { minLength: 1, maxLength: 8 })
  .map((sets) => SaturatedStates.of(SaturatedStates.acquis(model), sets))

/** Any answers, also skips, some twice, some missing. */
const learners = fc.array(
  fc.array(fc.record({ item: fc.nat(ITEMS - 1), outcome: fc.nat(2) }), { maxLength: 8 }),
  { minLength: 1, maxLength: 12 }
)

const packed = (
  all: ReadonlyArray<ReadonlyArray<{ readonly item: number; readonly outcome: number }>>
): Patterns.Answers => {
  let end = 0
  return {
    starts: Uint32Array.from([0, ...all.map((own) => (end += own.length))]),
    codes: Uint32Array.from(all.flatMap((own) => own.map(({ item, outcome }) => 4 * item + outcome)))
  }
}

const settings = (rest: Partial<Saturated.Settings> = {}): Saturated.Settings => ({
  ...Saturated.defaults,
  ...rest
})

/** Where a climb is after some iterations from a start by chance. */
const after = (plan: Saturated.Plan, iterations: number): Saturated.Climb => {
  let climb = Saturated.start(plan, 'seed', 1)
  for (let i = 0; i < iterations; i++) climb = Saturated.next(plan, settings({ rise: -Infinity }), climb)
  return climb
}

describe('Saturated', () => {
  test('1. the log-likelihood never falls', () => {
    fc.assert(
      fc.property(structures, learners, fc.nat(9), (structure, all, n) => {
        const plan = Saturated.plan(model, structure, packed(all))
        let climb = Saturated.start(plan, 'seed', n)
        for (let i = 0; i < 30; i++) {
          const next = Saturated.next(plan, settings({ rise: -Infinity }), climb)
          expect(next.logLikelihood).toBeGreaterThanOrEqual(climb.logLikelihood - 1e-9)
          climb = next
        }
      })
    )
  })

  test('2. the probabilities of the states sum to one', () => {
    fc.assert(
      fc.property(structures, learners, fc.nat(20), (structure, all, iterations) => {
        const plan = Saturated.plan(model, structure, packed(all))
        if (plan.learners === 0) return
        const { states, slip, guess } = after(plan, iterations).point
        expect(states.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
        plan.items.forEach((item) => {
          expect(slip[item]! > 0 && guess[item]! > 0 && slip[item]! + guess[item]! < 1).toBe(true)
        })
      })
    )
  })

  test('3. the log-likelihood agrees with adding up all states for each learner', () => {
    fc.assert(
      fc.property(structures, learners, fc.nat(5), (structure, all, iterations) => {
        const plan = Saturated.plan(model, structure, packed(all))
        if (plan.learners === 0) return
        const { point } = after(plan, iterations)
        const acquisOf = model.items.map(({ acquis }) => acquis)
        let logLikelihood = 0
        const expected = new Float64Array(structure.states.length)
        for (const own of all) {
          const given = own.filter(({ outcome }) => outcome < 2)
          if (given.length === 0) continue
          const joint = structure.states.map((state, s) =>
            given.reduce((p, { item, outcome }) => {
              const right = state.includes(acquisOf[item]!) ? 1 - point.slip[item]! : point.guess[item]!
              return p * (outcome === 0 ? right : 1 - right)
            }, point.states[s]!)
          )
          const total = joint.reduce((a, b) => a + b, 0)
          logLikelihood += Math.log(total)
          joint.forEach((p, s) => (expected[s]! += p / total))
        }
        const counts = Saturated.counts(plan, point)
        expect(counts.logLikelihood).toBeCloseTo(logLikelihood, 9)
        counts.states.forEach((n, s) => expect(n).toBeCloseTo(expected[s]!, 9))
      })
    )
  })

  test('4. the order of the learners and of their answers plays no part', () => {
    fc.assert(
      fc.property(structures, learners, (structure, all) => {
        const plan = Saturated.plan(model, structure, packed(all))
        const turned = [...all].reverse().map((own) => [...own].reverse())
        expect(Saturated.plan(model, structure, packed(turned))).toEqual(plan)
      })
    )
  })

  test('counts learners, repeated answers and skips', () => {
    const structure = SaturatedStates.of(
      SaturatedStates.acquis(model).filter(({ id }) => id !== 'd'),
      [[], [0], [0, 1], [0, 1, 2]]
    )
    const of = (...pairs: ReadonlyArray<readonly [item: number, outcome: number]>) =>
      pairs.map(([item, outcome]) => ({ item, outcome }))
    const plan = Saturated.plan(
      model,
      structure,
      packed([
        of([0, 0], [1, 0], [2, 1]), // everything that anybody answered
        of([0, 0], [0, 1], [0, 0], [3, 2]), // one thing three times, and a skip
        of([4, 0]), // nothing of the domain
        []
      ])
    )
    const { learners: people, complete, answers, repeated, skipped, items, places } = plan
    expect({ people, complete, answers, repeated, skipped, items, places }).toEqual({
      people: 2,
      complete: 1,
      answers: 6,
      repeated: 2,
      skipped: 1,
      items: [0, 1, 2],
      places: [0, 0, 1]
    })
  })

  test('finds what answers were made with, and tells what they do not tell', () => {
    const structure = SaturatedStates.of(SaturatedStates.acquis(model), [[], [0], [0, 1], [0, 1, 2]])
    const weights = [0.2, 0.3, 0.1, 0.4]
    const source = Random.source('people')
    const all = Array.from({ length: 4000 }, () => {
      const at = source()
      const s = weights.findIndex((_, i) => at < weights.slice(0, i + 1).reduce((a, b) => a + b, 0))
      // Nobody is asked d1; a1 and a2 and b1 three times, so that everything about them can be told.
      return [0, 0, 0, 1, 2, 2, 2, 3, 3, 3].map((item) => {
        const right = structure.states[s]!.includes(model.items[item]!.acquis) ? 0.9 : 0.2
        return { item, outcome: source() < right ? 0 : 1 }
      })
    })
    const plan = Saturated.plan(model, structure, packed(all))
    const own = settings({ starts: 4 })
    const fitted = Saturated.fit(plan, own)!
    const result = SaturatedResult.of(model, plan, own, fitted)
    expect([result.reached, result.converged, result.parameters]).toEqual([4, true, 2 * 4 + 3])
    result.states.forEach(({ weight, learners: n }, s) => {
      expect(Math.abs(weight - weights[s]!)).toBeLessThan(0.03)
      expect(n).toBeCloseTo(4000 * weight, 3)
    })
    result.challenges.forEach(({ slip, guess, answers }) => {
      expect(Math.abs(slip - 0.1)).toBeLessThan(0.03)
      expect(Math.abs(guess - 0.2)).toBeLessThan(0.03)
      expect([4000, 12000].some((n) => Math.abs(answers.slip + answers.guess - n) < 1e-6)).toBe(true)
    })
    expect(result.aic).toBeCloseTo(22 - 2 * result.logLikelihood, 9)
    expect(result.bic).toBeCloseTo(11 * Math.log(4000) - 2 * result.logLikelihood, 9)
    expect(result.warnings.map(({ code }) => code)).toEqual(['repeated-answers'])

    // One answer a learner: states and noise cannot be told apart.
    const thin = Saturated.plan(model, structure, packed(all.map((each, n) => [each[n % 10]!])))
    const vague = SaturatedResult.of(model, thin, own, Saturated.fit(thin, own)!)
    expect(vague.reached).toBe(4)
    expect(new Set(vague.warnings.map(({ code }) => code))).toContain('not-identified')
    expect(vague.states.every(({ apart }) => apart > SaturatedResult.APART)).toBe(true)
  })

  test('says what to be wary of', () => {
    const bank = Banks.bank({
      k: {
        a: { level: 1, challenges: Banks.plain('a') },
        b: { level: 2, requires: ['a'], challenges: Banks.plain('b') }
      }
    })
    const other = Model.of(bank)
    const structure = SaturatedStates.of(SaturatedStates.acquis(other), [[], [1], [0, 1]])
    const all = Array.from({ length: 30 }, (_, n) => [
      { item: 0, outcome: n % 2 },
      { item: 1, outcome: n % 2 }
    ])
    const plan = Saturated.plan(other, structure, packed(all))
    const own = settings({ starts: 1, iterations: 2 })
    const { warnings, converged } = SaturatedResult.of(other, plan, own, Saturated.fit(plan, own)!)
    expect(converged).toBe(false)
    expect(warnings.map(({ code }) => code)).toEqual([
      'not-converged',
      'few-ends',
      'infeasible-states',
      'few-answers',
      'few-answers',
      'few-answers',
      'few-answers'
    ])
    expect(warnings[2]!.message).toContain('rules out 1 of the 3 states, the first of them {b}')
  })

  test('takes the first of the best ends, and compares it with its equals alone', () => {
    const end = (start: number, logLikelihood: number, slip: number): Saturated.Climb => ({
      start,
      point: { slip: Float64Array.of(slip), guess: Float64Array.of(0.1), states: Float64Array.of(1) },
      logLikelihood,
      iterations: 5,
      status: 'converged'
    })
    const fitted = Saturated.best([
      end(0, -20, 0.9),
      end(1, -10, 0.3),
      end(2, -10 + 1e-6, 0.1),
      end(3, -10.01, 0.6)
    ])!
    expect([fitted.start, fitted.reached]).toEqual([1, 2])
    expect(fitted.apart.slip[0]).toBeCloseTo(0.2, 12)
    expect(fitted.apart.guess[0]).toBe(0)
    expect(Saturated.best([])).toBeUndefined()
  })

  test('nobody answered', () => {
    const structure = SaturatedStates.of(SaturatedStates.acquis(model), [[], [0]])
    expect(Saturated.fit(Saturated.plan(model, structure, packed([[]])))).toBeUndefined()
  })
})

import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { assert, describe, expect, test } from 'vitest'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import type * as Patterns from '../../src/knowledge/Patterns'
import * as Calibration from '../../src/lab/Calibration'
import * as CalibrationResult from '../../src/lab/CalibrationResult'
import {
  LEAST,
  LEAST_CORRELATION,
  MOST_CORRELATION,
  MOST_DISCRIMINATION
} from '../../src/lab/CalibrationSettings'
import * as Random from '../../src/math/Random'
import * as Banks from '../support/banks'
import * as Calibrations from '../support/calibration'
import * as Worlds from '../support/worlds'

const cases = fc.record({
  world: Worlds.world({ competences: 2, acquis: 3, discrimination: true, correlation: 0.5 }),
  fit: fc.subarray([...Calibration.names]),
  learners: fc.integer({ min: 1, max: 30 }),
  seed: fc.nat(999)
})

type Case = typeof cases extends fc.Arbitrary<infer A> ? A : never

type Errors = ReadonlyArray<number | undefined>

const resultOf = (
  plan: Calibration.Plan,
  at: Parameters.Parameters,
  errors: Errors | undefined,
  status: Calibration.State['status'] = 'converged'
): CalibrationResult.Result => {
  const { patterns, wish } = plan
  const made = Calibration.modelAt(plan, at)
  const sums = Expectation.of(made, patterns, wish)(0, patterns.learners)
  const counts = Expectation.counts(made, patterns, wish, sums)
  const logLikelihood = Expectation.logLikelihoodOf(sums)
  const state = { ...Calibration.startAt(plan, 's', 0), status, iterations: 7 }
  return CalibrationResult.of(plan, state, { at, logLikelihood, objective: 0 }, counts, errors)
}

/** A plan at the bank's parameters, with errors by chance, of some none. */
const sceneOf = ({ world, fit, learners, seed }: Case) => {
  const model = Model.of(Worlds.bankOf(world))
  const answers = Calibrations.simulated(model, learners, 4, `result${seed}`)
  const plan = Calibration.plan(model, answers, { ...Calibration.defaults, fit })
  const source = Random.source(`errors${seed}`)
  const errors = plan.entries.map(() => (source() < 0.2 ? undefined : 2 * source()))
  return { model, answers, plan, errors, result: resultOf(plan, Parameters.of(model), errors) }
}

const given = ({ codes }: Patterns.Answers): ReadonlyArray<number> =>
  Array.from(codes).filter((code) => (code & 3) !== 2)

describe('CalibrationResult', () => {
  test('1. an interval holds its estimate, and stays where the parameter may be', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { errors, result } = sceneOf(each)
        result.estimates.forEach(({ parameter, value, error, interval }, i) => {
          expect([error === null, interval === null]).toEqual(
            errors[i] === undefined ? [true, true] : [false, false]
          )
          if (interval === null) return
          const [low, high] = interval
          expect(low).toBeLessThanOrEqual(value + 1e-12)
          expect(high).toBeGreaterThanOrEqual(value - 1e-12)
          if (['slip', 'guess', 'correlation'].includes(parameter)) expect(low > 0 && high < 1).toBe(true)
          if (['sd', 'spread'].includes(parameter)) expect(low).toBeGreaterThan(0)
          if (parameter === 'discrimination') expect(low).toBeGreaterThanOrEqual(0)
        })
      }),
      { numRuns: 40 }
    )
  })

  test('2. errors and intervals are those of the scale of the parameter', () => {
    const model = Model.of(
      Banks.bank(
        { k: { a: { level: 2, challenges: { c: { slip: 0.2, guess: 0.25 } } } } },
        { model: { mean: 3, sd: 2, correlation: 0 } }
      )
    )
    const answers = Calibrations.simulated(model, 60, 1, 'scale')
    const fit: ReadonlyArray<Calibration.Name> = ['slip', 'ability']
    const plan = Calibration.plan(model, answers, { ...Calibration.defaults, fit })
    const { estimates } = resultOf(plan, Parameters.of(model), [0.5, 0.1, 0.3])
    const [mean, sd, slip] = estimates
    expect([mean!.parameter, sd!.parameter, slip!.parameter]).toEqual(['mean', 'sd', 'slip'])
    expect(mean!.error).toBeCloseTo(0.5, 12)
    mean!.interval!.forEach((x, i) => expect(x).toBeCloseTo(3 + [-1, 1][i]! * 1.959964 * 0.5, 9))
    expect(sd!.error).toBeCloseTo(0.2, 12)
    sd!.interval!.forEach((x, i) => expect(Math.log(x / 2)).toBeCloseTo([-1, 1][i]! * 1.959964 * 0.1, 9))
    expect(slip!.error).toBeCloseTo(0.3 * 0.2 * 0.8, 12)
    slip!.interval!.forEach((x, i) =>
      expect(Math.log(x / (1 - x)) - Math.log(0.2 / 0.8)).toBeCloseTo([-1, 1][i]! * 1.959964 * 0.3, 9)
    )
    expect([mean!.id, slip!.id]).toEqual([null, 'c'])
  })

  test('3. expected answers of those who know and of the others add up to the answers', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { model, answers, result } = sceneOf({ ...each, fit: [...Calibration.names] })
        const all = given(answers)
        expect([result.answers, result.learners]).toEqual([all.length, answers.starts.length - 1])
        const of = (parameter: string, id: string): number =>
          result.estimates.find((one) => one.parameter === parameter && one.id === id)?.answers ?? 0
        for (const { index, challenge } of model.items) {
          const count = all.filter((code) => code >>> 2 === index).length
          expect(of('slip', challenge.id) + of('guess', challenge.id)).toBeCloseTo(count, 6)
          expect(of('discrimination', challenge.id)).toBeCloseTo(count, 6)
        }
        for (const { competence, acquisOffset } of model.competences)
          competence.acquis.forEach(({ id }, a) => {
            const count = all.filter((code) => {
              const item = model.items[code >>> 2]!
              return model.competences[item.competence]!.acquisOffset + item.acquis === acquisOffset + a
            }).length
            expect(of('difficulty', id)).toBeCloseTo(count, 6)
          })
      }),
      { numRuns: 40 }
    )
  })

  test('4. AIC and BIC are those of the log-likelihood, what is held counts as no parameter', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { plan, result } = sceneOf(each)
        const { parameters, logLikelihood, learners } = result
        const held = each.fit.includes('difficulty') ? plan.frame.constraints.length : 0
        expect(parameters).toBe(Math.max(0, plan.entries.length - held))
        expect(result.aic).toBeCloseTo(2 * parameters - 2 * logLikelihood, 9)
        expect(result.bic).toBeCloseTo(parameters * Math.log(learners) - 2 * logLikelihood, 9)
      }),
      { numRuns: 20 }
    )
  })

  test('5. what is written has six digits, what was not moved is as it was, and can be read again', () => {
    const worlds = fc.record({
      world: Worlds.world({ competences: 2, acquis: 3, discrimination: true }),
      seed: fc.nat(999)
    })
    fc.assert(
      fc.property(worlds, ({ world, seed }) => {
        const bank = Worlds.bankOf(world)
        const before = Parameters.of(Model.of(bank))
        const source = Random.source(`rounded${seed}`)
        const moved = (x: number): number => (source() < 0.5 ? x : x * (1 - source() / 100))
        const at: Parameters.Parameters = {
          slip: before.slip.map(moved),
          guess: before.guess.map(moved),
          discrimination: before.discrimination.map(moved),
          difficulty: before.difficulty.map(moved),
          mean: moved(before.mean),
          sd: moved(before.sd),
          correlation: moved(before.correlation),
          spread: moved(before.spread)
        }
        const rounded = CalibrationResult.rounded(at, before)
        const row = (of: Parameters.Parameters): ReadonlyArray<number> =>
          Object.values(of).flatMap((each: Float64Array | number) =>
            typeof each === 'number' ? [each] : Array.from(each)
          )
        const [then, now] = [row(before), row(at)]
        row(rounded).forEach((x, i) => {
          expect(x).toBe(now[i] === then[i] ? then[i] : Number(now[i]!.toPrecision(6)))
        })
        const made = CalibrationResult.bankOf(bank, rounded)
        assert(E.isRight(made))
        expect(Parameters.of(Model.of(made.right))).toEqual(rounded)
        const same = row(rounded).every((x, i) => x === then[i])
        expect(made.right.fingerprint === bank.fingerprint).toBe(same)
      }),
      { numRuns: 40 }
    )
  })
})

describe('warnings', () => {
  const model = Model.of(
    Banks.bank(
      {
        k: { a: { level: 2, challenges: Banks.plain('a1', 'a2') } },
        l: { b: { level: 3, challenges: Banks.plain('b1') } }
      },
      { model: { correlation: 0.3 } }
    )
  )

  /** So many learners who answer these items, every third one wrongly. */
  const answersOf = (items: ReadonlyArray<number>, learners: number, skips = false): Patterns.Answers => ({
    starts: Uint32Array.from({ length: learners + 1 }, (_, n) => n * items.length),
    codes: Uint32Array.from(
      Array.from({ length: learners }, (_, n) =>
        items.map((item) => 4 * item + (skips && n === 0 ? 2 : n % 3 === 0 ? 1 : 0))
      ).flat()
    )
  })

  const warned = (
    answers: Patterns.Answers,
    fit: ReadonlyArray<Calibration.Name>,
    rest: {
      readonly at?: Partial<Parameters.Parameters>
      readonly errors?: Errors
      readonly status?: Calibration.State['status']
      readonly of?: Model.Model
    } = {}
  ): ReadonlyArray<string> => {
    const plan = Calibration.plan(rest.of ?? model, answers, { ...Calibration.defaults, fit })
    const at = { ...Parameters.of(model), ...rest.at }
    const { warnings } = resultOf(plan, at, rest.errors, rest.status)
    return warnings.map(({ code, parameter, id }) => [code, parameter, id].filter(Boolean).join(' '))
  }

  const many = answersOf([0, 1, 2], 400, true)

  test('none where there is nothing to be wary of', () => {
    expect(warned(many, ['slip', 'guess', 'correlation'])).toEqual([])
  })

  test('still moving, nobody skipped, one competence', () => {
    expect(warned(many, [], { status: 'exhausted' })).toEqual(['not-converged'])
    expect(warned(answersOf([0, 1, 2], 400), [])).toEqual(['no-skips'])
    const mute = Model.of({ ...model.bank, skip: { known: 0.02, unknown: 0.02 } })
    expect(warned(answersOf([0, 1, 2], 400), [], { of: mute })).toEqual([])
    expect(warned(answersOf([0, 1], 400, true), ['correlation'])).toEqual(['one-competence correlation'])
  })

  test('not identified, only where errors were wished for', () => {
    expect(warned(many, ['ability'], { errors: [undefined, 0.1] })).toEqual(['not-identified mean'])
    expect(warned(many, ['ability'])).toEqual([])
  })

  test('few answers behind a challenge or an acquis', () => {
    const few = answersOf([0, 2], 20, true)
    expect(warned(few, ['slip', 'difficulty', 'ability'])).toEqual([
      'few-answers slip a1',
      'few-answers slip b1',
      'few-answers difficulty a',
      'few-answers difficulty b'
    ])
  })

  test('at a bound', () => {
    const row = (x: number): Float64Array => Float64Array.of(x, 0.1, 0.1)
    expect(warned(many, ['slip'], { at: { slip: row(LEAST) } })).toEqual(['at-bound slip a1'])
    expect(warned(many, ['guess'], { at: { guess: row(LEAST) } })).toEqual(['at-bound guess a1'])
    expect(warned(many, ['discrimination'], { at: { discrimination: row(MOST_DISCRIMINATION) } })).toEqual([
      'at-bound discrimination a1'
    ])
    for (const correlation of [LEAST_CORRELATION, MOST_CORRELATION])
      expect(warned(many, ['correlation'], { at: { correlation } })).toEqual(['at-bound correlation'])
    expect(warned(many, ['spread'], { at: { spread: 20 } })).toEqual(['at-bound spread'])
    expect(warned(many, ['ability'], { at: { sd: 0.05 } })).toEqual(['at-bound sd'])
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Complete from '../../src/knowledge/Complete'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import * as Calibration from '../../src/lab/Calibration'
import * as CalibrationErrors from '../../src/lab/CalibrationErrors'
import * as CalibrationPrior from '../../src/lab/CalibrationPrior'
import * as CalibrationVector from '../../src/lab/CalibrationVector'
import * as Missing from '../../src/knowledge/Missing'
import * as Random from '../../src/math/Random'
import * as Calibrations from '../support/calibration'
import * as Worlds from '../support/worlds'

const worlds = fc
  .record({
    competences: fc.integer({ min: 1, max: 3 }),
    acquis: fc.integer({ min: 1, max: 4 }),
    discrimination: fc.boolean()
  })
  .chain(Worlds.world)

const subset = fc.subarray([...Calibration.names], { minLength: 1 })

const settingsOf = (
  fit: ReadonlyArray<Calibration.Name>,
  rest: Partial<Calibration.Settings> = {}
): Calibration.Settings => ({
  ...Calibration.defaults,
  fit,
  ...rest
})

describe('Calibration', () => {
  test('1. the log-likelihood, with what is believed before, never falls', () => {
    fc.assert(
      fc.property(
        worlds,
        subset,
        fc.boolean(),
        fc.integer({ min: 2, max: 60 }),
        fc.nat(99),
        fc.record({ alike: fc.boolean(), centre: fc.constantFrom(...Calibration.centres) }),
        (world, fit, accelerate, learners, n, belief) => {
          const model = Model.of(Worlds.bankOf(world))
          const answers = Calibrations.simulated(model, learners, 8, `seed${n}`)
          const plan = Calibration.plan(
            model,
            answers,
            settingsOf(fit, { accelerate, iterations: 12, rise: 0, move: 0, ...belief })
          )
          let last = -Infinity
          Calibration.run(plan, Calibration.startAt(plan, 'start', n % 3), ({ best }) => {
            expect(best!.objective).toBeGreaterThanOrEqual(last - 1e-8)
            last = best!.objective
          })
        }
      ),
      { numRuns: 60 }
    )
  }, 120_000)

  test('2. acceleration switched off gives the same answer', () => {
    const world = fc.sample(
      Worlds.world({ competences: 2, acquis: 4, discrimination: false, correlation: 0.5 }),
      { numRuns: 1, seed: 8 }
    )[0]!
    const model = Model.of(Worlds.bankOf(world))
    const answers = Calibrations.simulated(model, 300, 10, 'same')
    const fitted = [true, false].map((accelerate) => {
      const plan = Calibration.plan(
        model,
        answers,
        settingsOf(['slip', 'guess', 'difficulty'], { accelerate, iterations: 3000, rise: 1e-9, move: 1e-7 })
      )
      const { status, best, iterations } = Calibration.run(plan, Calibration.startAt(plan, 's', 0))
      expect(status).toBe('converged')
      return { row: CalibrationVector.pack(plan.entries, best!.at), objective: best!.objective, iterations }
    })
    expect(fitted[0]!.objective).toBeCloseTo(fitted[1]!.objective, 5)
    fitted[0]!.row.forEach((x, i) => expect(x).toBeCloseTo(fitted[1]!.row[i]!, 3))
    expect(fitted[0]!.iterations).toBeLessThan(fitted[1]!.iterations)
  }, 120_000)

  test('3. what is not fitted stays as it is, and so does the mean of the difficulties', () => {
    fc.assert(
      fc.property(worlds, subset, (world, fit) => {
        const model = Model.of(Worlds.bankOf(world))
        const before = Parameters.of(model)
        const plan = Calibration.plan(
          model,
          Calibrations.simulated(model, 30, 6, 'x'),
          settingsOf(fit, { iterations: 3 })
        )
        const from = Calibration.startAt(plan, 's', 0)
        const { at } = Calibration.run(plan, from).best!
        const same = (name: Calibration.Name, keys: ReadonlyArray<keyof Parameters.Parameters>): void => {
          if (!fit.includes(name)) for (const key of keys) expect(at[key]).toEqual(from.at[key])
        }
        same('slip', ['slip'])
        same('guess', ['guess'])
        same('discrimination', ['discrimination'])
        same('difficulty', ['difficulty'])
        same('ability', ['mean', 'sd'])
        same('spread', ['spread'])
        same('correlation', ['correlation'])
        const mean = (xs: Float64Array): number => xs.reduce((a, b) => a + b, 0) / xs.length
        expect(mean(at.difficulty)).toBeCloseTo(mean(from.at.difficulty), 9)
        if (!fit.includes('ability')) expect(from.at).toEqual({ ...before, correlation: from.at.correlation })
        at.slip.forEach((slip, i) => {
          expect(slip).toBeGreaterThan(0)
          expect(at.guess[i]).toBeGreaterThan(0)
          expect(at.guess[i]).toBeLessThan(1 - slip)
          expect(at.discrimination[i]).toBeGreaterThanOrEqual(0)
        })
      }),
      { numRuns: 30 }
    )
  }, 120_000)

  test('4. challenges that are alike share slip, guess and discrimination', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const model = Model.of(Worlds.bankOf(world))
        const answers = Calibrations.simulated(model, 30, 6, 'alike')
        const of = (alike: boolean) => {
          const settings = settingsOf(['slip', 'guess', 'discrimination'], {
            alike,
            iterations: 4,
            weight: 0
          })
          const plan = Calibration.plan(model, answers, { ...settings, discrimination: 1e6 })
          return { plan, best: Calibration.run(plan, Calibration.startAt(plan, 's', 0)).best! }
        }
        const { plan, best } = of(true)
        const asked = plan.scope.groups.flat()
        expect(plan.entries.length).toBe(3 * plan.scope.groups.length)
        for (const group of plan.scope.groups)
          for (const name of ['slip', 'guess', 'discrimination'] as const)
            expect(new Set(group.map((i) => best.at[name][i])).size).toBe(1)
        // All challenges of these worlds are of one format, so that one without answers has those of the others.
        expect([plan.scope.groups.length, asked.length]).toEqual([1, model.items.length])
      }),
      { numRuns: 20 }
    )
  })

  test('a second calibration that believes in the first stays near it where answers are few', () => {
    const world = fc.sample(Worlds.world({ competences: 1, acquis: 3, discrimination: false }), {
      numRuns: 1,
      seed: 3
    })[0]!
    const challenges = world.challenges.map((each) => ({ ...each, slip: 0.3, guess: 0.4, discrimination: 0 }))
    const model = Model.of(Worlds.bankOf({ ...world, challenges }))
    const answers = Calibrations.simulated(model, 15, 4, 'few')
    const furthest = (centre: Calibration.Centre): number => {
      const plan = Calibration.plan(model, answers, settingsOf(['slip', 'guess'], { centre, weight: 1000 }))
      const { at } = Calibration.run(plan, Calibration.startAt(plan, 's', 0)).best!
      return Math.max(...plan.scope.groups.flat().map((i) => Math.abs(at.slip[i]! - 0.3)))
    }
    expect(furthest('bank')).toBeLessThan(0.02)
    expect(furthest('format')).toBeGreaterThan(0.15)
  })

  test('slopes of the M-step are those of the log-likelihood (Fisher)', () => {
    const world = fc.sample(
      Worlds.world({ competences: 2, acquis: 3, discrimination: true, correlation: 0.5 }),
      { numRuns: 1, seed: 5 }
    )[0]!
    const model = Model.of(Worlds.bankOf(world))
    const answers = Calibrations.simulated(model, 50, 6, 'fisher')
    const at = Parameters.of(model)
    const plan = Calibration.plan(model, answers, settingsOf(['difficulty', 'ability', 'spread']))
    const sumsAt = (where: Parameters.Parameters) => {
      const made = Calibration.modelAt(plan, where)
      return { made, sums: Expectation.of(made, plan.patterns, plan.wish)(0, plan.patterns.learners) }
    }
    const { made, sums } = sumsAt(at)
    const { difficulty, general } = Complete.of(
      model,
      Expectation.counts(made, plan.patterns, plan.wish, sums),
      at,
      true
    )
    const h = 1e-5
    const slope = (move: (by: number) => Parameters.Parameters): number => {
      const [up, down] = [h, -h].map((by) => Expectation.logLikelihoodOf(sumsAt(move(by)).sums))
      return (up! - down!) / (2 * h)
    }
    expect(general[0]).toBeCloseTo(
      slope((by) => ({ ...at, mean: at.mean + by })),
      4
    )
    expect(general[1]).toBeCloseTo(
      slope((by) => ({ ...at, sd: at.sd * Math.exp(by) })),
      4
    )
    expect(general[2]).toBeCloseTo(
      slope((by) => ({ ...at, spread: at.spread * Math.exp(by) })),
      4
    )
    at.difficulty.forEach((_, a) => {
      const moved = (by: number) => ({
        ...at,
        difficulty: at.difficulty.map((b, i) => (i === a ? b + by : b))
      })
      expect(difficulty[a]).toBeCloseTo(slope(moved), 4)
    })
  })
})

describe('CalibrationErrors', () => {
  test.each([
    { fit: Calibration.names.filter((name) => name !== 'spread'), alike: false },
    { fit: Calibration.names.filter((name) => name !== 'spread'), alike: true },
    { fit: ['slip', 'guess', 'difficulty', 'spread', 'correlation'] as const, alike: false }
  ])(
    '1. the information is the curvature of the log-likelihood: $fit, alike $alike',
    ({ fit, alike }) => {
      const world = fc.sample(
        Worlds.world({ competences: 2, acquis: 3, discrimination: true, correlation: 0.5 }),
        { numRuns: 1, seed: 11 }
      )[0]!
      const challenges = world.challenges.map((each) => ({
        ...each,
        slip: 0.1,
        guess: 0.2,
        discrimination: 0.6
      }))
      const model = Model.of(Worlds.bankOf({ ...world, challenges }))
      const answers = Calibrations.simulated(model, 200, 12, 'louis')
      const plan = Calibration.plan(
        model,
        answers,
        settingsOf(fit, { alike, iterations: 150, rise: 1e-7, move: 1e-5 })
      )
      const { best } = Calibration.run(plan, Calibration.startAt(plan, 's', 0))
      const row = CalibrationVector.pack(plan.entries, best!.at)
      const logPosterior = (moved: Float64Array): number => {
        const at = CalibrationVector.unpack(plan.entries, moved, best!.at)
        const made = Calibration.modelAt(plan, at)
        const sums = Expectation.of(made, plan.patterns, plan.wish)(0, plan.patterns.learners)
        // Slip and guess are believed in as pseudo-answers, discrimination and difficulty as normal: all have their curvature.
        return (
          Expectation.logLikelihoodOf(sums) +
          CalibrationPrior.log(model, plan.scope.groups, plan.settings, at)
        )
      }
      const layout = CalibrationErrors.layoutOf(plan)
      const made = Calibration.modelAt(plan, best!.at)
      const sums = Expectation.of(made, plan.patterns, plan.wish)(0, plan.patterns.learners)
      const counts = Expectation.counts(made, plan.patterns, plan.wish, sums)
      const missing = Missing.of(made, plan.patterns, layout)
      const information = CalibrationErrors.observed(
        CalibrationErrors.complete(plan, layout, made, best!.at, counts),
        missing.shared(sums.rows),
        missing.learners(0, plan.patterns.learners)
      )
      const n = plan.entries.length
      const zero = logPosterior(row)
      const source = Random.source('directions')
      // Along one parameter at a time, then along all of them at once, each as far as its own error.
      const directions = [
        ...plan.entries.map((_, i) => row.map((__, j) => (i === j ? 1 : 0))),
        ...Array.from({ length: 30 }, () => row.map(() => source() - 0.5))
      ].map((direction) => direction.map((x, i) => x / Math.sqrt(information[i * n + i]!)))
      for (const direction of directions) {
        // Discrimination at its bound cannot be moved both ways.
        const free = direction.map((x, i) => {
          const { kind, index } = plan.entries[i]!
          return kind === 'discrimination' && best!.at.discrimination[index]! < 0.05 ? 0 : x
        })
        const h = 0.02
        const [up, down] = [h, -h].map((by) => logPosterior(row.map((x, i) => x + by * free[i]!)))
        const curvature = (2 * zero - up! - down!) / h ** 2
        const found = free.reduce(
          (sum, x, i) => sum + free.reduce((part, y, j) => part + x * y * information[i * n + j]!, 0),
          0
        )
        expect(Math.abs(found - curvature), `${directions.indexOf(direction)}`).toBeLessThan(
          0.01 * (1 + Math.abs(curvature))
        )
      }
    },
    120_000
  )
})

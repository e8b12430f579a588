import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Complete from '../../src/knowledge/Complete'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import * as Calibration from '../../src/lab/Calibration'
import * as CalibrationPrior from '../../src/lab/CalibrationPrior'
import * as CalibrationStates from '../../src/lab/CalibrationStates'
import * as Random from '../../src/math/Random'
import * as Calibrations from '../support/calibration'
import * as Worlds from '../support/worlds'

const NAMES: ReadonlyArray<Calibration.Name> = ['difficulty', 'ability', 'spread']

const cases = fc.record({
  world: Worlds.world({ competences: 2, acquis: 4, discrimination: true }),
  fit: fc.subarray([...NAMES], { minLength: 1 }),
  learners: fc.integer({ min: 1, max: 30 }),
  seed: fc.nat(999)
})

type Case = typeof cases extends fc.Arbitrary<infer A> ? A : never

/** A plan, what is expected at the bank's parameters, and others somewhat off, where the step begins. */
const sceneOf = ({ world, fit, learners, seed }: Case) => {
  const model = Model.of(Worlds.bankOf(world))
  const answers = Calibrations.simulated(model, learners, 3, `states${seed}`)
  const plan = Calibration.plan(model, answers, { ...Calibration.defaults, fit })
  const { patterns, wish } = plan
  const sums = Expectation.of(plan.model, patterns, wish)(0, patterns.learners)
  const counts = Expectation.counts(plan.model, patterns, wish, sums)
  const source = Random.source(`from${seed}`)
  const own = Parameters.of(model)
  const from: Parameters.Parameters = {
    ...own,
    difficulty: own.difficulty.map((b) => b + 2 * source() - 1),
    mean: own.mean + source() - 0.5,
    sd: own.sd * Math.exp(source() - 0.5),
    spread: own.spread * Math.exp(source() - 0.5)
  }
  const step = (at: Parameters.Parameters): Parameters.Parameters =>
    CalibrationStates.step(plan.model, counts, at, plan.settings, plan.frame)
  const value = (at: Parameters.Parameters): number =>
    Complete.of(plan.model, counts, at, false).value +
    CalibrationPrior.ofDifficulty(plan.model, plan.settings.difficulty, at)
  return { plan, from, step, value }
}

const sum = (xs: Float64Array): number => xs.reduce((total, x) => total + x, 0)

describe('CalibrationStates', () => {
  test('1. what is expected and believed never falls', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { from, step, value } = sceneOf(given)
        let at = from
        for (let i = 0; i < 4; i++) {
          const next = step(at)
          expect(value(next)).toBeGreaterThanOrEqual(value(at) - 1e-9)
          at = next
        }
      }),
      { numRuns: 60 }
    )
  }, 60_000)

  test('2. the mean of the difficulties stays', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { from, step } = sceneOf(given)
        expect(sum(step(from).difficulty)).toBeCloseTo(sum(from.difficulty), 9)
      }),
      { numRuns: 40 }
    )
  }, 60_000)

  test('3. where ability and spread are free, the slope of difficulty on level stays', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { plan, from, step } = sceneOf({ ...given, fit: [...NAMES] })
        const levels = plan.model.competences.flatMap((each) => Array.from(each.levels))
        const { free } = plan.frame
        const count = sum(Float64Array.from(free))
        const mean = levels.reduce((total, level, a) => total + level * free[a]!, 0) / count
        const slope = ({ difficulty }: Parameters.Parameters): number =>
          difficulty.reduce((total, b, a) => total + (levels[a]! - mean) * free[a]! * b, 0)
        expect(slope(step(from))).toBeCloseTo(slope(from), 8)
        // It is a hold on more than the mean only where levels differ.
        const differ = new Set(levels.filter((_, a) => free[a] === 1)).size > 1
        expect(plan.frame.constraints).toHaveLength(differ ? 2 : 1)
      }),
      { numRuns: 40 }
    )
  }, 60_000)

  test('4. what is not fitted, and what was not answered, stays', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { plan, from, step } = sceneOf(given)
        const after = step(from)
        const { fit } = given
        for (const key of ['slip', 'guess', 'discrimination', 'correlation'] as const)
          expect(after[key]).toEqual(from[key])
        if (!fit.includes('ability')) expect([after.mean, after.sd]).toEqual([from.mean, from.sd])
        if (!fit.includes('spread')) expect(after.spread).toBe(from.spread)
        after.difficulty.forEach((b, a) => {
          if (!fit.includes('difficulty') || plan.frame.free[a] !== 1) expect(b).toBe(from.difficulty[a])
        })
      }),
      { numRuns: 40 }
    )
  }, 60_000)

  test('5. steps lead to where nothing near is better', () => {
    fc.assert(
      fc.property(cases, fc.nat(999), (given, seed) => {
        const { plan, from, step, value } = sceneOf({ ...given, learners: 20 + given.learners })
        let at = from
        for (let i = 0; i < 80; i++) at = step(at)
        const best = value(at)
        const { fit } = given
        const { free, constraints } = plan.frame
        const source = Random.source(`around${seed}`)
        for (let i = 0; i < 20; i++) {
          const size = 0.02
          const random = (isFree: boolean): number => (isFree ? size * (2 * source() - 1) : 0)
          // Along what is held, nothing moves: taken out one row after the other, made orthogonal.
          const rows: Array<Float64Array> = []
          const without = (x: Float64Array, row: Float64Array): Float64Array => {
            const norm = sum(row.map((y) => y * y))
            const along = sum(row.map((y, a) => y * x[a]!)) / norm
            return x.map((y, a) => y - along * row[a]!)
          }
          for (const row of constraints) rows.push(rows.reduce(without, row))
          const drawn = at.difficulty.map((_, a) => random(fit.includes('difficulty') && free[a] === 1))
          const move = rows.reduce(without, drawn)
          const near: Parameters.Parameters = {
            ...at,
            difficulty: at.difficulty.map((b, a) => b + move[a]!),
            mean: at.mean + random(fit.includes('ability')),
            sd: at.sd * Math.exp(random(fit.includes('ability'))),
            spread: at.spread * Math.exp(random(fit.includes('spread')))
          }
          const isInside = [near.sd, near.spread].every((x) => x > 0.05 && x < 20)
          if (isInside) expect(value(near)).toBeLessThanOrEqual(best + 1e-4)
        }
      }),
      { numRuns: 15 }
    )
  }, 120_000)
})

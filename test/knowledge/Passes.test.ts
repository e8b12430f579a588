import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Passes from '../../src/knowledge/Passes'
import * as Worlds from '../support/worlds'

const bank = (correlation: number) =>
  Worlds.bankOf(
    fc.sample(Worlds.world({ competences: 2, acquis: 1, discrimination: false, correlation }), {
      numRuns: 1,
      seed: 1
    })[0]!
  )

const noLogs = (): never => {
  throw new Error('no likelihood is faint')
}

/** Likelihoods as answers make them: between two floors, rising or falling. */
const rows = fc.array(
  fc.record({
    at: fc.double({ min: -4, max: 4, noNaN: true }),
    slope: fc.double({ min: -6, max: 6, noNaN: true }),
    least: fc.double({ min: 1e-9, max: 0.5, noNaN: true })
  }),
  { minLength: 1, maxLength: 5 }
)

/** Everything by sums over g and z. */
const plain = (model: Model.Model, likelihoods: ReadonlyArray<ReadonlyArray<number>>) => {
  const K = model.abilities.length
  const z = Array.from(model.generalNodes)
  const given = likelihoods.map((row) => z.map((_, g) => row.map((x, k) => x * model.link[g * K + k]!)))
  const messages = given.map((of) => of.map((row) => row.reduce((a, b) => a + b, 0)))
  const joint = z.map((_, g) => messages.reduce((p, of) => p * of[g]!, model.general[g]!))
  const total = joint.reduce((a, b) => a + b, 0)
  const general = joint.map((p) => p / total)
  const abilities = given.map((of, n) =>
    z.map((_, k) => general.reduce((sum, p, g) => sum + (p * of[g]![k]!) / messages[n]![g]!, 0))
  )
  const together = given.reduce(
    (all, of, n) =>
      all +
      general.reduce(
        (sum, p, g) => sum + (p * z[g]! * of[g]!.reduce((a, x, k) => a + x * z[k]!, 0)) / messages[n]![g]!,
        0
      ),
    0
  )
  return { log: Math.log(total), general, abilities, together }
}

const near = (a: ArrayLike<number>, b: ArrayLike<number>): void => {
  for (let i = 0; i < b.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(1e-9)
}

describe('Passes', () => {
  const models = [0.05, 0.5, 0.9].map((ρ) => Model.of(bank(ρ)))
  const passes = models.map((model) => Passes.of(model, 5))
  const cases = fc.tuple(fc.nat({ max: models.length - 1 }), rows)
  const likelihoodsOf = (
    model: Model.Model,
    of: ReadonlyArray<{ at: number; slope: number; least: number }>
  ) =>
    of.map(({ at, slope, least }) => {
      const row = Array.from(
        model.generalNodes,
        (z) => least + (1 - least) / (1 + Math.exp(-slope * (z - at)))
      )
      const most = Math.max(...row)
      return row.map((x) => x / most)
    })

  // The passes are the same from one case to the next, which is law 2.
  test('1. they agree with the belief: P(z_k | all), P(g | all) and the evidence', () => {
    fc.assert(
      fc.property(cases, ([which, of]) => {
        const model = models[which]!
        const own = passes[which]!
        const likelihoods = likelihoodsOf(model, of)
        own.likelihoods.set(likelihoods.flat())
        const log = own.run(of.length, noLogs)
        const expected = plain(model, likelihoods)
        expect(Math.abs(log - expected.log)).toBeLessThan(1e-9)
        near(own.general, expected.general)
        near(own.abilities, expected.abilities.flat())
      }),
      { numRuns: 60 }
    )
  })

  test('1. also where competences contradict each other', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: models.length - 1 }),
        fc.array(fc.constantFrom(-5, -4, 0, 4, 5), { minLength: 2, maxLength: 3 }),
        fc.double({ min: 0.5, max: 1.5, noNaN: true }),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (which, peaks, width, top) => {
          const [model, own] = [models[which]!, passes[which]!]
          const likelihoods = peaks.map((at) => {
            const logs = Array.from(model.generalNodes, (z) => -0.5 * ((z - at) / width) ** 2)
            const most = Math.max(...logs)
            return logs.map((log) => top * Math.exp(log - most))
          })
          own.likelihoods.set(likelihoods.flat())
          const log = own.run(peaks.length, noLogs)
          const expected = plain(model, likelihoods)
          expect(Math.abs(log - expected.log)).toBeLessThan(1e-8)
          near(own.general, expected.general)
          near(own.abilities, expected.abilities.flat())
        }
      ),
      { numRuns: 200 }
    )
  })

  test('2. what was passed before does not matter', () => {
    const [model, own] = [models[1]!, passes[1]!]
    const likelihoods = likelihoodsOf(model, [{ at: 1, slope: 3, least: 0.1 }])
    own.likelihoods.set(likelihoods.flat())
    const log = own.run(1, noLogs)
    const fresh = Passes.of(model, 5)
    fresh.likelihoods.set(likelihoods.flat())
    expect(fresh.run(1, noLogs)).toBe(log)
    expect(fresh.general).toEqual(own.general)
  })

  test('3. how g and z move together agrees with the sum over both', () => {
    fc.assert(
      fc.property(cases, ([which, of]) => {
        const likelihoods = likelihoodsOf(models[which]!, of)
        const own = passes[which]!
        own.likelihoods.set(likelihoods.flat())
        own.run(of.length, noLogs)
        expect(Math.abs(own.together() - plain(models[which]!, likelihoods).together)).toBeLessThan(1e-8)
      }),
      { numRuns: 60 }
    )
  })
})

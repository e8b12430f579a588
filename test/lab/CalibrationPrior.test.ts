import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import * as CalibrationPrior from '../../src/lab/CalibrationPrior'
import * as CalibrationSettings from '../../src/lab/CalibrationSettings'
import * as Worlds from '../support/worlds'

const worlds = Worlds.world({ competences: 2, acquis: 3, discrimination: true })
const settings = fc
  .constantFrom(...CalibrationSettings.centres)
  .map((centre): CalibrationSettings.Settings => ({
    ...CalibrationSettings.defaults,
    fit: ['slip', 'guess', 'discrimination', 'difficulty'],
    centre
  }))
const aloneOf = ({ items }: Model.Model): ReadonlyArray<ReadonlyArray<number>> =>
  items.map(({ index }) => [index])

/** At the centres, every difficulty at its level. */
const centred = (model: Model.Model, given: CalibrationSettings.Settings): Parameters.Parameters => {
  const centres = model.items.map(({ challenge }) => CalibrationPrior.centreOf(challenge, given))
  return {
    ...Parameters.of(model),
    slip: Float64Array.from(centres, ({ slip }) => slip),
    guess: Float64Array.from(centres, ({ guess }) => guess),
    discrimination: Float64Array.from(centres, ({ discrimination }) => discrimination),
    difficulty: Float64Array.from(model.competences.flatMap(({ levels }) => Array.from(levels)))
  }
}

describe('CalibrationPrior', () => {
  test('1. it is highest at the centres', () => {
    fc.assert(
      fc.property(
        worlds,
        settings,
        fc.constantFrom('slip', 'guess', 'discrimination', 'difficulty'),
        fc.double({ min: 0.001, max: 0.04, noNaN: true }),
        fc.nat(),
        (world, given, name, by, n) => {
          const model = Model.of(Worlds.bankOf(world))
          const at = centred(model, given)
          const best = CalibrationPrior.log(model, aloneOf(model), given, at)
          const place = n % at[name].length
          for (const sign of [-1, 1]) {
            const moved = at[name].map((x, i) =>
              i === place ? x + sign * by * (x > 0 ? Math.min(1, x) : 1) : x
            )
            expect(CalibrationPrior.log(model, aloneOf(model), given, { ...at, [name]: moved })).toBeLessThan(
              best
            )
          }
        }
      )
    )
  })

  test('2. challenges that share their parameters are believed in once', () => {
    fc.assert(
      fc.property(worlds, settings, (world, given) => {
        const model = Model.of(Worlds.bankOf(world))
        const at = { ...centred(model, given), slip: new Float64Array(model.items.length).fill(0.3) }
        const [first = 0] = model.items.map(({ index }) => index)
        const alone = CalibrationPrior.log(model, [[first]], given, at)
        const all = CalibrationPrior.log(model, [model.items.map(({ index }) => index)], given, at)
        expect(all).toBe(alone)
      })
    )
  })

  test('the centre is the default of the format, or what the bank says', () => {
    const challenge = Model.of(Worlds.bankOf(fc.sample(worlds, { numRuns: 1, seed: 1 })[0]!)).items[0]!
      .challenge
    const choice = { ...challenge, format: 'choice', slip: 0.4, guess: 0.2, discrimination: 1 } as const
    const options = ['a', 'b', 'c', 'd'].map((id) => [id, id] as const)
    const of = (centre: CalibrationSettings.Centre, given = choice) =>
      CalibrationPrior.centreOf(given, { ...CalibrationSettings.defaults, centre })
    expect(of('format', { ...choice, options })).toEqual({
      slip: 0.1,
      guess: 0.25,
      discrimination: 0
    })
    expect(of('format', { ...choice, options: undefined } as never).guess).toBe(0.2)
    expect(of('bank')).toEqual({ slip: 0.4, guess: 0.2, discrimination: 1 })
    expect(CalibrationPrior.kindOf({ ...choice, options })).toBe('choice of 4')
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as CalibrationItems from '../../src/lab/CalibrationItems'
import { logit } from '../../src/math/Logistic'

const NODES = 5
const x = Float64Array.from({ length: NODES }, (_, k) => k - 2)
const counts = fc
  .array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: NODES, maxLength: NODES })
  .map((row) => Float64Array.from(row))
const answers = fc.record({
  knownRight: counts,
  knownWrong: counts,
  unknownRight: counts,
  unknownWrong: counts
})
const estimate = fc
  .record({
    slip: fc.double({ min: 0.01, max: 0.6, noNaN: true }),
    share: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    discrimination: fc.constantFrom(0, 0.3, 2)
  })
  .map(({ slip, share, discrimination }) => ({ slip, guess: share * (1 - slip), discrimination }))
const wish = fc.record({
  slip: fc.boolean(),
  guess: fc.boolean(),
  discrimination: fc.boolean(),
  centre: fc.constantFrom(
    { slip: 0.1, guess: 0.25, discrimination: 0 },
    { slip: 0.3, guess: 0.4, discrimination: 0.5 }
  ),
  weight: fc.constantFrom(0, 24),
  sd: fc.constant(1)
})

describe('CalibrationItems', () => {
  test('1. what is expected of the answers and believed before never falls, 2. within bounds', () => {
    fc.assert(
      fc.property(answers, estimate, wish, fc.boolean(), (given, before, wanted, isFlat) => {
        const from = isFlat ? { ...before, discrimination: 0 } : before
        const hoped = isFlat ? { ...wanted, discrimination: false } : wanted
        const value = ({ slip, guess, discrimination }: CalibrationItems.Estimate): number =>
          CalibrationItems.regression([{ answers: given, x }], hoped, [
            -logit(slip),
            logit(guess),
            discrimination
          ]).value
        const after = isFlat
          ? CalibrationItems.flat([given], from, hoped)
          : CalibrationItems.bent([{ answers: given, x }], from, hoped)
        expect(value(after)).toBeGreaterThanOrEqual(value(from) - 1e-8)
        expect(Math.min(after.slip, after.guess)).toBeGreaterThan(0)
        expect(after.guess).toBeLessThan(1 - after.slip)
        expect(after.discrimination).toBeGreaterThanOrEqual(0)
        if (!hoped.slip) expect(after.slip).toBe(from.slip)
        if (!hoped.guess) expect(after.guess).toBe(from.guess)
        if (!hoped.discrimination) expect(after.discrimination).toBe(from.discrimination)
      }),
      { numRuns: 500 }
    )
  })

  test('3. answers in two parts are those in one', () => {
    fc.assert(
      fc.property(answers, answers, estimate, wish, (one, other, from, hoped) => {
        const at = (parts: ReadonlyArray<CalibrationItems.Answers>) => {
          const all = parts.map((given) => ({ answers: given, x }))
          const point = [-logit(from.slip), logit(from.guess), from.discrimination] as const
          const { value, slope, information } = CalibrationItems.regression(all, hoped, point)
          return [value, ...slope, ...information]
        }
        const whole = at([CalibrationItems.together([one, other])])
        at([one, other]).forEach((each, i) => expect(each).toBeCloseTo(whole[i]!, 8))
        const flat = { ...hoped, discrimination: false }
        const still = { ...from, discrimination: 0 }
        const [apartly, wholly] = [[one, other], [CalibrationItems.together([one, other])]].map((all) =>
          CalibrationItems.flat(all, still, flat)
        )
        expect(apartly!.slip).toBeCloseTo(wholly!.slip, 10)
        expect(apartly!.guess).toBeCloseTo(wholly!.guess, 10)
      })
    )
  })
})

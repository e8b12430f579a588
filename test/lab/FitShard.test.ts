import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Fit from '../../src/lab/Fit'
import * as FitShard from '../../src/lab/FitShard'
import * as Fitted from '../support/fitted'

describe('FitShard', () => {
  test('1. all parts together are the fit', () => {
    const bank = Fitted.bank()
    const model = Model.of(bank)
    const { group, ...answers } = Fitted.log(model, {
      learners: 240,
      each: 16,
      seed: 'shard',
      ability: [0, 0]
    })
    const of = Int32Array.from(answers.codes, (_, i) => {
      const l = answers.starts.findIndex((start) => start > i) - 1
      return group[l]!
    })
    const rest = {
      answers,
      seed: '1',
      column: { name: 'side', values: ['left', 'right'], of },
      times: Float64Array.from(answers.codes, (_, i) => 1e12 + i * 1e6)
    }
    const run = FitShard.of(structuredClone({ bank, ...rest }))
    const parts = FitShard.partsOf(rest)
    expect([...parts].sort()).toEqual(Object.keys(Fit.parts).sort())
    const whole = parts.reduce((fit, part) => ({ ...fit, ...structuredClone(run(part)).made }), Fit.none)
    const expected = Fit.of({ model, ...rest })
    expect(whole).toEqual(expected)
    expect(expected.dif?.groups).toHaveLength(2)
    expect(expected.drift).toBeDefined()

    // Without a column and without times there is nothing to be made of them.
    const { column: _column, times: _times, ...bare } = rest
    const alone = FitShard.of({ bank, ...bare })
    const few = FitShard.partsOf({}).reduce((fit, part) => ({ ...fit, ...alone(part).made }), Fit.none)
    expect(few).toEqual(Fit.of({ model, ...bare }))
  }, 60_000)
})

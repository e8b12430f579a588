import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import * as Tempering from '../../src/knowledge/Tempering'
import { bank, plain } from '../support/banks'
import type { WorldAnswer } from '../support/enumeration'
import { bankOf, history } from '../support/worlds'

const item = (model: Model.Model, challenge: string): Model.Item => model.items[model.itemOf.get(challenge)!]!

const weighed = (
  model: Model.Model,
  given: ReadonlyArray<WorldAnswer>,
  weight: number
): ReadonlyArray<Tempering.Answer> =>
  given.map(({ challenge, outcome }) => ({ item: item(model, challenge), outcome, weight }))

/** All that is believed of what is known and of abilities, and how likely the answers were. */
const believed = (model: Model.Model, belief: Belief.Belief): ReadonlyArray<number> => [
  ...Prediction.views(model, belief).flatMap(({ mastery, ability }) => [...mastery, ...ability]),
  Belief.logEvidence(model, belief)
]

const expectSame = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): void => {
  expect(a).toHaveLength(b.length)
  a.forEach((x, i) => {
    expect(Math.abs(x - b[i]!), `${x} and ${b[i]!}`).toBeLessThanOrEqual(1e-10)
  })
}

const shape = { competences: 3, acquis: 4, discrimination: true } as const
const settings = { numRuns: 40, interruptAfterTimeLimit: 60_000 } as const

describe('laws', () => {
  test.prop([history(shape, 20)], settings)(
    '1. at weight 1 it is the belief after these answers',
    ([each, given]) => {
      const model = Model.of(bankOf(each))
      const folded = given.reduce(
        (belief, { challenge, outcome }) => Belief.observe(model, item(model, challenge), outcome)(belief),
        Belief.prior(model)
      )
      const belief = Tempering.belief(model, weighed(model, given, 1))
      expectSame(believed(model, belief), believed(model, folded))
      expect(belief.competences.map(({ answers }) => answers)).toEqual(
        folded.competences.map(({ answers }) => answers)
      )
    }
  )

  test.prop([history(shape, 20)], settings)('2. at weight 0 it is the prior', ([each, given]) => {
    const model = Model.of(bankOf(each))
    const belief = Tempering.belief(model, weighed(model, given, 0))
    expectSame(believed(model, belief), believed(model, Belief.prior(model)))
    expect(belief.competences.map(({ answers }) => answers)).toEqual(model.competences.map(() => 0))
  })

  test.prop([history(shape, 12), fc.double({ min: 0.05, max: 0.5, noNaN: true })], settings)(
    '3. two answers of half a weight are one',
    ([each, given], half) => {
      const model = Model.of(bankOf(each))
      const halves = [...weighed(model, given, half), ...weighed(model, given, half)]
      expectSame(
        believed(model, Tempering.belief(model, halves)),
        believed(model, Tempering.belief(model, weighed(model, given, 2 * half)))
      )
    }
  )

  test.prop([history({ ...shape, discrimination: false }, 10), fc.nat()], settings)(
    '4. the more a right answer weighs, the higher the mastery of its acquis; the more a wrong one does, the lower',
    ([each, given], pick) => {
      // With these odds of skipping, giving an answer at all may speak against knowing; the answer itself may not.
      const model = { ...Model.of(bankOf(each)), skip: { known: 0.1, unknown: 0.1 } }
      const chosen = model.items[pick % model.items.length]!
      const mastery = (outcome: 'correct' | 'incorrect', weight: number): number => {
        const answers = [...weighed(model, given, 1), { item: chosen, outcome, weight }]
        const view = Prediction.views(model, Tempering.belief(model, answers))[chosen.competence]!
        return view.mastery[chosen.acquis]!
      }
      const weights = [0, 0.1, 0.5, 0.9, 1]
      weights.slice(1).forEach((more, i) => {
        const less = weights[i]!
        expect(mastery('correct', more)).toBeGreaterThanOrEqual(mastery('correct', less) - 1e-12)
        expect(mastery('incorrect', more)).toBeLessThanOrEqual(mastery('incorrect', less) + 1e-12)
      })
    }
  )
})

it('moves the log-odds of a lone acquis by its weight times what the whole answer would', () => {
  const model = Model.of(bank({ c: { a: { level: 3, challenges: plain('q') } } }))
  const { slip, guess } = item(model, 'q')
  const odds = (weight: number): number => {
    const belief = Tempering.belief(model, weighed(model, [{ challenge: 'q', outcome: 'correct' }], weight))
    const m = Prediction.views(model, belief)[0]!.mastery[0]!
    return Math.log(m / (1 - m))
  }
  const whole = Math.log(((1 - slip) * (1 - model.skip.known)) / (guess * (1 - model.skip.unknown)))
  for (const weight of [0.25, 0.5, 1]) expect(odds(weight) - odds(0)).toBeCloseTo(weight * whole, 10)
})

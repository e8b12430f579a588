import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import * as Capacity from '../../src/lab/Capacity'
import { responses, smallBank } from '../support/arbitraries'

const entropy = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p))

/** The mutual information of "known", of probability m, and "right". */
const information = (slip: number, guess: number, m: number): number =>
  entropy(m * (1 - slip) + (1 - m) * guess) - m * entropy(slip) - (1 - m) * entropy(guess)

/** The greatest of them, by golden section: it is concave in m. */
const greatest = (slip: number, guess: number): number => {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0, 1]
  for (let i = 0; i < 80; i++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)]
    if (information(slip, guess, a) < information(slip, guess, b)) low = a
    else high = b
  }
  return information(slip, guess, (low + high) / 2)
}

const noise = fc
  .tuple(fc.double({ min: 0, max: 0.98, noNaN: true }), fc.double({ min: 0, max: 0.98, noNaN: true }))
  .filter(([slip, guess]) => slip + guess < 0.99)

describe('laws', () => {
  test.prop([noise])('1. it agrees with the greatest mutual information over all inputs', ([slip, guess]) => {
    expect(Capacity.nats(slip, guess)).toBeCloseTo(greatest(slip, guess), 8)
  })

  test.prop([smallBank().chain((bank) => fc.tuple(fc.constant(bank), responses(bank)))])(
    '2. no gain of a challenge is greater',
    ([bank, given]) => {
      const model = Model.of(bank)
      let belief = Belief.prior(model)
      for (const { challenge, outcome } of given) {
        const item = model.items[model.itemOf.get(challenge) ?? -1]
        if (item !== undefined) belief = Belief.observe(model, item, outcome)(belief)
      }
      const views = Prediction.views(model, belief)
      const capacity = Capacity.of(model)
      for (const item of model.items)
        expect(Prediction.gain(model, views[item.competence]!, item) / Math.LN2).toBeLessThanOrEqual(
          capacity[item.index]! + 1e-12
        )
    }
  )
})

describe('nats', () => {
  it('is a bit without noise, that of a symmetric channel where both are equal, and nothing where they fill up', () => {
    expect(Capacity.nats(0, 0)).toBeCloseTo(Math.LN2, 14)
    expect(Capacity.nats(0.1, 0.1)).toBeCloseTo(Math.LN2 - entropy(0.1), 14)
    // The Z-channel of one half: log₂(5/4).
    expect(Capacity.nats(0.5, 0) / Math.LN2).toBeCloseTo(Math.log2(1.25), 14)
    expect(Capacity.nats(0.4, 0.6)).toBe(0)
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/bank/Challenge'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import type { World, WorldAnswer } from '../support/enumeration'
import { answers, bankOf, history, world } from '../support/worlds'

const item = (model: Model.Model, challenge: string): Model.Item => model.items[model.itemOf.get(challenge)!]!

const observed = (model: Model.Model, given: ReadonlyArray<WorldAnswer>): Belief.Belief =>
  given.reduce(
    (belief, { challenge, outcome }) => Belief.observe(model, item(model, challenge), outcome)(belief),
    Belief.prior(model)
  )

const masteries = (model: Model.Model, belief: Belief.Belief): ReadonlyArray<number> =>
  Prediction.views(model, belief).flatMap(({ mastery }) => mastery)

const expectSame = (a: ReadonlyArray<number>, b: ReadonlyArray<number>, tolerance = 1e-10): void => {
  expect(a.length).toBe(b.length)
  a.forEach((x, i) => {
    expect(Math.abs(x - b[i]!), `${x} and ${b[i]!}`).toBeLessThanOrEqual(tolerance)
  })
}

const shape = { competences: 3, acquis: 4, discrimination: true } as const
const settings = { numRuns: 40, interruptAfterTimeLimit: 60_000 } as const

describe('laws', () => {
  test.prop([history(shape, 20), fc.infiniteStream(fc.nat())], settings)(
    '2. the order of the observations does not matter',
    ([each, given], picks) => {
      const model = Model.of(bankOf(each))
      const shuffled = given
        .map((answer) => ({ answer, key: picks.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ answer }) => answer)
      const [one, other] = [observed(model, given), observed(model, shuffled)]
      expectSame(masteries(model, one), masteries(model, other))
      expect(Belief.logEvidence(model, one)).toBeCloseTo(Belief.logEvidence(model, other), 9)
    }
  )

  test.prop([history({ ...shape, discrimination: false }, 15), fc.nat()], settings)(
    '3. a correct answer never lowers the mastery of its acquis',
    ([each, given], pick) => {
      const model = Model.of(bankOf(each))
      const before = observed(model, given)
      const chosen = model.items[pick % model.items.length]!
      // With these odds of skipping, giving an answer at all may speak against knowing; the answer itself may not.
      const sure = { ...model, skip: { known: 0, unknown: 0 } }
      const after = Belief.observe(sure, chosen, 'correct')(before)
      const mastery = (belief: Belief.Belief): number =>
        Prediction.views(model, belief)[chosen.competence]!.mastery[chosen.acquis]!
      expect(mastery(after)).toBeGreaterThanOrEqual(mastery(before) - 1e-12)
    }
  )

  test.prop([history(shape, 20)], settings)('4. mastery falls along prerequisites', ([each, given]) => {
    const model = Model.of(bankOf(each))
    Prediction.views(model, observed(model, given)).forEach(({ mastery }, c) => {
      const { acquis } = model.competences[c]!.competence
      const index = new Map(acquis.map(({ id }, a) => [id, a]))
      acquis.forEach(({ requires }, a) => {
        for (const required of requires)
          expect(mastery[a]!).toBeLessThanOrEqual(mastery[index.get(required)!]! + 1e-12)
      })
    })
  })

  test.prop([history(shape, 10), fc.nat()], settings)(
    '5. an uninformative challenge changes nothing',
    ([each, given], pick) => {
      const model = Model.of(bankOf(each))
      const before = observed(model, given)
      const chosen = model.items[pick % model.items.length]!
      const useless: Model.Item = { ...chosen, slip: 0.5, guess: 0.5, curve: undefined }
      const indifferent = { ...model, skip: { known: 0.1, unknown: 0.1 } }
      const outcomes: ReadonlyArray<Outcome> = ['correct', 'incorrect', 'skipped']
      for (const outcome of outcomes)
        expectSame(
          masteries(model, Belief.observe(indifferent, useless, outcome)(before)),
          masteries(model, before)
        )
    }
  )

  test.prop([history({ ...shape, correlation: 0.5 }, 10), fc.nat()], settings)(
    '6. what an answer does not touch is shared, not copied',
    ([each, given], pick) => {
      const model = Model.of(bankOf(each))
      const chosen = model.items[pick % model.items.length]!
      const before = Belief.focusOn(model, chosen.competence)(observed(model, given))
      const after = Belief.observe(model, chosen, 'correct')(before)
      expect(after.outside).toBe(before.outside)
      after.competences.forEach((competence, c) => {
        if (c !== chosen.competence) expect(competence).toBe(before.competences[c])
        else
          competence.blocks.forEach((block, b) => {
            if (b === model.competences[c]!.blockOf[chosen.acquis])
              expect(block).not.toBe(before.competences[c]!.blocks[b])
            else expect(block).toBe(before.competences[c]!.blocks[b])
          })
      })
    }
  )

  describe('7. no number of answers gives NaN, infinity or a mass of zero', () => {
    const finite = (each: World, given: ReadonlyArray<WorldAnswer>): void => {
      const model = Model.of(bankOf(each))
      const belief = observed(model, given)
      expect(Number.isFinite(Belief.logEvidence(model, belief))).toBe(true)
      for (const { mastery, ability } of Prediction.views(model, belief)) {
        for (const m of mastery) expect(m >= 0 && m <= 1 + 1e-12).toBe(true)
        expect(ability.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
      }
    }
    test.prop([world(shape).chain((each) => answers(each, 12).map((given) => [each, given] as const))], {
      ...settings,
      numRuns: 3
    })('ten thousand answers', ([each, given]) => {
      finite(
        each,
        Array.from({ length: 10_000 }, (_, i) => given[i % Math.max(1, given.length)]).filter(
          (answer) => answer !== undefined
        )
      )
    })
    test.prop([history({ ...shape, correlation: 0.9 }, 60), fc.constantFrom(0.2, 0.02, 0.001)], settings)(
      'topics that hardly leave the ability any room',
      ([each, given], spread) => {
        finite({ ...each, spread }, given)
      }
    )
    it('everything right in one competence and everything wrong in the other, a thousand times', () => {
      const acquis = (c: string): ReadonlyArray<World['competences'][number]['acquis'][number]> =>
        [1, 3, 5, 8].map((level) => ({ id: `${c}${level}`, level, difficulty: level, requires: [] }))
      const each: World = {
        mean: 3,
        sd: 1.5,
        correlation: 0.9,
        spread: 0.05,
        nodes: 49,
        halfWidth: 6,
        skip: { known: 0.02, unknown: 0.3 },
        competences: ['a', 'b'].map((id) => ({ id, acquis: acquis(id) })),
        challenges: ['a', 'b'].flatMap((c) =>
          acquis(c).map(({ id }) => ({
            id: `q${id}`,
            acquis: id,
            slip: 0.001,
            guess: 0.001,
            discrimination: 2
          }))
        )
      }
      finite(
        each,
        Array.from({ length: 8000 }, (_, i) => {
          const { id, acquis: own } = each.challenges[i % 8]!
          return {
            challenge: id,
            outcome: own.startsWith('a') ? ('correct' as const) : ('incorrect' as const)
          }
        })
      )
    })
  })
})

it('looking at another competence changes nothing of what is believed', () => {
  fc.assert(
    fc.property(history(shape, 15), ([each, given]) => {
      const model = Model.of(bankOf(each))
      const belief = observed(model, given)
      model.competences.forEach((_, c) => {
        const turned = Belief.focusOn(model, c)(belief)
        expectSame(masteries(model, turned), masteries(model, belief))
        expect(Belief.logEvidence(model, turned)).toBeCloseTo(Belief.logEvidence(model, belief), 9)
      })
    }),
    settings
  )
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import type { World } from '../support/enumeration'
import { bankOf, history, world } from '../support/worlds'

const settings = { numRuns: 30, interruptAfterTimeLimit: 60_000 } as const

describe('laws', () => {
  test.prop([world({ competences: 2, acquis: 6, discrimination: true })], settings)(
    '1. every conditional table sums to one',
    (each) => {
      const model = Model.of(bankOf(each))
      const nodes = model.abilities.length
      expect(model.general.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      for (let g = 0; g < model.general.length; g++)
        expect(model.link.slice(g * nodes, (g + 1) * nodes).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      for (const { blocks } of model.competences)
        for (const { prior, states } of blocks)
          for (let k = 0; k < nodes; k++) {
            let sum = 0
            for (let s = 0; s < states.count; s++) sum += prior[s * nodes + k]!
            expect(sum).toBeCloseTo(1, 12)
          }
    }
  )

  test.prop([history({ competences: 2, acquis: 4, discrimination: false }, 40)], settings)(
    '2. a wider and finer grid changes no mastery by more than 1e-4 for spreads of 0.5 and more',
    ([each, answers]) => {
      const bank = bankOf(each)
      const masteries = (model: Model.Model): ReadonlyArray<number> =>
        Prediction.views(
          model,
          answers.reduce(
            (belief, { challenge, outcome }) =>
              Belief.observe(model, model.items[model.itemOf.get(challenge)!]!, outcome)(belief),
            Belief.prior(model)
          )
        ).flatMap(({ mastery }) => mastery)
      const finer = masteries(Model.onGrid({ nodes: 129, halfWidth: 8 })(bank))
      masteries(Model.of(bank)).forEach((m, i) => {
        expect(Math.abs(m - finer[i]!)).toBeLessThanOrEqual(1e-4)
      })
    }
  )
})

const plain = (requires: ReadonlyArray<ReadonlyArray<number>>): World => ({
  mean: 3,
  sd: 1.5,
  correlation: 0.5,
  spread: 1,
  nodes: 49,
  halfWidth: 6,
  skip: { known: 0.02, unknown: 0.3 },
  competences: [
    {
      id: 'k',
      acquis: requires.map((below, i) => ({
        id: `a${i}`,
        level: 1 + i,
        difficulty: 1 + i,
        requires: below.map((j) => `a${j}`)
      }))
    }
  ],
  challenges: []
})

it('makes a block of what is related, and only of that', () => {
  const { blocks } = Model.of(bankOf(plain([[], [0], [], [2], [1, 3], []]))).competences[0]!
  expect(blocks.map(({ acquis }) => [...acquis])).toEqual([[0, 1, 2, 3, 4], [5]])
  // Two chains of two under one top: 3 × 3 without it, and one with it.
  expect(blocks.map(({ states }) => states.count)).toEqual([10, 2])
})

it('weighs the score by the gap to the next lower level, shared among its acquis', () => {
  const weights = [...Model.of(bankOf(plain([[], [], []]))).competences[0]!.scoreWeights]
  expect(weights).toEqual([1, 1, 1])
  const gapped = plain([[], [], [], []])
  const levels = [2, 2, 5, 5]
  const bank = bankOf({
    ...gapped,
    competences: [
      { id: 'k', acquis: gapped.competences[0]!.acquis.map((each, i) => ({ ...each, level: levels[i]! })) }
    ]
  })
  expect([...Model.of(bank).competences[0]!.scoreWeights]).toEqual([1, 1, 1.5, 1.5])
})

it('compiles a bank once', () => {
  const bank = bankOf(plain([[], [0]]))
  expect(Model.of(bank)).toBe(Model.of(bank))
})

it('makes enmity mutual, whoever declares it', () => {
  fc.assert(
    fc.property(world({ competences: 1, acquis: 3, discrimination: false }), (each) => {
      const bank = bankOf(each)
      const [first, second] = bank.competences[0]!.acquis.flatMap(({ challenges }) => challenges)
      if (first === undefined || second === undefined) return
      const hostile = {
        ...bank,
        competences: bank.competences.map((competence) => ({
          ...competence,
          acquis: competence.acquis.map((acquis) => ({
            ...acquis,
            challenges: acquis.challenges.map((challenge) =>
              challenge.id === first.id ? { ...challenge, enemies: [second.id] } : challenge
            )
          }))
        }))
      }
      const model = Model.of(hostile)
      const one = model.items[model.itemOf.get(first.id)!]!
      const other = model.items[model.itemOf.get(second.id)!]!
      expect(one.enemies).toEqual([other.index])
      expect(other.enemies).toEqual([one.index])
    }),
    { numRuns: 20 }
  )
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as SaturatedStates from '../../src/lab/SaturatedStates'
import * as Banks from '../support/banks'
import * as Worlds from '../support/worlds'

const worlds = Worlds.world({ competences: 2, acquis: 4, discrimination: false })

/** States as sets of ids, in an order of their own. */
const named = (structure: SaturatedStates.Structure): ReadonlyArray<string> =>
  structure.states.map((state) => [...SaturatedStates.idsOf(structure, state)].sort().join(' ')).sort()

/** The same of the blocks of a model, every state of one with every state of the others. */
const ofBlocks = (model: Model.Model): ReadonlyArray<ReadonlyArray<string>> => {
  let all: ReadonlyArray<ReadonlyArray<string>> = [[]]
  for (const { competence, blocks } of model.competences)
    for (const { states, acquis } of blocks) {
      const own = Array.from({ length: states.count }, (_, s) =>
        Array.from(acquis).flatMap((a, place) =>
          states.containing[place]!.includes(s) ? [competence.acquis[a]!.id] : []
        )
      )
      all = all.flatMap((before) => own.map((state) => [...before, ...state]))
    }
  return all
}

const sorted = (states: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  [...new Set(states.map((state) => [...state].sort().join(' ')))].sort()

const idsOf = (model: Model.Model): ReadonlyArray<string> =>
  model.bank.competences.flatMap(({ acquis }) => acquis.map(({ id }) => id))

describe('SaturatedStates', () => {
  test('1. the feasible states of a block are those of the model', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const model = Model.of(Worlds.bankOf(world))
        const whole = SaturatedStates.feasible(model, idsOf(model), 4096)!
        expect(named(whole)).toEqual(sorted(ofBlocks(model)))
        expect(SaturatedStates.infeasible(model, whole)).toEqual([])
      })
    )
  })

  test('2. those of some acquis are what the states of their blocks hold of them', () => {
    const some = worlds.chain((world) => {
      const model = Model.of(Worlds.bankOf(world))
      return fc.record({ model: fc.constant(model), ids: fc.subarray([...idsOf(model)]) })
    })
    fc.assert(
      fc.property(some, ({ model, ids }) => {
        const structure = SaturatedStates.feasible(model, ids, 4096)!
        const held = new Set(ids)
        expect(named(structure)).toEqual(
          sorted(ofBlocks(model).map((state) => state.filter((id) => held.has(id))))
        )
        expect(structure.elements.map(({ id }) => id)).toEqual(ids)
      })
    )
  })

  test('3. no state is listed twice', () => {
    const sets = fc.array(fc.array(fc.nat(4), { maxLength: 8 }), { maxLength: 12 })
    fc.assert(
      fc.property(sets, (given) => {
        const { states } = SaturatedStates.of([], given)
        const keys = states.map((state) => state.join())
        expect(new Set(keys).size).toBe(keys.length)
        expect(new Set(keys)).toEqual(
          new Set(given.map((set) => [...new Set(set)].sort((a, b) => a - b).join()))
        )
      })
    )
  })

  test('states that a bank rules out: without what is required, or with one challenge of two', () => {
    const model = Model.of(
      Banks.bank({
        c: {
          low: { level: 1, challenges: Banks.plain('l') },
          middle: { level: 2, requires: ['low'], challenges: Banks.plain('m', 'n') },
          high: { level: 3, requires: ['middle'], challenges: Banks.plain('h') }
        }
      })
    )
    // Also by way of an acquis that is no part of the structure.
    const two = SaturatedStates.acquis(model).filter(({ id }) => id !== 'middle')
    expect(SaturatedStates.infeasible(model, SaturatedStates.of(two, [[], [0], [1], [0, 1]]))).toEqual([[1]])
    const all = SaturatedStates.challenges(model)
    expect(all.map(({ id }) => id)).toEqual(['l', 'm', 'n', 'h'])
    const sets = [[], [0], [0, 1], [0, 1, 2], [1, 2], [0, 1, 2, 3]]
    expect(SaturatedStates.infeasible(model, SaturatedStates.of(all, sets))).toEqual([
      [0, 1],
      [1, 2]
    ])
    expect(SaturatedStates.feasible(model, ['low', 'middle', 'high'], 3)).toBeUndefined()
  })
})

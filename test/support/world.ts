/** A bank as the oracle wants it: nothing but numbers, without any of the model's own tables. */
import type { Bank } from '../../src/bank/Bank'
import type { World } from './enumeration'

/** The grid of the model page, section 1. */
const GRID = { nodes: 49, halfWidth: 6 }

/** The world that a bank describes. `requires` is taken as the bank resolved it: that is tested with the bank. */
export const worldOf = (bank: Bank, grid: Pick<World, 'nodes' | 'halfWidth'> = GRID): World => ({
  ...bank.prior,
  ...grid,
  skip: bank.skip,
  competences: bank.competences.map(({ id, acquis }) => ({
    id,
    acquis: acquis.map((each) => ({
      id: each.id,
      level: each.level,
      difficulty: each.difficulty,
      requires: each.requires
    }))
  })),
  challenges: bank.competences.flatMap(({ acquis }) =>
    acquis.flatMap((each) =>
      each.challenges.map(({ id, slip, guess, discrimination }) => ({
        id,
        acquis: each.id,
        slip,
        guess,
        discrimination
      }))
    )
  )
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { Challenge } from '../../src/bank/Challenge'
import { gain } from '../../src/bank/NoiseWeaknesses'

const challenge = (slip: number, guess: number, discrimination = 0): Challenge => ({
  id: 'a',
  format: 'practical',
  slip,
  guess,
  discrimination,
  seconds: 60,
  timed: false,
  locales: [],
  status: 'active',
  enemies: []
})

const entropy = (...p: ReadonlyArray<number>): number =>
  -p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0)

/** H(state) + H(outcome) − H(both), over the table of two states and two outcomes. */
const byTable = (slip: number, guess: number): number => {
  const both = [(1 - slip) / 2, slip / 2, guess / 2, (1 - guess) / 2] as const
  return entropy(0.5, 0.5) + entropy(both[0] + both[2], both[1] + both[3]) - entropy(...both)
}

const noise = fc.tuple(
  fc.double({ min: 0.01, max: 0.49, noNaN: true }),
  fc.double({ min: 0.01, max: 0.49, noNaN: true })
)

describe('gain at mastery ½', () => {
  test.prop([noise])('is the mutual information of state and outcome', ([slip, guess]) => {
    expect(gain(challenge(slip, guess), 1.5)).toBeCloseTo(byTable(slip, guess), 12)
  })

  test.prop([
    noise,
    fc.double({ min: 0.1, max: 3, noNaN: true }),
    fc.double({ min: 0.5, max: 2, noNaN: true })
  ])(
    'is averaged over abilities where the challenge discriminates beyond the state',
    ([slip, guess], d, sd) => {
      const logit = (p: number): number => Math.log(p / (1 - p))
      let mass = 0
      let right = 0
      let conditional = 0
      for (let z = -8; z <= 8; z += 1 / 64) {
        const weight = Math.exp(-0.5 * z * z)
        for (const p of [1 - slip, guess]) {
          const q = 1 / (1 + Math.exp(-logit(p) - d * sd * z))
          mass += weight
          right += weight * q
          conditional += weight * entropy(q, 1 - q)
        }
      }
      const exact = entropy(right / mass, 1 - right / mass) - conditional / mass
      expect(gain(challenge(slip, guess, d), sd)).toBeCloseTo(exact, 4)
    }
  )

  test('lies between nothing and ln 2', () => {
    expect(gain(challenge(0.5 - 1e-12, 0.5 - 1e-12), 1)).toBeCloseTo(0, 12)
    expect(gain(challenge(1e-9, 1e-9), 1)).toBeCloseTo(Math.LN2, 6)
  })
})

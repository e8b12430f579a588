/** The basic local independence model of other software (pks), fitted anew: one block, explicit states, no ability. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Saturated from '../../src/lab/Saturated'
import * as Banks from '../support/banks'

const shared = join(import.meta.dirname, '../../../shared')
const text = (file: string): string => readFileSync(join(shared, file), 'utf8')

interface Blim {
  readonly logLik: number
  readonly beta: Readonly<Record<string, number>>
  readonly eta: Readonly<Record<string, number>>
  readonly 'P.K': Readonly<Record<string, number>>
}

const items = ['a', 'b', 'c', 'd', 'e']

const bank = Banks.bank({
  k: {
    a: { level: 1, requires: [], challenges: { a: {} } },
    b: { level: 1, requires: [], challenges: { b: {} } },
    c: { level: 2, requires: ['a', 'b'], challenges: { c: {} } },
    d: { level: 2, requires: ['a', 'b'], challenges: { d: {} } },
    e: { level: 3, requires: ['c'], challenges: { e: {} } }
  }
})

/** Everybody answers all five: a right answer is 0, a wrong one 1. */
const answers = () => {
  const rows = text('data/doignon-falmagne-7/DoignonFalmagne7_patterns.csv').trim().split('\n').slice(1)
  const model = Model.of(bank)
  const codes = rows.flatMap((row) => {
    const cells = row.split(',').map(Number)
    const own = items.map((id, i) => model.itemOf.get(id)! * 4 + (cells[i] === 1 ? 0 : 1))
    return Array.from({ length: cells[5]! }, () => own).flat()
  })
  return {
    codes: Uint32Array.from(codes),
    starts: Uint32Array.from({ length: codes.length / 5 + 1 }, (_, n) => 5 * n)
  }
}

describe('Saturated', () => {
  test('reproduces the maximum likelihood of pks', () => {
    const { ML_tight: expected } = JSON.parse(text('reference/df7/pks_DoignonFalmagne7_blim.json')) as Record<
      string,
      Blim
    >
    const fitted = Saturated.fit(bank, answers())!
    expect(fitted.logLikelihood).toBeCloseTo(expected!.logLik, 6)
    items.forEach((id, i) => {
      expect(Math.abs(fitted.slip[i]! - expected!.beta[id]!)).toBeLessThan(1e-4)
      expect(Math.abs(fitted.guess[i]! - expected!.eta[id]!)).toBeLessThan(1e-4)
    })
    // From other starts the same likelihood has other guesses of a and b, and other slips of d and e: they trade off with
    // the probabilities of states.
    expect(Array.from(fitted.apart.guess, (x) => x > 0.01)).toEqual([true, true, false, false, false])
    expect(Array.from(fitted.apart.slip, (x) => x > 0.01)).toEqual([false, false, false, true, true])
    const { states } = Model.of(bank).competences[0]!.blocks[0]!
    fitted.states.forEach((p, s) => {
      const name = items.map((_, a) => (states.containing[a]!.includes(s) ? '1' : '0')).join('')
      expect(Math.abs(p - expected!['P.K'][name]!)).toBeLessThan(1e-4)
    })
  }, 120_000)
})

/** The basic local independence model of other software (pks), fitted anew: one block, explicit states, no ability. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as Model from '../../src/knowledge/Model'
import * as Saturated from '../../src/lab/Saturated'
import type { Result } from '../../src/lab/SaturatedResult'
import * as SaturatedStates from '../../src/lab/SaturatedStates'
import { run } from '../cli/fake'
import * as Banks from '../support/banks'

const shared = join(import.meta.dirname, '../../../shared')
const text = (file: string): string => readFileSync(join(shared, file), 'utf8')

interface Blim {
  readonly logLik: number
  readonly npar: number
  readonly beta: Readonly<Record<string, number>>
  readonly eta: Readonly<Record<string, number>>
  readonly 'P.K': Readonly<Record<string, number>>
}

const pks = (): Blim => {
  const all = JSON.parse(text('reference/df7/pks_DoignonFalmagne7_blim.json')) as Record<string, Blim>
  return all.ML_tight!
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
    const expected = pks()
    const model = Model.of(bank)
    const structure = SaturatedStates.feasible(model, items, 4096)!
    const { logLikelihood, point, apart } = Saturated.fit(Saturated.plan(model, structure, answers()))!
    expect(logLikelihood).toBeCloseTo(expected.logLik, 6)
    items.forEach((id, i) => {
      expect(Math.abs(point.slip[i]! - expected.beta[id]!)).toBeLessThan(1e-4)
      expect(Math.abs(point.guess[i]! - expected.eta[id]!)).toBeLessThan(1e-4)
    })
    // From other starts the same likelihood has other guesses of a and b, and other slips of d and e: they trade off with
    // the probabilities of states.
    expect(Array.from(apart.guess, (x) => x > 0.01)).toEqual([true, true, false, false, false])
    expect(Array.from(apart.slip, (x) => x > 0.01)).toEqual([false, false, false, true, true])
    structure.states.forEach((state, s) => {
      const name = items.map((_, a) => (state.includes(a) ? '1' : '0')).join('')
      expect(Math.abs(point.states[s]! - expected['P.K'][name]!)).toBeLessThan(1e-4)
    })
  }, 120_000)
})

describe('calibrate --saturated', () => {
  const log = 'data/doignon-falmagne-7/DoignonFalmagne7_long.csv'
  const structure = 'data/doignon-falmagne-7/DoignonFalmagne7_K.csv'
  const files = { 'log.csv': text(log), 'K.csv': text(structure) }
  const calibrate = async (json: string, words: ReadonlyArray<string>) => {
    const given = ['calibrate', 'log.csv', '--bank', 'bank.json', '--saturated', '--json', ...words]
    const ran = await run(given, { files: { ...files, 'bank.json': json } })
    expect([ran.exit, ran.stderr.split('\n').length]).toEqual([0, 21])
    return { result: JSON.parse(ran.stdout) as Result, files: ran.files }
  }
  const agrees = ({ logLikelihood, parameters, challenges, states }: Result): void => {
    const expected = pks()
    expect(logLikelihood).toBeCloseTo(-2908.5572599, 6)
    expect(parameters).toBe(expected.npar)
    expect(challenges.map(({ challenge }) => challenge)).toEqual(items)
    for (const { challenge, slip, guess } of challenges) {
      expect(Math.abs(slip - expected.beta[challenge]!)).toBeLessThan(1e-4)
      expect(Math.abs(guess - expected.eta[challenge]!)).toBeLessThan(1e-4)
    }
    expect(states).toHaveLength(9)
    for (const { known, weight } of states) {
      const name = items.map((id) => (known.includes(id) ? '1' : '0')).join('')
      expect(Math.abs(weight - expected['P.K'][name]!)).toBeLessThan(1e-4)
    }
  }

  test('reproduces pks by the states of a file, and writes them into the bank', async () => {
    const { result, files: written } = await calibrate(JSON.stringify(Bank.encode(bank)), [
      ...['--states', 'K.csv', '--out', 'new.json']
    ])
    agrees(result)
    const decoded = Bank.decode(JSON.parse(written.get('new.json')!))
    if (decoded._tag === 'Left') throw new Error('the bank is none')
    for (const { challenge, slip, guess } of Model.of(decoded.right).items) {
      expect(Math.abs(slip - pks().beta[challenge.id]!)).toBeLessThan(1e-4)
      expect(Math.abs(guess - pks().eta[challenge.id]!)).toBeLessThan(1e-4)
    }
  }, 120_000)

  test('and by the feasible states of the block', async () => {
    agrees((await calibrate(JSON.stringify(Bank.encode(bank)), [])).result)
  }, 120_000)

  test('and by states of challenges, with a bank that a log has made', async () => {
    const imported = await run(['import', 'log', 'log.csv', '--out', 'bank.json'], { files })
    expect(imported.exit).toBe(0)
    agrees((await calibrate(imported.files.get('bank.json')!, ['--states', 'K.csv'])).result)
  }, 120_000)
})

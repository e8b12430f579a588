/**
 * Law 3 of Bank: whatever the input, decoding gives a bank or issues, never an exception. `bench/fuzz.ts` does the same
 * a hundred thousand times.
 */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as Random from '../../src/math/Random'
import * as arbitrary from '../support/arbitraries'
import { complaint, fuzzed, sample } from '../support/mutations'

describe('law 3: whatever the input, decoding gives a bank or issues, never an exception', () => {
  const file = sample()
  const text = JSON.stringify(file)

  test('the bank that is changed is a good one, with all formats', () => {
    expect(Bank.check(file)).toEqual([])
    for (const format of ['choice', 'choices', 'text', 'number'])
      expect(text).toContain(`"format":"${format}"`)
  })

  test.prop([fc.integer()], { numRuns: 2000 })('a real bank, changed', (seed) => {
    const found = fuzzed(file, text, Random.source(seed))
    expect(found && complaint(found.value)).toBeUndefined()
  })

  test.prop([arbitrary.bankFile(), fc.integer()], { numRuns: 500 })('any bank, changed', (bank, seed) => {
    const found = fuzzed(bank, JSON.stringify(bank), Random.source(seed))
    expect(found && complaint(found.value)).toBeUndefined()
  })

  test.prop([arbitrary.json()], { numRuns: 500 })('any value', (value) => {
    expect(complaint(value)).toBeUndefined()
  })

  test.prop([
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withObjectString: true
    })
  ])('what no JSON holds', (value) => {
    expect(complaint(value)).toBeUndefined()
    expect(
      complaint({
        format: 'acquis-bank/1',
        id: 'b',
        title: 'B',
        competences: { c: value },
        locales: value,
        note: value
      })
    ).toBeUndefined()
  })

  test('a value that holds itself, and one that is very deep', () => {
    const round: Record<string, unknown> = { format: 'acquis-bank/1' }
    Object.assign(round, { title: round, competences: { c: round }, note: [round] })
    expect(complaint(round)).toBeUndefined()
    const deep: unknown = JSON.parse('{"competences":'.repeat(5000) + '[' + ']' + '}'.repeat(5000))
    expect(complaint(deep)).toBeUndefined()
    expect(complaint({ competences: [deep], note: deep })).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import * as DiscriminationTest from '../../src/lab/DiscriminationTest'
import * as Dif from '../../src/lab/Dif'
import * as Drift from '../../src/lab/Drift'
import * as Fitted from '../support/fitted'

const clean = Fitted.modelOf(Fitted.bank())

const shareBelow = (ps: ReadonlyArray<number>, level: number): number =>
  ps.filter((p) => p <= level).length / ps.length

const idOf = (item: number): string => clean.items[item]?.challenge.id ?? ''

/** The group of a learner for each of its answers. */
const columnOf = (log: Fitted.Log, values: ReadonlyArray<string>): Dif.Column => ({
  values,
  of: Int32Array.from({ length: log.codes.length }, (_, i) => {
    const learner = log.starts.findIndex((start, l) => start <= i && i < (log.starts[l + 1] ?? 0))
    return log.group[learner] ?? -1
  })
})

describe('DiscriminationTest', () => {
  test('1. where d is 0, it is found to be more no more often than the level says', () => {
    const ps = Array.from({ length: 4 }, (_, n) => {
      const log = Fitted.log(clean, { learners: 1200, each: 16, seed: `flat${n}` })
      return DiscriminationTest.of(clean, log).map(({ p }) => p)
    }).flat()
    expect(ps.length).toBe(4 * 48)
    // 192 p-values: three standard errors of 0.05 are 0.047.
    expect(shareBelow(ps, 0.05)).toBeLessThan(0.097)
    // About half of them are at the bound.
    expect(shareBelow(ps, 0.99)).toBeGreaterThan(0.35)
    expect(shareBelow(ps, 0.99)).toBeLessThan(0.65)
  }, 120_000)

  test('2. a challenge with d > 0 is found', () => {
    const world = Fitted.modelOf(
      Fitted.bank({ challenge: 'c2-east-2-b', body: { slip: 0.3, guess: 0.3, discrimination: 1 } })
    )
    const given = Fitted.modelOf(Fitted.bank({ challenge: 'c2-east-2-b', body: { slip: 0.3, guess: 0.3 } }))
    const log = Fitted.log(clean, { learners: 3000, each: 20, seed: 'bent', modelOf: () => world })
    const flagged = DiscriminationTest.of(given, log).filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ item }) => idOf(item))).toEqual(['c2-east-2-b'])
    expect(flagged[0]!.discrimination).toBeGreaterThan(0.6)
    expect(flagged[0]!.discrimination).toBeLessThan(1.4)
  }, 120_000)
})

describe('Dif', () => {
  test('1. groups that differ in ability alone are found to differ in a challenge no more often than the level says', () => {
    const ps = Array.from({ length: 3 }, (_, n) => {
      const log = Fitted.log(clean, { learners: 1500, each: 16, seed: `able${n}`, ability: [0, -1.2] })
      const { findings, groups } = Dif.of(clean, log, columnOf(log, ['x', 'y']))
      expect(groups.map(({ value }) => value)).toEqual(['x', 'y'])
      expect(groups[0]!.mean - groups[1]!.mean).toBeGreaterThan(0.9)
      expect(groups[0]!.mean - groups[1]!.mean).toBeLessThan(1.5)
      return findings.map(({ p }) => p)
    }).flat()
    expect(ps.length).toBe(3 * 48)
    // 144 p-values: three standard errors of 0.05 are 0.054.
    expect(shareBelow(ps, 0.05)).toBeLessThan(0.105)
    expect(shareBelow(ps, 0.5)).toBeGreaterThan(0.37)
    expect(shareBelow(ps, 0.5)).toBeLessThan(0.63)
  }, 120_000)

  test('2. a challenge that differs is found', () => {
    const unfair = Fitted.modelOf(Fitted.bank({ challenge: 'c1-east-2-a', body: { slip: 0.3, guess: 0.06 } }))
    const log = Fitted.log(clean, {
      learners: 3000,
      each: 16,
      seed: 'unfair',
      ability: [0.3, -0.5],
      modelOf: (_, g) => (g === 1 ? unfair : clean)
    })
    const { findings, groups } = Dif.of(clean, log, columnOf(log, ['x', 'y']))
    const flagged = findings.filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ item }) => idOf(item))).toEqual(['c1-east-2-a'])
    const [only] = flagged
    expect(only!.class).toBe('C')
    const { effects, reference } = only!
    expect([groups[reference]!.value, groups[effects[0]!.group]!.value].sort()).toEqual(['x', 'y'])
    // Whoever is y has the worse of it: about −0.2 where known, −0.14 where not.
    const sign = groups[effects[0]!.group]!.value === 'y' ? 1 : -1
    expect(sign * only!.difference).toBeLessThan(-0.1)
    expect(sign * only!.difference).toBeGreaterThan(-0.26)
  }, 120_000)

  test('groups with few learners are left out and said', () => {
    const log = Fitted.log(clean, { learners: 400, each: 16, seed: 'few' })
    const of = Int32Array.from(log.codes, (_, i) =>
      i < 16 * 10 ? 0 : i < 16 * 150 ? 1 : i < 16 * 160 ? -1 : 2
    )
    const { groups, omitted, findings } = Dif.of(clean, log, { values: ['rare', 'some', 'many'], of })
    expect(groups.map(({ value, learners }) => [value, learners])).toEqual([
      ['many', 240],
      ['some', 140]
    ])
    expect(omitted).toEqual([{ value: 'rare', learners: 10 }])
    expect(findings.length).toBeGreaterThan(0)
    const alone = Dif.of(clean, log, { values: ['all'], of: of.map(() => 0) })
    expect(alone.findings).toEqual([])
  })
})

describe('Drift', () => {
  /** A day for each learner. */
  const timesOf = (log: Fitted.Log): Float64Array =>
    Float64Array.from({ length: log.codes.length }, (_, i) => 86_400_000 * Math.floor(i / 16))

  test('1. where nothing drifts, drift is found no more often than the level says', () => {
    const log = Fitted.log(clean, { learners: 2400, each: 16, seed: 'steady' })
    const drift = Drift.of(clean, log, timesOf(log))
    expect(drift!.periods.length).toBe(3)
    const ps = drift!.compared.findings.map(({ p }) => p)
    expect(ps.length).toBe(48)
    expect(shareBelow(ps, 0.05)).toBeLessThanOrEqual(7 / 48)
    expect(drift!.compared.findings.filter(({ adjusted }) => adjusted <= 0.05)).toEqual([])
  }, 60_000)

  test('2. a challenge that drifts is found', () => {
    const known = Fitted.modelOf(Fitted.bank({ challenge: 'c1-north-4-b', body: { slip: 0.04, guess: 0.6 } }))
    const log = Fitted.log(clean, {
      learners: 2400,
      each: 16,
      seed: 'leaked',
      modelOf: (n) => (n > 1600 ? known : clean)
    })
    const drift = Drift.of(clean, log, timesOf(log))!
    const flagged = drift.compared.findings.filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ item }) => idOf(item))).toEqual(['c1-north-4-b'])
  }, 60_000)

  test('without times there is none', () => {
    const log = Fitted.log(clean, { learners: 60, each: 16, seed: 'timeless' })
    expect(Drift.of(clean, log, new Float64Array(log.codes.length).fill(NaN))).toBeUndefined()
    expect(Drift.of(clean, log, new Float64Array(log.codes.length))).toBeUndefined()
  })
})

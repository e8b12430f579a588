import { describe, expect, test } from 'vitest'
import * as Calibration from '../../src/lab/Calibration'
import * as Foresight from '../../src/lab/Foresight'
import * as ItemFit from '../../src/lab/ItemFit'
import * as LevelOrder from '../../src/lab/LevelOrder'
import * as LocalDependence from '../../src/lab/LocalDependence'
import * as StateViolation from '../../src/lab/StateViolation'
import * as Fitted from '../support/fitted'

const clean = Fitted.modelOf(Fitted.bank())
const log = Fitted.log(clean, { learners: 3000, each: 16, seed: 'clean' })
const predictions = Foresight.of(clean, log)

const shareBelow = (ps: ReadonlyArray<number>, level: number): number =>
  ps.filter((p) => p <= level).length / ps.length

const idOf = (item: number): string => clean.items[item]?.challenge.id ?? ''

describe('ItemFit', () => {
  test('1. answers that come as the model says are found to misfit no more often than the level says', () => {
    const ps: Array<number> = []
    for (let n = 0; n < 8; n++) {
      const own = Fitted.log(clean, { learners: 1000, each: 16, seed: `clean${n}` })
      for (const { byMastery, byScore } of ItemFit.of(clean, own, Foresight.of(clean, own)))
        ps.push(byMastery.p, byScore.p)
    }
    expect(ps.length).toBe(8 * 48 * 2)
    // 768 p-values: three standard errors of 0.05 are 0.024.
    expect(shareBelow(ps, 0.05)).toBeGreaterThan(0.02)
    expect(shareBelow(ps, 0.05)).toBeLessThan(0.08)
    expect(shareBelow(ps, 0.5)).toBeGreaterThan(0.42)
    expect(shareBelow(ps, 0.5)).toBeLessThan(0.58)
  }, 120_000)

  test('2. a challenge that misfits is found', () => {
    const world = Fitted.modelOf(Fitted.bank({ challenge: 'c1-south-3-a', body: { slip: 0.3 } }))
    const own = Fitted.log(clean, { learners: 3000, each: 16, seed: 'slips', modelOf: () => world })
    const found = ItemFit.of(clean, own, Foresight.of(clean, own))
    const flagged = found.filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ item }) => idOf(item))).toEqual(['c1-south-3-a'])
    expect(flagged[0]!.misfit).toBeGreaterThan(0.05)
    const { classes } = flagged[0]!.byMastery
    // Those who rather guess do so as before; the others miss more of what is expected the more they know.
    expect(Math.abs(classes[0]!.residual)).toBeLessThan(2)
    expect(classes.slice(2).every(({ residual }) => residual < -1)).toBe(true)
  }, 120_000)

  test('the classes hold all answers', () => {
    for (const { item, answers, right, byMastery, byScore } of ItemFit.of(clean, log, predictions)) {
      const own = log.codes.filter((code) => code >>> 2 === item)
      expect(answers).toBe(own.length)
      expect(right).toBeCloseTo(own.filter(Foresight.isRight).length / own.length, 12)
      for (const { classes } of [byMastery, byScore]) {
        expect(classes.reduce((sum, each) => sum + each.answers, 0)).toBe(answers)
        expect(classes.reduce((sum, each) => sum + each.answers * each.right, 0)).toBeCloseTo(
          answers * right,
          6
        )
      }
    }
  })

  test('challenges with few answers are left out', () => {
    const own = Fitted.log(clean, { learners: 20, each: 16, seed: 'few' })
    expect(ItemFit.of(clean, own, Foresight.of(clean, own))).toEqual([])
  })
})

describe('LocalDependence', () => {
  test('1. where the model is right, no more pairs are found than the level says', () => {
    const { pairs, compared, eligible } = LocalDependence.of(clean, log, predictions)
    expect([compared, eligible]).toEqual([48, 48])
    expect(pairs.length).toBe((48 * 47) / 2)
    expect(
      shareBelow(
        pairs.map(({ p }) => p),
        0.05
      )
    ).toBeGreaterThan(0.03)
    expect(
      shareBelow(
        pairs.map(({ p }) => p),
        0.05
      )
    ).toBeLessThan(0.07)
    // No bias of −1/(n − 1), which would be −0.067 in a test of 16.
    const mean = pairs.reduce((sum, { q3 }) => sum + q3, 0) / pairs.length
    expect(Math.abs(mean)).toBeLessThan(0.006)
    expect(pairs.filter(({ adjusted }) => adjusted <= 0.05)).toEqual([])
  })

  test('2. a pair that depends is found', () => {
    const [first, second] = [clean.itemOf.get('c1-north-2-a')!, clean.itemOf.get('c2-east-1-b')!]
    let copied = 0
    // Whoever has answered one of them answers the other alike, every second time.
    const turned = (item: number, right: boolean, before: ReadonlyMap<number, boolean>): boolean => {
      const other = item === first ? before.get(second) : item === second ? before.get(first) : undefined
      return other !== undefined && copied++ % 2 === 0 ? other : right
    }
    const own = Fitted.log(clean, { learners: 3000, each: 16, seed: 'pair', turned })
    const { pairs } = LocalDependence.of(clean, own, Foresight.of(clean, own))
    const flagged = pairs.filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ items }) => items)).toEqual([[first, second]])
    expect(flagged[0]!.q3).toBeGreaterThan(0.25)
  }, 60_000)
})

describe('LevelOrder', () => {
  test('1. where harder acquis are known by fewer, violations are found no more often than the level says', () => {
    const orders = LevelOrder.of(clean, log)
    expect(orders.length).toBe(6 * 6)
    expect(orders.filter(({ adjusted }) => adjusted <= 0.05)).toEqual([])
    for (const { easierKnown, harderKnown } of orders) expect(harderKnown).toBeLessThan(easierKnown + 0.05)
  })

  test('2. acquis that are in the wrong order are found', () => {
    // Level 4 is no harder than level 2 in truth, and requires nothing.
    const free = Fitted.bank(undefined, ['c1-north-3', 'c1-north-4'])
    const easy = {
      ...free,
      competences: free.competences.map((competence) => ({
        ...competence,
        acquis: competence.acquis.map((acquis) =>
          acquis.id === 'c1-north-3' ? { ...acquis, difficulty: 0.5 } : acquis
        )
      }))
    }
    const world = Fitted.modelOf(easy)
    const own = Fitted.log(clean, { learners: 2000, each: 24, seed: 'order', modelOf: () => world })
    const flagged = LevelOrder.of(clean, own).filter(({ adjusted }) => adjusted <= 0.01)
    const named = flagged.map(({ competence, harder, easier }) =>
      [harder, easier].map((a) => clean.competences[competence]!.competence.acquis[a]!.id)
    )
    expect(named).toEqual([
      ['c1-north-3', 'c1-north-1'],
      ['c1-north-3', 'c1-north-2']
    ])
  }, 60_000)
})

describe('StateViolation', () => {
  test('1. where the model is right, violations are found no more often than the level says', () => {
    const all = Array.from({ length: 5 }, (_, n) => {
      const own = Fitted.log(clean, { learners: 600, each: 24, seed: `states${n}` })
      return StateViolation.of(clean, own, 'seed')
    }).flat()
    expect(all.length).toBe(30)
    expect(all.filter(({ p }) => p <= 0.02).length).toBeLessThanOrEqual(2)
    // Slips and guesses alone break requirements.
    for (const { violations } of all) expect(violations).toBeGreaterThan(0.05)
  }, 60_000)

  test('2. a requirement that is none is found', () => {
    const world = Fitted.modelOf(Fitted.bank(undefined, ['c2-west-3', 'c2-south-3']))
    const own = Fitted.log(clean, { learners: 1500, each: 24, seed: 'free', modelOf: () => world })
    const flagged = StateViolation.of(clean, own, 'seed').filter(({ adjusted }) => adjusted <= 0.01)
    expect(flagged.map(({ topics }) => topics)).toEqual([['c2-south']])
    const { worst, competence } = flagged[0]!
    const ids = clean.competences[competence]!.competence.acquis.map(({ id }) => id)
    expect(ids[worst!.acquis]).toBe('c2-south-3')
    expect(worst!.violations).toBeGreaterThan(worst!.expected)
  }, 60_000)

  test('the same seed gives the same numbers', () => {
    const own = Fitted.log(clean, { learners: 200, each: 16, seed: 'same' })
    expect(StateViolation.of(clean, own, 's')).toEqual(StateViolation.of(clean, own, 's'))
  })
})

describe('a test that goes up after a right answer and down after a wrong one', () => {
  const levelOf = Array.from(
    clean.items,
    ({ competence, acquis }) => clean.competences[competence]!.levels[acquis]!
  )
  const fits = (item: number, before: ReadonlyMap<number, boolean>): boolean => {
    const level = [...before.values()].reduce(
      (at, right) => Math.min(5, Math.max(2, at + (right ? 1 : -1))),
      3
    )
    return levelOf[item] === level
  }
  const adaptive = Fitted.log(clean, { learners: 4000, each: 12, seed: 'adaptive', fits })

  test('surprises are as the model says', () => {
    const own = Foresight.of(clean, adaptive)
    const items = ItemFit.of(clean, adaptive, own).flatMap(({ byMastery, byScore }) => [
      byMastery.p,
      byScore.p
    ])
    expect(items.length).toBe(96)
    expect(shareBelow(items, 0.05)).toBeLessThan(0.12)
    expect(shareBelow(items, 0.5)).toBeGreaterThan(0.34)
    expect(shareBelow(items, 0.5)).toBeLessThan(0.66)
    const { pairs } = LocalDependence.of(clean, adaptive, own)
    expect(pairs.length).toBeGreaterThan(500)
    const share = shareBelow(
      pairs.map(({ p }) => p),
      0.05
    )
    expect(share).toBeGreaterThan(0.025)
    expect(share).toBeLessThan(0.075)
  }, 60_000)

  test('levels and states are not found to be out of order', () => {
    expect(LevelOrder.of(clean, adaptive).filter(({ adjusted }) => adjusted <= 0.05)).toEqual([])
    expect(StateViolation.of(clean, adaptive, 's').filter(({ adjusted }) => adjusted <= 0.05)).toEqual([])
  }, 60_000)
})

test('calibrated to the same log, what fits is not found to misfit', () => {
  const plan = Calibration.plan(clean, log, { ...Calibration.defaults, fit: ['slip', 'guess', 'difficulty'] })
  const { best } = Calibration.run(plan, Calibration.startAt(plan, 's', 0))
  const model = Calibration.modelAt(plan, best!.at)
  const ps = ItemFit.of(model, log, Foresight.of(model, log)).map(({ p }) => p)
  expect(shareBelow(ps, 0.05)).toBeLessThan(0.1)
}, 120_000)

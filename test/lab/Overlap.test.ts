import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Overlap from '../../src/lab/Overlap'
import * as Random from '../../src/math/Random'

const CHALLENGES = 8

const tests = fc
  .array(fc.uniqueArray(fc.nat(CHALLENGES - 1), { minLength: 1 }), { minLength: 2, maxLength: 12 })
  .map((all) => all.map((challenges, learner) => ({ learner, challenges })))

const of = Overlap.of('seed', CHALLENGES)

describe('laws', () => {
  test.prop([tests])('1. it agrees with comparing every pair', (all) => {
    let common = 0
    let pairs = 0
    for (const one of all)
      for (const other of all) {
        if (one === other) continue
        pairs++
        common += one.challenges.filter((each) => other.challenges.includes(each)).length
      }
    const length = all.reduce((sum, { challenges }) => sum + challenges.length, 0) / all.length
    expect(Overlap.estimate(of(all))?.value).toBeCloseTo(common / pairs / length, 12)
  })

  test.prop([tests, fc.nat(12)])(
    '2. however the learners are split and ordered, the same bytes come out',
    (all, at) => {
      const [one, other] = [all.slice(0, at), all.slice(at).reverse()]
      expect(Overlap.merge(of(other), of(one))).toEqual(of(all))
    }
  )
})

describe('estimate', () => {
  it('is null where there is nothing to compare', () => {
    expect(Overlap.estimate(of([]))).toBe(null)
    expect(Overlap.estimate(of([{ learner: 0, challenges: [1] }]))).toBe(null)
    expect(Overlap.estimate(of([0, 1].map((learner) => ({ learner, challenges: [] }))))).toBe(null)
  })

  it('is 1 where all are asked the same, and its intervals hold the truth', () => {
    const same = Array.from({ length: 20 }, (_, learner) => ({ learner, challenges: [0, 3] }))
    expect(Overlap.estimate(of(same))).toEqual({ value: 1, interval: [1, 1] })
    let held = 0
    for (let trial = 0; trial < 100; trial++) {
      const source = Random.source(trial)
      // Each of two halves of the challenges is asked of half of the learners: two have all in common, or nothing.
      const halves = Array.from({ length: 80 }, (_, learner) => ({
        learner,
        challenges: source() < 0.5 ? [0, 1, 2, 3] : [4, 5, 6, 7]
      }))
      const [low, high] = Overlap.estimate(Overlap.of(trial, CHALLENGES)(halves))?.interval ?? [NaN, NaN]
      if (low <= 0.5 + 0.01 && high >= 0.5 - 0.01) held++
    }
    expect(held).toBeGreaterThan(85)
  })
})

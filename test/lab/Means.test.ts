import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Means from '../../src/lab/Means'
import * as Random from '../../src/math/Random'

const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.constantFrom(0, 1)), {
  minLength: 2,
  maxLength: 40
})

const average = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length

describe('laws', () => {
  test.prop([rows])('1. they agree with their definition', (all) => {
    const means = Means.of(2)(all)
    const xs = all.map(([x]) => x)
    const { value, interval } = Means.mean(means, 0)
    expect(value).toBeCloseTo(average(xs), 6)
    const deviation = Math.sqrt(average(xs.map((x) => (x - average(xs)) ** 2)) / (xs.length - 1))
    expect((interval[1] - interval[0]) / 2).toBeCloseTo(1.959964 * deviation, 3)
    const share = Means.share(means, 1)
    expect(share.value).toBeCloseTo(average(all.map(([, x]) => x)), 12)
    expect(share.interval[0]).toBeLessThanOrEqual(share.value)
    expect(share.interval[1]).toBeGreaterThanOrEqual(share.value)
  })

  test.prop([rows, fc.nat(40), fc.integer()])(
    '2. however the learners are split and ordered, the same bytes come out',
    (all, at, seed) => {
      const source = Random.source(seed)
      const shuffled = all
        .map((row) => [source(), row] as const)
        .sort(([a], [b]) => a - b)
        .map(([, row]) => row)
      const parts = Means.merge(Means.of(2)(shuffled.slice(0, at)), Means.of(2)(shuffled.slice(at)))
      expect(parts).toEqual(Means.of(2)(all))
    }
  )

  it('3. some 95 in a hundred intervals hold the truth', () => {
    const trials = 1000
    const source = Random.source('coverage')
    const covered = { mean: 0, share: 0 }
    for (let trial = 0; trial < trials; trial++) {
      const drawn = Array.from({ length: 60 }, () => [source() + source(), source() < 0.1 ? 1 : 0])
      const means = Means.of(2)(drawn)
      const holds = ({ interval: [low, high] }: ReturnType<typeof Means.mean>, truth: number): boolean =>
        low <= truth && truth <= high
      if (holds(Means.mean(means, 0), 1)) covered.mean++
      if (holds(Means.share(means, 1), 0.1)) covered.share++
    }
    for (const count of Object.values(covered)) {
      expect(count / trials).toBeGreaterThan(0.92)
      expect(count / trials).toBeLessThan(0.98)
    }
  })
})

describe('share', () => {
  it('is not certain of what it has never seen', () => {
    const none = Means.of(1)(Array.from({ length: 100 }, () => [0]))
    expect(Means.share(none, 0).interval[0]).toBe(0)
    expect(Means.share(none, 0).interval[1]).toBeCloseTo(0.037, 3)
    const every = Means.of(1)(Array.from({ length: 100 }, () => [1]))
    expect(Means.share(every, 0)).toMatchObject({ value: 1, interval: [expect.closeTo(0.963, 3), 1] })
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Share from '../../src/lab/Share'
import * as Normal from '../../src/math/Normal'
import * as Random from '../../src/math/Random'

const weightsOf = (all: ReadonlyArray<number>): Float64Array => {
  const weights = new Float64Array(Share.SIZE)
  for (const p of all) Share.add(weights, 0, p)
  return weights
}

const probability = fc.double({ min: 0, max: 1, noNaN: true })

interface Case {
  /** How far off answers are, in standard deviations of the people; and how far the group is from what is believed. */
  readonly error: number
  readonly shift: number
  readonly cut: number
  readonly people: number
}

/** How often the interval holds the true share of a population, of which each test draws people anew. */
const coverage = (
  { error, shift, cut, people }: Case,
  tries: number,
  estimate: typeof Share.estimate
): number => {
  const next = Random.source(`${error}/${shift}/${cut}/${people}`)
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const truth = 1 - Normal.cdf(cut - shift)
  // Of a normal before and normal errors: the profile's mean is so much of what was seen, and this is its variance.
  const seen = 1 / (1 + error * error)
  let hits = 0
  for (let i = 0; i < tries; i++) {
    const means = Array.from({ length: people }, () => seen * (shift + gauss() + error * gauss()))
    const weights = weightsOf(means.map((mean) => 1 - Normal.cdf((cut - mean) / Math.sqrt(1 - seen))))
    const mean = means.reduce((sum, each) => sum + each, 0) / people
    const setting = Share.settingOf({ mean: 0, variance: 1 }, { mean, variance: 1 - seen })
    const {
      interval: [low, high]
    } = estimate(weights, setting)
    if (low <= truth && truth <= high) hits++
  }
  return hits / tries
}

const cases = [0.05, 0.35, 0.7, 1].flatMap((error) =>
  [-0.5, 0, 0.5].flatMap((shift) =>
    [0, 1].flatMap((cut) => [8, 20, 60, 200].map((people): Case => ({ error, shift, cut, people })))
  )
)

describe('laws', () => {
  test.prop([fc.array(probability), fc.array(probability)])(
    '1. however the people are split and ordered, the same bytes come out',
    (a, b) => {
      const sum = weightsOf(a).map((x, i) => x + (weightsOf(b)[i] ?? 0))
      expect([...sum]).toEqual([...weightsOf([...b, ...a].reverse())])
    }
  )

  // The 5 % and 95 % quantiles of Beta(x + ½, n − x + ½), by scipy.stats.beta.ppf.
  it.each([
    [5, 10, 0.261922, 0.738078],
    [1, 10, 0.017892, 0.330563],
    [20, 100, 0.140945, 0.27171]
  ])(
    '2. of people who are known for sure, it is Jeffreys’ interval of a count: %i of %i',
    (yes, n, low, high) => {
      const weights = weightsOf(Array.from({ length: n }, (_, i) => (i < yes ? 1 : 0)))
      const { value, interval } = Share.estimate(weights, Share.SURE)
      expect(value).toBeCloseTo(yes / n, 9)
      expect(interval[0]).toBeCloseTo(low, 4)
      expect(interval[1]).toBeCloseTo(high, 4)
    }
  )

  it('3. the less is known of people, the wider it is; of whom nothing is known, it is everything', () => {
    const widths = [1, 0.6, 0.4, 0.2].map((reliability) => {
      const [low, high] = Share.estimate(weightsOf(new Array<number>(100).fill(0.5)), {
        shift: 0,
        reliability
      }).interval
      return high - low
    })
    for (const [i, width] of widths.entries()) if (i > 0) expect(width).toBeGreaterThan(widths[i - 1] ?? 1)
    expect(Share.estimate(weightsOf([0.3, 0.3]), { shift: 0, reliability: 0 }).interval).toEqual([0, 1])
  })

  it('4. 88 to 92 in a hundred 90 % intervals hold the truth', { timeout: 60_000 }, () => {
    const held = cases.map((each) => coverage(each, 60, Share.estimate))
    const mean = held.reduce((sum, each) => sum + each, 0) / held.length
    expect(mean).toBeGreaterThan(0.88)
    expect(mean).toBeLessThan(0.92)
    // A count of what is likelier does not: of uncertain people in a group that is not as believed, it misses the truth.
    const counted = coverage({ error: 1, shift: 0.5, cut: 1, people: 200 }, 60, (weights) => {
      const likelier = weightsOf([])
      Array.from(weights, (weight, i) => {
        const at = i > Share.SIZE / 2 ? Share.SIZE - 1 : 0
        likelier[at] = (likelier[at] ?? 0) + weight
      })
      return Share.estimate(likelier, Share.SURE)
    })
    expect(counted).toBeLessThan(0.2)
  })
})

it('shares sum to one', () => {
  const weights = new Float64Array(2 * Share.SIZE)
  for (const [i, p] of [0.1, 0.4, 0.95, 0.7, 1].entries()) {
    Share.add(weights, 0, p)
    Share.add(weights, Share.SIZE, (p * i) / 5)
  }
  const setting: Share.Setting = { shift: 0.3, reliability: 0.8 }
  const all = [
    Share.below(weights, setting),
    Share.between(weights, setting, 0, Share.SIZE),
    Share.estimate(weights, setting, Share.SIZE)
  ]
  expect(all.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 9)
  for (const { value, interval } of all) {
    expect(value).toBeGreaterThanOrEqual(interval[0])
    expect(value).toBeLessThanOrEqual(interval[1])
  }
})

it('of nobody there is no share', () => {
  expect(Share.estimate(weightsOf([]), Share.SURE).value).toBeNaN()
})

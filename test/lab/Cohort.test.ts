/** Cohorts and what is made of them: sums that add up, needs, trainings, changes, and a learner beside a role. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Offer } from '../../src/assessment/Offers'
import * as Level from '../../src/bank/Level'
import * as Attainment from '../../src/profile/Attainment'
import * as Change from '../../src/lab/Change'
import * as Cohort from '../../src/lab/Cohort'
import * as CohortTables from '../../src/lab/CohortTables'
import * as Needs from '../../src/lab/Needs'
import * as Participation from '../../src/lab/Participation'
import * as Training from '../../src/lab/Training'
import type { Profile } from '../../src/profile/Profile'
import * as Normal from '../../src/math/Normal'
import * as Random from '../../src/math/Random'

/** A competence whose score is normal. */
const normal = (id: string, mean: number, sd: number): Cohort.Measured => {
  const below = [...Level.cuts.map((cut) => Normal.cdf((cut - mean) / sd)), 1]
  const [none = 0, novice = 0, intermediate = 0, advanced = 0, expert = 0] = below.map(
    (p, i) => p - (below[i - 1] ?? 0)
  )
  return { id, score: { mean, sd }, bands: { none, novice, intermediate, advanced, expert } }
}

const measured = (id: string) =>
  fc
    .tuple(fc.double({ min: 0, max: 8, noNaN: true }), fc.double({ min: 0.1, max: 2, noNaN: true }))
    .map(([mean, sd]) => normal(id, mean, sd))

const member = fc.record({
  groups: fc.tuple(fc.constantFrom('a', 'b', ''), fc.constantFrom('desk', 'head')),
  competences: fc.tuple(measured('1.1'), measured('1.2')).chain((both) => fc.subarray(both)),
  expected: fc.constantFrom(new Map([['1.1', 3]]), new Map([['1.2', 4]]), new Map<string, number>()),
  felt: fc.constantFrom(new Map([['1.1', 5]]), new Map<string, number>())
})

const plan: Cohort.Plan = { divisions: ['commune', 'role'], base: 3 }

describe('laws', () => {
  test.prop([fc.array(member, { maxLength: 30 }), fc.array(member, { maxLength: 30 })], { numRuns: 30 })(
    'Cohort 1. however the people are split and ordered, the same bytes come out',
    (a, b) => {
      const whole = Cohort.of(plan)([...a, ...b])
      const merged = Cohort.merge(Cohort.of(plan)([...b].reverse()), Cohort.of(plan)(a))
      const table = (cohort: Cohort.Cohort) => JSON.stringify(CohortTables.of(plan, cohort, { least: 5 }))
      expect(table(merged)).toBe(table(whole))
    }
  )

  test.prop([fc.array(member, { maxLength: 60 })], { numRuns: 30 })(
    'CohortTables 1. the bands of a group sum to one; 2. a group of fewer people than the least is in no table',
    (people) => {
      for (const { shares, people: count } of CohortTables.of(plan, Cohort.of(plan)(people), { least: 5 })
        .rows) {
        expect(count).toBeGreaterThanOrEqual(5)
        expect(shares.novice.value + shares.intermediate.value + shares.autonomous.value).toBeCloseTo(1, 6)
      }
    }
  )

  test.prop([
    measured('a'),
    fc.double({ min: 0, max: 9, noNaN: true }),
    fc.double({ min: 0, max: 3, noNaN: true })
  ])(
    'Attainment 1. at the level where a band begins, it is the probability of that band and those above; 2. a higher level is never more probable',
    (own, level, more) => {
      const { advanced, expert } = own.bands
      expect(Attainment.probability(own, 5)).toBeCloseTo(advanced + expert, 12)
      expect(Attainment.probability(own, level + more)).toBeLessThanOrEqual(
        Attainment.probability(own, level) + 1e-12
      )
      // Of a score that is normal, it is that of the normal everywhere.
      expect(Attainment.probability(own, 4)).toBeCloseTo(
        1 - Normal.cdf((4 - own.score.mean) / own.score.sd),
        6
      )
    }
  )
})

describe('Attainment', () => {
  const profile = {
    competences: {
      a: {
        ...normal('a', 2, 0.5),
        score: { mean: 2, sd: 0.5, interval: [1.2, 2.8] },
        acquis: { x: {}, y: {} }
      },
      b: { ...normal('b', 6, 0.5), score: { mean: 6, sd: 0.5, interval: [5.2, 6.8] }, acquis: { z: {} } }
    },
    recommendations: {
      toLearnMore: [
        { acquis: 'z', topic: 't', readiness: 0.9 },
        { acquis: 'x', topic: 't', readiness: 0.3 },
        { acquis: 'y', topic: 't', readiness: 0.6 }
      ]
    }
  } as unknown as Profile

  it('3. what closes nothing is no advice; what closes most comes first', () => {
    const { competences, advice, missing } = Attainment.of(profile, [
      ['a', 4],
      ['b', 3],
      ['c', 2],
      ['d', 0]
    ])
    expect(advice.map(({ acquis }) => acquis)).toEqual(['y', 'x'])
    expect(missing).toEqual(['c'])
    const [gap] = competences.map((each) => each.gap)
    expect(gap?.mean).toBeCloseTo(2, 3)
    expect(gap?.interval[0]).toBeCloseTo(1.2, 9)
    expect(gap?.interval[1]).toBeCloseTo(2.8, 9)
  })

  it('an acquis of more levels closes more', () => {
    const { advice } = Attainment.of(profile, [['a', 4]], (acquis) => (acquis === 'x' ? 1 : 0.1))
    expect(advice.map(({ acquis }) => acquis)).toEqual(['x', 'y'])
  })
})

const rungs: ReadonlyArray<Needs.Rung> = ['s', 't', 'u'].flatMap((topic) =>
  [1, 2].map((level) => ({ competence: 'c', topic, level, acquis: [`${topic}${level}`] }))
)

describe('Needs', () => {
  const known = new Map([
    ['s1', 0.9],
    ['s2', 0.4],
    ['t1', 1]
  ])

  it('2. who is expected to know nothing lacks nothing', () => {
    expect(Needs.of(rungs)([{ masteries: known, expected: new Map() }]).size).toBe(0)
  })

  it('1. however the people are split, the same; counts those who lack the least known acquis', () => {
    const people = [1, 2, 2].map((level) => ({ masteries: known, expected: new Map([['c', level]]) }))
    const of = Needs.of(rungs)
    const [need, next] = Needs.ranked(Needs.merge(of(people.slice(1)), of(people.slice(0, 1))), 1)
    expect(need).toMatchObject({ topic: 's', people: 3 })
    expect(need?.lacking).toBeCloseTo(0.1 + 0.6 + 0.6, 6)
    expect(need?.interval[0]).toBeLessThan(1.3)
    expect(next).toMatchObject({ topic: 't', lacking: 0 })
    expect(Needs.ranked(of(people), 4)).toEqual([])
  })
})

const offer = (id: string, topics: ReadonlyArray<string>, seats: number): Offer => ({
  id,
  title: id,
  topics: topics.map((topic) => ({ competence: 'c', topic })),
  levels: { from: 1, to: 2 },
  seats,
  hours: 1,
  sessions: 1
})

describe('Training', () => {
  const lacking = fc.array(
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
      .map((all) => Float32Array.from(all)),
    { minLength: 1, maxLength: 6 }
  )
  const offers = [
    offer('st', ['s', 't'], 99),
    offer('tu', ['t', 'u'], 99),
    offer('s', ['s'], 99),
    offer('u', ['u'], 99)
  ]

  test.prop([lacking])(
    '1. where seats do not bind, k offers cover at least 1 − 1/e of the best k',
    (people) => {
      const { sessions, guarantee } = Training.plan(offers, rungs, people, 1)
      expect(guarantee).toBe('1-1/e')
      const worth = (chosen: ReadonlyArray<Offer>): number =>
        people.reduce(
          (sum, each) =>
            sum +
            rungs.reduce(
              (all, { topic }, i) =>
                all +
                ((each[i] ?? 0) >= 0.05 &&
                chosen.some(({ topics }) => topics.some((of) => of.topic === topic))
                  ? (each[i] ?? 0)
                  : 0),
              0
            ),
          0
        )
      sessions.forEach((_, k) => {
        const taken = sessions.slice(0, k + 1)
        const best = Math.max(
          ...Array.from({ length: 2 ** offers.length }, (_, code) =>
            offers.filter((_, i) => (code >> i) % 2 === 1)
          )
            .filter((chosen) => chosen.length === k + 1)
            .map(worth)
        )
        const covered = taken.reduce((sum, { covers }) => sum + covers, 0)
        expect(covered).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best - 1e-6)
        // What it says it covers is what it covers.
        expect(covered).toBeCloseTo(
          worth(offers.filter(({ id }) => taken.some((each) => each.offer === id))),
          4
        )
      })
    }
  )

  test.prop([lacking, fc.integer({ min: 1, max: 3 })])(
    '2. nobody is given a seat for nothing, and no offer has more people than seats',
    (people, seats) => {
      const all = offers.map((each) => ({ ...each, seats }))
      for (const { people: seated, covers } of Training.plan(all, rungs, people, 1).sessions) {
        expect(seated.length).toBeLessThanOrEqual(seats)
        expect(covers).toBeGreaterThanOrEqual(0.05 * seated.length - 1e-6)
      }
    }
  )

  it('ends when enough is covered, and says where seats bind', () => {
    const people = [1, 1, 1].map(() => Float32Array.from([1, 1, 1, 1, 0, 0]))
    const one = Training.plan([offer('s', ['s'], 3), offer('t', ['t'], 1)], rungs, people, 0.5)
    expect(one.sessions.map(({ offer: id, people: all }) => [id, all.length])).toEqual([['s', 3]])
    expect([one.guarantee, one.needed, one.coverable]).toEqual(['1/2', 12, 12])
    expect(Training.plan([], rungs, people, 1).sessions).toEqual([])
  })
})

describe('Change', () => {
  const sumsOf = (pairs: ReadonlyArray<readonly [Cohort.Measured, Cohort.Measured]>): Change.Sums => {
    const sums = Change.empty()
    for (const [before, after] of pairs) Change.add(sums, before, after)
    return sums
  }

  test.prop([fc.array(fc.tuple(measured('a'), measured('a')), { minLength: 2, maxLength: 20 })], {
    numRuns: 30
  })(
    '1. however the people are split and ordered, the same bytes come out; 2. twice the same round is no change',
    (pairs) => {
      const [first, ...others] = pairs
      if (first === undefined) return
      expect([...Change.merge(sumsOf(others), sumsOf([first]))]).toEqual([...sumsOf(pairs)])
      const same = sumsOf(pairs.map(([before]) => [before, before]))
      expect(Change.of(same, Change.pooled(same)).intermediate.change.value).toBe(0)
    }
  )

  it('3. 88 to 92 in a hundred 90 % intervals hold the truth', { timeout: 60_000 }, () => {
    const next = Random.source('change')
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    const [mean, sd] = [3, 1.5]
    let hits = 0
    let tries = 0
    for (const gain of [0, 0.5, 1])
      for (const error of [0.3, 0.8])
        for (const people of [20, 80])
          for (let i = 0; i < 60; i++) {
            const seen = sd ** 2 / (sd ** 2 + error ** 2)
            const profileOf = (ability: number): Cohort.Measured =>
              normal('a', mean + seen * (ability + error * gauss() - mean), sd * Math.sqrt(1 - seen))
            const sums = sumsOf(
              Array.from({ length: people }, () => {
                const ability = mean + sd * gauss()
                return [profileOf(ability), profileOf(ability + gain)] as const
              })
            )
            const reach = (m: number): number => 1 - Normal.cdf((3 - m) / sd)
            const truth = reach(mean + gain) - reach(mean)
            const [low, high] = Change.of(sums, { mean, variance: sd ** 2 }).intermediate.change.interval
            tries++
            if (low <= truth && truth <= high) hits++
          }
    expect(hits / tries).toBeGreaterThan(0.88)
    expect(hits / tries).toBeLessThan(0.92)
  })
})

describe('Participation', () => {
  it('1. a group of fewer people than the least is in no table', () => {
    const people = Array.from({ length: 20 }, (_, i) => ({
      groups: [i < 3 ? 'few' : i < 10 ? 'some' : 'many'],
      started: i % 2 === 0,
      finished: i % 4 === 0,
      minutes: i
    }))
    expect(Participation.of(['commune'], people, 5)).toEqual([
      { by: 'all', group: null, kind: 'all', invited: 20, started: 10, finished: 5, medianMinutes: 9.5 },
      {
        by: 'commune',
        group: null,
        kind: 'others',
        invited: 10,
        started: 5,
        finished: 3,
        medianMinutes: 4.5
      },
      {
        by: 'commune',
        group: 'many',
        kind: 'group',
        invited: 10,
        started: 5,
        finished: 2,
        medianMinutes: 14.5
      }
    ])
    expect(Participation.of([], people.slice(0, 4), 5)).toEqual([])
  })
})

import { fc, test } from '@fast-check/vitest'
import { beforeAll, describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Outcome } from '../../src/bank/Challenge'
import * as Level from '../../src/bank/Level'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Rational from '../../src/math/Rational'
import * as Random from '../../src/math/Random'
import * as Profile from '../../src/profile/Profile'
import * as Score from '../../src/profile/Score'
import { bank, fixture, fold, last, plain, session } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { bankOf, history } from '../support/worlds'

const settings = { interruptAfterTimeLimit: 15_000, endOnFailure: true } as const

/** The profile of answers, to the same challenge more than once too, without a session. */
const profileOf = (model: Model.Model, answers: ReadonlyArray<Oracle.WorldAnswer>): Profile.Profile => {
  const once = answers.filter(
    ({ challenge }, i) => answers.findIndex((each) => each.challenge === challenge) === i
  )
  return Profile.of(fold(Assessment.start(model.bank, { seed: 1 }), once))
}

const sum = (xs: ReadonlyArray<number>): number => xs.reduce((total, x) => total + x, 0)

// Law 1, mean and sd agree with enumeration: test/knowledge/Oracle.test.ts.

describe('law 2: the probabilities of the bands sum to one', () => {
  test.prop([history({ competences: 2, acquis: 5, discrimination: false }, 12)], {
    numRuns: 60,
    ...settings
  })('each is a probability, and the interval lies within what is possible', ([world, answers]) => {
    const profile = profileOf(Model.of(bankOf(world)), answers)
    let possible = 0
    for (const { id, acquis } of world.competences) {
      const { bands, score } = profile.competences[id]!
      const top = sum([...Oracle.scoreWeights(acquis).values()])
      possible += top
      expect(Object.keys(bands)).toEqual([...Level.bands])
      expect(sum(Object.values(bands))).toBeCloseTo(1, 12)
      for (const p of Object.values(bands)) {
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
      }
      const [low, high] = score.interval
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(top + 1e-9)
      expect(low).toBeLessThanOrEqual(high)
      expect(score.mean).toBeGreaterThanOrEqual(low)
      expect(score.mean).toBeLessThanOrEqual(high)
    }
    const [low, high] = profile.overall.score.interval
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeLessThanOrEqual(possible + 1e-9)
    expect(low).toBeLessThan(high)
  })

  test('a band that the levels of the bank do not reach has none', () => {
    for (const top of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const levels = [1, 2, 3, 4, 5, 6, 7, 8].filter((level) => level <= top)
      for (const chosen of [levels, [top]]) {
        const of = bank({
          k: Object.fromEntries(
            chosen.map((level) => [`a${level}`, { level, challenges: plain(`q${level}`) }])
          )
        })
        const { bands } = Profile.of(Assessment.start(of, { seed: 1 })).competences.k!
        const starts = { none: 0, novice: 1, intermediate: 3, advanced: 5, expert: 7 }
        for (const name of Level.bands) {
          if (starts[name] > top) expect(bands[name], `${name} with levels up to ${top}`).toBe(0)
        }
        expect(sum(Object.values(bands))).toBeCloseTo(1, 12)
      }
    }
  })

  test('after many answers of one kind, the band and the interval are certain', () => {
    const of = bank({
      k: Object.fromEntries(
        [1, 2, 3, 4].map((level) => [
          `a${level}`,
          {
            level,
            challenges: Object.fromEntries(
              [0, 1, 2, 3, 4].map((i) => [`q${level}${i}`, { slip: 0.02, guess: 0.02 }])
            )
          }
        ])
      )
    })
    const all = of.competences[0]!.acquis.flatMap(({ challenges }) => challenges.map(({ id }) => id))
    const after = (outcome: (id: string) => Outcome) =>
      Profile.of(
        fold(
          Assessment.start(of, { seed: 1 }),
          all.map((challenge) => ({ challenge, outcome: outcome(challenge) }))
        )
      ).competences.k!
    const right = after(() => 'correct')
    expect(right).toMatchObject({ level: 4, band: 'intermediate' })
    expect(right.bands.intermediate).toBeGreaterThan(0.999)
    expect(right.score.interval[1]).toBe(4)
    expect(right.score.interval[0]).toBeGreaterThan(3)
    const wrong = after(() => 'incorrect')
    expect(wrong).toMatchObject({ level: 0, band: 'none' })
    expect(wrong.bands.none).toBeGreaterThan(0.999)
    expect(wrong.score.interval[0]).toBe(0)
    const half = after((id) => (id < 'q3' ? 'correct' : 'incorrect'))
    expect(half).toMatchObject({ level: 2, band: 'novice' })
    expect(half.bands.novice).toBeGreaterThan(0.999)
  })
})

describe('law 3: the level is exact: six acquis at 8/3 points make sixteen', () => {
  test('sums of fractions', () => {
    expect(Rational.floorOfSum(Array.from({ length: 6 }, () => ({ numerator: 8, denominator: 3 })))).toBe(16)
    expect(Rational.floorOfSum(Array.from({ length: 6 }, () => ({ numerator: 1, denominator: 3 })))).toBe(2)
  })

  const competenceOf = (levels: ReadonlyArray<number>): Model.CompetenceModel =>
    Model.of(bank({ k: Object.fromEntries(levels.map((level, i) => [`a${i}`, { level }])) })).competences[0]!

  test('all acquis of a level make up the level, however many they are', () => {
    let missed = 0
    for (const level of [1, 2, 3, 5, 8])
      for (let count = 1; count <= 12; count++) {
        const competence = competenceOf(Array.from({ length: count }, () => level))
        expect(Score.level(competence, new Array<number>(count).fill(1))).toBe(level)
        expect(Score.level(competence, [...new Array<number>(count - 1).fill(1), 0.49])).toBe(
          Math.floor((level * (count - 1)) / count)
        )
        if (Math.floor(sum([...competence.scoreWeights])) !== level) missed++
      }
    // In plain arithmetic some would be missed: the test can fail.
    expect(missed).toBeGreaterThan(0)
  })

  test('parts of levels that add up to a whole one are a whole one', () => {
    let missed = 0
    for (const counts of [
      [3, 6, 2],
      [6, 3, 2],
      [5, 2, 10],
      [7, 7, 7],
      [10, 5, 2]
    ]) {
      const competence = competenceOf(counts.flatMap((count, i) => new Array<number>(count).fill(i + 1)))
      const common = counts.reduce((product, count) => product * count, 1)
      const [a = 0, b = 0, c = 0] = counts
      for (let i = 0; i <= a; i++)
        for (let j = 0; j <= b; j++)
          for (let k = 0; k <= c; k++) {
            const known = [i, j, k].flatMap((n, at) =>
              Array.from({ length: counts[at]! }, (_, place) => (place < n ? 1 : 0))
            )
            const whole = (i * common) / a + (j * common) / b + (k * common) / c
            expect(Score.level(competence, known)).toBe((whole - (whole % common)) / common)
            if (Math.floor(i / a + j / b + k / c) !== (whole - (whole % common)) / common) missed++
          }
    }
    expect(missed).toBeGreaterThan(0)
  })

  test('it counts the acquis that are known by half and more, and no other', () => {
    const competence = competenceOf([1, 1, 2, 3])
    expect(Score.level(competence, [0.5, 0.5, 0.5, 0.5])).toBe(3)
    expect(Score.level(competence, [0.5, 0.4999999, 0.5, 0.5])).toBe(2)
    expect(Score.level(competence, [0.5, 0.4999999, 0.5, 0])).toBe(1)
    expect(Score.level(competence, [0, 0, 0, 0])).toBe(0)
  })

  test('a level that the bank lacks is worth what the next one above it brings', () => {
    expect(Score.level(competenceOf([2, 5]), [1, 0])).toBe(2)
    expect(Score.level(competenceOf([2, 5]), [0, 1])).toBe(3)
    expect(Score.level(competenceOf([2, 5, 5]), [1, 1, 0])).toBe(3)
    expect(Score.level(competenceOf([8]), [1])).toBe(8)
  })

  test.prop([
    fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 20 })
  ])('it is the floor of the score of what is known', (acquis) => {
    const sorted = [...acquis].sort(([a], [b]) => a - b)
    const weights = Oracle.scoreWeights(
      sorted.map(([level], i) => ({ id: `a${i}`, level, difficulty: level, requires: [] }))
    )
    const score = sum(sorted.map(([, known], i) => (known ? weights.get(`a${i}`)! : 0)))
    expect(
      Score.level(
        competenceOf(sorted.map(([level]) => level)),
        sorted.map(([, known]) => (known ? 0.9 : 0.1))
      )
    ).toBe(Math.floor(score + 1e-9))
  })
})

test('the band of a profile is that of its level', () => {
  const band = [
    'none',
    'novice',
    'novice',
    'intermediate',
    'intermediate',
    'advanced',
    'advanced',
    'expert',
    'expert'
  ]
  expect(band.map((_, level) => Level.band(level))).toEqual(band)
})

describe('learners drawn from the model: what is said of them holds as often as it is said', () => {
  const of = fixture('digital-skills.yaml')
  const model = Model.of(of)
  const LEARNERS = 400

  interface Case {
    readonly profile: Profile.CompetenceProfile
    readonly weights: ReadonlyMap<string, number>
    readonly known: (acquis: string) => boolean
    readonly score: number
  }

  /** Both competences of every learner, after six questions each: enough is left in doubt. */
  const drawn = (): ReadonlyArray<Case> =>
    Array.from({ length: LEARNERS }, (_, n) => {
      const learner = Learner.nth(model, Learner.fromPrior, 'calibration', n)
      const source = Random.source(`answers/${n}`)
      const state = last(
        session(Assessment.start(of, { seed: n, rules: { maxQuestions: 6 } }), ({ challenge }) =>
          Learner.answer(model, learner, model.items[model.itemOf.get(challenge)!]!, source, { skips: true })
        )
      )
      const profile = Profile.of(state)
      return of.competences.map(({ id, acquis }, c): Case => {
        const offset = model.competences[c]!.acquisOffset
        const places = new Map(acquis.map((each, a) => [each.id, offset + a]))
        const weights = Oracle.scoreWeights(acquis)
        const known = (name: string): boolean => learner.known[places.get(name)!] === 1
        return {
          profile: profile.competences[id]!,
          weights,
          known,
          score: sum(acquis.map((each) => (known(each.id) ? weights.get(each.id)! : 0)))
        }
      })
    }).flat()

  let cases: ReadonlyArray<Case> = []
  beforeAll(() => {
    cases = drawn()
  })

  test('the 90 % interval covers the score', () => {
    const covered = cases.filter(
      ({
        profile: {
          score: { interval }
        },
        score
      }) => score >= interval[0] - 1e-9 && score <= interval[1] + 1e-9
    )
    expect(covered.length / cases.length).toBeGreaterThan(0.84)
    expect(covered.length / cases.length).toBeLessThan(0.97)
  })

  test('the mean and the sd of the score are those of its error', () => {
    const z = cases.map(({ profile, score }) => (score - profile.score.mean) / profile.score.sd)
    const mean = sum(z) / z.length
    expect(Math.abs(mean)).toBeLessThan(0.15)
    expect(sum(z.map((x) => (x - mean) ** 2)) / z.length).toBeGreaterThan(0.8)
    expect(sum(z.map((x) => (x - mean) ** 2)) / z.length).toBeLessThan(1.2)
  })

  /** By tenths of what is said: how much is said, and how much is so, with more than four standard errors to spare. */
  const calibrated = (claims: ReadonlyArray<readonly [number, boolean]>, perCluster: number): void => {
    for (let tenth = 0; tenth < 10; tenth++) {
      const own = claims.filter(([p]) => Math.min(9, Math.floor(p * 10)) === tenth)
      if (own.length < 100) continue
      const said = sum(own.map(([p]) => p)) / own.length
      const share = own.filter(([, holds]) => holds).length / own.length
      const error = Math.sqrt((Math.max(said * (1 - said), 0.01) * perCluster) / own.length)
      expect(Math.abs(share - said), `${tenth / 10}: ${said} said, ${share} so`).toBeLessThan(4 * error)
    }
  }

  test('the probabilities of the bands', () => {
    calibrated(
      cases.flatMap(({ profile, score }) => {
        const own = Level.band(Math.floor(score + 1e-9))
        return Level.bands.map((name) => [profile.bands[name], name === own] as const)
      }),
      2
    )
  })

  test('the masteries', () => {
    calibrated(
      cases.flatMap(({ profile, known }) =>
        Object.entries(profile.acquis).map(([id, { mastery }]) => [mastery, known(id)] as const)
      ),
      // Acquis of one learner stand and fall together.
      6
    )
  })

  test('the reliability', () => {
    const said = sum(cases.map(({ profile }) => profile.reliability)) / cases.length
    const right = cases.map(({ profile, known }) => {
      const acquis = Object.entries(profile.acquis)
      return acquis.filter(([id, { mastery }]) => mastery >= 0.5 === known(id)).length / acquis.length
    })
    expect(Math.abs(said - sum(right) / right.length)).toBeLessThan(0.015)
  })
})

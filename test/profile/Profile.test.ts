import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Outcome } from '../../src/bank/Challenge'
import * as Profile from '../../src/profile/Profile'
import { answer, asked, bank, campaign, fixture, fold, last, plain, session } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { worldOf } from '../support/world'

/** The example of the documentation, as it stands there. */
const EXAMPLE = {
  format: 'acquis-profile/1',
  learner: 'l-042',
  bank: { id: '…', fingerprint: '…' },
  responses: 23,
  logEvidence: -11.25,
  reliability: 0.94,
  overall: { score: { mean: 37.2, sd: 3.1, interval: [32.1, 42.3] } },
  competences: {
    '1.3': {
      ability: { mean: 3.4, sd: 0.5 },
      score: { mean: 3.1, sd: 0.4, interval: [2.4, 3.8] },
      level: 3,
      band: 'intermediate',
      bands: { none: 0.0, novice: 0.03, intermediate: 0.93, advanced: 0.04, expert: 0.0 },
      asked: 12,
      reliability: 0.95,
      stopped: 'precision',
      acquis: { 'sort-column': { mastery: 0.97, status: 'known', evidence: 'direct' } }
    }
  },
  recommendations: {
    toSucceedNextTime: [{ challenge: '…', acquis: '…', text: '…', resources: [] }],
    toLearnMore: [{ acquis: '…', topic: '…', readiness: 0.61, reason: '…', resources: [] }]
  }
}

/** Keys and the types of values; of lists and of objects by id, the first of each. */
const shape = (u: unknown): unknown => {
  if (Array.isArray(u)) return u.length === 0 ? [] : typeof u[0] === 'number' ? u.map(shape) : [shape(u[0])]
  if (typeof u !== 'object' || u === null) return typeof u
  return Object.entries(u).map(([key, value]) => [key, shape(value)])
}

const of = bank(
  {
    k: {
      a: { level: 1, topic: 't', challenges: { a1: { nextTime: 'A hint' }, a2: {} } },
      b: { level: 2, topic: 't', requires: ['a'], challenges: plain('b1', 'b2') },
      c: { level: 2, topic: 'u', challenges: plain('c1') }
    },
    l: { d: { level: 3, challenges: plain('d1', 'd2') } },
    m: { e: { level: 1, challenges: plain('e1') } },
    empty: {}
  },
  { model: { correlation: 0.5 } }
)
const start = Assessment.start(of, { seed: 'learner-42' })

const sum = (xs: ReadonlyArray<number>): number => xs.reduce((total, x) => total + x, 0)

describe('the shape', () => {
  test('is that of the documentation: names, order and types', () => {
    const digital = fixture('digital-skills.yaml')
    const begun = Assessment.start(digital, {
      seed: 1,
      campaign: campaign(digital, { scope: [{ competence: '1.3' }] })
    })
    const profile = Profile.of(
      last(session(begun, ({ number }) => (number % 2 === 0 ? 'correct' : 'incorrect')))
    )
    const parsed = JSON.parse(JSON.stringify(profile)) as typeof EXAMPLE
    const [hint] = parsed.recommendations.toSucceedNextTime
    const [lead] = parsed.recommendations.toLearnMore
    const first = Object.keys(parsed.competences['1.3'].acquis)[0]!
    const acquis = parsed.competences['1.3'].acquis as Record<string, unknown>
    expect(
      shape({
        ...parsed,
        competences: { '1.3': { ...parsed.competences['1.3'], acquis: { 'sort-column': acquis[first] } } },
        recommendations: {
          toSucceedNextTime: [{ ...hint, resources: [] }],
          toLearnMore: [{ ...lead, resources: [] }]
        }
      })
    ).toEqual(shape(EXAMPLE))
    expect(Object.keys(acquis)).toEqual(digital.competences[0]!.acquis.map(({ id }) => id))
  })

  test('numbers keep full precision through JSON', () => {
    const profile = Profile.of(
      fold(start, [
        { challenge: 'a1', outcome: 'incorrect' },
        { challenge: 'd1', outcome: 'correct' }
      ])
    )
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
    expect(JSON.stringify(JSON.parse(JSON.stringify(profile)))).toBe(JSON.stringify(profile))
    expect(String(profile.competences.k!.acquis.a!.mastery).length).toBeGreaterThan(12)
  })

  test('the learner is the seed, or a name', () => {
    expect(Profile.of(start).learner).toBe('learner-42')
    expect(Profile.of(start, { learner: 'l-042' }).learner).toBe('l-042')
    expect(Profile.of(Assessment.start(of, { seed: 7 })).learner).toBe('7')
  })

  test('the bank is named with its fingerprint, the responses are counted', () => {
    const profile = Profile.of(answer(answer(start, 'a1'), 'd1', 'skipped'))
    expect(profile).toMatchObject({ bank: { id: 'made', fingerprint: of.fingerprint }, responses: 2 })
    expect(profile.competences.k!.asked).toBe(1)
    expect(profile.competences.l!.asked).toBe(1)
    expect(profile.competences.m!.asked).toBe(0)
  })

  test('a competence without acquis is none of it, and nor is one out of scope', () => {
    expect(Object.keys(Profile.of(start).competences)).toEqual(['k', 'l', 'm'])
    const scope = [{ competence: 'l' }, { competence: 'k', upTo: 1 }]
    const begun = Assessment.start(of, { seed: 1, campaign: campaign(of, { scope }) })
    const profile = Profile.of(begun)
    expect(Object.keys(profile.competences)).toEqual(['l', 'k'])
    expect(Object.keys(profile.competences.k!.acquis)).toEqual(['a', 'b', 'c'])
    expect(profile.overall.score.mean).toBeCloseTo(
      profile.competences.k!.score.mean + profile.competences.l!.score.mean,
      10
    )
  })

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    '`%s` is an id like any other',
    (id) => {
      const odd = bank({
        [id]: {
          [`${id}-1`]: { level: 2, challenges: plain('q') },
          [id]: { level: 3, challenges: { [id]: { nextTime: 'hint' } } }
        }
      })
      const begun = Assessment.start(odd, {
        seed: 1,
        campaign: campaign(odd, { scope: [{ competence: id }], expected: { [id]: 3 } })
      })
      const profile = Profile.of(answer(begun, id, 'incorrect'))
      expect(Object.keys(profile.competences)).toEqual([id])
      expect(Object.keys(profile.competences[id]!.acquis)).toEqual([`${id}-1`, id])
      expect(profile.competences[id]!.acquis[id]).toMatchObject({ evidence: 'direct' })
      expect(profile.recommendations.toSucceedNextTime).toMatchObject([
        { challenge: id, acquis: id, text: 'hint' }
      ])
      // Of an id that is not there, nothing.
      expect(Profile.of(start).competences[id]).toBeUndefined()
      expect(Profile.of(start).competences.k!.acquis[id]).toBeUndefined()
    }
  )
})

describe('the numbers', () => {
  const answers: ReadonlyArray<Oracle.WorldAnswer> = [
    { challenge: 'a1', outcome: 'correct' },
    { challenge: 'b1', outcome: 'skipped' },
    { challenge: 'd2', outcome: 'incorrect' }
  ]
  const profile = Profile.of(fold(start, answers))
  const expected = Oracle.enumerate(
    { ...worldOf(of), competences: worldOf(of).competences.filter(({ acquis }) => acquis.length > 0) },
    answers
  )

  // Law 1, agreement with enumeration, is tested on random worlds in test/knowledge/Oracle.test.ts.
  test('are those of enumeration', () => {
    expect(profile.logEvidence).toBeCloseTo(expected.logEvidence, 10)
    expect(profile.overall.score.mean).toBeCloseTo(expected.overall.mean, 10)
    expect(profile.overall.score.sd).toBeCloseTo(expected.overall.sd, 10)
    for (const id of ['k', 'l', 'm']) {
      expect(profile.competences[id]!.ability.mean).toBeCloseTo(expected.ability.get(id)!.mean, 10)
      expect(profile.competences[id]!.score.sd).toBeCloseTo(expected.score.get(id)!.sd, 10)
    }
  })

  test('the reliability is the expected share of acquis that are classified rightly', () => {
    const right = (ids: ReadonlyArray<string>): number =>
      sum(ids.map((id) => Math.max(expected.mastery.get(id)!, 1 - expected.mastery.get(id)!))) / ids.length
    expect(profile.competences.k!.reliability).toBeCloseTo(right(['a', 'b', 'c']), 10)
    expect(profile.competences.l!.reliability).toBeCloseTo(right(['d']), 10)
    expect(profile.reliability).toBeCloseTo(right(['a', 'b', 'c', 'd', 'e']), 10)
  })
})

describe('the status of an acquis', () => {
  const profile = Profile.of(
    fold(start, [
      { challenge: 'a1', outcome: 'correct' },
      { challenge: 'd1', outcome: 'incorrect' }
    ])
  )
  const everything = Object.values(profile.competences).flatMap(({ acquis }) => Object.entries(acquis))

  test('is known from 0.8 on, unknown up to 0.2, else uncertain', () => {
    for (const [, { mastery, status }] of everything)
      expect(status).toBe(mastery >= 0.8 ? 'known' : mastery <= 0.2 ? 'unknown' : 'uncertain')
    expect(new Set(everything.map(([, { status }]) => status)).size).toBe(3)
  })

  test('the thresholds are settings, and belong to what they bound', () => {
    for (const [id, { mastery }] of everything) {
      const status = (known: number, unknown: number): string => {
        const { competences } = Profile.of(
          fold(start, [
            { challenge: 'a1', outcome: 'correct' },
            { challenge: 'd1', outcome: 'incorrect' }
          ]),
          { known, unknown }
        )
        return Object.values(competences)
          .flatMap(({ acquis }) => Object.entries(acquis))
          .find(([each]) => each === id)![1].status
      }
      expect(status(mastery, 0)).toBe('known')
      expect(status(mastery + 1e-9, 0)).toBe('uncertain')
      expect(status(1, mastery)).toBe('unknown')
      expect(status(1, mastery - 1e-9)).toBe('uncertain')
    }
  })
})

describe('the evidence of an acquis', () => {
  const evidence = (
    responses: ReadonlyArray<readonly [string, Outcome]>
  ): Readonly<Record<string, string>> => {
    const { competences } = Profile.of(
      fold(
        start,
        responses.map(([challenge, outcome]) => ({ challenge, outcome }))
      )
    )
    return Object.fromEntries(
      Object.values(competences).flatMap(({ acquis }) =>
        Object.entries(acquis).map(([id, each]) => [id, each.evidence])
      )
    )
  }

  test('is prior before any answer, in other competences too', () => {
    expect(evidence([])).toEqual({ a: 'prior', b: 'prior', c: 'prior', d: 'prior', e: 'prior' })
    expect(evidence([['d1', 'correct']])).toEqual({
      a: 'prior',
      b: 'prior',
      c: 'prior',
      d: 'direct',
      e: 'prior'
    })
  })

  test('is direct where one of its challenges was met, a skip included, and inferred in the rest of the competence', () => {
    for (const outcome of ['correct', 'incorrect', 'skipped'] as const)
      expect(evidence([['b2', outcome]])).toEqual({
        a: 'inferred',
        b: 'direct',
        c: 'inferred',
        d: 'prior',
        e: 'prior'
      })
  })
})

describe('what stopped a competence', () => {
  test('is null where the test may go on, and the rule that holds where it ended', () => {
    const profile = Profile.of(start)
    for (const { stopped } of Object.values(profile.competences)) expect(stopped).toBeNull()
    const states = session(
      Assessment.start(of, { seed: 1, rules: { precision: 0, minGain: 0 } }),
      () => 'correct'
    )
    for (const state of states) {
      const step = Assessment.next(state)
      const { competences } = Profile.of(state)
      if (step._tag === 'Ask') expect(competences[step.competence]!.stopped).toBeNull()
      else for (const { stopped } of Object.values(competences)) expect(stopped).toBe('exhausted')
    }
    const short = last(
      session(
        Assessment.start(of, { seed: 1, rules: { maxQuestions: 1, precision: 0, minGain: 0 } }),
        () => 'correct'
      )
    )
    expect(Object.values(Profile.of(short).competences).map(({ stopped }) => stopped)).toEqual([
      'maxQuestions',
      'maxQuestions',
      'maxQuestions'
    ])
  })

  test('is the rule by which it was left, and null again where it is taken up again', () => {
    const related = bank(
      {
        k: { a: { level: 2, challenges: plain('a1', 'a2', 'a3', 'a4', 'a5', 'a6') } },
        l: Object.fromEntries(
          [2, 3, 4].map((level) => [
            `b${level}`,
            { level, difficulty: 1, challenges: plain(...[1, 2, 3, 4].map((i) => `b${level}${i}`)) }
          ])
        )
      },
      { model: { correlation: 0.9, spread: 0.4 } }
    )
    const states = session(
      Assessment.start(related, {
        seed: 1,
        rules: { precision: 0.04, minGain: 0, maxQuestions: 99, streak: 0 }
      }),
      ({ competence }) => (competence === 'k' ? 'correct' : 'incorrect')
    )
    const stopped = states.map((state) => Profile.of(state).competences.k!.stopped)
    const steps = states.map(({ step }) => (step._tag === 'Ask' ? step.competence : undefined))
    const left = steps.indexOf('l')
    const back = steps.indexOf('k', left)
    expect(left).toBeGreaterThan(0)
    expect(back).toBeGreaterThan(left)
    stopped.forEach((reason, i) => {
      if (steps[i] === 'k') expect(reason).toBeNull()
      else if (i >= left && i < back) expect(reason).toBe('precision')
    })
    // At the end it is the rule that holds then.
    const { mastery } = Oracle.enumerate(worldOf(related), last(states).responses)
    const m = mastery.get('a')!
    expect(last(stopped)).toBe(Math.min(m, 1 - m) <= 0.04 ? 'precision' : 'exhausted')
  })
})

describe('law 2: replay = live: the same responses give the same profile', () => {
  const outcomes = fc.array(fc.constantFrom<Outcome>('correct', 'incorrect', 'skipped'), {
    minLength: 30,
    maxLength: 30
  })

  test.prop([outcomes, fc.constantFrom('sequential' as const, 'interleaved' as const)], { numRuns: 25 })(
    'folded at once or one by one',
    (list, order) => {
      const digital = fixture('digital-skills.yaml')
      const begun = Assessment.start(digital, { seed: 3, rules: { order, maxQuestions: 10 } })
      const end = last(session(begun, ({ number }) => list[number % list.length]!))
      expect(Profile.of(fold(begun, end.responses))).toEqual(Profile.of(end))
      expect(JSON.stringify(Profile.of(end))).toBe(JSON.stringify(Profile.of(end)))
    }
  )

  test('and the order of the answers moves nothing by more than the last digits', () => {
    const responses = ['a1', 'b1', 'c1', 'd1', 'e1'].map((challenge, i) => ({
      challenge,
      outcome: i % 2 === 0 ? ('correct' as const) : ('incorrect' as const)
    }))
    const one = Profile.of(fold(start, responses))
    const two = Profile.of(fold(start, [...responses].reverse()))
    expect(two.logEvidence).toBeCloseTo(one.logEvidence, 12)
    for (const id of ['k', 'l', 'm']) {
      expect(two.competences[id]!.score.mean).toBeCloseTo(one.competences[id]!.score.mean, 12)
      expect(two.competences[id]!.score.interval[0]).toBeCloseTo(one.competences[id]!.score.interval[0], 8)
    }
    expect(asked(start).number).toBe(1)
  })
})

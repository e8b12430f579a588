import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type * as Issue from '../../src/bank/Issue'
import * as Profile from '../../src/profile/Profile'
import * as ProfileFile from '../../src/profile/ProfileFile'
import * as arbitrary from '../support/arbitraries'
import { bank, fixture, last, plain, session } from '../support/banks'

const copied = (u: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(u)) as Record<string, unknown>

const of = bank({
  k: {
    a: { level: 1, topic: 't', challenges: { a1: { nextTime: 'A hint' }, a2: {} } },
    b: { level: 2, topic: 't', challenges: plain('b1', 'b2') }
  },
  constructor: { d: { level: 3, challenges: plain('d1', 'd2') } }
})

const profile = Profile.of(last(session(Assessment.start(of, { seed: 7 }), () => 'incorrect')))

const issues = (change: object, beside = false): ReadonlyArray<Issue.Issue> => {
  const u = copied({ ...profile, ...change })
  const decoded = ProfileFile.decode(u)
  return beside ? ProfileFile.check(of)(u) : E.isLeft(decoded) ? decoded.left : []
}

describe('ProfileFile laws', () => {
  test.prop(
    [
      arbitrary
        .smallBank()
        .chain((made) => fc.tuple(fc.constant(made), arbitrary.responses(made), fc.string({ minLength: 1 })))
    ],
    { numRuns: 100 }
  )('1. what a profile is written as reads as the same profile', ([made, responses, learner]) => {
    const answered = responses.reduce(
      (assessment, each) => E.getOrElse(() => assessment)(Assessment.answer(assessment, each)),
      Assessment.start(made, { seed: 1 })
    )
    const written = Profile.of(answered, { learner })
    expect(ProfileFile.decode(copied(written))).toEqual(E.right(written))
    expect(ProfileFile.check(made)(copied(written))).toEqual([])
  })

  test('1. also that of a whole test, and what is found by id has no more than its own', () => {
    const digital = fixture('digital-skills.yaml')
    const end = last(
      session(Assessment.start(digital, { seed: 1 }), ({ number }) =>
        number % 2 === 0 ? 'correct' : 'skipped'
      )
    )
    const written = Profile.of(end)
    const read = ProfileFile.decode(copied(written))
    expect(read).toEqual(E.right(written))
    expect(E.isRight(read) && read.right.competences['constructor']).toBeUndefined()
    expect(ProfileFile.check(digital)(copied(written))).toEqual([])
  })

  test('2. beside its own bank, a profile has no issues', () => {
    expect(issues({}, true)).toEqual([])
  })
})

const k = profile.competences['k']!

describe('every defect is an issue at its place', () => {
  const withK = (change: object): object => ({
    competences: { ...profile.competences, k: { ...k, ...change } }
  })

  test.each<[string, object, object]>([
    ['another version', { format: 'acquis-profile/2' }, { _tag: 'unsupported-format', path: ['format'] }],
    ['no learner', { learner: undefined }, { _tag: 'missing-key', key: 'learner' }],
    ['a misspelt key', { reliabilty: 1 }, { _tag: 'unknown-key', suggestion: 'reliability' }],
    ['half a response', { responses: 1.5 }, { _tag: 'wrong-value', path: ['responses'] }],
    ['a reliability above 1', { reliability: 1.01 }, { _tag: 'wrong-value', path: ['reliability'] }],
    [
      'an interval of three ends',
      { overall: { score: { mean: 1, sd: 1, interval: [1, 2, 3] } } },
      { _tag: 'wrong-value', path: ['overall', 'score', 'interval'] }
    ],
    [
      'a text in an interval',
      { overall: { score: { mean: 1, sd: 1, interval: [1, '2'] } } },
      { _tag: 'wrong-type', path: ['overall', 'score', 'interval', 1] }
    ],
    [
      'an unknown band',
      withK({ band: 'expertt' }),
      { _tag: 'wrong-value', path: ['competences', 'k', 'band'] }
    ],
    ['a level of 9', withK({ level: 9 }), { _tag: 'wrong-value', path: ['competences', 'k', 'level'] }],
    [
      'a wrong reason to stop',
      withK({ stopped: 3 }),
      { _tag: 'wrong-type', path: ['competences', 'k', 'stopped'] }
    ]
  ])('%s', (_, change, expected) => {
    const found = issues(change)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
  })

  const renamed = { a: undefined, aa: k.acquis['a'] }

  test.each<[string, object, object]>([
    ['another bank', { bank: { id: 'mad', fingerprint: '' } }, { _tag: 'other-bank', path: ['bank', 'id'] }],
    [
      'a bank that has changed',
      { bank: { ...profile.bank, fingerprint: '0' } },
      { _tag: 'changed-bank', path: ['bank', 'fingerprint'] }
    ],
    [
      'an acquis that the bank does not have',
      withK({ acquis: { ...k.acquis, ...renamed } }),
      {
        _tag: 'unknown-reference',
        kind: 'acquis',
        path: ['competences', 'k', 'acquis', 'aa'],
        suggestion: 'a'
      }
    ],
    [
      'a competence that the bank does not have',
      { competences: { ...profile.competences, kk: k } },
      { _tag: 'unknown-reference', kind: 'competence', path: ['competences', 'kk'], suggestion: 'k' }
    ],
    [
      'a challenge that the bank does not have',
      {
        recommendations: {
          ...profile.recommendations,
          toSucceedNextTime: [{ ...profile.recommendations.toSucceedNextTime[0], challenge: 'a9' }]
        }
      },
      {
        _tag: 'unknown-reference',
        kind: 'challenge',
        path: ['recommendations', 'toSucceedNextTime', 0, 'challenge']
      }
    ],
    [
      'advice about an acquis that the bank does not have',
      {
        recommendations: {
          ...profile.recommendations,
          toLearnMore: [{ ...profile.recommendations.toLearnMore[0], acquis: 'zz' }]
        }
      },
      { _tag: 'unknown-reference', kind: 'acquis', path: ['recommendations', 'toLearnMore', 0, 'acquis'] }
    ]
  ])('beside its bank: %s', (_, change, expected) => {
    const found = issues(change, true)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
  })

  test.prop([arbitrary.json()])('and never an exception', (value) => {
    expect(E.isLeft(ProfileFile.decode(value))).toBe(true)
    for (const key of Object.keys(profile)) ProfileFile.check(of)({ ...profile, [key]: value })
  })
})

import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as SessionFile from '../../src/assessment/SessionFile'
import type { Bank } from '../../src/bank/Bank'
import * as Issue from '../../src/bank/Issue'
import * as Profile from '../../src/profile/Profile'
import * as arbitrary from '../support/arbitraries'
import { answer, asked, bank, campaign, fold, plain } from '../support/banks'
import { settings } from '../support/courses'

const stored = (assessment: Assessment.Assessment): Record<string, unknown> =>
  JSON.parse(JSON.stringify(SessionFile.encode(assessment))) as Record<string, unknown>

const issues = (of: Bank, u: unknown): ReadonlyArray<Issue.Issue> => {
  const result = SessionFile.decode(of)(u)
  return E.isLeft(result) ? result.left : []
}

const resumed = (of: Bank, u: unknown): SessionFile.Resumed => {
  const result = SessionFile.decode(of)(u)
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

describe('law 1: decode ∘ encode = identity', () => {
  const sessions = arbitrary.smallBank({ acquis: 4 }).chain((of) =>
    fc.record({
      of: fc.constant(of),
      seed: fc.oneof(fc.integer(), fc.string()),
      responses: arbitrary.responses(of, { max: 6 }),
      seconds: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
      rules: settings,
      campaignRules: settings,
      wanted: fc.constantFrom('none', 'novice', 'expert', 4),
      hasCampaign: fc.boolean()
    })
  )

  test.prop([sessions], { numRuns: 50 })(
    'of random sessions: the assessment and its profile',
    ({ of, seed, responses, seconds, rules, campaignRules, wanted, hasCampaign }) => {
      const first = of.competences[0]!.id
      const start = Assessment.start(of, {
        seed,
        rules,
        ...(hasCampaign
          ? {
              campaign: campaign(of, {
                scope: [{ competence: first }],
                expected: { [first]: wanted },
                rules: campaignRules
              })
            }
          : {})
      })
      const once = responses.filter(
        ({ challenge }, i) => responses.findIndex((other) => other.challenge === challenge) === i
      )
      const state = fold(
        start,
        once.map((response, i) =>
          i % 2 === 0 && seconds !== undefined ? { ...response, seconds: seconds + 0 } : response
        )
      )
      const { assessment, warnings } = resumed(of, stored(state))
      expect(warnings).toEqual([])
      expect(assessment).toEqual(state)
      expect(Profile.of(assessment)).toEqual(Profile.of(state))
      expect(stored(assessment)).toEqual(stored(state))
    }
  )

  const of = bank(
    { k: { a: { level: 2, challenges: plain('q1', 'q2', 'q3') } } },
    { title: { fr: 'B', en: 'B' }, locales: ['fr', 'en'] }
  )

  test('a rule that is the default again, against its campaign', () => {
    const with5 = campaign(of, { rules: { maxQuestions: 5, maxSeconds: 60, criterion: 'random' } })
    const state = Assessment.start(of, {
      seed: 1,
      campaign: with5,
      rules: { maxQuestions: 20, maxSeconds: Infinity, criterion: 'information' }
    })
    const { assessment } = resumed(of, stored(state))
    expect(assessment.rules).toEqual(state.rules)
    expect(assessment.rules).toMatchObject({
      maxQuestions: 20,
      maxSeconds: Infinity,
      criterion: 'information'
    })
  })

  test('an expectation of none', () => {
    const state = Assessment.start(of, { seed: 1, campaign: campaign(of, { expected: { k: 'none' } }) })
    expect(resumed(of, stored(state)).assessment).toEqual(state)
  })

  test('what is stored', () => {
    const start = Assessment.start(of, { seed: 7, locale: 'en', rules: { jump: 1 } })
    const state = answer(answer(start, 'q1', 'correct', 12.5), 'q2', 'skipped')
    expect(stored(state)).toEqual({
      format: 'acquis-session/1',
      bank: { id: 'made', fingerprint: of.fingerprint },
      seed: '7',
      locale: 'en',
      rules: { jump: 1 },
      responses: [
        { challenge: 'q1', outcome: 'correct', seconds: 12.5 },
        { challenge: 'q2', outcome: 'skipped' }
      ]
    })
    expect(asked(resumed(of, stored(state)).assessment)).toEqual(asked(state))
  })

  test('what an app adds to a response is not stored, and not missed', () => {
    const response = { challenge: 'q1', outcome: 'correct', note: 'x' } as const
    const state = Assessment.answer(Assessment.start(of, { seed: 1 }), response)
    expect(E.isRight(state) && E.isRight(SessionFile.decode(of)(stored(state.right)))).toBe(true)
  })
})

describe('another bank', () => {
  const plan = {
    k: { a: { level: 2, topic: 't', challenges: plain('q1', 'q2') } },
    l: { b: { level: 1, challenges: plain('r1') } }
  }
  const of = bank(plan)
  const state = answer(answer(Assessment.start(of, { seed: 1 }), 'q1'), 'r1', 'incorrect')

  test('is refused', () => {
    expect(issues(bank(plan, { id: 'other' }), stored(state))).toEqual([
      { _tag: 'other-bank', path: ['bank', 'id'], expected: 'other', actual: 'made' }
    ])
  })

  test('that is the same one, changed, is a warning: the responses count for what it says now', () => {
    const changed = bank({
      ...plan,
      k: { a: { level: 3, topic: 't', challenges: { q1: { slip: 0.3 }, q2: {} } } }
    })
    const { assessment, warnings } = resumed(changed, stored(state))
    expect(warnings).toEqual([
      {
        _tag: 'changed-bank',
        path: ['bank', 'fingerprint'],
        expected: changed.fingerprint,
        actual: of.fingerprint
      }
    ])
    expect(warnings.map(Issue.severity)).toEqual(['warning'])
    expect(assessment).toEqual(fold(Assessment.start(changed, { seed: 1 }), state.responses))
  })

  test('that lacks some of the challenges: each response to one is named, with its place', () => {
    const less = bank({ k: { a: { level: 2, topic: 't', challenges: plain('q2', 'q3') } } })
    const found = issues(less, stored(state))
    expect(found).toMatchObject([
      { _tag: 'refused-response', path: ['responses', 0] },
      { _tag: 'refused-response', path: ['responses', 1] }
    ])
    expect(Issue.message(found[0]!)).toContain('`q1`')
    expect(Issue.message(found[1]!)).toContain('`r1`')
  })

  test('a response that stands there twice is named', () => {
    const file = stored(state)
    const responses = [...state.responses, state.responses[0]]
    expect(issues(of, { ...file, responses })).toMatchObject([
      { _tag: 'refused-response', path: ['responses', 2] }
    ])
  })

  test('a campaign that no longer fits is named at its place in this file', () => {
    const begun = Assessment.start(of, {
      seed: 1,
      campaign: campaign(of, {
        scope: [{ competence: 'l' }, { competence: 'k', topic: 't' }],
        expected: { l: 2 }
      })
    })
    const less = bank({ k: { a: { level: 2, topic: 'u', challenges: plain('q1') } } })
    expect(issues(less, stored(begun)).map(({ path }) => Issue.showPath(path))).toEqual([
      'campaign.scope[0].competence',
      'campaign.scope[1].topic',
      'campaign.expected.l'
    ])
  })
})

describe('a file that is wrong gives issues, never an exception', () => {
  const of = bank({ k: { a: { level: 2, challenges: plain('q1', 'q2') } } })
  const good = stored(
    answer(
      Assessment.start(of, { seed: 1, campaign: campaign(of, { scope: [{ competence: 'k' }] }) }),
      'q1',
      'correct',
      3
    )
  )

  test.each<[string, object, object]>([
    ['another format', { format: 'acquis-session/9' }, { _tag: 'unsupported-format', path: ['format'] }],
    ['no bank', { bank: undefined }, { _tag: 'missing-key', key: 'bank' }],
    ['a bank that is a text', { bank: 'made' }, { _tag: 'wrong-type', path: ['bank'] }],
    ['a seed that is a number', { seed: 7 }, { _tag: 'wrong-type', path: ['seed'] }],
    ['an unknown key', { belief: [] }, { _tag: 'unknown-key', path: ['belief'] }],
    ['a locale that is none', { locale: '?' }, { _tag: 'wrong-value', path: ['locale'] }],
    ['a wrong rule', { rules: { among: 0 } }, { _tag: 'wrong-value', path: ['rules', 'among'] }],
    ['responses that are no list', { responses: {} }, { _tag: 'wrong-type', path: ['responses'] }],
    [
      'an unknown outcome',
      { responses: [{ challenge: 'q1', outcome: 'right' }] },
      { _tag: 'wrong-value', path: ['responses', 0, 'outcome'] }
    ],
    [
      'negative seconds',
      { responses: [{ challenge: 'q1', outcome: 'correct', seconds: -1 }] },
      { _tag: 'wrong-value', path: ['responses', 0, 'seconds'] }
    ]
  ])('%s', (_, change, expected) => {
    const found = issues(of, JSON.parse(JSON.stringify({ ...good, ...change })))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
  })

  test('the good one is good', () => {
    expect(issues(of, good)).toEqual([])
  })

  /** The good file with the value at the n-th of its places, root included, replaced. */
  const replaced = (u: unknown, n: { left: number }, by: unknown): unknown => {
    if (n.left-- === 0) return by
    if (Array.isArray(u)) return u.map((each: unknown) => replaced(each, n, by))
    return typeof u === 'object' && u !== null
      ? Object.fromEntries(Object.entries(u).map(([key, each]) => [key, replaced(each, n, by)]))
      : u
  }

  test.prop([fc.nat(25), arbitrary.json()], { numRuns: 1000 })(
    'any part replaced by anything',
    (n, value) => {
      const file = replaced(good, { left: n }, value)
      const result = SessionFile.decode(of)(file)
      if (E.isLeft(result))
        for (const issue of result.left)
          expect(Issue.message(issue).length + Issue.showPath(issue.path).length).toBeGreaterThan(0)
      else Assessment.next(result.right.assessment)
    }
  )
})

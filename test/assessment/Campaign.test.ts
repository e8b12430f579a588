import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Campaign from '../../src/assessment/Campaign'
import * as Issue from '../../src/bank/Issue'
import * as Level from '../../src/bank/Level'
import * as Profile from '../../src/profile/Profile'
import * as arbitrary from '../support/arbitraries'
import { bank, campaign, last, plain, session } from '../support/banks'
import { settings } from '../support/courses'

const of = bank({
  '1.3': {
    a1: { level: 1, topic: 'sorting', challenges: plain('a1-x', 'a1-y') },
    a3: { level: 3, topic: 'sorting', challenges: plain('a3-x', 'a3-y') },
    b2: { level: 2, topic: 'filtering', challenges: plain('b2-x', 'b2-y') },
    b5: { level: 5, topic: 'filtering', challenges: plain('b5-x', 'b5-y') }
  },
  '4.1': { c2: { level: 2, topic: 'passwords', challenges: plain('c2-x', 'c2-y') } }
})

const file = {
  format: 'acquis-campaign/1',
  id: 'reception-desk',
  bank: 'made',
  title: { fr: 'Accueil', en: 'Reception' },
  scope: [{ competence: '1.3', topic: 'sorting', upTo: 4 }, { competence: '4.1' }],
  expected: { '1.3': 'intermediate', '4.1': 2 },
  rules: { maxQuestions: 10, precision: 0.1, order: 'interleaved' },
  halfLife: 365,
  retake: { afterDays: 30 }
}

const issues = (u: unknown): ReadonlyArray<Issue.Issue> => {
  const result = Campaign.decode(of)(u)
  return E.isLeft(result) ? result.left : []
}

describe('a campaign', () => {
  test('that is good is read whole', () => {
    expect(Campaign.decode(of)(file)).toEqual(
      E.right({
        id: 'reception-desk',
        bank: 'made',
        title: { fr: 'Accueil', en: 'Reception' },
        scope: [{ competence: '1.3', topic: 'sorting', upTo: 4 }, { competence: '4.1' }],
        expected: [
          ['1.3', 3],
          ['4.1', 2]
        ],
        rules: { maxQuestions: 10, precision: 0.1, order: 'interleaved' },
        halfLife: 365,
        retake: { afterDays: 30 }
      })
    )
  })

  test('needs no more than its format, its id and its bank', () => {
    expect(Campaign.decode(of)({ format: 'acquis-campaign/1', id: 'c', bank: 'made' })).toEqual(
      E.right({ id: 'c', bank: 'made', scope: [], expected: [], rules: {} })
    )
  })

  test.each([...Level.bands, 1, 2, 3, 4, 5, 6, 7, 8])('may expect %s, a band or a level', (wanted) => {
    const { expected } = campaign(of, { expected: { '1.3': wanted } })
    const start = { none: 0, novice: 1, intermediate: 3, advanced: 5, expert: 7 }
    expect(expected).toEqual([['1.3', typeof wanted === 'number' ? wanted : start[wanted]]])
  })

  const parts = fc.array(
    fc.record(
      {
        competence: fc.constant('1.3'),
        topic: fc.constantFrom('sorting', 'filtering'),
        upTo: fc.integer({ min: 1, max: 8 })
      },
      { requiredKeys: ['competence'] }
    ),
    { maxLength: 3 }
  )

  test.prop([
    parts,
    fc.option(fc.constantFrom(...Level.bands, 1, 8), { nil: undefined }),
    settings,
    fc.record(
      {
        halfLife: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        retake: fc.record({ afterDays: fc.nat(999) })
      },
      { requiredKeys: [] }
    ),
    arbitrary.id()
  ])('decode ∘ encode = identity', (scope, wanted, rules, ages, id) => {
    const made = campaign(of, {
      id,
      scope,
      rules,
      ...ages,
      ...(wanted === undefined ? {} : { expected: { '4.1': wanted } })
    })
    expect(Campaign.decode(of)(JSON.parse(JSON.stringify(Campaign.encode(made))))).toEqual(E.right(made))
  })
})

describe('every defect is an issue at its place', () => {
  test.each<[string, object, object]>([
    ['another format', { format: 'acquis-campaign/2' }, { _tag: 'unsupported-format', path: ['format'] }],
    ['no id', { id: undefined }, { _tag: 'missing-key', key: 'id' }],
    ['a wrong id', { id: 'a b' }, { _tag: 'invalid-id', path: ['id'] }],
    [
      'another bank',
      { bank: 'other' },
      { _tag: 'other-bank', path: ['bank'], expected: 'made', actual: 'other' }
    ],
    ['a half-life of nothing', { halfLife: 0 }, { _tag: 'wrong-value', path: ['halfLife'] }],
    ['a half-life in words', { halfLife: '1 year' }, { _tag: 'wrong-type', path: ['halfLife'] }],
    ['a retake without its days', { retake: {} }, { _tag: 'missing-key', key: 'afterDays' }],
    [
      'a retake before the failure',
      { retake: { afterDays: -1 } },
      { _tag: 'wrong-value', path: ['retake', 'afterDays'] }
    ],
    ['an unknown key', { scop: [] }, { _tag: 'unknown-key', path: ['scop'] }],
    [
      'an unknown competence',
      { scope: [{ competence: '1.3' }, { competence: '1.4' }] },
      {
        _tag: 'unknown-reference',
        path: ['scope', 1, 'competence'],
        kind: 'competence',
        id: '1.4',
        suggestion: '1.3'
      }
    ],
    [
      'a number that YAML made of a competence',
      { scope: [{ competence: 1.3 }] },
      { _tag: 'wrong-type', path: ['scope', 0, 'competence'] }
    ],
    [
      'an unknown topic',
      { scope: [{ competence: '1.3', topic: 'sortng' }] },
      {
        _tag: 'unknown-reference',
        path: ['scope', 0, 'topic'],
        kind: 'topic',
        id: 'sortng',
        suggestion: 'sorting'
      }
    ],
    [
      'a topic of another competence',
      { scope: [{ competence: '4.1', topic: 'sorting' }] },
      { _tag: 'unknown-reference', path: ['scope', 0, 'topic'], kind: 'topic' }
    ],
    [
      'a cap of 0',
      { scope: [{ competence: '1.3', upTo: 0 }] },
      { _tag: 'wrong-value', path: ['scope', 0, 'upTo'] }
    ],
    [
      'a cap of 2.5',
      { scope: [{ competence: '1.3', upTo: 2.5 }] },
      { _tag: 'wrong-value', path: ['scope', 0, 'upTo'] }
    ],
    [
      'a part without its competence',
      { scope: [{ topic: 'sorting' }] },
      { _tag: 'missing-key', path: ['scope', 0] }
    ],
    ['a scope that is no list', { scope: { competence: '1.3' } }, { _tag: 'wrong-type', path: ['scope'] }],
    [
      'an unknown band',
      { expected: { '1.3': 'intermediat' } },
      { _tag: 'wrong-value', path: ['expected', '1.3'] }
    ],
    ['a level of 9', { expected: { '1.3': 9 } }, { _tag: 'wrong-value', path: ['expected', '1.3'] }],
    [
      'an expectation of an unknown competence',
      { expected: { '4.2': 3 } },
      { _tag: 'unknown-reference', path: ['expected', '4.2'], kind: 'competence', suggestion: '4.1' }
    ],
    [
      'an unknown rule',
      { rules: { maxQuestion: 3 } },
      { _tag: 'unknown-key', path: ['rules', 'maxQuestion'] }
    ],
    [
      'a rule with a wrong value',
      { rules: { streak: -1 } },
      { _tag: 'wrong-value', path: ['rules', 'streak'] }
    ]
  ])('%s', (_, change, expected) => {
    const found = issues(JSON.parse(JSON.stringify({ ...file, ...change })))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
    expect(Issue.message(found[0]!)).not.toBe('')
  })

  test('all at once', () => {
    const found = issues({
      ...file,
      bank: 'other',
      scope: [{ competence: 'x' }, { competence: '1.3', topic: 'x', upTo: 99 }],
      expected: { x: 1 },
      rules: { jump: -1, nothing: 1 }
    })
    expect(found.map(({ path }) => Issue.showPath(path)).sort()).toEqual([
      'bank',
      'expected.x',
      'rules.jump',
      'rules.nothing',
      'scope[0].competence',
      'scope[1].topic',
      'scope[1].upTo'
    ])
  })

  test.prop([arbitrary.json()])('and never an exception', (value) => {
    expect(E.isLeft(Campaign.decode(of)(value))).toBe(true)
    for (const key of Object.keys(file)) Campaign.decode(of)({ ...file, [key]: value })
  })
})

describe('the scope', () => {
  /** The acquis that are asked in a test that leaves nothing out. */
  const asked = (scope: ReadonlyArray<object>): ReadonlyArray<string> => {
    const rules = { precision: 0, minGain: 0, maxQuestions: 99 }
    const all = session(
      Assessment.start(of, { seed: 1, campaign: campaign(of, { scope, rules }) }),
      () => 'correct'
    )
    return [...new Set(all.flatMap(({ step }) => (step._tag === 'Ask' ? [step.acquis] : [])))].sort()
  }

  test.each<[string, ReadonlyArray<object>, ReadonlyArray<string>]>([
    ['nothing: the whole bank', [], ['a1', 'a3', 'b2', 'b5', 'c2']],
    ['a competence', [{ competence: '4.1' }], ['c2']],
    ['a competence up to a level', [{ competence: '1.3', upTo: 2 }], ['a1', 'b2']],
    ['a topic', [{ competence: '1.3', topic: 'filtering' }], ['b2', 'b5']],
    ['a topic up to a level', [{ competence: '1.3', topic: 'sorting', upTo: 2 }], ['a1']],
    [
      'several parts of one competence',
      [
        { competence: '1.3', topic: 'sorting', upTo: 1 },
        { competence: '1.3', topic: 'filtering' }
      ],
      ['a1', 'b2', 'b5']
    ],
    [
      'parts that overlap: the wider one',
      [
        { competence: '1.3', topic: 'sorting' },
        { competence: '1.3', upTo: 2 }
      ],
      ['a1', 'a3', 'b2']
    ],
    ['nothing at so low a level', [{ competence: '4.1', upTo: 1 }], []]
  ])('of %s', (_, scope, expected) => {
    expect(asked(scope)).toEqual(expected)
  })

  test('orders the test, and the profile', () => {
    const scope = [{ competence: '4.1' }, { competence: '1.3' }]
    const end = last(
      session(Assessment.start(of, { seed: 1, campaign: campaign(of, { scope }) }), () => 'correct')
    )
    expect(end.responses[0]?.challenge).toMatch(/^c2/)
    expect(Object.keys(Profile.of(end).competences)).toEqual(['4.1', '1.3'])
  })

  test('rules of the test go before those of the campaign, and these before the defaults', () => {
    const with5 = campaign(of, { rules: { maxQuestions: 5, jump: 1 } })
    const { rules } = Assessment.start(of, { seed: 1, campaign: with5, rules: { maxQuestions: 7 } })
    expect(rules).toMatchObject({ maxQuestions: 7, jump: 1, streak: 3 })
  })
})

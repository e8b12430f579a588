import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Roles from '../../src/assessment/Roles'
import * as Issue from '../../src/bank/Issue'
import * as Level from '../../src/bank/Level'
import * as arbitrary from '../support/arbitraries'
import { bank } from '../support/banks'

const of = bank({
  '1.3': { a1: { level: 1, topic: 'sorting' } },
  '4.1': { c2: { level: 2, topic: 'passwords' } }
})

const file = {
  format: 'acquis-roles/1',
  id: 'town',
  bank: 'made',
  title: { fr: 'La ville', en: 'The town' },
  roles: {
    reception: {
      title: { fr: 'Accueil', en: 'Reception' },
      frequency: 'daily',
      expected: { '1.3': 'intermediate', '4.1': 2 }
    },
    elected: { title: 'Elected officials', frequency: 'minimal', expected: { '1.3': 'none' } }
  }
}

const issues = (u: unknown): ReadonlyArray<Issue.Issue> => {
  const result = Roles.decode(of)(u)
  return E.isLeft(result) ? result.left : []
}

describe('roles', () => {
  test('that are good are read whole, in the order of the file', () => {
    expect(Roles.decode(of)(file)).toEqual(
      E.right({
        id: 'town',
        bank: 'made',
        title: { fr: 'La ville', en: 'The town' },
        roles: [
          {
            id: 'reception',
            title: { fr: 'Accueil', en: 'Reception' },
            frequency: 'daily',
            expected: [
              ['1.3', 3],
              ['4.1', 2]
            ]
          },
          { id: 'elected', title: 'Elected officials', frequency: 'minimal', expected: [['1.3', 0]] }
        ]
      })
    )
  })

  test('may be none, and may name the schema that an editor checks them by', () => {
    const empty = { format: 'acquis-roles/1', $schema: 'roles.schema.json', id: 'r', bank: 'made', roles: {} }
    expect(Roles.decode(of)(empty)).toEqual(E.right({ id: 'r', bank: 'made', roles: [] }))
  })
})

describe('Roles laws', () => {
  const role = fc.record({
    id: arbitrary.id(),
    title: arbitrary.text(['fr', 'en']),
    frequency: fc.constantFrom(...Roles.frequencies),
    expected: fc
      .record(
        { '1.3': fc.integer({ min: 0, max: 8 }), '4.1': fc.integer({ min: 0, max: 8 }) },
        { requiredKeys: [], noNullPrototype: true }
      )
      .map((levels) => Object.entries(levels))
  })

  test.prop([
    arbitrary.id(),
    fc.uniqueArray(role, { selector: ({ id }) => id, maxLength: 4 }).filter(
      // the order of such keys is not that of the file
      (roles) => roles.every(({ id }) => !/^[0-9]+$/.test(id))
    )
  ])('1. decode ∘ encode = identity', (id, roles) => {
    const made: Roles.Roles = { id, bank: 'made', roles }
    expect(Roles.decode(of)(JSON.parse(JSON.stringify(Roles.encode(made))))).toEqual(E.right(made))
  })

  const withRole = (change: object): object => ({
    ...file,
    roles: { reception: { ...file.roles.reception, ...change } }
  })

  test.each<[string, object, object]>([
    ['another version', { format: 'acquis-roles/2' }, { _tag: 'unsupported-format', path: ['format'] }],
    ['another kind', { format: 'acquis-campaign/1' }, { _tag: 'unsupported-format', path: ['format'] }],
    ['no roles', { roles: undefined }, { _tag: 'missing-key', key: 'roles' }],
    ['a wrong id', { id: 'a b' }, { _tag: 'invalid-id', path: ['id'] }],
    ['another bank', { bank: 'other' }, { _tag: 'other-bank', path: ['bank'], actual: 'other' }],
    ['an unknown key', { rolse: {} }, { _tag: 'unknown-key', path: ['rolse'] }],
    ['a role with a wrong id', { roles: { 'a b': file.roles.elected } }, { _tag: 'invalid-id', id: 'a b' }],
    ['a role without a title', withRole({ title: undefined }), { _tag: 'missing-key', key: 'title' }],
    [
      'an unknown frequency',
      withRole({ frequency: 'dayly' }),
      { _tag: 'wrong-value', path: ['roles', 'reception', 'frequency'] }
    ],
    [
      'a level of 9',
      withRole({ expected: { '1.3': 9 } }),
      { _tag: 'wrong-value', path: ['roles', 'reception', 'expected', '1.3'] }
    ],
    [
      'an unknown competence',
      withRole({ expected: { '4.2': 3 } }),
      {
        _tag: 'unknown-reference',
        path: ['roles', 'reception', 'expected', '4.2'],
        kind: 'competence',
        suggestion: '4.1'
      }
    ]
  ])('2. every defect is an issue at its place: %s', (_, change, expected) => {
    const found = issues(JSON.parse(JSON.stringify({ ...file, ...change })))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
    expect(Issue.message(found[0]!)).not.toBe('')
  })

  test.each([...Level.bands])('a role may be expected to be %s', (band) => {
    expect(issues(withRole({ expected: { '1.3': band } }))).toEqual([])
  })

  test.prop([arbitrary.json()])('and never an exception', (value) => {
    expect(E.isLeft(Roles.decode(of)(value))).toBe(true)
    for (const key of Object.keys(file)) Roles.decode(of)({ ...file, [key]: value })
  })
})

import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import * as Offers from '../../src/assessment/Offers'
import * as Bank from '../../src/bank/Bank'

const decoded = Bank.decode({
  format: 'acquis-bank/1',
  id: 'small',
  title: 'Small',
  competences: {
    c: {
      title: 'C',
      topics: { s: { title: 'S' }, t: { title: 'T' } },
      levels: { 1: { s1: { topic: 's' }, t1: { topic: 't' } } }
    }
  }
})
if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
const bank = decoded.right

const level = fc.integer({ min: 1, max: 8 })

const offers = fc.record<Offers.Offers>({
  id: fc.constantFrom('spring', 'x'),
  bank: fc.constant('small'),
  offers: fc.uniqueArray(
    fc.record<Offers.Offer>({
      id: fc.constantFrom('a', 'b', 'constructor'),
      title: fc.string(),
      topics: fc.array(fc.record({ competence: fc.constant('c'), topic: fc.constantFrom('s', 't') })),
      levels: fc.tuple(level, level).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
      seats: fc.integer({ min: 1, max: 100 }),
      hours: fc.double({ min: 0.25, max: 100, noNaN: true }),
      sessions: fc.integer({ min: 1, max: 9 })
    }),
    { selector: ({ id }) => id }
  )
})

const written = {
  format: Offers.FORMAT,
  id: 'spring',
  bank: 'small',
  offers: {
    a: {
      title: 'A',
      topics: [{ competence: 'c', topic: 's' }],
      levels: { from: 1, to: 2 },
      seats: 5,
      hours: 2
    }
  }
}

const issuesOf = (change: object): ReadonlyArray<readonly [string, string]> => {
  const result = Offers.decode(bank)({ ...written, ...change })
  return E.isLeft(result) ? result.left.map(({ _tag, path }) => [_tag, path.join('/')] as const) : []
}

const changed = (change: object) => issuesOf({ offers: { a: { ...written.offers.a, ...change } } })

describe('laws', () => {
  test.prop([offers])('1. decode ∘ encode = identity', (all) => {
    expect(Offers.decode(bank)(JSON.parse(JSON.stringify(Offers.encode(all))))).toEqual(E.right(all))
  })

  it('2. every defect is an issue at its place', () => {
    expect(issuesOf({})).toEqual([])
    expect(issuesOf({ bank: 'tall' })).toEqual([['other-bank', 'bank']])
    expect(changed({ topics: [{ competence: 'd', topic: 's' }] })).toEqual([
      ['unknown-reference', 'offers/a/topics/0/competence']
    ])
    expect(changed({ topics: [{ competence: 'c', topic: 'u' }] })).toEqual([
      ['unknown-reference', 'offers/a/topics/0/topic']
    ])
    expect(changed({ seats: 0 })).toEqual([['wrong-value', 'offers/a/seats']])
    expect(changed({ levels: { from: 3, to: 2 } })).toEqual([['wrong-value', 'offers/a/levels/to']])
    expect(changed({ levels: { from: 3, to: 'x' } })).toEqual([['wrong-type', 'offers/a/levels/to']])
    expect(Offers.check({ ...written, bank: 'tall' })).toEqual([])
    expect(changed({ levels: { from: 1 } })).toEqual([['missing-key', 'offers/a/levels']])
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import type { Acquis } from '../../src/bank/Framework'
import * as Ids from '../../src/exchange/Ids'
import * as QMatrix from '../../src/exchange/QMatrix'
import { decoded } from '../support/arbitraries'

const NAMES = ['a', 'b', 'a-b', 'é', '1/2', '数', '__proto__', 'constructor', 'x'.repeat(70)]

const matrix = (attributesAtMost: number, itemsAtMost: number): fc.Arbitrary<QMatrix.Matrix> =>
  fc
    .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: attributesAtMost })
    .chain((attributes) => {
      const needs = fc
        .array(fc.boolean(), { minLength: attributes.length, maxLength: attributes.length })
        .filter((each) => each.includes(true))
      const name = fc.oneof(fc.nat(60).map(String), fc.constantFrom(...NAMES))
      return fc
        .uniqueArray(fc.record({ name, needs }), {
          selector: (each) => each.name,
          minLength: 1,
          maxLength: itemsAtMost
        })
        .map((items) => ({ attributes, items }))
    })

/** Never with too many states: 4 attributes make 168 at most (Dedekind), and 11 acquis 2¹¹. */
const small = fc.oneof(matrix(4, 24), matrix(9, 11))

const made = (of: QMatrix.Matrix): QMatrix.Made =>
  QMatrix.toBank(of, QMatrix.groups(of.items), { id: undefined, title: 'A matrix' })

/** Items as `ab` → a and b of the attributes a, b, c, …, which are named by letters. */
const matrixOf = (attributes: string, items: Readonly<Record<string, string>>): QMatrix.Matrix => ({
  attributes: [...attributes],
  items: Object.entries(items).map(([name, needs]) => ({
    name,
    needs: [...attributes].map((each) => needs.includes(each))
  }))
})

const acquisOf = (of: QMatrix.Matrix): ReadonlyArray<Acquis> =>
  decoded(made(of).bank).competences.flatMap(({ acquis }) => acquis)

const titleOf = ({ attributes }: QMatrix.Matrix, { needs }: QMatrix.Item): string =>
  attributes.filter((_, a) => needs[a]).join(', ')

/** All that an acquis requires, itself or through others. */
const closure = (all: ReadonlyArray<Acquis>, { requires }: Pick<Acquis, 'requires'>): ReadonlySet<string> =>
  new Set(
    requires.flatMap((id) => [id, ...closure(all, all.find((each) => each.id === id) ?? { requires: [] })])
  )

const byItem = (all: ReadonlyArray<Acquis>) => {
  const found = new Map(all.flatMap((each) => each.challenges.map(({ id }) => [id, each] as const)))
  return ({ name }: QMatrix.Item): Acquis => found.get(Ids.ofName(name))!
}

test.prop([fc.oneof(small, matrix(9, 40))])('law 1: it is a bank, or has too many states', (any) => {
  const issues = Bank.check(made(any).bank)
  expect(issues.filter(({ _tag }) => _tag !== 'too-many-states')).toEqual([])
})

test.prop([small])('law 2: every item is a challenge, once, of the acquis of its attributes', (any) => {
  const all = acquisOf(any)
  expect(all.flatMap(({ challenges }) => challenges.map(({ id }) => id)).sort()).toEqual(
    any.items.map(({ name }) => Ids.ofName(name)).sort()
  )
  const of = byItem(all)
  for (const item of any.items) expect(of(item).title).toBe(titleOf(any, item))
  expect(all.length).toBe(new Set(any.items.map((item) => titleOf(any, item))).size)
})

test.prop([small])('law 3: it requires what needs a part of its attributes, and nothing else', (any) => {
  const all = acquisOf(any)
  const of = byItem(all)
  for (const item of any.items) {
    const required = closure(all, of(item))
    for (const other of any.items) {
      const isWithin = other.needs.every((needs, a) => !needs || item.needs[a] === true)
      const isSame = item.needs.every((needs, a) => !needs || other.needs[a] === true) && isWithin
      expect(required.has(of(other).id)).toBe(isWithin && !isSame)
    }
  }
})

test.prop([small])('law 4: nothing is required that follows from the rest', (any) => {
  const all = acquisOf(any)
  for (const { requires } of all)
    for (const id of requires)
      expect(closure(all, { requires: requires.filter((each) => each !== id) }).has(id)).toBe(false)
})

test.prop([small])('law 5: it is one level above the highest that it requires', (any) => {
  const all = acquisOf(any)
  const levels = new Map(all.map(({ id, level }) => [id, level]))
  for (const { level, requires } of all)
    expect(level).toBe(1 + Math.max(0, ...requires.map((id) => levels.get(id)!)))
})

describe('law 5: at 8 at most', () => {
  it('a chain of ten', () => {
    const chain = [...'abcdefghij'].map((_, i, all) => all.slice(0, i + 1).join(''))
    const all = acquisOf(matrixOf('abcdefghij', Object.fromEntries(chain.map((needs) => [needs, needs]))))
    expect(all.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8, 8])
    expect(all.map(({ requires }) => requires.length)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  })
})

describe('a bank', () => {
  const { bank, itemAt, losses } = made(matrixOf('abcd', { one: 'a', two: 'ab', three: 'a', four: 'abc' }))

  it('has an acquis for each distinct row, with a topic of its own', () => {
    expect(bank).toEqual({
      format: 'acquis-bank/1',
      id: 'a-matrix',
      title: 'A matrix',
      defaults: { skip: { known: 0.02, unknown: 0.02 } },
      competences: {
        'a-matrix': {
          title: 'A matrix',
          topics: { a: { title: 'a' }, 'a-b': { title: 'a, b' }, 'a-b-c': { title: 'a, b, c' } },
          levels: {
            1: {
              a: {
                topic: 'a',
                title: 'a',
                requires: [],
                challenges: { one: { format: 'practical' }, three: { format: 'practical' } }
              }
            },
            2: {
              'a-b': {
                topic: 'a-b',
                title: 'a, b',
                requires: ['a'],
                challenges: { two: { format: 'practical' } }
              }
            },
            3: {
              'a-b-c': {
                topic: 'a-b-c',
                title: 'a, b, c',
                requires: ['a-b'],
                challenges: { four: { format: 'practical' } }
              }
            }
          }
        }
      }
    })
  })

  it('tells which item an acquis comes from, and which attributes are in none', () => {
    expect(itemAt(['competences', 'a-matrix', 'levels', '3', 'a-b-c', 'requires'])).toBe(3)
    expect(itemAt(['competences', 'a-matrix', 'levels', '1', 'a'])).toBe(0)
    expect(itemAt([])).toBe(undefined)
    expect(losses).toEqual([
      { what: 'attributes that no item needs', count: 1, names: ['d'], why: 'they are in no acquis' }
    ])
  })
})

it('more states than a bank may have are its only issue', () => {
  const pairs = [...'abcdef'].flatMap((one) => [...'ghi'].map((other) => one + other))
  const { bank } = made(
    matrixOf('abcdefghi', Object.fromEntries([...pairs, 'abcdefghi'].map((needs) => [needs, needs])))
  )
  expect(Bank.check(bank).map(({ _tag }) => _tag)).toEqual(['too-many-states'])
})

it('acquis that would be called the same are told apart', () => {
  const all = acquisOf({
    attributes: ['a', 'b', 'a-b'],
    items: [
      { name: 'both', needs: [true, true, false] },
      { name: 'one', needs: [false, false, true] }
    ]
  })
  expect(all.map(({ id, title }) => [id, title])).toEqual([
    [Ids.ofName('a, b'), 'a, b'],
    ['a-b', 'a-b']
  ])
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Id from '../../src/bank/Id'
import * as Ids from '../../src/exchange/Ids'

const wish = fc.constantFrom('a', 'b', 'item-1', 'item-2', '__proto__', '', 'x y', '7')
const wishes = fc.array(fc.array(wish, { maxLength: 3 }), { maxLength: 8 })

test.prop([wishes])('law 1: the ids are valid, and no two are the same', (all) => {
  const ids = Ids.distinct(all, 'item')
  expect(ids).toHaveLength(all.length)
  expect(new Set(ids).size).toBe(all.length)
  expect(ids.every(Id.isId)).toBe(true)
})

test.prop([wishes])("law 2: the first wish is met where it is valid and nobody else's first wish", (all) => {
  const firsts = all.map(([first]) => first)
  Ids.distinct(all, 'item').forEach((id, i) => {
    const first = firsts[i]
    if (first !== undefined && Id.isId(first) && firsts.filter((each) => each === first).length === 1)
      expect(id).toBe(first)
  })
})

describe('who gets what', () => {
  test('a code, else the identifier, else a number', () => {
    expect(
      Ids.distinct(
        [
          ['3.1', 'u1'],
          ['3.2', 'u2'],
          ['3.2', 'u3'],
          ['x y', 'u4'],
          ['', '/'],
          ['', '/']
        ],
        'item'
      )
    ).toEqual(['3.1', 'u2', 'u3', 'u4', 'item-1', 'item-2'])
  })

  test('nobody is given the first wish of another', () => {
    expect(Ids.distinct([['x y', 'item-1'], ['item-1'], [], ['a', 'b']], 'item')).toEqual([
      'item-2',
      'item-1',
      'item-3',
      'a'
    ])
  })
})

test.each([
  ['Compétences numériques', 'competences-numeriques'],
  ['  3rd Grade: Maths! ', '3rd-grade-maths'],
  ['數學', ''],
  ['é'.repeat(99), 'e'.repeat(64)]
])('the title %s becomes the id %s', (title, id) => {
  expect(Ids.slug(title)).toBe(id)
})

test.prop([fc.string({ unit: 'grapheme' })])('a title becomes an id, or nothing', (title) => {
  const slug = Ids.slug(title)
  expect(slug === '' || Id.isId(slug)).toBe(true)
})

// The digits are those of sha256sum.
describe('law 3: the same name makes the same id', () => {
  test.each([
    ['sort-column-a', 'sort-column-a'],
    ['62288.0', '62288.0'],
    ['1/2 + 1/4', '1-2-1-4-c27fd9ca232d'],
    ['add-01\tnumerator', 'add-01-numerator-b986599ce245'],
    ['-1', '1-1bad6b8cf971'],
    ['é', 'e-4a99557e4033'],
    ['數學', 'bdd0a87af98a'],
    ['', 'e3b0c44298fc']
  ])('%s becomes %s', (name, id) => {
    expect(Ids.ofName(name)).toBe(id)
  })

  test.prop([fc.string({ unit: 'binary', maxLength: 90 })])(
    'whatever it is, it becomes a valid id',
    (name) => {
      expect(Id.isId(Ids.ofName(name))).toBe(true)
      expect(Ids.ofName(Ids.ofName(name))).toBe(Ids.ofName(name))
    }
  )

  test.prop([
    fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'A', '-', ' ', '/', 'é', '.'), maxLength: 70 }), {
      maxLength: 40
    })
  ])('names that look alike have ids of their own', (names) => {
    expect(new Set(names.map(Ids.ofName)).size).toBe(names.length)
  })
})

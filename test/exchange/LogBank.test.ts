import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Bank } from '../../src/bank/Bank'
import * as Ids from '../../src/exchange/Ids'
import * as LogBank from '../../src/exchange/LogBank'
import { decoded } from '../support/arbitraries'

const name = fc.oneof(
  fc.nat(60).map(String),
  fc.constantFrom('a', 'A', '1/2 + 1/4', '1/2 - 1/4', '__proto__', 'é', '數', ' ', 'x'.repeat(99))
)

const item = fc.record<LogBank.Item>({
  name,
  right: fc.nat(12),
  wrong: fc.nat(12),
  skipped: fc.nat(1),
  skills: fc.uniqueArray(fc.constantFrom('10', '9', 'sums', 'Sums', 'a b', '數', 'constructor'), {
    maxLength: 2
  }),
  competence: fc.constantFrom('', '', 'Numbers', 'numbers', '1.3', '數')
})

const items = fc.uniqueArray(item, { selector: (each) => each.name, maxLength: 40 })
const levels = fc.integer({ min: 1, max: 8 })

const made = (all: ReadonlyArray<LogBank.Item>, count: number): LogBank.Made =>
  LogBank.of(all, { id: undefined, title: 'A log', levels: count })

/** Of every challenge, by its id. */
const levelsOf = ({ competences }: Bank): ReadonlyMap<string, number> =>
  new Map(
    competences.flatMap(({ acquis }) =>
      acquis.flatMap(({ level, challenges }) => challenges.map(({ id }) => [id, level] as const))
    )
  )

const isAnswered = ({ right, wrong }: LogBank.Item): boolean => right + wrong > 0

test.prop([items, levels])('law 1: it is a bank', (all, count) => {
  expect(decoded(made(all, count).bank).id).toBe('a-log')
})

test.prop([items, levels])('law 2: every item that was answered is a challenge, once', (all, count) => {
  const { bank, losses } = made(all, count)
  const answered = all.filter(isAnswered)
  expect([...levelsOf(decoded(bank)).keys()].sort()).toEqual(
    answered.map((each) => Ids.ofName(each.name)).sort()
  )
  expect(losses.reduce((sum, loss) => sum + loss.count, 0)).toBe(all.length - answered.length)
})

test.prop([items, levels])('law 3: the more difficult of two items is at no lower level', (all, count) => {
  const level = levelsOf(decoded(made(all, count).bank))
  const answered = all.filter(isAnswered)
  const right = answered.reduce((sum, each) => sum + each.right, 0)
  const mean = right / answered.reduce((sum, each) => sum + each.right + each.wrong, 0)
  const share = (each: LogBank.Item): number => (each.right + 5 * mean) / (each.right + each.wrong + 5)
  for (const a of answered)
    for (const b of answered)
      if (share(a) < share(b))
        expect(level.get(Ids.ofName(a.name))).toBeGreaterThanOrEqual(level.get(Ids.ofName(b.name))!)
})

test.prop([
  items.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all.slice(), { minLength: all.length, maxLength: all.length })
    )
  ),
  levels
])('law 4: the order of the items does not matter', ([all, shuffled], count) => {
  expect(made(shuffled, count)).toEqual(made(all, count))
})

test.prop([items, levels])(
  'law 5: where nobody skipped, an answer says nothing by not being a skip',
  (all, count) => {
    const { known, unknown } = decoded(made(all, count).bank).skip
    expect(known === unknown).toBe(all.every(({ skipped }) => skipped === 0))
  }
)

describe('the levels', () => {
  const eight = Array.from({ length: 8 }, (_, i): LogBank.Item => ({
    name: `i${i}`,
    right: 80 - 10 * i,
    wrong: 20 + 10 * i,
    skipped: 0,
    skills: [],
    competence: ''
  }))

  it.each([
    [1, '33333333'],
    [2, '22223333'],
    [4, '11223344'],
    [8, '12345678']
  ])('%i lie around the mean of the prior', (count, expected) => {
    const level = levelsOf(decoded(made(eight, count).bank))
    expect(eight.map((each) => level.get(each.name)).join('')).toBe(expected)
  })

  it('an item with one answer is not extreme', () => {
    const rare = { ...eight[0]!, name: 'rare', right: 1, wrong: 0 }
    const level = levelsOf(decoded(made([...eight, rare], 8).bank))
    expect(level.get('rare')).toBeGreaterThan(level.get('i0')!)
  })

  it('items that are equally difficult are at one level', () => {
    const equal = eight.map((each) => ({ ...each, right: 7, wrong: 3 }))
    expect(new Set(levelsOf(decoded(made(equal, 4).bank)).values())).toEqual(new Set([3]))
  })
})

describe('the topics', () => {
  it('are the skills, several of them together', () => {
    const of = (name: string, ...skills: ReadonlyArray<string>): LogBank.Item => ({
      name,
      right: 1,
      wrong: 1,
      skipped: 0,
      skills,
      competence: ''
    })
    const bank = decoded(
      made([of('a', '10'), of('b', '9'), of('c', '10', '9'), of('d', '9', '10'), of('e')], 1).bank
    )
    expect(bank.competences.map(({ title, topics }) => [title, topics.map((topic) => topic.title)])).toEqual([
      ['A log', ['9', '10', '9 + 10', 'Other items']]
    ])
  })
})

it('names that make one id are told', () => {
  const name = '1/2'
  const both = [name, Ids.ofName(name)].map((each) => ({
    name: each,
    right: 1,
    wrong: 1,
    skipped: 0,
    skills: [],
    competence: ''
  }))
  expect(made(both, 4).collisions).toEqual([[name, Ids.ofName(name)]])
})

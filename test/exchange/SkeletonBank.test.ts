import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type * as Issue from '../../src/bank/Issue'
import type * as Skeleton from '../../src/exchange/Skeleton'
import * as SkeletonBank from '../../src/exchange/SkeletonBank'
import { decoded } from '../support/arbitraries'

const wishes = fc.array(fc.constantFrom('a', 'b', '7', '__proto__', 'constructor', ''), { maxLength: 2 })
const title = fc.constantFrom('A title', '', { en: 'A title' })
const level = fc.integer({ min: 1, max: 8 })

const acquis = fc.record({
  wishes,
  title: fc.option(title, { nil: undefined }),
  level,
  topic: fc.option(fc.nat(1000), { nil: undefined }),
  picks: fc.option(fc.array(fc.nat(1000), { maxLength: 6 }), { nil: undefined })
})

const competence = fc.record({
  wishes,
  title,
  domain: fc.option(fc.nat(1000), { nil: undefined }),
  topics: fc.array(fc.record({ wishes, title }), { maxLength: 3 }),
  acquis: fc.array(acquis, { maxLength: 30 }),
  isStated: fc.boolean()
})

/** One of these, by a number that stands for it. */
const placeIn = (pick: number | undefined, all: ReadonlyArray<unknown>): number | undefined =>
  pick === undefined || all.length === 0 ? undefined : pick % all.length

/** Any skeleton; acquis require some of those before them, or nothing is said of any. */
const skeleton = fc
  .tuple(
    wishes,
    title,
    fc.array(fc.record({ wishes }), { maxLength: 3 }),
    fc.array(competence, { maxLength: 3 })
  )
  .map(([own, name, domains, competences]): Skeleton.Skeleton => ({
    wishes: own,
    title: name,
    domains: domains.map((domain, d) => ({ ...domain, origin: ['domain', d], title: undefined })),
    competences: competences.map(({ domain, topics, acquis: all, isStated, ...rest }, c) => ({
      ...rest,
      domain: placeIn(domain, domains),
      origin: ['competence', c],
      topics: topics.map((topic, t) => ({ ...topic, origin: ['topic', c, t] })),
      acquis: all.map(({ topic, picks, ...each }, a) => ({
        ...each,
        topic: placeIn(topic, topics),
        origin: ['acquis', c, a],
        requires: !isStated ? undefined : a === 0 ? [] : (picks ?? []).map((pick) => pick % a)
      }))
    }))
  }))

/** An acquis of which nothing else is said. */
const part = (id: string, at: number): Skeleton.AcquisPart => ({
  wishes: [id],
  origin: [],
  title: undefined,
  topic: undefined,
  level: at,
  requires: undefined
})

/** A skeleton of one competence without topics. */
const one = (acquis: ReadonlyArray<Skeleton.AcquisPart>): Skeleton.Skeleton => ({
  wishes: ['b'],
  title: 'B',
  domains: [],
  competences: [{ wishes: ['c'], title: 'C', origin: [], domain: undefined, topics: [], acquis }]
})

describe('law 1: it is a bank: `Bank.decode` takes it', () => {
  test.prop([skeleton])('of any skeleton', (any) => {
    decoded(SkeletonBank.toBank(any).bank)
  })

  test('even where a level would have too many states', () => {
    const crowd = (at: number): ReadonlyArray<Skeleton.AcquisPart> =>
      Array.from({ length: 13 }, (_, i) => part(`a${at}-${i}`, at))
    const { bank, losses } = SkeletonBank.toBank(one([...crowd(1), ...crowd(2)]))
    decoded(bank)
    expect(losses).toMatchObject([{ what: 'requirements' }])
    expect(losses[0]!.names[0]).toMatch(/^a2-0 requires a1-0, a1-1, /)
  })
})

describe('law 2: it keeps the tree, the titles and the levels', () => {
  test.prop([skeleton])('by the ids that it gives', (any) => {
    const { bank, ids } = SkeletonBank.toBank(any)
    const found = decoded(bank)
    expect(found.title).toEqual(any.title)
    expect(found.domains).toHaveLength(any.domains.length)
    any.competences.forEach((part, c) => {
      const own = found.competences.find(({ id }) => id === ids.competences[c])!
      expect(own.title).toEqual(part.title)
      expect(own.domain).toBe(part.domain === undefined ? undefined : ids.domains[part.domain])
      part.topics.forEach((topic, t) =>
        expect(own.topics.find(({ id }) => id === ids.topics[c]![t])?.title).toEqual(topic.title)
      )
      expect(own.acquis).toHaveLength(part.acquis.length)
      part.acquis.forEach((each, a) => {
        const kept = own.acquis.find(({ id }) => id === ids.acquis[c]![a])!
        expect([kept.level, kept.title]).toEqual([each.level, each.title])
        expect(kept.topic).toBe(ids.topics[c]![each.topic ?? part.topics.length])
      })
    })
  })
})

describe('law 3: it keeps the requirements, but for those that it lists', () => {
  test.prop([skeleton])('that are stated', (any) => {
    const { bank, ids, losses } = SkeletonBank.toBank(any)
    const found = decoded(bank)
    const listed = new Set(
      losses.flatMap(({ names }) => names.map((name) => / requires /.exec(name) && name.split(' ')[0]))
    )
    any.competences.forEach(({ acquis: all }, c) =>
      all.forEach(({ requires }, a) => {
        const id = ids.acquis[c]![a]!
        const kept = found.competences.flatMap((each) => each.acquis).find((each) => each.id === id)!
        if (requires !== undefined)
          expect(new Set(kept.requires)).toEqual(
            new Set(listed.has(id) ? [] : requires.map((i) => ids.acquis[c]![i]))
          )
      })
    )
  })

  test('where nothing is stated, the default of banks holds', () => {
    const { bank } = SkeletonBank.toBank(one([part('high', 3), part('low', 1)]))
    expect(decoded(bank).competences[0]!.acquis.map(({ id, requires }) => [id, requires])).toEqual([
      ['low', []],
      ['high', ['low']]
    ])
  })
})

test.prop([skeleton])(
  'law 1 of skeletons: whatever stands in the bank, it is known where the framework has it',
  (any) => {
    const { ids, originOf } = SkeletonBank.toBank(any)
    const show = (path: Issue.Path): string => path.join(' ')
    any.domains.forEach((_, d) => expect(show(originOf(['domains', ids.domains[d]!]))).toBe(`domain ${d}`))
    any.competences.forEach(({ topics, acquis: all }, c) => {
      const at = ['competences', ids.competences[c]!]
      expect(show(originOf([...at, 'title']))).toBe(`competence ${c}`)
      topics.forEach((_, t) =>
        expect(show(originOf([...at, 'topics', ids.topics[c]![t]!, 'title']))).toBe(`topic ${c} ${t}`)
      )
      all.forEach(({ level: own }, a) =>
        expect(show(originOf([...at, 'levels', String(own), ids.acquis[c]![a]!, 'requires', 0]))).toBe(
          `acquis ${c} ${a}`
        )
      )
    })
    expect(originOf(['title'])).toEqual([])
  }
)

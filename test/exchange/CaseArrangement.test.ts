/** CaseRoles and CaseArrangement: what an item is, and where it goes, are seen together. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as CaseArrangement from '../../src/exchange/CaseArrangement'
import * as CaseFile from '../../src/exchange/CaseFile'
import * as CaseGraph from '../../src/exchange/CaseGraph'
import * as CaseRoles from '../../src/exchange/CaseRoles'
import * as CaseTree from '../../src/exchange/CaseTree'
import * as packages from '../support/packages'

const { made, DOCUMENT } = packages

type Types = Readonly<Record<string, CaseRoles.Role>>

const readingOf = (types: Types = {}, competenceDepth?: number): CaseRoles.Reading => ({
  types: new Map(Object.entries(types)),
  ...(competenceDepth === undefined ? {} : { competenceDepth })
})

const arranged = (value: packages.Package, reading = readingOf()): CaseArrangement.Arrangement => {
  const file = Codec.examine(CaseFile.codec)(value).value
  const { tree } = CaseTree.of(file, CaseGraph.of(file))
  return CaseArrangement.of(file, tree, reading)
}

/** `domain > competence: topic/acquis, acquis`. */
const outline = (value: packages.Package, types?: Types, depth?: number): ReadonlyArray<string> => {
  const name = (i: number | undefined): string =>
    i === undefined ? '-' : i === CaseGraph.DOCUMENT ? DOCUMENT : value.CFItems[i]!.identifier
  return arranged(value, readingOf(types, depth)).competences.map(
    ({ item, domain, acquis }) =>
      `${name(domain)} > ${name(item)}: ${acquis.map((each) => `${name(each.topic)}/${name(each.item)}`).join(', ')}`
  )
}

const lost = (
  value: packages.Package,
  types?: Types,
  depth?: number
): ReadonlyArray<readonly [string, ReadonlyArray<string>]> =>
  arranged(value, readingOf(types, depth)).losses.map(({ what, names }) => [what, names])

const reading = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom('strand', 'standard', 'topic', 'competency', ''),
      fc.constantFrom(...CaseRoles.roles),
      { noNullPrototype: true }
    ),
    fc.option(fc.nat(4), { nil: undefined })
  )
  .map(([types, depth]) => readingOf(types, depth))

describe('every item has a place in the bank, or is listed', () => {
  test.prop([packages.any(), reading])('of any package, however it is read', (value, own) => {
    const { domains, competences, losses } = arranged(value, own)
    const places = [
      ...domains,
      ...competences.flatMap(({ item, topics, acquis }) => [
        ...(item === CaseGraph.DOCUMENT ? [] : [item]),
        ...topics,
        ...acquis.map((each) => each.item)
      ])
    ]
    expect(new Set(places).size).toBe(places.length)
    const count = losses.reduce((sum, loss) => sum + loss.names.length, 0)
    expect(places.length + count).toBe(value.CFItems.length)
  })

  test('headings that lead nowhere, leaves that are too high, what was to be left out', () => {
    const value = made(
      { top: DOCUMENT, low: 'top', c: 'low', h: 'c', t: 'h', a: 't', leaf: DOCUMENT, n: 'c', n1: 'n' },
      { n: { CFItemType: 'Note' } }
    )
    expect(lost(value, { note: 'none' }, 3)).toEqual([
      ['items left out', ['n', 'n1']],
      ['items outside of competences', ['leaf']],
      ['headings', ['top', 'h']]
    ])
    expect(outline(value, { note: 'none' }, 3)).toEqual(['low > c: t/a'])
  })
})

describe('an acquis is of the nearest topic above it, a competence of the nearest domain', () => {
  const value = made({ d: DOCUMENT, d2: 'd', c: 'd2', t: 'c', a1: 't', u: 't', a2: 'u', a3: 'c' })

  test('by depth', () => {
    expect(outline(value, {}, 3)).toEqual(['d2 > c: t/a1, u/a2, -/a3'])
  })

  test('a domain by its type stays one below other headings', () => {
    const typed = made(
      { d: DOCUMENT, d2: 'd', c: 'd2', a: 'c' },
      { d: { CFItemType: 'Area' }, c: { CFItemType: 'Competence' } }
    )
    expect(outline(typed, { area: 'domain' })).toEqual(['d > c: -/a'])
    expect(outline(typed)).toEqual(['d2 > c: -/a'])
  })

  test('what has a type but nothing in it is kept', () => {
    const { domains, competences } = arranged(
      made(
        { d: DOCUMENT, c: DOCUMENT, t: 'c' },
        { d: { CFItemType: 'Domain' }, c: { CFItemType: 'Competence' }, t: { CFItemType: 'Topic' } }
      )
    )
    expect([domains, competences]).toEqual([[0], [{ item: 1, domain: undefined, topics: [2], acquis: [] }]])
  })
})

describe('without types, the height of the tree decides', () => {
  test.each([
    ['a list is one competence', { a: DOCUMENT, b: DOCUMENT }, ['- > document: -/a, -/b']],
    ['two steps have no topic', { c: DOCUMENT, a: 'c' }, ['- > c: -/a']],
    ['three steps have no domain', { c: DOCUMENT, t: 'c', a: 't' }, ['- > c: t/a']],
    ['four have all', { d: DOCUMENT, c: 'd', t: 'c', a: 't' }, ['d > c: t/a']],
    ['no items, no competence', {}, []]
  ])('%s', (_, parents, expected) => {
    expect(outline(made(parents as Readonly<Record<string, string>>))).toEqual(expected)
  })

  test('what is left out does not count', () => {
    const value = made({ c: DOCUMENT, a: 'c', n: 'a', n2: 'n', n3: 'n2' }, { n: { CFItemType: 'Example' } })
    expect(outline(value)).toEqual(['c > a: n2/n3'])
    expect(outline(value, { example: 'none' })).toEqual(['- > c: -/a'])
    expect(lost(value, { example: 'none' })).toEqual([['items left out', ['n', 'n2', 'n3']]])
  })
})

describe('law 1: the type decides before the depth does, and what the user says of types before what is usual', () => {
  const value = made(
    { x: DOCUMENT, c: 'x', t: 'c', a: 't', b: 'c' },
    {
      x: { CFItemType: 'Strand' },
      c: { CFItemType: ' Competency ' },
      t: { CFItemType: 'ACQUIS' },
      b: { CFItemType: 'Topic' }
    }
  )

  test('usual types, in any capitals', () => {
    // An acquis has what lies below it beside itself, and a topic may be empty.
    expect(outline(value)).toEqual(['x > c: -/t, -/a'])
    expect(arranged(value).competences[0]!.topics).toEqual([4])
  })

  test('the user knows better', () => {
    expect(outline(value, { competency: 'domain', acquis: 'competence', topic: 'competence' })).toEqual([
      'c > t: -/a',
      'c > b: '
    ])
  })

  test('a depth that is given stands above usual types, but not above what the user says of types', () => {
    expect(outline(value, {}, 1)).toEqual(['- > x: t/a, c/b'])
    expect(outline(value, { strand: 'none' }, 1)).toEqual([])
    expect(outline(value, { acquis: 'topic' }, 1)).toEqual(['- > x: t/a, c/b'])
  })

  test('usual types count only where one of them is a competence', () => {
    const other = made(
      { grade: DOCUMENT, d: 'grade', c: 'd', a: 'c' },
      { d: { CFItemType: 'Domain' }, a: { CFItemType: 'Topic' } }
    )
    expect(outline(other)).toEqual(['grade > d: c/a'])
  })
})

test('law 2: there is no competence inside another', () => {
  const bodies = Object.fromEntries([...'abc'].map((id) => [id, { CFItemType: 'Competence' }]))
  expect(outline(made({ a: DOCUMENT, b: 'a', c: 'b' }, bodies))).toEqual(['- > a: b/c'])
})

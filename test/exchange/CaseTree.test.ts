import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as CaseFile from '../../src/exchange/CaseFile'
import * as CaseGraph from '../../src/exchange/CaseGraph'
import * as CaseTree from '../../src/exchange/CaseTree'
import * as packages from '../support/packages'

const fileOf = (value: unknown): CaseFile.File => Codec.examine(CaseFile.codec)(value).value

const planted = (value: packages.Package): CaseTree.Planted => {
  const file = fileOf(value)
  return CaseTree.of(file, CaseGraph.of(file))
}

/** The tree in words: `a(b c(d))`. */
const shown = (value: packages.Package): string => {
  const { tree } = planted(value)
  const list = (places: ReadonlyArray<number>): string =>
    places
      .map((i) => {
        const below = tree.below[i]!
        return `${value.CFItems[i]!.identifier}${below.length === 0 ? '' : `(${list(below)})`}`
      })
      .join(' ')
  return list(tree.top)
}

const { made, association, DOCUMENT } = packages

describe('law 1: every item is in the tree once', () => {
  test.prop([packages.any()])('of any package without circles', (value) => {
    const seen: Array<number> = []
    CaseTree.walk(planted(value).tree, undefined, (item) => void seen.push(item))
    expect(seen.sort((a, b) => a - b)).toEqual(value.CFItems.map((_, i) => i))
  })

  test('those without a parent lie below the document, last, and are listed', () => {
    const value = made({ a: DOCUMENT, b: 'elsewhere', c: 'a' })
    expect(shown(value)).toBe('a(c) b')
    expect(planted(value).losses).toMatchObject([{ what: expect.stringContaining('places'), names: ['b'] }])
  })

  test('a chain of 50,000 is walked', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, i) => [`i${i}`, i === 0 ? DOCUMENT : `i${i - 1}`])
    )
    let deepest = 0
    CaseTree.walk(planted(made(chain)).tree, undefined, (_, depth) => {
      deepest = Math.max(deepest, depth)
    })
    expect(deepest).toBe(50_000)
  })
})

describe('law 2: items stand in the order of their sequence numbers, then of the file', () => {
  test('those without a number come last', () => {
    const numbers = [undefined, 2, 1, 2, undefined, -1]
    expect(
      shown({
        ...made(Object.fromEntries([...'abcdef'].map((id) => [id, DOCUMENT]))),
        CFAssociations: [...'abcdef'].map((id, i) =>
          association(
            'isChildOf',
            id,
            DOCUMENT,
            numbers[i] === undefined ? {} : { sequenceNumber: numbers[i] }
          )
        )
      })
    ).toBe('f c b d a e')
  })
})

describe('law 3: a circle of `isChildOf` is a problem, at the place of one of its associations', () => {
  test('of two, and of one', () => {
    const value = made({ a: DOCUMENT, b: 'c', c: 'b', d: 'd' })
    expect(planted(value).issues).toEqual([
      {
        _tag: 'wrong-value',
        path: ['CFAssociations', 1],
        expected: 'items below the document',
        actual: 'a circle of `isChildOf`: b → c → b'
      },
      expect.objectContaining({ path: ['CFAssociations', 3], actual: 'a circle of `isChildOf`: d → d' })
    ])
  })

  test.prop([packages.any(), fc.nat(), fc.nat()])('one that is closed is found', (value, a, b) => {
    const first = value.CFAssociations.filter(({ associationType }) => associationType === 'isChildOf')
    const edge = first[a % Math.max(1, first.length)]
    const [low, high] = [edge?.destinationNodeURI.identifier, edge?.originNodeURI.identifier]
    if (low === undefined || high === undefined || low === DOCUMENT) return
    expect(planted(value).issues).toEqual([])
    const closing = association('isChildOf', low, high)
    const at = b % (value.CFAssociations.length + 1)
    const all = value.CFAssociations
    const closed = { ...value, CFAssociations: [...all.slice(0, at), closing, ...all.slice(at)] }
    const { issues } = planted(closed)
    expect(issues).toHaveLength(1)
    const place = issues[0]!.path[1] as number
    expect(closed.CFAssociations[place]!.associationType).toBe('isChildOf')
  })

  test('a long one is told in short', () => {
    const long = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`i${i}`, `i${(i + 1) % 900}`]))
    expect(planted(made(long)).issues).toMatchObject([
      { actual: 'a circle of `isChildOf`: i0 → i1 → i2 → i3 → i4 → … → i899 → i0' }
    ])
  })
})

test('law 4: a second parent is listed', () => {
  const value = made({ a: DOCUMENT, b: DOCUMENT, c: 'a' }, {}, [
    association('isChildOf', 'c', 'b'),
    association('isChildOf', 'c', 'a')
  ])
  expect(shown(value)).toBe('a(c) b')
  expect(planted(value).losses).toMatchObject([{ count: 2, names: ['c → b', 'c → a'] }])
})

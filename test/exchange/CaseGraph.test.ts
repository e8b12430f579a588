import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as CaseFile from '../../src/exchange/CaseFile'
import * as CaseGraph from '../../src/exchange/CaseGraph'
import * as packages from '../support/packages'

const graphOf = (value: unknown): CaseGraph.Graph => CaseGraph.of(Codec.examine(CaseFile.codec)(value).value)

const { association, made, precedes, DOCUMENT } = packages

const countOf = (losses: CaseGraph.Graph['losses']): number =>
  losses.reduce((sum, { count }) => sum + count, 0)

describe('law 1: every association is an edge, or is listed', () => {
  test.prop([packages.any()])('of any package', (value) => {
    const { isChildOf, precedes: before, losses } = graphOf(value)
    expect(isChildOf.length + before.length + countOf(losses)).toBe(value.CFAssociations.length)
  })

  test('by type, and whether its ends are in the package', () => {
    const { losses } = graphOf(
      made({ a: DOCUMENT, b: DOCUMENT }, { a: { humanCodingScheme: 'A.1' } }, [
        association('isRelatedTo', 'a', 'b'),
        association('isRelatedTo', 'b', 'a'),
        association('isRelatedTo', 'a', 'elsewhere'),
        association('isPeerOf', 'a', 'b'),
        association('isChildOf', DOCUMENT, 'a'),
        precedes('elsewhere', 'b')
      ])
    )
    expect(losses.map(({ what, names }) => [what, names])).toEqual([
      ['associations `isRelatedTo`', ['A.1 → b', 'b → A.1']],
      ['associations `isRelatedTo` with an end outside the package', ['A.1 → elsewhere']],
      ['associations `isPeerOf`', ['A.1 → b']],
      ['associations `isChildOf`', ['document → A.1']],
      ['associations `precedes` with an end outside the package', ['elsewhere → b']]
    ])
  })
})

test('an identifier that stands twice is a problem at its second place', () => {
  const value = {
    CFDocument: { identifier: 'a' },
    CFItems: [{ identifier: '__proto__' }, { identifier: 'a' }, { identifier: '__proto__' }]
  }
  expect(graphOf(value).issues).toEqual([
    {
      _tag: 'wrong-value',
      path: ['CFItems', 1, 'identifier'],
      expected: 'an identifier that nothing else has',
      actual: 'that of CFDocument'
    },
    expect.objectContaining({ path: ['CFItems', 2, 'identifier'], actual: 'that of CFItems[0]' })
  ])
})

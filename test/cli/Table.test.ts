import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Layout from '../../src/cli/Layout'
import * as Table from '../../src/cli/Table'

describe('laws', () => {
  test.prop([
    fc.array(fc.tuple(fc.lorem({ maxCount: 8 }), fc.integer(), fc.integer({ max: 99, min: 0 })), {
      minLength: 1
    }),
    fc.integer({ min: 40, max: 120 })
  ])('1. no line is wider than asked for, as long as the first column has room for a word', (rows, width) => {
    const { head, body } = Table.lines(
      {
        head: ['what', 'one', 'two'],
        rows: rows.map(([name, ...numbers]) => [name, ...numbers.map(String)])
      },
      width
    )
    for (const line of [...head, ...body]) expect(Layout.width(line)).toBeLessThanOrEqual(width)
  })
})

describe('lines', () => {
  it('puts numbers one under the other, beside the last line of a name', () => {
    const { head, body } = Table.lines(
      {
        head: ['name', 'n'],
        rows: [
          ['a long name that wraps', '1'],
          ['short', '1,000']
        ]
      },
      22
    )
    expect([...head, ...body]).toEqual([
      'name                 n',
      'a long name',
      'that wraps           1',
      'short            1,000'
    ])
  })
})

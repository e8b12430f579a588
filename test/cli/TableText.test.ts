import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as TableText from '../../src/cli/TableText'

const cell = () =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '\t', '"', '\n', ' ', '\r\n'), maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\r'))
  )

/** Tables whose first row tells the separator: names of columns hold none of the others. */
const table = () =>
  fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc
        .array(fc.array(cell(), { minLength: width, maxLength: width }), { maxLength: 6 })
        .map((rows) => [Array.from({ length: width }, (_, i) => `column${i}`), ...rows])
    )

const cellsOf = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  TableText.read(text).rows.map(({ cells }) => cells)

describe('law 1: read ∘ write = identity', () => {
  test.prop([table(), fc.constantFrom(...TableText.separators)], { numRuns: 500 })(
    'of any cells',
    (rows, separator) => {
      expect(cellsOf(TableText.write(rows, separator))).toEqual(rows)
    }
  )
})

describe('law 2: the place of a cell is where it begins in the text', () => {
  test.prop([table(), fc.constantFrom(...TableText.separators)], { numRuns: 500 })(
    'of any cells',
    (rows, separator) => {
      const text = TableText.write(rows, separator)
      const lines = text.split('\n')
      const { placeOf } = TableText.read(text)
      let offset = 0
      rows.forEach((cells, row) => {
        cells.forEach((each, i) => {
          const { line, column } = placeOf(row, i)
          const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0)
          expect(before + column - 1).toBe(offset)
          offset += TableText.write([[each]], separator).length - 2 + 1
        })
        offset += 1 // the separator counted above stands for CR, this for LF
      })
    }
  )

  it('of a cell that its row does not have is the end of it', () => {
    expect(TableText.read('a,b,c\n1\n').placeOf(1, 2)).toEqual({ line: 2, column: 2 })
    expect(TableText.read('a,b,c\n1,\n').placeOf(1, 1)).toEqual({ line: 2, column: 3 })
  })
})

describe('the number of a row is what a spreadsheet shows beside it', () => {
  const numbers = (text: string): ReadonlyArray<number> =>
    TableText.read(text).rows.map(({ number }) => number)

  it('blank rows count, lines inside of a cell do not', () => {
    expect(numbers('a,b\n\n"1\n2\n3",4\n\n\n5,6\n"7\n",8\n9,0')).toEqual([1, 3, 6, 7, 8])
  })

  it('and a line that names the separator is no row, though it is a line', () => {
    const text = 'sep=;\r\na;b\r\n1;2\r\n'
    expect(numbers(text)).toEqual([1, 2])
    expect(TableText.read(text).placeOf(1, 1)).toEqual({ line: 3, column: 3 })
  })
})

describe('the separator', () => {
  it.each<[string, TableText.Separator]>([
    ['a,b\n1;2;3;4', ','],
    ['a;b\n1,5;2', ';'],
    ['a\tb\n1,5\t2;3', '\t'],
    ['"a;b;c;d",b\n', ','],
    ['\n\na;b', ';'],
    ['a', ','],
    ['sep=;\na,b,c', ';'],
    ['sep=\t\na,b', '\t'],
    ['SEP=,\na;b', ',']
  ])('of %j is %j', (text, separator) => expect(TableText.read(text).separator).toBe(separator))
})

describe('what programs write', () => {
  it.each<[string, string]>([
    ['LF', 'a,b\n1,"x\ny"\n'],
    ['CRLF with LF in cells, as Excel has it', 'a,b\r\n1,"x\ny"\r\n'],
    ['no end of the last line', 'a,b\n1,"x\ny"'],
    ['every cell in quotes', '"a","b"\r\n"1","x\ny"\r\n'],
    ['CR alone', 'a,b\r1,"x\ry"\r']
  ])('%s', (_, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', 'x\ny']
    ])
  })

  it('a quote that does not match costs its line alone', () => {
    const { rows, broken } = TableText.read('a;b\n"1;2\n"3"x;4\n5;6\n')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['5', '6']
    ])
    expect(broken).toEqual([
      { reason: 'text after a closing quote', line: 2, column: 1 },
      { reason: 'text after a closing quote', line: 3, column: 1 }
    ])
    expect(TableText.read('a;b\n5;6\n"1;2\n').broken).toEqual([
      { reason: 'a quote is not closed', line: 3, column: 1 }
    ])
  })

  it('a very long cell is no reason to wait', () => {
    const text = `a,b\n1,${'x'.repeat(1_000_000)}\n2,"${'""'.repeat(300_000)}"\n`
    const { placeOf, rows } = TableText.read(text)
    expect(rows).toHaveLength(3)
    expect(placeOf(1, 2).column).toBe(1_000_003)
    expect(placeOf(2, 1)).toEqual({ line: 3, column: 3 })
  })
})

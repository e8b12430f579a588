/** `acquis import q-matrix`: which attributes each item needs, as a spreadsheet has it. */
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import { run } from './fake'

const imported = (table: string | Uint8Array, ...words: ReadonlyArray<string>) =>
  run(['import', 'q-matrix', 'tables/q.csv', ...words], { files: { 'tables/q.csv': table } })

const CODE = /^(\S+) error ([a-z-]+): (.*)$/

/** `2:3 wrong-value B2: …`, line by line. */
const faults = async (table: string): Promise<ReadonlyArray<string>> => {
  const { exit, stdout, stderr } = await imported(table)
  expect([exit, stdout]).toEqual([1, ''])
  return stderr.split('\n').flatMap((line) => {
    const [, place = '', code = '', message = ''] = CODE.exec(line) ?? []
    return code === '' ? [] : [`${place.replace('tables/q.csv:', '')} ${code} ${message}`]
  })
}

const TABLE = `item,add,borrow,"carry over"
1/2 + 1/4,1,0,0
b,1,,1
c,1,0,1

d,1,1,1
`

describe('acquis import q-matrix', () => {
  it('makes a bank of a table', async () => {
    const { exit, stdout, stderr } = await imported(TABLE, '--set', 'title=Sums', '--set', 'id=numbers')
    expect([exit, stderr]).toEqual([0, ''])
    const bank: unknown = parse(stdout)
    expect(bank).toEqual({
      format: 'acquis-bank/1',
      id: 'numbers',
      title: 'Sums',
      defaults: { skip: { known: 0.02, unknown: 0.02 } },
      competences: {
        Sums: {
          title: 'Sums',
          topics: {
            add: { title: 'add' },
            'add-carry-over-dd7465111a61': { title: 'add, carry over' },
            'add-borrow-carry-over-dd7465111a61': { title: 'add, borrow, carry over' }
          },
          levels: {
            1: {
              add: {
                topic: 'add',
                title: 'add',
                requires: [],
                challenges: { '1-2-1-4-c27fd9ca232d': { format: 'practical' } }
              }
            },
            2: {
              'add-carry-over-dd7465111a61': {
                topic: 'add-carry-over-dd7465111a61',
                title: 'add, carry over',
                requires: ['add'],
                challenges: { b: { format: 'practical' }, c: { format: 'practical' } }
              }
            },
            3: {
              'add-borrow-carry-over-dd7465111a61': {
                topic: 'add-borrow-carry-over-dd7465111a61',
                title: 'add, borrow, carry over',
                requires: ['add-carry-over-dd7465111a61'],
                challenges: { d: { format: 'practical' } }
              }
            }
          }
        }
      }
    })
    expect(Bank.decode(bank)._tag).toBe('Right')
  })

  it('is called by its file where nothing else is said', async () => {
    expect(parse((await imported(TABLE)).stdout)).toMatchObject({ id: 'q', title: 'q' })
    const { stdout } = await run(['import', 'q-matrix', '-'], { stdin: TABLE })
    expect(parse(stdout)).toMatchObject({ id: 'q-matrix' })
  })

  it.each([
    ['tabs', TABLE.replaceAll(',', '\t')],
    ['semicolons and CRLF', TABLE.replaceAll(',', ';').replaceAll('\n', '\r\n')],
    ['UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['columns without a name or a cell', TABLE.replaceAll('\n', ',,\n')],
    ['blank rows above, a first column of another name', `,,,\n${TABLE.replace('item', '')}`]
  ])('reads %s', async (_, table) => {
    const { exit, stdout, stderr } = await imported(table)
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toBe((await imported(TABLE)).stdout)
  })

  it('takes an apostrophe off that kept a name from becoming a date', async () => {
    expect((await imported("item,a\n'1/2,1\n")).stdout).toBe((await imported('item,a\n1/2,1\n')).stdout)
  })

  it('notes attributes that no item needs', async () => {
    const { exit, stderr } = await imported('item,a,b\nx,1,0\n')
    expect([exit, stderr]).toEqual([
      0,
      'note: attributes that no item needs: 1 (b); they are in no acquis\n1 note\n'
    ])
  })

  it('writes JSON where the name says so', async () => {
    const { files } = await imported(TABLE, '--out', 'bank.json')
    expect(JSON.parse(files.get('bank.json') ?? '')).toMatchObject({ id: 'q' })
  })
})

describe('what is wrong', () => {
  it.each([
    ['', ['1:1 empty this file is empty']],
    ['item,a\n', ['1:1 missing-row A1: there is no item: each row below the first is one']],
    [
      'item\nx\n',
      [
        '1:1 missing-column A1: there is no attribute: the first column names the items, each other one is an attribute'
      ]
    ],
    [
      'x,1,0,\ny,0,1,\n',
      ['1:3 missing-column B1: the first row has to name the attributes, and holds only 0 and 1']
    ],
    [
      'a,b\n1,0\n0,1\n1,1\n',
      ['1:1 missing-column A1: the first column has to name the items, and holds only 0 and 1']
    ],
    [
      'item,a,b\nx,1,2\ny,yes,0\n',
      [
        '2:5 wrong-value C2: expected 0 or 1, or nothing, which is 0; found `2`',
        '3:3 wrong-value B3: expected 0 or 1, or nothing, which is 0; found `yes`'
      ]
    ],
    [
      'item,a\nx,0\ny,1\nz,\n',
      [
        '2:1 missing-cell A2: `x` needs no attribute, so it would test nothing: give it one, or take it out',
        '4:1 missing-cell A4: `z` needs no attribute, so it would test nothing: give it one, or take it out'
      ]
    ],
    [
      'item,a,b\nx,1\n',
      ['2:4 missing-cell C2: this row ends before `b`; write 0 for what `x` does not need']
    ],
    [
      'item,a,,b\nx,1\n',
      ['2:4 missing-cell C2: this row ends before `b`; write 0 for what `x` does not need']
    ],
    ['item,a,b\n,1,0\n', ['2:1 missing-cell A2: this row names no item']],
    ['item,a\nx,1\ny,1\nx,1\n', ['4:1 duplicate-row A4: the item `x` has two rows']],
    [
      'item,a\n1/2,1\n1-2-d939926f0544,1\n',
      ['3:1 duplicate-row A3: the items `1/2` and `1-2-d939926f0544` would have the same id: rename one']
    ],
    ['item,a,b,a\nx,1,0,1\n', ['1:10 duplicate-column D1: the attribute `a` has two columns']],
    [
      'a,b\nx,1,0\n',
      [
        '2:5 missing-column C2: this cell stands under no name; the first row has to name all columns, that of the items first'
      ]
    ],
    ['item,a\nx,"1\n', ['2:1 syntax a quote is not closed']],
    ['PK\u0003\u0004', ['1:1 encoding this is a workbook, not a text; save it as CSV UTF-8']]
  ])('%j', async (table, expected) => {
    expect(await faults(table)).toEqual(expected)
  })

  it('says what to do about too many states, at an item of the freest acquis', async () => {
    const letters = [...'abcdefghijkl']
    const row = (name: string, needs: ReadonlyArray<string>): string =>
      `${name},${letters.map((each) => Number(needs.includes(each))).join(',')}\n`
    const table = `item,${letters.join(',')}\n${letters.map((each) => row(`only ${each}`, [each])).join('')}${row('all', letters)}`
    expect(await faults(table)).toEqual([
      '2:1 too-many-states A2: these 13 acquis have more than 4096 knowledge states; leave attributes out, merge some, or make a bank of each part of the items; what adds most is that neither of `a` and `b` needs all that the other needs'
    ])
  })

  it('says so at once where even a chain would have too many states', async () => {
    const items = Array.from(
      { length: 4200 },
      (_, i) => `i${i},${[...(i + 1).toString(2).padStart(13, '0')].join(',')}\n`
    )
    expect(await faults(`item,${[...'abcdefghijklm'].join(',')}\n${items.join('')}`)).toEqual([
      '4097:1 wrong-value A4097: 4200 rows differ in what they need, and 4095 may: leave attributes out, or merge some'
    ])
  })

  it.each([
    [['--set', 'id=a b'], 'id is an id'],
    [['--set', 'levels=4'], 'q-matrix has no setting `levels`'],
    [['other.csv'], 'q-matrix takes one file, not 2']
  ])('%j', async (words, sentence) => {
    const { exit, stderr } = await imported(TABLE, ...words)
    expect(exit).toBe(2)
    expect(stderr).toContain(sentence)
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as TableRead from '../../src/exchange/TableRead'
import * as TableWrite from '../../src/exchange/TableWrite'
import * as arbitrary from '../support/arbitraries'
import { cells, draftOf, faults, grid, read } from './tables'

// Law 1 is tested in TableWrite.test.ts.

const SOUND = `
  bank | domain | competence | topic | level | acquis | challenge | resource | for | title | title:fr | requires | format | prompt | option:a | option:b | solution | ignore | tolerance | nextTime | slip | seconds | timed | json
  b    |        |            |       |       |        |           |          |     | B
       | d      |
       | d      | c          |       |       |        |           |          |     | C
       |        | c          | t     |       |        |           |          |     | T
       |        | c          | t     |       |        |           | u.html   |     |
       |        | c          | t     | 1     | a1     |           |          |     | A1
       |        |            |       |       | a1     | q1        |          |     |   |          |          | choice | Which? | yes     | no       | a
       |        | c          | t     | 2     | a2     |           |          |     | A2
       |        |            |       |       | a2     | q2        |          |     |   |          |          | number | How many? |      |          | 3        |        | 1
`

/** The sound table with cells put in: `B5` is the second cell of the fifth line. */
const changed = (changes: Readonly<Record<string, string>>): string => {
  const rows = cells(SOUND).map((row) => [...row])
  for (const [at, cell] of Object.entries(changes)) {
    const row = (rows[Number(at.slice(1)) - 1] ??= [])
    const column = at.charCodeAt(0) - 65
    while (row.length <= column) row.push('')
    row[column] = cell
  }
  return rows.map((row) => row.join('|')).join('\n')
}

describe('law 2: every problem of a table is named at its row and column, not only the first', () => {
  it('there is none in the sound one', () => expect(faults(SOUND)).toEqual([]))

  it.each<[string, Readonly<Record<string, string>>, ReadonlyArray<string>]>([
    ['an unknown column', { J1: 'titel' }, ['J1 unknown-column']],
    ['a column of nobody', { X1: 'remarks of mine' }, ['X1 unknown-column']],
    ['a column in a locale that is none', { K1: 'title:french' }, ['K1 unknown-column']],
    ['a column that has no locales', { U1: 'slip:fr' }, ['U1 unknown-column']],
    ['an option without an id', { O1: 'option', O8: '', Q8: 'b' }, ['O1 unknown-column']],
    ['a column twice', { K1: 'Title' }, ['K1 duplicate-column']],
    ['a column without a name that is filled', { X1: '', X5: 'x' }, ['X5 missing-column']],
    ['a row that is about nothing', { J11: 'x' }, ['J11 missing-cell']],
    ['a cell behind the columns', { Y4: 'x' }, ['Y4 misplaced-cell']],
    ['a key of another thing', { N7: 'Which?' }, ['N7 misplaced-cell']],
    ['a level of a topic', { E5: '2' }, ['E5 misplaced-cell']],
    ['a list of an acquis', { I7: 'nextTime' }, ['I7 misplaced-cell']],
    ['part of another solution', { S8: '1' }, ['S8 misplaced-cell']],
    ['part of another format', { R10: 'case' }, ['R10 misplaced-cell']],
    ['one text for all languages and for one', { J5: 'T', K5: 'T' }, ['J5 contradiction']],
    ['something that is no JSON', { X7: '{' }, ['X7 syntax']],
    ['JSON that is no object', { X7: '[1]' }, ['X7 syntax']],
    ['JSON of what has a column', { X7: '{"title":"A"}' }, ['X7 contradiction']],
    ['JSON of what has rows', { X7: '{"challenges":{}}' }, ['X7 misplaced-cell']],
    ['JSON with a key of nobody', { X7: '{"lvel":2}' }, ['X7 unknown-key']],
    ['a second bank', { A11: 'other' }, ['A11 duplicate-row']],
    ['an acquis twice', { F9: 'a1' }, ['F9 duplicate-row', 'F10 unknown-reference']],
    ['a challenge twice', { G10: 'q1' }, ['G10 duplicate-row']],
    ['an acquis without a competence', { C9: '' }, ['C9 missing-cell']],
    ['an acquis without a level', { E9: '' }, ['E9 missing-cell']],
    ['an acquis without a topic', { D9: '' }, ['D9 missing-key']],
    ['a challenge without an acquis', { F10: '' }, ['F10 missing-cell']],
    ['a resource of a competence', { D6: '' }, ['H6 missing-cell']],
    ['a competence that has no row', { C9: 'cc' }, ['C9 unknown-reference']],
    ['an acquis that has no row', { F10: 'a3' }, ['F10 unknown-reference']],
    ['a domain that has no row', { B4: 'e' }, ['B4 unknown-reference']],
    ['a topic that has no row', { D9: 'tt' }, ['D9 unknown-reference']],
    ['a level that is none', { E9: '9' }, ['E9 wrong-value']],
    ['another bank', { A7: 'c' }, ['A7 contradiction']],
    ['another domain', { B7: 'e' }, ['B7 contradiction']],
    ['another competence', { C8: 'd' }, ['C8 contradiction']],
    ['another topic', { D8: 'u' }, ['D8 contradiction']],
    ['another level', { E8: '2' }, ['E8 contradiction']],
    ['the level of a topic', { E6: '2' }, ['E6 contradiction']],
    ['a domain that there is none of', { B4: '', B8: 'd' }, ['B8 contradiction']],
    ['a list that is none', { I6: 'later' }, ['I6 wrong-value']],
    ['a list that a topic does not have', { I6: 'nextTime' }, ['I6 misplaced-cell']],
    ['an id that is none', { F7: 'a 1', F8: 'a 1' }, ['F7 invalid-id']],
    ['a number that is none', { V8: 'soon' }, ['V8 wrong-type']],
    ['a probability that is none', { U8: '120 %' }, ['U8 wrong-value']],
    ['neither yes nor no', { W8: 'perhaps' }, ['W8 wrong-type']],
    ['a format that is none', { M8: 'multiple' }, ['M8 wrong-value']],
    ['an option that is none', { Q8: 'c' }, ['Q8 unknown-reference']],
    ['no solution', { Q8: '' }, ['Q8 missing-solution']],
    ['no options', { O8: '', P8: '' }, ['O8 missing-options']],
    ['no format', { M8: '' }, ['M8 missing-key']],
    ['no title', { J4: '' }, ['J4 missing-key']],
    ['an acquis that requires nobody', { L9: 'a1, a9' }, ['L9 unknown-reference']],
    ['an acquis that requires itself', { L9: 'a2' }, ['L9 requires-cycle']],
    ['a solution of another kind', { Q10: 'three' }, ['Q10 wrong-type']],
    ['a tolerance of nothing', { Q10: '' }, ['Q10 missing-key']],
    ['a word to ignore that is none', { M8: 'text', O8: '', P8: '', R8: 'cases' }, ['R8 wrong-value']],
    ['an address that is none', { H6: 'java script:x' }, ['H6 wrong-value']]
  ])('%s', (_, changes, expected) => expect(faults(changed(changes))).toEqual(expected))

  it('a hint and resources at once', () => {
    expect(faults(changed({ F11: 'a2', G11: 'q2', H11: 'v.html' }))).toEqual([])
    expect(faults(changed({ F11: 'a2', G11: 'q2', H11: 'v.html', T10: 'Think.' }))).toEqual([
      'H11 contradiction'
    ])
  })

  it('no bank, and then nothing of what follows from that', () => {
    const rows = SOUND.trim().split('\n')
    expect(faults([rows[0], ...rows.slice(2)].join('\n'))).toEqual(['A1 missing-row'])
  })

  it('a first row that names nothing', () => {
    expect(faults('learner | outcome\n1 | 0')).toEqual([
      'A1 unknown-column',
      'A1 missing-column',
      'B1 unknown-column'
    ])
    expect(faults('')).toEqual(['A1 missing-column'])
  })

  it('what is wrong inside a row that has no place is found as well', () => {
    expect(faults(changed({ C9: 'cc', L9: 'a1, a9', Q10: 'three', U10: '2' }))).toEqual([
      'C9 unknown-reference',
      'Q10 wrong-type',
      'U10 wrong-value'
    ])
    expect(faults(changed({ F10: 'a3', Q10: 'three' }))).toEqual(['F10 unknown-reference', 'Q10 wrong-type'])
    expect(faults(changed({ G10: 'q1', Q10: 'three' }))).toEqual(['G10 duplicate-row', 'Q10 wrong-type'])
    expect(faults(changed({ D6: '', V6: 'long' }))).toEqual(['H6 missing-cell', 'V6 wrong-type'])
  })

  it('what only follows from that is not said as well', () => {
    expect(faults(changed({ C7: 'cc', L9: 'a1' }))).toEqual(['C7 unknown-reference'])
    expect(faults(changed({ J4: '', X4: '{"title":' }))).toEqual(['X4 syntax'])
    expect(faults(changed({ X8: '{"locales":["fr"]}', A2: '', J2: '' }))).toEqual(['A1 missing-row'])
  })

  it('says who has the row of a thing already, and what may have been meant', () => {
    const said = ({ remarks }: TableRead.Reading): unknown =>
      remarks.map(({ message, suggestion }) => [message, suggestion])
    expect(said(read(changed({ G10: 'q1' })))).toEqual([
      ['the challenge `q1` has a row already, row 8', undefined]
    ])
    expect(said(read(changed({ F10: 'aa2' })))).toEqual([
      ['the acquis `aa2` has no row', 'did you mean `a2`?']
    ])
    expect(said(read(changed({ F10: 'zzz' })))).toEqual([['the acquis `zzz` has no row', 'give it one']])
    expect(said(read(changed({ N1: 'promt' })))).toEqual([
      ['there is no column `promt`', 'did you mean `prompt`?']
    ])
    expect(said(read(changed({ N1: 'promt:fr' })))).toEqual([
      ['there is no column `promt:fr`', 'did you mean `prompt:fr`?']
    ])
    expect(said(read(changed({ L8: 'a2' })))).toEqual([
      ['a challenge has no `requires`', 'it belongs in the row of an acquis']
    ])
  })

  test.prop([arbitrary.bankFile(), fc.infiniteStream(fc.nat())], { numRuns: 100 })(
    'a slip planted in any row that has one is found at its cell',
    (file, stream) => {
      const table = TableWrite.write(draftOf(file)).map((row) => [...row])
      const header = table[0] ?? []
      const slip = header.indexOf('slip')
      const rows = table.flatMap((row, i) => (i > 0 && slip >= 0 && row[slip] !== '' ? [i] : []))
      const planted = rows.filter(() => (stream.next().value ?? 0) % 2 === 0)
      for (const i of planted) table[i]![slip] = '7'
      const { bank, remarks, locate } = TableRead.read(grid(table))
      expect(remarks).toEqual([])
      const found = Bank.check(bank)
        .filter(({ _tag }) => _tag === 'wrong-value')
        .map(locate)
      expect(found.map((at) => at?.row).sort((a, b) => Number(a) - Number(b))).toEqual(planted)
      for (const at of found) expect(at?.column).toBe(slip)
    }
  )
})

describe('law 3: whatever the cells, reading gives a value and remarks, never an exception', () => {
  const word = () =>
    fc.oneof(
      fc.constantFrom(
        '',
        'b',
        'c',
        't',
        '1',
        'a1',
        'q1',
        '__proto__',
        'constructor',
        '{"requires":{}}',
        '(none)'
      ),
      fc.string({ maxLength: 5 })
    )
  const names = (): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...(cells(SOUND)[0] ?? [])) },
      { weight: 1, arbitrary: word() }
    )

  test.prop(
    [fc.array(names(), { maxLength: 12 }), fc.array(fc.array(word(), { maxLength: 13 }), { maxLength: 8 })],
    {
      numRuns: 1000
    }
  )('any cells', (header, rows) => {
    const { bank, whole, locate } = TableRead.read(grid([header, ...rows]))
    if (whole) for (const issue of Bank.check(bank)) locate(issue)
  })

  it('names of properties of every object are ids like others', () => {
    const table = `
      bank | competence  | topic    | level | acquis         | challenge | title | format | option:toString | solution
      b    |             |          |       |                |           | B
           | constructor |          |       |                |           | C
           | constructor | valueOf  |       |                |           | T
           | constructor | valueOf  | 1     | hasOwnProperty |           |
           |             |          |       | hasOwnProperty | toString  |       | choice | x               | toString`
    expect(faults(table)).toEqual([])
    expect(arbitrary.decoded(read(table).bank).competences[0]?.acquis[0]?.challenges[0]?.options).toEqual([
      ['toString', 'x']
    ])
  })
})

describe('a table may be', () => {
  const same = (table: string, decimalComma = false): void => {
    expect(faults(table, decimalComma)).toEqual([])
    expect(arbitrary.decoded(read(table, decimalComma).bank)).toEqual(arbitrary.decoded(read(SOUND).bank))
  }

  it('in any order of columns', () => {
    const reversed = cells(SOUND).map((row, _, all) => {
      const width = all[0]?.length ?? 0
      return Array.from({ length: width }, (_each, i) => row[width - 1 - i] ?? '')
    })
    // The order of options is that of the columns.
    const columns = reversed[0] ?? []
    const [a, b] = [columns.indexOf('option:a'), columns.indexOf('option:b')]
    for (const row of reversed) [row[a], row[b]] = [row[b] ?? '', row[a] ?? '']
    same(reversed.map((row) => row.join('|')).join('\n'))
  })

  it('in any order of rows, as far as things of one kind keep theirs', () => {
    const [header, ...rows] = SOUND.trim().split('\n')
    same([header, ...rows.filter((_, i) => i % 2 === 1), ...rows.filter((_, i) => i % 2 === 0)].join('\n'))
  })

  it('with capitals, blanks and strokes in the names of columns', () => {
    same(changed({ A1: 'Bank', J1: 'TITLE', K1: 'Title : FR', T1: 'Next time', H1: 'RESOURCE' }))
  })

  it('with blank rows, and with cells that repeat what is around them', () => {
    same(`${SOUND.trimEnd()}\n||||\n\n  |`)
    same(changed({ A8: 'b', B8: 'd', C8: 'c', D8: 't', E8: '1.0', A5: 'b', B6: 'd' }))
  })

  it('with what spreadsheets make of values', () => {
    same(changed({ E7: '1,0', M8: 'Choice', W8: 'FAUX', V8: '90,0', U8: '10 %', Q10: '3,0' }))
    same(changed({ V8: '90,000' }), true)
    expect(faults(changed({ V8: '90,000' }))).toEqual(['V8 wrong-type'])
  })

  it('guarded, or not', () => {
    const titleOf = (table: string): unknown => arbitrary.decoded(read(table).bank).title
    expect(titleOf(changed({ J2: "'=1+1" }))).toBe('=1+1')
    expect(titleOf(changed({ J2: '=1+1' }))).toBe('=1+1')
    expect(titleOf(changed({ J2: "''=1+1" }))).toBe("'=1+1")
    expect(titleOf(changed({ J2: "'tis" }))).toBe("'tis")
  })
})

describe('requires', () => {
  const requires = (cell: string): unknown =>
    arbitrary.decoded(read(changed({ L9: cell })).bank).competences[0]?.acquis[1]?.requires

  it('is the default where the cell is empty, and nothing where it says so', () => {
    expect(requires('')).toEqual(['a1'])
    expect(requires('(none)')).toEqual([])
    expect(requires('a1')).toEqual(['a1'])
  })
})

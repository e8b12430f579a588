import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Cell from '../../src/exchange/TableCell'

/** Texts that begin like a formula, like a guard, or like neither. */
const texts = () =>
  fc
    .tuple(
      fc.constantFrom(
        '',
        '=',
        '+',
        '-',
        '@',
        '\t',
        "'",
        "''",
        "'=",
        "''@",
        ' =',
        'a',
        '1.10',
        "'2/3",
        'true',
        '12 mai'
      ),
      fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme' }))
    )
    .map((parts) => parts.join(''))

describe('law 1: unguard ∘ guard = identity', () => {
  test.prop([texts()], { numRuns: 1000 })('of any text', (text) => {
    expect(Cell.unguard(Cell.guard(text))).toBe(text)
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+33', "'+33"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ["''", "''"],
    ["''-1", "'''-1"],
    ['1.10', "'1.10"],
    ['007', "'007"],
    ["'12", "'12"],
    ["'1.5", "''1.5"],
    ['12', '12'],
    ['1e5', "'1e5"],
    ['2/3', "'2/3"],
    ['25 %', "'25 %"],
    ['12 €', "'12 €"],
    ['10:30', "'10:30"],
    ['10:30 AM', "'10:30 AM"],
    ['(5)', "'(5)"],
    ['06 12 34 56 78', "'06 12 34 56 78"],
    ['2024-03-12', "'2024-03-12"],
    ['12 mars', "'12 mars"],
    ['12-Mar-24', "'12-Mar-24"],
    ['déc. 2024', "'déc. 2024"],
    ['March 5, 2024', "'March 5, 2024"],
    ['MARCH1', "'MARCH1"],
    ['Vrai', "'Vrai"],
    ['TRUE', "'TRUE"],
    ['12 km', '12 km'],
    ['14 h 30', '14 h 30'],
    ['Page 12', 'Page 12'],
    ['1. Open it', '1. Open it'],
    ['-', "'-"],
    ['...', '...'],
    ["'tis", "'tis"],
    ["'", "'"],
    ['a=1', 'a=1']
  ])('%j is guarded as %j', (text, cell) => {
    expect(Cell.guard(text)).toBe(cell)
    expect(Cell.unguard(cell)).toBe(text)
  })

  it('an id stays as it is where most spreadsheets leave it so', () => {
    for (const id of ['1.3', '12', 'a-1', '0.5']) expect(Cell.guardId(id)).toBe(id)
    for (const id of ['1.10', '007', '1e5', '2-3', 'true']) expect(Cell.guardId(id)).toBe(`'${id}`)
  })

  it('a formula that nobody guarded is a text', () => {
    for (const cell of ['=1+1', '+33', '-5', '@a', '\ta']) expect(Cell.unguard(cell)).toBe(cell)
  })
})

describe('law 2: no guarded cell begins as a formula does', () => {
  test.prop([texts()], { numRuns: 1000 })('of any text', (text) => {
    expect(Cell.guard(text)).not.toMatch(/^[=+\-@\t]/)
  })
})

describe('law 3: what is written is read as the same value, wherever it can be written', () => {
  const back = (form: Cell.Form, value: unknown, decimalComma: boolean): unknown => {
    const cell = form.write(value, decimalComma)
    return cell === undefined ? undefined : form.read(Cell.unguard(cell), decimalComma)
  }

  test.prop([texts(), fc.boolean()], { numRuns: 500 })('texts', (text, comma) => {
    expect(back(Cell.text, text, comma)).toBe(Cell.isSayable(text) ? text : undefined)
  })

  test.prop([fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()], { numRuns: 1000 })(
    'numbers',
    (x, comma) => {
      expect(back(Cell.number, x, comma)).toBe(x === 0 ? 0 : x)
      expect(back(Cell.share, x, comma)).toBe(x === 0 ? 0 : x)
    }
  )

  test.prop([fc.boolean()])('truth', (value) => {
    expect(back(Cell.truth, value, false)).toBe(value)
  })

  test.prop([fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}$/))])('lists', (ids) => {
    expect(back(Cell.list, ids, false)).toEqual(ids)
  })

  test.prop([fc.array(fc.stringMatching(/^[a-z]=? ?[a-z]$/), { minLength: 1 })])('lines', (lines) => {
    expect(back(Cell.lines, lines, false)).toEqual(lines)
  })

  it.each<[keyof typeof Cell, unknown]>([
    ['text', ''],
    ['text', ' \n'],
    ['text', 'a\r\nb'],
    ['text', '\u0000'],
    ['text', '\ud800'],
    ['text', 3],
    ['line', { fr: 'a' }],
    ['number', '3'],
    ['truth', 'yes'],
    ['list', 'a'],
    ['lines', []]
  ])('%s says nothing of %j', (form, value) => {
    expect((Cell[form] as Cell.Form).write(value, false)).toBeUndefined()
  })
})

describe('numbers as people type them', () => {
  const read = (cell: string, comma = false): unknown => Cell.number.read(cell, comma)

  it.each<[string, number]>([
    ['3', 3],
    [' 3.5 ', 3.5],
    ['3,5', 3.5],
    ['0,125', 0.125],
    ['-0,5', -0.5],
    ['\u22122', -2],
    ['+2', 2],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-7', 1e-7],
    ['1 200', 1200],
    ['1\u202f200\u00a0000,5', 1_200_000.5],
    ['12,3456', 12.3456]
  ])('%j is %d', (cell, x) => {
    expect(read(cell)).toBe(x)
    expect(read(cell, true)).toBe(x)
  })

  it('1,234 is a thousand and more to some, and one and a bit to others: only where commas are decimal is it told', () => {
    expect(read('1,234')).toBe('1,234')
    expect(read('1,234', true)).toBe(1.234)
    expect(read('1.234', true)).toBe(1.234)
  })

  it.each(['', 'soon', '12 km', '1/2', '1,2,3', '1 2', '0x1f', 'Infinity', 'NaN', '1e', '--1', '12 %'])(
    '%j is no number',
    (cell) => expect(read(cell)).toBe(cell)
  )

  it('a share may be in percent', () => {
    expect(Cell.share.read('25 %', false)).toBe(0.25)
    expect(Cell.share.read('2,5%', false)).toBe(0.025)
    expect(Cell.share.read('%', false)).toBe('%')
    expect(Cell.share.read('x %', false)).toBe('x %')
  })
})

describe('what spreadsheets make of words', () => {
  it.each(['true', 'TRUE', 'Yes', ' x ', '1', 'VRAI', 'Oui'])('%j is true', (cell) =>
    expect(Cell.truth.read(cell, false)).toBe(true)
  )

  it.each(['false', 'FALSE', 'No', '0', 'FAUX', 'non'])('%j is false', (cell) =>
    expect(Cell.truth.read(cell, false)).toBe(false)
  )

  it('anything else is left for the bank to refuse', () => {
    expect(Cell.truth.read('maybe ', false)).toBe('maybe')
  })

  it('a word has no capitals, a line no blanks around it, a text all of them', () => {
    expect(Cell.word.read(' Choice', false)).toBe('choice')
    expect(Cell.words.read('Case, ACCENTS', false)).toEqual(['case', 'accents'])
    expect(Cell.line.read(' a b ', false)).toBe('a b')
    expect(Cell.text.read(' a b ', false)).toBe(' a b ')
  })
})

describe('lists', () => {
  it.each<[string, ReadonlyArray<string>]>([
    ['a', ['a']],
    ['a, b', ['a', 'b']],
    ['a;b', ['a', 'b']],
    ['a b\nc', ['a', 'b', 'c']],
    [',a,', ['a']],
    ['(none)', []],
    [' (None) ', []],
    ['[]', []]
  ])('%j', (cell, ids) => expect(Cell.list.read(cell, false)).toEqual(ids))

  it('an empty one is not an empty cell', () => expect(Cell.list.write([], false)).toBe('(none)'))

  it('lines are taken as they are, but for blanks around them and between them', () => {
    expect(Cell.lines.read('pivot table \n\n a, b', false)).toEqual(['pivot table', 'a, b'])
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { contains, folded } from '../../src/bank/Folding'

describe('law 1: letter case, white space, typographic apostrophes and the end of a sentence do not matter', () => {
  test.each([
    ['Quel tri ?', ' quel\u00a0TRI'],
    ['L’été', "l'été"],
    ['a  b\n\tc', 'A b c'],
    ['Where?!…', 'where'],
    ['ﬁle', 'file'],
    ['e\u0301tat', 'état'],
    [' . ', '']
  ])('%o is %o', (one, other) => {
    expect(folded(one)).toBe(folded(other))
  })

  test.each([
    ['1,5', '15'],
    ['A1*B1', 'A1/B1'],
    ['été', 'ete'],
    ['a b', 'ab'],
    ['.odt', 'odt']
  ])('%o is not %o', (one, other) => {
    expect(folded(one)).not.toBe(folded(other))
  })

  test.prop([fc.string({ unit: 'grapheme' })])('the short cut for plain texts changes nothing', (text) => {
    // A ligature that is taken apart, and put before the text, keeps it off the short cut.
    expect(folded(`ﬁ ${text}`)).toBe(folded(`fi ${text}`))
  })

  test('every character of the short cut is its own compatibility form', () => {
    for (let code = 0; code < 0x3000; code++) {
      const character = `a${String.fromCodePoint(code)}b`
      expect(folded(character)).toBe(folded(character.normalize('NFKC')))
    }
  })

  test('a long run of dots takes no longer than reading it', () => {
    expect(folded(`${'.'.repeat(1_000_000)}x`)).toHaveLength(1_000_001)
  })
})

describe('law 2: words are contained only where they stand apart', () => {
  test.each([
    ['the pivot table', 'pivot table'],
    ['pivot', 'pivot'],
    ["l'onglet données, puis", 'onglet données'],
    ["l'onglet données", 'onglet'],
    ['pivot-like, or pivot', 'pivot'],
    ['it is pivot. or not', 'pivot'],
    ['(pivot)', 'pivot'],
    ['“pivot”: what', 'pivot']
  ])('%o contains %o', (text, words) => {
    expect(contains(text, words)).toBe(true)
  })

  test.each([
    ['pivoting', 'pivot'],
    ['unpivot', 'pivot'],
    ['pivot-like', 'pivot'],
    ['pivot.org', 'pivot'],
    ['me@pivot.org', 'pivot'],
    ['a/pivot', 'pivot'],
    ['plan.pdf.js', 'js'],
    ['', 'pivot'],
    ['pivot', '']
  ])('%o does not contain %o', (text, words) => {
    expect(contains(text, words)).toBe(false)
  })
})

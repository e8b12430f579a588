import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Wording from '../../src/assessment/Wording'
import * as Challenge from '../../src/bank/Challenge'

type Leniencies = ReadonlyArray<Challenge.Leniency>

const ALL: Leniencies = Challenge.leniencies
const leniencies = fc.subarray([...ALL])
const anyText = fc.string({ unit: 'binary' })
const written = anyText.filter((text) => Wording.trimmed(text) !== '')
/** Letters that both languages use, and some of their neighbours. */
const word = fc.string({ unit: fc.constantFrom(...Array.from("aeéèçœÆßłøñiIıİσςΣй -'«»!C#")), maxLength: 12 })

const same =
  (ignore: Leniencies, distance = 0) =>
  (accepted: string, given: string): boolean =>
    Wording.matches({ accept: [accepted], ignore, distance })(given)

describe('laws', () => {
  test.prop([fc.array(written, { minLength: 1, maxLength: 3 }), leniencies, fc.nat({ max: 5 })])(
    '1. an accepted text is right, whatever is overlooked',
    (accept, ignore, distance) => {
      for (const text of accept) expect(Wording.matches({ accept, ignore, distance })(text)).toBe(true)
    }
  )

  test.each<[Challenge.Leniency, string, string]>([
    ['case', 'Paris', 'PARIS'],
    ['case', 'straße', 'STRASSE'],
    ['case', 'Straße', 'STRAẞE'],
    ['case', 'istanbul', 'İSTANBUL'],
    ['case', 'ISTANBUL', 'istanbul'],
    ['case', 'ısı', 'ISI'],
    ['case', 'οδός', 'ΟΔΌΣ'],
    ['case', 'œuvre', 'ŒUVRE'],
    ['accents', 'élève', 'eleve'],
    ['accents', 'Çà et là', 'Ca et la'],
    ['accents', 'œuf', 'oeuf'],
    ['accents', 'Œdipe', 'OEdipe'],
    ['accents', 'ex æquo', 'ex aequo'],
    ['accents', 'Ærø', 'AEro'],
    ['accents', 'Łódź', 'Lodz'],
    ['accents', 'straße', 'strasse'],
    ['accents', 'ёлка', 'елка'],
    ['spaces', 'mot de passe', 'motdepasse'],
    ['spaces', 'mot de passe', 'mot\u00a0de\u202fpasse'],
    ['spaces', 'a b', 'a\t\n\u3000b'],
    ['punctuation', 'Oui', 'Oui\u00a0!'],
    ['punctuation', 'aujourd’hui', 'aujourdhui'],
    ['punctuation', 'bonjour', '« bonjour »'],
    ['punctuation', 'a, b and c', 'a b and c.'],
    ['punctuation', 'a - b', 'a b'],
    ['punctuation', '=SUM(A1:A3)', 'SUMA1A3']
  ])('2. what is overlooked does not matter, and the rest does: %s, %j = %j', (leniency, accepted, given) => {
    expect(same([leniency])(accepted, given)).toBe(true)
    expect(same([leniency])(given, accepted)).toBe(true)
    expect(same(ALL)(accepted, given)).toBe(true)
  })

  test.each<[Challenge.Leniency, string, string]>([
    ['case', 'Paris', 'PARIS'],
    ['accents', 'élève', 'eleve'],
    ['accents', 'œuf', 'oeuf'],
    ['spaces', 'mot de passe', 'motdepasse'],
    ['punctuation', 'aujourd’hui', 'aujourdhui'],
    ['punctuation', 'C#', 'C']
  ])(
    '2. what is overlooked does not matter, and the rest does: not %s, %j ≠ %j',
    (leniency, accepted, given) => {
      expect(same(ALL.filter((other) => other !== leniency))(accepted, given)).toBe(false)
    }
  )

  test.prop([word, word, leniencies])(
    '2. what is overlooked does not matter, and the rest does: more leniency',
    (a, b, ignore) => {
      if (same([])(a, b)) expect(same(ignore)(a, b)).toBe(true)
      if (same(ignore)(a, b)) expect(same(ignore)(b, a)).toBe(true)
    }
  )

  test.each([
    ["l'eau", 'l’eau'],
    ["l'eau", 'l´eau'],
    ["aujourd'hui", 'aujourdʼhui'],
    ['"mot"', '“mot”'],
    ['"mot"', '«mot»'],
    ['"mot"', '«\u00a0mot\u202f»'],
    ['"mot"', '„mot‟'],
    ['peut-être', 'peut–être'],
    ['peut-être', 'peut‑être'],
    ['-5', '−5'],
    ['a - b', 'a — b'],
    ['...', '…'],
    ['ﬁn', 'fin'],
    ['été', 'e\u0301te\u0301'],
    ['ＡＢＣ', 'ABC'],
    ['mot', '\ufeff mot\u00a0'],
    ['motlong', 'mot\u00adlong']
  ])(
    '3. typographic variants of apostrophes, quotation marks and dashes never matter: %j = %j',
    (accepted, given) => {
      expect(same([])(accepted, given)).toBe(true)
      expect(same([])(given, accepted)).toBe(true)
    }
  )

  test.each<[string, string, number, boolean]>([
    ['ordinateur', 'ordinateur', 1, true],
    ['ordinateur', 'ordinnateur', 1, true],
    ['ordinateur', 'odrinateur', 1, true],
    ['ordinateur', 'ordinatuer', 1, true],
    ['ordinateur', 'odrinatuer', 1, false],
    ['ordinateur', 'odrinatuer', 2, true],
    ['ordinateur', 'ORDINATEURE', 0, false],
    ['chat', 'chats', 1, true],
    ['chat', 'char', 1, true],
    ['chat', 'ch', 2, false],
    ['chat', 'c', 5, false],
    ['chat', '', 5, false],
    ['été', 'étés', 1, false],
    ['clé', 'clef', 2, false],
    ['A1', 'A2', 1, false],
    ['C', 'D', 1, false],
    ['a b c', 'a b d', 1, false] // three letters, once the spaces are out
  ])(
    '4. slips up to the distance are let pass, but never make a short word right: %j, %j, %i: %j',
    (accepted, given, distance, right) => {
      expect(same(ALL, distance)(accepted, given)).toBe(right)
    }
  )

  test.prop([written, leniencies])('5. nothing is overlooked that would leave nothing', (text, ignore) => {
    expect(Wording.normal(ignore)(text)).not.toBe('')
  })

  test.each([
    ['-', '+'],
    ['"', '?'],
    ['?', '!'],
    ['#', '…']
  ])('5. nothing is overlooked that would leave nothing: %j is not %j', (accepted, given) => {
    expect(same(ALL)(accepted, accepted)).toBe(true)
    expect(same(ALL, 5)(accepted, given)).toBe(false)
    expect(same(ALL, 5)(accepted, 'a')).toBe(false)
  })

  test.each(['a', ' ', 'a ', '« ', ' »', '\u0301', '\u0301\u0323', 'ﷺ', 'İ', '\ud800', '👩‍👩‍👧', "'", '\u200b'])(
    '6. a long input is refused before it costs anything: %j',
    (piece) => {
      const long = piece.repeat(100_000)
      for (const text of [long, `mot${long}`, `mot${long}mot`])
        expect(same(ALL, 5)('mot de passe', text)).toBe(false)
    }
  )
})

test('a vowel sign of Hindi and the marks of kana are letters, not accents', () => {
  expect(same(ALL)('की', 'का')).toBe(false)
  expect(same(ALL)('はな', 'ばな')).toBe(false)
  expect(same(ALL)('한글', '한글'.normalize('NFD'))).toBe(true)
})

test('no input and no accepted text is right by being empty', () => {
  expect(same(ALL, 5)('', '')).toBe(false)
  expect(same(ALL, 5)('\u200b', ' ')).toBe(false)
  expect(Wording.matches({ accept: [], ignore: ALL, distance: 5 })('mot')).toBe(false)
})

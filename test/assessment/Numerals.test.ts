import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Numerals from '../../src/assessment/Numerals'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
/** What people type when they type numbers, well or badly. */
const scribble = fc.string({ unit: fc.constantFrom(...Array.from("0123456789.,' \u00a0\u202f’+-−eE%€$£‰")) })

describe('laws', () => {
  test.prop([finite])('1. a number that a computer writes is among the readings of what it writes', (n) => {
    expect(Numerals.readings(String(n)).some((reading) => reading === n)).toBe(true)
  })

  test.prop([
    fc.constantFrom('fr', 'en', 'de', 'de-CH', 'fr-CH', 'sv'),
    fc.integer({ min: -1e12, max: 1e12 })
  ])(
    '2. a number in the notation of a locale is among the readings of that notation',
    (locale, thousandths) => {
      const n = thousandths / 1000
      const written = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(n)
      expect(Numerals.readings(written).some((reading) => reading === n)).toBe(true)
    }
  )

  test.prop([scribble])('3. a numeral has at most two readings', (text) => {
    const readings = Numerals.readings(text)
    expect(readings.length).toBeLessThanOrEqual(2)
    expect(readings.some(Number.isNaN)).toBe(false)
  })

  test.prop([finite.map(Math.abs), fc.constantFrom('%', ' %', ' €', '\u00a0‰', '$')])(
    '4. a minus sign negates the readings, a plus sign and a unit sign leave them',
    (n, unit) => {
      const bare = Numerals.readings(String(n))
      expect(Numerals.readings(`+${n}`)).toEqual(bare)
      for (const minus of ['-', '−', '–', '- '])
        expect(Numerals.readings(minus + String(n))).toEqual(bare.map((reading) => 0 - reading))
      for (const marked of [`${n}${unit}`, `${unit}${n}`, `+${unit}${n}`, `${unit}+${n}`])
        expect(Numerals.readings(marked)).toEqual(bare)
    }
  )

  test.each([
    ['', ' ', '.', ',', '-', '+', '%', '€', 'e', 'e5', '.e5', "'"],
    ['Infinity', '-Infinity', 'NaN', '0x1f', '0b101', '0o17', '1_000', '10n', '1n', 'true', 'null'],
    ['douze', 'twelve', '12 km', 'x = 3', '1/2', '½', '10²', '2×3', '(12)', '1:30', '12h30', '№ 5'],
    ['--5', '+-5', '5-', '1-2', '€12€', '12 % %', '%%12', '1e', '1e+', '1e1e1', '1e1.5', '1 e3', '1e 3'],
    [
      '1.2.3',
      '1,2,3',
      '1,23,456',
      '1 2',
      '12 34',
      '1  234',
      '01 234',
      '1234 567',
      '1,234.567,8',
      '1;5',
      '1\n2'
    ]
  ])('5. what is not a numeral has no reading: %j …', (...texts) => {
    for (const text of texts) expect([text, Numerals.readings(text)]).toEqual([text, []])
  })
})

test.each<[string, ReadonlyArray<number>]>([
  // plain
  ['12', [12]],
  ['007', [7]],
  ['  12\t', [12]],
  ['\u00a012\u202f', [12]],
  ['1\u200b2', [12]],
  ['+12', [12]],
  ['-12', [-12]],
  ['−12', [-12]],
  ['- 12', [-12]],
  // the decimal mark
  ['3.5', [3.5]],
  ['3,5', [3.5]],
  ['3.', [3]],
  ['3,', [3]],
  ['.5', [0.5]],
  [',5', [0.5]],
  ['-,5', [-0.5]],
  ['0,1234', [0.1234]],
  // thousands, in French
  ['1 234', [1234]],
  ['1\u00a0234,5', [1234.5]],
  ['1\u202f234\u202f567,89', [1234567.89]],
  ['1.234,5', [1234.5]],
  ['1.234.567', [1234567]],
  ['3,141 592 65', [3.14159265]],
  // in English
  ['1,234.5', [1234.5]],
  ['1,234,567', [1234567]],
  ['-1,234.50', [-1234.5]],
  // in Switzerland
  ["1'234.50", [1234.5]],
  ['1’234’567,5', [1234567.5]],
  // either
  ['1,234', [1.234, 1234]],
  ['1.234', [1.234, 1234]],
  ['-12,345', [-12.345, -12345]],
  // nobody groups like this
  ['0,123', [0.123]],
  ['1234,567', [1234.567]],
  ['1,2345', [1.2345]],
  // unit signs
  ['12 %', [12]],
  ['12\u202f%', [12]],
  ['12,5‰', [12.5]],
  ['12 €', [12]],
  ['1 234,50 €', [1234.5]],
  ['€12', [12]],
  ['-€12', [-12]],
  ['€-12', [-12]],
  ['$1,234.50', [1234.5]],
  ['£ 3', [3]],
  // exponents
  ['1e3', [1000]],
  ['1,5E3', [1500]],
  ['2.5e-3', [0.0025]],
  ['2e−3', [0.002]],
  ['1e400', [Infinity]],
  ['-1e400', [-Infinity]]
])('%j reads %j', (text, readings) => {
  expect([...Numerals.readings(text)].sort((a, b) => a - b)).toEqual([...readings].sort((a, b) => a - b))
})

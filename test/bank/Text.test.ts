import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Text from '../../src/bank/Text'
import * as arbitrary from '../support/arbitraries'

test.prop([arbitrary.locales().chain((all) => fc.tuple(fc.constant(all), arbitrary.text(all)))])(
  'law 1: a text is found in every locale that the bank has, if it is there in any',
  ([all, text]) => {
    for (const locale of all) {
      const found = Text.inLocale(locale)(text)
      expect(found).toBe(typeof text === 'string' ? text : text[locale])
    }
    if (typeof text !== 'string') {
      const [first] = Object.keys(text)
      const other = { [first!]: text[first!]! }
      for (const locale of [...all, 'de', 'constructor', '__proto__', ''])
        expect(Text.inLocale(locale)(other)).toBe(text[first!])
    }
  }
)

describe('closest', () => {
  test.each([
    ['fr', ['en', 'fr'], 'fr'],
    ['fr-CA', ['en', 'fr', 'fr-CA'], 'fr-CA'],
    ['fr-CA', ['en', 'fr-FR', 'fr'], 'fr'],
    ['fr-CA', ['en', 'fr-FR'], 'fr-FR'],
    ['fr', ['en', 'fr-CA', 'fr-FR'], 'fr-CA'],
    ['zh-Hant-TW', ['zh', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-Hant-TW', ['zh-Hans', 'zh'], 'zh'],
    ['FR-ca', ['en', 'fr-CA'], 'fr-CA'],
    ['fra', ['en', 'fr'], 'en'],
    ['de', ['en', 'fr'], 'en'],
    ['', ['en'], 'en'],
    ['de', [], undefined]
  ])('to %o among %o is %o', (wish, available, found) => {
    expect(Text.closest(wish, available)).toBe(found)
  })

  test('a wish of any length is soon answered', () => {
    expect(Text.closest('a-'.repeat(1_000_000), ['en', 'a'])).toBe('a')
  })
})

describe('inLocale', () => {
  test.each<[string, Text.Text, string]>([
    ['fr', 'un', 'un'],
    ['fr', { en: 'one', fr: 'un' }, 'un'],
    ['de', { en: 'one', fr: 'un' }, 'one'],
    ['fr', {}, '']
  ])('%o of %o is %o', (locale, text, found) => {
    expect(Text.inLocale(locale)(text)).toBe(found)
  })
})

test.each([
  ['fr', 'fr-CA', true],
  ['fr', 'FR', true],
  ['fr', 'fra', false]
])('%o and %o are of one language: %o', (a, b, same) => {
  expect(Text.sameLanguage(a, b)).toBe(same)
})

test.each([
  ['fr', true],
  ['fr-CA', true],
  ['zh-Hant-TW', true],
  ['es-419', true],
  ['f', false],
  ['FR', false],
  ['fr_CA', false],
  ['fr-', false],
  ['constructor', false],
  ['__proto__', false],
  ['fr\n', false]
])('%o is a locale: %o', (locale, matches) => {
  expect(Text.localePattern.test(locale)).toBe(matches)
})

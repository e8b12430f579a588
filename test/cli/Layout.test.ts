import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Layout from '../../src/cli/Layout'

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 30 }))
const withoutSpace = (s: string): string => s.replace(/[ \n]/g, '')

describe('Layout laws', () => {
  test.prop([text, fc.integer({ min: 2, max: 100 })])(
    '1. no line of a wrapped text is wider than asked for, unless a character alone is',
    (raw, columns) => {
      for (const line of Layout.wrap(Layout.safe(raw), columns))
        expect(
          Layout.width(line) <= columns || Array.from(new Intl.Segmenter().segment(line)).length === 1
        ).toBe(true)
    }
  )

  test.prop([text, fc.integer({ min: 2, max: 100 })])(
    '2. wrapping loses and adds nothing but white space',
    (raw, columns) => {
      const safe = Layout.safe(raw)
      expect(withoutSpace(Layout.wrap(safe, columns).join('\n'))).toBe(withoutSpace(safe))
    }
  )

  test.prop([fc.string({ unit: 'binary' })])('3. what is made safe has no control characters left', (raw) => {
    expect(Layout.safe(raw)).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    expect(Layout.safeLine(raw)).not.toMatch(/\p{Cc}/u)
  })
})

describe('Layout', () => {
  it('takes out escape sequences whole', () => {
    expect(Layout.safe('a\u001b[31mred\u001b[0m\u001b]0;title\u0007b')).toBe('aredb')
  })

  it('counts wide characters as two columns and combining ones as none', () => {
    expect([Layout.width('日本'), Layout.width('e\u0301'), Layout.width('👍'), Layout.width('été')]).toEqual([
      4, 1, 2, 3
    ])
  })

  it('keeps French punctuation beside its word', () => {
    expect(Layout.wrap('Un mot ?', 6)).toEqual(['Un', 'mot ?'])
    expect(Layout.wrap('il dit « oui »', 9)).toEqual(['il dit', '« oui »'])
  })

  it('indents what hangs behind a lead', () => {
    expect(Layout.hanging('a  ', 'eins zwei drei vier', 13)).toEqual(['a  eins zwei', '   drei vier'])
  })
})

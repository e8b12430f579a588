import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { all, document, escape, h } from '../../src/report/Html'

/** What a parser makes of character references: the text that was meant. */
const read = (source: string): string =>
  source.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? ''
  )

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</style><script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='",
    '<!--',
    ']]>',
    '&lt;',
    '\u202eabc'
  )
)

describe('laws', () => {
  test.prop([text, text])(
    '1. text is text: no character of it begins or ends an element or an attribute',
    (content, value) => {
      const { source } = h('p', { title: value }, content)
      const [, attribute, inside] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/s.exec(source) ?? []
      expect([attribute, inside]).not.toContain(undefined)
      const visible = (raw: string): string => read(escape(raw))
      expect([read(attribute!), read(inside!)]).toEqual([visible(value), visible(content)])
    }
  )

  test.prop([fc.string({ unit: 'binary' })])(
    '2. what a reader cannot see, and what turns the direction of writing, is left out',
    (raw) => {
      expect(escape(raw)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      // Nothing else is: every other character is there, and in its place.
      expect(read(escape(raw))).toBe(
        raw.replace(/(?![\n\t])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, '')
      )
    }
  )
})

describe('h', () => {
  it('nests, leaves out what is undefined or false, and ends what has no content', () => {
    expect(
      h('ul', { id: undefined, class: 'x' }, ['a', h('li', { hidden: true }, 'b')], h('br', {})).source
    ).toBe('<ul class="x">a<li hidden>b</li><br></ul>')
    expect(h('td', { colspan: 2, hidden: false }, all('<', h('b', {}))).source).toBe(
      '<td colspan="2">&lt;<b></b></td>'
    )
  })
})

describe('document', () => {
  it('says its language and its policy before anything else', () => {
    const source = document(
      { language: 'fr', title: '<t>', policy: "default-src 'none'", style: 'p > a {}' },
      'x'
    )
    expect(source).toMatch(
      /^<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">/
    )
    expect(source).toContain('<title>&lt;t&gt;</title><style>p > a {}</style>')
  })
})

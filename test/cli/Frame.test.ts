import { stripVTControlCharacters } from 'node:util'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Frame from '../../src/cli/Frame'
import * as Layout from '../../src/cli/Layout'
import * as Lines from '../../src/cli/Lines'
import * as Style from '../../src/cli/Style'

const plain = { width: 80, context: 0, style: Style.of(false) }

const frame = (text: string, from: number, to = from + 1, look: Partial<Frame.Look> = {}) => {
  const lines = Lines.of(text)
  const [start, end] = [lines.positionOf(from), lines.positionOf(to)]
  return Frame.of({ ...plain, ...look })(lines, {
    ...start,
    endLine: end.line,
    endColumn: end.column
  })
}

/** Text with what is wide, narrow, invisible or dangerous. */
const wild = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    ' ',
    '\t',
    'é',
    '好',
    '😀',
    'e\u0301',
    '\u001b[31m',
    '\u0007',
    '\r',
    '\n',
    '\u202e',
    '"'
  ),
  maxLength: 300
})

describe('Frame laws', () => {
  test.prop([
    fc.string({ unit: fc.constantFrom('a', 'é', '好', '😀', '\t'), maxLength: 60 }),
    fc.integer({ min: 20, max: 120 })
  ])('1. the mark stands below the place, whatever stands before it', (before, width) => {
    const [line = '', mark = ''] = frame(`${before}X${before}`, before.length, before.length + 1, { width })
    const at = mark.indexOf('^')
    expect(mark.trimEnd()).toBe(`${mark.slice(0, at)}^`)
    expect(Layout.width(line.slice(0, line.indexOf('X')))).toBe(Layout.width(mark.slice(0, at)))
  })

  test.prop([wild, fc.nat(), fc.nat(40), fc.integer({ min: 30, max: 120 }), fc.nat(3), fc.boolean()])(
    '2. no line is wider than asked for; 3. nothing that a terminal would obey is left',
    (text, at, length, width, context, colour) => {
      const from = at % (text.length + 1)
      for (const line of frame(text, from, from + length, { width, context, style: Style.of(colour) })) {
        const bare = stripVTControlCharacters(line)
        expect(Layout.width(bare)).toBeLessThanOrEqual(width)
        expect(bare).not.toMatch(/[\p{Cc}\u202e]/u)
      }
    }
  )
})

describe('a frame', () => {
  it('shows the line and what is meant in it', () => {
    expect(frame('one: 1\ntwo: 2\n', 7, 10)).toEqual(['     2 │ two: 2', '       │ ^^^'])
  })

  it('shows lines around it, as far as there are some', () => {
    expect(frame('a\nb\nc\n', 2, 3, { context: 5 })).toEqual([
      '     1 │ a',
      '     2 │ b',
      '       │ ^',
      '     3 │ c'
    ])
  })

  it('marks the beginning of what goes on over lines', () => {
    expect(frame('a: "b\n  c"\n', 3, 10)).toEqual(['     1 │ a: "b', '       │    ^'])
  })

  it('shows of a long line the part that matters', () => {
    const text = `{${'"a":1,'.repeat(1e6)}"X":2${',"b":1'.repeat(1e6)}}`
    const [line = '', mark = ''] = frame(text, text.indexOf('"X"'), text.indexOf('"X"') + 3)
    expect(line).toMatch(/^ {5}1 │ ….*"a":1,"X":2,"b":1.*…$/)
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('"X"')
  })

  it('is nothing where there is nothing to show', () => {
    expect([frame('a\n', 2), frame('', 0), frame('a\n\nb', 2)]).toEqual([[], [], []])
  })

  it('shows lines that end in CRLF', () => {
    expect(frame('a\r\nbc\r\n', 3, 5)).toEqual(['     2 │ bc', '       │ ^^'])
  })
})

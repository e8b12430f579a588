/**
 * Text in columns: how wide it is on a terminal, wrapped, padded, and without anything a terminal would obey.
 *
 * Laws
 * 1. no line of a wrapped text is wider than asked for, unless a character alone is
 * 2. wrapping loses and adds nothing but white space
 * 3. what is made safe has no control characters left
 *
 * @since 0.1.0
 */
import { stripVTControlCharacters } from 'node:util'

/** Cc, and what turns the direction of writing or hides (bidi controls, line separators). */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** A text of a bank as it may reach a terminal: line feeds stay, escape sequences and other control characters go. */
export const safe = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(UNSAFE, (c) => (c === '\n' ? c : ''))

/** The same on one line. */
export const safeLine = (text: string): string => safe(text.replace(/\s+/g, ' ')).trim()

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** East Asian wide and full-width forms, and emoji: two columns. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|.*\ufe0f)/u

const NARROW = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u2580-\u25ff]*$/

const graphemes = (text: string): ReadonlyArray<string> =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

/** Columns that a line without escapes takes. */
export const width = (line: string): number => {
  if (NARROW.test(line)) return line.length
  let columns = 0
  for (const each of graphemes(line)) columns += WIDE.test(each) ? 2 : /^\p{M}/u.test(each) ? 0 : 1
  return columns
}

export const padEnd = (line: string, columns: number): string =>
  line + ' '.repeat(Math.max(0, columns - width(line)))

/** Pieces of a word that each fit. */
const broken = (word: string, columns: number): ReadonlyArray<string> => {
  if (width(word) <= columns) return [word]
  const pieces: Array<string> = []
  let piece = ''
  for (const each of graphemes(word)) {
    if (piece !== '' && width(piece + each) > columns) {
      pieces.push(piece)
      piece = ''
    }
    piece += each
  }
  return [...pieces, piece]
}

/** Stands for a space where French, or a mark alone at the beginning of a line, forbids a break. */
const HELD = '\u0001'

const held = (text: string): string => text.replace(/ (?=[»?!:;%])|(?<=«) /g, HELD)

/** Lines of at most so many columns; line feeds stay, no-break spaces hold, and so does a space before `?` or `»`. */
export const wrap = (text: string, columns: number): ReadonlyArray<string> => {
  const limit = Math.max(1, columns)
  return held(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: Array<string> = []
      let line = ''
      for (const word of paragraph.split(/[ ]+/).flatMap((each) => broken(each, limit))) {
        if (line !== '' && width(line) + 1 + width(word) > limit) {
          lines.push(line)
          line = word
        } else line = line === '' ? word : `${line} ${word}`
      }
      return [...lines, line].map((each) => each.replaceAll(HELD, ' '))
    })
}

/** Wrapped behind a lead that stands on the first line alone. */
export const hanging = (lead: string, text: string, columns: number): ReadonlyArray<string> => {
  const indent = width(lead)
  return wrap(text, Math.max(10, columns - indent)).map(
    (line, i) => (i === 0 ? lead : ' '.repeat(indent)) + line
  )
}

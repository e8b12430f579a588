/**
 * CSV as RFC 4180 has it, row by row from a text that comes in pieces: quoted fields with commas, line feeds and doubled
 * quotes, CRLF or LF, a last line without an end. Blank lines are passed over.
 *
 * A quote that is not closed within a row's limit (or the file) gives up its line alone, so that one stray quote does not
 * swallow the rest of a log. Other separators than the comma do as well, and quotes can be characters like any other.
 *
 * Laws
 * 1. how the text is cut into pieces does not matter
 * 2. every line belongs to exactly one row, or is blank
 *
 * @since 0.1.0
 */

/** What becomes of the rows. The fields are those of this call alone: the list is used again. */
export interface Sink {
  readonly row: (fields: ReadonlyArray<string>, count: number, line: number, raw: () => string) => void
  /** A row that is no CSV. */
  readonly broken: (reason: string, line: number, raw: string) => void
}

/** Takes a text in pieces; `end` after the last one. */
export interface Splitter {
  readonly push: (text: string) => void
  readonly end: () => void
  /** Whether a row has begun whose end was not given yet. */
  readonly isOpen: () => boolean
  /** Counts lines that others have taken. */
  readonly skip: (lines: number) => void
}

/** Characters; a longer row is one whose quote was never closed. */
const LONGEST = 1 << 20

const LF = 10
const CR = 13
const QUOTE = 34

/** What stands between fields, a single character; and whether fields may be quoted. */
export interface Shape {
  readonly separator: string
  readonly quotes: boolean
}

export const COMMAS: Shape = { separator: ',', quotes: true }

const linesIn = (text: string, from: number, to: number): number => {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Columns that are not `wanted` come as empty strings, which saves their cutting out; none are known before the header. */
export const splitter = (
  sink: Sink,
  wanted: (column: number) => boolean,
  { separator, quotes }: Shape = COMMAS
): Splitter => {
  const between = separator.charCodeAt(0)
  const fields: Array<string> = []
  let text = ''
  let line = 1
  let count = 0

  const keep = (from: number, to: number): void => {
    fields[count] = wanted(count) ? text.slice(from, to) : ''
    count++
  }

  /** A row without quotes. */
  const plain = (from: number, to: number): void => {
    let start = from
    for (
      let comma = text.indexOf(separator, from);
      comma >= 0 && comma < to;
      comma = text.indexOf(separator, start)
    ) {
      keep(start, comma)
      start = comma + 1
    }
    keep(start, to)
  }

  /** Where the field after an opening quote ends: behind the closing one. −1: not in this text. */
  const closing = (opening: number): number => {
    let at = opening
    for (;;) {
      at = text.indexOf('"', at + 1)
      if (at < 0) return -1
      if (text.charCodeAt(at + 1) !== QUOTE) return at + 1
      at++
    }
  }

  /** Where a row with quotes ends, its fields kept: before the line feed or at the end of the text. */
  const quoted = (from: number, last: boolean): number | 'open' | 'broken' => {
    let at = from
    for (;;) {
      let end: number
      if (text.charCodeAt(at) === QUOTE) {
        end = closing(at)
        if (end < 0 || (end === text.length && !last)) return 'open'
        fields[count] = wanted(count) ? text.slice(at + 1, end - 1).replaceAll('""', '"') : ''
        count++
        if (text.charCodeAt(end) === CR) {
          if (end + 1 === text.length && !last) return 'open'
          if (end + 1 === text.length || text.charCodeAt(end + 1) === LF) end++
        }
      } else {
        const feed = text.indexOf('\n', at)
        const stop = feed < 0 ? text.length : feed
        const comma = text.indexOf(separator, at)
        if (feed < 0 && comma < 0 && !last) return 'open'
        end = comma >= 0 && comma < stop ? comma : stop
        keep(at, end === stop && text.charCodeAt(end - 1) === CR && end > at ? end - 1 : end)
      }
      if (end >= text.length || text.charCodeAt(end) === LF) return end
      if (text.charCodeAt(end) !== between) return 'broken'
      at = end + 1
    }
  }

  /** One row from `from` on; where the next begins, or −1 where the text does not hold all of it. */
  const next = (from: number, nextQuote: number, last: boolean): number => {
    const feed = text.indexOf('\n', from)
    if (feed < 0 && !last) return text.length - from > LONGEST ? tooLong(from) : -1
    const stop = feed < 0 ? text.length : feed
    count = 0
    if (nextQuote < 0 || nextQuote >= stop) {
      const end = stop > from && text.charCodeAt(stop - 1) === CR ? stop - 1 : stop
      if (end > from) {
        plain(from, end)
        sink.row(fields, count, line, () => text.slice(from, end))
      }
      line++
      return stop + 1
    }
    const end = quoted(from, last)
    if (end === 'open' && !last && text.length - from <= LONGEST) return -1
    if (end === 'open' || end === 'broken') {
      const reason = end === 'open' ? 'a quote is not closed' : 'text after a closing quote'
      sink.broken(reason, line, text.slice(from, stop).replace(/\r$/, ''))
      line++
      return stop + 1
    }
    sink.row(fields, count, line, () => text.slice(from, end).replace(/\r$/, ''))
    line += 1 + linesIn(text, from, end)
    return end + 1
  }

  /** A line beyond all bounds, without an end in sight: what is here of it is given up. */
  const tooLong = (from: number): number => {
    sink.broken('the line is too long', line, text.slice(from))
    return text.length
  }

  const run = (last: boolean): void => {
    let at = 0
    let quote = quotes ? text.indexOf('"') : -1
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
      const after = next(at, quote, last)
      if (after < 0) break
      at = after
    }
    text = at >= text.length ? '' : text.slice(at)
  }

  return {
    push: (piece) => {
      text = text === '' ? piece : text + piece
      run(false)
    },
    end: () => {
      run(true)
      text = ''
    },
    isOpen: () => text !== '',
    skip: (lines) => {
      line += lines
    }
  }
}

/**
 * JSON lines: one object a line, from a text that comes in pieces. Blank lines are passed over.
 *
 * Laws
 * 1. how the text is cut into pieces does not matter
 *
 * @since 0.1.0
 */
import type { Sink, Splitter } from './LogCsv'

/** Characters. */
const LONGEST = 1 << 20

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A value as it would stand in a column; undefined where it is no text, number or truth value. */
const cell = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value)
}

/** A list of texts as one cell holds them: joined as DataShop joins skills. */
const listed = (value: unknown): unknown =>
  Array.isArray(value) && value.every((each) => typeof each !== 'object')
    ? value.map(String).join('~~')
    : value

/** The fields come in the order of `keys`; one that is missing is empty. Those of `lists` may hold several texts. */
export const splitter = (
  sink: Sink,
  keys: ReadonlyArray<string>,
  lists: ReadonlyArray<string> = []
): Splitter => {
  let text = ''
  let line = 1

  const take = (raw: string): void => {
    const value = parsed(raw)
    if (value === undefined) return sink.broken('broken JSON', line, raw)
    if (!isObject(value)) return sink.broken('not a JSON object', line, raw)
    const cells = keys.map((key) => {
      const held = Object.hasOwn(value, key) ? value[key] : ''
      return cell(lists.includes(key) ? listed(held) : held)
    })
    const odd = cells.findIndex((each) => each === undefined)
    if (odd >= 0) return sink.broken(`\`${keys[odd]}\` is neither text nor number`, line, raw)
    sink.row(
      cells.map((each) => each ?? ''),
      keys.length,
      line,
      () => raw
    )
  }

  const run = (last: boolean): void => {
    let from = 0
    while (from < text.length) {
      const feed = text.indexOf('\n', from)
      if (feed < 0 && !last && text.length - from <= LONGEST) break
      const stop = feed < 0 ? text.length : feed
      const raw = text.slice(from, stop).replace(/\r$/, '')
      if (feed < 0 && !last) sink.broken('the line is too long', line, raw)
      else {
        if (raw.trim() !== '') take(raw)
        line++
      }
      from = stop + 1
    }
    text = from >= text.length ? '' : text.slice(from)
  }

  return {
    push: (piece) => {
      text += piece
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

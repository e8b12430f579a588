/**
 * JSON, with what `JSON.parse` does not tell: where a mistake is, which keys stand twice, and at which place of a text
 * the value of a path is found.
 *
 * Laws
 * 1. a text has a mistake exactly where `JSON.parse` throws, or where it nests too deep
 * 2. the place of a path is that of its value
 * 3. a text is read like `JSON.parse` reads it, and its duplicate keys are those that a scan finds
 *
 * @since 0.1.0
 */
import { MOST } from '../bank/Examination'
import type { Path } from '../bank/Issue'
import type { Span, Wanted } from './Place'

export interface Mistake {
  readonly code: 'syntax' | 'too-deep' | 'too-large'
  readonly offset: number
  readonly message: string
}

/** A key that the object has already. */
export interface Duplicate {
  readonly span: Span
  readonly path: Path
  readonly key: string
}

export interface Scan {
  readonly mistake: Mistake | undefined
  readonly duplicates: ReadonlyArray<Duplicate>
}

/** No file of ours nests a quarter as deep. */
export const DEPTH = 100

/** A bank of fifty thousand challenges has fewer. Their number is what memory depends on. */
const VALUES = 2_000_000

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y
const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const COMMA = 44
const BRACE = 123
const BRACKET = 91

/** Reads a text from one end to the other, and fills in what is wanted. */
export const scan = (text: string, top?: Wanted): Scan => {
  let i = 0
  let mistake: Mistake | undefined
  const duplicates: Array<Duplicate> = []
  const path: Array<string | number> = []

  const fail = (message: string, offset = i): false => {
    mistake ??= { code: 'syntax', offset, message }
    return false
  }

  const found = (): string =>
    i >= text.length ? 'the end of the file' : `\`${String.fromCodePoint(text.codePointAt(i) ?? 0)}\``

  const expected = (what: string): false => fail(`expected ${what}, found ${found()}`)

  const space = (): void => {
    for (;;) {
      const c = text.charCodeAt(i)
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return
      i++
    }
  }

  const matched = (pattern: RegExp): boolean => {
    pattern.lastIndex = i
    if (!pattern.test(text)) return false
    i = pattern.lastIndex
    return true
  }

  /** From its opening quote to behind its closing one. */
  const string = (): boolean => {
    const start = i++
    for (;;) {
      const c = text.charCodeAt(i)
      if (c === QUOTE) {
        i++
        return true
      }
      if (Number.isNaN(c)) return fail('this text does not end', start)
      if (c < 32) return fail('a line feed or control character inside a text: write it as `\\n` or `\\u…`')
      if (c !== BACKSLASH) i++
      else if (!matched(ESCAPE)) return fail('a backslash that escapes nothing: write it twice')
    }
  }

  const object = (wanted: Wanted | undefined): boolean => {
    const keys = new Set<string>()
    i++
    space()
    if (text[i] === '}') return ++i > 0
    for (;;) {
      const offset = i
      if (text.charCodeAt(i) !== QUOTE) return expected('a key in double quotes')
      if (!string()) return false
      const end = i
      const raw = text.slice(offset, end)
      const key = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1)
      path.push(key)
      if (keys.has(key) && duplicates.length < MOST)
        duplicates.push({ span: [offset, end], path: [...path], key })
      keys.add(key)
      space()
      if (text[i] !== ':') return expected('`:`')
      i++
      if (!value(wanted?.children.get(key), [offset, end])) return false
      path.pop()
      if (text[i] === '}') return ++i > 0
      if (text[i] !== ',') return expected('`,` or `}`')
      i++
      space()
    }
  }

  const list = (wanted: Wanted | undefined): boolean => {
    i++
    space()
    if (text[i] === ']') return ++i > 0
    for (let n = 0; ; n++) {
      path.push(n)
      if (!value(wanted?.children.get(String(n)))) return false
      path.pop()
      if (text[i] === ']') return ++i > 0
      if (text[i] !== ',') return expected('`,` or `]`')
      i++
    }
  }

  const value = (wanted: Wanted | undefined, key?: Span): boolean => {
    space()
    const c = text[i]
    const container = c === '{' || c === '['
    const from = i
    const found = (to: number): void => {
      if (wanted !== undefined)
        wanted.found = { key: key ?? [from, to], value: [from, to], scalar: !container }
    }
    if (container) found(from + 1)
    if (container && path.length >= DEPTH) {
      mistake = { code: 'too-deep', offset: i, message: `nested more than ${DEPTH} levels deep` }
      return false
    }
    const ok = c === '{' ? object(wanted) : c === '[' ? list(wanted) : c === '"' ? string() : matched(SCALAR)
    if (!ok) return expected('a value')
    if (!container) found(i)
    space()
    return true
  }

  if (value(top) && i < text.length) expected('the end of the file')
  return { mistake, duplicates }
}

/** Behind the closing quote of the string that begins here; the end of the text where it has none. */
const afterString = (text: string, from: number): number => {
  for (let i = from + 1; ; i++) {
    i = text.indexOf('"', i)
    if (i < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(i - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return i + 1
  }
}

/** What a text holds if it is JSON: how deep it nests, how many keys it has, and about how many values. */
const outline = (
  text: string
): { readonly deep: boolean; readonly keys: number; readonly values: number } => {
  let keys = 0
  let values = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = afterString(text, i) - 1
        break
      case COLON:
        keys++
        break
      case COMMA:
        values++
        break
      case BRACE:
      case BRACKET:
        values++
        if (++depth > DEPTH) return { deep: true, keys, values }
        break
      case BRACE + 2:
      case BRACKET + 2:
        depth--
    }
  }
  return { deep: false, keys, values }
}

const keysIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  let keys = 0
  if (Array.isArray(value)) for (const each of value) keys += keysIn(each)
  else for (const key of Object.keys(value)) keys += 1 + keysIn((value as Record<string, unknown>)[key])
  return keys
}

export interface Read extends Scan {
  /** Undefined where there is a mistake. */
  readonly value: unknown
}

/** The value of a text. It is looked through letter by letter only where that has something to tell. */
export const read = (text: string): Read => {
  const { deep, keys, values } = outline(text)
  if (values > VALUES) {
    const message = `it holds more than ${VALUES.toLocaleString('en')} values: divide it`
    return { value: undefined, mistake: { code: 'too-large', offset: 0, message }, duplicates: [] }
  }
  if (!deep)
    try {
      const value: unknown = JSON.parse(text)
      return { value, mistake: undefined, duplicates: keys === keysIn(value) ? [] : scan(text).duplicates }
    } catch {
      // the scan says why
    }
  return { value: undefined, ...scan(text) }
}

/**
 * What `JSON.parse` does not tell: where a mistake is, which keys stand twice, and at which place of a text the value of
 * a path is found.
 *
 * Laws
 * 1. a text has a mistake exactly where `JSON.parse` throws, or where it nests too deep
 * 2. the place of a path is that of its value
 *
 * @since 0.1.0
 */
import type { Path } from '../bank/Issue'

/** Offsets in a text: of the key (of the value itself, in a list and at the top) and of the value. */
export interface Location {
  readonly key: number
  readonly value: number
  /** Whether the value is neither an object nor a list. */
  readonly scalar: boolean
}

/** Paths to be found, as a tree. */
export interface Wanted {
  readonly children: Map<string, Wanted>
  found?: Location
}

export interface Mistake {
  readonly offset: number
  readonly message: string
  readonly deep?: true
}

export interface Scan {
  readonly mistake: Mistake | undefined
  readonly duplicates: ReadonlyArray<{ readonly offset: number; readonly path: Path; readonly key: string }>
}

/** No file of ours nests a quarter as deep. */
export const DEPTH = 100

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y
const QUOTE = 34
const BACKSLASH = 92

/** Reads a text from one end to the other, and fills in what is wanted. */
export const scan = (text: string, top?: Wanted): Scan => {
  let i = 0
  let mistake: Mistake | undefined
  const duplicates: Array<Scan['duplicates'][number]> = []
  const path: Array<string | number> = []

  const fail = (message: string, offset = i): false => {
    mistake ??= { offset, message }
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
      const raw = text.slice(offset, i)
      const key = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1)
      path.push(key)
      if (keys.has(key)) duplicates.push({ offset, path: [...path], key })
      keys.add(key)
      space()
      if (text[i] !== ':') return expected('`:`')
      i++
      if (!value(wanted?.children.get(key), offset)) return false
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

  const value = (wanted: Wanted | undefined, key?: number): boolean => {
    space()
    const c = text[i]
    const container = c === '{' || c === '['
    if (wanted !== undefined) wanted.found = { key: key ?? i, value: i, scalar: !container }
    if (container && path.length >= DEPTH) {
      mistake = { offset: i, message: `nested more than ${DEPTH} levels deep`, deep: true }
      return false
    }
    const ok = c === '{' ? object(wanted) : c === '[' ? list(wanted) : c === '"' ? string() : matched(SCALAR)
    if (!ok) return expected('a value')
    space()
    return true
  }

  if (value(top) && i < text.length) expected('the end of the file')
  return { mistake, duplicates }
}

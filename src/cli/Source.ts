/**
 * A file that a person wrote, as a value with the places of its paths: from bytes to text to JSON or YAML, each step with
 * its own problems.
 *
 * @since 0.1.0
 */
import * as Issue from '../bank/Issue'
import * as Json from './Json'
import * as Layout from './Layout'
import * as Lines from './Lines'
import * as Place from './Place'

/** What can be wrong with a file before it is known what it holds. */
export type Code = 'syntax' | 'duplicate-key' | 'empty' | 'encoding' | 'too-large' | 'too-deep' | 'alias-bomb'

/** One thing to mend, and where; other formats than ours have codes of their own. */
export interface Problem<Codes extends string = Issue.Issue['_tag'] | Code> {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** Behind its last character, as `line` and `column`. */
  readonly endLine: number
  readonly endColumn: number
  readonly path: Issue.Path
  readonly code: Codes
  readonly severity: Issue.Severity
  readonly message: string
  readonly suggestion?: string
}

export interface Source {
  readonly file: string
  /** Where it begins, from 1: records of one file follow each other. */
  readonly line: number
  /** As far as it could be read. */
  readonly lines: Lines.Lines
  readonly value: unknown
  /** Whether there is a value to look at any further. */
  readonly whole: boolean
  readonly problems: ReadonlyArray<Problem>
  /** Issues with their places in this file. */
  readonly locate: (issues: ReadonlyArray<Issue.Issue>) => ReadonlyArray<Problem>
}

/** Larger files are refused before they are read. */
export const LIMIT = 64 * 1024 * 1024

const LONGEST = 400

const short = (text: string): string => {
  const line = Layout.safeLine(text)
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

type Remark = Omit<Problem, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'> & {
  readonly span: Place.Span
}

/** Remarks with their places in a file; those on a record count from where it begins. */
const located =
  (file: string, { positionOf }: Lines.Lines, base = 0) =>
  (remarks: ReadonlyArray<Remark>): ReadonlyArray<Problem> =>
    remarks.map(({ span: [from, to], path, code, severity, message, suggestion }) => {
      const end = positionOf(base + Math.max(from, to))
      return {
        file,
        ...positionOf(base + from),
        endLine: end.line,
        endColumn: end.column,
        path,
        code,
        severity,
        message: short(message),
        ...(suggestion === undefined ? {} : { suggestion: short(suggestion) })
      }
    })

/** Whether an issue is about the key of its place, not about what stands there. */
const aboutKey = (issue: Issue.Issue): boolean => {
  const last = issue.path[issue.path.length - 1]
  switch (issue._tag) {
    case 'unknown-key':
    case 'misplaced-key':
    case 'duplicate-id':
      return true
    case 'invalid-id':
      return issue.id === last
    case 'wrong-value':
      return issue.actual === `\`${last}\``
    default:
      return false
  }
}

const problemsOf =
  (locate: ReturnType<typeof located>, fill: (top: Place.Wanted) => void) =>
  (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Problem> => {
    if (issues.length === 0) return []
    const top = Place.wanted(issues.map(({ path }) => path))
    fill(top)
    return locate(
      issues.map((issue) => {
        const place = Place.of(top, issue.path)
        const suggestion = Issue.suggestion(issue)
        return {
          span: aboutKey(issue) || !place.scalar ? place.key : place.value,
          path: issue.path,
          code: issue._tag,
          severity: Issue.severity(issue),
          message: Issue.message(issue),
          ...(suggestion === undefined ? {} : { suggestion })
        }
      })
    )
  }

const remark = (span: Place.Span, code: Code, message: string, path: Issue.Path = []): Remark => ({
  span,
  path,
  code,
  severity: 'error',
  message
})

/** A file of JSON, or one record of it, which begins at `base`. */
const ofJson = (file: string, text: string, lines: Lines.Lines, base = 0): Source => {
  const place = located(file, lines, base)
  const { value, mistake, duplicates } = Json.read(text)
  const remarks =
    mistake === undefined
      ? duplicates.map(({ span, path, key }) =>
          remark(span, 'duplicate-key', `the key \`${key}\` stands here twice`, path)
        )
      : [remark([mistake.offset, mistake.offset + 1], mistake.code, mistake.message)]
  return {
    file,
    line: base === 0 ? 1 : lines.positionOf(base).line,
    lines,
    value,
    whole: mistake === undefined,
    problems: place(remarks),
    locate: problemsOf(place, (top) => void Json.scan(text, top))
  }
}

const ofYaml = async (file: string, text: string): Promise<Source> => {
  const { read } = await import('./Yaml')
  const lines = Lines.of(text)
  const place = located(file, lines)
  const { value, whole, remarks, locate } = read(text)
  return {
    file,
    line: 1,
    lines,
    value,
    whole,
    problems: place(remarks),
    locate: problemsOf(place, locate)
  }
}

const refused = (file: string, text: string, offset: number, code: Code, message: string): Source => {
  const lines = Lines.of(text)
  return {
    file,
    line: 1,
    lines,
    value: undefined,
    whole: false,
    problems: located(file, lines)([remark([offset, offset + 1], code, message)]),
    locate: () => []
  }
}

/** The text of these bytes, unless they are no UTF-8; `open`: the last character may be cut in two. */
const decoded = (bytes: Uint8Array, open = false): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: open })
  } catch {
    return undefined
  }
}

/** The offset of the first byte that is no UTF-8. Found by halving, since decoding is quick. */
const brokenAt = (bytes: Uint8Array): number => {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (decoded(bytes.subarray(0, middle), true) === undefined) high = middle - 1
    else low = middle
  }
  // A character that was begun well and not ended is broken from its first byte on.
  while (decoded(bytes.subarray(0, low)) === undefined) low--
  return low
}

const isJson = (file: string, text: string): boolean => {
  const name = file.toLowerCase().replace(/\.gz$/, '')
  if (/\.ya?ml$/.test(name)) return false
  return name.endsWith('.json') || /^\s*[{[]/.test(text)
}

/** The text of a file, or what is wrong with it. */
const textOf = (file: string, bytes: Uint8Array): string | Source => {
  const text = decoded(bytes)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refused(file, '', 0, 'encoding', 'this file is UTF-16: save it as UTF-8')
  if (text === undefined) {
    const at = brokenAt(bytes)
    const before = new TextDecoder().decode(bytes.subarray(0, at))
    const message = `byte ${at + 1} is no UTF-8: save the file as UTF-8`
    return refused(file, before, before.length, 'encoding', message)
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    const at = bytes.indexOf(0)
    return refused(file, text, nul, 'encoding', `byte ${at + 1} is NUL: this is no text file`)
  }
  return text.trim() === '' ? refused(file, text, 0, 'empty', 'this file is empty') : text
}

/** Reads the bytes of a file; whether they are JSON or YAML its name tells, or its first character. */
export const parse = async (file: string, bytes: Uint8Array): Promise<Source> => {
  const text = textOf(file, bytes)
  if (typeof text !== 'string') return text
  return isJson(file, text) ? ofJson(file, text, Lines.of(text)) : ofYaml(file, text)
}

/** The same of a file that may hold many, one on each line, which its name tells (`profiles.jsonl`). */
export const parseAll = async (file: string, bytes: Uint8Array): Promise<ReadonlyArray<Source>> => {
  if (!/\.(jsonl|ndjson)(\.gz)?$/i.test(file)) return [await parse(file, bytes)]
  const text = textOf(file, bytes)
  if (typeof text !== 'string') return [text]
  const lines = Lines.of(text)
  const sources: Array<Source> = []
  for (let base = 0; base < text.length;) {
    const end = text.indexOf('\n', base)
    const record = text.slice(base, end < 0 ? undefined : end)
    if (record.trim() !== '') sources.push(ofJson(file, record, lines, base))
    base += record.length + 1
  }
  return sources
}

/**
 * A file that a person wrote, as a value with the places of its paths: from bytes to text to JSON or YAML, each step with
 * its own problems.
 *
 * @since 0.1.0
 */
import * as Issue from '../bank/Issue'
import * as Json from './Json'
import * as Layout from './Layout'

/** What can be wrong with a file before it is known what it holds. */
export type Code = 'syntax' | 'duplicate-key' | 'empty' | 'encoding' | 'too-large' | 'too-deep' | 'alias-bomb'

/** One thing to mend, and where. */
export interface Problem {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  readonly path: Issue.Path
  readonly code: Issue.Issue['_tag'] | Code
  readonly severity: Issue.Severity
  readonly message: string
  readonly suggestion?: string
}

export interface Source {
  readonly file: string
  readonly value: unknown
  /** Whether there is a value to look at any further. */
  readonly whole: boolean
  readonly problems: ReadonlyArray<Problem>
  /** Issues with their places in this file. */
  readonly locate: (issues: ReadonlyArray<Issue.Issue>) => ReadonlyArray<Problem>
}

/** Larger files are refused before they are read. */
export const LIMIT = 64 * 1024 * 1024

/** YAML takes twenty times as long as JSON, and much more memory. */
export const YAML_LIMIT = 8 * 1024 * 1024

const LONGEST = 400

const short = (text: string): string => {
  const line = Layout.safeLine(text)
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

type Remark = Omit<Problem, 'file' | 'line' | 'column'> & { readonly offset: number }

/** Places of offsets in a text, each the line and column from 1. */
const placer = (text: string) => {
  let starts: Array<number> | undefined
  return (offset: number): { readonly line: number; readonly column: number } => {
    if (starts === undefined) {
      starts = [0]
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
    }
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

const located =
  (file: string, text: string) =>
  (remarks: ReadonlyArray<Remark>): ReadonlyArray<Problem> => {
    const placeOf = placer(text)
    return remarks.map(({ offset, path, code, severity, message, suggestion }) => ({
      file,
      ...placeOf(offset),
      path,
      code,
      severity,
      message: short(message),
      ...(suggestion === undefined ? {} : { suggestion: short(suggestion) })
    }))
  }

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

/** Of each path, or of the next thing around it where the file lacks it. */
type Locate = (paths: ReadonlyArray<Issue.Path>) => ReadonlyArray<Json.Location>

const problemsOf =
  (file: string, text: string, locate: Locate) =>
  (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Problem> => {
    if (issues.length === 0) return []
    const places = locate(issues.map(({ path }) => path))
    return located(
      file,
      text
    )(
      issues.map((issue, i) => {
        const place = places[i] ?? NOWHERE
        const suggestion = Issue.suggestion(issue)
        return {
          offset: aboutKey(issue) || !place.scalar ? place.key : place.value,
          path: issue.path,
          code: issue._tag,
          severity: Issue.severity(issue),
          message: Issue.message(issue),
          ...(suggestion === undefined ? {} : { suggestion })
        }
      })
    )
  }

const NOWHERE: Json.Location = { key: 0, value: 0, scalar: false }

const found = (top: Json.Wanted, path: Issue.Path): Json.Location => {
  let node: Json.Wanted | undefined = top
  let last = top.found ?? NOWHERE
  for (const step of path) {
    node = node?.children.get(String(step))
    if (node?.found === undefined) return { ...last, scalar: false }
    last = node.found
  }
  return last
}

/** One pass through the text for all the paths. */
const jsonLocate =
  (text: string): Locate =>
  (paths) => {
    const top: Json.Wanted = { children: new Map() }
    for (const path of paths) {
      let node = top
      for (const step of path) {
        const known = node.children.get(String(step))
        const child = known ?? { children: new Map<string, Json.Wanted>() }
        if (known === undefined) node.children.set(String(step), child)
        node = child
      }
    }
    Json.scan(text, top)
    return paths.map((path) => found(top, path))
  }

const ofJson = (file: string, text: string): Source => {
  const { mistake, duplicates } = Json.scan(text)
  const place = located(file, text)
  const locate = problemsOf(file, text, jsonLocate(text))
  const remark = (offset: number, code: Code, message: string, path: Issue.Path = []): Remark => ({
    offset,
    path,
    code,
    severity: 'error',
    message
  })
  if (mistake !== undefined) {
    const code = mistake.deep === true ? 'too-deep' : 'syntax'
    return {
      file,
      value: undefined,
      whole: false,
      problems: place([remark(mistake.offset, code, mistake.message)]),
      locate
    }
  }
  return {
    file,
    value: JSON.parse(text) as unknown,
    whole: true,
    problems: place(
      duplicates.map(({ offset, path, key }) =>
        remark(offset, 'duplicate-key', `the key \`${key}\` stands here twice`, path)
      )
    ),
    locate
  }
}

const ofYaml = async (file: string, text: string): Promise<Source> => {
  const { read } = await import('./Yaml')
  const { value, whole, remarks, locate } = read(text)
  return {
    file,
    value,
    whole,
    problems: located(file, text)(remarks),
    locate: problemsOf(file, text, (paths) => paths.map(locate))
  }
}

const refused = (file: string, text: string, offset: number, code: Code, message: string): Source => ({
  file,
  value: undefined,
  whole: false,
  problems: located(file, text)([{ offset, path: [], code, severity: 'error', message }]),
  locate: () => []
})

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

/** Reads the bytes of a file; whether they are JSON or YAML its name tells, or its first character. */
export const parse = async (file: string, bytes: Uint8Array): Promise<Source> => {
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
  if (text.trim() === '') return refused(file, text, 0, 'empty', 'this file is empty')
  if (isJson(file, text)) return ofJson(file, text)
  return bytes.length > YAML_LIMIT
    ? refused(file, '', 0, 'too-large', `YAML of more than ${YAML_LIMIT >> 20} MB: turn it into JSON`)
    : ofYaml(file, text)
}

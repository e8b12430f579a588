/**
 * Problems as a person reads them: each on a line, with its place in the file below, and a count at the end.
 *
 * @since 0.2.0
 */
import type { Checked } from './Checking'
import * as Frame from './Frame'
import * as Layout from './Layout'
import * as Load from './Load'
import type { Problem } from './Source'
import type { Style } from './Style'

export interface Look extends Frame.Look {
  /** So many problems are shown at most. */
  readonly limit: number
}

/** As `Load.line`, in colours. */
const headline =
  ({ bold, quiet, bad, note }: Style) =>
  ({ file, line, column, severity, code, message, suggestion }: Problem): string => {
    const colour = severity === 'error' ? bad : note
    const end = suggestion === undefined ? '' : `; ${suggestion}`
    return `${bold(`${Layout.safeLine(file)}:${line}:${column}`)} ${colour(severity)} ${quiet(`${code}:`)} ${message}${end}`
  }

export const of = (checked: ReadonlyArray<Checked>, look: Look): string => {
  let left = look.limit
  const lines = checked.flatMap(({ file, lines, problems, note }) => {
    const show = (problem: Problem): ReadonlyArray<string> => [
      headline(look.style)(problem),
      ...Frame.of(look)(lines, problem)
    ]
    const report = Load.report(file, problems, left, show)
    left = Math.max(0, left - problems.length)
    return [...report, ...(note === undefined ? [] : [`${Layout.safeLine(file)}: ${note}`])]
  })
  const problems = checked.flatMap((each) => each.problems)
  const total = checked.length > 1 ? [`${Load.count(problems)} in ${checked.length} files`] : []
  return [...lines, ...total].map((line) => `${line}\n`).join('')
}

/**
 * The place of a problem as it looks in its file: the line, a mark below, and lines around it where they are asked for.
 *
 * Laws
 * 1. the mark stands below the place, whatever stands before it
 * 2. no line is wider than asked for
 * 3. nothing that a terminal would obey is left
 *
 * @since 0.2.0
 */
import * as Layout from './Layout'
import type { Lines } from './Lines'
import type { Problem } from './Source'
import type { Style } from './Style'

export type Place = Pick<Problem, 'line' | 'column' | 'endLine' | 'endColumn'>

export interface Look {
  /** In columns. */
  readonly width: number
  /** How many lines are shown before and after. */
  readonly context: number
  readonly style: Style
}

/** Of a line that is too long, so much is shown before the place. */
const BEFORE = 0.4

/** Cut to so many columns, and safe. */
const fitted = (text: string, columns: number): string => {
  const safe = Layout.safe(text).replace(/\n/g, '')
  if (Layout.width(safe) <= columns) return safe
  let cut = safe.slice(0, columns)
  while (Layout.width(cut) > columns - 1) cut = cut.slice(0, -1)
  return `${cut}…`
}

/** The column from which a line is shown: the first, unless the place would be out of sight. */
const firstShown = ({ column, endColumn, line, endLine }: Place, length: number, columns: number): number => {
  const end = line === endLine ? endColumn : column + 1
  return length <= columns || end <= columns ? 1 : Math.max(1, column - Math.floor(columns * BEFORE))
}

/** The lines of a frame; none where the place is on an empty line, or behind the last one. */
export const of =
  ({ width, context, style }: Look) =>
  (lines: Lines, place: Place): ReadonlyArray<string> => {
    const { line, column, endLine, endColumn } = place
    if (lines.lengthOf(line) === 0) return []
    const digits = Math.max(4, String(line + context).length)
    const columns = Math.max(20, width - digits - 5)
    const from = firstShown(place, lines.lengthOf(line), columns)
    const lead = from > 1 ? '…' : ''
    const room = columns - lead.length
    const gutter = (n: number | undefined): string =>
      style.quiet(`  ${(n === undefined ? '' : String(n)).padStart(digits)} │ `)

    const shown = (n: number): ReadonlyArray<string> => {
      const text = lines.slice(n, from, room + 1)
      return text === undefined ? [] : [gutter(n) + lead + fitted(text, room)]
    }

    const before = fitted(lines.slice(line, from, column - from) ?? '', room)
    const marked = lines.slice(line, column, line === endLine ? endColumn - column : 1) ?? ''
    const length = Math.max(1, Math.min(Layout.width(fitted(marked, room)), room - Layout.width(before)))
    const mark = gutter(undefined) + ' '.repeat(Layout.width(lead + before)) + style.bad('^'.repeat(length))

    const numbers = Array.from({ length: 2 * context + 1 }, (_, i) => line - context + i).filter((n) => n > 0)
    return numbers.flatMap((n) => (n === line ? [...shown(n), mark] : shown(n)))
  }

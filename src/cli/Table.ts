/**
 * A table on a terminal: the first column wraps, the others hold numbers and stand to the right.
 *
 * Laws
 * 1. no line is wider than asked for, as long as the first column has room for a word
 *
 * @since 0.2.0
 */
import * as Layout from './Layout'

export interface Table {
  readonly head: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

const GAP = 2
/** What the first column needs at least. */
const NARROW = 12

const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - Layout.width(text))) + text

/** The line of the heads, and those of the rows. */
export const lines = (
  { head, rows }: Table,
  width: number
): { readonly head: ReadonlyArray<string>; readonly body: ReadonlyArray<string> } => {
  const all = [head, ...rows]
  const widest = head.map((_, i) => all.reduce((most, row) => Math.max(most, Layout.width(row[i] ?? '')), 0))
  const others = widest.slice(1)
  const rest = others.reduce((sum, each) => sum + each + GAP, 0)
  const first = Math.min(widest[0] ?? 0, Math.max(NARROW, width - rest))
  const lay = ([name = '', ...cells]: ReadonlyArray<string>): ReadonlyArray<string> => {
    const wrapped = Layout.wrap(name, first)
    const numbers = cells.map((cell, i) => ' '.repeat(GAP) + padStart(cell, others[i] ?? 0)).join('')
    // Numbers beside the last line of a name: that is where the eye arrives.
    return wrapped.map((line, i) => (i < wrapped.length - 1 ? line : Layout.padEnd(line, first) + numbers))
  }
  return { head: lay(head), body: rows.flatMap(lay) }
}

/**
 * A text by lines: at which line and column an offset is, and what a line says. They are counted once, when asked for.
 *
 * @since 0.2.0
 */

/** Line and column from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Lines {
  /** Of an offset; of the end for those behind it. */
  readonly positionOf: (offset: number) => Position
  /** Up to so many code units of a line, from a column on; undefined where there is no such line. */
  readonly slice: (line: number, column: number, length: number) => string | undefined
  readonly lengthOf: (line: number) => number
}

const startsOf = (text: string): ReadonlyArray<number> => {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

export const of = (text: string): Lines => {
  let counted: ReadonlyArray<number> | undefined
  const starts = (): ReadonlyArray<number> => (counted ??= startsOf(text))

  /** Where a line ends, its line break left out. */
  const endOf = (line: number): number => {
    const next = starts()[line]
    if (next === undefined) return text.length
    return text[next - 2] === '\r' ? next - 2 : next - 1
  }

  return {
    positionOf: (wanted) => {
      const offset = Math.min(wanted, text.length)
      const all = starts()
      let low = 0
      let high = all.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((all[middle] ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - (all[low] ?? 0) + 1 }
    },
    slice: (line, column, length) => {
      const start = starts()[line - 1]
      // Behind the last line break there is no line, though there is a place.
      if (start === undefined || (start === text.length && line > 1)) return undefined
      const from = start + column - 1
      return text.slice(from, Math.min(from + length, endOf(line)))
    },
    lengthOf: (line) => Math.max(0, endOf(line) - (starts()[line - 1] ?? text.length))
  }
}

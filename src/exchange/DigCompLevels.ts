/**
 * The levels of DigComp. Statements and outcomes name one of four, each of which spans two of the eight that banks have.
 *
 * Laws
 * 1. a name spans all levels that a file gives it
 * 2. a file without levels has those of DigComp 3.0
 *
 * @since 0.2.0
 */

/** The lowest and the highest of the eight. */
export type Span = readonly [number, number]

/** By the names that statements and outcomes may use. */
export type Spans = ReadonlyMap<string, Span>

export const WHOLE: Span = [1, 8]

const USUAL: Spans = new Map<string, Span>([
  ['Basic', [1, 2]],
  ['Intermediate', [3, 4]],
  ['Advanced', [5, 6]],
  ['Highly advanced', [7, 8]]
])

/** One of the eight, as a file has it. */
export interface Level {
  /** `Basic_1`. */
  readonly code: string
  /** `Basic`: that of the four. */
  readonly name: string | undefined
  readonly level: number
}

/** `Basic_1` and `Basic_2` are what `Basic` spans; each of them is a name as well. */
export const of = (levels: ReadonlyArray<Level>): Spans => {
  if (levels.length === 0) return USUAL
  const spans = new Map<string, Span>()
  for (const { code, name = code, level } of levels)
    for (const word of new Set([code.replace(/_\d+$/, ''), name, code])) {
      const [low, high] = spans.get(word) ?? [level, level]
      spans.set(word, [Math.min(low, level), Math.max(high, level)])
    }
  return spans
}

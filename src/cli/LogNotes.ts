/**
 * What is kept of a row beside its response: of some columns of the log a number each, so that responses stay small.
 *
 * @since 0.2.0
 */
import * as Failure from './Failure'
import * as Layout from './Layout'
import { fail } from './LogEffect'

export interface Note {
  /** Its name in the log, which has to have it; undefined: what the log says of the seconds, if anything. */
  readonly column: string | undefined
  /** What is kept of a text in it. */
  readonly of: (text: string) => number
}

/** A column whose values are told apart and counted. */
export interface Values extends Note {
  readonly column: string
  /** In the order in which they turned up. */
  readonly values: ReadonlyArray<string>
  readonly counts: ReadonlyArray<number>
}

/** A column with more is no grouping. */
const MOST = 100_000

export const values = (column: string, option = '--by'): Values => {
  const numbers = new Map<string, number>()
  const found: Array<string> = []
  const counts: Array<number> = []
  return {
    column,
    values: found,
    counts,
    of: (text) => {
      let number = numbers.get(text)
      if (number === undefined) {
        if (found.length === MOST)
          return fail(
            Failure.problems(
              `${option}: the column \`${Layout.safeLine(column)}\` has more than ${MOST} values; take one that has fewer`
            )
          )
        number = found.length
        const own = Buffer.from(text, 'utf16le').toString('utf16le')
        found.push(own)
        counts.push(0)
        numbers.set(own, number)
      }
      counts[number] = (counts[number] ?? 0) + 1
      return number
    }
  }
}

const NONE = 2 ** 32 - 1

/** Durations, kept in milliseconds. */
export const seconds: Note = {
  column: undefined,
  of: (text) => (text === '' ? NONE : Math.min(NONE - 1, Math.round(1000 * Number(text))))
}

/** Seconds; NaN where there were none. */
export const secondsOf = (note: number): number => (note === NONE ? NaN : note / 1000)

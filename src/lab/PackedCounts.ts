/**
 * Counts in every replicate of the bootstrap, four of them in one double, so that one addition serves four. A double
 * holds whole numbers of 52 bits exactly: four fields of thirteen. Before a field could run over, all are emptied.
 *
 * Laws
 * 1. they agree with counting in every replicate apart
 *
 * @since 0.2.0
 */
import { REPLICATES } from './Bootstrap'

const FIELDS = 4
const BITS = 13
const FIELD = 2 ** BITS
const PAIR = FIELD * FIELD

/** How many doubles hold the replicates of one row, which are a multiple of four. */
const WIDTH = REPLICATES / FIELDS

export interface PackedCounts {
  /** What is counted next counts as often as these weights say; no row of it more than `most` times. */
  readonly begin: (weights: Uint8Array, most: number) => void
  /** A row, some times more. */
  readonly add: (row: number, times: number) => void
  /** Adds what is counted to where it goes, all of it. */
  readonly empty: () => void
}

/** Counts in rows of replicates, on their way to an array of rows; all of them are there when they are emptied. */
export const of = (rows: number, to: Float64Array | Uint32Array): PackedCounts => {
  const counts = new Float64Array(rows * WIDTH)
  const packed = new Float64Array(WIDTH)
  let own: Uint8Array = new Uint8Array(REPLICATES)
  let fits = true
  let held = 0

  const increase = (at: number, n: number): void => {
    to[at] = (to[at] ?? 0) + n
  }

  const empty = (): void => {
    for (let i = 0; i < counts.length; i++) {
      const all = counts[i] ?? 0
      if (all === 0) continue
      counts[i] = 0
      const upper = Math.floor(all / PAIR)
      const lower = all - upper * PAIR
      increase(FIELDS * i, lower & (FIELD - 1))
      increase(FIELDS * i + 1, lower >>> BITS)
      increase(FIELDS * i + 2, upper & (FIELD - 1))
      increase(FIELDS * i + 3, upper >>> BITS)
    }
    held = 0
  }

  return {
    begin: (weights, most) => {
      own = weights
      let largest = 0
      for (let b = 0; b < REPLICATES; b++) largest = Math.max(largest, weights[b] ?? 0)
      fits = most * largest < FIELD
      if (!fits) return
      if (held + most * largest >= FIELD) empty()
      held += most * largest
      for (let i = 0, b = 0; i < WIDTH; i++, b += FIELDS)
        packed[i] =
          (weights[b] ?? 0) +
          (weights[b + 1] ?? 0) * FIELD +
          ((weights[b + 2] ?? 0) + (weights[b + 3] ?? 0) * FIELD) * PAIR
    },
    add: (row, times) => {
      if (fits)
        for (let i = 0, at = row * WIDTH; i < WIDTH; i++, at++)
          counts[at] = (counts[at] ?? 0) + times * (packed[i] ?? 0)
      else for (let b = 0; b < REPLICATES; b++) increase(row * REPLICATES + b, times * (own[b] ?? 0))
    },
    empty
  }
}

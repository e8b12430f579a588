/**
 * Tables times many vectors: tiles of five rows and two vectors, so that each number is read for several products, and no
 * addition waits for the one before it.
 *
 * Laws
 * 1. it agrees with the sums made one by one
 *
 * @since 0.2.0
 */

/** Rows of a tile; ten sums and what they are made of fill the registers. */
const ROWS = 5

/** Vectors of a tile. */
export const PAIR = 2

export interface Table {
  /** Rows, up to whole tiles. */
  readonly height: number
  readonly width: number
  /** Tile after tile, column after column; zeros below the last row. */
  readonly cells: Float64Array
}

export const of = (rows: number, width: number, cell: (row: number, column: number) => number): Table => {
  const height = ROWS * Math.ceil(rows / ROWS)
  const cells = new Float64Array(height * width)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < width; column++)
      cells[((row - (row % ROWS)) / ROWS) * ROWS * width + column * ROWS + (row % ROWS)] = cell(row, column)
  return { height, width, cells }
}

/** Room for so many vectors of a length, in pairs: entry i of vector n is at `place(n, i, length)`. */
export const room = (vectors: number, length: number): Float64Array =>
  new Float64Array(PAIR * Math.ceil(vectors / PAIR) * length)

export const place = (n: number, i: number, length: number): number =>
  (n - (n & 1)) * length + 2 * i + (n & 1)

/** The table times the first so many vectors, of which only the first entries are not 0. */
export const times = (
  { height, width, cells }: Table,
  vectors: Float64Array,
  count: number,
  entries: number,
  out: Float64Array
): void => {
  // Numbers that the compiler sees to be constant.
  const pair = 2
  const rows = 5
  for (let from = 0, to = 0; from < count * width; from += pair * width)
    for (let row = 0; row < height; row += rows, to += pair * rows) {
      let a0 = 0
      let a1 = 0
      let a2 = 0
      let a3 = 0
      let a4 = 0
      let b0 = 0
      let b1 = 0
      let b2 = 0
      let b3 = 0
      let b4 = 0
      const end = from + pair * entries
      for (let n = from, cell = row * width; n < end; n += pair, cell += rows) {
        const a = vectors[n]!
        const b = vectors[n + 1]!
        const c0 = cells[cell]!
        a0 += c0 * a
        b0 += c0 * b
        const c1 = cells[cell + 1]!
        a1 += c1 * a
        b1 += c1 * b
        const c2 = cells[cell + 2]!
        a2 += c2 * a
        b2 += c2 * b
        const c3 = cells[cell + 3]!
        a3 += c3 * a
        b3 += c3 * b
        const c4 = cells[cell + 4]!
        a4 += c4 * a
        b4 += c4 * b
      }
      out[to] = a0
      out[to + 1] = b0
      out[to + 2] = a1
      out[to + 3] = b1
      out[to + 4] = a2
      out[to + 5] = b2
      out[to + 6] = a3
      out[to + 7] = b3
      out[to + 8] = a4
      out[to + 9] = b4
    }
}

/**
 * Rows about a middle as even and odd parts, and the link as tables between those: P(z₋ₖ | g₋ⱼ) = P(z_k | g_j), so that even
 * parts make even ones, and odd parts odd ones.
 *
 * @since 0.2.0
 */
import * as Tiles from '../math/Tiles'

/**
 * The even and the odd part of a row about its middle, times a factor, as the n-th vectors of a length: the first `reach`
 * entries of them.
 */
export const part = (
  row: Float64Array,
  middle: number,
  n: number,
  length: number,
  reach: number,
  factor: number,
  even: Float64Array,
  odd: Float64Array
): void => {
  let to = Tiles.place(n, 0, length)
  even[to] = row[middle]! * (2 * factor)
  odd[to] = 0
  for (let i = 1; i < reach; i++) {
    to += 2
    const right = row[middle + i]!
    const left = row[middle - i]!
    even[to] = (right + left) * factor
    odd[to] = (right - left) * factor
  }
}

/** The row that two parts make; gives its smallest as a share of its largest. */
export const join = (
  even: Float64Array,
  odd: Float64Array,
  n: number,
  height: number,
  row: Float64Array,
  middle: number,
  length: number
): number => {
  let from = Tiles.place(n, 0, height)
  let most = (row[middle] = even[from]!)
  let least = most
  for (let i = 1; i < length; i++) {
    from += 2
    const e = even[from]!
    const o = odd[from]!
    const right = (row[middle + i] = e + o)
    const left = (row[middle - i] = e - o)
    if (right > most) most = right
    if (left > most) most = left
    if (right < least) least = right
    if (left < least) least = left
  }
  return least / most
}

/** The row that two parts make, and that times another, at the same place; gives the largest of the former. */
export const joinTimes = (
  even: Float64Array,
  odd: Float64Array,
  n: number,
  height: number,
  row: Float64Array,
  by: Float64Array,
  out: Float64Array,
  middle: number,
  length: number
): number => {
  let from = Tiles.place(n, 0, height)
  let most = (row[middle] = even[from]!)
  out[middle] = most * by[middle]!
  for (let i = 1; i < length; i++) {
    from += 2
    const e = even[from]!
    const o = odd[from]!
    const right = (row[middle + i] = e + o)
    const left = (row[middle - i] = e - o)
    out[middle + i] = right * by[middle + i]!
    out[middle - i] = left * by[middle - i]!
    if (right > most) most = right
    if (left > most) most = left
  }
  return most
}

/** The link as even and odd parts, h + 1 rows of h + 1 each: rows of g and of z. */
export const of = (link: Float64Array, nodes: number, competences: number) => {
  const h = (nodes - 1) / 2
  const size = h + 1
  const right = (g: number, z: number): number => link[(h + g) * nodes + h + z]!
  const left = (g: number, z: number): number => link[(h + g) * nodes + h - z]!
  const room = Tiles.room(competences, size)
  const out = Tiles.room(competences, Tiles.of(size, 0, () => 0).height)
  return {
    h,
    size,
    evenUp: Tiles.of(size, size, (g, z) => (z === 0 ? right(g, z) : (right(g, z) + left(g, z)) / 2)),
    oddUp: Tiles.of(size, size, (g, z) => (right(g, z) - left(g, z)) / 2),
    evenDown: Tiles.of(size, size, (z, g) => (g === 0 ? right(g, z) : right(g, z) + left(g, z))),
    oddDown: Tiles.of(size, size, (z, g) => (g === 0 ? 0 : right(g, z) - left(g, z))),
    even: room,
    odd: room.slice(),
    evenOut: out,
    oddOut: out.slice()
  }
}

export type Halves = ReturnType<typeof of>

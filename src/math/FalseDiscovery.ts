/**
 * Many tests at once: p-values adjusted so that among those at or below q a share q at most is expected to be due to
 * chance (Benjamini & Hochberg 1995).
 *
 * Laws
 * 1. adjusted values agree with the procedure step by step
 * 2. none is below its p, and their order is kept
 *
 * @since 0.2.0
 */

/** Adjusted p-values, in the order of the p-values. */
export const adjusted = (ps: ReadonlyArray<number>): ReadonlyArray<number> => {
  const order = ps.map((_, i) => i).sort((i, j) => ps[j]! - ps[i]! || j - i)
  const out = new Array<number>(ps.length).fill(1)
  let least = 1
  order.forEach((i, place) => {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - place))
    out[i] = least
  })
  return out
}

/**
 * How many slips of the keyboard two words are apart.
 *
 * Laws
 * 1. it is symmetric, and 0 only for equal words
 * 2. with a limit it agrees with the unlimited distance wherever that is within the limit
 *
 * @since 0.1.0
 */

/**
 * The least number of insertions, deletions, substitutions and swaps of neighbours between two words (optimal string
 * alignment), or Infinity where it is above the limit. Cells further than the limit from the diagonal are neither
 * visited nor stored, so a long input costs no more than its length times the limit.
 */
export const within = (limit: number, a: string, b: string): number => {
  // A character takes one or two code units: this much can be told without looking at them.
  if (Math.abs(a.length - b.length) > 2 * limit) return Infinity
  if (a === b) return limit >= 0 ? 0 : Infinity
  const left = Array.from(a)
  const right = Array.from(b)
  if (Math.abs(left.length - right.length) > limit) return Infinity
  const reach = Math.min(limit, Math.max(left.length, right.length))
  // Rows of the matrix, of which only the band is kept: the cell (i, j) stands at j − i + reach, one apart from the edge.
  const blank = (): Array<number> => new Array<number>(2 * reach + 3).fill(Infinity)
  const column = (i: number, j: number): number => j - i + reach + 1
  let beforeLast = blank()
  let last = blank()
  for (let j = 0; j <= Math.min(right.length, reach); j++) last[column(0, j)] = j
  for (let i = 1; i <= left.length; i++) {
    const row = blank()
    if (i <= reach) row[column(i, 0)] = i
    let least = row[column(i, 0)] ?? Infinity
    for (let j = Math.max(1, i - reach); j <= Math.min(right.length, i + reach); j++) {
      const same = left[i - 1] === right[j - 1]
      const at = column(i, j)
      let best = Math.min(last[at]! + (same ? 0 : 1), last[at + 1]! + 1, row[at - 1]! + 1)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, beforeLast[at]! + 1)
      row[at] = best
      least = Math.min(least, best)
    }
    // No later row is below it: a row rises by one at most, so a swap from the row before this one is over the limit too.
    if (least > limit) return Infinity
    beforeLast = last
    last = row
  }
  const distance = last[column(left.length, right.length)]!
  return distance <= limit ? distance : Infinity
}

/**
 * The candidate nearest to a word, if one is near enough to be a slip of it: a third of its letters, three at most, and
 * one in a word of two. Of a single letter nothing would be left.
 */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const limit = word.length < 2 ? 0 : Math.min(3, Math.max(1, Math.floor(word.length / 3)))
  const lower = word.toLowerCase()
  let best: string | undefined
  let least = limit + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > 2 * limit) continue
    const distance = within(Math.min(limit, least - 1), lower, candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
    if (least === 0) break
  }
  return best
}

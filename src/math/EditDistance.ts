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
 * alignment), or Infinity where it is above the limit. Cells further than the limit from the diagonal are never
 * visited, so a long input costs no more than its length times the limit.
 */
export const within = (limit: number, a: string, b: string): number => {
  const left = Array.from(a)
  const right = Array.from(b)
  if (Math.abs(left.length - right.length) > limit) return Infinity
  const blank = (): Array<number> => new Array<number>(right.length + 1).fill(Infinity)
  let beforeLast = blank()
  let last = blank()
  for (let j = 0; j <= Math.min(right.length, limit); j++) last[j] = j
  for (let i = 1; i <= left.length; i++) {
    const row = blank()
    if (i <= limit) row[0] = i
    for (let j = Math.max(1, i - limit); j <= Math.min(right.length, i + limit); j++) {
      const same = left[i - 1] === right[j - 1]
      let best = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1)
      row[j] = best
    }
    beforeLast = last
    last = row
  }
  const distance = last[right.length]!
  return distance <= limit ? distance : Infinity
}

/** The candidate nearest to a word, if one is near enough to be a slip of it: a third of its letters, three at most. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)))
  let best: string | undefined
  let least = limit + 1
  for (const candidate of candidates) {
    const distance = within(Math.min(limit, least - 1), word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
    if (least === 0) break
  }
  return best
}

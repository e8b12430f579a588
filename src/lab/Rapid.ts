/**
 * Rapid guesses: answers given in less time than it takes to look at the challenge. A challenge's threshold is a tenth of
 * the mean time of the answers to it, ten seconds at most (NT10: Wise & Ma 2012).
 *
 * @since 0.2.0
 */
import type { Vector } from '../math/Vector'

/** Of an answer that is mean. */
const SHARE = 0.1
/** Seconds. */
const LONGEST = 10

/** Times of answers by challenge, in milliseconds, which add up exactly. */
export interface Times {
  readonly milliseconds: Float64Array
  readonly answers: Float64Array
}

export const empty = (items: number): Times => ({
  milliseconds: new Float64Array(items),
  answers: new Float64Array(items)
})

/** The threshold of each challenge, in seconds; 0 where no time is known. */
export const thresholds = ({ milliseconds, answers }: Times): Float64Array =>
  milliseconds.map((sum, item) => {
    const count = answers[item] ?? 0
    return count === 0 ? 0 : Math.min(LONGEST, (SHARE * sum) / (1000 * count))
  })

export interface Speed {
  /** Answers whose time is known. */
  readonly timed: number
  /** How many of them were too fast. */
  readonly rapid: number
}

/** The answers of a learner, each with its seconds (NaN where they are not known). */
export const speedOf = (items: Vector, seconds: Vector, limits: Vector): Speed => {
  let timed = 0
  let rapid = 0
  for (let i = 0; i < items.length; i++) {
    const time = seconds[i] ?? NaN
    if (Number.isNaN(time)) continue
    timed++
    if (time < (limits[items[i] ?? -1] ?? 0)) rapid++
  }
  return { timed, rapid }
}

/**
 * Rows of positive numbers that may be too small for doubles: the numbers divided by the largest, and the log of that.
 * Products of such rows are cheap, and right wherever they are not faint; what is faint is made again in logs.
 *
 * Laws
 * 1. values × exp(log) are the numbers, and the largest value is 1
 * 2. a product with one factor exchanged is the product anew
 *
 * @since 0.2.0
 */
import * as Vector from './Vector'

export interface Scaled {
  /** The largest is 1. */
  readonly values: Vector.Row
  readonly log: number
}

/**
 * Values of 1e-308 and less have become 0. As long as the largest of a product of rows (each at most 1) is above this,
 * what was lost that way is less than 1e-200 of it.
 */
export const FAINT = 1e-100

/** All ones. */
export const one = (length: number): Scaled => ({
  values: new Array<number>(length).fill(0.5).fill(1),
  log: 0
})

/** exp(logs). At least one entry must be above −∞. */
export const ofLogs = (logs: Vector.Row): Scaled => {
  const log = Vector.max(logs)
  const values = Vector.zeros(logs.length)
  for (let i = 0; i < logs.length; i++) values[i] = Math.exp(logs[i]! - log)
  return { values, log }
}

/** Values scaled so that the largest is 1, in place; undefined where they are faint. */
const scaled = (values: Array<number>, log: number): Scaled | undefined => {
  const most = Vector.max(values)
  if (!(most > FAINT)) return undefined
  const scale = 1 / most
  for (let i = 0; i < values.length; i++) values[i]! *= scale
  return { values, log: log + Math.log(most) }
}

/** The product of one row or more; undefined where it is faint. */
export const product = (rows: ReadonlyArray<Scaled>): Scaled | undefined => {
  const values = rows[0]!.values.slice()
  let { log } = rows[0]!
  for (let r = 1; r < rows.length; r++) {
    const row = rows[r]!
    log += row.log
    for (let i = 0; i < values.length; i++) values[i]! *= row.values[i]!
  }
  return scaled(values, log)
}

/** A product with one of its factors exchanged for another; undefined where too little is left to divide by. */
export const exchanged = (whole: Scaled, factor: Scaled, other: Scaled): Scaled | undefined => {
  const { length } = whole.values
  const values = Vector.zeros(length)
  let least = Infinity
  for (let i = 0; i < length; i++) {
    const divisor = factor.values[i]!
    values[i] = (whole.values[i]! / divisor) * other.values[i]!
    if (divisor < least) least = divisor
  }
  return least > FAINT ? scaled(values, whole.log - factor.log + other.log) : undefined
}

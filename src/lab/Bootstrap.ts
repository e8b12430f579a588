/**
 * The Poisson bootstrap (Chamandy et al. 2012): in each replicate a learner counts as often as a Poisson(1) draw says. A
 * learner draws its weights from its own id and the seed, so that shards, workers and order do not matter.
 *
 * Laws
 * 1. the weights of a learner depend on the seed and its id alone
 * 2. weights are Poisson(1): mean and variance are one
 *
 * @since 0.1.0
 */
import * as Draw from '../math/Draw'

export const REPLICATES = 200

/** P(K ≤ k) of a Poisson(1) count, up to where 32-bit draws end. */
const CUMULATIVE = (() => {
  const table: Array<number> = []
  let probability = Math.exp(-1)
  let sum = 0
  for (let k = 0; k < 13; k++) {
    sum += probability
    table.push(sum)
    probability /= k + 1
  }
  return table
})()

const poisson = (u: number): number => {
  let k = 0
  while (u >= (CUMULATIVE[k] ?? 1)) k++
  return k
}

/** How often a learner counts in each replicate. */
export const weights = (seed: Draw.Seed, learner: string): Uint8Array => {
  const key = Draw.key(`${seed}/${learner}`)
  const counts = new Uint8Array(REPLICATES)
  for (let b = 0; b < REPLICATES; b++) counts[b] = poisson(Draw.draw(key, b))
  return counts
}

/** The p-quantile of some numbers, on straight lines between the order statistics; NaN of none. */
const quantile = (sorted: ReadonlyArray<number>, p: number): number => {
  const place = p * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? NaN
  const high = sorted[Math.ceil(place)] ?? NaN
  return low + (place - Math.floor(place)) * (high - low)
}

/** The 95 % percentile interval of a measure's replicates; those in which it is undefined (NaN) stay out. */
export const interval = (replicates: ReadonlyArray<number>): readonly [number, number] => {
  const sorted = replicates.filter((x) => !Number.isNaN(x)).sort((a, b) => a - b)
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)]
}

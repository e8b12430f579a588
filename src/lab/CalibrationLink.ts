/**
 * The M-step of the correlation of abilities: one number, looked for on the expected log-likelihood of the link
 * P(z_k | g) (model page, section 1).
 *
 * Laws
 * 1. the expected log-likelihood never falls
 * 2. it agrees with adding up all pairs of nodes
 * 3. no correlation is better than the one that is found
 *
 * @since 0.2.0
 */
import * as Golden from '../math/Golden'
import * as Vector from '../math/Vector'
import type { Counts } from '../knowledge/Expectation'
import { LEAST_CORRELATION, MOST_CORRELATION } from './CalibrationSettings'

/** Σ E[log P(z | g)] at a correlation; `z` are the nodes of both. */
export const value = ({ general, moments }: Counts, z: Float64Array, correlation: number): number => {
  const root = Math.sqrt(correlation)
  const twice = 2 * (1 - correlation)
  let square = 0
  let norms = 0
  for (let g = 0; g < general.length; g++) {
    const mass = general[g] ?? 0
    const at = z[g] ?? 0
    square += mass * at * at
    norms += mass * Vector.logSumExp(z.map((x) => -((x - root * at) ** 2) / twice))
  }
  return -((moments[0] ?? 0) - 2 * root * (moments[1] ?? 0) + correlation * square) / twice - norms
}

/** The best correlation near the one before, by golden section over its root; the one before where none is better. */
export const step = (counts: Counts, z: Float64Array, before: number): number => {
  const root = Golden.highest(
    (each) => value(counts, z, each * each),
    Math.sqrt(LEAST_CORRELATION),
    Math.sqrt(MOST_CORRELATION)
  )
  const found = root ** 2
  return value(counts, z, found) > value(counts, z, before) ? found : before
}

/**
 * What passes along the tree between the general factor and the ability of one competence (model page, section 4).
 *
 * @since 0.1.0
 */
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import type { Model } from './Model'

/**
 * m_c(g), at the G nodes: what the answers of one competence say about the general factor. Its values are never below
 * 1e-298, since P(z | g) is not.
 */
export type Message = Scaled.Scaled

/** Nodes whose posterior mass is below this change no mastery by more than 1e-12 together, and are passed over. */
export const NEGLIGIBLE = 1e-14

/** The nodes that carry mass: first ≤ k < last. */
export const support = (weights: Vector.Row): { readonly first: number; readonly last: number } => {
  let first = 0
  let last = weights.length
  while (first < last && weights[first]! < NEGLIGIBLE) first++
  while (last > first && weights[last - 1]! < NEGLIGIBLE) last--
  return { first, last }
}

/** Upward: m_c(g) = Σ_k P(z_k | g) L_c(k). */
export const of = ({ link, general }: Model, likelihood: Scaled.Scaled): Message => {
  const nodes = likelihood.values.length
  const values = Vector.zeros(general.length)
  for (let g = 0; g < values.length; g++)
    values[g] = Vector.dotRow(likelihood.values, link, g * nodes, 0, nodes)
  const most = Vector.max(values)
  const scale = 1 / most
  for (let g = 0; g < values.length; g++) values[g]! *= scale
  return { values, log: likelihood.log + Math.log(most) }
}

/** log m_c(g) from log L_c(k), where too much of L_c has become 0. */
export const inLogs = ({ link, general }: Model, logLikelihood: Vector.Row): Vector.Row => {
  const nodes = logLikelihood.length
  return Array.from(general, (_, g) =>
    Vector.logSumExp(logLikelihood.map((log, k) => log + Math.log(link[g * nodes + k]!)))
  )
}

/** Downward: Σ_g weights(g) P(z_k | g). Four nodes of g at a time, so that the sums are read and written less often. */
export const mix = (weights: Vector.Row, link: Float64Array, nodes: number): Vector.Row => {
  const out = Vector.zeros(nodes)
  const { first, last } = nonZero(weights)
  let g = first
  for (; g + 3 < last; g += 4) {
    const w0 = weights[g]!
    const w1 = weights[g + 1]!
    const w2 = weights[g + 2]!
    const w3 = weights[g + 3]!
    const r0 = g * nodes
    const r1 = r0 + nodes
    const r2 = r1 + nodes
    const r3 = r2 + nodes
    for (let k = 0; k < nodes; k++)
      out[k]! += w0 * link[r0 + k]! + w1 * link[r1 + k]! + (w2 * link[r2 + k]! + w3 * link[r3 + k]!)
  }
  for (; g < last; g++) {
    const weight = weights[g]!
    const row = g * nodes
    for (let k = 0; k < nodes; k++) out[k]! += weight * link[row + k]!
  }
  return out
}

/** The nodes between the first and the last weight above 0: first ≤ g < last. */
const nonZero = (weights: Vector.Row): { readonly first: number; readonly last: number } => {
  let first = 0
  let last = weights.length
  while (first < last && weights[first] === 0) first++
  while (last > first && weights[last - 1] === 0) last--
  return { first, last }
}

/** outside(k) likelihood(k), scaled to sum to one; undefined where it is faint. */
export const weighted = (outside: Vector.Row, { values }: Scaled.Scaled): Vector.Row | undefined => {
  const weights = Vector.zeros(outside.length)
  let total = 0
  for (let k = 0; k < weights.length; k++) {
    const weight = outside[k]! * values[k]!
    weights[k] = weight
    total += weight
  }
  if (!(total > Scaled.FAINT)) return undefined
  const scale = 1 / total
  for (let k = 0; k < weights.length; k++) weights[k]! *= scale
  return weights
}

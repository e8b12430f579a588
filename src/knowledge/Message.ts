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

/** Downward: Σ_g weights(g) P(z_k | g). */
export const mix = (weights: Vector.Row, link: Float64Array, nodes: number): Vector.Row => {
  const { first, last } = nonZero(weights)
  return Vector.mixRows(weights, link, nodes, first, last)
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

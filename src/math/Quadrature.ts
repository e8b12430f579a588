/**
 * Integration over a normal variable on equally spaced nodes (model page, section 1).
 *
 * @since 0.1.0
 */
import * as Vector from './Vector'

/** `count` equally spaced nodes on [−halfWidth, halfWidth]; the single node 0 where `count` is 1. */
export const nodes = (count: number, halfWidth: number): Float64Array =>
  count === 1
    ? new Float64Array(1)
    : Vector.build(count, (i) => -halfWidth + (2 * halfWidth * i) / (count - 1))

/** The density of N(mean, variance) at the nodes, scaled to sum to one. */
export const normalWeights = (at: Vector.Vector, mean: number, variance: number): Array<number> =>
  Vector.softmax(Vector.build(at.length, (i) => (-0.5 * (at[i]! - mean) ** 2) / variance))

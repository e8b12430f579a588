/**
 * The share of people in a population of whom something holds, where nobody is known for sure: each brings a probability p
 * out of a profile. What is kept is how many people have which p, on 65 nodes, so that parts add up exactly (model page,
 * section 10).
 *
 * A profile leans towards what was believed before the answers, and a mean of many profiles leans as much, however many
 * they are. So a group is given its own mean as what is believed beforehand (empirical Bayes): where scores are normal
 * with mean m₀ and variance s₀² beforehand, and the profiles of the group have the mean m̄ and the variance s̄², each
 * profile moves up by a s² with a = (m̄ − m₀)/(s₀² − s̄²), and Φ⁻¹(p) by a s. The share is the mean of those p.
 *
 * The interval is Jeffreys' for a count of n/r people, where r says how much less they tell than people who are known for
 * sure. So it carries both: that these people are a sample, and that none of them is known exactly.
 *
 * Laws
 * 1. however the people are split and ordered, the same bytes come out
 * 2. of people who are known for sure, it is Jeffreys' interval of a count
 * 3. the less is known of people, the wider it is; of whom nothing is known, it is everything
 * 4. 88 to 92 in a hundred 90 % intervals hold the truth
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import * as Normal from '../math/Normal'
import type { Vector } from '../math/Vector'

export interface Estimate {
  readonly value: number
  /** 90 %. */
  readonly interval: readonly [number, number]
}

const STEPS = 64

/** How many numbers a share keeps: the weight of people at each node. */
export const SIZE = STEPS + 1

/** Nodes stand closer at the ends, where a profile is almost sure. */
const nodes = Float64Array.from({ length: SIZE }, (_, i) => Math.sin(((i / STEPS) * Math.PI) / 2) ** 2)

/** The z at which Φ(z) = p, to 1e-9. */
const quantile = (p: number): number =>
  p <= 0
    ? -Infinity
    : p >= 1
      ? Infinity
      : Normal.mixtureQuantile({ weights: [1], means: [0], sds: [1] }, p, -10, 10)

const probits = Array.from(nodes, (p, i) => (i === STEPS ? Infinity : quantile(p)))

/** Where a p goes: between two nodes, so that it is kept in the mean. */
export interface Placed {
  readonly node: number
  /** The weight of the upper node. */
  readonly upper: number
}

export const place = (p: number): Placed => {
  const angle = (Math.asin(Math.sqrt(Math.min(1, Math.max(0, p)))) * 2 * STEPS) / Math.PI
  const node = Math.min(STEPS - 1, Math.floor(angle))
  const low = nodes[node] ?? 0
  const high = nodes[node + 1] ?? 1
  return { node, upper: ExactSum.term(Math.min(1, Math.max(0, (p - low) / (high - low)))) }
}

/** Adds a person to the weights that begin at `at`: one placed once may be added to many groups. */
export const put = (weights: Float64Array, at: number, { node, upper }: Placed): void => {
  weights[at + node] = (weights[at + node] ?? 0) + (1 - upper)
  weights[at + node + 1] = (weights[at + node + 1] ?? 0) + upper
}

export const add = (weights: Float64Array, at: number, p: number): void => put(weights, at, place(p))

/** What is known of the scores of a group, beside what was believed beforehand. */
export interface Setting {
  /** How far Φ⁻¹(p) moves where the group has its own mean beforehand; of profiles as they are, 0. */
  readonly shift: number
  /** 1 − s̄²/s₀²: the part of the variance of scores that profiles see. */
  readonly reliability: number
}

/** Mean and variance of a score: of profiles, the mean of the means and that of the variances. */
export interface Scores {
  readonly mean: number
  readonly variance: number
}

/** Nobody moves a profile further than from 2 to 98 %. */
const FURTHEST = 4

export const settingOf = (beforehand: Scores, { mean, variance }: Scores): Setting => {
  const seen = beforehand.variance - variance
  const reliability = beforehand.variance > 0 ? Math.min(1, Math.max(0, seen / beforehand.variance)) : 1
  if (reliability < LEAST) return { shift: 0, reliability }
  const shift = ((mean - beforehand.mean) / seen) * Math.sqrt(variance)
  return { shift: Math.max(-FURTHEST, Math.min(FURTHEST, shift)), reliability }
}

/** Where profiles see less than this of the variance, they say nothing. */
const LEAST = 0.05

/** Of people who are known for sure. */
export const SURE: Setting = { shift: 0, reliability: 1 }

/** How many people were added, and the mean of p once each Φ⁻¹(p) has moved. */
const moments = (
  weights: Vector,
  at: number,
  shift: number
): { readonly count: number; readonly mean: number } => {
  let count = 0
  let sum = 0
  for (let i = 0; i < SIZE; i++) {
    const weight = weights[at + i] ?? 0
    if (weight === 0) continue
    count += weight
    sum += weight * (shift === 0 ? (nodes[i] ?? 0) : Normal.cdf((probits[i] ?? 0) + shift))
  }
  return { count, mean: sum / count }
}

export const people = (weights: Vector, at = 0): number => Math.round(moments(weights, at, 0).count)

/** The mean of p as profiles have it. */
export const mean = (weights: Vector, at = 0): number => moments(weights, at, 0).mean

/** Nodes of an integral over the normal, from −4 to 4. */
const GRID = Array.from({ length: 41 }, (_, i) => (i - 20) / 5)

/**
 * How many people who are known for sure tell as much of a share as one of this reliability: the variance of the
 * estimate's influence function, p + D (m − μ)/λ, where the posterior means m are normal with variance λ around μ.
 */
const efficiency = (share: number, reliability: number): number => {
  if (reliability >= 1 || share <= 0 || share >= 1) return 1
  const spread = Math.sqrt(1 - reliability)
  const cut = -quantile(share)
  const weight = GRID.map((z) => Normal.density(z) / 5)
  const zs = GRID.map((z) => (z * Math.sqrt(reliability) - cut) / spread)
  const slope = zs.reduce((sum, z, i) => sum + (weight[i] ?? 0) * Normal.density(z) * spread, 0)
  const influence = zs.map(
    (z, i) => Normal.cdf(z) - share + (slope * (GRID[i] ?? 0)) / Math.sqrt(reliability)
  )
  const variance = influence.reduce((sum, x, i) => sum + (weight[i] ?? 0) * x * x, 0)
  return (share * (1 - share)) / variance
}

/** The posterior of a share at so many points; what is less than e⁻¹⁸ of the highest is left out. */
const POINTS = 200
const SLIGHT = 18

/** Jeffreys' interval for `yes` and `no` people: his prior is flat in the angle whose sine squared is the share. */
export const jeffreys = (yes: number, no: number): readonly [number, number] => {
  const log = (count: number, x: number): number => (count === 0 ? 0 : count * Math.log(x))
  const at = (angle: number): number => log(yes, Math.sin(angle) ** 2) + log(no, Math.cos(angle) ** 2)
  const peak = Math.atan2(Math.sqrt(yes), Math.sqrt(no))
  const highest = at(peak)
  const end = (far: number): number => {
    let inside = peak
    let outside = far
    if (at(far) > highest - SLIGHT) return far
    for (let step = 0; step < 30; step++) {
      const middle = (inside + outside) / 2
      if (at(middle) > highest - SLIGHT) inside = middle
      else outside = middle
    }
    return outside
  }
  const from = end(0)
  const width = (end(Math.PI / 2) - from) / POINTS
  const cumulative: Array<number> = []
  let sum = 0
  for (let i = 0; i < POINTS; i++) {
    sum += Math.exp(at(from + (i + 0.5) * width) - highest)
    cumulative.push(sum)
  }
  const reached = (q: number): number => {
    const i = cumulative.findIndex((each) => each >= q * sum)
    const before = cumulative[i - 1] ?? 0
    const part = (q * sum - before) / ((cumulative[i] ?? 0) - before)
    return Math.sin(from + (i + part) * width) ** 2
  }
  return [reached(0.05), reached(0.95)]
}

const FEW = 50

/** What is known of a share of so many people, of whom each tells as much as `worth` who are known for sure. */
interface Known {
  readonly count: number
  readonly value: number
  readonly worth: number
}

const NOBODY: Estimate = { value: NaN, interval: [NaN, NaN] }

const known = (weights: Vector, { shift, reliability }: Setting, at: number): Known => {
  const { count, mean: value } = moments(weights, at, shift)
  // That scores are normal, few people do not show.
  return { count, value, worth: Math.min(efficiency(value, reliability), 1 + count / FEW) }
}

const intervalOf = ({ count, value, worth }: Known, { reliability }: Setting, fixed: boolean): Estimate => {
  if (count === 0) return NOBODY
  if (reliability < LEAST) return { value, interval: fixed ? [value, value] : [0, 1] }
  const n = count * worth
  const [low, high] = jeffreys(n * value, n * (1 - value))
  return { value, interval: [Math.min(low, value), Math.max(high, value)] }
}

/** What no answer could change. */
const isFixed = ({ value }: Known): boolean => value <= 0 || value >= 1

/** The share of those whose score reaches a limit, and its interval; NaN of nobody. */
export const estimate = (weights: Vector, setting: Setting, at = 0): Estimate => {
  const above = known(weights, setting, at)
  return intervalOf(above, setting, isFixed(above))
}

/** The share of those whose score stays below the limit. */
export const below = (weights: Vector, setting: Setting, at = 0): Estimate => {
  const { value, interval } = estimate(weights, setting, at)
  return { value: 1 - value, interval: [1 - interval[1], 1 - interval[0]] }
}

/** The share of those whose score reaches one limit, and stays below a higher one. */
export const between = (weights: Vector, setting: Setting, low: number, high: number): Estimate => {
  const above = known(weights, setting, low)
  const beyond = known(weights, setting, high)
  const value = Math.min(1, Math.max(0, above.value - beyond.value))
  const worth = Math.min(above.worth, beyond.worth)
  return intervalOf({ count: above.count, value, worth }, setting, isFixed(above) && isFixed(beyond))
}

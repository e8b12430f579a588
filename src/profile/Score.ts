/**
 * The score of a competence counts levels: Σ w_a [a known] (model page, section 7). Means and standard deviations are
 * exact; the interval and the probabilities of the bands mix normals that have the exact mean and variance at each node.
 *
 * Laws
 * 1. mean and sd agree with enumeration
 * 2. the probabilities of the bands sum to one
 * 3. the level is exact: six acquis at 8/3 points make sixteen
 *
 * @since 0.1.0
 */
import type { Band } from '../bank/Level'
import * as Level from '../bank/Level'
import type * as Belief from '../knowledge/Belief'
import type { CompetenceModel, Model } from '../knowledge/Model'
import * as Normal from '../math/Normal'
import * as Vector from '../math/Vector'
import * as Rational from '../math/Rational'
import type { Moments } from './Moments'

export interface Score {
  readonly mean: number
  readonly sd: number
  /** 90 %. */
  readonly interval: readonly [number, number]
}

/** What is below this share of the mass moves no digit that is printed. */
const NEGLIGIBLE = 1e-15

/** The mixture over the nodes that carry mass. */
const mixture = (weights: Vector.Row, mean: Vector.Row, variance: Vector.Row): Normal.Mixture => {
  const kept: Array<number> = []
  weights.forEach((weight, k) => {
    if (weight > NEGLIGIBLE) kept.push(k)
  })
  return {
    weights: Float64Array.from(kept, (k) => weights[k] ?? 0),
    means: Float64Array.from(kept, (k) => mean[k] ?? 0),
    sds: Float64Array.from(kept, (k) => Math.sqrt(variance[k] ?? 0))
  }
}

const momentsOf = ({
  weights,
  means,
  sds
}: Normal.Mixture): { readonly mean: number; readonly sd: number } => {
  let mean = 0
  for (let i = 0; i < weights.length; i++) mean += (weights[i] ?? 0) * (means[i] ?? 0)
  let variance = 0
  for (let i = 0; i < weights.length; i++)
    variance += (weights[i] ?? 0) * ((sds[i] ?? 0) ** 2 + ((means[i] ?? 0) - mean) ** 2)
  return { mean, sd: Math.sqrt(variance) }
}

/** The score of a mixture between 0 and `top`, whose values lie `step` apart at the closest. */
const scoreOf = (mixed: Normal.Mixture, step: number, top: number): Score => {
  const half = step / 2
  const low = Normal.mixtureQuantile(mixed, 0.05, -half, top + half)
  const high = Normal.mixtureQuantile(mixed, 0.95, -half, top + half)
  return { ...momentsOf(mixed), interval: [Math.max(0, low - half), Math.min(top, high + half)] }
}

const total = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0)

const smallest = (weights: Float64Array): number =>
  weights.reduce((least, weight) => Math.min(least, weight), weights[0] ?? 0)

export interface CompetenceScore {
  readonly score: Score
  readonly level: number
  readonly band: Band
  readonly bands: Readonly<Record<Band, number>>
  /** E[max(0, wanted − score)] of a wanted level, level units. */
  readonly shortfall: (wanted: number) => number
}

/** Floor of Σ w_a over the acquis with m_a ≥ ½. */
export const level = ({ levels }: CompetenceModel, mastery: Vector.Row): number => {
  const present = [...new Set(levels)].sort((a, b) => a - b)
  return Rational.floorOfSum(
    present.map((each, i) => {
      const acquis = Array.from(levels.keys()).filter((a) => levels[a] === each)
      const known = acquis.filter((a) => (mastery[a] ?? 0) >= 0.5).length
      return { numerator: (each - (present[i - 1] ?? 0)) * known, denominator: acquis.length }
    })
  )
}

const bandsOf = (mixed: Normal.Mixture, step: number): Readonly<Record<Band, number>> => {
  const below = [0, ...Level.cuts.map((cut) => Normal.mixtureCdf(mixed, cut - step / 2)), 1]
  const [none = 0, novice = 0, intermediate = 0, advanced = 0, expert = 0] = Level.bands.map((_, i) =>
    Math.max(0, (below[i + 1] ?? 1) - (below[i] ?? 0))
  )
  return { none, novice, intermediate, advanced, expert }
}

/** The score of a competence from its moments and P(z_k | all). */
export const ofCompetence = (
  competence: CompetenceModel,
  { mean, variance }: Moments,
  ability: Vector.Row,
  mastery: Vector.Row
): CompetenceScore => {
  const { scoreWeights } = competence
  const mixed = mixture(ability, mean, variance)
  const step = smallest(scoreWeights)
  const reached = level(competence, mastery)
  return {
    score: scoreOf(mixed, step, total(scoreWeights)),
    level: reached,
    band: Level.band(reached),
    bands: bandsOf(mixed, step),
    shortfall: (wanted) =>
      mixed.weights.length === 0
        ? 0
        : Array.from(mixed.means).reduce(
            (sum, m, i) =>
              sum + (mixed.weights[i] ?? 0) * Normal.expectedShortfall(wanted, m, mixed.sds[i] ?? 0),
            0
          )
  }
}

/** The sum of the scores of some competences: dependent, but independent given g. */
export const overall = (
  { link, competences }: Model,
  belief: Belief.Belief,
  general: Vector.Row,
  scored: ReadonlyArray<{ readonly competence: number; readonly moments: Moments }>
): Score => {
  const mean = Vector.zeros(general.length)
  const variance = Vector.zeros(general.length)
  for (const { competence, moments } of scored) {
    const likelihood = scaled(belief.competences[competence]?.logLikelihood ?? [])
    const nodes = likelihood.length
    for (let g = 0; g < general.length; g++) {
      if ((general[g] ?? 0) < NEGLIGIBLE) continue
      let mass = 0
      let first = 0
      for (let k = 0; k < nodes; k++) {
        const weight = (link[g * nodes + k] ?? 0) * (likelihood[k] ?? 0)
        mass += weight
        first += weight * (moments.mean[k] ?? 0)
      }
      const m = first / mass
      let second = 0
      for (let k = 0; k < nodes; k++) {
        const weight = (link[g * nodes + k] ?? 0) * (likelihood[k] ?? 0)
        second += weight * ((moments.variance[k] ?? 0) + ((moments.mean[k] ?? 0) - m) ** 2)
      }
      mean[g] = (mean[g] ?? 0) + m
      variance[g] = (variance[g] ?? 0) + second / mass
    }
  }
  const weights = scored.map(({ competence }) => competences[competence]?.scoreWeights ?? new Float64Array())
  const steps = weights.filter((each) => each.length > 0).map(smallest)
  return scoreOf(
    mixture(general, mean, variance),
    steps.length === 0 ? 0 : Math.min(...steps),
    weights.reduce((sum, each) => sum + total(each), 0)
  )
}

/** L_c(k) from its log, largest 1. */
const scaled = (logLikelihood: Vector.Row): Vector.Row => {
  const top = logLikelihood.reduce((most, x) => Math.max(most, x), -Infinity)
  return logLikelihood.map((x) => Math.exp(x - top))
}

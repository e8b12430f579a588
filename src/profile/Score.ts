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
import type { CompetenceModel } from '../knowledge/Model'
import type * as Moments from '../knowledge/Moments'
import * as Normal from '../math/Normal'
import * as Vector from '../math/Vector'
import * as Rational from '../math/Rational'

export interface Score {
  readonly mean: number
  readonly sd: number
  /** 90 %. */
  readonly interval: readonly [number, number]
}

/** What is below this share of the mass moves no digit of an approximate interval that anyone reads. */
const SLIGHT = 1e-8

/** The mixture over the nodes that matter to an interval. */
const mixture = (weights: Vector.Row, { mean, variance }: Moments.Moments): Normal.Mixture => {
  const nodes = Array.from(weights.keys()).filter((k) => (weights[k] ?? 0) > SLIGHT)
  const total = nodes.reduce((sum, k) => sum + (weights[k] ?? 0), 0)
  return {
    weights: nodes.map((k) => (weights[k] ?? 0) / total),
    means: nodes.map((k) => mean[k] ?? 0),
    sds: nodes.map((k) => Math.sqrt(variance[k] ?? 0))
  }
}

/** The exact mean and standard deviation over all nodes. */
const exactly = (
  weights: Vector.Row,
  { mean, variance }: Moments.Moments
): { readonly mean: number; readonly sd: number } => {
  let m = 0
  for (let k = 0; k < weights.length; k++) m += (weights[k] ?? 0) * (mean[k] ?? 0)
  let v = 0
  for (let k = 0; k < weights.length; k++)
    v += (weights[k] ?? 0) * ((variance[k] ?? 0) + ((mean[k] ?? 0) - m) ** 2)
  return { mean: m, sd: Math.sqrt(v) }
}

/** Φ⁻¹(0.95). */
const Z95 = 1.6448536269514722

/** A score between 0 and `top`, whose values lie `step` apart at the closest, from its moments at weighted nodes. */
const scoreOf = (
  weights: Vector.Row,
  moments: Moments.Moments,
  mixed: Normal.Mixture,
  step: number,
  top: number
): Score => {
  const half = step / 2
  const { mean, sd } = exactly(weights, moments)
  const quantile = (p: number, z: number): number =>
    Normal.mixtureQuantile(mixed, p, -half, top + half, mean + z * sd)
  return {
    mean,
    sd,
    interval: [Math.max(0, quantile(0.05, -Z95) - half), Math.min(top, quantile(0.95, Z95) + half)]
  }
}

/** Σ w_a over all acquis: the highest level of the competence, without the rounding of a sum. */
const highest = ({ levels }: CompetenceModel): number =>
  levels.reduce((most, each) => Math.max(most, each), 0)

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
  const count = Vector.zeros(HIGHEST + 1)
  const known = Vector.zeros(HIGHEST + 1)
  levels.forEach((each, a) => {
    count[each] = (count[each] ?? 0) + 1
    if ((mastery[a] ?? 0) >= 0.5) known[each] = (known[each] ?? 0) + 1
  })
  const fractions: Array<Rational.Fraction> = []
  let lower = 0
  for (let each = 1; each <= HIGHEST; each++) {
    const denominator = count[each] ?? 0
    if (denominator === 0) continue
    fractions.push({ numerator: (each - lower) * (known[each] ?? 0), denominator })
    lower = each
  }
  return Rational.floorOfSum(fractions)
}

/** The highest level that an acquis can have. */
const HIGHEST = 8

/** P(band), cut to the possible range: the highest score, which is a whole level, is below the bands that begin above it. */
const bandsOf = (mixed: Normal.Mixture, step: number, top: number): Readonly<Record<Band, number>> => {
  const underneath = (cut: number): number => (cut > top + 0.5 ? 1 : Normal.mixtureCdf(mixed, cut - step / 2))
  const below = [0, ...Level.cuts.map(underneath), 1]
  const [none = 0, novice = 0, intermediate = 0, advanced = 0, expert = 0] = Level.bands.map((_, i) =>
    Math.max(0, (below[i + 1] ?? 1) - (below[i] ?? 0))
  )
  return { none, novice, intermediate, advanced, expert }
}

/** The score of a competence from its moments and P(z_k | all). */
export const ofCompetence = (
  competence: CompetenceModel,
  moments: Moments.Moments,
  ability: Vector.Row,
  mastery: Vector.Row
): CompetenceScore => {
  const { scoreWeights } = competence
  const mixed = mixture(ability, moments)
  const step = smallest(scoreWeights)
  const top = highest(competence)
  const reached = level(competence, mastery)
  return {
    score: scoreOf(ability, moments, mixed, step, top),
    level: reached,
    band: Level.band(reached),
    bands: bandsOf(mixed, step, top),
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

/** The sum of the scores of some competences, from its moments given the general factor. */
export const overall = (
  competences: ReadonlyArray<CompetenceModel>,
  general: Vector.Row,
  moments: Moments.Moments
): Score => {
  const steps = competences
    .filter(({ levels }) => levels.length > 0)
    .map(({ scoreWeights }) => smallest(scoreWeights))
  return scoreOf(
    general,
    moments,
    mixture(general, moments),
    steps.length === 0 ? 0 : Math.min(...steps),
    competences.reduce((sum, each) => sum + highest(each), 0)
  )
}

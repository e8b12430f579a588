/**
 * What changed between two rounds, of those alone who were measured in both.
 *
 * Each round's share is estimated as everywhere. What sums of both rounds say besides is how much the same people were alike
 * in both, so that the interval of the change is narrower than those of two groups of strangers.
 *
 * Laws
 * 1. however the people are split and ordered, the same bytes come out
 * 2. twice the same round is no change
 * 3. 88 to 92 in a hundred 90 % intervals hold the truth
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import type { Measured } from './Cohort'
import * as Share from './Share'

/** Sums of a competence: for each limit, both shares and Σ p p′; then the scores. */
const LIMITS = ['intermediate', 'autonomous'] as const
const LIMIT = 2 * Share.SIZE + 3
const AT = {
  people: LIMITS.length * LIMIT,
  before: LIMITS.length * LIMIT + 1,
  after: LIMITS.length * LIMIT + 4,
  size: LIMITS.length * LIMIT + 7
} as const

export type Sums = Float64Array

export const empty = (): Sums => new Float64Array(AT.size)

const plus = (sums: Sums, i: number, x: number): void => {
  sums[i] = (sums[i] ?? 0) + ExactSum.term(x)
}

const reaching = ({ bands }: Measured): ReadonlyArray<number> => [
  bands.intermediate + bands.advanced + bands.expert,
  bands.advanced + bands.expert
]

/** Adds somebody to sums that the caller made. */
export const add = (sums: Sums, before: Measured, after: Measured): void => {
  const [first, second] = [reaching(before), reaching(after)]
  LIMITS.forEach((_, i) => {
    const [p = 0, q = 0] = [first[i], second[i]]
    Share.add(sums, i * LIMIT, p)
    Share.add(sums, i * LIMIT + Share.SIZE, q)
    plus(sums, i * LIMIT + 2 * Share.SIZE, p * q)
    plus(sums, i * LIMIT + 2 * Share.SIZE + 1, p * p)
    plus(sums, i * LIMIT + 2 * Share.SIZE + 2, q * q)
  })
  plus(sums, AT.people, 1)
  for (const [at, { score }] of [
    [AT.before, before],
    [AT.after, after]
  ] as const) {
    plus(sums, at, score.mean)
    plus(sums, at + 1, score.mean * score.mean)
    plus(sums, at + 2, score.sd * score.sd)
  }
}

export const merge = (a: Sums, b: Sums): Sums => a.map((x, i) => x + (b[i] ?? 0))

export const people = (sums: Sums): number => sums[AT.people] ?? 0

const scoresAt = (sums: Sums, at: number): Share.Scores => ({
  mean: (sums[at] ?? 0) / people(sums),
  variance: (sums[at + 2] ?? 0) / people(sums)
})

/** How scores would be known beforehand, where the bank does not say: those of the first round, as they are spread. */
export const pooled = (sums: Sums): Share.Scores => {
  const { mean, variance } = scoresAt(sums, AT.before)
  return { mean, variance: variance + Math.max(0, (sums[AT.before + 1] ?? 0) / people(sums) - mean * mean) }
}

export interface Difference {
  readonly before: number
  readonly after: number
  readonly change: Share.Estimate
}

/** Φ⁻¹(0.95). */
const Z = 1.6448536269514722

const bounded = (x: number): number => Math.max(-1, Math.min(1, x))

/** The change of each share: of those who are intermediate or better, and autonomous. */
export const of = (
  sums: Sums,
  beforehand: Share.Scores
): Readonly<Record<(typeof LIMITS)[number], Difference>> => {
  const n = people(sums)
  const first = Share.settingOf(beforehand, scoresAt(sums, AT.before))
  const second = Share.settingOf(beforehand, scoresAt(sums, AT.after))
  const difference = (i: number): Difference => {
    const at = i * LIMIT
    const a = Share.estimate(sums, first, at)
    const b = Share.estimate(sums, second, at + Share.SIZE)
    const [p, q] = [Share.mean(sums, at), Share.mean(sums, at + Share.SIZE)]
    const moment = (k: number): number => (sums[at + 2 * Share.SIZE + k] ?? 0) / n
    const spread = Math.sqrt(Math.max(0, moment(1) - p * p) * Math.max(0, moment(2) - q * q))
    const alike = spread > 1e-12 ? bounded((moment(0) - p * q) / spread) : 0
    // Half an interval of each share stands for its standard deviation, at the ends as well.
    const [s, t] = [a, b].map(({ interval: [low, high] }) => (high - low) / (2 * Z)) as [number, number]
    // How alike both rounds are is itself uncertain where few people say it.
    const half = (1 + 2 / n) * Z * Math.sqrt(Math.max(0, s * s + t * t - 2 * alike * s * t))
    const value = b.value - a.value
    return {
      before: a.value,
      after: b.value,
      change: { value, interval: [bounded(value - half), bounded(value + half)] }
    }
  }
  return { intermediate: difference(0), autonomous: difference(1) }
}

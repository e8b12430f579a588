/**
 * The M-step of difficulties, of mean and sd of ability, and of spread: Newton's steps on what is expected of states,
 * halved until nothing falls (model page, section 9). While difficulties are free, their mean stays; where ability and
 * spread are free as well, the slope of difficulty on level stays, too: without it all of them could be stretched alike.
 *
 * Laws
 * 1. what is expected and believed never falls
 * 2. the mean of the difficulties stays
 * 3. where ability and spread are free, the slope of difficulty on level stays
 * 4. what is not fitted, and what was not answered, stays
 * 5. steps lead to where nothing near is better
 *
 * @since 0.2.0
 */
import * as Complete from '../knowledge/Complete'
import type { Counts } from '../knowledge/Expectation'
import type { Model } from '../knowledge/Model'
import type { Parameters } from '../knowledge/Parameters'
import * as Cholesky from '../math/Cholesky'
import * as CalibrationPrior from './CalibrationPrior'
import { FURTHEST, type Settings } from './CalibrationSettings'

/** Which acquis have a difficulty that can be fitted, those with answers; and what has to stay: rows that sum up steps. */
export interface Frame {
  readonly free: Uint8Array
  readonly constraints: ReadonlyArray<Float64Array>
}

export const frameOf = (model: Model, answered: Uint8Array, { fit }: Settings): Frame => {
  const levels = Float64Array.from(model.competences.flatMap((each) => Array.from(each.levels)))
  const count = answered.reduce((sum, each) => sum + each, 0)
  const mean = levels.reduce((sum, level, a) => sum + level * (answered[a] ?? 0), 0) / Math.max(1, count)
  const tilt = levels.map((level, a) => (level - mean) * (answered[a] ?? 0))
  const stretches = fit.includes('ability') && fit.includes('spread') && tilt.some((x) => x !== 0)
  return { free: answered, constraints: [Float64Array.from(answered), ...(stretches ? [tilt] : [])] }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

/** M⁻¹ b, M made of the blocks and what is believed, with 1 where nothing is free. */
const solver = (model: Model, { blocks }: Complete.Complete, { free }: Frame, sd: number) => {
  const factors: Array<{ readonly index: ReadonlyArray<number>; readonly factor: Float64Array | undefined }> =
    []
  let place = 0
  for (const { blocks: own, acquisOffset } of model.competences)
    for (const { acquis } of own) {
      const information = blocks[place++] ?? new Float64Array(0)
      const n = acquis.length
      const index = Array.from(acquis, (a) => acquisOffset + a)
      const matrix = information.map((x, at) => {
        const [i, j] = [Math.floor(at / n), at % n]
        if (free[index[i] ?? 0] !== 1 || free[index[j] ?? 0] !== 1) return i === j ? 1 : 0
        return x + (i === j ? 1 / sd ** 2 : 0)
      })
      factors.push({ index, factor: Cholesky.factor(matrix, n) })
    }
  return (b: Float64Array): Float64Array => {
    const out = new Float64Array(b.length)
    for (const { index, factor } of factors) {
      const own = index.map((a) => (free[a] === 1 ? (b[a] ?? 0) : 0))
      const x = factor === undefined ? own : Cholesky.solve(factor, own)
      index.forEach((a, i) => {
        out[a] = x[i] ?? 0
      })
    }
    return out
  }
}

/** A step without what would move the constraints, in the metric of the step. */
const projected = (
  solve: (b: Float64Array) => Float64Array,
  slope: Float64Array,
  constraints: ReadonlyArray<Float64Array>
): Float64Array => {
  const step = solve(slope)
  const rows = constraints.map(solve)
  const n = rows.length
  const gram = Float64Array.from({ length: n * n }, (_, at) =>
    dot(constraints[Math.floor(at / n)] ?? step, rows[at % n] ?? step)
  )
  const factor = Cholesky.factor(gram, n)
  if (factor === undefined) return new Float64Array(slope.length)
  const multipliers = Cholesky.solve(
    factor,
    constraints.map((row) => dot(row, step))
  )
  return step.map((x, a) => x - rows.reduce((sum, row, i) => sum + (multipliers[i] ?? 0) * (row[a] ?? 0), 0))
}

const HALVINGS = 12

/** The first of ever shorter moves that does not lower the value; where it stands, if none. */
const upward = (
  at: Parameters,
  from: number,
  value: (at: Parameters) => number,
  moved: (by: number) => Parameters
): Parameters => {
  for (let halving = 0, by = 1; halving < HALVINGS; halving++, by /= 2) {
    const next = moved(by)
    if (value(next) >= from) return next
  }
  return at
}

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x))

const difficultyStep = (
  model: Model,
  counts: Counts,
  at: Parameters,
  { difficulty: sd }: Settings,
  frame: Frame
): Parameters => {
  const now = Complete.of(model, counts, at, true)
  const levels = model.competences.flatMap((each) => Array.from(each.levels))
  const slope = now.difficulty.map((x, a) => x - ((at.difficulty[a] ?? 0) - (levels[a] ?? 0)) / sd ** 2)
  const step = projected(solver(model, now, frame, sd), slope, frame.constraints)
  const value = (next: Parameters): number =>
    next.difficulty.some((b) => !(Math.abs(b) <= FURTHEST))
      ? -Infinity
      : Complete.of(model, counts, next, false).value + CalibrationPrior.ofDifficulty(model, sd, next)
  return upward(at, now.value + CalibrationPrior.ofDifficulty(model, sd, at), value, (by) => ({
    ...at,
    difficulty: at.difficulty.map((b, a) => b + by * (step[a] ?? 0))
  }))
}

const generalStep = (model: Model, counts: Counts, at: Parameters, { fit }: Settings): Parameters => {
  const now = Complete.of(model, counts, at, true)
  const free = [...(fit.includes('ability') ? [0, 1] : []), ...(fit.includes('spread') ? [2] : [])]
  const n = free.length
  const matrix = Float64Array.from({ length: n * n }, (_, place) => {
    const [i, j] = [free[Math.floor(place / n)] ?? 0, free[place % n] ?? 0]
    return (
      (now.generalInformation[Complete.GENERAL * i + j] ?? 0) * (i === j ? 1 + 1e-9 : 1) +
      (i === j ? 1e-9 : 0)
    )
  })
  const factor = Cholesky.factor(matrix, n)
  if (factor === undefined) return at
  const step = Cholesky.solve(
    factor,
    free.map((i) => now.general[i] ?? 0)
  )
  const of = (i: number): number => step[free.indexOf(i)] ?? 0
  return upward(
    at,
    now.value,
    (next) => Complete.of(model, counts, next, false).value,
    (by) => ({
      ...at,
      mean: clamp(at.mean + by * of(0), -FURTHEST, FURTHEST),
      sd: clamp(at.sd * Math.exp(clamp(by * of(1), -1, 1)), 0.05, 20),
      spread: clamp(at.spread * Math.exp(clamp(by * of(2), -1, 1)), 0.05, 20)
    })
  )
}

/** One step of each that is fitted. */
export const step = (
  model: Model,
  counts: Counts,
  before: Parameters,
  settings: Settings,
  frame: Frame
): Parameters => {
  const { fit } = settings
  const next = fit.includes('difficulty') ? difficultyStep(model, counts, before, settings, frame) : before
  return fit.includes('ability') || fit.includes('spread') ? generalStep(model, counts, next, settings) : next
}

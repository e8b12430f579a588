/**
 * The likelihood of the answers to one challenge as its own parameters change and everything else stays: what the other
 * answers of each learner say of the acquis and of ability, times P(answer | known or not, θ). Groups of answers may each
 * have a shift of their own, of the logits of both.
 *
 * It is maximised by steps of Berndt, Hall, Hall & Hausman (1974), halved until nothing falls.
 *
 * Laws
 * 1. a fit never lowers the likelihood
 * 2. likelihood ratios of what is not there are distributed as they should be
 *
 * @since 0.2.0
 */
import * as Cholesky from '../math/Cholesky'
import { logistic, logit } from '../math/Logistic'
import { GAP, LEAST, MOST_DISCRIMINATION } from './CalibrationSettings'

/** Answers to one challenge. */
export interface Rows {
  /** How many nodes of θ there are; 1 where nothing depends on it. */
  readonly width: number
  readonly count: number
  /** P(known, θ_k | other answers), and then P(not known, θ_k | other answers), of each. */
  readonly given: Float32Array
  readonly right: Uint8Array
  /** The group of each. */
  readonly group: Uint8Array
  readonly groups: number
  /** θ_k − b; of learners of each kind, where their abilities are on different nodes. */
  readonly x: ReadonlyArray<Float64Array>
  readonly kind: Uint8Array
}

/** Parameters: logit(1 − slip), logit(guess), d, and the shift of each group; that of the first is 0. */
export type Point = Float64Array

export const SHIFTS = 3

export const pointOf = (
  { slip, guess, discrimination }: Readonly<Record<'slip' | 'guess' | 'discrimination', number>>,
  groups: number
): Point => {
  const point = new Float64Array(SHIFTS + groups)
  point.set([-logit(slip), logit(guess), discrimination])
  return point
}

/** What may change, and about which slip and guess. */
export interface Wish {
  readonly discrimination: boolean
  readonly shifts: boolean
  readonly centre: { readonly slip: number; readonly guess: number }
}

/** Slip and guess are held by one answer's worth each: enough to be found at all, too little to bend a ratio. */
const WEIGHT = 1

/** P(right | known) and P(right | not known) at the nodes, for learners of a kind, in a group. */
export const curvesOf = (point: Point, x: Float64Array, group: number) => {
  const [known = 0, unknown = 0, d = 0] = point
  const shift = point[SHIFTS + group] ?? 0
  return {
    known: x.map((at) => logistic(known + d * at + shift)),
    unknown: x.map((at) => logistic(unknown + d * at + shift))
  }
}

interface Value {
  /** With that of what holds slip and guess. */
  readonly log: number
  readonly slope: Float64Array
  /** Σ of the outer products of slopes. */
  readonly information: Float64Array
}

const value = (rows: Rows, point: Point, { centre }: Wish): Value => {
  const { width, count, given, right, group, groups, x, kind } = rows
  const n = point.length
  const slope = new Float64Array(n)
  const information = new Float64Array(n * n)
  const curves = x.flatMap((own) => Array.from({ length: groups }, (_, g) => curvesOf(point, own, g)))
  // Of one answer: made once, since there are many.
  const own = new Float64Array(4)
  const places = new Int32Array([0, 1, 2, SHIFTS])
  let log = 0
  for (let r = 0; r < count; r++) {
    const g = group[r] ?? 0
    const k = kind[r] ?? 0
    const curve = curves[k * groups + g]
    const at = x[k]
    if (curve === undefined || at === undefined) continue
    const isRight = right[r] === 1
    const begin = 2 * width * r
    let likelihood = 0
    let a = 0
    let b = 0
    let c = 0
    for (let i = 0; i < width; i++) {
      const p = curve.known[i] ?? 0
      const q = curve.unknown[i] ?? 0
      const w = given[begin + i] ?? 0
      const v = given[begin + width + i] ?? 0
      likelihood += isRight ? w * p + v * q : w * (1 - p) + v * (1 - q)
      const known = w * p * (1 - p)
      const unknown = v * q * (1 - q)
      a += known
      b += unknown
      c += (known + unknown) * (at[i] ?? 0)
    }
    log += Math.log(likelihood)
    const scale = (isRight ? 1 : -1) / likelihood
    own[0] = a * scale
    own[1] = b * scale
    own[2] = c * scale
    own[3] = (a + b) * scale
    places[3] = SHIFTS + g
    for (let i = 0; i < 4; i++) {
      const to = places[i] ?? 0
      slope[to] = (slope[to] ?? 0) + (own[i] ?? 0)
      for (let j = 0; j < 4; j++) {
        const cell = to * n + (places[j] ?? 0)
        information[cell] = (information[cell] ?? 0) + (own[i] ?? 0) * (own[j] ?? 0)
      }
    }
  }
  const believed = [1 - centre.slip, centre.guess]
  believed.forEach((share, i) => {
    const p = logistic(point[i] ?? 0)
    log += WEIGHT * (share * Math.log(p) + (1 - share) * Math.log(1 - p))
    slope[i] = (slope[i] ?? 0) + WEIGHT * (share - p)
    information[i * n + i] = (information[i * n + i] ?? 0) + WEIGHT * p * (1 - p)
  })
  return { log, slope, information }
}

const isInside = (point: Point): boolean => {
  const [known = 0, unknown = 0, d = 0] = point
  const slip = logistic(-known)
  const guess = logistic(unknown)
  return (
    slip >= LEAST / 2 &&
    guess >= LEAST / 2 &&
    slip + guess <= 1 - GAP / 2 &&
    d >= 0 &&
    d <= MOST_DISCRIMINATION &&
    point.every(Number.isFinite)
  )
}

const STEPS = 60

/** A rise that is no longer worth a step. */
const STILL = 1e-6

const HALVINGS = 20

export interface Fitted {
  readonly point: Point
  readonly log: number
  /** Steps until it was still. */
  readonly steps: number
}

/** The parameters, from some on, at which these answers are likeliest. */
export const fit = (rows: Rows, from: Point, wish: Wish): Fitted => {
  let point = from
  let now = value(rows, point, wish)
  let steps = 0
  for (; steps < STEPS; steps++) {
    const isHeld = point[2] === 0 && (now.slope[2] ?? 0) <= 0
    const free = Array.from(point.keys()).filter(
      (i) => i < 2 || (i === 2 ? wish.discrimination && !isHeld : wish.shifts && i > SHIFTS)
    )
    const n = free.length
    const matrix = Float64Array.from({ length: n * n }, (_, cell) => {
      const [i, j] = [free[Math.floor(cell / n)] ?? 0, free[cell % n] ?? 0]
      return (now.information[i * point.length + j] ?? 0) * (i === j ? 1 + 1e-6 : 1) + (i === j ? 1e-6 : 0)
    })
    const factor = Cholesky.factor(matrix, n)
    if (factor === undefined) break
    const slopes = free.map((i) => now.slope[i] ?? 0)
    const move = Cholesky.solve(factor, slopes)
    if (slopes.reduce((sum, s, i) => sum + s * (move[i] ?? 0), 0) < STILL) break
    let then: Value | undefined
    let next = point
    for (let halving = 0, by = 1; halving < HALVINGS && then === undefined; halving++, by /= 2) {
      const tried = point.slice()
      free.forEach((i, place) => {
        tried[i] = (point[i] ?? 0) + by * (move[place] ?? 0)
      })
      tried[2] = Math.max(0, tried[2] ?? 0)
      if (!isInside(tried)) continue
      const there = value(rows, tried, wish)
      if (!(there.log >= now.log)) continue
      then = there
      next = tried
    }
    if (then === undefined) break
    const rise = then.log - now.log
    point = next
    now = then
    if (rise < STILL) break
  }
  return { point, log: now.log, steps }
}

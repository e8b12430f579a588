/**
 * The M-step of a challenge, or of some that share their parameters (model page, section 9): slip and guess in closed form
 * where they do not discriminate, else Newton's steps on a weighted logistic regression of outcomes on θ − b, with an
 * intercept for those who know and one for those who do not.
 *
 * Laws
 * 1. what is expected of the answers and believed before never falls
 * 2. 0 < guess < 1 − slip < 1, discrimination ≥ 0
 * 3. answers in two parts are those in one
 *
 * @since 0.2.0
 */
import { logit, logistic, logLogistic } from '../math/Logistic'
import * as Cholesky from '../math/Cholesky'
import type { Centre } from './CalibrationPrior'
import { GAP, LEAST, MOST_DISCRIMINATION } from './CalibrationSettings'

export interface Estimate {
  readonly slip: number
  readonly guess: number
  readonly discrimination: number
}

export interface Wish {
  readonly slip: boolean
  readonly guess: boolean
  readonly discrimination: boolean
  /** What is believed before any answer, and how many answers that is worth. */
  readonly centre: Centre
  readonly weight: number
  /** Of discrimination about its centre. */
  readonly sd: number
}

/** Expected answers by who knew and what came of it: one number each, or one for each node of θ. */
export interface Answers {
  readonly knownRight: Float64Array
  readonly knownWrong: Float64Array
  readonly unknownRight: Float64Array
  readonly unknownWrong: Float64Array
}

/** The answers to a challenge, or to some that test the same acquis; x = θ − b at the nodes. */
export interface Part {
  readonly answers: Answers
  readonly x: Float64Array
}

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x))

/** The place where a falling function crosses 0. */
const crossing = (f: (x: number) => number, least: number, most: number): number => {
  let [low, high] = [least, most]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (f(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const sumOf = (all: ReadonlyArray<Answers>, cell: keyof Answers): number =>
  all.reduce((sum, answers) => answers[cell].reduce((total, x) => total + x, sum), 0)

/** The answers to all of some challenges that test the same acquis. */
export const together = (all: ReadonlyArray<Answers>): Answers => {
  const total = (cell: keyof Answers): Float64Array => {
    const [first = new Float64Array(0), ...rest] = all.map((answers) => answers[cell])
    return rest.length === 0 ? first : first.map((x, k) => rest.reduce((sum, row) => sum + (row[k] ?? 0), x))
  }
  return {
    knownRight: total('knownRight'),
    knownWrong: total('knownWrong'),
    unknownRight: total('unknownRight'),
    unknownWrong: total('unknownWrong')
  }
}

/** Challenges that share their parameters and do not discriminate; no estimate is below `least`. */
export const flat = (all: ReadonlyArray<Answers>, before: Estimate, wish: Wish, least = LEAST): Estimate => {
  const { weight, centre } = wish
  const pseudo = (p: number, isFitted: boolean): number => (isFitted ? weight * p : 0)
  const knownWrong = sumOf(all, 'knownWrong') + pseudo(centre.slip, wish.slip)
  const knownRight = sumOf(all, 'knownRight') + pseudo(1 - centre.slip, wish.slip)
  const unknownRight = sumOf(all, 'unknownRight') + pseudo(centre.guess, wish.guess)
  const unknownWrong = sumOf(all, 'unknownWrong') + pseudo(1 - centre.guess, wish.guess)
  const share = (part: number, rest: number, otherwise: number): number =>
    part + rest > 0 ? clamp(part / (part + rest), least, 1 - least) : otherwise
  const slip = wish.slip ? share(knownWrong, knownRight, before.slip) : before.slip
  const guess = wish.guess ? share(unknownRight, unknownWrong, before.guess) : before.guess
  const gap = Math.min(GAP, 1 - before.slip - before.guess)
  if (slip + guess <= 1 - gap) return { ...before, slip, guess }
  if (!wish.slip) return { ...before, guess: 1 - gap - slip }
  if (!wish.guess) return { ...before, slip: 1 - gap - guess }
  const most = 1 - gap - least
  const nearest = crossing(
    (x) => knownWrong / x - knownRight / (1 - x) - unknownRight / (1 - gap - x) + unknownWrong / (gap + x),
    least,
    most
  )
  return { ...before, slip: nearest, guess: 1 - gap - nearest }
}

/** logit(1 − slip), logit(guess), d. */
type Point = readonly [number, number, number]

const pointOf = ({ slip, guess, discrimination }: Estimate): Point => [
  -logit(slip),
  logit(guess),
  discrimination
]

const estimateOf = ([known, unknown, discrimination]: Point): Estimate => ({
  slip: logistic(-known),
  guess: logistic(unknown),
  discrimination
})

const isInside = ([known, unknown, d]: Point, gap: number): boolean =>
  logistic(-known) >= LEAST / 2 &&
  logistic(unknown) >= LEAST / 2 &&
  logistic(-known) + logistic(unknown) <= 1 - gap &&
  d >= 0 &&
  d <= MOST_DISCRIMINATION

/** What is expected and believed, with its slopes and its negative curvature, 3 × 3. */
export const regression = (parts: ReadonlyArray<Part>, wish: Wish, point: Point) => {
  const slope = new Float64Array(3)
  const information = new Float64Array(9)
  let value = 0
  const add = (side: number, right: number, wrong: number, at: number): void => {
    if (right + wrong === 0) return
    const η = (point[side] ?? 0) + point[2] * at
    const p = logistic(η)
    const residual = right - (right + wrong) * p
    const own = (right + wrong) * p * (1 - p)
    value += right * logLogistic(η) + wrong * logLogistic(-η)
    slope[side] = (slope[side] ?? 0) + residual
    slope[2] = (slope[2] ?? 0) + residual * at
    information[4 * side] = (information[4 * side] ?? 0) + own
    information[3 * side + 2] = (information[3 * side + 2] ?? 0) + own * at
    information[8] = (information[8] ?? 0) + own * at * at
  }
  for (const { answers, x } of parts)
    for (let k = 0; k < x.length; k++) {
      add(0, answers.knownRight[k] ?? 0, answers.knownWrong[k] ?? 0, x[k] ?? 0)
      add(1, answers.unknownRight[k] ?? 0, answers.unknownWrong[k] ?? 0, x[k] ?? 0)
    }
  const { centre, weight, sd } = wish
  if (wish.slip) add(0, weight * (1 - centre.slip), weight * centre.slip, 0)
  if (wish.guess) add(1, weight * centre.guess, weight * (1 - centre.guess), 0)
  if (wish.discrimination) {
    const off = point[2] - centre.discrimination
    value -= off ** 2 / (2 * sd ** 2)
    slope[2] = (slope[2] ?? 0) - off / sd ** 2
    information[8] = (information[8] ?? 0) + 1 / sd ** 2
  }
  information[6] = information[2] ?? 0
  information[7] = information[5] ?? 0
  return { value, slope, information }
}

const STEPS = 4

/** Challenges that share their parameters and discriminate, or may. */
export const bent = (parts: ReadonlyArray<Part>, before: Estimate, wish: Wish): Estimate => {
  const gap = Math.min(GAP, 1 - before.slip - before.guess)
  let point = pointOf(before)
  let now = regression(parts, wish, point)
  for (let step = 0; step < STEPS; step++) {
    // At 0 and pulled below, d stays where it is.
    const isHeld = point[2] === 0 && (now.slope[2] ?? 0) <= 0
    const free = [wish.slip, wish.guess, wish.discrimination && !isHeld].flatMap((is, i) => (is ? [i] : []))
    const n = free.length
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [free[Math.floor(at / n)] ?? 0, free[at % n] ?? 0]
      return (now.information[3 * i + j] ?? 0) + (i === j ? 1e-9 : 0)
    })
    const factor = Cholesky.factor(matrix, n)
    if (n === 0 || factor === undefined) break
    const move = Cholesky.solve(
      factor,
      free.map((i) => now.slope[i] ?? 0)
    )
    const moved = (by: number): Point => {
      const next: [number, number, number] = [...point]
      free.forEach((i, at) => {
        next[i] = (next[i] ?? 0) + by * (move[at] ?? 0)
      })
      return [next[0], next[1], Math.max(0, next[2])]
    }
    let by = 1
    let next = moved(by)
    let then = isInside(next, gap) ? regression(parts, wish, next) : undefined
    while (!(then !== undefined && then.value >= now.value) && by > 1e-3) {
      by /= 2
      next = moved(by)
      then = isInside(next, gap) ? regression(parts, wish, next) : undefined
    }
    if (then === undefined || !(then.value >= now.value)) break
    const rise = then.value - now.value
    point = next
    now = then
    if (rise < 1e-9) break
  }
  const after = estimateOf(point)
  return {
    slip: wish.slip ? after.slip : before.slip,
    guess: wish.guess ? after.guess : before.guess,
    discrimination: after.discrimination
  }
}

/**
 * Standard errors from the observed information (Louis 1982): the complete information, less what is missing of it, plus
 * what is believed before. All parameters at once where there are not too many of them; else the noise and difficulties of
 * each block at once, and those of ability.
 *
 * Laws
 * 1. the information is the curvature of the log-likelihood
 *
 * @since 0.2.0
 */
import * as Complete from '../knowledge/Complete'
import type * as Expectation from '../knowledge/Expectation'
import type { Layout } from '../knowledge/Missing'
import type { Model } from '../knowledge/Model'
import type { Parameters } from '../knowledge/Parameters'
import * as Cholesky from '../math/Cholesky'
import { logistic, logit } from '../math/Logistic'
import * as Calibration from './Calibration'
import * as CalibrationItems from './CalibrationItems'
import * as CalibrationLink from './CalibrationLink'

/** So many parameters at most are looked at all at once. */
export const MOST = 800

/** Where each parameter stands, and which pairs are looked at. */
export const layoutOf = ({ model, entries }: Calibration.Plan): Layout => {
  const acquis = model.competences.reduce((sum, { levels }) => sum + levels.length, 0)
  const rows = {
    slip: new Int32Array(model.items.length).fill(-1),
    guess: new Int32Array(model.items.length).fill(-1),
    discrimination: new Int32Array(model.items.length).fill(-1),
    difficulty: new Int32Array(acquis).fill(-1)
  }
  const single = { mean: -1, sd: -1, spread: -1, correlation: -1 }
  const group = new Int32Array(entries.length)
  const blockOf = new Int32Array(acquis)
  let blocks = 0
  for (const { blocks: own, acquisOffset } of model.competences)
    for (const { acquis: members } of own) {
      blocks++
      for (const a of members) blockOf[acquisOffset + a] = blocks
    }
  const isWhole = entries.length <= MOST
  entries.forEach(({ kind, index, others }, i) => {
    if (kind === 'mean' || kind === 'sd' || kind === 'spread' || kind === 'correlation') single[kind] = i
    else for (const each of [index, ...others]) rows[kind][each] = i
    const item = model.items[index]
    const a =
      kind === 'difficulty'
        ? index
        : (model.competences[item?.competence ?? 0]?.acquisOffset ?? 0) + (item?.acquis ?? 0)
    const isGeneral = kind === 'mean' || kind === 'sd' || kind === 'spread' || kind === 'correlation'
    group[i] = isWhole || isGeneral || others.length > 0 ? 0 : (blockOf[a] ?? 0)
  })
  return { ...rows, ...single, count: entries.length, group }
}

const H = 1e-3

/** −∂² of the expected log-likelihood of the link in logit ρ. */
const linkInformation = (counts: Expectation.Counts, z: Float64Array, correlation: number): number => {
  const at = (by: number): number => CalibrationLink.value(counts, z, logistic(logit(correlation) + by))
  return (2 * at(0) - at(H) - at(-H)) / H ** 2
}

/** The complete information, with what is believed before; count × count. */
export const complete = (
  plan: Calibration.Plan,
  layout: Layout,
  made: Model,
  at: Parameters,
  counts: Expectation.Counts
): Float64Array => {
  const { count, group } = layout
  const out = new Float64Array(count * count)
  const add = (i: number, j: number, x: number): void => {
    if (i < 0 || j < 0 || group[i] !== group[j]) return
    out[i * count + j] = (out[i * count + j] ?? 0) + x
    if (i !== j) out[j * count + i] = (out[j * count + i] ?? 0) + x
  }
  const nodes = made.abilities.length
  const { settings, wish, model } = plan
  const z = made.abilities.map((θ) => (θ - at.mean) / at.sd)
  const states = Complete.of(model, counts, at, true)
  const general = [layout.mean, layout.sd, layout.spread]
  let place = 0
  for (const { blocks, acquisOffset } of model.competences)
    for (const { acquis } of blocks) {
      const information = states.blocks[place++] ?? new Float64Array(0)
      const n = acquis.length
      acquis.forEach((a, i) => {
        const entry = layout.difficulty[acquisOffset + a] ?? -1
        add(entry, entry, (information[i * n + i] ?? 0) + 1 / settings.difficulty ** 2)
        for (let j = 0; j < i; j++)
          add(entry, layout.difficulty[acquisOffset + (acquis[j] ?? 0)] ?? -1, information[i * n + j] ?? 0)
        general.forEach((each, g) => {
          add(entry, each, states.across[(acquisOffset + a) * Complete.GENERAL + g] ?? 0)
        })
      })
    }
  general.forEach((a, i) => {
    for (let j = 0; j <= i; j++)
      add(a, general[j] ?? -1, states.generalInformation[Complete.GENERAL * i + j] ?? 0)
  })
  // sd and spread bend the slopes themselves, wherever these are not 0; of spread, those of states alone.
  const alone = Complete.of(model, counts, { ...at, discrimination: at.discrimination.map(() => 0) }, false)
  add(layout.sd, layout.sd, -(states.general[1] ?? 0))
  add(layout.spread, layout.spread, alone.general[2] ?? 0)
  add(layout.mean, layout.spread, alone.general[0] ?? 0)
  add(layout.sd, layout.spread, alone.general[1] ?? 0)
  layout.difficulty.forEach((entry, a) => {
    add(entry, layout.spread, alone.difficulty[a] ?? 0)
  })
  const firsts = new Set(plan.scope.groups.map(([first]) => first))
  for (const item of plan.scope.groups.flatMap((group) => group.flatMap((i) => model.items[i] ?? []))) {
    const i = item.index
    const a = (model.competences[item.competence]?.acquisOffset ?? 0) + item.acquis
    const own = Calibration.answersOf(counts, i, wish.byNode ? nodes : 1)
    const x = wish.byNode ? made.abilities.map((θ) => θ - (at.difficulty[a] ?? 0)) : new Float64Array(1)
    const [slip, guess, d] = [at.slip[i] ?? 0, at.guess[i] ?? 0, at.discrimination[i] ?? 0]
    const point = [-logit(slip), logit(guess), d] as const
    const wished = Calibration.itemWish(plan, item)
    // Challenges that share their parameters are believed in once.
    const { information } = CalibrationItems.regression(
      [{ answers: own, x }],
      firsts.has(i) ? wished : { ...wished, weight: 0, sd: Infinity },
      point
    )
    const row = [layout.slip[i] ?? -1, layout.guess[i] ?? -1, layout.discrimination[i] ?? -1]
    // The first of the regression is logit(1 − slip), ours is logit(slip).
    const sign = [-1, 1, 1]
    row.forEach((entry, u) => {
      for (let v = 0; v <= u; v++)
        add(entry, row[v] ?? -1, (sign[u] ?? 1) * (sign[v] ?? 1) * (information[3 * u + v] ?? 0))
    })
    if (!wish.byNode) continue
    const sides = [
      [point[0], own.knownRight, own.knownWrong],
      [point[1], own.unknownRight, own.unknownWrong]
    ] as const
    sides.forEach(([base, right, wrong], side) => {
      for (let k = 0; k < nodes; k++) {
        const all = (right[k] ?? 0) + (wrong[k] ?? 0)
        const p = logistic(base + d * (x[k] ?? 0))
        const varies = all * p * (1 - p)
        const residual = (right[k] ?? 0) - all * p
        const bend = residual - d * (x[k] ?? 0) * varies
        const tilt = at.sd * (z[k] ?? 0)
        const entry = row[side] ?? -1
        const turn = (sign[side] ?? 1) * d * varies
        add(entry, layout.difficulty[a] ?? -1, -turn)
        add(entry, layout.mean, turn)
        add(entry, layout.sd, turn * tilt)
        add(row[2] ?? -1, layout.difficulty[a] ?? -1, bend)
        add(row[2] ?? -1, layout.mean, -bend)
        add(row[2] ?? -1, layout.sd, -bend * tilt)
      }
    })
  }
  if (layout.correlation >= 0 && counts.general.length > 1)
    add(layout.correlation, layout.correlation, linkInformation(counts, z, at.correlation))
  return out
}

/** How much more than anything known the constraints weigh: no estimate may move against them. */
const FIRM = 1e4

const constrained = (
  information: Float64Array,
  { frame }: Calibration.Plan,
  layout: Layout
): Float64Array => {
  const { count, difficulty, group } = layout
  const out = information.slice()
  const places = Array.from(difficulty).flatMap((entry, a) => (entry >= 0 ? [[entry, a] as const] : []))
  if (places.length === 0) return out
  const most = places.reduce((max, [entry]) => Math.max(max, out[entry * count + entry] ?? 0), 1)
  for (const row of frame.constraints) {
    const norm = row.reduce((sum, x) => sum + x * x, 0)
    for (const [i, a] of places)
      for (const [j, b] of places) {
        if (group[i] !== group[j]) continue
        const x = (FIRM * most * (row[a] ?? 0) * (row[b] ?? 0)) / norm
        out[i * count + j] = (out[i * count + j] ?? 0) + x
      }
  }
  return out
}

/** Standard errors in the row of parameters; undefined where the answers do not tell. */
export const of = (
  plan: Calibration.Plan,
  layout: Layout,
  information: Float64Array
): ReadonlyArray<number | undefined> => {
  const { count, group } = layout
  const whole = group.every((each) => each === 0)
  const matrix = whole ? constrained(information, plan, layout) : information
  const errors: Array<number | undefined> = plan.entries.map(() => undefined)
  const groups = new Map<number, Array<number>>()
  group.forEach((each, i) => {
    const members = groups.get(each)
    if (members === undefined) groups.set(each, [i])
    else members.push(i)
  })
  for (const members of groups.values()) {
    let left: ReadonlyArray<number> = members
    for (;;) {
      const n = left.length
      const own = Float64Array.from(
        { length: n * n },
        (_, at) => matrix[(left[Math.floor(at / n)] ?? 0) * count + (left[at % n] ?? 0)] ?? 0
      )
      const factor = Cholesky.attempt(own, n)
      if (typeof factor === 'number') {
        left = left.filter((_, i) => i !== factor)
        continue
      }
      const inverse = Cholesky.inverse(factor, n)
      left.forEach((entry, i) => {
        errors[entry] = Math.sqrt(inverse[i * n + i] ?? 0)
      })
      break
    }
  }
  return errors
}

/** The observed information from its parts. */
export const observed = (all: Float64Array, ...missing: ReadonlyArray<Float64Array>): Float64Array =>
  missing.reduce((rest, part) => rest.map((x, i) => x - (part[i] ?? 0)), all)

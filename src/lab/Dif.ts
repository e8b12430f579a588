/**
 * Differential item functioning: a challenge that is easier for one group of learners than for others who know as much. A
 * likelihood-ratio test challenge by challenge: logits of P(right | known) and P(right | not known) with a shift for each
 * group, against none. Each group has a mean and sd of ability of its own, fitted first, so that a group that knows less is
 * not taken for one that is treated worse.
 *
 * The effect is the mean difference of P(right) that the shift makes over the answers of the group (STD P-DIF, Dorans &
 * Kulick 1986), and its classes are those of its authors: below 0.05 negligible (A), below 0.10 worth a look (B), above
 * large (C).
 *
 * Laws
 * 1. groups that differ in ability alone are found to differ in a challenge no more often than the level says
 * 2. a challenge that differs is found
 *
 * @since 0.2.0
 */
import type * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import type * as Patterns from '../knowledge/Patterns'
import * as ChiSquare from '../math/ChiSquare'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as Calibration from './Calibration'
import * as ItemLikelihood from './ItemLikelihood'
import * as ItemRows from './ItemRows'

/** The values of a column, each answer's by its number; −1 where it has none. */
export interface Column {
  readonly values: ReadonlyArray<string>
  readonly of: Int32Array
}

export interface Group {
  readonly value: string
  readonly learners: number
  readonly answers: number
  /** As fitted, level units. */
  readonly mean: number
  readonly sd: number
}

/** What a challenge is to a group. */
export interface Effect {
  /** Its place among the groups. */
  readonly group: number
  readonly answers: number
  /** Of the logits, against the first group of the challenge. */
  readonly shift: number
  /** What that makes of P(right), on average. */
  readonly difference: number
}

export type Class = 'A' | 'B' | 'C'

export interface Finding {
  readonly item: number
  readonly answers: number
  /** The group that others are compared with, and the others. */
  readonly reference: number
  readonly effects: ReadonlyArray<Effect>
  /** The largest difference, with its sign. */
  readonly difference: number
  readonly class: Class
  readonly ratio: number
  readonly freedom: number
  readonly p: number
  readonly adjusted: number
}

export interface Dif {
  /** The most learners first. */
  readonly groups: ReadonlyArray<Group>
  /** Values that are left out, since too few learners have them, or too many others do. */
  readonly omitted: ReadonlyArray<{ readonly value: string; readonly learners: number }>
  readonly findings: ReadonlyArray<Finding>
}

/** A group needs so many learners, and so many answers to a challenge. */
export const LEAST_LEARNERS = 50
export const LEAST_ANSWERS = 30

/** So many groups at most are compared. */
export const MOST = 20

export const classOf = (difference: number): Class =>
  Math.abs(difference) < 0.05 ? 'A' : Math.abs(difference) < 0.1 ? 'B' : 'C'

/** The value that most answers of each learner have; −1 for none. */
const usual = ({ starts }: Patterns.Answers, { values, of }: Column): Int32Array => {
  const counts = new Uint32Array(values.length)
  return Int32Array.from({ length: starts.length - 1 }, (_, l) => {
    const own = of.subarray(starts[l], starts[l + 1])
    let best = -1
    for (const value of own) {
      if (value < 0) continue
      counts[value] = (counts[value] ?? 0) + 1
      if (best < 0 || (counts[value] ?? 0) > (counts[best] ?? 0)) best = value
    }
    for (const value of own) if (value >= 0) counts[value] = 0
    return best
  })
}

/** The answers of some learners. */
const answersOf = (
  { starts, codes }: Patterns.Answers,
  learners: ReadonlyArray<number>
): ItemRows.Kind['answers'] => {
  const own = new Uint32Array(learners.length + 1)
  learners.forEach((l, i) => {
    own[i + 1] = (own[i] ?? 0) + (starts[l + 1] ?? 0) - (starts[l] ?? 0)
  })
  const all = new Uint32Array(own[learners.length] ?? 0)
  learners.forEach((l, i) => all.set(codes.subarray(starts[l], starts[l + 1]), own[i]))
  return { starts: own, codes: all }
}

/** The model of a group: with a mean and sd of ability that are its own. */
const modelOf = (model: Model.Model, answers: Patterns.Answers): Model.Model => {
  const plan = Calibration.plan(model, answers, {
    ...Calibration.defaults,
    fit: ['ability'],
    iterations: 50,
    rise: 0.01,
    move: 1e-3
  })
  const state = Calibration.run(plan, Calibration.startAt(plan, 0, 0))
  return Calibration.modelAt(plan, state.best?.at ?? Parameters.of(plan.model))
}

/** What the shift of a group makes of P(right), over its answers. */
const differenceOf = (rows: ItemLikelihood.Rows, point: ItemLikelihood.Point, g: number): number => {
  const { width, count, given, group, kind, x } = rows
  const apart = x.map((own) => {
    const shifted = ItemLikelihood.curvesOf(point, own, g)
    const plain = ItemLikelihood.curvesOf(point, own, 0)
    return {
      known: shifted.known.map((p, k) => p - (plain.known[k] ?? 0)),
      unknown: shifted.unknown.map((p, k) => p - (plain.unknown[k] ?? 0))
    }
  })
  let sum = 0
  let answers = 0
  for (let r = 0; r < count; r++) {
    if (group[r] !== g) continue
    answers++
    const own = apart[kind[r] ?? 0]
    for (let k = 0; k < width; k++) {
      const at = 2 * width * r + k
      sum += (given[at] ?? 0) * (own?.known[k] ?? 0) + (given[at + width] ?? 0) * (own?.unknown[k] ?? 0)
    }
  }
  return sum / Math.max(1, answers)
}

/** Rows of the groups with enough answers, numbered anew from 0, the largest first; which they are. */
const regrouped = (rows: ItemLikelihood.Rows, counts: Uint32Array) => {
  const kept = Array.from(counts.keys())
    .filter((g) => (counts[g] ?? 0) >= LEAST_ANSWERS)
    .sort((g, h) => (counts[h] ?? 0) - (counts[g] ?? 0) || g - h)
  const places = Int16Array.from(counts, (_, g) => kept.indexOf(g))
  const own = Array.from({ length: rows.count }, (_, r) => r).filter(
    (r) => (places[rows.group[r] ?? 0] ?? -1) >= 0
  )
  const span = 2 * rows.width
  const given = new Float32Array(own.length * span)
  own.forEach((r, i) => given.set(rows.given.subarray(r * span, (r + 1) * span), i * span))
  return {
    kept,
    rows: {
      ...rows,
      count: own.length,
      given,
      groups: kept.length,
      right: Uint8Array.from(own, (r) => rows.right[r] ?? 0),
      group: Uint8Array.from(own, (r) => places[rows.group[r] ?? 0] ?? 0),
      kind: Uint8Array.from(own, (r) => rows.kind[r] ?? 0)
    }
  }
}

export const of = (model: Model.Model, answers: Patterns.Answers, column: Column): Dif => {
  const { values } = column
  const valueOf = usual(answers, column)
  const learnersOf = values.map((): Array<number> => [])
  valueOf.forEach((value, l) => learnersOf[value]?.push(l))
  const order = Array.from(values.keys())
    .filter((value) => (learnersOf[value] ?? []).length > 0)
    .sort(
      (a, b) =>
        (learnersOf[b] ?? []).length - (learnersOf[a] ?? []).length ||
        ((values[a] ?? '') < (values[b] ?? '') ? -1 : 1)
    )
  const kept = order.filter((value) => (learnersOf[value] ?? []).length >= LEAST_LEARNERS).slice(0, MOST)
  const omitted = order
    .filter((value) => !kept.includes(value))
    .map((value) => ({ value: values[value] ?? '', learners: (learnersOf[value] ?? []).length }))
  const kinds = kept.map((value): ItemRows.Kind => {
    const own = learnersOf[value] ?? []
    const their = answersOf(answers, own)
    return {
      model: modelOf(model, their),
      answers: their,
      places: Uint32Array.from(own, (l) => answers.starts[l] ?? 0)
    }
  })
  const placeOf = new Int16Array(values.length).fill(-1)
  kept.forEach((value, g) => {
    placeOf[value] = g
  })
  const group = Int16Array.from(column.of, (value) => (value < 0 ? -1 : (placeOf[value] ?? -1)))
  const found: Array<Omit<Finding, 'adjusted'>> = []
  const plan: ItemRows.Plan = {
    kinds,
    group,
    groups: kept.length,
    isWanted: (counts) => counts.filter((n) => n >= LEAST_ANSWERS).length > 1,
    byNode: false
  }
  if (kept.length > 1)
    ItemRows.each(plan, (item, all, counts) => {
      const challenge = model.items[item]?.challenge
      if (challenge === undefined) return
      const { rows, kept: own } = regrouped(all, counts)
      const wish = { discrimination: challenge.discrimination > 0, shifts: false, centre: challenge }
      const none = ItemLikelihood.fit(rows, ItemLikelihood.pointOf(challenge, own.length), wish)
      const some = ItemLikelihood.fit(rows, none.point, { ...wish, shifts: true })
      const ratio = Math.max(0, 2 * (some.log - none.log))
      const effects = own.slice(1).map((g, i): Effect => ({
        group: g,
        answers: counts[g] ?? 0,
        shift: some.point[ItemLikelihood.SHIFTS + i + 1] ?? 0,
        difference: differenceOf(rows, some.point, i + 1)
      }))
      const difference = effects.reduce(
        (most, each) => (Math.abs(each.difference) > Math.abs(most) ? each.difference : most),
        0
      )
      const freedom = own.length - 1
      found.push({
        item,
        answers: rows.count,
        reference: own[0] ?? 0,
        effects,
        difference,
        class: classOf(difference),
        ratio,
        freedom,
        p: ChiSquare.tail(ratio, freedom)
      })
    })
  const answersIn = new Float64Array(kept.length)
  for (const g of group) if (g >= 0) answersIn[g] = (answersIn[g] ?? 0) + 1
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return {
    groups: kept.map((value, g) => ({
      value: values[value] ?? '',
      learners: (learnersOf[value] ?? []).length,
      answers: answersIn[g] ?? 0,
      mean: kinds[g]?.model.bank.prior.mean ?? 0,
      sd: kinds[g]?.model.bank.prior.sd ?? 0
    })),
    omitted,
    findings: found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 }))
  }
}

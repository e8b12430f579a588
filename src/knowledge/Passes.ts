/**
 * One upward and one downward pass through the tree of a learner (model page, section 4), for passes over many learners:
 * in place, from L_c(k) of the competences that the learner answered in, all of them at once.
 *
 * The nodes of g and z lie symmetric about 0, so P(z₋ₖ | g₋ⱼ) = P(z_k | g_j): the even and the odd part of a row of
 * nodes pass apart, which halves the work. Where that would lose digits, the sums are made in full.
 *
 * Laws
 * 1. they agree with the belief: P(z_k | all), P(g | all) and the evidence
 * 2. what was passed before does not matter
 * 3. how g and z move together agrees with the sum over both
 *
 * @since 0.2.0
 */
import * as Rows from '../math/Rows'
import * as Scaled from '../math/Scaled'
import * as Tiles from '../math/Tiles'
import * as Vector from '../math/Vector'
import * as Halves from './Halves'
import { NEGLIGIBLE } from './Message'
import type { Model } from './Model'

export interface Passes {
  /**
   * L_c(k) of the n-th competence of a learner at n·K + k, the largest of each from 1 down to `SMALL`: to be written before
   * `run`.
   */
  readonly likelihoods: Float64Array
  /** Afterwards P(z_k | all), likewise. */
  readonly abilities: Float64Array
  /** P(g | all). */
  readonly general: Float64Array
  /**
   * Passes through so many competences; the log of the evidence, but for what the likelihoods were scaled by. `logs` gives
   * log L_c(k) of the n-th competence, but for a constant, where the likelihood is too faint.
   */
  readonly run: (count: number, logs: (n: number) => Vector.Row) => number
  /** Σ_c E[z_c g | all] over the competences that `run` passed through. */
  readonly together: () => number
}

/** What the largest value of a likelihood may have come down to. */
export const SMALL = 1e-10

/** A sum of both parts, that is smaller than the larger one by more than this, is made in full. */
const CANCELLED = 1e-5

/**
 * Of g, so much at the ends of the nodes is nothing, beside what the sums are rounded to; and so wide is wide, in squares of
 * their distance.
 */
const EDGE = 1e-11
const WIDE = 1.8

/** So many messages may be multiplied before their product is scaled. */
const BUNCH = 4

/** The values of a row of messages that have lost digits, and those that were not made yet, in full. */
const mend = (
  messages: Float64Array,
  to: number,
  count: number,
  above: number,
  link: Float64Array,
  likelihoods: Float64Array,
  from: number,
  nodes: number
): void => {
  for (let g = 0; g < count; g++)
    if (!(messages[to + g]! > above)) messages[to + g] = Rows.dot(link, g * nodes, likelihoods, from, nodes)
}

/** Σ_g weights(g) P(z_k | g) into a row. */
const mix = (
  weights: Float64Array,
  link: Float64Array,
  out: Float64Array,
  row: number,
  nodes: number
): void => {
  out.fill(0, row, row + nodes)
  for (let g = 0; g < weights.length; g++) {
    const weight = weights[g]!
    if (weight === 0) continue
    for (let k = 0, cell = g * nodes; k < nodes; k++, cell++) out[row + k]! += weight * link[cell]!
  }
}

/** The tables of a model, made once; at most so many competences at a time. Scratch space of its own. */
export const of = (model: Model, competences: number): Passes => {
  const { link, general: prior, generalNodes: z, abilities: at } = model
  const nodes = at.length
  const count = prior.length
  const halves = count === nodes && nodes % 2 === 1 && nodes > 1
  const parts = halves ? Halves.of(link, nodes, competences) : undefined
  const likelihoods = new Float64Array(competences * nodes)
  const abilities = new Float64Array(competences * nodes)
  const messages = new Float64Array(competences * count)
  const outside = new Float64Array(competences * nodes)
  const general = new Float64Array(count)
  const weights = new Float64Array(count)
  const moment = new Float64Array(competences * nodes)
  /** Where what comes from outside was summed in full. */
  const inFull = new Uint8Array(competences)
  const ρ = model.bank.prior.correlation
  /** E[z | g]. */
  const means = Float64Array.from(prior, (_, g) =>
    count === nodes ? Rows.dot(link, g * nodes, z, 0, nodes) : 0
  )
  /** Of the last run: how many competences there were, and where P(g | all) carries mass. */
  const last = { count: 0, first: 0, end: 0 }

  /** m_c(g) of all competences. */
  const ascend = (of: number): void => {
    if (parts === undefined) {
      messages.fill(0, 0, of * count)
      for (let n = 0; n < of; n++) mend(messages, n * count, count, 0, link, likelihoods, n * nodes, nodes)
      return
    }
    const { h, size, even, odd, evenUp, oddUp, evenOut, oddOut } = parts
    for (let n = 0; n < of; n++) Halves.part(likelihoods, n * nodes + h, n, size, size, 1, even, odd)
    // The middle counts once.
    for (let n = 0; n < of; n++) even[Tiles.place(n, 0, size)]! /= 2
    Tiles.times(evenUp, even, of, size, evenOut)
    Tiles.times(oddUp, odd, of, size, oddOut)
    for (let n = 0; n < of; n++) {
      const row = n * count
      if (Halves.join(evenOut, oddOut, n, evenUp.height, messages, row + h, size) > CANCELLED) continue
      const above = CANCELLED * Rows.most(messages, row, count)
      mend(messages, row, count, above, link, likelihoods, n * nodes, nodes)
    }
  }

  /** P(g | all); gives the log of the sum. */
  const meet = (of: number): number => {
    general.set(prior)
    let log = 0
    for (let n = 0; n < of; n++) {
      Rows.multiply(general, messages, n * count, count)
      if (n % BUNCH !== BUNCH - 1) continue
      const scale = Rows.most(general, 0, count)
      if (!(scale > Scaled.FAINT)) break
      Rows.divide(general, 0, count, scale)
      log += Math.log(scale)
    }
    let total = Rows.sum(general, count)
    if (!(total > Scaled.FAINT)) {
      for (let g = 0; g < count; g++) {
        let own = Math.log(prior[g]!)
        for (let n = 0; n < of; n++) own += Math.log(messages[n * count + g]!)
        general[g] = own
      }
      log = Vector.max(general)
      for (let g = 0; g < count; g++) general[g] = Math.exp(general[g]! - log)
      total = Rows.sum(general, count)
    }
    Rows.divide(general, 0, count, total)
    return log + Math.log(total)
  }

  /** Σ_g weights(g) P(z_k | g) of all competences, whose weights `weigh` gives, as parts. */
  const spread = (
    { h, size, even, odd, evenDown, oddDown, evenOut, oddOut }: Halves.Halves,
    of: number,
    weigh: (n: number) => void
  ): void => {
    const reach = Math.min(size, Math.max(h - last.first, last.end - 1 - h) + 1)
    for (let n = 0; n < of; n++) {
      weigh(n)
      Halves.part(weights, h, n, size, reach, 0.5, even, odd)
    }
    Tiles.times(evenDown, even, of, reach, evenOut)
    Tiles.times(oddDown, odd, of, reach, oddOut)
  }

  const weigh = (n: number): void =>
    Rows.quotient(weights, general, messages, n * count, last.first, last.end)

  /**
   * P(z_k | all) of all competences: what comes from outside times the likelihood, which sums to 1 as P(g | all) does, so
   * that nothing has to be divided by the sum.
   */
  const descend = (of: number, logs: (n: number) => Vector.Row): void => {
    if (parts !== undefined) spread(parts, of, weigh)
    inFull.fill(0)
    for (let n = 0; n < of; n++) {
      const row = n * nodes
      if (parts !== undefined) {
        const { h, size, evenOut, oddOut, evenDown } = parts
        const { height } = evenDown
        const lost =
          CANCELLED *
          Halves.joinTimes(evenOut, oddOut, n, height, outside, likelihoods, abilities, row + h, size)
        // Likelihoods are at most 1: where that bound will do, their largest need not be looked for.
        if (lost < 1 || lost * Rows.most(likelihoods, row, nodes) < 1) continue
        inFull[n] = 1
      }
      weigh(n)
      mix(weights, link, outside, row, nodes)
      const total = Rows.times(abilities, row, outside, row, likelihoods, row, nodes)
      if (total > Scaled.FAINT * Rows.most(outside, row, nodes)) {
        Rows.divide(abilities, row, nodes, total)
        continue
      }
      const own = logs(n)
      abilities.set(Vector.softmax(own.map((log, k) => log + Math.log(outside[row + k]!))), row)
    }
  }

  /**
   * ∂/∂g log P(z_k | g) = √ρ / (1 − ρ) (z_k − E[z | g]), so that Σ_c E[z_c g | all] follows from P(g | all) and its slope,
   * and Σ g p′(g) is −1: as long as g is neither narrow against the distance of nodes nor at their ends.
   */
  const bySlope = (): number | undefined => {
    const step = z[1]! - z[0]!
    if (general[0]! > EDGE || general[count - 1]! > EDGE) return undefined
    let mean = 0
    let square = 0
    let drift = 0
    for (let g = 0; g < count; g++) {
      const x = general[g]! * z[g]!
      mean += x
      square += x * z[g]!
      drift += x * means[g]!
    }
    if (square - mean * mean < WIDE * step * step) return undefined
    return last.count * drift + ((1 - ρ) / Math.sqrt(ρ)) * (square - 1)
  }

  const bySums = (): number => {
    const tilt = (n: number): void => {
      weigh(n)
      Rows.multiply(weights, z, 0, count)
    }
    if (parts !== undefined) spread(parts, last.count, tilt)
    let cross = 0
    for (let n = 0; n < last.count; n++) {
      const row = n * nodes
      if (parts === undefined || inFull[n] === 1) {
        tilt(n)
        mix(weights, link, moment, row, nodes)
      } else {
        const { h, size, evenOut, oddOut, evenDown } = parts
        Halves.join(evenOut, oddOut, n, evenDown.height, moment, row + h, size)
      }
      // Σ_g g P(g | all, z_k) P(z_k | all), whichever way the likelihood was made.
      for (let k = 0; k < nodes; k++)
        if (outside[row + k]! > 0)
          cross += (z[k]! * abilities[row + k]! * moment[row + k]!) / outside[row + k]!
    }
    return cross
  }

  return {
    likelihoods,
    abilities,
    general,
    run: (of, logs) => {
      ascend(of)
      const log = meet(of)
      let first = 0
      let end = count
      while (first < end && general[first]! < NEGLIGIBLE) first++
      while (end > first && general[end - 1]! < NEGLIGIBLE) end--
      last.count = of
      last.first = first
      last.end = end
      descend(of, logs)
      return log
    },
    together: () => (count === nodes && count > 1 ? (bySlope() ?? bySums()) : 0)
  }
}

/**
 * One upward and one downward pass through the tree of a learner (model page, section 4), for passes over many learners:
 * in place, from L_c(k) of the competences that the learner answered in.
 *
 * The nodes of g and z lie symmetric about 0, so P(z₋ₖ | g₋ⱼ) = P(z_k | g_j): the even and the odd part of a row of
 * nodes pass apart, which halves the work. Where that would lose digits, the sums are made in full.
 *
 * Laws
 * 1. they agree with the belief: P(z_k | all), P(g | all) and the evidence
 * 2. what was passed before does not matter
 *
 * @since 0.2.0
 */
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import { NEGLIGIBLE } from './Message'
import type { Model } from './Model'

export interface Passes {
  /** L_c(k) of the n-th competence of a learner at n·K + k, the largest of each 1: to be written before `run`. */
  readonly likelihoods: Float64Array
  /** Afterwards P(z_k | all), likewise. */
  readonly abilities: Float64Array
  /** P(g | all). */
  readonly general: Float64Array
  /** E[z g | all] of the n-th competence, where that was asked for. */
  readonly crosses: Float64Array
  /**
   * Passes through so many competences; the log of the evidence, but for what the likelihoods were scaled by. `logs` gives
   * log L_c(k) of the n-th competence, but for a constant, where the likelihood is too faint.
   */
  readonly run: (count: number, logs: (n: number) => Vector.Row) => number
}

/** A sum of both parts, that is smaller than the larger one by more than this, is made in full. */
const CANCELLED = 1e-5

/** Σ a(i + n) b(n): four sums at a time. */
const dot = (a: Float64Array, row: number, b: Float64Array, from: number, length: number): number => {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let n = 0
  for (; n + 3 < length; n += 4) {
    s0 += a[row + n]! * b[from + n]!
    s1 += a[row + n + 1]! * b[from + n + 1]!
    s2 += a[row + n + 2]! * b[from + n + 2]!
    s3 += a[row + n + 3]! * b[from + n + 3]!
  }
  for (; n < length; n++) s0 += a[row + n]! * b[from + n]!
  return s0 + s1 + (s2 + s3)
}

/**
 * The rows of a table times a vector, four rows at a time, so that the vector is read less often. Tables have zeros below
 * their last row, up to a multiple of four.
 */
const times = (
  table: Float64Array,
  width: number,
  rows: number,
  vector: Float64Array,
  length: number,
  out: Float64Array
): void => {
  for (let i = 0; i < rows; i += 4) {
    const r0 = i * width
    const r1 = r0 + width
    const r2 = r1 + width
    const r3 = r2 + width
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let n = 0; n < length; n++) {
      const x = vector[n]!
      s0 += table[r0 + n]! * x
      s1 += table[r1 + n]! * x
      s2 += table[r2 + n]! * x
      s3 += table[r3 + n]! * x
    }
    out[i] = s0
    out[i + 1] = s1
    out[i + 2] = s2
    out[i + 3] = s3
  }
}

/** out(row + k) = a(k) b(row + k); gives their sum. */
const product = (
  a: Float64Array,
  b: Float64Array,
  row: number,
  out: Float64Array,
  length: number
): number => {
  let total = 0
  for (let k = 0; k < length; k++) total += out[row + k] = a[k]! * b[row + k]!
  return total
}

/** A row divided by a number, in place. */
const divide = (row: Float64Array, from: number, length: number, by: number): void => {
  const scale = 1 / by
  for (let i = from; i < from + length; i++) row[i]! *= scale
}

const most = (row: Float64Array, from: number, length: number): number => {
  let best = 0
  for (let i = from; i < from + length; i++) if (row[i]! > best) best = row[i]!
  return best
}

/** The link as even and odd parts, h + 1 rows of h + 1 each: rows of g and of z. */
const partsOf = (link: Float64Array, nodes: number) => {
  const h = (nodes - 1) / 2
  const size = h + 1
  const rows = 4 * Math.ceil(size / 4)
  const evenUp = new Float64Array(rows * size)
  const oddUp = new Float64Array(rows * size)
  const evenDown = new Float64Array(rows * size)
  const oddDown = new Float64Array(rows * size)
  for (let i = 0; i < size; i++)
    for (let l = 0; l < size; l++) {
      const right = link[(h + i) * nodes + h + l]!
      const left = link[(h + i) * nodes + h - l]!
      evenUp[i * size + l] = l === 0 ? right : (right + left) / 2
      oddUp[i * size + l] = (right - left) / 2
      evenDown[l * size + i] = i === 0 ? right : right + left
      oddDown[l * size + i] = i === 0 ? 0 : right - left
    }
  return { h, size, rows, evenUp, oddUp, evenDown, oddDown }
}

/** The tables of a model, made once; at most so many competences at a time. Scratch space of its own. */
export const of = (
  { link, general: prior, generalNodes, abilities: at }: Model,
  competences: number,
  crossed: boolean
): Passes => {
  const nodes = at.length
  const count = prior.length
  const halves = count === nodes && nodes % 2 === 1 && nodes > 1
  const parts = halves ? partsOf(link, nodes) : undefined
  const z = halves ? generalNodes : new Float64Array(nodes)
  const likelihoods = new Float64Array(competences * nodes)
  const abilities = new Float64Array(competences * nodes)
  const messages = new Float64Array(competences * count)
  const general = new Float64Array(count)
  const crosses = new Float64Array(competences)
  const even = new Float64Array(parts?.size ?? 0)
  const odd = new Float64Array(parts?.size ?? 0)
  const evenOut = new Float64Array(parts?.rows ?? 0)
  const oddOut = new Float64Array(parts?.rows ?? 0)
  const weights = new Float64Array(count)
  const outside = new Float64Array(nodes)
  const moment = new Float64Array(nodes)

  /** m_c(g), the largest 1; gives the log of what it was scaled by. */
  const ascend = (n: number): number => {
    const row = n * nodes
    const to = n * count
    let exact = parts === undefined
    if (parts !== undefined) {
      const { h, size, evenUp, oddUp } = parts
      even[0] = likelihoods[row + h]!
      odd[0] = 0
      for (let l = 1; l < size; l++) {
        even[l] = likelihoods[row + h + l]! + likelihoods[row + h - l]!
        odd[l] = likelihoods[row + h + l]! - likelihoods[row + h - l]!
      }
      let least = Infinity
      let largest = 0
      times(evenUp, size, size, even, size, evenOut)
      times(oddUp, size, size, odd, size, oddOut)
      for (let i = 0; i < size; i++) {
        const e = evenOut[i]!
        const o = i === 0 ? 0 : oddOut[i]!
        const right = (messages[to + h + i] = e + o)
        const left = (messages[to + h - i] = e - o)
        if (right < least) least = right
        if (left < least) least = left
        if (right > largest) largest = right
        if (left > largest) largest = left
      }
      exact = !(least > CANCELLED * largest)
    }
    if (exact)
      for (let g = 0; g < count; g++) messages[to + g] = dot(link, g * nodes, likelihoods, row, nodes)
    const scale = most(messages, to, count)
    divide(messages, to, count, scale)
    return Math.log(scale)
  }

  /** P(g | all); gives the log of the sum. */
  const meet = (of: number): number => {
    for (let g = 0; g < count; g++) general[g] = prior[g]!
    for (let n = 0, row = 0; n < of; n++) for (let g = 0; g < count; g++, row++) general[g]! *= messages[row]!
    let total = Vector.sum(general)
    let log = 0
    if (!(total > Scaled.FAINT)) {
      for (let g = 0; g < count; g++) {
        let sum = Math.log(prior[g]!)
        for (let n = 0; n < of; n++) sum += Math.log(messages[n * count + g]!)
        general[g] = sum
      }
      log = Vector.max(general)
      for (let g = 0; g < count; g++) general[g] = Math.exp(general[g]! - log)
      total = Vector.sum(general)
    }
    for (let g = 0; g < count; g++) general[g]! /= total
    return log + Math.log(total)
  }

  /** Σ_g weights(g) P(z_k | g) into a row; of g only −reach … reach where the parts pass apart. */
  const spread = (out: Float64Array, reach: number): void => {
    if (parts === undefined) return
    const { h, size, evenDown, oddDown } = parts
    for (let i = 0; i <= reach; i++) {
      even[i] = (weights[h + i]! + weights[h - i]!) / 2
      odd[i] = (weights[h + i]! - weights[h - i]!) / 2
    }
    times(evenDown, size, size, even, reach + 1, evenOut)
    times(oddDown, size, size, odd, reach + 1, oddOut)
    for (let l = 0; l < size; l++) {
      const e = evenOut[l]!
      const o = oddOut[l]!
      out[h + l] = e + o
      out[h - l] = l === 0 ? e + o : e - o
    }
  }

  const spreadExactly = (out: Float64Array): void => {
    out.fill(0)
    for (let g = 0; g < count; g++) {
      const weight = weights[g]!
      if (weight === 0) continue
      for (let k = 0, cell = g * nodes; k < nodes; k++, cell++) out[k]! += weight * link[cell]!
    }
  }

  /** P(z_k | all) of the n-th competence. */
  const descend = (n: number, logs: (n: number) => Vector.Row): void => {
    const row = n * nodes
    let reach = 0
    for (let g = 0; g < count; g++) {
      const p = general[g]!
      weights[g] = p < NEGLIGIBLE ? 0 : p / messages[n * count + g]!
      if (parts !== undefined && p >= NEGLIGIBLE) reach = Math.max(reach, Math.abs(g - parts.h))
    }
    const weigh = (): number => product(outside, likelihoods, row, abilities, nodes)
    let total = 0
    let exact = parts === undefined
    if (!exact) {
      spread(outside, reach)
      total = weigh()
      exact = !(total > CANCELLED * most(outside, 0, nodes))
    }
    if (exact) {
      spreadExactly(outside)
      total = weigh()
      if (!(total > Scaled.FAINT * most(outside, 0, nodes))) {
        const own = logs(n)
        abilities.set(Vector.softmax(own.map((log, k) => log + Math.log(outside[k]!))), row)
        total = 1
      }
    }
    divide(abilities, row, nodes, total)
    if (!crossed || parts === undefined) return
    for (let g = 0; g < count; g++) weights[g]! *= z[g]!
    if (exact) spreadExactly(moment)
    else spread(moment, reach)
    let cross = 0
    // Σ_g g P(g | all, z_k) P(z_k | all), whichever way the likelihood was made.
    for (let k = 0; k < nodes; k++)
      if (outside[k]! > 0) cross += (z[k]! * abilities[row + k]! * moment[k]!) / outside[k]!
    crosses[n] = cross
  }

  return {
    likelihoods,
    abilities,
    general,
    crosses,
    run: (of, logs) => {
      let log = 0
      for (let n = 0; n < of; n++) log += ascend(n)
      log += meet(of)
      for (let n = 0; n < of; n++) descend(n, logs)
      return log
    }
  }
}

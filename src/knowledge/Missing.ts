/**
 * Missing information (Louis 1982): how much the slopes of the complete log-likelihood vary given the answers, since what
 * is known and θ cannot be seen. What an answer tells of the parameters is the complete information less this.
 *
 * Given θ_k the slopes of a block are linear in who knows what, given g those of different competences are independent, so
 * that the variance is exact: inside of blocks, between blocks by θ, between competences by g.
 *
 * Laws
 * 1. it agrees with adding up all that cannot be seen
 * 2. the complete information less the missing one is the curvature of the log-likelihood
 * 3. sums do not depend on how the learners are split
 *
 * @since 0.2.0
 */
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import { NEGLIGIBLE } from './Message'
import type { Model } from './Model'
import * as Passes from './Passes'
import * as PatternBelief from './PatternBelief'
import type * as Patterns from './Patterns'
import * as Slopes from './Slopes'

/** ∂/∂ logit ρ of log P(z_k | g): G rows of K. */
const linkSlope = ({ bank, link, generalNodes }: Model, nodes: number, z: Float64Array): Float64Array => {
  const ρ = bank.prior.correlation
  const root = Math.sqrt(ρ)
  const slope = new Float64Array(link.length)
  generalNodes.forEach((g, row) => {
    let mean = 0
    for (let k = 0; k < nodes; k++) {
      const off = z[k]! - root * g
      const own = ρ * (1 - ρ) * ((off * g) / (2 * root * (1 - ρ)) - (off * off) / (2 * (1 - ρ) ** 2))
      slope[row * nodes + k] = own
      mean += link[row * nodes + k]! * own
    }
    for (let k = 0; k < nodes; k++) slope[row * nodes + k]! -= mean
  })
  return slope
}

/** Terms are rounded, so that their order does not matter; sums up to 2²⁸ are exact. */
const BY = 1.5 * 2 ** 28

export type { Layout } from './Slopes'

/** Missing information, count × count. */
export interface Missing {
  /** Of the learners from one number up to another (exclusive), but for what `shared` gives. */
  readonly learners: (first: number, last: number) => Float64Array
  /** What varies inside of the blocks of shared patterns: from the rows of all learners' sums. */
  readonly shared: (rows: Float64Array) => Float64Array
}

/** The missing information of a model at its parameters. */
export const of = (model: Model, patterns: Patterns.Patterns, layout: Slopes.Layout): Missing => {
  const nodes = model.abilities.length
  const { mean, sd } = model.bank.prior
  const z = model.abilities.map((θ) => (θ - mean) / sd)
  const passes = Passes.of(model, model.competences.length)
  const { likelihoods, abilities, general } = passes
  const { ofPattern, inside } = Slopes.of(model, patterns, layout)
  const G = general.length
  const bends = layout.correlation >= 0 && G > 1 ? linkSlope(model, nodes, z) : undefined

  const known = new Map<number, Slopes.Told>()
  const patternOf = (pattern: number): Slopes.Told => {
    const found = known.get(pattern)
    if (found !== undefined) return found
    const made = ofPattern(pattern)
    if (pattern < patterns.shared) known.set(pattern, made)
    return made
  }

  const { count, group } = layout
  const local = new Int32Array(count)

  const shared = (rows: Float64Array): Float64Array => {
    const out = new Float64Array(count * count)
    for (let p = 0; p < patterns.shared; p++)
      inside(p, patternOf(p), rows.subarray(p * nodes, (p + 1) * nodes), (i, j, x) => {
        out[i * count + j]! += x
        if (i !== j) out[j * count + i]! += x
      })
    return out
  }

  const learners = (first: number, last: number): Float64Array => {
    const out = new Float64Array(count * count)
    for (let l = first; l < last; l++) {
      /** Of each competence that was answered in: its patterns. */
      const own: Array<Array<{ readonly pattern: number; readonly made: Slopes.Told }>> = []
      let current = -1
      for (let t = patterns.starts[l]!; t < patterns.starts[l + 1]!; t++) {
        const pattern = patterns.touches[t]!
        const { competence } = patterns.places[patterns.block[pattern]!]!
        if (competence !== current) own.push([])
        current = competence
        own[own.length - 1]!.push({ pattern, made: patternOf(pattern) })
      }
      if (own.length === 0) continue
      const logsOf = (n: number): Vector.Row => {
        const rows = own[n]!.map(({ pattern }) => PatternBelief.logLikelihood(model, patterns, pattern))
        return Vector.zeros(nodes).map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0))
      }
      own.forEach((each, n) => {
        const row = Vector.zeros(nodes).map((_, k) =>
          each.reduce((product, { made }) => product * made.likelihood.values[k]!, 1)
        )
        const most = Vector.max(row)
        if (most > Scaled.FAINT) {
          likelihoods.set(
            row.map((x) => x / most),
            n * nodes
          )
          return
        }
        const logs = logsOf(n)
        const top = Vector.max(logs)
        likelihoods.set(
          logs.map((x) => Math.exp(x - top)),
          n * nodes
        )
      })
      passes.run(own.length, logsOf)

      /** The parameters that this learner tells of, and the sums of their pairs. */
      const entriesOf = new Set(
        own.flatMap((each) => each.flatMap(({ made }) => made.slopes.map(({ entry }) => entry)))
      )
      if (bends !== undefined) entriesOf.add(layout.correlation)
      const mine = [...entriesOf]
      const width = mine.length
      mine.forEach((entry, i) => {
        local[entry] = i
      })
      const terms = new Float64Array(width * width)
      const put = (a: number, b: number, x: number): void => {
        const [i, j] = [local[a]!, local[b]!]
        terms[Math.max(i, j) * width + Math.min(i, j)]! += x
      }
      const overall = mine.map(() => Vector.zeros(G))
      own.forEach((each, n) => {
        const sums = new Map<number, Array<number>>()
        const at = abilities.subarray(n * nodes, (n + 1) * nodes)
        for (const { pattern, made } of each) {
          for (const { entry, row } of made.slopes) {
            const sum = sums.get(entry)
            if (sum === undefined) sums.set(entry, row.slice())
            else for (let k = 0; k < nodes; k++) sum[k]! += row[k]!
          }
          if (pattern >= patterns.shared) inside(pattern, made, at, put)
        }
        const entries = [...sums]
        for (let i = 0; i < entries.length; i++)
          for (let j = 0; j <= i; j++) {
            const [a, f] = entries[i]!
            const [b, h] = entries[j]!
            if (group[a] !== group[b]) continue
            let sum = 0
            for (let k = 0; k < nodes; k++) sum += at[k]! * f[k]! * h[k]!
            put(a, b, sum)
          }
        /** P(z_k | g, answers), and what follows for the slopes, at every g that counts. */
        const rows = entries.map(() => Vector.zeros(G))
        const bend = Vector.zeros(G)
        for (let g = 0; g < G; g++) {
          if (general[g]! < NEGLIGIBLE) continue
          const given = Vector.zeros(nodes)
          let total = 0
          for (let k = 0; k < nodes; k++) {
            given[k] = model.link[g * nodes + k]! * likelihoods[n * nodes + k]!
            total += given[k]!
          }
          for (let k = 0; k < nodes; k++) given[k]! /= total
          entries.forEach(([, f], i) => {
            rows[i]![g] = Vector.dot(given, f)
          })
          if (bends === undefined) continue
          let square = 0
          for (let k = 0; k < nodes; k++) {
            const own = bends[g * nodes + k]!
            bend[g]! += given[k]! * own
            square += given[k]! * own * own
          }
          put(layout.correlation, layout.correlation, general[g]! * (square - bend[g]! ** 2))
          entries.forEach(([entry, f], i) => {
            if (group[entry] !== group[layout.correlation]) return
            let cross = 0
            for (let k = 0; k < nodes; k++) cross += given[k]! * bends[g * nodes + k]! * f[k]!
            put(entry, layout.correlation, general[g]! * (cross - bend[g]! * rows[i]![g]!))
          })
        }
        for (let i = 0; i < entries.length; i++)
          for (let j = 0; j <= i; j++) {
            const [a, b] = [entries[i]![0], entries[j]![0]]
            if (group[a] !== group[b]) continue
            let sum = 0
            for (let g = 0; g < G; g++) sum += general[g]! * rows[i]![g]! * rows[j]![g]!
            put(a, b, -sum)
          }
        entries.forEach(([entry], i) => {
          const sum = overall[local[entry]!]!
          for (let g = 0; g < G; g++) sum[g]! += rows[i]![g]!
        })
        if (bends !== undefined) {
          const sum = overall[local[layout.correlation]!]!
          for (let g = 0; g < G; g++) sum[g]! += bend[g]!
        }
      })
      const support = Array.from(general.keys()).filter((g) => general[g]! >= NEGLIGIBLE)
      const scaled = overall.map((row) => {
        const centre = Vector.dot(general, row)
        return Float64Array.from(support, (g) => Math.sqrt(general[g]!) * (row[g]! - centre))
      })
      for (let i = 0; i < width; i++)
        for (let j = 0; j <= i; j++) {
          const [a, b] = [mine[i]!, mine[j]!]
          if (group[a] !== group[b]) continue
          const x = terms[i * width + j]! + Vector.dot(scaled[i]!, scaled[j]!) + BY - BY
          out[a * count + b]! += x
          if (a !== b) out[b * count + a]! += x
        }
    }
    return out
  }
  return { learners, shared }
}

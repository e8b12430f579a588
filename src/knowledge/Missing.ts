/**
 * Missing information (Louis 1982): how much the slopes of the complete log-likelihood vary given the answers, since what
 * is known and θ cannot be seen. What an answer tells of the parameters is the complete information less this.
 *
 * Given θ_k the slopes of a block are linear in who knows what, given g those of different competences are independent, so
 * that the variance is exact: inside of blocks, between blocks by θ, between competences by g.
 *
 * Laws
 * 1. the complete information less the missing one is the curvature of the log-likelihood
 *
 * @since 0.2.0
 */
import { logistic, logit } from '../math/Logistic'
import * as Vector from '../math/Vector'
import { outcomes } from '../bank/Challenge'
import { NEGLIGIBLE } from './Message'
import type { Model } from './Model'
import * as Parameters from './Parameters'
import * as Passes from './Passes'
import * as PatternBelief from './PatternBelief'
import * as Patterns from './Patterns'

/** The places of parameters in the row of all; −1 where one is not fitted. */
export interface Layout {
  readonly slip: Int32Array
  readonly guess: Int32Array
  readonly discrimination: Int32Array
  readonly difficulty: Int32Array
  readonly mean: number
  readonly sd: number
  readonly spread: number
  readonly correlation: number
  readonly count: number
  /** Pairs of different groups are passed over; all in one where everything is wanted. */
  readonly group: Int32Array
}

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

/** A slope of one competence: which parameter, and what is expected of it at the K nodes. */
interface Slope {
  readonly entry: number
  readonly row: Array<number>
}

/** Linear in who knows what: the weight of each acquis of the block at the K nodes. */
interface Linear {
  readonly entry: number
  readonly weights: ReadonlyMap<number, ReadonlyArray<number>>
}

/** Missing information, count × count. */
export interface Missing {
  /** Of the learners from one number up to another (exclusive), but for what `shared` gives. */
  readonly learners: (first: number, last: number) => Float64Array
  /** What varies inside of the blocks of shared patterns: from the rows of all learners' sums. */
  readonly shared: (rows: Float64Array) => Float64Array
}

/** The missing information of a model at its parameters. */
export const of = (model: Model, patterns: Patterns.Patterns, layout: Layout): Missing => {
  const nodes = model.abilities.length
  const { mean, sd, spread } = model.bank.prior
  const { slip, guess, discrimination, difficulty } = Parameters.of(model)
  const z = model.abilities.map((θ) => (θ - mean) / sd)
  const belief = PatternBelief.of(model, patterns)
  const passes = Passes.of(model, model.competences.length, false)
  const { likelihoods, abilities, general } = passes
  const G = general.length
  const bends = layout.correlation >= 0 && G > 1 ? linkSlope(model, nodes, z) : undefined
  const hasGeneral = layout.mean >= 0 || layout.spread >= 0

  /** Constant and linear part of the slopes of a pattern's block, with their covariances given θ. */
  const ofPattern = (pattern: number) => {
    const { competence, block: b } = patterns.places[patterns.block[pattern]!]!
    const { blocks, acquisOffset, placeOf } = model.competences[competence]!
    const block = blocks[b]!
    const posterior = belief(pattern)
    const n = block.acquis.length
    const constants = new Map<number, Array<number>>()
    const linears = new Map<number, Map<number, Array<number>>>()
    const add = (entry: number, place: number | undefined, of: (k: number) => number): void => {
      if (entry < 0) return
      if (!constants.has(entry)) {
        constants.set(entry, Vector.zeros(nodes))
        linears.set(entry, new Map())
      }
      const own = linears.get(entry)!
      if (place !== undefined && !own.has(place)) own.set(place, Vector.zeros(nodes))
      const row = place === undefined ? constants.get(entry)! : own.get(place)!
      for (let k = 0; k < nodes; k++) row[k]! += of(k)
    }
    for (let a = 0; a < n; a++) {
      const entry = layout.difficulty[acquisOffset + block.acquis[a]!]!
      add(entry, a, () => -1 / spread)
      add(entry, undefined, (k) => block.mastery[a * nodes + k]! / spread)
      if (!hasGeneral) continue
      const η = (k: number): number =>
        (model.abilities[k]! - difficulty[acquisOffset + block.acquis[a]!]!) / spread
      const slopes: ReadonlyArray<readonly [number, (k: number) => number]> = [
        [layout.mean, () => 1 / spread],
        [layout.sd, (k) => (sd * z[k]!) / spread],
        [layout.spread, (k) => -η(k)]
      ]
      for (const [each, slope] of slopes) {
        add(each, a, slope)
        add(each, undefined, (k) => -slope(k) * block.mastery[a * nodes + k]!)
      }
    }
    for (let i = patterns.codeStarts[pattern]!; i < patterns.codeStarts[pattern + 1]!; i++) {
      const code = patterns.codes[i]!
      const outcome = outcomes[Patterns.outcomeOf(code)]!
      if (outcome === 'skipped') continue
      const item = model.items[Patterns.itemOf(code)]!
      const a = placeOf[item.acquis]!
      const right = outcome === 'correct' ? 1 : 0
      const d = discrimination[item.index]!
      const x = (k: number): number => model.abilities[k]! - difficulty[acquisOffset + item.acquis]!
      const known = (k: number): number => right - logistic(-logit(slip[item.index]!) + d * x(k))
      const unknown = (k: number): number => right - logistic(logit(guess[item.index]!) + d * x(k))
      const both = (entry: number, slope: (k: number) => number): void => {
        add(entry, undefined, (k) => slope(k) * unknown(k))
        add(entry, a, (k) => slope(k) * (known(k) - unknown(k)))
      }
      add(layout.slip[item.index]!, a, (k) => -known(k))
      add(layout.guess[item.index]!, undefined, unknown)
      add(layout.guess[item.index]!, a, (k) => -unknown(k))
      both(layout.discrimination[item.index]!, x)
      if (d === 0) continue
      both(layout.difficulty[acquisOffset + item.acquis]!, () => -d)
      both(layout.mean, () => d)
      both(layout.sd, (k) => d * sd * z[k]!)
    }
    const lines: ReadonlyArray<Linear> = Array.from(linears, ([entry, weights]) => ({ entry, weights }))
    const slopes: ReadonlyArray<Slope> = lines.map(({ entry, weights }) => {
      const row = constants.get(entry)!.slice()
      for (const [a, own] of weights)
        for (let k = 0; k < nodes; k++) row[k]! += own[k]! * posterior.mastery[a * nodes + k]!
      return { entry, row }
    })
    return { likelihood: posterior.likelihood, mastery: posterior.mastery, block, lines, slopes }
  }

  /** What varies inside of the block of a pattern, for so many learners at each node. */
  const inside = (
    pattern: number,
    { mastery, block, lines }: ReturnType<typeof ofPattern>,
    mass: Float64Array,
    put: (i: number, j: number, x: number) => void
  ): void => {
    const table = PatternBelief.stateTable(model, patterns, pattern)
    const n = block.acquis.length
    const pairs = new Map<number, ReadonlyArray<number>>()
    const pairOf = (a: number, c: number): ReadonlyArray<number> => {
      const key = Math.min(a, c) * n + Math.max(a, c)
      const found = pairs.get(key)
      if (found !== undefined) return found
      const row = Vector.zeros(nodes)
      const other = new Set(block.states.containing[c]!)
      for (const s of block.states.containing[a]!)
        if (other.has(s)) for (let k = 0; k < nodes; k++) row[k]! += table[s * nodes + k]!
      for (let k = 0; k < nodes; k++)
        row[k] = mass[k]! * (row[k]! - mastery[a * nodes + k]! * mastery[c * nodes + k]!)
      pairs.set(key, row)
      return row
    }
    lines.forEach((line, i) => {
      for (let j = 0; j <= i; j++) {
        const other = lines[j]!
        if (layout.group[line.entry] !== layout.group[other.entry]) continue
        let sum = 0
        for (const [a, u] of line.weights)
          for (const [c, v] of other.weights) {
            const pair = pairOf(a, c)
            for (let k = 0; k < nodes; k++) sum += u[k]! * v[k]! * pair[k]!
          }
        put(line.entry, other.entry, sum)
      }
    })
  }

  const known = new Map<number, ReturnType<typeof ofPattern>>()
  const patternOf = (pattern: number): ReturnType<typeof ofPattern> => {
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
      const own: Array<Array<{ readonly pattern: number; readonly made: ReturnType<typeof ofPattern> }>> = []
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
        const logs = logsOf(n)
        const top = Vector.max(logs)
        const isFaint = each.length > 8
        const row = Vector.zeros(nodes).map((_, k) =>
          isFaint
            ? Math.exp(logs[k]! - top)
            : each.reduce((product, { made }) => product * made.likelihood.values[k]!, 1)
        )
        const most = Vector.max(row)
        likelihoods.set(most > 0 ? row.map((x) => x / most) : logs.map((x) => Math.exp(x - top)), n * nodes)
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

/**
 * The slopes of the complete log-likelihood that one pattern tells of (see `Missing`): linear in who knows what, so that what
 * is expected of them given θ, and how much they vary, follows from what is known of the acquis one by one and two by two.
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import { logistic, logit } from '../math/Logistic'
import * as Vector from '../math/Vector'
import type { Model } from './Model'
import * as Parameters from './Parameters'
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

/** The slopes of the patterns of a model, and what varies inside of their blocks. */
export const of = (model: Model, patterns: Patterns.Patterns, layout: Layout) => {
  const nodes = model.abilities.length
  const { mean, sd, spread } = model.bank.prior
  const { slip, guess, discrimination, difficulty } = Parameters.of(model)
  const z = model.abilities.map((θ) => (θ - mean) / sd)
  const belief = PatternBelief.of(model, patterns)
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
      const other = new Set(block.states.containing[c])
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

  return { ofPattern, inside }
}

/** What is known of a pattern. */
export type Told = ReturnType<ReturnType<typeof of>['ofPattern']>

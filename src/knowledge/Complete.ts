/**
 * The log-likelihood of everything, what cannot be seen with it, as expected by `Expectation`: how it and its slopes
 * depend on difficulties, ability and spread (model page, sections 2, 3 and 9).
 *
 * Of states: Σ_B Σ_k weight(k) E[Σ_{a∈S} η_a(k) − log Z_B(k)], η_a(k) = (μ + σ z_k − b_a) / s. The slopes are differences
 * between what was expected given the answers and what is expected without, the curvature is what varies without.
 *
 * Laws
 * 1. slopes are those of the value
 * 2. the curvature of difficulties is that of the value
 * 3. so is that of mean, sd and spread, but for how these bend the slopes
 * 4. large blocks have a bound of their curvature
 *
 * @since 0.2.0
 */
import * as Vector from '../math/Vector'
import { logistic, logLogistic } from '../math/Logistic'
import type { Counts } from './Expectation'
import { type Block, logPrior, type Model } from './Model'
import type { Parameters } from './Parameters'

/** Slopes and curvature in μ, log σ and log s, in this order. */
export const GENERAL = 3

export interface Complete {
  readonly value: number
  /** By acquis through the bank. */
  readonly difficulty: Float64Array
  readonly general: Float64Array
  /** The negative curvature: of the difficulties of each block, n × n, diagonal where blocks are large. */
  readonly blocks: ReadonlyArray<Float64Array>
  /** The same of μ, log σ, log s; and across, GENERAL for each acquis. */
  readonly generalInformation: Float64Array
  readonly across: Float64Array
}

/** Blocks of more acquis have a bound of their curvature, on the diagonal. */
export const LARGE = 64

const standard = (model: Model): Float64Array => {
  const { mean, sd } = model.bank.prior
  return model.abilities.map((θ) => (model.abilities.length === 1 ? 0 : (θ - mean) / sd))
}

/** The acquis of each state. */
const members = ({ states }: Block): ReadonlyArray<ReadonlyArray<number>> => {
  const lists: Array<ReadonlyArray<number>> = [[]]
  for (let s = 1; s < states.count; s++) lists.push([...lists[states.parent[s]!]!, states.added[s]!])
  return lists
}

/** What all blocks and discriminating items say at these parameters; the model gives the structure, and the nodes of z. */
export const of = (model: Model, counts: Counts, at: Parameters, curvature: boolean): Complete => {
  const nodes = model.abilities.length
  const z = standard(model)
  const { mean, sd, spread } = at
  const abilities = z.map((x) => mean + sd * x)
  const difficulty = new Float64Array(at.difficulty.length)
  const general = new Float64Array(GENERAL)
  const generalInformation = new Float64Array(GENERAL * GENERAL)
  const across = new Float64Array(GENERAL * at.difficulty.length)
  const blocks: Array<Float64Array> = []
  let value = 0
  let place = 0

  for (const { blocks: own, acquisOffset } of model.competences)
    for (const block of own) {
      const row = place++ * nodes
      const n = block.acquis.length
      const large = n > LARGE
      const information = new Float64Array(n * n)
      blocks.push(information)
      const weight = counts.weight.subarray(row, row + nodes)
      if (Vector.sum(weight) === 0) continue
      const index = Array.from(block.acquis, (a) => acquisOffset + a)
      const difficulties = Float64Array.from(index, (a) => at.difficulty[a]!)
      const table = logPrior(block, difficulties, abilities, spread)
      const { states } = block
      const lists = curvature ? members(block) : []
      index.forEach((a, i) => {
        const known = counts.known[a]!
        const knownZ = counts.knownZ[a]!
        const η = ((mean - difficulties[i]!) * known + sd * knownZ) / spread
        value += η
        difficulty[a]! -= known / spread
        general[0]! += known / spread
        general[1]! += (sd * knownZ) / spread
        general[2]! -= η
      })
      const mastery = Vector.zeros(n)
      const withSize = Vector.zeros(n)
      const withSum = Vector.zeros(n)
      const sums = Vector.zeros(states.count)
      const sizes = Vector.zeros(states.count)
      for (let k = 0; k < nodes; k++) {
        const w = weight[k]!
        if (w === 0) continue
        value += w * table[k]!
        mastery.fill(0)
        withSize.fill(0)
        withSum.fill(0)
        let size = 0
        let sum = 0
        let sizeSize = 0
        let sizeSum = 0
        let sumSum = 0
        for (let s = 1; s < states.count; s++) {
          const p = Math.exp(table[s * nodes + k]!)
          const added = states.added[s]!
          const m = (sizes[s] = sizes[states.parent[s]!]! + 1)
          const e = (sums[s] = sums[states.parent[s]!]! + (abilities[k]! - difficulties[added]!) / spread)
          size += p * m
          sum += p * e
          sizeSize += p * m * m
          sizeSum += p * m * e
          sumSum += p * e * e
          if (!curvature) continue
          const list = lists[s]!
          for (let i = 0; i < list.length; i++) {
            const a = list[i]!
            mastery[a]! += p
            withSize[a]! += p * m
            withSum[a]! += p * e
            if (!large)
              for (let j = 0; j < list.length; j++) information[a * n + list[j]!]! += (w * p) / spread ** 2
          }
        }
        if (!curvature)
          states.containing.forEach((holding, a) => {
            for (const s of holding) mastery[a]! += Math.exp(table[s * nodes + k]!)
          })
        for (let a = 0; a < n; a++) difficulty[index[a]!]! += (w * mastery[a]!) / spread
        const tilt = sd * z[k]!
        general[0]! -= (w * size) / spread
        general[1]! -= (w * tilt * size) / spread
        general[2]! += w * sum
        if (!curvature) continue
        const slopes = [1 / spread, tilt / spread]
        const varSize = w * (sizeSize - size * size)
        const covSum = w * (sizeSum - size * sum)
        for (let i = 0; i < 2; i++) {
          for (let j = 0; j < 2; j++)
            generalInformation[i * GENERAL + j]! += slopes[i]! * slopes[j]! * varSize
          generalInformation[i * GENERAL + 2]! -= slopes[i]! * covSum
          generalInformation[2 * GENERAL + i]! -= slopes[i]! * covSum
        }
        generalInformation[8]! += w * (sumSum - sum * sum)
        for (let a = 0; a < n; a++) {
          const m = mastery[a]!
          const cov = (w * (withSize[a]! - m * size)) / spread
          for (let i = 0; i < 2; i++) across[index[a]! * GENERAL + i]! -= slopes[i]! * cov
          across[index[a]! * GENERAL + 2]! += (w * (withSum[a]! - m * sum)) / spread
          if (large) information[a * n + a]! += (n * w * m * (1 - m)) / spread ** 2
          else for (let b = 0; b < n; b++) information[a * n + b]! -= (w * m * mastery[b]!) / spread ** 2
        }
      }
    }

  if (counts.answers.length > model.items.length * 4)
    model.items.forEach(({ index, competence, acquis }) => {
      const d = at.discrimination[index]!
      if (d === 0) return
      const a = model.competences[competence]!.acquisOffset + acquis
      const { blockOf, placeOf, blocks: own } = model.competences[competence]!
      const before = model.competences
        .slice(0, competence)
        .reduce((total, each) => total + each.blocks.length, 0)
      const inside = placeOf[acquis]! * (own[blockOf[acquis]!]!.acquis.length + 1)
      const information = blocks[before + blockOf[acquis]!]!
      const sides = [
        -Math.log(at.slip[index]! / (1 - at.slip[index]!)),
        Math.log(at.guess[index]! / (1 - at.guess[index]!))
      ]
      sides.forEach((base, side) => {
        for (let k = 0; k < nodes; k++) {
          const right = counts.answers[(index * 4 + 2 * side) * nodes + k]!
          const wrong = counts.answers[(index * 4 + 2 * side + 1) * nodes + k]!
          if (right + wrong === 0) continue
          const x = base + d * (abilities[k]! - at.difficulty[a]!)
          const p = logistic(x)
          value += right * logLogistic(x) + wrong * logLogistic(-x)
          const residual = d * (right - (right + wrong) * p)
          const own = d * d * (right + wrong) * p * (1 - p)
          const tilt = sd * z[k]!
          difficulty[a]! -= residual
          general[0]! += residual
          general[1]! += tilt * residual
          information[inside]! += own
          generalInformation[0]! += own
          generalInformation[1]! += own * tilt
          generalInformation[3]! += own * tilt
          generalInformation[4]! += own * tilt * tilt
          across[a * GENERAL]! -= own
          across[a * GENERAL + 1]! -= own * tilt
        }
      })
    })
  return { value, difficulty, general, blocks, generalInformation, across }
}

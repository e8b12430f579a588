import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Separation from '../../src/lab/Separation'
import * as Symmetric from '../../src/math/Symmetric'
import { bank } from '../support/banks'
import { bankOf, world } from '../support/worlds'

const scene = (model: Model.Model) => {
  const ability = Belief.prior(model).outside
  const competence = model.competences[0]!
  const itemsOf = (block: Model.Block, keep: (item: Model.Item) => boolean) =>
    Array.from(block.acquis, (a) => model.items.filter((item) => item.acquis === a && keep(item)))
  return { ability, blocks: competence.blocks, itemsOf }
}

/** P(x | S): for each state, of every pattern of answers to the items, by writing all patterns down. */
const distributions = (block: Model.Block, items: ReadonlyArray<ReadonlyArray<Model.Item>>) =>
  Array.from({ length: block.states.count }, (_, s) => {
    let all = [1]
    items.forEach((own, place) => {
      const known = Array.from(block.states.containing[place] ?? []).includes(s)
      for (const { slip, guess } of own) {
        const right = known ? 1 - slip : guess
        all = all.flatMap((p) => [p * right, p * (1 - right)])
      }
    })
    return all
  })

/** The number of linearly independent rows, by elimination. */
const rankOf = (matrix: ReadonlyArray<ReadonlyArray<number>>): number => {
  const rows = matrix.map((row) => [...row])
  let rank = 0
  for (;;) {
    let [best, at, column] = [1e-9, -1, -1]
    for (let i = rank; i < rows.length; i++)
      rows[i]!.forEach((x, j) => {
        if (Math.abs(x) > best) [best, at, column] = [Math.abs(x), i, j]
      })
    if (at < 0) return rank
    ;[rows[rank], rows[at]] = [rows[at]!, rows[rank]!]
    const pivot = rows[rank]!
    for (let i = rank + 1; i < rows.length; i++) {
      const factor = rows[i]![column]! / pivot[column]!
      rows[i] = rows[i]!.map((x, j) => x - factor * pivot[j]!)
    }
    rank++
  }
}

const small = world({ competences: 1, acquis: 4, discrimination: false })

describe('laws', () => {
  test.prop([small, fc.nat(255)], { numRuns: 60 })(
    '1. the rank is the number of distinct answer distributions',
    (each, mask) => {
      const model = Model.of(bankOf(each))
      const { ability, blocks, itemsOf } = scene(model)
      for (const block of blocks) {
        const items = itemsOf(block, ({ index }) => ((mask >> (index % 8)) & 1) === 1)
        const { rank, states } = Separation.of(block, items, ability, 's')
        const table = distributions(block, items)
        expect(states).toBe(block.states.count)
        expect(rank).toBe(new Set(table.map((row) => row.map((p) => p.toPrecision(9)).join())).size)
        // Distinct ones are independent, too: that is what makes the probabilities of states identified.
        expect(rankOf(table)).toBe(rank)
      }
    }
  )

  test.prop([small], { numRuns: 60 })(
    '2. the least information is between 0 and 1, and grows with every challenge',
    (each) => {
      const model = Model.of(bankOf(each))
      const { ability, blocks, itemsOf } = scene(model)
      for (const block of blocks) {
        const firsts = itemsOf(block, ({ index }) => index % 2 === 0).map((own) => own.slice(0, 1))
        if (firsts.some((own) => own.length === 0)) continue
        const few = Separation.of(block, firsts, ability, 's').least
        const many = Separation.of(
          block,
          itemsOf(block, () => true),
          ability,
          's'
        ).least
        expect(few).toBeGreaterThanOrEqual(0)
        expect(many).toBeLessThanOrEqual(1)
        expect(many).toBeGreaterThanOrEqual(few! - 1e-9)
      }
    }
  )

  it('3. sampled patterns agree with all of them', () => {
    const challenges = (id: string) =>
      Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${id}-${i}`, { slip: 0.3, guess: 0.35 }]))
    const model = Model.of(
      bank({
        c: {
          a: { level: 1, topic: 't', challenges: challenges('a') },
          b: { level: 2, topic: 't', requires: ['a'], challenges: challenges('b') }
        }
      })
    )
    const { ability, blocks, itemsOf } = scene(model)
    const [block] = blocks
    const items = itemsOf(block!, () => true)
    // 2¹⁴ patterns: summed here by the number of right answers to each acquis.
    const binomial = (n: number, k: number, p: number): number => {
      let ways = 1
      for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1)
      return ways * p ** k * (1 - p) ** (n - k)
    }
    const prior = Separation.statePrior(block!, ability)
    const n = prior.length
    const matrix = new Float64Array(n * n)
    for (let right = 0; right < 64; right++) {
      const likelihood = prior.map((_, s) =>
        [0, 1]
          .map((place) => {
            const known = block!.states.containing[place]!.includes(s)
            return binomial(7, place === 0 ? right >> 3 : right & 7, known ? 0.7 : 0.35)
          })
          .reduce((product, p) => product * p, 1)
      )
      const total = likelihood.reduce((sum, p, s) => sum + p * prior[s]!, 0)
      for (let s = 0; s < n; s++)
        for (let t = 0; t < n; t++)
          matrix[s * n + t]! += (Math.sqrt(prior[s]! * prior[t]!) * likelihood[s]! * likelihood[t]!) / total
    }
    const exact = Symmetric.eigenvalues(matrix, n)
    expect(exact[0]).toBeCloseTo(1, 9)
    expect(Separation.of(block!, items, ability, 's').least).toBeCloseTo(exact[n - 1]!, 1.5)
  })
})

describe('clarity', () => {
  const model = Model.of(
    bank({
      c: {
        none: { level: 1, challenges: {} },
        noisy: { level: 2, challenges: { 'noisy-a': { slip: 0.45, guess: 0.5 } } },
        clear: {
          level: 2,
          challenges: { 'clear-a': { slip: 0.1, guess: 0.2 }, 'clear-b': { slip: 0.1, guess: 0.2 } }
        },
        hostile: {
          level: 3,
          challenges: {
            'hostile-a': { enemies: ['hostile-b'], slip: 0.1, guess: 0.2 },
            'hostile-b': { slip: 0.1, guess: 0.2 }
          }
        }
      }
    })
  )
  const clarity = (a: number, repeats: number): number =>
    Separation.clarity(
      model.items.filter(({ acquis }) => acquis === a),
      repeats
    )

  it('is what a fifty-fifty doubt becomes', () => {
    expect(clarity(0, 3)).toBe(0.5)
    expect(clarity(1, 3)).toBeCloseTo(0.525, 12)
    expect(clarity(2, 1)).toBeCloseTo((0.9 + 0.8) / 2, 12)
    // Right twice 0.81 : 0.04, once either way 0.18 : 0.32, never 0.01 : 0.64.
    expect(clarity(2, 3)).toBeCloseTo((0.81 + 0.32 + 0.64) / 2, 12)
  })

  it('counts no more challenges than one test may ask: neither repeats too many, nor enemies', () => {
    expect(clarity(3, 3)).toBeCloseTo(clarity(2, 1), 12)
  })
})

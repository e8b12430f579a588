/** A whole tree and a BLIM by other programs' brute force, from explicit tables: the same engine reproduces both. */
import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as Selection from '../../src/assessment/Selection'
import * as Bank from '../../src/bank/Bank'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'

const reference = join(import.meta.dirname, '../../../shared/reference')
const read = <A>(file: string): A => JSON.parse(readFileSync(join(reference, file), 'utf8')) as A

const TOLERANCE = 1e-9

const close = (actual: number, expected: number, what: string, tolerance = TOLERANCE): void => {
  expect(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected}`).toBe(true)
}

interface ItemParameters {
  readonly id: string
  readonly acquis: string
  readonly slip: number
  readonly guess: number
}

/** A bank of blocks given by their feasible states, each acquis with what the states say that it requires. */
const bankOf = (
  blocks: ReadonlyArray<{
    readonly competence: string
    readonly acquis: ReadonlyArray<string>
    readonly states: ReadonlyArray<ReadonlyArray<string>>
  }>,
  items: ReadonlyArray<ItemParameters>
): Bank.Bank => {
  const requiredBy = (
    states: ReadonlyArray<ReadonlyArray<string>>,
    acquis: string
  ): ReadonlyArray<string> => {
    const holding = states.filter((state) => state.includes(acquis))
    return (holding[0] ?? []).filter(
      (other) => other !== acquis && holding.every((state) => state.includes(other))
    )
  }
  const decoded = Bank.decode({
    format: 'acquis-bank/1',
    id: 'reference',
    title: 'Reference',
    competences: Object.fromEntries(
      [...new Set(blocks.map(({ competence }) => competence))].map((competence) => [
        competence,
        {
          title: competence,
          topics: { t: { title: 't' } },
          levels: {
            1: Object.fromEntries(
              blocks
                .filter((block) => block.competence === competence)
                .flatMap(({ acquis, states }) =>
                  acquis.map((id) => [
                    id,
                    {
                      topic: 't',
                      requires: requiredBy(states, id),
                      challenges: Object.fromEntries(
                        items
                          .filter((item) => item.acquis === id)
                          .map(({ id: challenge, slip, guess }) => [
                            challenge,
                            { format: 'practical', slip, guess }
                          ])
                      )
                    }
                  ])
                )
            )
          }
        }
      ])
    )
  })
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}

const stateNames = (block: Model.Block, ids: ReadonlyArray<string>): ReadonlyArray<string> => {
  const sets: Array<ReadonlyArray<string>> = [[]]
  for (let s = 1; s < block.states.count; s++)
    sets.push([...sets[block.states.parent[s]!]!, ids[block.acquis[block.states.added[s]!]!]!])
  return sets.map((set) => [...set].sort().join('+'))
}

/** The model with the file's own P(S | θ_k) in place of section 2's; skips play no part in these files. */
const withTables = (
  model: Model.Model,
  tables: ReadonlyMap<string, ReadonlyMap<string, ReadonlyArray<number>>>
): Model.Model => ({
  ...model,
  skip: { known: 0, unknown: 0 },
  competences: model.competences.map((competence) => {
    const ids = competence.competence.acquis.map(({ id }) => id)
    return {
      ...competence,
      blocks: competence.blocks.map((block) => {
        const names = stateNames(block, ids)
        const table = tables.get(
          [...block.acquis]
            .map((a) => ids[a]!)
            .sort()
            .join('+')
        )!
        return Model.block(block, Float64Array.from(names.flatMap((name) => table.get(name)!.map(Math.log))))
      })
    }
  })
})

const observed = (model: Model.Model, answers: ReadonlyArray<readonly [string, number]>): Belief.Belief =>
  answers.reduce(
    (belief, [id, correct]) =>
      Belief.observe(
        model,
        model.items[model.itemOf.get(id)!]!,
        correct === 1 ? 'correct' : 'incorrect'
      )(belief),
    Belief.prior(model)
  )

const acquisOf = (model: Model.Model, item: Model.Item): string =>
  model.competences[item.competence]!.competence.acquis[item.acquis]!.id

interface Topic {
  readonly comp: string
  readonly acquis: ReadonlyArray<string>
  readonly states: ReadonlyArray<ReadonlyArray<string>>
  readonly cpt_rows_theta: ReadonlyArray<ReadonlyArray<number>>
}

interface Moments {
  readonly mean: number
  readonly sd: number
  readonly marginal: ReadonlyArray<number>
}

interface Case {
  readonly responses: ReadonlyArray<readonly [string, number]>
  readonly logEvidence: number
  readonly acquis: Readonly<Record<string, number>>
  readonly g: Moments
  readonly thetaA: Moments
  readonly thetaB: Moments
  readonly items: Readonly<Record<string, Readonly<Record<string, number>>>>
}

interface Tree {
  readonly grid: ReadonlyArray<number>
  readonly P_g: ReadonlyArray<number>
  readonly P_theta_given_g: ReadonlyArray<ReadonlyArray<number>>
  readonly topics: Readonly<Record<string, Topic>>
  readonly items: Readonly<
    Record<string, { readonly req: ReadonlyArray<string>; readonly slip: number; readonly guess: number }>
  >
  readonly cases: Readonly<Record<string, Case>>
}

describe('a tree of two competences by brute force', () => {
  const tree = read<Tree>('tree/bruteforce_tree.json')
  const topics = Object.values(tree.topics)
  // i11 and i12 need two acquis at once, which the model does not cover.
  const items = Object.entries(tree.items).flatMap(([id, { req, slip, guess }]) =>
    req.length === 1 ? [{ id, acquis: req[0]!, slip, guess }] : []
  )
  const compiled = Model.onGrid({ nodes: tree.grid.length, halfWidth: 3 })(
    bankOf(
      topics.map(({ comp, acquis, states }) => ({ competence: comp, acquis, states })),
      items
    )
  )
  const model = withTables(
    {
      ...compiled,
      abilities: Float64Array.from(tree.grid),
      generalNodes: Float64Array.from(tree.grid),
      general: tree.P_g,
      link: Float64Array.from(tree.P_theta_given_g.flat())
    },
    new Map(
      topics.map(({ acquis, states, cpt_rows_theta: rows }) => [
        [...acquis].sort().join('+'),
        new Map(states.map((state, s) => [[...state].sort().join('+'), rows.map((row) => row[s]!)]))
      ])
    )
  )
  const moments = (weights: ReadonlyArray<number>): { mean: number; sd: number } => {
    const mean = weights.reduce((sum, weight, k) => sum + weight * tree.grid[k]!, 0)
    return {
      mean,
      sd: Math.sqrt(weights.reduce((sum, weight, k) => sum + weight * (tree.grid[k]! - mean) ** 2, 0))
    }
  }
  for (const name of ['prior', 'h1', 'h2', 'h3'])
    test(name, () => {
      const expected = tree.cases[name]!
      const belief = observed(model, expected.responses)
      const { general, abilities } = Belief.abilities(model, belief)
      close(Belief.logEvidence(model, belief), expected.logEvidence, 'log evidence')
      ;[
        [general, expected.g] as const,
        [abilities[model.competenceOf.get('A')!]!, expected.thetaA] as const,
        [abilities[model.competenceOf.get('B')!]!, expected.thetaB] as const
      ].forEach(([weights, { mean, sd, marginal }]) => {
        close(moments(weights).mean, mean, 'mean')
        close(moments(weights).sd, sd, 'sd')
        weights.forEach((weight, k) => {
          close(weight, marginal[k]!, `marginal at node ${k}`)
        })
      })
      const views = Prediction.views(model, belief)
      for (const item of model.items) {
        const view = views[item.competence]!
        close(
          view.mastery[item.acquis]!,
          expected.acquis[acquisOf(model, item)]!,
          `mastery of ${acquisOf(model, item)}`
        )
        const unasked = expected.items[item.challenge.id]
        if (unasked === undefined) continue
        close(Prediction.correct(model, view, item), unasked['predictive']!, 'prediction')
        close(Prediction.gain(model, view, item), unasked['MI_joint_states_nats']!, 'gain')
        close(
          Selection.expectedFall(model, belief)(view, item),
          unasked['expected_misclass_reduction']!,
          'fall'
        )
      }
    })
})

interface Blim {
  readonly items: ReadonlyArray<string>
  readonly states: ReadonlyArray<string>
  readonly prior: ReadonlyArray<number>
  readonly beta: ReadonlyArray<number>
  readonly eta: ReadonlyArray<number>
  readonly all_patterns_ML_params: ReadonlyArray<{
    readonly pattern: string
    readonly logP_R: number
    readonly posterior: ReadonlyArray<number>
    readonly marginals: Readonly<Record<string, number>>
  }>
  readonly selection_ML_prior: {
    readonly items: ReadonlyArray<{
      readonly item: string
      readonly predictive_correct: number
      readonly MI_nats: number
    }>
  }
}

describe('the BLIM with explicit state weights: one node, no ability', () => {
  const blim = read<Blim>('df7/bruteforce_blim.json')
  const { items } = blim
  const states = blim.states.map((pattern) => items.filter((_, i) => pattern[i] === '1'))
  const model = withTables(
    Model.onGrid({ nodes: 1, halfWidth: 6 })(
      bankOf(
        [{ competence: 'K', acquis: items, states }],
        items.map((id, i) => ({ id: `q-${id}`, acquis: id, slip: blim.beta[i]!, guess: blim.eta[i]! }))
      )
    ),
    new Map([
      [
        [...items].sort().join('+'),
        new Map(states.map((state, s) => [[...state].sort().join('+'), [blim.prior[s]!]]))
      ]
    ])
  )
  test('has the nine down-sets as its states', () => {
    expect(model.competences[0]!.blocks[0]!.states.count).toBe(9)
  })
  test('evidence and masteries of all 32 patterns', () => {
    for (const { pattern, logP_R: log, marginals } of blim.all_patterns_ML_params) {
      const belief = observed(
        model,
        items.map((id, i) => [`q-${id}`, Number(pattern[i])] as const)
      )
      close(Belief.logEvidence(model, belief), log, `log P(${pattern})`)
      const view = Prediction.views(model, belief)[0]!
      for (const item of model.items)
        close(view.mastery[item.acquis]!, marginals[acquisOf(model, item)]!, `mastery after ${pattern}`)
    }
  })
  test('prediction and mutual information before any answer', () => {
    const view = Prediction.views(model, Belief.prior(model))[0]!
    for (const { item: id, predictive_correct: predicted, MI_nats: information } of blim.selection_ML_prior
      .items) {
      const item = model.items[model.itemOf.get(`q-${id}`)!]!
      close(Prediction.correct(model, view, item), predicted, 'prediction')
      close(Prediction.gain(model, view, item), information, 'gain')
    }
  })
})

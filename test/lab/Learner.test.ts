import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import * as Learner from '../../src/lab/Learner'
import { logistic, logit } from '../../src/math/Logistic'
import * as Random from '../../src/math/Random'
import { smallBank } from '../support/arbitraries'
import { bank, fixture } from '../support/banks'

const two = bank(
  {
    one: {
      easy: { level: 1, topic: 'chain', requires: [], challenges: { 'easy-a': { slip: 0.2, guess: 0.3 } } },
      hard: {
        level: 3,
        topic: 'chain',
        requires: ['easy'],
        challenges: { 'hard-a': { discrimination: 0.7 } }
      }
    },
    two: { other: { level: 4, challenges: { 'other-a': {} } } }
  },
  { model: { mean: 2, sd: 1.2, correlation: 0.6, spread: 0.8 } }
)
const model = Model.of(two)

const population = (n: number, draw: Learner.Draw): ReadonlyArray<Learner.Learner> =>
  Array.from({ length: n }, (_, i) => Learner.nth(model, draw, 'population', i))

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length

/** The acquis that a learner knows, by id. */
const knownTo = (of: Model.Model, { known }: Learner.Learner): ReadonlySet<string> =>
  new Set(
    of.competences.flatMap(({ competence, acquisOffset }) =>
      competence.acquis.filter((_, a) => known[acquisOffset + a] === 1).map(({ id }) => id)
    )
  )

const feasible = (of: Model.Model, learner: Learner.Learner): boolean => {
  const known = knownTo(of, learner)
  return of.bank.competences.every(({ acquis }) =>
    acquis.every(({ id, requires }) => !known.has(id) || requires.every((each) => known.has(each)))
  )
}

describe('laws', () => {
  it('1. learners of the prior know an acquis as often as the model says', () => {
    const n = 20_000
    const learners = population(n, Learner.fromPrior)
    const expected = Prediction.views(model, Belief.prior(model)).flatMap(({ mastery }) =>
      Array.from(mastery)
    )
    expected.forEach((m, a) => {
      const share = mean(learners.map(({ known }) => known[a]!))
      expect(Math.abs(share - m)).toBeLessThan(4 * Math.sqrt((m * (1 - m)) / n))
    })
    const [one, other] = [0, 1].map((c) => learners.map(({ abilities }) => abilities[c]!))
    expect(mean(one!)).toBeCloseTo(2, 1)
    const deviation = mean(one!.map((x, i) => (x - 2) * (other![i]! - 2)))
    expect(Math.abs(deviation / 1.44 - 0.6)).toBeLessThan(0.03)
  })

  test.prop([smallBank(), fc.integer()], { numRuns: 100 })(
    '2. what a learner knows is a feasible state of every block',
    (each, seed) => {
      const of = Model.of(each)
      for (const draw of [Learner.fromPrior, Learner.scattered])
        expect(feasible(of, Learner.nth(of, draw, seed, 0))).toBe(true)
      expect(feasible(of, Learner.atAbility(of, 3, Random.source(seed)))).toBe(true)
    }
  )

  it('3. adding a learner changes no other learner’s draws', () => {
    const few = population(3, Learner.scattered)
    expect(population(5, Learner.scattered).slice(0, 3)).toEqual(few)
    expect(few[0]).not.toEqual(few[1])
  })

  it('4. an answer takes one draw, and agrees with P(outcome | known, θ)', () => {
    const next = Random.source('answers')
    let draws = 0
    const counted = (): number => {
      draws++
      return next()
    }
    const n = 20_000
    const learner: Learner.Learner = { abilities: Float64Array.of(4, 1), known: Uint8Array.of(1, 0, 0) }
    const share = (id: string, outcome: string, manner?: Learner.Manner): number => {
      const item = model.items[model.itemOf.get(id)!]!
      return mean(
        Array.from({ length: n }, () =>
          Learner.answer(model, learner, item, counted, manner) === outcome ? 1 : 0
        )
      )
    }
    const close = (share: number, p: number): void => {
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n))
    }
    close(share('easy-a', 'correct'), 0.8)
    close(share('hard-a', 'correct'), logistic(logit(0.1) + 0.7 * (4 - 3)))
    close(share('other-a', 'skipped', { skips: true }), 0.3)
    close(share('easy-a', 'skipped', { skips: true }), 0.02)
    close(share('easy-a', 'incorrect', { skips: true }), 0.98 * 0.2)
    expect(share('other-a', 'skipped')).toBe(0)
    expect(draws).toBe(6 * n)
  })
})

describe('atAbility', () => {
  it('has one ability, and knows more at a higher one', () => {
    const framework = Model.of(fixture('framework.yaml'))
    const at = (theta: number): Learner.Learner => Learner.atAbility(framework, theta, Random.source(7))
    const count = ({ known }: Learner.Learner): number => known.reduce((sum, k) => sum + k, 0)
    expect(new Set(at(2.5).abilities)).toEqual(new Set([2.5]))
    expect(count(at(-20))).toBe(0)
    expect(count(at(30))).toBe(framework.competences.reduce((sum, { levels }) => sum + levels.length, 0))
    expect(count(at(2))).toBeLessThan(count(at(4)))
  })
})

describe('scattered', () => {
  it('has topics that vary more than the model lets them', () => {
    const framework = Model.of(fixture('framework.yaml'))
    const heights = (draw: Learner.Draw): number => {
      const spreads = Array.from({ length: 40 }, (_, i) => {
        const learner = Learner.nth(framework, draw, 'spread', i)
        const known = knownTo(framework, learner)
        const shares = framework.competences.flatMap(({ competence }) =>
          competence.topics.map(({ id }) => {
            const own = competence.acquis.filter(({ topic }) => topic === id)
            return own.filter((each) => known.has(each.id)).length / own.length
          })
        )
        return mean(shares.map((x) => (x - mean(shares)) ** 2))
      })
      return mean(spreads)
    }
    expect(heights(Learner.scattered)).toBeGreaterThan(heights(Learner.fromPrior))
  })
})

import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Population from '../../src/lab/Population'
import * as Simulation from '../../src/lab/Simulation'
import { bank, fixture, plain } from '../support/banks'

const model = Model.of(fixture('digital-skills.yaml'))
const everybody = Array.from({ length: 300 }, (_, n) => n)

const population = (
  how: Population.Population['how'],
  who: Population.Who = { _tag: 'prior' }
): Population.Population => ({ who, how })

const sitters = (of: Population.Population, world = model): ((n: number) => Population.Sitter) =>
  Population.sitters(world, of, 's')

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length

/** Of all learners and challenges, how often an outcome is given at question `n` by those who know, or who do not. */
const share = (of: Population.Population, outcome: Outcome, knows: boolean, n = 1): number =>
  mean(
    everybody
      .map(sitters(of))
      .flatMap(({ learner, answer }) =>
        model.items
          .filter((item) => Learner.knows(model, learner, item) === knows)
          .map((item) => (answer(item, n)[0] === outcome ? 1 : 0))
      )
  )

describe('laws', () => {
  it('1. adding a learner changes no other learner', () => {
    for (const who of [{ _tag: 'prior' }, { _tag: 'ability', abilities: [2, 5] }] as const) {
      const [one, other] = [sitters(population({}, who)), sitters(population({}, who))]
      one(0)
      expect(one(7).learner).toEqual(other(7).learner)
      expect(one(7).learner).not.toEqual(other(6).learner)
    }
  })

  it('2. by default they are, and answer, as the respondents of `Simulation` who skip', () => {
    const known = { world: model, draw: Learner.fromPrior, seed: 's', manner: { skips: true } }
    for (const n of everybody.slice(0, 20)) {
      const sitter = sitters(Population.prior)(n)
      const respondent = Simulation.respondent(known, n)
      expect(sitter.learner).toEqual(respondent.learner)
      expect(model.items.map((item) => sitter.answer(item, 9)[0])).toEqual(model.items.map(respondent.answer))
    }
  })

  it('3. a learner draws the same number for a challenge, whatever was asked before', () => {
    const [first, second] = model.items
    for (const n of everybody.slice(0, 40)) {
      const sitter = sitters(population({ guessing: 0.3, skipping: 0.4 }))(n)
      const [, later] = sitter.answer(second!, 1)
      expect(later.answer(first!, 2)[0]).toBe(sitter.answer(first!, 1)[0])
    }
  })
})

describe('who they are', () => {
  it('takes abilities in turn', () => {
    const of = sitters(population({}, { _tag: 'ability', abilities: [1, 6] }))
    expect([0, 1, 2].map((n) => of(n).learner.abilities[0])).toEqual([1, 6, 1])
    const known = (n: number): number => mean(Array.from(of(n).learner.known))
    const [low, high] = [0, 1].map((odd) => mean(everybody.filter((n) => n % 2 === odd).map(known)))
    expect(high! - low!).toBeGreaterThan(0.5)
  })

  it('takes states in turn, with the ability that the model expects of them', () => {
    const ladder = Model.of(
      bank({
        c: {
          a: { level: 1, topic: 't', challenges: plain('a1') },
          b: { level: 2, topic: 't', requires: ['a'], challenges: plain('b1') },
          x: { level: 3, challenges: plain('x1') }
        }
      })
    )
    const states = [
      { learner: 'none', known: [] },
      { learner: 'two', known: ['b', 'a'] }
    ]
    const of = sitters(population({}, { _tag: 'states', states }), ladder)
    expect([0, 1, 2].map((n) => Array.from(of(n).learner.known))).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 0]
    ])
    // By hand: P(θ) times the chain's P(state | θ), times that of x not being known.
    const { mean: mu, sd } = ladder.bank.prior
    const expected = (state: number): number => {
      let [mass, sum] = [0, 0]
      for (let z = -6; z <= 6; z += 0.001) {
        const theta = mu + sd * z
        const chain = [1, Math.exp(theta - 1), Math.exp(theta - 1 + theta - 2)]
        const weight =
          (Math.exp((-z * z) / 2) * chain[state]!) /
          (chain.reduce((all, each) => all + each, 0) * (1 + Math.exp(theta - 3)))
        mass += weight
        sum += weight * theta
      }
      return sum / mass
    }
    expect(of(0).learner.abilities[0]).toBeCloseTo(expected(0), 6)
    expect(of(1).learner.abilities[0]).toBeCloseTo(expected(2), 6)
  })

  it('loosens topics with a wider spread: easy and hard acquis are known more alike', () => {
    const contrast = (spread: number): number => {
      const learners = everybody.map((n) => sitters(population({}, { _tag: 'spread', spread }))(n).learner)
      const levels = model.competences.flatMap((each) => Array.from(each.levels))
      const at = (wanted: (level: number) => boolean): number =>
        mean(
          learners.flatMap(({ known }) =>
            levels.flatMap((level, a) => (wanted(level) ? [known[a] ?? 0] : []))
          )
        )
      return at((level) => level <= 2) - at((level) => level >= 4)
    }
    expect(contrast(4)).toBeLessThan(contrast(0.5) - 0.05)
  })

  it('says whether there is an ability to compare with', () => {
    expect(Population.hasAbility(Population.prior)).toBe(true)
    expect(Population.hasAbility(population({}, { _tag: 'states', states: [] }))).toBe(false)
  })
})

describe('how they behave', () => {
  it('drifts: those who know slip more and more', () => {
    const of = population({ drifting: 0.5 })
    expect(share(of, 'correct', true, 1)).toBe(share(Population.prior, 'correct', true))
    const [middle, late, later] = [51, 101, 400].map((n) => share(of, 'correct', true, n))
    expect(middle).toBeLessThan(share(of, 'correct', true, 1) - 0.1)
    expect(late).toBeLessThan(middle! - 0.1)
    expect(later).toBe(late)
    expect(share(of, 'correct', false, 101)).toBe(share(of, 'correct', false, 1))
  })

  it('guesses: half of those who know answer as if they did not', () => {
    const known = share(Population.prior, 'correct', true)
    const unknown = mean(
      everybody
        .map(sitters(Population.prior))
        .flatMap(({ learner }) =>
          model.items.filter((item) => Learner.knows(model, learner, item)).map(({ guess }) => guess)
        )
    )
    const skip = 1 - model.skip.known
    expect(share(population({ guessing: 0.5 }), 'correct', true)).toBeCloseTo((known + skip * unknown) / 2, 1)
    expect(share(population({ guessing: 1 }), 'correct', true)).toBeCloseTo(skip * unknown, 1)
  })

  it('skips what is not known as often as it is said to', () => {
    expect(share(Population.prior, 'skipped', false)).toBeCloseTo(model.skip.unknown, 1)
    expect(share(population({ skipping: 0.8 }), 'skipped', false)).toBeCloseTo(0.8, 1)
    expect(share(population({ skipping: 0 }), 'skipped', false)).toBe(0)
    expect(share(population({ skipping: 0.8 }), 'skipped', true)).toBe(
      share(Population.prior, 'skipped', true)
    )
  })

  it('learns what it is ready for, from a question about it, and forgets nothing', () => {
    const of = sitters(population({ learning: 1 }))
    let taught = 0
    for (const n of everybody.slice(0, 30)) {
      let sitter = of(n)
      for (const item of model.items) {
        const before = sitter.learner
        const own = model.competences[item.competence]!
        const requires = own.competence.acquis[item.acquis]!.requires
        const ready = requires.every((id) => {
          const a = own.competence.acquis.findIndex((each) => each.id === id)
          return before.known[own.acquisOffset + a] === 1
        })
        const knew = Learner.knows(model, before, item)
        const [, after] = sitter.answer(item, 1)
        expect(Learner.knows(model, after.learner, item)).toBe(knew || ready)
        expect(after.learner.known.filter((is, a) => is !== before.known[a])).toHaveLength(
          !knew && ready ? 1 : 0
        )
        if (!knew && ready) taught++
        sitter = after
      }
    }
    expect(taught).toBeGreaterThan(30)
    expect(sitters(population({ learning: 0 }))(1).answer(model.items[0]!, 1)[1].learner).toEqual(
      sitters(Population.prior)(1).learner
    )
  })
})

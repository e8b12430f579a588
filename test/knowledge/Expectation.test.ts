import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Belief from '../../src/knowledge/Belief'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import * as Patterns from '../../src/knowledge/Patterns'
import * as Worlds from '../support/worlds'

/** Answers of several learners as codes. */
const packed = (
  model: Model.Model,
  learners: ReadonlyArray<ReadonlyArray<{ challenge: string; outcome: string }>>
): Patterns.Answers => {
  const codes = learners.map((own) =>
    own.map(
      ({ challenge, outcome }) =>
        model.itemOf.get(challenge)! * 4 + outcomes.findIndex((each) => each === outcome)
    )
  )
  let end = 0
  return {
    starts: Uint32Array.from([0, ...codes.map((own) => (end += own.length))]),
    codes: Uint32Array.from(codes.flat())
  }
}

/** The same counts, learner after learner, by beliefs. */
const plain = (
  model: Model.Model,
  { starts, codes }: Patterns.Answers,
  byNode: boolean
): Expectation.Counts & { log: number } => {
  const K = model.abilities.length
  const places = Patterns.places(model)
  const acquis = model.competences.reduce((total, { levels }) => total + levels.length, 0)
  const z = Array.from(model.abilities, (θ) => (θ - model.bank.prior.mean) / model.bank.prior.sd)
  const width = byNode ? K : 1
  const to = {
    weight: new Float64Array(places.length * K),
    known: new Float64Array(acquis),
    knownZ: new Float64Array(acquis),
    answers: new Float64Array(model.items.length * 4 * width),
    general: new Float64Array(model.general.length),
    moments: new Float64Array(2),
    log: 0
  }
  for (let l = 0; l + 1 < starts.length; l++) {
    const own = codes.subarray(starts[l], starts[l + 1])
    const belief = Array.from(own).reduce(
      (before, code) => Belief.observe(model, model.items[code >>> 2]!, outcomes[code & 3]!)(before),
      Belief.prior(model)
    )
    to.log += Belief.logEvidence(model, belief)
    const { general, abilities } = Belief.abilities(model, belief)
    model.competences.forEach((competence, c) => {
      const of = belief.competences[c]!
      if (of.answers === 0) return
      general.forEach((p, g) => {
        to.general[g]! += p
        const joint = z.map((_, k) => model.link[g * K + k]! * of.likelihood.values[k]!)
        const all = joint.reduce((a, b) => a + b, 0)
        joint.forEach((q, k) => {
          to.moments[0]! += (p * q * z[k]! ** 2) / all
          to.moments[1]! += (p * q * z[k]! * model.generalNodes[g]!) / all
        })
      })
      competence.blocks.forEach((block, b) => {
        if (of.blocks[b]!.answers === 0) return
        const place = places.findIndex((each) => each.competence === c && each.block === b)
        z.forEach((_, k) => {
          to.weight[place * K + k]! += abilities[c]![k]!
          block.acquis.forEach((a, at) => {
            const p = abilities[c]![k]! * of.blocks[b]!.mastery[at * K + k]!
            to.known[competence.acquisOffset + a]! += p
            to.knownZ[competence.acquisOffset + a]! += p * z[k]!
          })
        })
      })
    })
    own.forEach((code) => {
      const item = model.items[code >>> 2]!
      const outcome = code & 3
      if (outcome === 2) return
      const mastery = Belief.masteryAtNodes(
        model.competences[item.competence]!,
        belief.competences[item.competence]!,
        item.acquis
      )
      z.forEach((_, k) => {
        const p = abilities[item.competence]![k]!
        const at = (item.index * 4 + outcome) * width + (byNode ? k : 0)
        to.answers[at]! += p * mastery[k]!
        to.answers[at + 2 * width]! += p * (1 - mastery[k]!)
      })
    })
  }
  return to
}

const close = (a: ArrayLike<number>, b: ArrayLike<number>, what: string): void => {
  expect(a.length, what).toBe(b.length)
  for (let i = 0; i < a.length; i++)
    expect(Math.abs(a[i]! - b[i]!) < 1e-9, `${what} ${i}: ${a[i]} is not ${b[i]}`).toBe(true)
}

const people = (shape: { competences: number; acquis: number; discrimination: boolean }) =>
  Worlds.world(shape).chain((world) =>
    fc.tuple(fc.constant(world), fc.array(Worlds.answers(world, 12), { minLength: 1, maxLength: 5 }))
  )

describe('Expectation', () => {
  test('1. counts agree with the belief of each learner', () => {
    const shapes = fc.record({
      competences: fc.integer({ min: 1, max: 3 }),
      acquis: fc.integer({ min: 1, max: 4 }),
      discrimination: fc.boolean()
    })
    fc.assert(
      fc.property(shapes.chain(people), fc.boolean(), ([world, learners], byNode) => {
        const model = Model.of(Worlds.bankOf(world))
        // Twice, so that every pattern of the first half is shared.
        const answers = packed(model, [...learners, ...learners, ...learners.slice(0, 1)])
        const patterns = Patterns.of(model, answers)
        const wish = { byNode, correlated: true }
        const sums = Expectation.of(model, patterns, wish)(0, patterns.learners)
        const counts = Expectation.counts(model, patterns, wish, sums)
        const expected = plain(model, answers, byNode)
        expect(Math.abs(Expectation.logLikelihoodOf(sums) - expected.log)).toBeLessThan(1e-9)
        for (const key of ['weight', 'known', 'knownZ', 'answers', 'general', 'moments'] as const)
          if (key !== 'moments' || model.general.length > 1) close(counts[key], expected[key], key)
      }),
      { numRuns: 60 }
    )
  })

  test('1. also where answers contradict each other', () => {
    const world = fc.sample(
      Worlds.world({ competences: 2, acquis: 3, discrimination: false, correlation: 0.5 }),
      { numRuns: 1, seed: 4 }
    )[0]!
    const model = Model.of(Worlds.bankOf(world))
    const ids = world.challenges.map(({ id }) => id)
    const answers = packed(model, [
      ids.flatMap((challenge, i) =>
        Array.from({ length: 200 }, (_, n) => ({
          challenge,
          outcome: (n + i) % 3 === 0 ? 'correct' : 'incorrect'
        }))
      )
    ])
    const patterns = Patterns.of(model, answers)
    const wish = { byNode: false, correlated: true }
    const sums = Expectation.of(model, patterns, wish)(0, 1)
    const expected = plain(model, answers, false)
    expect(Expectation.logLikelihoodOf(sums) / expected.log).toBeCloseTo(1, 9)
    close(Expectation.counts(model, patterns, wish, sums).known, expected.known, 'known')
  })

  test('2. sums do not depend on how the learners are split, nor on the order', () => {
    fc.assert(
      fc.property(
        people({ competences: 2, acquis: 3, discrimination: true }),
        fc.nat(),
        ([world, learners], cut) => {
          const model = Model.of(Worlds.bankOf(world))
          const patterns = Patterns.of(model, packed(model, [...learners, ...learners]))
          const of = Expectation.of(model, patterns, { byNode: true, correlated: true })
          const at = cut % (patterns.learners + 1)
          expect(Expectation.merge(of(at, patterns.learners), of(0, at))).toEqual(of(0, patterns.learners))
        }
      ),
      { numRuns: 30 }
    )
  })
})

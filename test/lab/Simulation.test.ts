import { describe, expect, it } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Simulation from '../../src/lab/Simulation'
import { bank as made, fixture } from '../support/banks'

const bank = fixture('digital-skills.yaml')
const model = Model.of(bank)
const population = { world: model, draw: Learner.fromPrior, seed: 'simulation' } as const
const short = Simulation.engine(bank, { rules: { maxQuestions: 6, precision: 0, minGain: 0 } })

/** A design that tells whom it asked what, and what was answered. */
const overheard = (design: Simulation.Design, heard: Map<string, string>): Simulation.Design => {
  const listening =
    (seed: string) =>
    (test: Simulation.Test): Simulation.Test => ({
      ...test,
      after: (outcome) => {
        heard.set(`${seed} ${test.item?.challenge.id}`, outcome)
        return listening(seed)(test.after(outcome))
      }
    })
  return (seed) => listening(String(seed))(design(seed))
}

describe('laws', () => {
  it('1. a learner’s answer to a challenge is the same whatever the test, and the rest of the bank (common random numbers)', () => {
    const one = new Map<string, string>()
    const other = new Map<string, string>()
    Simulation.run(population, overheard(short, one), 20)
    Simulation.run(population, overheard(Simulation.thumb(model), other), 20)
    const both = [...one.keys()].filter((key) => other.has(key))
    expect(both.length).toBeGreaterThan(20)
    for (const key of both) expect(one.get(key)).toBe(other.get(key))
    const plan = (more: object) => ({
      c: {
        a: { level: 1, challenges: { ...more, a: {} } },
        b: { level: 2, challenges: { b: { slip: 0.4 } } }
      }
    })
    const [before, after] = [{}, { new: {} }].map((more) => Model.of(made(plan(more))))
    const answers = (of: Model.Model): ReadonlyArray<string> =>
      Array.from({ length: 30 }, (_, n) => Simulation.respondent({ ...population, world: of }, n)).flatMap(
        ({ answer }) =>
          ['a', 'b'].flatMap((id) => of.items.filter(({ challenge }) => challenge.id === id).map(answer))
      )
    expect(answers(after!)).toEqual(answers(before!))
    expect(new Set(answers(before!)).size).toBe(2)
  })

  it('2. adding a learner changes no other learner’s outcome', () => {
    expect(Simulation.run(population, short, 6).slice(0, 3)).toEqual(Simulation.run(population, short, 3))
  })

  it('3. accuracy is a share, and that of a test which knows everything is one', () => {
    const learner = Learner.nth(model, Learner.fromPrior, 'simulation', 0)
    const told = (mastery: Float64Array): Simulation.Test => ({
      item: undefined,
      after: () => told(mastery),
      mastery: () => mastery,
      scope: new Uint8Array(mastery.length).fill(1)
    })
    expect(Simulation.accuracy(told(Float64Array.from(learner.known)), learner)).toBe(1)
    expect(Simulation.accuracy(told(Float64Array.from(learner.known, (k) => 1 - k)), learner)).toBe(0)
    for (const { accuracy, curve } of Simulation.run(population, short, 3, { curve: true }))
      for (const each of [accuracy, ...curve]) {
        expect(each).toBeGreaterThanOrEqual(0)
        expect(each).toBeLessThanOrEqual(1)
      }
  })
})

describe('run', () => {
  it('asks as often as the rules say, and learns', () => {
    const results = Simulation.run(population, short, 30, { curve: true })
    for (const { questions, curve, accuracy } of results) {
      expect(questions).toBe(12)
      expect(curve).toHaveLength(13)
      expect(curve[12]).toBe(accuracy)
    }
    const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length
    expect(mean(results.map(({ accuracy }) => accuracy))).toBeGreaterThan(
      mean(results.map(({ curve }) => curve[0]!)) + 0.1
    )
  })
})

describe('questionsFor', () => {
  const points = [
    { questions: 10, accuracy: 0.8 },
    { questions: 12, accuracy: 0.9 },
    { questions: 14, accuracy: 0.94 }
  ]
  it('interpolates, and goes on in a straight line beyond the ends', () => {
    expect(Simulation.questionsFor(points, 0.85)).toBeCloseTo(11, 12)
    expect(Simulation.questionsFor(points, 0.92)).toBeCloseTo(13, 12)
    expect(Simulation.questionsFor(points, 0.96)).toBeCloseTo(15, 12)
    expect(Simulation.questionsFor(points, 0.75)).toBeCloseTo(9, 12)
    expect(Simulation.questionsFor(points.slice(0, 1), 0.9)).toBeNaN()
  })
})

import { describe, expect, it } from 'vitest'
import * as Attempt from '../../src/lab/Attempt'
import * as Bootstrap from '../../src/lab/Bootstrap'
import * as Comparison from '../../src/lab/Comparison'
import * as ComparisonMeasures from '../../src/lab/ComparisonMeasures'
import * as ComparisonSummary from '../../src/lab/ComparisonSummary'
import * as PoliciesFile from '../../src/lab/PoliciesFile'
import * as Population from '../../src/lab/Population'
import { bank, campaign, fixture, plain } from '../support/banks'

const digital = fixture('digital-skills.yaml')
const short = { maxQuestions: 5 }
const plan: Comparison.Plan = {
  bank: digital,
  seed: 's',
  policies: PoliciesFile.defaults,
  population: Population.prior,
  rules: short
}
const { COLUMN } = Attempt

const attempts = Comparison.all(plan)({ first: 0, last: 40 })
const whole = Comparison.sums(plan)(attempts)
const summary = ComparisonSummary.of(plan, whole)

describe('laws', () => {
  it('1. adding a learner, or a policy, changes no other attempt', () => {
    expect(Comparison.all(plan)({ first: 5, last: 7 })).toEqual(attempts.slice(5, 7))
    const [information, , , random] = PoliciesFile.defaults
    const two = Comparison.all({ ...plan, policies: [random!, information!] })({ first: 0, last: 3 })
    two.forEach(([chance, most], n) => {
      expect(chance!.asked).toEqual(attempts[n]![3]!.asked)
      expect(most!.overall).toEqual(attempts[n]![0]!.overall)
    })
  })

  it('2. however the learners are split and ordered, the same bytes come out', () => {
    const part = (first: number, last: number) => Comparison.sums(plan)(Comparison.all(plan)({ first, last }))
    expect(Comparison.merge(part(23, 40), Comparison.merge(part(9, 23), part(0, 9)))).toEqual(whole)
    expect(Comparison.sums(plan)([...attempts].reverse())).toEqual(whole)
  })
})

const total = (p: number, column: keyof typeof COLUMN): number =>
  attempts.reduce((sum, each) => sum + each[p]!.row[COLUMN[column]]!, 0)

describe('measures', () => {
  it('1. measures agree with their definitions', () => {
    summary.policies.forEach(({ measures }, p) => {
      const of = (column: keyof typeof COLUMN): number => total(p, column)
      const acquis = of('both') + of('held') + of('missed') + of('neither')
      const right = (of('both') + of('neither')) / acquis
      expect(measures.accuracy!.value).toBeCloseTo(right, 12)
      // Cohen's kappa by its table of expected counts.
      const held = of('both') + of('held')
      const known = of('both') + of('missed')
      const expected = (held * known + (acquis - held) * (acquis - known)) / acquis
      expect(measures.kappa!.value).toBeCloseTo(
        (of('both') + of('neither') - expected) / (acquis - expected),
        12
      )
      expect(measures.scoreRmse!.value).toBeCloseTo(Math.sqrt(of('scoreSquare') / (2 * 40)), 6)
      expect(measures.questions!.value).toBe(of('questions') / 40)
      expect(measures.efficiency!.value).toBeCloseTo(of('bits') / of('capacity'), 6)
      let common = 0
      for (const one of attempts)
        for (const other of attempts)
          if (one !== other) common += one[p]!.asked.filter((item) => other[p]!.asked.includes(item)).length
      expect(measures.overlap!.value).toBeCloseTo(common / (40 * 39) / (of('questions') / 40), 9)
      for (const name of ComparisonMeasures.measures) {
        const estimate = measures[name]
        if (estimate === null) continue
        expect(estimate.interval[0], name).toBeLessThanOrEqual(estimate.interval[1])
      }
    })
  })

  it('are null where nothing is said: intervals of a rule of thumb, abilities of given states', () => {
    const thumb = summary.policies.find(({ method }) => method === 'thumb')!.measures
    for (const name of ['expected', 'scoreCoverage', 'overallCoverage', 'abilityRmse', 'bandHit'] as const)
      expect(thumb[name]).toBe(null)
    const states: Comparison.Plan = {
      ...plan,
      population: { who: { _tag: 'states', states: [{ learner: 'l', known: [] }] }, how: {} }
    }
    const [first] = ComparisonSummary.run(states, 3).policies
    expect(first!.measures.abilityBias).toBe(null)
    expect(first!.measures.abilityCoverage).toBe(null)
    expect(first!.measures.accuracy!.value).toBeGreaterThan(0.9)
    expect(first!.measures.kappa!.value).toBe(0)
  })

  it('are compared with those of the first policy in each replicate', () => {
    const own = (p: number, b: number): number => {
      let right = 0
      let acquis = 0
      attempts.forEach((each, n) => {
        const w = b < 0 ? 1 : Bootstrap.weights('s', String(n))[b]!
        const { row } = each[p]!
        right += w * (row[COLUMN.both]! + row[COLUMN.neither]!)
        acquis += w * (row[COLUMN.both]! + row[COLUMN.neither]! + row[COLUMN.held]! + row[COLUMN.missed]!)
      })
      return right / acquis
    }
    expect(summary.differences.map(({ policy }) => policy)).toEqual(
      PoliciesFile.defaults.slice(1).map(({ id }) => id)
    )
    const { accuracy } = summary.differences[2]!.measures
    const samples = Array.from({ length: Bootstrap.REPLICATES }, (_, b) => own(3, b) - own(0, b))
    expect(accuracy!.value).toBeCloseTo(own(3, -1) - own(0, -1), 12)
    expect(accuracy!.interval[0]).toBeCloseTo(Bootstrap.interval(samples)[0], 12)
  })
})

describe('lengthsOf', () => {
  it('goes up to the longest that a test of a competence can be', () => {
    const ids = Array.from({ length: 250 }, (_, i) => `q${i}`)
    const long = bank({ c: { a: { level: 2, challenges: plain(...ids) } } })
    const lengths = (maxQuestions: number) =>
      Comparison.lengthsOf({
        ...plan,
        bank: long,
        policies: [{ id: 'p', method: 'order', rules: { maxQuestions } }]
      })
    expect(lengths(7)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(lengths(1000).slice(-3)).toEqual([150, 200, 250])
  })
})

describe('summary', () => {
  it('1. learners of the model are judged as rightly as the tests expect, and their truth lies in nine intervals of ten', () => {
    const engine = PoliciesFile.defaults.filter(({ id }) => id === 'information')
    const { policies } = ComparisonSummary.run({ ...plan, policies: engine }, 400)
    const { accuracy, expected, scoreCoverage, overallCoverage, abilityCoverage, bandExpected, bandHit } =
      policies[0]!.measures
    expect(Math.abs(accuracy!.value - expected!.value)).toBeLessThan(0.01)
    expect(Math.abs(bandHit!.value - bandExpected!.value)).toBeLessThan(0.04)
    for (const coverage of [scoreCoverage, overallCoverage, abilityCoverage]) {
      expect(coverage!.value).toBeGreaterThan(0.86)
      expect(coverage!.value).toBeLessThan(0.97)
    }
  })

  it('notices that learners are not of the model', () => {
    const engine = PoliciesFile.defaults.slice(0, 1)
    const misfit = { who: { _tag: 'spread', spread: 5 }, how: { guessing: 0.5 } } as const
    const { policies } = ComparisonSummary.run({ ...plan, policies: engine, population: misfit }, 100)
    const { accuracy, expected, scoreCoverage } = policies[0]!.measures
    expect(expected!.value - accuracy!.value).toBeGreaterThan(0.05)
    expect(scoreCoverage!.value).toBeLessThan(0.8)
  })

  it('has curves that end as the tests end, endings that add up, and the lengths of tests', () => {
    summary.policies.forEach(({ curve, measures, endings, length, exposure, mostFailures }, p) => {
      expect(curve[0]).toMatchObject({ k: 0, questions: 0 })
      const end = curve.at(-1)!
      expect(end.accuracy).toEqual(measures.accuracy)
      expect(end.questions).toBeCloseTo(measures.questions!.value / 2, 12)
      expect(Object.values(endings).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12)
      const lengths = attempts.map((each) => each[p]!.asked.length).sort((a, b) => a - b)
      expect([length.tenth, length.median, length.ninetieth]).toEqual([lengths[3], lengths[19], lengths[35]])
      const counts = new Map<number, number>()
      for (const each of attempts)
        for (const item of each[p]!.asked) counts.set(item, (counts.get(item) ?? 0) + 1)
      expect(exposure.max!.value).toBe(Math.max(...counts.values()) / 40)
      expect(exposure.unasked).toBe(summary.challenges - counts.size)
      expect(mostFailures).toBe(Math.max(...attempts.map((each) => each[p]!.row[COLUMN.failures]!)))
    })
  })

  it('goes by the rules of all, over those of the campaign, and below those of a policy', () => {
    const small = bank({ c: { a: { level: 2, challenges: plain('a1', 'a2') } } })
    const all: Comparison.Plan = {
      ...plan,
      bank: small,
      campaign: campaign(small, { rules: { maxQuestions: 7, streak: 1, jump: 5 } }),
      rules: { maxQuestions: 9, streak: 2 },
      policies: [{ id: 'p', method: 'engine', rules: { maxQuestions: 1 } }]
    }
    expect(ComparisonSummary.run(all, 2).policies[0]!.rules).toMatchObject({
      maxQuestions: 1,
      streak: 2,
      jump: 5
    })
  })

  it('has nothing to say of nothing', () => {
    expect(ComparisonSummary.run({ ...plan, policies: [] }, 2)).toEqual({
      learners: 0,
      competences: 0,
      acquis: 0,
      challenges: 0,
      policies: [],
      differences: []
    })
  })
})

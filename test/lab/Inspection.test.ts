import { describe, expect, it } from 'vitest'
import * as Inspection from '../../src/lab/Inspection'
import * as InspectionPart from '../../src/lab/InspectionPart'
import type { Estimate } from '../../src/lab/Metrics'
import * as Trial from '../../src/lab/Trial'
import type { Bank } from '../../src/bank/Bank'
import { bank, campaign, fixture, plain, type AcquisPlan } from '../support/banks'

/** A chain of five levels, the acquis of the third without a challenge unless it is given some. */
const chained = (third: AcquisPlan['challenges'] = {}): Readonly<Record<string, AcquisPlan>> =>
  Object.fromEntries(
    [1, 2, 3, 4, 5].map((level): [string, AcquisPlan] => [
      `a${level}`,
      {
        level,
        topic: 't',
        ...(level === 1 ? {} : { requires: [`a${level - 1}`] }),
        challenges: level === 3 ? (third ?? {}) : plain(`a${level}-1`, `a${level}-2`)
      }
    ])
  )

const chain = (third?: AcquisPlan['challenges']): Bank => bank({ c: chained(third) })

const plan: Trial.Plan = { bank: chain(), seed: 'i' }

const only = (inspection: Inspection.Inspection): Inspection.CompetenceInspection =>
  inspection.competences[0]!

const estimates = (u: unknown): ReadonlyArray<Estimate> =>
  typeof u !== 'object' || u === null
    ? []
    : 'interval' in u
      ? [u as Estimate]
      : Object.values(u).flatMap(estimates)

describe('laws', () => {
  it('1. the same plan and learners give the same bytes, however the learners are split', () => {
    const framework: Trial.Plan = { bank: fixture('digital-skills.yaml'), seed: '7' }
    const whole = JSON.stringify(Inspection.run(framework, 12))
    const part = InspectionPart.of(framework)
    const parts = [
      [7, 12],
      [0, 3],
      [3, 7]
    ].map(([first = 0, last = 0]) => structuredClone(part({ first, last })))
    const merged = parts.slice(1).reduce(InspectionPart.merge, parts[0]!)
    expect(JSON.stringify(Inspection.of(framework, merged))).toBe(whole)
    expect(JSON.stringify(Inspection.run({ ...framework, seed: '8' }, 12))).not.toBe(whole)
  })

  it('2. what tests expect of themselves is what comes true, on average', () => {
    // Where who does not know skips often, it must show in the simulated answers, too.
    const skipping = { ...chain(plain('a3-1')), skip: { known: 0.02, unknown: 0.7 } }
    const { accuracy, reliability, acquis } = only(Inspection.run({ ...plan, bank: skipping }, 1500))
    expect(Math.abs(accuracy.value - reliability.value)).toBeLessThan(accuracy.interval[1] - accuracy.value)
    for (const each of acquis) {
      const half = each.accuracy.interval[1] - each.accuracy.interval[0]
      expect(Math.abs(each.accuracy.value - each.precision.value)).toBeLessThan(half)
    }
  })
})

describe('duration', () => {
  const two = bank({ c: chained(), d: { b2: { level: 2, challenges: plain('b2-1', 'b2-2') } } })
  const tested: Trial.Plan = { bank: two, seed: 'i', campaign: campaign(two) }

  it('counts the questions and the expected minutes of the whole test of a campaign', () => {
    const lengths = Array.from({ length: 40 }, (_, n) => Trial.of(tested)(n))
      .map((trials) => trials.reduce((sum, { asked }) => sum + asked.length, 0))
      .sort((a, b) => a - b)
    const { duration } = Inspection.run(tested, 40)
    expect(duration?.tests).toBe(40)
    expect(duration?.questions).toEqual({ median: lengths[19], ninetieth: lengths[35] })
    expect(duration?.minutes.median).toBe(1.5 * (lengths[19] ?? 0))
  })

  it('does not depend on how the learners are split', () => {
    const part = InspectionPart.of(tested)
    const merged = InspectionPart.merge(part({ first: 9, last: 20 }), part({ first: 0, last: 9 }))
    expect(JSON.stringify(Inspection.of(tested, merged))).toBe(JSON.stringify(Inspection.run(tested, 20)))
  })

  it('is none without a campaign: its competences are tested one by one', () => {
    expect(Inspection.run({ bank: two, seed: 'i' }, 2).duration).toBeNull()
  })
})

describe('of', () => {
  const learners = 60
  const inspection = Inspection.run({ ...plan, rules: { precision: 0.1 } }, learners)
  const trials = Array.from(
    { length: learners },
    (_, n) => Trial.of({ ...plan, rules: { precision: 0.1 } })(n)[0]!
  )
  const mean = (measure: (trial: Trial.Trial) => number): number =>
    trials.reduce((sum, trial) => sum + measure(trial), 0) / learners

  it('says what was inspected', () => {
    expect(inspection).toMatchObject({
      format: 'acquis-inspection/1',
      bank: { id: 'made', fingerprint: plan.bank.fingerprint },
      campaign: null,
      locale: null,
      seed: 'i',
      learners,
      rules: { precision: 0.1, maxSeconds: 'none', criterion: 'information' }
    })
    expect(only(inspection)).toMatchObject({ competence: 'c', size: { acquis: 5, challenges: 8 } })
  })

  it('agrees with the trials', () => {
    const { questions, accuracy, endings, curve, exposure, levels, acquis } = only(inspection)
    const lengths = trials.map(({ asked }) => asked.length).sort((a, b) => a - b)
    expect(questions.value).toBeCloseTo(
      mean(({ asked }) => asked.length),
      6
    )
    expect([questions.tenth, questions.median, questions.ninetieth]).toEqual(
      [0.1, 0.5, 0.9].map((p) => lengths[Math.ceil(p * learners) - 1])
    )
    expect(accuracy.value).toBeCloseTo(
      mean((trial) => trial.curve[trial.curve.length - 1]!.right),
      6
    )
    expect(endings.precision).toBeCloseTo(
      mean(({ reason }) => (reason === 'precision' ? 1 : 0)),
      12
    )
    expect(Object.values(endings).reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12)
    expect(curve[0]?.running).toBe(1)
    expect(curve[curve.length - 1]).toMatchObject({ running: 0, questions: lengths[learners - 1] })
    curve.forEach((point, n) => {
      expect(point.running).toBeCloseTo(
        mean(({ asked }) => (asked.length > n ? 1 : 0)),
        12
      )
      expect(point.accuracy).toBeCloseTo(
        mean((trial) => trial.curve[Math.min(n, trial.asked.length)]!.right),
        6
      )
    })
    const items = Trial.starts(plan, '')[0]!.model.items
    for (const { acquis: id, asked, challenges, precision } of acquis) {
      const a = Number(id.slice(1)) - 1
      expect(precision.value).toBeCloseTo(
        mean(({ mastery }) => Math.max(mastery[a]!, 1 - mastery[a]!)),
        6
      )
      expect(asked.value).toBeCloseTo(
        mean((trial) => (trial.asked.some((item) => items[item]!.acquis === a) ? 1 : 0)),
        12
      )
      for (const { challenge, exposure: share } of challenges)
        expect(share.value).toBeCloseTo(
          mean((trial) => (trial.asked.some((item) => items[item]!.challenge.id === challenge) ? 1 : 0)),
          12
        )
    }
    const shares = acquis.flatMap(({ challenges }) => challenges.map((each) => each.exposure.value))
    expect(exposure?.max.value).toBe(Math.max(...shares))
    expect(exposure?.mean).toBeCloseTo(questions.value / 8, 6)
    expect(exposure?.unasked).toBe(shares.filter((x) => x === 0).length)
    // One acquis a level, each worth a level: who knows the first n of the chain has level n.
    levels.forEach(({ level, had }) =>
      expect(had.value).toBeCloseTo(
        mean(({ known }) => (known.reduce((sum, k) => sum + k, 0) >= level ? 1 : 0)),
        12
      )
    )
  })

  it('is plain data without a number that JSON lacks, and every value is in its interval', () => {
    for (const plainly of [inspection, Inspection.run(plan, 2)]) {
      expect(JSON.parse(JSON.stringify(plainly))).toEqual(plainly)
      for (const { value, interval } of estimates(plainly)) {
        expect(interval[0]).toBeLessThanOrEqual(value)
        expect(interval[1]).toBeGreaterThanOrEqual(value)
      }
    }
  })

  it('takes for the median of two tests the shorter', () => {
    const [short, long] =
      [0, 1, 2, 3, 4, 5]
        .map((n) => Trial.of({ ...plan, seed: String(n) }))
        .map((trialOf) => [trialOf(0)[0]!.asked.length, trialOf(1)[0]!.asked.length])
        .map((lengths, n) => ({ seed: String(n), lengths: lengths.sort((a, b) => a - b) }))
        .filter(({ lengths: [a, b] }) => a !== b)
        .map(({ seed, lengths }) => [
          lengths[0],
          only(Inspection.run({ ...plan, seed }, 2)).questions.median
        ])[0] ?? []
    expect([typeof short, long]).toEqual(['number', short])
  })

  it('tells which states are told apart', () => {
    const [block] = only(inspection).blocks
    expect(block).toMatchObject({ acquis: ['a1', 'a2', 'a3', 'a4', 'a5'], states: 6, rank: 5 })
    const [full] = only(Inspection.run({ ...plan, bank: chain(plain('a3-1')) }, 2)).blocks
    expect(full).toMatchObject({ states: 6, rank: 6 })
  })

  it('is about the scope of a campaign, and nothing else', () => {
    const given = campaign(plan.bank, { id: 'low', scope: [{ competence: 'c', upTo: 2 }] })
    const part = Inspection.run({ ...plan, campaign: given }, 5)
    expect(part.campaign).toBe('low')
    expect(only(part)).toMatchObject({ size: { acquis: 2, challenges: 4 } })
    expect(only(part).levels.map(({ level }) => level)).toEqual([1, 2])
    expect(only(part).acquis.map(({ acquis }) => acquis)).toEqual(['a1', 'a2'])
  })

  it('has nothing to say of a bank that asks nothing, and says so', () => {
    const silent = only(
      Inspection.run({ bank: bank({ c: { a: { level: 2, challenges: {} } } }), seed: '1' }, 3)
    )
    expect(silent).toMatchObject({ exposure: null, questions: { value: 0 }, endings: { exhausted: 1 } })
    expect(silent.acquis[0]).toMatchObject({ clarity: 0.5, challenges: [] })
  })
})

describe('one more challenge', () => {
  it('buys most where it is said to, when it is there', () => {
    const rules = { maxQuestions: 6, precision: 0, minGain: 0 }
    const learners = 1500
    const before = only(Inspection.run({ ...plan, rules }, learners))
    const surplus = new Map(before.acquis.map(({ acquis, oneMore }) => [acquis, oneMore.surplus.value]))
    const [best] = [...surplus].sort(([, a], [, b]) => b - a)
    expect(best?.[0]).toBe('a3')
    /** Acquis judged rightly, with a question more than before. */
    const rightly = (of: Bank): number =>
      5 *
      only(Inspection.run({ ...plan, bank: of, rules: { ...rules, maxQuestions: 7 } }, learners)).accuracy
        .value
    const gained = rightly(chain(plain('a3-1'))) - rightly(chain())
    // It may be asked earlier, too, instead of something worse: no less than what is said of the end.
    expect(gained).toBeGreaterThan(0.8 * surplus.get('a3')!)
    expect(gained).toBeLessThan(2.5 * surplus.get('a3')!)
  })
})

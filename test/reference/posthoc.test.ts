/**
 * Post-hoc tests on real matrices of ../shared/data, which have no missing cell. Nothing is fitted: slips, guesses and
 * difficulties are the defaults. What is expected of them is what such studies report: adaptive tests come close to
 * the conclusion from all answers with half of the questions, and ask better than chance does, or the order on paper.
 */
import { describe, expect, it } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import type * as Policy from '../../src/lab/Policy'
import type { Plan } from '../../src/lab/Posthoc'
import * as PosthocSummary from '../../src/lab/PosthocSummary'
import * as matrices from './matrices'

const summaryOf = (
  file: unknown,
  log: string,
  rest: Pick<Plan, 'policies' | 'lengths'>
): PosthocSummary.Summary => {
  const bank = matrices.bankOf(file)
  const { itemOf } = Model.of(bank)
  return PosthocSummary.run(
    { bank, seed: '1', coverage: 0.9, validation: 0.2, ...rest },
    Array.from(matrices.answers(log), ([learner, list]) => ({
      learner,
      items: list.map(([challenge]) => itemOf.get(challenge) ?? -1),
      outcomes: list.map(([, outcome]) => outcomes.findIndex((each) => each === outcome))
    }))
  )
}

const curve = ({ curves }: PosthocSummary.Summary, policy: Policy.Policy): PosthocSummary.Curve =>
  curves.find((each) => each.policy === policy)!

const value = (measured: PosthocSummary.Measured, name: PosthocSummary.Measure): number =>
  measured[name]!.value

/** With so many questions. */
const at = (summary: PosthocSummary.Summary, policy: Policy.Policy, k: number): PosthocSummary.Point =>
  curve(summary, policy).points.find((point) => point.k === k)!

describe('fraction subtraction, 536 × 20', () => {
  const summary = summaryOf(matrices.fractions(), 'fraction-subtraction/fraction_subtraction_long.csv', {
    policies: ['information', 'random', 'thumb', 'fixed'],
    lengths: [0, 4, 8]
  })
  const { everything } = summary

  it('every learner takes part', () => {
    expect(summary).toMatchObject({ learners: 536, leftOut: 0, answers: 10720, challenges: 20 })
    expect(value(everything, 'questions')).toBe(16)
  })

  it('eight questions of sixteen agree nearly as well as all of them', () => {
    const eight = at(summary, 'information', 8)
    expect(value(eight, 'agreement')).toBeGreaterThan(0.93)
    expect(value(eight, 'kappa')).toBeGreaterThan(0.85)
    expect(value(everything, 'agreement') - value(eight, 'agreement')).toBeLessThan(0.03)
    expect(value(eight, 'logLoss') - value(everything, 'logLoss')).toBeLessThan(0.03)
    expect(value(at(summary, 'information', 0), 'logLoss') - value(eight, 'logLoss')).toBeGreaterThan(0.2)
  })

  it.each(['random', 'thumb', 'fixed'] as const)(
    'information agrees better than %s, on the same learners',
    (policy) => {
      const found = summary.differences.find((each) => each.policy === policy && each.k === 8)!
      expect(found.agreement!.interval[1]).toBeLessThan(0)
      expect(found.logLoss!.interval[0]).toBeGreaterThan(0)
    }
  )

  it('its own end saves more than a third of the questions, at no cost in what was held out', () => {
    const end = curve(summary, 'information').end!
    expect(value(end, 'saved')).toBeGreaterThan(1 / 3)
    expect(value(end, 'logLoss') - value(everything, 'logLoss')).toBeLessThan(0.01)
    expect(value(end, 'saved')).toBeGreaterThan(value(curve(summary, 'random').end!, 'saved'))
  })
})

describe('balance scale, 484 × 25', () => {
  const summary = summaryOf(matrices.balance(), 'balance-scale/balance_long.csv', {
    policies: ['information', 'accuracy', 'random', 'thumb', 'fixed'],
    lengths: [0, 5, 10]
  })

  it('ten questions agree nearly as well as twenty, and better than by the rule of thumb or on paper', () => {
    expect(summary).toMatchObject({ learners: 484, challenges: 25, acquis: 5 })
    const ten = at(summary, 'information', 10)
    expect(value(ten, 'agreement')).toBeGreaterThan(0.9)
    expect(value(ten, 'logLoss') - value(summary.everything, 'logLoss')).toBeLessThan(0.02)
    for (const policy of ['thumb', 'fixed', 'random'] as const)
      expect(
        summary.differences.find((each) => each.policy === policy && each.k === 10)!.agreement!.interval[1]
      ).toBeLessThan(0)
  })

  it('both criteria of the engine come to the same', () => {
    const [one, other] = [at(summary, 'information', 10), at(summary, 'accuracy', 10)]
    expect(Math.abs(value(one, 'agreement') - value(other, 'agreement'))).toBeLessThan(0.01)
    expect(Math.abs(value(one, 'logLoss') - value(other, 'logLoss'))).toBeLessThan(0.01)
  })

  it('the rule of thumb asks each acquis once', () => {
    expect(value(curve(summary, 'thumb').end!, 'questions')).toBe(5)
  })
})

import { expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Duration from '../../src/lab/Duration'
import * as Learner from '../../src/lab/Learner'
import * as Simulation from '../../src/lab/Simulation'
import { fixture } from '../support/banks'

const digital = fixture('digital-skills.yaml')
const begun = Assessment.start(digital, { seed: 1, rules: { precision: 0.12 } })

it('1. the same test and seed give the same duration', () => {
  expect(Duration.expected(begun, 's')).toEqual(Duration.expected(begun, 's'))
})

it('2. tests that are predicted are as long as those of learners drawn from the prior', () => {
  const N = 300
  const predicted = Array.from({ length: N }, (_, n) => Duration.nth(begun, 's', n).questions)
  const drawn = Simulation.run(
    { world: begun.model, draw: Learner.fromPrior, seed: 's', manner: { skips: true } },
    Simulation.engine(digital, { rules: { precision: 0.12 } }),
    N
  ).map(({ questions }) => questions)
  const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length
  const variance = (xs: ReadonlyArray<number>): number => mean(xs.map((x) => (x - mean(xs)) ** 2))
  const error = Math.sqrt((variance(predicted) + variance(drawn)) / N)
  expect(variance(drawn)).toBeGreaterThan(1)
  expect(Math.abs(mean(predicted) - mean(drawn))).toBeLessThan(3 * error)
})

it('3. adding a test changes no other one', () => {
  const questions = Infinity
  const few = Duration.expected(begun, 's', { tests: 5, questions })
  expect(few).toEqual(Duration.of(Array.from({ length: 5 }, (_, n) => Duration.nth(begun, 's', n))))
})

it('takes quantiles that so large a share does not exceed', () => {
  const lengths = Array.from({ length: 10 }, (_, i) => ({ questions: 10 - i, seconds: 60 * (i + 1) }))
  expect(Duration.of(lengths)).toEqual({
    tests: 10,
    questions: { median: 5, ninetieth: 9 },
    minutes: { median: 5, ninetieth: 9 }
  })
})

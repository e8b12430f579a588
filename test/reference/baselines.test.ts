/** The baselines on ASSISTments 2009, fitted to one file and predicting the other: ../shared/reference/logs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Answers, corpusOf, type Items } from '../../src/lab/Baseline'
import * as Baselines from '../../src/lab/Baselines'
import { correctOf, learned, seen } from '../../src/lab/BaselineBkt'
import * as Metrics from '../../src/lab/Metrics'

const shared = join(import.meta.dirname, '../../../shared')
const text = (name: string): string => readFileSync(join(shared, name), 'utf8')

type Row = Readonly<Record<'AUC' | 'RMSE' | 'logloss' | 'Brier' | 'accuracy' | 'ECE10', number>>
const { results } = JSON.parse(text('reference/logs/log_baselines_assistments09.json')) as {
  readonly results: Readonly<Record<string, Row>>
}

const numbers = () => {
  const known = new Map<string, number>()
  return {
    known,
    of: (id: string): number => {
      const number = known.get(id) ?? known.size
      known.set(id, number)
      return number
    }
  }
}

const challenges = numbers()
const skills = numbers()
const skillOf: Array<number> = []

interface Learner extends Answers {
  readonly learner: string
}

const learnersOf = (name: string): ReadonlyArray<Learner> => {
  const found = new Map<string, { learner: string; items: Array<number>; correct: Array<number> }>()
  for (const row of text(`data/logs/ldp_assistments09_${name}.csv`).trimEnd().split('\n').slice(1)) {
    const [learner = '', item = '', , correct = '', skill = ''] = row.trim().split(/[,\t]/)
    const own = found.get(learner) ?? { learner, items: [], correct: [] }
    found.set(learner, own)
    const number = challenges.of(item)
    skillOf[number] = skills.of(skill)
    own.items.push(number)
    own.correct.push(Number(correct))
  }
  return [...found.values()]
}

const train = learnersOf('train')
const test = learnersOf('test')
const count = challenges.known.size
const items: Items = {
  count,
  skillOf,
  skills: skills.known.size,
  levelOf: new Uint8Array(count).fill(1),
  competenceOf: new Uint8Array(count),
  competences: 1
}
const corpus = corpusOf(train)

const measured = (name: string): Metrics.Summary => {
  const baseline = Baselines.all.find((each) => each.name === name)!
  const predict = baseline.predict(items, baseline.fit(items, baseline.settings[0], corpus))
  return Metrics.summary(
    Metrics.of('1')(
      test.map((own) => ({ learner: own.learner, p: predict(own), correct: own.correct, skips: 0 }))
    )
  )
}

describe('baselines with their usual settings', () => {
  it.each([
    ['mean', 'global_mean', 1e-9],
    ['item', 'item_mean_shrunk5', 1e-9],
    ['elo', 'elo_item', 1e-9],
    ['elo-skill', 'elo_skill', 1e-9],
    ['pfa', 'PFA_logcounts', 1e-4],
    ['bkt', 'BKT_EM_per_skill', 3e-4]
  ] as const)('%s agrees with %s', (name, key, tolerance) => {
    const { auc, rmse, logLoss, brier, accuracy, ece } = measured(name)
    const { AUC, RMSE, logloss, Brier, accuracy: share, ECE10 } = results[key]!
    // Ours takes numbers that are 2⁻¹⁶ apart for ties.
    expect(Math.abs(auc!.value - AUC)).toBeLessThan(Math.max(tolerance, 1e-5))
    for (const [ours, theirs, jumps] of [
      [rmse, RMSE, 1],
      [logLoss, logloss, 1],
      [brier, Brier, 1],
      // These jump where a prediction crosses a bound: for the ECE of pfa see below.
      [accuracy, share, 3],
      [ece, ECE10, 3]
    ] as const)
      expect(Math.abs(ours!.value - theirs)).toBeLessThan(jumps * tolerance)
  })

  it('pfa has the ECE of the reference but for equal predictions at a bound of two bins', () => {
    const { predict, fit, settings } = Baselines.all.find((each) => each.name === 'pfa')!
    const predicted = predict(items, fit(items, settings[0], corpus))
    const ece = (shift: number): number => {
      const surplus = new Float64Array(10)
      let count = 0
      for (const own of test)
        predicted(own).forEach((p, i) => {
          surplus[Math.min(9, Math.floor(10 * (p + shift)))]! += own.correct[i]! - p
          count++
        })
      return surplus.reduce((sum, each) => sum + Math.abs(each), 0) / count
    }
    // 17 answers have p = 0.69997: at the minimum of the cost, to which the iteration of the reference comes close.
    const { ECE10 } = results['PFA_logcounts']!
    expect(Math.abs(ece(0) - ECE10)).toBeGreaterThan(1e-4)
    expect(Math.abs(ece(3e-5) - ECE10)).toBeLessThan(1e-6)
  })

  it('rasch does better than the share of each item', () => {
    expect(measured('rasch').logLoss!.value).toBeLessThan(measured('item').logLoss!.value)
  })
})

it('knowledge tracing goes forward as the reference does', () => {
  const { BKT_forward } = JSON.parse(text('reference/metrics/metrics_reference.json')) as {
    readonly BKT_forward: Readonly<Record<'L0' | 'T' | 'S' | 'G', number>> & {
      readonly steps: ReadonlyArray<
        Readonly<Record<'prior' | 'p_correct' | 'response' | 'posterior' | 'after_transition', number>>
      >
    }
  }
  const { L0, T, S, G, steps } = BKT_forward
  const skill = { known: L0, learn: T, slip: S, guess: G }
  let known = L0
  for (const { prior, p_correct, response, posterior, after_transition } of steps) {
    expect(known).toBeCloseTo(prior, 12)
    expect(correctOf(skill, known)).toBeCloseTo(p_correct, 12)
    const after = seen(skill, known, response)
    expect(after).toBeCloseTo(posterior, 12)
    known = learned(skill, after)
    expect(known).toBeCloseTo(after_transition, 12)
  }
})

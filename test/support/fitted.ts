/**
 * A small school: two competences with topics of four levels and two challenges an acquis, and logs of its learners with
 * one thing wrong.
 */
import { outcomes } from '../../src/bank/Challenge'
import type { Bank } from '../../src/bank/Bank'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import type * as Patterns from '../../src/knowledge/Patterns'
import * as Calibration from '../../src/lab/Calibration'
import * as CalibrationResult from '../../src/lab/CalibrationResult'
import * as Fit from '../../src/lab/Fit'
import * as Learner from '../../src/lab/Learner'
import * as Random from '../../src/math/Random'
import * as Banks from './banks'

const TOPICS = ['north', 'south', 'east']
const COMPETENCES = ['c1', 'c2']

/** Some parameters of one challenge that are another's. */
export interface Change {
  readonly challenge: string
  readonly body: object
}

export const bank = (change?: Change, free: ReadonlyArray<string> = []): Bank => {
  const challengesOf = (acquis: string): Record<string, object> =>
    Object.fromEntries(
      ['a', 'b'].map((letter) => {
        const id = `${acquis}-${letter}`
        return [id, { slip: 0.1, guess: 0.2, ...(change?.challenge === id ? change.body : {}) }]
      })
    )
  return Banks.bank(
    Object.fromEntries(
      COMPETENCES.map((competence) => [
        competence,
        Object.fromEntries(
          TOPICS.flatMap((topic) =>
            [1, 2, 3, 4].map((level) => {
              const id = `${competence}-${topic}-${level}`
              const below = level === 1 || free.includes(id) ? [] : [`${competence}-${topic}-${level - 1}`]
              return [
                id,
                {
                  level: level + 1,
                  topic: `${competence}-${topic}`,
                  requires: below,
                  challenges: challengesOf(id)
                }
              ]
            })
          )
        )
      ])
    ),
    { model: { mean: 3.5, sd: 1.5, correlation: 0.5, spread: 1 } }
  )
}

export interface Log extends Patterns.Answers {
  /** By learner. */
  readonly group: ReadonlyArray<number>
}

export interface Making {
  readonly learners: number
  readonly each: number
  readonly seed: string
  /** The model of a learner of group g; of the n-th learner. */
  readonly modelOf?: (learner: number, group: number) => Model.Model
  /** How able the groups are beyond the prior, level units. */
  readonly ability?: ReadonlyArray<number>
  /** What becomes of an outcome (0 right, 1 wrong), given those of the learner before it, by item. */
  readonly turned?: (item: number, right: boolean, before: ReadonlyMap<number, boolean>) => boolean
  /** Which of the challenges that are left may be asked next, given the answers before; all of them, if none. */
  readonly fits?: (item: number, before: ReadonlyMap<number, boolean>) => boolean
}

/** Everybody answers, to challenges by chance, none twice; groups take turns. */
export const log = (
  model: Model.Model,
  {
    learners,
    each,
    seed,
    modelOf = () => model,
    ability = [0],
    turned = (_, right) => right,
    fits = () => true
  }: Making
): Log => {
  const codes: Array<number> = []
  const starts = [0]
  const group: Array<number> = []
  for (let n = 0; n < learners; n++) {
    const source = Random.source(`${seed}/log/${n}`)
    const g = n % ability.length
    group.push(g)
    const own = modelOf(n, g)
    const { mean } = own.bank.prior
    const shifted = Model.of({ ...own.bank, prior: { ...own.bank.prior, mean: mean + (ability[g] ?? 0) } })
    const learner = Learner.nth(ability[g] === 0 ? own : shifted, Learner.fromPrior, seed, n)
    const left = model.items.map(({ index }) => index)
    const before = new Map<number, boolean>()
    for (let i = 0; i < each; i++) {
      const fitting = left.filter((item) => fits(item, before))
      const among = fitting.length > 0 ? fitting : left
      const index = among[Math.floor(source() * among.length)] ?? 0
      left.splice(left.indexOf(index), 1)
      const right = turned(
        index,
        Learner.answer(own, learner, own.items[index]!, source) === 'correct',
        before
      )
      before.set(index, right)
      codes.push(index * 4 + outcomes.indexOf(right ? 'correct' : 'incorrect'))
    }
    starts.push(codes.length)
  }
  return { starts: Uint32Array.from(starts), codes: Uint32Array.from(codes), group }
}

/** The model without skips, as calibration makes it where nobody skips. */
export const modelOf = (from: Bank): Model.Model => Model.of({ ...from, skip: { known: 0, unknown: 0 } })

/** A calibration of a log with its fit, as the report takes it: groups take turns, and time goes by. */
export const calibrated = (
  of: Bank,
  learners: number,
  values: ReadonlyArray<string> = ['x', 'y']
): Calibrated => {
  const given = Model.of(of)
  const answers = log(given, {
    learners,
    each: Math.min(16, given.items.length),
    seed: 'report',
    ability: [0, -0.5]
  })
  const plan = Calibration.plan(given, answers, { ...Calibration.defaults, iterations: 20 })
  const state = Calibration.run(plan, Calibration.startAt(plan, 0, 0))
  const best = state.best!
  const model = Calibration.modelAt(plan, best.at)
  const counts = Expectation.counts(
    model,
    plan.patterns,
    plan.wish,
    Expectation.of(model, plan.patterns, plan.wish)(0, plan.patterns.learners)
  )
  const group = answers.group.flatMap((g, l) =>
    new Array<number>(answers.starts[l + 1]! - answers.starts[l]!).fill(g)
  )
  return {
    model,
    fit: Fit.of({
      model,
      answers,
      seed: 's',
      column: { name: 'school', values, of: Int32Array.from(group) },
      times: Float64Array.from(group, (_, i) => 1.7e12 + i * 3_600_000)
    }),
    result: CalibrationResult.of(plan, state, best, counts, undefined)
  }
}

export interface Calibrated {
  readonly model: Model.Model
  readonly fit: Fit.Fit
  readonly result: CalibrationResult.Result
}

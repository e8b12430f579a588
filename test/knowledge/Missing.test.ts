import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Missing from '../../src/knowledge/Missing'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import * as Patterns from '../../src/knowledge/Patterns'
import * as Calibration from '../../src/lab/Calibration'
import * as CalibrationErrors from '../../src/lab/CalibrationErrors'
import * as CalibrationPrior from '../../src/lab/CalibrationPrior'
import * as CalibrationVector from '../../src/lab/CalibrationVector'
import { logistic, logit } from '../../src/math/Logistic'
import * as Random from '../../src/math/Random'
import * as Banks from '../support/banks'
import * as Calibrations from '../support/calibration'
import * as Worlds from '../support/worlds'

/** A grid so coarse that everything on it can be added up one by one. */
const coarse = Model.onGrid({ nodes: 5, halfWidth: 2.5 })

interface Scene {
  readonly plan: Calibration.Plan
  /** The model of the plan on the coarse grid, at other parameters too. */
  readonly modelAt: (at: Parameters.Parameters) => Model.Model
}

const sceneOf = (
  bank: Model.Model['bank'],
  seed: string,
  fit: ReadonlyArray<Calibration.Name>,
  learners = 3
): Scene => {
  // Whoever comes twice makes patterns that are shared.
  const { starts, codes } = Calibrations.simulated(Model.of(bank), learners, 4, seed)
  const own = Array.from({ length: learners }, (_, l) => Array.from(codes.subarray(starts[l], starts[l + 1])))
  const all = [...own, own[0]!, own[0]!]
  let end = 0
  const answers = {
    starts: Uint32Array.from([0, ...all.map((each) => (end += each.length))]),
    codes: Uint32Array.from(all.flat())
  }
  const plan = Calibration.plan(Model.of(bank), answers, { ...Calibration.defaults, fit })
  return { plan, modelAt: (at) => coarse(Parameters.applied(plan.model.bank, at)) }
}

/** All missing information: that of the learners, and that inside of shared patterns. */
const missingOf = ({ plan, modelAt }: Scene): Float64Array => {
  const made = modelAt(Parameters.of(plan.model))
  const layout = CalibrationErrors.layoutOf(plan)
  const patterns = Patterns.of(made, plan.answers)
  const sums = Expectation.of(made, patterns, plan.wish)(0, patterns.learners)
  const { learners, shared } = Missing.of(made, patterns, layout)
  const inside = shared(sums.rows)
  return learners(0, patterns.learners).map((x, i) => x + inside[i]!)
}

/** log P(g, z, states, answers) of one learner for all that cannot be seen, but for P(g): always in the same order. */
const logsOf = (model: Model.Model, codes: ReadonlyArray<number>): ReadonlyArray<number> => {
  const K = model.abilities.length
  const touched = model.competences.flatMap((competence, c) => {
    const blocks = competence.blocks.flatMap((block, b) => {
      const own = codes.filter((code) => {
        const item = model.items[code >>> 2]!
        return item.competence === c && competence.blockOf[item.acquis] === b
      })
      return own.length === 0 ? [] : [{ block, own }]
    })
    return blocks.length === 0 ? [] : [{ competence, blocks }]
  })
  const ofAnswer = (code: number, knows: boolean, k: number): number => {
    const { challenge, competence, acquis } = model.items[code >>> 2]!
    const { difficulty } = model.competences[competence]!.competence.acquis[acquis]!
    const bend = challenge.discrimination * (model.abilities[k]! - difficulty)
    const right = logistic((knows ? logit(1 - challenge.slip) : logit(challenge.guess)) + bend)
    const skip = knows ? model.skip.known : model.skip.unknown
    const outcome = outcomes[code & 3]!
    return Math.log(outcome === 'skipped' ? skip : (1 - skip) * (outcome === 'correct' ? right : 1 - right))
  }
  /** Of one competence at a node: the logs of all combinations of states of its blocks. */
  const ofCompetence = ({ competence, blocks }: (typeof touched)[number], k: number): ReadonlyArray<number> =>
    blocks.reduce<ReadonlyArray<number>>(
      (before, { block, own }) =>
        before.flatMap((log) =>
          Array.from({ length: block.states.count }, (_, s) =>
            own.reduce(
              (sum, code) => {
                const place = competence.placeOf[model.items[code >>> 2]!.acquis]!
                return sum + ofAnswer(code, block.states.containing[place]!.includes(s), k)
              },
              log + block.logPrior[s * K + k]!
            )
          )
        ),
      [0]
    )
  const tables = touched.map((each) => Array.from({ length: K }, (_, k) => ofCompetence(each, k)))
  return Array.from(model.generalNodes, (_, g) => g).flatMap((g) =>
    tables.reduce<ReadonlyArray<number>>(
      (before, table) =>
        before.flatMap((log) =>
          table.flatMap((row, k) => row.map((x) => log + Math.log(model.link[g * K + k]!) + x))
        ),
      [Math.log(model.general[g]!)]
    )
  )
}

const H = 1e-5

/** The variance of the slopes of what was just added up, by differences. */
const enumerated = ({ plan, modelAt }: Scene): Float64Array => {
  const { entries, answers } = plan
  const n = entries.length
  const out = new Float64Array(n * n)
  const own = Parameters.of(plan.model)
  const row = CalibrationVector.pack(entries, own)
  const models = [
    modelAt(own),
    ...entries.flatMap((_, i) =>
      [H, -H].map((by) =>
        modelAt(
          CalibrationVector.unpack(
            entries,
            row.map((x, j) => (i === j ? x + by : x)),
            own
          )
        )
      )
    )
  ]
  for (let l = 0; l + 1 < answers.starts.length; l++) {
    const codes = Array.from(answers.codes.subarray(answers.starts[l], answers.starts[l + 1]))
    const [here, ...moved] = models.map((model) => logsOf(model, codes))
    const weights = here!.map(Math.exp)
    const total = weights.reduce((a, b) => a + b, 0)
    const slopes = entries.map(({ kind, index }, i) => {
      const [up, down] = [moved[2 * i]!, moved[2 * i + 1]!]
      // Discrimination at its bound can be moved one way.
      const isBound = kind === 'discrimination' && own.discrimination[index] === 0
      return here!.map((x, s) => (isBound ? (up[s]! - x) / H : (up[s]! - down[s]!) / (2 * H)))
    })
    const mean = (of: (s: number) => number): number =>
      weights.reduce((sum, w, s) => sum + w * of(s), 0) / total
    const means = slopes.map((slope) => mean((s) => slope[s]!))
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const covariance = mean((s) => (slopes[i]![s]! - means[i]!) * (slopes[j]![s]! - means[j]!))
        out[i * n + j]! += covariance
        if (i !== j) out[j * n + i]! += covariance
      }
  }
  return out
}

const cases = (shape: { competences: number; acquis: number; correlation: number }) =>
  fc.record({
    world: Worlds.world({ ...shape, discrimination: true }),
    seed: fc.nat(999),
    // A correlation of 0 is at its bound: there is no general factor then.
    fit: fc.subarray(
      Calibration.names.filter((name) => name !== 'correlation' || shape.correlation > 0),
      { minLength: 1 }
    )
  })

type Case = ReturnType<typeof cases> extends fc.Arbitrary<infer A> ? A : never

const made = ({ world, seed, fit }: Case): Scene => sceneOf(Worlds.bankOf(world), `missing${seed}`, fit)

const agree = (given: Case): void => {
  const scene = made(given)
  const [found, expected] = [missingOf(scene), enumerated(scene)]
  const n = scene.plan.entries.length
  expect(found).toHaveLength(n * n)
  found.forEach((x, i) => {
    const [a, b] = [scene.plan.entries[Math.floor(i / n)]!, scene.plan.entries[i % n]!]
    const what = `${a.kind} ${a.index}, ${b.kind} ${b.index}: ${x} is not ${expected[i]}`
    expect(Math.abs(x - expected[i]!), what).toBeLessThan(1e-4 * (1 + Math.abs(expected[i]!)))
  })
}

describe('Missing', () => {
  test('1. it agrees with adding up all that cannot be seen', () => {
    fc.assert(fc.property(cases({ competences: 1, acquis: 3, correlation: 0 }), agree), { numRuns: 25 })
    fc.assert(fc.property(cases({ competences: 2, acquis: 2, correlation: 0.5 }), agree), { numRuns: 8 })
  }, 120_000)

  test('2. the complete information less the missing one is the curvature of the log-likelihood', () => {
    fc.assert(
      fc.property(
        Worlds.world({ competences: 2, acquis: 2, discrimination: true, correlation: 0.5 }),
        fc.nat(999),
        (world, seed) => {
          const fit = Calibration.names.filter((name) => name !== 'spread')
          const { plan } = sceneOf(Worlds.bankOf(world), `curvature${seed}`, fit, 20)
          const { entries, model, patterns, settings } = plan
          const at = Parameters.of(model)
          const row = CalibrationVector.pack(entries, at)
          const sumsAt = (where: Parameters.Parameters) => {
            const made = Calibration.modelAt(plan, where)
            return { made, sums: Expectation.of(made, patterns, plan.wish)(0, patterns.learners) }
          }
          const value = (moved: Float64Array): number => {
            const where = CalibrationVector.unpack(entries, moved, at)
            return (
              Expectation.logLikelihoodOf(sumsAt(where).sums) +
              CalibrationPrior.log(model, plan.scope.groups, settings, where)
            )
          }
          const { made, sums } = sumsAt(at)
          const layout = CalibrationErrors.layoutOf(plan)
          const counts = Expectation.counts(made, patterns, plan.wish, sums)
          const { learners, shared } = Missing.of(made, patterns, layout)
          const information = CalibrationErrors.observed(
            CalibrationErrors.complete(plan, layout, made, at, counts),
            shared(sums.rows),
            learners(0, patterns.learners)
          )
          const n = entries.length
          const source = Random.source(`directions${seed}`)
          // Discrimination at its bound cannot be moved both ways.
          const isFree = entries.map(
            ({ kind, index }) => kind !== 'discrimination' || at.discrimination[index]! > 0
          )
          for (let i = 0; i < 5; i++) {
            const direction = row.map((_, j) => (isFree[j] === true ? source() - 0.5 : 0))
            const h = 3e-3
            const [up, down] = [h, -h].map((by) => value(row.map((x, j) => x + by * direction[j]!)))
            const curvature = (2 * value(row) - up! - down!) / h ** 2
            const found = direction.reduce(
              (sum, x, j) =>
                sum + direction.reduce((part, y, k) => part + x * y * information[j * n + k]!, 0),
              0
            )
            expect(Math.abs(found - curvature)).toBeLessThan(0.01 * (1 + Math.abs(curvature)))
          }
        }
      ),
      { numRuns: 8 }
    )
  }, 120_000)

  test('also where answers contradict each other so much that their product is none', () => {
    const sides = [1, 8] as const
    const acquis = Object.fromEntries(
      Array.from({ length: 800 }, (_, n): readonly [string, object] => [
        `a${n}`,
        { level: sides[n % 2], topic: `t${n}`, challenges: Banks.plain(`c${n}`) }
      ])
    )
    const model = Model.of(Banks.bank({ k: acquis as never }, { model: { correlation: 0 } }))
    // What is easiest is wrong, what is hardest is right.
    const codes = Uint32Array.from(model.items, ({ index, competence, acquis: a }) => {
      const level = model.competences[competence]!.levels[a]!
      return 4 * index + (level === 8 ? 0 : 1)
    })
    const answers = { starts: Uint32Array.from([0, codes.length]), codes }
    const plan = Calibration.plan(model, answers, { ...Calibration.defaults, fit: ['ability'] })
    const layout = CalibrationErrors.layoutOf(plan)
    const at = Parameters.of(plan.model)
    const sumsAt = (where: Parameters.Parameters) => {
      const made = Calibration.modelAt(plan, where)
      return { made, sums: Expectation.of(made, plan.patterns, plan.wish)(0, 1) }
    }
    const { made, sums } = sumsAt(at)
    const counts = Expectation.counts(made, plan.patterns, plan.wish, sums)
    const { learners, shared } = Missing.of(made, plan.patterns, layout)
    const [information] = CalibrationErrors.observed(
      CalibrationErrors.complete(plan, layout, made, at, counts),
      shared(sums.rows),
      learners(0, 1)
    )
    const h = 1e-3
    const value = (by: number): number =>
      Expectation.logLikelihoodOf(sumsAt({ ...at, mean: at.mean + by }).sums)
    expect(value(0)).toBeLessThan(-900)
    const curvature = (2 * value(0) - value(h) - value(-h)) / h ** 2
    expect(Math.abs(information! - curvature)).toBeLessThan(0.01 * (1 + Math.abs(curvature)))
  })

  test('3. sums do not depend on how the learners are split', () => {
    fc.assert(
      fc.property(cases({ competences: 2, acquis: 3, correlation: 0.5 }), fc.nat(5), (given, at) => {
        const { plan } = made(given)
        const { learners } = Missing.of(plan.model, plan.patterns, CalibrationErrors.layoutOf(plan))
        const all = plan.patterns.learners
        const rest = learners(at, all)
        expect(learners(0, at).map((x, i) => x + rest[i]!)).toEqual(learners(0, all))
      }),
      { numRuns: 20 }
    )
  })
})

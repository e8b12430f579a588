import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Complete from '../../src/knowledge/Complete'
import * as Expectation from '../../src/knowledge/Expectation'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import * as Patterns from '../../src/knowledge/Patterns'
import * as Random from '../../src/math/Random'
import * as Banks from '../support/banks'
import * as Calibrations from '../support/calibration'
import * as Worlds from '../support/worlds'

/** A model, what answers say by it, and other parameters, at which the log-likelihood is looked at. */
interface Scene {
  readonly model: Model.Model
  readonly counts: Expectation.Counts
  readonly at: Parameters.Parameters
}

const countsOf = (model: Model.Model, answers: Patterns.Answers): Expectation.Counts => {
  const patterns = Patterns.of(model, answers)
  const wish = { byNode: true, correlated: true }
  return Expectation.counts(
    model,
    patterns,
    wish,
    Expectation.of(model, patterns, wish)(0, patterns.learners)
  )
}

/** Parameters somewhat off those of the model. */
const off = (model: Model.Model, seed: string): Parameters.Parameters => {
  const source = Random.source(seed)
  const own = Parameters.of(model)
  const by = (): number => source() - 0.5
  return {
    ...own,
    difficulty: own.difficulty.map((b) => b + by()),
    mean: own.mean + by(),
    sd: own.sd * Math.exp(by()),
    spread: own.spread * Math.exp(by())
  }
}

const scenes: fc.Arbitrary<Scene> = fc
  .record({
    world: Worlds.world({ competences: 2, acquis: 3, discrimination: true }),
    learners: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(999)
  })
  .map(({ world, learners, seed }) => {
    const model = Model.of(Worlds.bankOf(world))
    return {
      model,
      // Of 12 challenges at most, so that some blocks may have no answers.
      counts: countsOf(model, Calibrations.simulated(model, learners, 3, `complete${seed}`)),
      at: off(model, `at${seed}`)
    }
  })

type General = 'mean' | 'sd' | 'spread'
const GENERAL: ReadonlyArray<General> = ['mean', 'sd', 'spread']

/** A step in μ, log σ or log s. */
const general = (at: Parameters.Parameters, key: General, by: number): Parameters.Parameters => ({
  ...at,
  [key]: key === 'mean' ? at.mean + by : at[key] * Math.exp(by)
})

const difficulty = (at: Parameters.Parameters, a: number, by: number): Parameters.Parameters => ({
  ...at,
  difficulty: at.difficulty.map((b, i) => (i === a ? b + by : b))
})

const near = (found: number | undefined, expected: number, scale: number, what: string): void => {
  expect(Math.abs(found! - expected), `${what}: ${found} is not ${expected}`).toBeLessThan(1e-4 * (1 + scale))
}

const H = 1e-4

describe('Complete', () => {
  test('1. slopes are those of the value', () => {
    fc.assert(
      fc.property(scenes, ({ model, counts, at }) => {
        const value = (moved: Parameters.Parameters): number => Complete.of(model, counts, moved, false).value
        const slope = (move: (by: number) => Parameters.Parameters): number =>
          (value(move(H)) - value(move(-H))) / (2 * H)
        const scale = counts.weight.reduce((a, b) => a + b, 0)
        for (const curvature of [true, false]) {
          const found = Complete.of(model, counts, at, curvature)
          expect(found.value).toBeCloseTo(value(at), 9)
          GENERAL.forEach((key, i) => {
            const expected = slope((by) => general(at, key, by))
            near(found.general[i], expected, scale, key)
          })
          at.difficulty.forEach((_, a) => {
            const expected = slope((by) => difficulty(at, a, by))
            near(found.difficulty[a], expected, scale, `difficulty ${a}`)
          })
        }
      }),
      { numRuns: 40 }
    )
  })

  test('2. the curvature of difficulties is that of the value', () => {
    fc.assert(
      fc.property(scenes, ({ model, counts, at }) => {
        const { blocks } = Complete.of(model, counts, at, true)
        const scale = counts.weight.reduce((a, b) => a + b, 0)
        let place = 0
        for (const { blocks: own, acquisOffset } of model.competences)
          for (const { acquis } of own) {
            const information = blocks[place++]!
            acquis.forEach((b, j) => {
              const [up, down] = [H, -H].map(
                (by) => Complete.of(model, counts, difficulty(at, acquisOffset + b, by), false).difficulty
              )
              acquis.forEach((a, i) => {
                const expected = -(up![acquisOffset + a]! - down![acquisOffset + a]!) / (2 * H)
                near(information[i * acquis.length + j], expected, scale, `${a} ${b}`)
              })
            })
          }
      }),
      { numRuns: 40 }
    )
  })

  test('3. so is that of mean, sd and spread, but for how these bend the slopes', () => {
    fc.assert(
      fc.property(scenes, ({ model, counts, at }) => {
        // Answers do not depend on the spread, beyond what is known.
        const alone = { ...at, discrimination: at.discrimination.map(() => 0) }
        for (const point of [at, alone]) {
          const found = Complete.of(model, counts, point, true)
          const states = Complete.of(model, counts, { ...point, discrimination: alone.discrimination }, true)
          const scale = counts.weight.reduce((a, b) => a + b, 0)
          const bent = (i: number, j: number): number => {
            if (i === 1 && j === 1) return found.general[1]!
            if (i === 2 || j === 2) return -states.general[Math.min(i, j)]!
            return 0
          }
          GENERAL.forEach((key, j) => {
            const [up, down] = [H, -H].map((by) => Complete.of(model, counts, general(point, key, by), false))
            GENERAL.forEach((other, i) => {
              const expected = -(up!.general[i]! - down!.general[i]!) / (2 * H)
              const information = found.generalInformation[i * Complete.GENERAL + j]! - bent(i, j)
              near(information, expected, scale, `${other} ${key}`)
            })
            point.difficulty.forEach((_, a) => {
              const expected = -(up!.difficulty[a]! - down!.difficulty[a]!) / (2 * H)
              const own = key === 'spread' ? -states.difficulty[a]! : 0
              near(found.across[a * Complete.GENERAL + j]! - own, expected, scale, `${a} ${key}`)
            })
          })
        }
      }),
      { numRuns: 30 }
    )
  })

  test('4. large blocks have a bound of their curvature', () => {
    const count = Complete.LARGE + 1
    const acquis = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `a${i}`,
        {
          level: 1 + Math.floor((8 * i) / count),
          requires: i === 0 ? [] : [`a${i - 1}`],
          challenges: Banks.plain(`c${i}`)
        }
      ])
    )
    const model = Model.of(Banks.bank({ k: acquis }))
    const counts = countsOf(model, Calibrations.simulated(model, 10, 10, 'large'))
    const at = off(model, 'large')
    const [information] = Complete.of(model, counts, at, true).blocks
    expect(information).toHaveLength(count * count)
    information!.forEach((x, i) => {
      if (i % (count + 1) > 0) expect(x).toBe(0)
    })
    const source = Random.source('directions')
    for (let n = 0; n < 10; n++) {
      const direction = Float64Array.from({ length: count }, () => source() - 0.5)
      const moved = (by: number): number => {
        const to = { ...at, difficulty: at.difficulty.map((b, a) => b + by * direction[a]!) }
        return Complete.of(model, counts, to, false).value
      }
      const h = 1e-3
      const curvature = (2 * moved(0) - moved(h) - moved(-h)) / h ** 2
      const bound = direction.reduce((sum, x, a) => sum + x * x * information![a * count + a]!, 0)
      expect(curvature).toBeLessThanOrEqual(bound)
    }
  })

  test('what nobody was asked of says nothing', () => {
    fc.assert(
      fc.property(scenes, ({ model, at }) => {
        const none = countsOf(model, { starts: Uint32Array.of(0, 0), codes: new Uint32Array(0) })
        const { value, difficulty: slopes, general: slope } = Complete.of(model, none, at, true)
        expect([value, ...slopes, ...slope].every((x) => x === 0)).toBe(true)
      }),
      { numRuns: 10 }
    )
  })
})

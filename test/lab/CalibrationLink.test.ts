import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Counts } from '../../src/knowledge/Expectation'
import * as CalibrationLink from '../../src/lab/CalibrationLink'
import { LEAST_CORRELATION, MOST_CORRELATION } from '../../src/lab/CalibrationSettings'
import * as Quadrature from '../../src/math/Quadrature'

const z = Quadrature.nodes(15, 4)

/** Expected learners by g and z: a row for each g. */
type Joint = ReadonlyArray<ReadonlyArray<number>>

const joints: fc.Arbitrary<Joint> = fc.array(
  fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: z.length, maxLength: z.length }),
  { minLength: z.length, maxLength: z.length }
)

/** Joint tables of people whose abilities do go together by a correlation, with noise. */
const likely = fc
  .record({ correlation: fc.double({ min: 0.02, max: 0.88, noNaN: true }), noise: joints })
  .map(({ correlation, noise }): Joint => {
    const general = Quadrature.normalWeights(z, 0, 1)
    return noise.map((row, g) => {
      const link = Quadrature.normalWeights(z, Math.sqrt(correlation) * z[g]!, 1 - correlation)
      return row.map((x, k) => general[g]! * link[k]! * (1000 + x))
    })
  })

/** What `Expectation` counts of it. */
const countsOf = (joint: Joint): Counts => {
  const sum = (of: (g: number, k: number) => number): number =>
    joint.reduce((total, row, g) => row.reduce((part, n, k) => part + n * of(g, k), total), 0)
  const none = new Float64Array(0)
  return {
    weight: none,
    known: none,
    knownZ: none,
    answers: none,
    general: Float64Array.from(joint, (row) => row.reduce((a, b) => a + b, 0)),
    moments: Float64Array.of(
      sum((_, k) => z[k]! ** 2),
      sum((g, k) => z[k]! * z[g]!)
    )
  }
}

/** Σ E[log P(z | g)], pair by pair. */
const plain = (joint: Joint, correlation: number): number =>
  joint.reduce((total, row, g) => {
    const link = Quadrature.normalWeights(z, Math.sqrt(correlation) * z[g]!, 1 - correlation)
    return row.reduce((sum, n, k) => (n === 0 ? sum : sum + n * Math.log(link[k]!)), total)
  }, 0)

const correlations = fc.double({ min: LEAST_CORRELATION, max: MOST_CORRELATION, noNaN: true })

describe('CalibrationLink', () => {
  test('1. the expected log-likelihood never falls', () => {
    fc.assert(
      fc.property(fc.oneof(joints, likely), correlations, (joint, before) => {
        const after = CalibrationLink.step(countsOf(joint), z, before)
        expect(after).toBeGreaterThanOrEqual(LEAST_CORRELATION - 1e-12)
        expect(after).toBeLessThanOrEqual(MOST_CORRELATION + 1e-12)
        expect(plain(joint, after)).toBeGreaterThanOrEqual(plain(joint, before) - 1e-9)
      })
    )
  })

  test('2. it agrees with adding up all pairs of nodes', () => {
    fc.assert(
      fc.property(fc.oneof(joints, likely), correlations, (joint, correlation) => {
        const expected = plain(joint, correlation)
        const found = CalibrationLink.value(countsOf(joint), z, correlation)
        expect(Math.abs(found - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)))
      })
    )
  })

  test('3. no correlation is better than the one that is found', () => {
    fc.assert(
      fc.property(likely, correlations, (joint, before) => {
        const found = plain(joint, CalibrationLink.step(countsOf(joint), z, before))
        for (let other = 0.01; other < MOST_CORRELATION; other += 0.01)
          expect(plain(joint, other)).toBeLessThanOrEqual(found + 1e-6)
      }),
      { numRuns: 30 }
    )
  })
})

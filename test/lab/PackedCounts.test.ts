import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Bootstrap from '../../src/lab/Bootstrap'
import * as PackedCounts from '../../src/lab/PackedCounts'

const { REPLICATES } = Bootstrap
const LARGEST = 13
const ROWS = 3

const learner = fc.record({
  weights: fc.uint8Array({ minLength: REPLICATES, maxLength: REPLICATES, max: LARGEST }),
  times: fc.array(fc.oneof(fc.nat(5), fc.nat(2000)), { minLength: ROWS, maxLength: ROWS })
})

describe('PackedCounts', () => {
  test.prop([fc.array(learner, { maxLength: 20 })])(
    '1. they agree with counting in every replicate apart',
    (learners) => {
      const packed = new Float64Array(ROWS * REPLICATES)
      const counts = PackedCounts.of(ROWS, packed)
      const plain = new Float64Array(ROWS * REPLICATES)
      for (const { weights, times } of learners) {
        counts.begin(weights, Math.max(...times))
        times.forEach((n, row) => {
          counts.add(row, n)
          weights.forEach((weight, b) => {
            plain[row * REPLICATES + b] = (plain[row * REPLICATES + b] ?? 0) + n * weight
          })
        })
      }
      counts.empty()
      expect(packed).toEqual(plain)
    }
  )
})

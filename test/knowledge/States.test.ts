import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as States from '../../src/knowledge/States'
import * as Scaled from '../../src/math/Scaled'
import { bankOf, world } from '../support/worlds'

const NODES = 49

describe('law 1: sums of probabilities agree with sums in logs', () => {
  test.prop(
    [
      world({ competences: 1, acquis: 7, discrimination: false }),
      fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 7, maxLength: 7 })
    ],
    { numRuns: 60 }
  )('likelihood and masteries', (each, ratios) => {
    for (const block of Model.of(bankOf(each)).competences[0]!.blocks) {
      const evidence = {
        ratio: ratios.slice(0, block.acquis.length),
        slope: new Map<number, ReadonlyArray<number>>(),
        tilt: undefined
      }
      const expected = Scaled.ofLogs(States.logLikelihood(block, evidence, NODES))
      const posterior = States.posterior(block, evidence, NODES)
      expect(posterior.likelihood.log).toBeCloseTo(expected.log, 8)
      for (let k = 0; k < NODES; k++) {
        expect(posterior.likelihood.values[k]).toBeCloseTo(expected.values[k]!, 10)
        const { weights } = States.inLogs(block, evidence, k, NODES)
        block.states.containing.forEach((holding, a) => {
          const sum = holding.reduce((total, s) => total + weights[s]!, 0)
          expect(posterior.mastery[a * NODES + k]).toBeCloseTo(sum, 10)
        })
      }
    }
  })
})

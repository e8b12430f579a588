import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Quadrature from '../../src/math/Quadrature'

const nodes = Quadrature.nodes(49, 6)

test('49 nodes on [−6, 6], equally spaced and symmetric to the bit', () => {
  expect([nodes[0], nodes[24], nodes[48]]).toEqual([-6, 0, 6])
  nodes.forEach((node, i) => {
    expect(node).toBe(-6 + i / 4)
    expect(nodes[48 - i]! + node).toBe(0)
  })
  expect([...Quadrature.nodes(1, 6)]).toEqual([0])
})

test.prop([fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0.1, max: 1, noNaN: true })])(
  'the weights sum to one and have the mean and variance of the normal',
  (mean, variance) => {
    const weights = Array.from(Quadrature.normalWeights(nodes, mean, variance))
    const moment = (f: (x: number) => number): number =>
      weights.reduce((sum, weight, i) => sum + weight * f(nodes[i]!), 0)
    expect(moment(() => 1)).toBeCloseTo(1, 14)
    // the trapezoidal rule is exact to e^(−2π²·variance/spacing²), 2e-14 at 0.1, and the tails beyond 6
    expect(moment((x) => x)).toBeCloseTo(mean, 3)
    expect(moment((x) => (x - mean) ** 2)).toBeCloseTo(variance, 3)
  }
)

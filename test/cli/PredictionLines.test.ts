import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Bytes from '../../src/cli/Bytes'
import * as PredictionLines from '../../src/cli/PredictionLines'
import * as Model from '../../src/knowledge/Model'
import { fixture } from '../support/banks'

const written = (p: number): string => {
  const bytes = new Uint8Array(64)
  return Buffer.from(bytes.subarray(0, PredictionLines.probability(bytes, 0, p))).toString('latin1')
}

describe('a probability', () => {
  test.prop([fc.double({ min: 0, max: 1, noNaN: true })])('1. is written to within 5e-13', (p) => {
    expect(Math.abs(Number(written(p)) - p)).toBeLessThanOrEqual(5.1e-13)
  })

  it.each([
    [0.5, '0.5'],
    [1 / 3, '0.333333333333'],
    [0.1 + 0.2, '0.3'],
    [0.000001, '0.000001'],
    [3e-10, '3e-10'],
    [1 - 1e-13, '0.9999999999999'],
    [1, '1'],
    [0, '0']
  ])('%d is written as %s', (p, text) => {
    expect(written(p)).toBe(text)
  })
})

it('writes lines in place, whatever the name of the learner', () => {
  const model = Model.of(fixture('digital-skills.yaml'))
  const bytes = Bytes.gathered(1)
  const items = Array.from({ length: 12 }, () => 0)
  PredictionLines.adder(model)(
    bytes,
    'é,"x"',
    { items, outcomes: items.map((_, i) => i % 3) },
    Float64Array.from(items, () => 0.75)
  )
  const id = model.items[0]!.challenge.id
  const lines = Buffer.from(bytes.take()).toString().trimEnd().split('\n')
  expect(lines).toHaveLength(12)
  expect([lines[0], lines[11]]).toEqual([`"é,""x""",${id},1,correct,0.75`, `"é,""x""",${id},12,skipped,0.75`])
})

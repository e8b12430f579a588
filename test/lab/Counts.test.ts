import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Bootstrap from '../../src/lab/Bootstrap'
import * as Counts from '../../src/lab/Counts'

const rows = fc
  .array(fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }), { maxLength: 8 })
  .map((lists) => lists.map((counts, n) => ({ learner: `l${n}`, counts })))

describe('laws', () => {
  test.prop([rows])('1. they agree with their definition', (all) => {
    const weights = all.map(({ learner }) => Bootstrap.weights('s', learner))
    const { value, samples } = Counts.sampled(Counts.of('s', 3)(all), (count) => [0, 1, 2].map(count))
    const sum = (of: (row: Counts.Row, n: number) => number): number =>
      all.reduce((total, row, n) => total + of(row, n), 0)
    expect(value).toEqual([0, 1, 2].map((i) => sum(({ counts }) => counts[i]!)))
    samples.forEach((sample, b) => {
      expect(sample).toEqual([0, 1, 2].map((i) => sum(({ counts }, n) => counts[i]! * weights[n]![b]!)))
    })
    expect(samples).toHaveLength(Bootstrap.REPLICATES)
  })

  test.prop([rows, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })])(
    '2. however the learners are split and ordered, the same bytes come out',
    (all, sides) => {
      const of = Counts.of('s', 3)
      const part = (side: boolean) => all.filter((_, n) => sides[n] === side).reverse()
      expect(Counts.merge(of(part(true)), of(part(false)))).toEqual(of(all))
    }
  )
})

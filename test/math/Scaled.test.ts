import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Scaled from '../../src/math/Scaled'

const row = fc.array(fc.double({ min: -600, max: 0, noNaN: true }), { minLength: 5, maxLength: 5 })

/** The logs of what a scaled row stands for. */
const logs = ({ values, log }: Scaled.Scaled): ReadonlyArray<number> => values.map((x) => Math.log(x) + log)

const expectLogs = (actual: Scaled.Scaled, expected: ReadonlyArray<number>): void => {
  const top = Math.max(...expected)
  logs(actual).forEach((log, i) => {
    // What is further below the largest than a double reaches has become 0.
    if (expected[i]! > top - 700) expect(log).toBeCloseTo(expected[i]!, 9)
    else expect(log).toBeLessThan(top - 600)
  })
}

describe('laws', () => {
  test.prop([row])('1. values × exp(log) are the numbers, and the largest value is 1', (numbers) => {
    const scaled = Scaled.ofLogs(numbers)
    expect(Math.max(...scaled.values)).toBe(1)
    expectLogs(scaled, numbers)
  })

  test.prop([fc.array(row, { minLength: 1, maxLength: 6 })])(
    '1. of products, where they are not faint',
    (rows) => {
      const sums = rows[0]!.map((_, i) => rows.reduce((sum, each) => sum + each[i]!, 0))
      const product = Scaled.product(rows.map(Scaled.ofLogs))
      if (product === undefined) {
        const tops = rows.reduce((sum, each) => sum + Math.max(...each), 0)
        expect(Math.max(...sums) - tops).toBeLessThan(Math.log(Scaled.FAINT) + 1)
      } else {
        expect(Math.max(...product.values)).toBeCloseTo(1, 12)
        expectLogs(product, sums)
      }
    }
  )

  test.prop([fc.array(row, { minLength: 1, maxLength: 4 }), row, row])(
    '2. a product with one factor exchanged is the product anew',
    (rest, factor, other) => {
      const others = rest.map(Scaled.ofLogs)
      const [before, after] = [Scaled.ofLogs(factor), Scaled.ofLogs(other)]
      const whole = Scaled.product([...others, before])
      const anew = Scaled.product([...others, after])
      if (whole === undefined || anew === undefined) return
      const exchanged = Scaled.exchanged(whole, before, after)
      if (exchanged === undefined) {
        expect(Math.min(...before.values, ...anew.values)).toBeLessThan(1e-90)
        return
      }
      expect(exchanged.log).toBeCloseTo(anew.log, 9)
      exchanged.values.forEach((value, i) => {
        expect(value).toBeCloseTo(anew.values[i]!, 12)
      })
    }
  )
})

it('one is all ones', () => {
  expect(Scaled.one(3)).toEqual({ values: [1, 1, 1], log: 0 })
  expect(Scaled.product([Scaled.one(3), Scaled.one(3)])).toEqual(Scaled.one(3))
})

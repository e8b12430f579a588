import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Baselines from '../../src/lab/Baselines'
import * as Grouping from '../../src/lab/Grouping'
import * as Learning from '../../src/lab/Learning'
import * as Rapid from '../../src/lab/Rapid'
import * as Residuals from '../../src/lab/Residuals'
import * as Study from '../../src/lab/Study'
import type * as Scoring from '../../src/lab/Scoring'
import * as Random from '../../src/math/Random'
import { bank } from '../support/banks'

const model = Model.of(
  bank({
    c: {
      easy: { level: 1, topic: 't', challenges: { a: {}, b: {} } },
      hard: { level: 3, topic: 't', challenges: { h: {} } }
    },
    d: { other: { level: 2, challenges: { o: {} } } }
  })
)
const items = Baselines.itemsOf(model)

const VALUES = ['x', 'y', '']

const subject = (learner: string): fc.Arbitrary<Scoring.Subject> =>
  fc
    .array(fc.tuple(fc.nat(3), fc.nat(2), fc.integer({ min: 1, max: 99 }), fc.nat(2)), { maxLength: 8 })
    .map((rows) => ({
      learner,
      responses: { items: rows.map(([i]) => i), outcomes: rows.map(([, o]) => o) },
      predictions: rows.map(([, , p]) => p / 100),
      notes: [rows.map(([, , , note]) => note)]
    }))
const subjects = fc.nat(4).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => subject(`l${i}`))))

const planOf = (all: ReadonlyArray<Scoring.Subject>): Study.Plan => {
  const notes = all.flatMap((each) => Array.from(each.notes[0]!))
  const counts = VALUES.map((_, value) => notes.filter((each) => each === value).length)
  const item = Baselines.names.indexOf('item')
  return {
    seed: 's',
    items,
    groupings: [Grouping.challenges(model, 'level'), Grouping.noted('school', 0, VALUES, counts)],
    rivals: Baselines.rivals([item], [{ setting: {}, parameters: Float64Array.of(0.2, 0.4, 0.6, 0.8) }]),
    detailed: true
  }
}

describe('laws', () => {
  test.prop([subjects, fc.nat(4)], { numRuns: 30 })(
    '1. however the learners are split and ordered, the same bytes come out',
    (all, at) => {
      const plan = planOf(all)
      const of = Study.of(plan)
      const text = (sums: Study.Sums): string =>
        JSON.stringify([
          Study.summary(plan, sums),
          Learning.points(sums.details!.learning),
          Residuals.worst(sums.details!.residuals)
        ])
      const whole = text(of(all))
      expect(text(Study.merge(of(all.slice(0, at)), of(all.slice(at))))).toBe(whole)
      const other = [...all].reverse()
      expect(text(Study.merge(of(other.slice(0, at)), of(other.slice(at))))).toBe(whole)
    }
  )

  test.prop([subjects], { numRuns: 30 })('2. the groups of a column share out all responses', (all) => {
    const plan = planOf(all)
    const { by, responses, skipped, first } = Study.summary(plan, Study.of(plan)(all))
    for (const { values } of by!) {
      expect(values.reduce((sum, each) => sum + each.responses, 0)).toBe(responses)
      expect(values.reduce((sum, each) => sum + each.skipped, 0)).toBe(skipped)
    }
    const distinct = all.map((each) => new Set(Array.from(each.responses.items)).size)
    expect((first ?? { responses }).responses).toBe(distinct.reduce((sum, n) => sum + n, 0))
  })
})

describe('groups', () => {
  it('are the most frequent values, the others together', () => {
    const values = Array.from({ length: 300 }, (_, i) => `v${String(i).padStart(3, '0')}`)
    const counts = values.map((_, i) => (i % 2 === 0 ? 10 : 1))
    const { groupOf, values: kept, distinct } = Grouping.noted('c', 0, values, counts)
    expect(distinct).toBe(300)
    expect(kept).toHaveLength(Grouping.LIMIT + 1)
    expect(kept[Grouping.LIMIT]).toBeUndefined()
    // All of the frequent ones, and the first of the others.
    expect([0, 2, 298].map((i) => kept[groupOf[i]!])).toEqual(['v000', 'v002', 'v298'])
    expect([1, 99, 101, 299].map((i) => kept[groupOf[i]!])).toEqual(['v001', 'v099', undefined, undefined])
  })

  it('of the bank are in its order', () => {
    expect(Grouping.challenges(model, 'level').values).toEqual(['1', '2', '3'])
    expect(Grouping.challenges(model, 'competence').values).toEqual(['c', 'd'])
    expect(Grouping.challenges(model, 'topic').values[0]).toBe('c/t')
  })
})

describe('residuals', () => {
  it('2. answers that come as they are predicted have residuals with mean 0 and variance 1', () => {
    const next = Random.source('residuals')
    const count = 400
    const learners = Array.from({ length: 100 }, () => {
      const p = Array.from({ length: count }, () => 0.1 + 0.8 * next())
      return { items: p.map((_, i) => i), p, correct: p.map((q) => (next() < q ? 1 : 0)) }
    })
    const found = Residuals.worst(Residuals.of(count)(learners)).map(({ residual }) => residual)
    expect(found).toHaveLength(count)
    const mean = found.reduce((sum, x) => sum + x, 0) / count
    expect(Math.abs(mean)).toBeLessThan(0.15)
    expect(Math.abs(found.reduce((sum, x) => sum + x * x, 0) / count - 1)).toBeLessThan(0.2)
    expect(Math.abs(found[0]!)).toBeGreaterThan(2)
  })

  it('begin with the worst, and leave out what has few answers', () => {
    const of = (item: number, p: number, right: number, n: number) => ({
      items: new Array<number>(n).fill(item),
      p: new Array<number>(n).fill(p),
      correct: Array.from({ length: n }, (_, i) => (i < right ? 1 : 0))
    })
    const worst = Residuals.worst(Residuals.of(3)([of(0, 0.5, 10, 20), of(1, 0.5, 0, 20), of(2, 0.5, 0, 9)]))
    expect(worst.map(({ item, residual }) => [item, residual])).toEqual([
      [1, -10 / Math.sqrt(5)],
      [0, 0]
    ])
  })
})

it('the n-th answers are those of the learners that have so many', () => {
  const p = (n: number) => ({
    learner: `l${n}`,
    p: new Array<number>(n).fill(0.5),
    correct: new Array<number>(n).fill(1),
    skips: 0
  })
  const points = Learning.points(Learning.of([p(1), p(3), p(2), p(40)]))
  expect(points.map(({ n, learners }) => [n, learners])).toEqual([
    [1, 4],
    [2, 3],
    [3, 2]
  ])
  for (const { logLoss } of points) expect(logLoss.value).toBeCloseTo(Math.LN2, 7)
})

it('a rapid guess takes less than a tenth of the mean time, and less than ten seconds', () => {
  const limits = Rapid.thresholds({
    milliseconds: Float64Array.of(60_000, 2_000_000, 0),
    answers: Float64Array.of(2, 10, 0)
  })
  expect([...limits]).toEqual([3, 10, 0])
  expect(Rapid.speedOf([0, 0, 1, 1, 2, 0], [2.9, 3, 9.9, 10, 0, NaN], limits)).toEqual({ timed: 5, rapid: 2 })
})

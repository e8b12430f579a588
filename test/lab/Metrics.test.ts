import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Bootstrap from '../../src/lab/Bootstrap'
import * as Metrics from '../../src/lab/Metrics'

/** Multiples of 1/128 and the ends: no two of them fall into one cell of the histogram. */
const p = fc.oneof(
  fc.nat(128).map((n) => n / 128),
  fc.constantFrom(0, 0.5, 1)
)

const scored = (learner: string): fc.Arbitrary<Metrics.Scored> =>
  fc.array(fc.tuple(p, fc.nat(1)), { maxLength: 12 }).chain((answers) =>
    fc.nat(3).map((skips) => ({
      learner,
      p: answers.map(([each]) => each),
      correct: answers.map(([, y]) => y),
      skips
    }))
  )

const log: fc.Arbitrary<ReadonlyArray<Metrics.Scored>> = fc
  .nat(6)
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => scored(`l-${i}`))))

interface Answer {
  readonly p: number
  readonly y: number
}

const answersOf = (learners: ReadonlyArray<Metrics.Scored>): ReadonlyArray<Answer> =>
  learners.flatMap(({ p: all, correct }) =>
    Array.from({ length: all.length }, (_, i) => ({ p: all[i]!, y: correct[i]! }))
  )

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length

/** The measures from their definitions, in the plainest way. */
const plain = (answers: ReadonlyArray<Answer>) => {
  const brier = mean(answers.map((a) => (a.p - a.y) ** 2))
  const pairs = answers
    .filter(({ y }) => y === 1)
    .flatMap((right) => answers.filter(({ y }) => y === 0).map((wrong) => Math.sign(right.p - wrong.p)))
  const bins = Array.from({ length: 10 }, (_, b) =>
    answers.filter((a) => Math.floor(10 * a.p) === b || (b === 9 && a.p === 1))
  ).filter((bin) => bin.length > 0)
  return {
    logLoss: mean(answers.map((a) => -Math.log(Math.max(1e-15, a.y === 1 ? a.p : 1 - a.p)))),
    brier,
    rmse: Math.sqrt(brier),
    accuracy: mean(answers.map((a) => ((a.p >= 0.5 ? 1 : 0) === a.y ? 1 : 0))),
    auc: mean(pairs.map((sign) => (sign + 1) / 2)),
    ece: bins
      .map(
        (bin) =>
          (bin.length / answers.length) * Math.abs(mean(bin.map((a) => a.y)) - mean(bin.map((a) => a.p)))
      )
      .reduce((sum, x) => sum + x, 0)
  }
}

const NAMES = ['logLoss', 'brier', 'rmse', 'accuracy', 'auc', 'ece'] as const

const sums = (learners: ReadonlyArray<Metrics.Scored>): Metrics.Sums => Metrics.of('seed')(learners)

describe('laws', () => {
  test.prop([log])('1. they agree with their definitions', (learners) => {
    const summary = Metrics.summary(sums(learners))
    const expected = plain(answersOf(learners))
    for (const name of NAMES)
      if (answersOf(learners).length === 0 || Number.isNaN(expected[name])) expect(summary[name]).toBeNull()
      else {
        const { value, interval } = summary[name]!
        expect(Math.abs(value - expected[name])).toBeLessThan(1e-10)
        expect(interval[0]).toBeLessThanOrEqual(interval[1])
      }
    expect(summary.learners).toBe(learners.length)
    expect(summary.skipped).toBe(learners.reduce((sum, { skips }) => sum + skips, 0))
    expect(summary.responses).toBe(answersOf(learners).length + summary.skipped)
  })

  test.prop([log, fc.nat(6), fc.boolean()])(
    '2. however the learners are split and ordered, the same bytes come out',
    (learners, at, reversed) => {
      const order = reversed ? [...learners].reverse() : learners
      const [one, other] = [sums(order.slice(0, at)), sums(order.slice(at))]
      const merged = reversed ? Metrics.merge(other, one) : Metrics.merge(one, other)
      expect(JSON.stringify(Metrics.summary(merged))).toBe(JSON.stringify(Metrics.summary(sums(learners))))
    }
  )

  it('3. the size does not depend on the number of answers', () => {
    const size = (each: Metrics.Sums): number =>
      [each.totals, each.rests, each.cells, each.replicates, each.coarse].reduce(
        (sum, a) => sum + a.byteLength,
        0
      )
    const many = {
      learner: 'l',
      p: new Float64Array(10_000).fill(0.3),
      correct: new Uint8Array(10_000),
      skips: 0
    }
    expect(size(sums([many]))).toBe(size(Metrics.empty('seed')))
  })
})

describe('parts and pairs', () => {
  test.prop([log, fc.nat(6)])(
    '4. what sums were merged of can be taken out of them again',
    (learners, at) => {
      const halves = learners.map(({ learner, p, correct, skips }) => {
        const cut = Math.min(at, p.length)
        const half = (from: number, to: number, own: number): Metrics.Scored => ({
          learner,
          p: Array.from(p).slice(from, to),
          correct: Array.from(correct).slice(from, to),
          skips: own
        })
        return [half(0, cut, skips), half(cut, p.length, 0)] as const
      })
      const rest = Metrics.summary(Metrics.without(sums(halves.map(([, b]) => b)), sums(learners)))
      const expected = Metrics.summary(sums(halves.map(([a]) => a)))
      for (const name of NAMES) {
        expect(rest[name] === null).toBe(expected[name] === null)
        expect(Math.abs((rest[name]?.value ?? 0) - (expected[name]?.value ?? 0))).toBeLessThan(1e-9)
      }
      expect([rest.responses, rest.skipped]).toEqual([expected.responses, expected.skipped])
    }
  )

  test.prop([log])('the bins of the calibration share out the answers', (learners) => {
    const answers = answersOf(learners)
    const { calibration } = Metrics.summary(sums(learners))
    expect(calibration).toHaveLength(10)
    calibration.forEach(({ from, to, answers: n, p: middle, right }, b) => {
      const own = answers.filter((a) => Math.min(9, Math.floor(10 * a.p)) === b)
      expect([from, to, n]).toEqual([b / 10, (b + 1) / 10, own.length])
      if (n === 0) return expect([middle, right]).toEqual([null, null])
      expect(middle).toBeCloseTo(mean(own.map((a) => a.p)), 9)
      expect(right!.value).toBeCloseTo(mean(own.map((a) => a.y)), 9)
    })
  })

  test.prop([log])(
    'differences are those of the measures, and nought of the same predictions',
    (learners) => {
      const turned = learners.map((each) => ({ ...each, p: Array.from(each.p, (q) => 1 - q) }))
      const [one, other] = [Metrics.summary(sums(learners)), Metrics.summary(sums(turned))]
      const difference = Metrics.difference(sums(learners))
      const apart = difference(sums(turned))
      const same = difference(sums(learners))
      for (const name of ['logLoss', 'brier', 'auc', 'accuracy'] as const) {
        if (one[name] === null) expect(apart[name]).toBeNull()
        else {
          expect(apart[name]!.value).toBeCloseTo(one[name].value - other[name]!.value, 12)
          expect(same[name]).toEqual({ value: 0, interval: [0, 0] })
        }
      }
    }
  )

  it('pairs tell apart what intervals of each alone cannot', () => {
    const level = (i: number): number => (1 + (i % 9)) / 10
    const learners = Array.from({ length: 200 }, (_, i) => ({
      learner: `l${i}`,
      p: Array.from({ length: 10 }, () => level(i)),
      correct: Array.from({ length: 10 }, (_, n) => (n < 1 + (i % 9) ? 1 : 0)),
      skips: 0
    }))
    const worse = learners.map((each) => ({ ...each, p: each.p.map((q) => 0.9 * q + 0.05) }))
    const [a, b] = [Metrics.summary(sums(learners)).logLoss!, Metrics.summary(sums(worse)).logLoss!]
    expect(a.interval[1]).toBeGreaterThan(b.interval[0])
    expect(Metrics.difference(sums(learners))(sums(worse)).logLoss!.interval[1]).toBeLessThan(0)
  })

  test.prop([log])('a rough histogram gives the same measures', (learners) => {
    const rough = Metrics.summary(Metrics.of('seed', Metrics.ROUGH)(learners))
    const fine = Metrics.summary(sums(learners))
    for (const name of NAMES) expect(rough[name]?.value).toBe(fine[name]?.value)
  })
})

describe('summary', () => {
  it('has nothing to say of no answers, nor an AUC of right ones alone', () => {
    expect(Metrics.summary(sums([]))).toMatchObject({
      responses: 0,
      learners: 0,
      logLoss: null,
      auc: null,
      ece: null
    })
    const right = Metrics.summary(sums([{ learner: 'l', p: [0.8, 0.9], correct: [1, 1], skips: 1 }]))
    expect(right).toMatchObject({
      responses: 3,
      skipped: 1,
      auc: null,
      accuracy: { value: 1, interval: [1, 1] }
    })
  })

  it('stays finite where a prediction was certain and wrong', () => {
    const { logLoss } = Metrics.summary(sums([{ learner: 'l', p: [1, 0], correct: [0, 1], skips: 0 }]))
    expect(logLoss!.value).toBeCloseTo(-Math.log(1e-15), 2)
  })

  it('has the AUC inside its interval where all answers lie in one coarse cell', () => {
    // Right answers mostly a fine cell above wrong ones; coarse cells cannot tell them apart.
    const learners = Array.from({ length: 300 }, (_, i) => ({
      learner: `l-${i}`,
      p: Array.from({ length: 20 }, (_, n) => 0.5 + (n % 2) / 2 ** 15),
      correct: Array.from({ length: 20 }, (_, n) => ((i + n) % 9 === 0 ? 1 - (n % 2) : n % 2)),
      skips: 0
    }))
    const { value, interval } = Metrics.summary(sums(learners)).auc!
    expect(value).toBeGreaterThan(0.85)
    expect(interval[0]).toBeLessThanOrEqual(value)
    expect(interval[1]).toBeGreaterThanOrEqual(value)
    const parts = Metrics.merge(sums(learners.slice(0, 100)), sums(learners.slice(100)))
    expect(Metrics.summary(parts).auc).toEqual({ value, interval })
  })

  it('covers the true value with its intervals in about 95 of 100 logs', () => {
    let state = 1
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 4294967296
    }
    let covered = 0
    for (let n = 0; n < 200; n++) {
      const learners = Array.from({ length: 60 }, (_, i) => {
        const level = next()
        return {
          learner: `${n}/${i}`,
          p: Array(8).fill(0.5),
          correct: Array.from({ length: 8 }, () => (next() < level ? 1 : 0)),
          skips: 0
        }
      })
      const { interval } = Metrics.summary(sums(learners)).accuracy!
      if (interval[0] <= 0.5 && 0.5 <= interval[1]) covered++
    }
    expect(covered).toBeGreaterThan(180)
    expect(covered).toBeLessThan(199)
  })
})

describe('the bootstrap', () => {
  it('1. the weights of a learner depend on the seed and its id alone', () => {
    expect(Bootstrap.weights(1, 'a')).toEqual(Bootstrap.weights('1', 'a'))
    expect(Bootstrap.weights(1, 'a')).not.toEqual(Bootstrap.weights(1, 'b'))
    expect(Bootstrap.weights(1, 'a')).not.toEqual(Bootstrap.weights(2, 'a'))
  })

  it('2. weights are Poisson(1): mean and variance are one', () => {
    const all = Array.from({ length: 500 }, (_, i) =>
      Array.from(Bootstrap.weights('poisson', `l-${i}`))
    ).flat()
    const m = mean(all)
    expect(Math.abs(m - 1)).toBeLessThan(0.015)
    expect(Math.abs(mean(all.map((x) => (x - m) ** 2)) - 1)).toBeLessThan(0.025)
    expect(Math.abs(mean(all.map((x) => (x === 0 ? 1 : 0))) - Math.exp(-1))).toBeLessThan(0.007)
  })
})

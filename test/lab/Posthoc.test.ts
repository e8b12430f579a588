import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Policy from '../../src/lab/Policy'
import * as Posthoc from '../../src/lab/Posthoc'
import * as PosthocSummary from '../../src/lab/PosthocSummary'
import * as PosthocSums from '../../src/lab/PosthocSums'
import { everybody, one, two } from '../support/answers'
import { bank, campaign } from '../support/banks'

const plan: Posthoc.Plan = {
  bank: one,
  seed: 's',
  policies: ['information', 'random', 'thumb', 'fixed'],
  lengths: [1, 4, 8, 14],
  coverage: 0.9,
  validation: 0.2
}

const tested = (result: Posthoc.Result): Posthoc.Tested => {
  if (result._tag !== 'Tested') throw new Error('left out')
  return result
}

const some = everybody(one, 40, { skips: true })
const results = Posthoc.all(plan)(some)

describe('a learner', () => {
  it("1. a learner's result depends on nothing but the plan and its own answers", () => {
    const few = Posthoc.all(plan)(some.slice(5, 8))
    expect(few).toEqual(results.slice(5, 8))
    const { learner, items, outcomes: codes } = some[3]!
    const backwards = {
      learner,
      items: Array.from(items).reverse(),
      outcomes: Array.from(codes).reverse()
    }
    expect(Posthoc.of(plan)(backwards)).toEqual(results[3])
    expect(Posthoc.of({ ...plan, seed: 'other' })(some[3]!)).not.toEqual(results[3])
  })

  it('2. what is held out is never asked', () => {
    for (const validation of [0.1, 0.4, 0.8]) {
      const all = Posthoc.all({ ...plan, validation, lengths: [99] })(some.slice(0, 10))
      for (const { answered, open, correct, curves, everything } of all.map(tested)) {
        expect(answered).toBe(18)
        expect(open).toBe(18 - correct.length)
        // Fewer than the share only where the rest was skipped.
        expect(correct.length).toBeLessThanOrEqual(Math.max(1, Math.round(validation * 18)))
        expect(everything.questions).toBe(open)
        // Without a rule to end them, tests of the engine ask everything else.
        for (const curve of curves) expect(curve[0]!.questions).toBeLessThanOrEqual(open)
        expect(curves[0]![0]!.questions).toBe(open)
        expect(curves[0]![0]!.p).toHaveLength(correct.length)
        curves[0]![0]!.p.forEach((p, i) => expect(p).toBeCloseTo(everything.p[i]!, 12))
      }
    }
  })

  it('holds out answers, not skips, and as many right ones as come', () => {
    const { learner, items } = some[0]!
    const codes = Array.from(items, (_, i) => outcomes.indexOf(i === 4 ? 'incorrect' : 'skipped'))
    const result = tested(Posthoc.of(plan)({ learner, items, outcomes: codes }))
    expect(result.correct).toEqual([0])
    const right = results.map(tested).flatMap(({ correct }) => correct)
    expect(new Set(right)).toEqual(new Set([0, 1]))
  })

  test.prop(
    [fc.constantFrom(...Policy.policies.filter((each) => each !== 'thumb')), fc.constantFrom(one, two)],
    {
      numRuns: 20
    }
  )(
    '3. with nothing held out, a test of everything agrees with the conclusion from all answers',
    (policy, of) => {
      const all = Posthoc.all({ ...plan, bank: of, policies: [policy], lengths: [18], validation: 0 })
      for (const { curves, everything, open } of all(everybody(of, 3)).map(tested)) {
        const { questions, p, table } = curves[0]![0]!
        expect(questions).toBe(open)
        expect(p).toEqual([])
        expect([table.testAlone, table.fullAlone]).toEqual([0, 0])
        expect(table).toEqual(everything.table)
      }
    }
  )

  it('is left out where its answers cover too little of what may be asked', () => {
    const answers = (n: number): Posthoc.Answers => ({
      learner: 'l',
      items: Array.from(some[0]!.items).slice(0, n),
      outcomes: Array.from(some[0]!.outcomes).slice(0, n)
    })
    const tags = (p: Posthoc.Plan) => [0, 15, 16, 17, 18].map((n) => Posthoc.of(p)(answers(n))._tag)
    const [no, yes] = ['LeftOut', 'Tested']
    expect(tags(plan)).toEqual([no, no, no, yes, yes])
    expect(tags({ ...plan, coverage: 0 })).toEqual([no, yes, yes, yes, yes])
    expect(tags({ ...plan, coverage: 1 })).toEqual([no, no, no, no, yes])
    expect(Posthoc.of(plan)(answers(3))).toEqual({ _tag: 'LeftOut', learner: 'l', answered: 3 })
    // Of a campaign, what is in its scope.
    const scope = campaign(one, { scope: [{ competence: 'c', topic: 's' }] })
    expect(Posthoc.sizes({ ...plan, campaign: scope })).toEqual({ challenges: 6, acquis: 3 })
    const within = Posthoc.of({ ...plan, campaign: scope })(some[0]!)
    expect(within).toMatchObject({ _tag: 'Tested', answered: 6 })
    const { both, testAlone, fullAlone, neither } = tested(within).everything.table
    expect(both + testAlone + fullAlone + neither).toBe(3)
  })

  it('of a challenge that was answered twice the first answer counts, and what is not asked does not', () => {
    const made = bank({
      c: {
        a: { level: 2, challenges: { a1: {}, a2: {}, old: { status: 'retired' } } }
      }
    })
    const { itemOf } = Model.of(made)
    const of = (...list: ReadonlyArray<readonly [string, 'correct' | 'incorrect']>) =>
      Posthoc.of({ ...plan, bank: made, coverage: 1, validation: 0 })({
        learner: 'l',
        items: list.map(([id]) => itemOf.get(id)!),
        outcomes: list.map(([, outcome]) => outcomes.indexOf(outcome))
      })
    const plainly = of(['a1', 'correct'], ['a2', 'correct'])
    expect(plainly).toMatchObject({ answered: 2, open: 2 })
    expect(of(['a1', 'correct'], ['a1', 'incorrect'], ['old', 'incorrect'], ['a2', 'correct'])).toEqual(
      plainly
    )
    expect(of(['a1', 'incorrect'], ['a1', 'correct'], ['a2', 'correct'])).not.toEqual(plainly)
  })
})

const { challenges } = Posthoc.sizes(plan)

/** All numbers of some sums as bytes: to compare them one by one takes minutes. */
const bytesOf = (value: unknown): ReadonlyArray<Uint8Array> =>
  ArrayBuffer.isView(value)
    ? [new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(bytesOf)
      : [Buffer.from(String(value))]

describe('the sums', () => {
  const short: Posthoc.Plan = { ...plan, policies: ['information'], lengths: [4] }
  const leftOut: Posthoc.Result = { _tag: 'LeftOut', learner: 'x', answered: 1 }
  const all = [...Posthoc.all(short)(some), leftOut]
  const added = PosthocSums.of(short, challenges)

  test.prop([fc.array(fc.nat(2), { minLength: 40, maxLength: 40 })], { numRuns: 5 })(
    '1. however the learners are split and ordered, the same bytes come out',
    (parts) => {
      const part = (n: number): PosthocSums.Sums =>
        added(all.filter((_, i) => (parts[i] ?? 0) === n).reverse())
      const [whole, merged] = [added(all), [2, 0, 1].map(part).reduce(PosthocSums.merge)]
      expect(Buffer.concat(bytesOf(merged)).equals(Buffer.concat(bytesOf(whole)))).toBe(true)
      expect(JSON.stringify(PosthocSummary.of(short, merged))).toBe(
        JSON.stringify(PosthocSummary.of(short, whole))
      )
    }
  )
})

describe('the summary', () => {
  const summary = PosthocSummary.of(plan, PosthocSums.of(plan, challenges)(results))

  /** What a test comes to, for each learner. */
  const definitions = (of: (result: Posthoc.Tested) => Posthoc.Reached) => {
    const all = results.map(tested)
    const answers = all.flatMap((result) =>
      of(result).p.map((p, i) => ({ p, y: result.correct[i]!, cell: Math.floor(p * 65536) }))
    )
    const mean = (xs: ReadonlyArray<number>): number => xs.reduce((sum, x) => sum + x, 0) / xs.length
    const pairs = answers
      .filter(({ y }) => y === 1)
      .flatMap(({ cell }) =>
        answers
          .filter(({ y }) => y === 0)
          .map((wrong) => (cell > wrong.cell ? 1 : cell === wrong.cell ? 0.5 : 0))
      )
    const total = (cell: keyof Posthoc.Table): number =>
      all.reduce((sum, result) => sum + of(result).table[cell], 0)
    const n = all.length * 9
    const agreement = (total('both') + total('neither')) / n
    const chance =
      ((total('both') + total('testAlone')) * (total('both') + total('fullAlone')) +
        (total('neither') + total('fullAlone')) * (total('neither') + total('testAlone'))) /
      n ** 2
    return {
      questions: mean(all.map((result) => of(result).questions)),
      logLoss: mean(answers.map(({ p, y }) => -Math.log(y === 1 ? p : 1 - p))),
      brier: mean(answers.map(({ p, y }) => (p - y) ** 2)),
      auc: mean(pairs),
      accuracy: mean(answers.map(({ p, y }) => (p >= 0.5 === (y === 1) ? 1 : 0))),
      agreement,
      kappa: (agreement - chance) / (1 - chance),
      saved:
        1 - all.reduce((sum, result) => sum + of(result).questions, 0) / all.reduce((s, r) => s + r.open, 0)
    }
  }

  it('1. they agree with their definitions', () => {
    const check = (
      measured: PosthocSummary.Measured,
      of: (result: Posthoc.Tested) => Posthoc.Reached
    ): void => {
      const expected = definitions(of)
      for (const name of PosthocSummary.measures) {
        const { value, interval } = measured[name]!
        expect(value).toBeCloseTo(expected[name], 9)
        expect(interval[0]).toBeLessThanOrEqual(interval[1])
      }
    }
    check(summary.everything, ({ everything }) => everything)
    summary.curves.forEach(({ points, end }, policy) => {
      points.forEach((point, length) => check(point, ({ curves }) => curves[policy]![length]!))
      if (end !== null) check(end, ({ ends }) => ends[policy]!)
    })
    expect(summary).toMatchObject({ learners: 40, leftOut: 0, answers: 720, challenges: 18, acquis: 9 })
  })

  it('has the distribution of the lengths, and the rules that ended them', () => {
    const [information, , thumb, fixed] = summary.curves
    const lengths = results.map((result) => tested(result).ends[0]!.questions).sort((a, b) => a - b)
    expect(information!.end!.lengths.flatMap((count, n) => new Array<number>(count).fill(n))).toEqual(lengths)
    expect([information!.end!.tenth, information!.end!.median, information!.end!.ninetieth]).toEqual([
      lengths[3],
      lengths[19],
      lengths[35]
    ])
    expect(Object.values(information!.end!.reasons).reduce((sum, count) => sum + count, 0)).toBe(40)
    expect(thumb!.end!.reasons).toEqual({})
    expect(fixed!.end).toBeNull()
  })

  it('has differences from the first policy, in which what learners have in common goes', () => {
    const { differences, curves } = summary
    expect(differences.map(({ policy, k }) => `${policy} ${k}`)).toEqual([
      ...['random', 'thumb'].flatMap((policy) => [1, 4, 8, 14, 'end'].map((k) => `${policy} ${k}`)),
      ...[1, 4, 8, 14].map((k) => `fixed ${k}`)
    ])
    const at = differences.find(({ policy, k }) => policy === 'random' && k === 8)!
    const [first, second] = [curves[0]!.points[2]!, curves[1]!.points[2]!]
    expect(at.logLoss!.value).toBeCloseTo(second.logLoss!.value - first.logLoss!.value, 12)
    const width = ([low, high]: readonly [number, number]): number => high - low
    expect(width(at.logLoss!.interval)).toBeLessThan(width(first.logLoss!.interval))
  })

  it('leaves undefined what is not defined', () => {
    const nobody = PosthocSummary.run(plan, [])
    expect(nobody).toMatchObject({ learners: 0, everything: { logLoss: null, kappa: null, questions: null } })
    const nothingHeld = PosthocSummary.run({ ...plan, validation: 0 }, some)
    expect(nothingHeld.everything).toMatchObject({ logLoss: null, auc: null, agreement: { value: 1 } })
    expect(nothingHeld.everything.kappa!.value).toBe(1)
  })
})

describe('on data of the model', () => {
  it('more questions never hurt on average, and chosen ones tell more than drawn ones', () => {
    const summary = PosthocSummary.run(
      { ...plan, policies: ['information', 'random'], lengths: [0, 3, 6, 12], seed: 'model' },
      everybody(one, 400)
    )
    for (const { points } of summary.curves)
      points.slice(1).forEach((point, i) => {
        expect(point.logLoss!.value).toBeLessThan(points[i]!.logLoss!.value)
        expect(point.agreement!.value).toBeGreaterThan(points[i]!.agreement!.value)
        expect(point.kappa!.value).toBeGreaterThan(points[i]!.kappa!.value)
      })
    const six = summary.differences.find(({ k }) => k === 6)!
    expect(six.agreement!.interval[1]).toBeLessThan(0)
    expect(six.logLoss!.interval[0]).toBeGreaterThan(0)
  })
})

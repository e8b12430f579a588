import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Refusal from '../../src/assessment/Refusal'
import type { Response } from '../../src/bank/Challenge'
import * as Random from '../../src/math/Random'
import * as Profile from '../../src/profile/Profile'
import { answer, asked, bank, fixture, fold, frozen, last, plain, session } from '../support/banks'
import { course, type Plan } from '../support/courses'
import { outlook } from '../support/policy'

const settings = { interruptAfterTimeLimit: 15_000, endOnFailure: true } as const

const begun = (plan: Plan): Assessment.Assessment =>
  Assessment.start(plan.bank, {
    seed: plan.seed,
    locale: plan.locale,
    campaign: plan.campaign,
    rules: plan.rules
  })

const states = (plan: Plan): ReadonlyArray<Assessment.Assessment> => {
  const all = [begun(plan)]
  for (let n = 0; ; n++) {
    const state = last(all)
    const step = Assessment.next(state)
    if (step._tag === 'Finished') return all
    all.push(answer(state, step.challenge, plan.outcome(n), plan.seconds(n)))
  }
}

/** The competences that the model page would ask next: the current one and those after it, or all at once. */
const open = (
  plan: Plan,
  { responses, scope, model }: Assessment.Assessment,
  ended: ReadonlyMap<string, string>
): ReadonlyArray<string> => {
  const order = scope.competences.map((c) => model.bank.competences[c]!.id)
  const going = order.filter((id) => !ended.has(id))
  if (plan.order === 'interleaved') return going
  const current = plan.world.challenges.find(({ id }) => id === last(responses)?.challenge)?.acquis
  const at = order.findIndex((id) =>
    plan.world.competences.some(
      (each) => each.id === id && each.acquis.some((acquis) => acquis.id === current)
    )
  )
  const turned = at < 0 ? order : [...order.slice(at), ...order.slice(0, at)]
  return turned.filter((id) => !ended.has(id)).slice(0, 1)
}

describe('agrees with the model page, worked out with plain sets and the oracle', () => {
  /** Both orders, any rules, any scope: what is asked, why, and with which numbers; when it ends, and why. */
  const agrees = (plan: Plan): void => {
    for (const state of states(plan)) {
      const { mastery, ended, remaining, choice } = outlook(plan, state.responses)
      const step = Assessment.next(state)
      const going = open(plan, state, ended)
      if (step._tag === 'Finished') {
        // Law 4: nothing in scope is worth asking by the rules.
        expect(going).toEqual([])
        const scoped = state.scope.competences.map((c) => plan.bank.competences[c]!.id)
        expect(state.stopped).toEqual(new Map(scoped.map((id) => [id, ended.get(id)])))
        expect(step.reason).toBe(
          scoped.length === 0 ? 'exhausted' : ended.get(currentOf(plan, state) ?? scoped[0]!)
        )
        continue
      }
      const { pool, rules } = choice(going)
      expect([...pool]).toContain(step.challenge)
      expect(step.among).toBe(pool.size)
      const candidate = going.flatMap((id) => remaining.get(id)!).find(({ id }) => id === step.challenge)!
      expect(step.number).toBe(state.responses.length + 1)
      expect(step.competence).toBe(candidate.competence)
      expect(step.acquis).toBe(candidate.acquis.id)
      expect(step.mastery).toBeCloseTo(mastery.get(step.acquis)!, 10)
      expect(step.gain).toBeCloseTo(candidate.gain, 10)
      expect(step.predicted).toBeCloseTo(candidate.predicted, 10)
      const first = !state.responses.some(
        ({ challenge }) => competenceOf(plan, challenge) === step.competence
      )
      if (first) expect(step.rule).toBe('start')
      else if (rules.size === 0) expect(step.rule).toBe('criterion')
      else expect([...rules]).toContain(step.rule)
      for (const id of going) expect(state.stopped.has(id)).toBe(false)
    }
  }

  const competenceOf = ({ world }: Plan, challenge: string): string => {
    const { acquis } = world.challenges.find(({ id }) => id === challenge)!
    return world.competences.find((each) => each.acquis.some(({ id }) => id === acquis))!.id
  }

  const currentOf = (plan: Plan, { responses }: Assessment.Assessment): string | undefined =>
    responses.length === 0 ? undefined : competenceOf(plan, last(responses).challenge)

  test.prop([course(1, 5)], { numRuns: 40, ...settings })('in one competence', agrees)

  test.prop([course(3, 3)], { numRuns: 30, ...settings })('in three competences', agrees)
})

describe('law 1: replay = live', () => {
  test.prop([course(2, 4)], { numRuns: 25, ...settings })(
    'the same bank, settings, seed and responses give the same assessment, at every point',
    (plan) => {
      const live = states(plan)
      const { responses } = last(live)
      live.forEach((state, n) => {
        expect(fold(begun(plan), responses.slice(0, n))).toEqual(state)
      })
      expect(live.map(Assessment.next)).toEqual(states(plan).map(Assessment.next))
    }
  )

  test('a seed is its text: 7 and "7" are the same, 7 and 8 are not', () => {
    const one = fixture('digital-skills.yaml')
    const asks = (seed: string | number): ReadonlyArray<string> =>
      session(Assessment.start(one, { seed, rules: { criterion: 'random' } }), () => 'correct').map(
        ({ step }) => (step._tag === 'Ask' ? step.challenge : '')
      )
    expect(Assessment.start(one, { seed: 7 })).toEqual(Assessment.start(one, { seed: '7' }))
    expect(asks(7)).toEqual(asks('7'))
    expect(asks(7)).not.toEqual(asks(8))
  })
})

describe('law 2: no challenge is asked twice, and no enemy of one that was', () => {
  test.prop([course(2, 4)], { numRuns: 60, ...settings })('whatever the rules', (plan) => {
    const { responses } = last(states({ ...plan }))
    const ids = responses.map(({ challenge }) => challenge)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) for (const enemy of plan.traits.get(id)!.enemies) expect(ids).not.toContain(enemy)
  })
})

describe('law 3: every test ends', () => {
  test('1,000 sessions of random answers, within maxQuestions per competence', () => {
    const of = fixture('digital-skills.yaml')
    for (let seed = 0; seed < 1000; seed++) {
      const next = Random.source(seed)
      const start = Assessment.start(of, {
        seed,
        rules: { order: seed % 2 === 0 ? 'sequential' : 'interleaved' }
      })
      const end = last(
        session(start, () => {
          const u = next()
          return u < 0.5 ? 'correct' : u < 0.9 ? 'incorrect' : 'skipped'
        })
      )
      const asks = new Map<string, number>()
      for (const { challenge } of end.responses) {
        const { competence } = end.model.items[end.model.itemOf.get(challenge)!]!
        const { id } = of.competences[competence]!
        asks.set(id, (asks.get(id) ?? 0) + 1)
      }
      for (const count of asks.values()) expect(count).toBeLessThanOrEqual(20)
      expect(Assessment.next(end)._tag).toBe('Finished')
      expect([...end.stopped.keys()].sort()).toEqual(of.competences.map(({ id }) => id).sort())
    }
  })

  test.each<[string, Parameters<typeof bank>[0]]>([
    ['no competence', {}],
    ['no acquis', { k: {} }],
    ['no challenge', { k: { a: { level: 1 } } }],
    ['no active challenge', { k: { a: { level: 1, challenges: { q: { status: 'draft' } } } } }]
  ])('at once where a bank has %s', (_, plan) => {
    for (const order of ['sequential', 'interleaved'] as const) {
      const start = Assessment.start(bank(plan), { seed: 1, rules: { order } })
      expect(Assessment.next(start)).toEqual({ _tag: 'Finished', reason: 'exhausted' })
      const profile = Profile.of(start)
      expect(profile.responses).toBe(0)
      expect(profile.logEvidence).toBeCloseTo(0, 12)
      expect(Number.isNaN(profile.reliability)).toBe(false)
    }
  })
})

// Law 4 is part of the agreement above; the cases below are those that went wrong elsewhere.
describe('law 4: a test never ends while something in scope is worth asking by its rules', () => {
  test('a filter that leaves nothing is passed over, whatever the others leave', () => {
    // The reachable acquis is far above, timed like the one before, unlikely to be known, and asked before.
    const of = bank({
      k: {
        low: { level: 2, challenges: { a: { timed: true } } },
        high: { level: 8, challenges: { b: { timed: true }, c: { timed: true }, d: { timed: true } } }
      }
    })
    const rules = { repeats: 1, jump: 0, streak: 1, precision: 0, minGain: 0 }
    const end = last(session(Assessment.start(of, { seed: 1, rules }), () => 'incorrect'))
    expect(end.responses.map(({ challenge }) => challenge).sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(Assessment.next(end)).toEqual({ _tag: 'Finished', reason: 'exhausted' })
  })
})

describe('law 5: the first challenge of a competence has the level nearest to 2', () => {
  test.prop([course(3, 4)], { numRuns: 25, ...settings })('of those that may be asked', (plan) => {
    const seen = new Set<string>()
    for (const state of states(plan)) {
      const step = Assessment.next(state)
      if (step._tag === 'Finished' || seen.has(step.competence)) continue
      seen.add(step.competence)
      const left = outlook(plan, state.responses).remaining.get(step.competence)!
      const distances = left.map(({ acquis: { level } }) => Math.abs(level - 2))
      const { acquis } = left.find(({ id }) => id === step.challenge)!
      expect(Math.abs(acquis.level - 2)).toBe(Math.min(...distances))
      if (acquis.level === 3) expect(left.every(({ acquis: { level } }) => level !== 1)).toBe(true)
      expect(step.rule).toBe('start')
    }
  })
})

describe('a test of some challenges', () => {
  test.prop([course(2, 4), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })], {
    numRuns: 25,
    ...settings
  })('asks nothing else, and is the same where nothing is taken away', (plan, kept) => {
    const ids = plan.bank.competences.flatMap(({ acquis }) =>
      acquis.flatMap(({ challenges }) => challenges.map(({ id }) => id))
    )
    const whole = begun(plan)
    expect(Assessment.next(Assessment.within(new Set(ids))(whole))).toEqual(Assessment.next(whole))
    const some = new Set(ids.filter((_, i) => kept[i % kept.length]))
    const all = session(Assessment.within(some)(whole), ({ number }) => plan.outcome(number))
    for (const { challenge } of last(all).responses) expect(some.has(challenge)).toBe(true)
    // In the middle of a test, too: what was asked stays.
    const { responses } = last(session(whole, ({ number }) => plan.outcome(number)))
    const later = session(Assessment.within(some)(fold(whole, responses.slice(0, 2))), ({ number }) =>
      plan.outcome(number)
    )
    expect(last(later).responses.slice(0, 2)).toEqual(responses.slice(0, 2))
    for (const { challenge } of last(later).responses.slice(2)) expect(some.has(challenge)).toBe(true)
    expect(Assessment.next(Assessment.within(new Set())(whole))).toMatchObject({ _tag: 'Finished' })
  })
})

describe('a response', () => {
  const of = bank({
    one: { a: { level: 2, challenges: plain('sort-a', 'sort-b') } },
    two: { b: { level: 2, challenges: plain('share-a', 'share-b') } }
  })
  const start = Assessment.start(of, { seed: 1 })
  const refused = (state: Assessment.Assessment, response: unknown): unknown => {
    const result = Assessment.answer(state, response as Response)
    return E.isLeft(result) ? result.left : 'taken'
  }

  test('to a challenge that there is not is refused, with a suggestion', () => {
    expect(refused(start, { challenge: 'sortt-a', outcome: 'correct' })).toEqual({
      _tag: 'unknown-challenge',
      challenge: 'sortt-a',
      suggestion: 'sort-a'
    })
    expect(refused(start, { challenge: 'zzzzzzzz', outcome: 'correct' })).toEqual({
      _tag: 'unknown-challenge',
      challenge: 'zzzzzzzz'
    })
  })

  test.each(['right', '', '1', 'Correct', 'toString', 1, null, undefined])(
    'with the outcome %j is refused',
    (outcome) => {
      expect(refused(start, { challenge: 'sort-a', outcome })).toEqual({
        _tag: 'unknown-outcome',
        challenge: 'sort-a',
        outcome: String(outcome)
      })
    }
  )

  test('given twice is refused, whatever its outcome', () => {
    const once = answer(start, 'sort-a')
    for (const outcome of ['correct', 'incorrect', 'skipped'])
      expect(refused(once, { challenge: 'sort-a', outcome })).toEqual({
        _tag: 'already-answered',
        challenge: 'sort-a'
      })
  })

  test.each([NaN, -1, Infinity, -Infinity, '5', null])('with %j seconds is refused', (seconds) => {
    expect(refused(start, { challenge: 'sort-a', outcome: 'correct', seconds })).toEqual({
      _tag: 'invalid-seconds',
      challenge: 'sort-a'
    })
  })

  test.each([0, -0, 0.5, 1e9])('with %j seconds is taken', (seconds) => {
    expect(refused(start, { challenge: 'sort-a', outcome: 'correct', seconds })).toBe('taken')
  })

  test.each([undefined, null, 5, {}, ''])(
    'to the challenge %j, as plain JavaScript may have it, is refused',
    (challenge) => {
      expect(refused(start, { challenge, outcome: 'correct' })).toMatchObject({ _tag: 'unknown-challenge' })
    }
  )

  test('every refusal has its sentence', () => {
    const sentences = (
      [
        { _tag: 'unknown-challenge', challenge: 'x' },
        { _tag: 'unknown-challenge', challenge: 'x', suggestion: 'y' },
        { _tag: 'unknown-outcome', challenge: 'x', outcome: 'yes' },
        { _tag: 'already-answered', challenge: 'x' },
        { _tag: 'invalid-seconds', challenge: 'x' }
      ] as const
    ).map(Refusal.message)
    expect(sentences).toEqual([
      'there is no challenge `x` in this bank',
      'there is no challenge `x` in this bank; did you mean `y`?',
      'the outcome of `x` is `yes`; expected correct, incorrect or skipped',
      '`x` has been answered already',
      'the seconds of `x` are not a duration'
    ])
  })

  test('may be to another challenge than the one asked', () => {
    const { challenge } = asked(start)
    const other = challenge === 'sort-a' ? 'sort-b' : 'sort-a'
    const state = answer(start, other)
    expect(state.responses).toEqual([{ challenge: other, outcome: 'correct' }])
    expect(Assessment.next(state)).not.toMatchObject({ challenge: other })
  })

  test('may be to a challenge out of scope, of another locale or retired: it is evidence, and no more is asked there', () => {
    const mixed = bank(
      {
        one: {
          a: {
            level: 2,
            challenges: { 'a-1': {}, 'a-old': { status: 'retired' }, 'a-en': { locales: ['en'] } }
          },
          far: { level: 3, challenges: plain('far-1', 'far-2') }
        },
        two: { b: { level: 2, challenges: plain('b-1', 'b-2') } }
      },
      { title: { fr: 'B', en: 'B' }, locales: ['fr', 'en'], model: { correlation: 0.9 } }
    )
    const campaign = {
      id: 'c',
      bank: 'made',
      scope: [{ competence: 'one', topic: 't-a' }],
      expected: [],
      rules: { precision: 0, minGain: 0 }
    }
    let state = Assessment.start(mixed, { seed: 1, locale: 'fr', campaign })
    const before = asked(state).mastery
    for (const challenge of ['far-1', 'a-old', 'a-en', 'b-1']) {
      const next = answer(state, challenge)
      expect(asked(next)).toMatchObject({ challenge: 'a-1', number: next.responses.length + 1 })
      expect(asked(next).mastery).toBeGreaterThan(asked(state).mastery)
      state = next
    }
    expect(asked(state).mastery).toBeGreaterThan(before)
    expect(Assessment.next(answer(state, 'a-1'))).toEqual({ _tag: 'Finished', reason: 'exhausted' })
  })

  test('may come after the end', () => {
    const end = last(session(start, () => 'correct'))
    const left = end.model.items
      .map(({ challenge: { id } }) => id)
      .find((id) => !end.responses.some(({ challenge }) => challenge === id))
    if (left !== undefined) expect(answer(end, left).responses).toHaveLength(end.responses.length + 1)
    const all = bank({ k: { a: { level: 1, challenges: plain('q', 'r') } } })
    const short = Assessment.start(all, { seed: 1, rules: { maxQuestions: 1, precision: 0 } })
    const ended = answer(short, asked(short).challenge)
    expect(Assessment.next(ended)).toEqual({ _tag: 'Finished', reason: 'maxQuestions' })
    const after = answer(ended, asked(short).challenge === 'q' ? 'r' : 'q')
    expect(after.responses).toHaveLength(2)
    expect(Assessment.next(after)._tag).toBe('Finished')
  })
})

describe('nothing is mutated', () => {
  test('neither the assessment before, nor the bank, nor the options', () => {
    const of = frozen(
      bank(
        {
          one: {
            a: { level: 2, challenges: plain('a-1', 'a-2') },
            b: { level: 3, challenges: plain('b-1') }
          },
          two: { c: { level: 1, challenges: plain('c-1', 'c-2') } }
        },
        { model: { correlation: 0.5 } }
      )
    )
    const rules = frozen({ precision: 0, minGain: 0, order: 'interleaved' as const })
    const snapshot = ({ belief, responses, progress, step, stopped }: Assessment.Assessment): unknown =>
      structuredClone({ belief, responses, progress, step, stopped })
    for (const order of ['sequential', 'interleaved'] as const) {
      let state = frozen(Assessment.start(of, frozen({ seed: 1, rules: { ...rules, order } })))
      for (let n = 0; Assessment.next(state)._tag === 'Ask'; n++) {
        const before = snapshot(state)
        const next = frozen(answer(state, asked(state).challenge, n % 2 === 0 ? 'correct' : 'incorrect'))
        Profile.of(state)
        expect(snapshot(state)).toEqual(before)
        state = next
      }
      expect(state.responses).toHaveLength(5)
    }
  })
})

describe('the locale', () => {
  const of = (locales: ReadonlyArray<string> | undefined) =>
    bank(
      { k: { a: { level: 1, challenges: plain('q') } } },
      locales === undefined
        ? {}
        : { locales, title: Object.fromEntries(locales.map((locale) => [locale, locale])) }
    )

  test.each<[ReadonlyArray<string> | undefined, string | undefined, string | undefined]>([
    [['fr', 'en'], 'en', 'en'],
    [['fr', 'en'], 'en-GB', 'en'],
    [['fr', 'en'], 'EN', 'en'],
    [['fr-CA', 'en'], 'fr', 'fr-CA'],
    [['fr', 'fr-CA'], 'fr-CA', 'fr-CA'],
    [['fr', 'en'], 'de', 'fr'],
    [['fr', 'en'], '', 'fr'],
    [['fr', 'en'], undefined, 'fr'],
    [undefined, undefined, undefined],
    [undefined, 'fr', 'fr'],
    [undefined, 'fr_FR', undefined]
  ])('of a bank in %j for a wish of %j is %j', (locales, wish, expected) => {
    const start = Assessment.start(of(locales), { seed: 1, ...(wish === undefined ? {} : { locale: wish }) })
    expect(start.locale).toBe(expected)
  })
})

describe('faults of the rule of thumb that this must not have', () => {
  const chain = bank({
    k: Object.fromEntries(
      [1, 2, 3, 4, 5].map((level) => [
        `a${level}`,
        {
          level,
          topic: 't',
          requires: level === 1 ? [] : [`a${level - 1}`],
          challenges: plain(`q${level}`, `r${level}`, `s${level}`)
        }
      ])
    )
  })
  const mastery = (state: Assessment.Assessment, acquis: string): number =>
    Profile.of(state).competences.k!.acquis[acquis]!.mastery

  test('a skip is not a wrong answer: it says less', () => {
    const start = Assessment.start(chain, { seed: 1 })
    const prior = mastery(start, 'a2')
    const skipped = mastery(answer(start, 'q2', 'skipped'), 'a2')
    const wrong = mastery(answer(start, 'q2', 'incorrect'), 'a2')
    expect(skipped).toBeLessThan(prior)
    expect(wrong).toBeLessThan(prior)
    expect(skipped).not.toBeCloseTo(wrong, 3)
    expect(answer(start, 'q2', 'skipped').belief).not.toEqual(answer(start, 'q2', 'incorrect').belief)
  })

  test('one slip does not wipe out a topic, and can be made good', () => {
    const start = Assessment.start(chain, { seed: 1 })
    const good = fold(
      start,
      ['q1', 'q2', 'q3', 'q4'].map((challenge) => ({ challenge, outcome: 'correct' }))
    )
    const slipped = answer(good, 'r1', 'incorrect')
    for (const acquis of ['a1', 'a2', 'a3']) expect(mastery(slipped, acquis)).toBeGreaterThan(0.8)
    const again = answer(answer(start, 'q2', 'incorrect'), 'r2', 'correct')
    expect(mastery(again, 'a2')).toBeGreaterThan(0.4)
    expect(mastery(answer(again, 's2', 'correct'), 'a2')).toBeGreaterThan(0.8)
  })

  test('an acquis that went wrong once is asked again, by another challenge', () => {
    const start = Assessment.start(chain, { seed: 1 })
    const all = session(start, ({ challenge }) =>
      challenge === asked(start).challenge ? 'incorrect' : 'correct'
    )
    const first = asked(start).acquis
    const asks = all.flatMap(({ step }) =>
      step._tag === 'Ask' && step.acquis === first ? [step.challenge] : []
    )
    expect(asks.length).toBeGreaterThan(1)
    expect(new Set(asks).size).toBe(asks.length)
  })

  test('not everybody gets the same first question', () => {
    const of = fixture('digital-skills.yaml')
    const firsts = new Set(
      Array.from(
        { length: 50 },
        (_, seed) => asked(Assessment.start(of, { seed, rules: { among: 5 } })).challenge
      )
    )
    expect(firsts.size).toBeGreaterThanOrEqual(5)
  })
  // Tests that end too early: law 4. Sums like 15.999…: test/profile/Score.test.ts.
})

test.prop(
  [fc.array(fc.constantFrom<Response['outcome']>('correct', 'incorrect', 'skipped'), { maxLength: 12 })],
  {
    numRuns: 20
  }
)('the seed of an assessment decides nothing but draws', (outcomes) => {
  // Distinct values, no ties: every seed asks the same.
  const of = bank({
    k: Object.fromEntries(
      [1, 2, 3, 4].map((level) => [
        `a${level}`,
        {
          level,
          challenges: Object.fromEntries(
            [0, 1, 2].map((i) => [`q${level}${i}`, { slip: 0.05 + 0.013 * level + 0.031 * i }])
          )
        }
      ])
    )
  })
  const asks = (seed: number): ReadonlyArray<unknown> => {
    let state = Assessment.start(of, { seed })
    const steps = [Assessment.next(state)]
    for (const outcome of outcomes) {
      if (Assessment.next(state)._tag === 'Finished') break
      state = answer(state, asked(state).challenge, outcome)
      steps.push(Assessment.next(state))
    }
    return steps
  }
  expect(asks(1)).toEqual(asks(2))
})

import { describe, expect, test } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Settings } from '../../src/assessment/Rules'
import type { Bank } from '../../src/bank/Bank'
import type { Outcome } from '../../src/bank/Challenge'
import * as Stopping from '../../src/assessment/Stopping'
import * as Prediction from '../../src/knowledge/Prediction'
import { answer, asked, bank, campaign, fixture, last, plain, session } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { worldOf } from '../support/world'

/** No rule ends anything; what a test is about is put on top. */
const FREE: Settings = { precision: 0, minGain: 0, maxQuestions: 99, streak: 0, jump: 8, repeats: 99 }

const SHARP = { slip: 0.02, guess: 0.02 }

/** From the start to the end, whatever the outcomes. */
const ended = (
  of: Bank,
  rules: Settings,
  outcome: (ask: Assessment.Ask) => Outcome = () => 'correct',
  options: Partial<Assessment.Options> = {}
): Assessment.Assessment =>
  last(session(Assessment.start(of, { seed: 1, ...options, rules: { ...FREE, ...rules } }), outcome))

const reason = (state: Assessment.Assessment): string => {
  const step = Assessment.next(state)
  return step._tag === 'Finished' ? step.reason : 'goes on'
}

const share = (state: Assessment.Assessment, ids?: ReadonlyArray<string>): number => {
  const { mastery } = Oracle.enumerate(worldOf(state.bank), state.responses)
  const own = (ids ?? [...mastery.keys()]).map((id) => mastery.get(id)!)
  return own.reduce((sum, m) => sum + Math.min(m, 1 - m), 0) / own.length
}

const three = bank({
  k: {
    a: { level: 2, challenges: { a1: SHARP, a2: SHARP, a3: SHARP } },
    b: { level: 3, challenges: { b1: SHARP, b2: SHARP, b3: SHARP } },
    c: { level: 4, challenges: { c1: SHARP, c2: SHARP, c3: SHARP } }
  }
})

describe('law 1: a competence ends only where a rule that is on holds', () => {
  test('precision: the expected share of misjudged acquis is at most so much', () => {
    for (const precision of [0.3, 0.1, 0.02, 0.001]) {
      const states = session(
        Assessment.start(three, { seed: 1, rules: { ...FREE, precision } }),
        () => 'correct'
      )
      states.forEach((state, i) => {
        expect(reason(state)).toBe(i === states.length - 1 ? 'precision' : 'goes on')
        if (i === states.length - 1) expect(share(state)).toBeLessThanOrEqual(precision)
        else expect(share(state)).toBeGreaterThan(precision)
      })
      expect(states.length).toBeGreaterThan(1)
    }
  })

  test('precision counts the acquis in scope only', () => {
    const scope = [{ competence: 'k', topic: 't-b' }]
    const states = session(
      Assessment.start(three, {
        seed: 1,
        rules: { ...FREE, precision: 0.05 },
        campaign: campaign(three, { scope })
      }),
      () => 'correct'
    )
    for (const state of states) expect(share(state, ['b']) <= 0.05).toBe(reason(state) === 'precision')
    expect(share(last(states))).toBeGreaterThan(0.05)
    const { model, scope: dense, belief } = last(states)
    const view = Prediction.views(model, belief)[0]!
    expect(Stopping.misjudged(model, dense, view)).toBeCloseTo(share(last(states), ['b']), 10)
  })

  test('maxQuestions: per competence', () => {
    const two = bank({
      k: { a: { level: 2, challenges: plain('a1', 'a2', 'a3', 'a4') } },
      l: { b: { level: 2, challenges: plain('b1', 'b2', 'b3') } }
    })
    for (const order of ['sequential', 'interleaved'] as const) {
      const state = ended(two, { maxQuestions: 2, order })
      const ids = state.responses.map(({ challenge }) => challenge)
      expect(ids.filter((id) => id.startsWith('a'))).toHaveLength(2)
      expect(ids.filter((id) => id.startsWith('b'))).toHaveLength(2)
      expect(reason(state)).toBe('maxQuestions')
      expect([...state.stopped]).toEqual([
        ['k', 'maxQuestions'],
        ['l', 'maxQuestions']
      ])
    }
  })

  const slow = bank({
    k: {
      a: {
        level: 2,
        challenges: { q1: { seconds: 40 }, q2: { seconds: 40 }, q3: { seconds: 40 }, q4: { seconds: 40 } }
      }
    }
  })

  test('maxSeconds: those of the responses, or expected ones where they are not known', () => {
    expect(ended(slow, { maxSeconds: 80 }).responses).toHaveLength(2)
    expect(ended(slow, { maxSeconds: 81 }).responses).toHaveLength(3)
    const timed = (seconds: ReadonlyArray<number | undefined>, maxSeconds: number): number => {
      let state = Assessment.start(slow, { seed: 1, rules: { ...FREE, maxSeconds } })
      let n = 0
      while (Assessment.next(state)._tag === 'Ask')
        state = answer(state, asked(state).challenge, 'correct', seconds[n++])
      expect(reason(state)).toBe(n === 4 ? 'exhausted' : 'maxSeconds')
      return n
    }
    expect(timed([80], 80)).toBe(1)
    expect(timed([79.9, 0.05, 0.1], 80)).toBe(3)
    expect(timed([0, 0, 0, 0], 1)).toBe(4)
    expect(timed([undefined, 39], 80)).toBe(3)
    expect(timed([undefined, 41], 80)).toBe(2)
  })

  test('maxSeconds: for the whole test, answers out of scope included', () => {
    const two = bank({
      k: { a: { level: 2, challenges: plain('a1', 'a2') } },
      l: { b: { level: 2, challenges: plain('b1', 'b2') } }
    })
    const state = ended(two, { maxSeconds: 100 })
    expect(state.responses).toHaveLength(2)
    expect([...state.stopped]).toEqual([
      ['k', 'maxSeconds'],
      ['l', 'maxSeconds']
    ])
    const scope = [{ competence: 'k' }]
    const start = Assessment.start(two, {
      seed: 1,
      campaign: campaign(two, { scope }),
      rules: { ...FREE, maxSeconds: 100 }
    })
    expect(reason(answer(start, 'b1', 'correct', 99))).toBe('goes on')
    expect(reason(answer(start, 'b1', 'correct', 100))).toBe('maxSeconds')
  })

  test('minGain: no challenge that is left gains more', () => {
    for (const minGain of [0.01, 0.1, 0.3]) {
      const states = session(
        Assessment.start(three, { seed: 1, rules: { ...FREE, minGain } }),
        () => 'correct'
      )
      for (const state of states) {
        const left = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3'].filter(
          (id) => !state.responses.some(({ challenge }) => challenge === id)
        )
        const most = Math.max(...left.map((id) => Oracle.gain(worldOf(three), state.responses, id)))
        expect(most <= minGain).toBe(reason(state) === 'minGain')
      }
      expect(reason(last(states))).toBe('minGain')
    }
  })

  test('exhausted: nothing is left to ask, because all was asked or an enemy was', () => {
    expect(reason(ended(three, {}))).toBe('exhausted')
    expect(ended(three, {}).responses).toHaveLength(9)
    const enemies = bank({
      k: { a: { level: 2, challenges: { x: { enemies: ['y', 'z'] }, y: { enemies: ['z'] }, z: {} } } }
    })
    expect(ended(enemies, {}).responses).toHaveLength(1)
    expect(reason(ended(enemies, {}))).toBe('exhausted')
  })

  test('at 0, precision and minGain never end a test, however sure it is', () => {
    const many = bank({
      k: {
        a: {
          level: 2,
          challenges: Object.fromEntries(
            Array.from({ length: 40 }, (_, i) => [`q${i}`, { slip: 0.001, guess: 0.001 }])
          )
        }
      }
    })
    const state = ended(many, {})
    expect(state.responses).toHaveLength(40)
    expect(reason(state)).toBe('exhausted')
    // Before any answer, what is all but certain is precise enough.
    const certain = bank({ k: { a: { level: 2, difficulty: -40, challenges: plain('q') } } })
    expect(reason(ended(certain, { precision: 0.01 }))).toBe('precision')
    expect(ended(certain, { precision: 0.01 }).responses).toHaveLength(0)
    expect(reason(ended(certain, { minGain: 0.01 }))).toBe('minGain')
  })

  test('where more than one holds, it is the first of precision, maxQuestions, maxSeconds, exhausted', () => {
    const one = bank({ k: { a: { level: 2, challenges: { q: { slip: 0.01, guess: 0.01, seconds: 60 } } } } })
    const all: Settings = { precision: 0.1, maxQuestions: 1, maxSeconds: 60, minGain: 5 }
    const why = (rules: Settings): string =>
      reason(answer(Assessment.start(one, { seed: 1, rules: { ...FREE, ...rules } }), 'q'))
    expect(why(all)).toBe('precision')
    expect(why({ ...all, precision: 0 })).toBe('maxQuestions')
    expect(why({ ...all, precision: 0, maxQuestions: 2 })).toBe('maxSeconds')
    expect(why({ ...all, precision: 0, maxQuestions: 2, maxSeconds: 61 })).toBe('exhausted')
    const more = bank({ k: { a: { level: 2, challenges: plain('q', 'r') } } })
    expect(reason(answer(Assessment.start(more, { seed: 1, rules: { ...FREE, minGain: 5 } }), 'q'))).toBe(
      'minGain'
    )
  })
})

describe('one competence after the other', () => {
  /** Much of k is inferred from l, and the reverse. */
  const related = bank(
    {
      k: { a: { level: 2, challenges: plain('a1', 'a2', 'a3', 'a4', 'a5', 'a6') } },
      l: {
        b: { level: 2, difficulty: 1, challenges: plain('b1', 'b2', 'b3', 'b4', 'b5', 'b6') },
        c: { level: 3, difficulty: 1, challenges: plain('c1', 'c2', 'c3', 'c4', 'c5', 'c6') },
        d: { level: 4, difficulty: 1, challenges: plain('d1', 'd2', 'd3', 'd4', 'd5', 'd6') }
      },
      m: { e: { level: 2, challenges: plain('e1', 'e2') } }
    },
    { model: { correlation: 0.9, spread: 0.4 } }
  )
  const rules: Settings = { ...FREE, precision: 0.04 }
  const competences = (states: ReadonlyArray<Assessment.Assessment>): ReadonlyArray<string> =>
    states.flatMap(({ step }) => (step._tag === 'Ask' ? [step.competence] : []))

  test('it stays where it is until a rule ends the competence, then goes on in the order of the scope', () => {
    const three = bank({
      k: { a: { level: 2, challenges: plain('a1', 'a2') } },
      l: { b: { level: 2, challenges: plain('b1', 'b2') } },
      m: { c: { level: 2, challenges: plain('c1', 'c2') } }
    })
    const order = (scope: ReadonlyArray<string>): string =>
      competences(
        session(
          Assessment.start(three, {
            seed: 1,
            rules: FREE,
            campaign: campaign(three, { scope: scope.map((competence) => ({ competence })) })
          }),
          () => 'correct'
        )
      ).join('')
    expect(order(['k', 'l', 'm'])).toBe('kkllmm')
    expect(order(['m', 'k', 'l'])).toBe('mmkkll')
    expect(order(['l'])).toBe('ll')
  })

  test('it comes back at the end to what later answers have put in doubt', () => {
    const states = session(Assessment.start(related, { seed: 1, rules }), ({ competence }) =>
      competence === 'k' ? 'correct' : 'incorrect'
    )
    const asks = competences(states).join('')
    expect(asks).toMatch(/^k+l+m*k/)
    const back = states.find(
      ({ responses, step }) =>
        step._tag === 'Ask' &&
        step.competence === 'k' &&
        responses.some(({ challenge }) => challenge.startsWith('b'))
    )!
    // When k was left it was precise enough; now it is not.
    const left = states.find(({ step }) => step._tag === 'Ask' && step.competence === 'l')!
    expect(share(left, ['a'])).toBeLessThanOrEqual(0.04)
    expect(left.stopped.get('k')).toBe('precision')
    expect(share(back, ['a'])).toBeGreaterThan(0.04)
    expect(back.stopped.has('k')).toBe(false)
    expect(last(states).stopped.size).toBe(3)
  })

  test('the reason of the end is that of the competence that was open last', () => {
    const two = bank({
      k: { a: { level: 2, challenges: plain('a1') } },
      l: { b: { level: 2, challenges: plain('b1', 'b2', 'b3') } }
    })
    const state = ended(two, { maxQuestions: 2 })
    expect(reason(state)).toBe('maxQuestions')
    expect([...state.stopped]).toEqual([
      ['k', 'exhausted'],
      ['l', 'maxQuestions']
    ])
  })
})

test('every setting of a whole fixture ends for its own reason', () => {
  const of = fixture('digital-skills.yaml')
  const outcome = ({ number }: Assessment.Ask): Outcome => (number % 3 === 0 ? 'incorrect' : 'correct')
  const why = (rules: Settings): string => reason(ended(of, rules, outcome))
  expect(why({ precision: 0.2 })).toBe('precision')
  expect(why({ maxQuestions: 5 })).toBe('maxQuestions')
  expect(why({ maxSeconds: 600 })).toBe('maxSeconds')
  expect(why({ minGain: 0.2, maxQuestions: 999 })).toBe('minGain')
  expect(why({ maxQuestions: 999 })).toBe('exhausted')
})

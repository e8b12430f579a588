/**
 * Each rule of section 5 alone, on banks made for it. The right choice is worked out here, by the oracle. That all rules
 * together agree with the model page in random sessions is tested in Assessment.test.ts.
 */
import { describe, expect, test } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Settings } from '../../src/assessment/Rules'
import type { Bank } from '../../src/bank/Bank'
import * as Random from '../../src/math/Random'
import { answer, asked, bank, campaign, last, plain, session, type Plan } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { worldOf } from '../support/world'

/** Rules that forbid nothing and end nothing: what a test is about is put on top. */
const FREE: Settings = { repeats: 99, jump: 8, streak: 0, precision: 0, minGain: 0, maxQuestions: 99 }

const begin = (
  of: Bank,
  rules: Settings = {},
  options: Partial<Assessment.Options> = {}
): Assessment.Assessment => Assessment.start(of, { seed: 1, ...options, rules: { ...FREE, ...rules } })

/** The gain of a challenge by enumeration, after the answers of an assessment. */
const gain = (state: Assessment.Assessment, challenge: string): number =>
  Oracle.gain(worldOf(state.bank), state.responses, challenge)

/** Of some challenges the one with the highest value; they must differ by more than a tie. */
const best = (ids: ReadonlyArray<string>, value: (id: string) => number): string => {
  const ranked = [...ids].sort((a, b) => value(b) - value(a))
  if (ids.length > 1) expect(value(ranked[0]!) - value(ranked[1]!)).toBeGreaterThan(1e-6)
  return ranked[0]!
}

/** A challenge that tells much, little, or next to nothing. */
const SHARP = { slip: 0.02, guess: 0.02 }
const BLUNT = { slip: 0.3, guess: 0.4 }
const DULL = { slip: 0.35, guess: 0.55 }
const MILD = { slip: 0.25, guess: 0.3 }

/** What is asked in a whole session, in order. */
const order = (
  start: Assessment.Assessment,
  outcome: 'correct' | 'incorrect' = 'correct'
): ReadonlyArray<string> => last(session(start, () => outcome)).responses.map(({ challenge }) => challenge)

describe('law 1: what is chosen satisfies every hard rule', () => {
  test('in scope: nothing outside is asked, however much it tells', () => {
    const of = bank({
      k: {
        in: { level: 2, challenges: { dull: DULL, dull2: DULL } },
        out: { level: 2, challenges: { sharp: SHARP } },
        above: { level: 4, topic: 't-in', challenges: { sharp4: SHARP } }
      },
      other: { b: { level: 2, challenges: { sharp2: SHARP } } }
    })
    const scope = [{ competence: 'k', topic: 't-in', upTo: 3 }]
    expect([...order(begin(of, {}, { campaign: campaign(of, { scope }) }))].sort()).toEqual(['dull', 'dull2'])
    expect(order(begin(of))).toHaveLength(5)
  })

  test('active: neither drafts nor what is retired', () => {
    const of = bank({
      k: {
        a: {
          level: 2,
          challenges: {
            draft: { ...SHARP, status: 'draft' },
            retired: { ...SHARP, status: 'retired' },
            active: { ...DULL, status: 'active' }
          }
        }
      }
    })
    expect(order(begin(of))).toEqual(['active'])
  })

  test('in the locale of the learner', () => {
    const of = bank(
      {
        k: {
          a: {
            level: 2,
            challenges: { fr: { ...SHARP, locales: ['fr'] }, en: { ...SHARP, locales: ['en'] }, both: DULL }
          }
        }
      },
      { title: { fr: 'B', en: 'B' }, locales: ['fr', 'en'] }
    )
    expect([...order(begin(of, {}, { locale: 'fr' }))].sort()).toEqual(['both', 'fr'])
    expect([...order(begin(of, {}, { locale: 'en' }))].sort()).toEqual(['both', 'en'])
  })

  test('not asked before', () => {
    const of = bank({ k: { a: { level: 2, challenges: { sharp: SHARP, blunt: BLUNT, dull: DULL } } } })
    expect(order(begin(of))).toEqual(['sharp', 'blunt', 'dull'])
  })

  test.each([
    ['the one answered names it', { first: { ...SHARP, enemies: ['second'] }, second: SHARP }],
    ['it names the one answered', { first: SHARP, second: { ...SHARP, enemies: ['first'] } }]
  ])('no enemy of one that was: %s', (_, pair) => {
    const of = bank({ k: { a: { level: 2, challenges: { ...pair, neutral: DULL } } } })
    expect(asked(answer(begin(of), 'first')).challenge).toBe('neutral')
    expect(asked(answer(begin(of), 'second')).challenge).toBe('neutral')
    expect(order(begin(of))).toHaveLength(2)
  })

  test('no enemy of one that was answered though it was not asked, in another competence too', () => {
    const of = bank({
      k: { a: { level: 2, challenges: { one: { ...SHARP, enemies: ['two'] }, neutral: DULL } } },
      l: { b: { level: 2, challenges: { two: SHARP, rest: DULL } } }
    })
    expect(order(answer(begin(of), 'two'))).not.toContain('one')
    expect(order(answer(begin(of), 'one'))).not.toContain('two')
  })
})

describe('hard: the first challenge of a competence has level 2, or the level nearest to it', () => {
  const at = (...levels: ReadonlyArray<number>): Plan => ({
    k: Object.fromEntries(
      levels.map((level) => [
        `a${level}`,
        // The further from 2, the more it tells: nothing but the rule leads there.
        { level, difficulty: 3, challenges: { [`q${level}`]: { slip: 0.3 - 0.03 * Math.abs(level - 2) } } }
      ])
    )
  })

  test.each<[ReadonlyArray<number>, number]>([
    [[1, 2, 3, 4, 5], 2],
    [[1, 3, 4], 1],
    [[3, 4, 5], 3],
    [[4, 8], 4],
    [[1, 8], 1],
    [[8], 8]
  ])('of the levels %j it is %i', (levels, expected) => {
    const start = begin(bank(at(...levels)))
    expect(asked(start)).toMatchObject({ challenge: `q${expected}`, rule: 'start' })
  })

  test('of those that may be asked: in scope, active, in the locale', () => {
    const of = bank({
      k: {
        ...at(1, 3).k,
        a2: { level: 2, challenges: { q2: { status: 'draft' } } },
        b3: { level: 3, topic: 'b', challenges: { r3: SHARP } }
      }
    })
    expect(asked(begin(of)).challenge).toBe('q1')
    const scope = [{ competence: 'k', topic: 't-a3' }]
    expect(asked(begin(of, {}, { campaign: campaign(of, { scope }) })).challenge).toBe('q3')
    const low = campaign(bank(at(1, 2, 3)), { scope: [{ competence: 'k', upTo: 1 }] })
    expect(asked(begin(bank(at(1, 2, 3)), {}, { campaign: low })).challenge).toBe('q1')
  })

  test('is over after any answer in that competence', () => {
    const start = begin(bank(at(1, 2, 5, 8)))
    const other = answer(start, 'q8')
    expect(asked(other).rule).toBe('criterion')
    expect(asked(other).challenge).toBe(best(['q1', 'q2', 'q5'], (id) => gain(other, id)))
  })

  test('holds in each competence where they are interleaved', () => {
    const of = bank({
      k: { a: { level: 2, challenges: { ka: SHARP } }, b: { level: 3, challenges: { kb: SHARP } } },
      l: {
        c: { level: 4, challenges: { lc: DULL } },
        d: { level: 5, difficulty: 3, challenges: { ld: { slip: 0.01, guess: 0.01 } } }
      }
    })
    const start = begin(of, { order: 'interleaved' })
    const states = session(start, () => 'correct')
    const asks = states.flatMap(({ step }) => (step._tag === 'Ask' ? [step] : []))
    // ld tells most from the beginning on, but its competence starts at level 4.
    expect(best(['ka', 'kb', 'lc', 'ld'], (id) => gain(start, id))).toBe('ld')
    const ids = asks.map(({ challenge }) => challenge)
    expect(ids[0]).toBe(best(['ka', 'lc'], (id) => gain(start, id)))
    expect(ids.indexOf('ka')).toBeLessThan(ids.indexOf('kb'))
    expect(ids.indexOf('lc')).toBeLessThan(ids.indexOf('ld'))
    expect(
      asks
        .filter(({ rule }) => rule === 'start')
        .map(({ challenge }) => challenge)
        .sort()
    ).toEqual(['ka', 'lc'])
  })
})

describe('law 2: a soft rule is broken only where it would leave nothing (jump, streak: nothing worth asking)', () => {
  test('repeats: an acquis is asked so often at most, while there is another', () => {
    const of = bank({
      k: {
        a: {
          level: 2,
          challenges: {
            a1: { slip: 0.2, guess: 0.2 },
            a2: { slip: 0.21, guess: 0.21 },
            a3: { slip: 0.22, guess: 0.22 }
          }
        },
        b: { level: 2, challenges: { b1: DULL } }
      }
    })
    // After one right and one wrong, a is as open as before, and asking it again would tell more than b.
    const state = answer(answer(begin(of, { repeats: 2 }), 'a1'), 'a2', 'incorrect')
    expect(gain(state, 'a3')).toBeGreaterThan(gain(state, 'b1'))
    expect(asked(state)).toMatchObject({ challenge: 'b1', rule: 'repeats' })
    const twice = answer(answer(begin(of, { repeats: 3 }), 'a1'), 'a2', 'incorrect')
    expect(asked(twice)).toMatchObject({ challenge: 'a3', rule: 'criterion' })
    // Nothing else is left.
    expect(asked(answer(state, 'b1'))).toMatchObject({ challenge: 'a3', rule: 'criterion' })
  })

  test('repeats: answers that nobody asked for count too', () => {
    const of = bank({
      k: {
        a: { level: 2, challenges: { a1: SHARP, old: { ...DULL, status: 'retired' } } },
        b: { level: 2, challenges: { b1: DULL } }
      }
    })
    expect(asked(answer(begin(of, { repeats: 1 }), 'old'))).toMatchObject({
      challenge: 'b1',
      rule: 'repeats'
    })
  })

  test('jump: no more than so many levels above the expected level', () => {
    const of = bank({
      k: {
        a: { level: 2, challenges: { a1: MILD, a2: MILD } },
        high: { level: 6, difficulty: 2, challenges: { h1: SHARP } }
      }
    })
    const level = (state: Assessment.Assessment): number =>
      Oracle.enumerate(worldOf(of), state.responses).score.get('k')!.mean
    const state = answer(begin(of), 'a1', 'incorrect')
    expect(level(state)).toBeGreaterThan(2)
    expect(level(state)).toBeLessThan(6)
    const short = 6 - level(state)
    const jumping = (jump: number): Assessment.Ask => asked(answer(begin(of, { jump }), 'a1', 'incorrect'))
    expect(jumping(short + 1e-6)).toMatchObject({ challenge: 'h1', rule: 'criterion' })
    expect(jumping(short - 1e-6)).toMatchObject({ challenge: 'a2', rule: 'jump' })
    expect(
      asked(answer(answer(begin(of, { jump: 0 }), 'a1', 'incorrect'), 'a2', 'incorrect')).challenge
    ).toBe('h1')
  })

  test('jump and streak give way where nothing else is worth asking', () => {
    const of = bank({
      k: {
        a: { level: 2, challenges: { a1: DULL, a2: DULL } },
        high: { level: 6, difficulty: 2, challenges: { h1: SHARP } }
      }
    })
    const state = answer(begin(of, { jump: 0 }), 'a1', 'incorrect')
    expect(gain(state, 'a2')).toBeLessThan(0.01)
    expect(asked(state)).toMatchObject({ challenge: 'h1', rule: 'criterion' })
    expect(asked(answer(begin(of, { jump: 0, minGain: 1e-6 }), 'a1', 'incorrect')).challenge).toBe('a2')
  })

  const tired = bank({
    k: {
      a: { level: 2, difficulty: 5, challenges: plain('x1', 'x2', 'x3', 'x4', 'x5', 'x6') },
      easy: {
        level: 2,
        difficulty: 1,
        challenges: { e1: { slip: 0.1, guess: 0.59 }, e2: { slip: 0.2, guess: 0.6 } }
      },
      hard: { level: 2, difficulty: 3.5, challenges: { h1: SHARP } }
    }
  })
  const after = (
    rules: Settings,
    ...outcomes: ReadonlyArray<'correct' | 'incorrect' | 'skipped'>
  ): Assessment.Assessment =>
    outcomes.reduce((state, outcome, i) => answer(state, `x${i + 1}`, outcome), begin(tired, rules))

  test('streak: after so many failures in a row, one that will likely be right', () => {
    const state = after({ streak: 3 }, 'incorrect', 'incorrect', 'incorrect')
    const predicted = (id: string): number => Oracle.predicted(worldOf(tired), state.responses, id)
    const left = ['x4', 'x5', 'x6', 'e1', 'e2', 'h1']
    const likely = left.filter((id) => predicted(id) >= 0.6)
    expect(likely.length).toBeGreaterThan(0)
    expect(best(['h1', ...likely], (id) => gain(state, id))).toBe('h1')
    expect(asked(state)).toMatchObject({ challenge: best(likely, (id) => gain(state, id)), rule: 'streak' })
    expect(asked(state).predicted).toBeCloseTo(predicted(asked(state).challenge), 10)
  })

  test('streak: a skip is a failure; a right answer ends the run; fewer are not enough; 0 is off', () => {
    expect(asked(after({ streak: 3 }, 'incorrect', 'skipped', 'incorrect')).rule).toBe('streak')
    expect(asked(after({ streak: 3 }, 'skipped', 'skipped', 'skipped')).rule).toBe('streak')
    expect(asked(after({ streak: 3 }, 'incorrect', 'incorrect')).challenge).toBe('h1')
    expect(
      asked(after({ streak: 3 }, 'incorrect', 'incorrect', 'correct', 'incorrect', 'incorrect')).rule
    ).not.toBe('streak')
    expect(
      asked(after({ streak: 5 }, 'correct', 'incorrect', 'incorrect', 'incorrect', 'incorrect')).rule
    ).not.toBe('streak')
    expect(asked(after({ streak: 1 }, 'correct', 'incorrect')).rule).toBe('streak')
    expect(asked(after({ streak: 0 }, 'incorrect', 'incorrect', 'incorrect', 'incorrect')).challenge).toBe(
      'h1'
    )
  })

  test('streak: where nothing is likely to be right, the rule is passed over', () => {
    const of = bank({ k: { a: { level: 2, difficulty: 6, challenges: plain('q1', 'q2', 'q3') } } })
    const state = answer(answer(begin(of, { streak: 2 }), 'q1', 'incorrect'), 'q2', 'incorrect')
    expect(asked(state)).toMatchObject({ challenge: 'q3', rule: 'criterion' })
  })

  test('timed: no two timed challenges in a row', () => {
    const of = bank({
      k: {
        a: {
          level: 2,
          challenges: {
            t1: { ...SHARP, timed: true },
            t2: { ...SHARP, timed: true },
            calm: DULL
          }
        }
      }
    })
    const state = answer(begin(of), 't1')
    expect(gain(state, 't2')).toBeGreaterThan(gain(state, 'calm'))
    expect(asked(state)).toMatchObject({ challenge: 'calm', rule: 'timed' })
    expect(asked(answer(state, 'calm'))).toMatchObject({ challenge: 't2', rule: 'criterion' })
    expect(asked(answer(begin(of), 'calm')).challenge).toMatch(/^t/)
    // Only timed ones are left.
    const two = bank({ k: { a: { level: 2, challenges: { t1: { timed: true }, t2: { timed: true } } } } })
    expect(asked(answer(begin(two), 't1')).challenge).toBe('t2')
  })

  describe('in order, each on what those before it have left', () => {
    /** Three challenges beside the first: one breaks only the first rule, one only the second, one both. */
    const of = bank({
      k: {
        a: {
          level: 2,
          challenges: {
            first: { timed: true },
            again: { ...SHARP, timed: false },
            againTimed: { ...SHARP, timed: true }
          }
        },
        b: { level: 2, challenges: { other: { ...DULL, timed: true } } }
      }
    })

    test('two rules that together leave nothing: the first in order holds', () => {
      // repeats leaves `other`, which is timed: timed would leave nothing of that, and is passed over.
      const state = answer(begin(of, { repeats: 1 }), 'first', 'incorrect')
      expect(asked(state)).toMatchObject({ challenge: 'other', rule: 'repeats' })
      // Without repeats, timed leaves `again`.
      expect(asked(answer(begin(of), 'first', 'incorrect')).challenge).toBe('again')
    })

    test('one that would leave nothing is passed over, and the next one holds', () => {
      const only = bank({
        k: {
          a: {
            level: 2,
            challenges: { first: { timed: true }, calm: DULL, timed: { ...SHARP, timed: true } }
          }
        }
      })
      expect(asked(answer(begin(only, { repeats: 1 }), 'first'))).toMatchObject({
        challenge: 'calm',
        rule: 'timed'
      })
    })

    test('the rule that is named set the best challenge aside', () => {
      const both = bank({
        k: {
          a: { level: 2, challenges: { first: { timed: true }, again: { slip: 0.2, guess: 0.2 } } },
          b: { level: 2, challenges: { timed: { slip: 0.01, guess: 0.01, timed: true }, calm: DULL } }
        }
      })
      const state = answer(begin(both, { repeats: 1 }), 'first')
      expect(best(['again', 'timed', 'calm'], (id) => gain(state, id))).toBe('timed')
      expect(gain(state, 'again')).toBeGreaterThan(gain(state, 'calm'))
      expect(asked(state)).toMatchObject({ challenge: 'calm', rule: 'timed' })
    })

    test('a rule that set nothing better aside is not named', () => {
      const worse = bank({
        k: {
          a: { level: 2, challenges: { first: {}, again: DULL } },
          b: { level: 2, challenges: { better: SHARP } }
        }
      })
      expect(asked(answer(begin(worse, { repeats: 1 }), 'first'))).toMatchObject({
        challenge: 'better',
        rule: 'criterion'
      })
    })
  })
})

/** Acquis far apart, each with challenges of their own quality. */
const varied: Plan = {
  k: Object.fromEntries(
    [1, 2, 3, 4, 5].map((level) => [
      `a${level}`,
      {
        level,
        difficulty: level - 0.3,
        topic: level < 4 ? 'x' : 'y',
        requires: level === 2 || level === 3 || level === 5 ? [`a${level - 1}`] : [],
        challenges: Object.fromEntries(
          [0, 1, 2].map((i) => [
            `q${level}${i}`,
            {
              slip: 0.05 + 0.06 * i + 0.011 * level,
              guess: 0.3 - 0.07 * i + 0.017 * level,
              seconds: 30 + 47 * i * level
            }
          ])
        )
      }
    ])
  )
}
const variedIds = [1, 2, 3, 4, 5].flatMap((level) => [0, 1, 2].map((i) => `q${level}${i}`))

/** Some states of a session on it, past its start. */
const points = (rules: Settings, plan: Plan = varied): ReadonlyArray<Assessment.Assessment> =>
  session(begin(bank(plan), rules), ({ number }) => (number % 3 === 0 ? 'incorrect' : 'correct'))
    .filter(({ responses, step }) => responses.length > 0 && step._tag === 'Ask')
    .slice(0, 6)

const left = ({ responses }: Assessment.Assessment): ReadonlyArray<string> =>
  variedIds.filter((id) => !responses.some(({ challenge }) => challenge === id))

describe('law 3: without soft rules the choice has the highest value there is', () => {
  test('information per question; gain and mastery are those of the oracle', () => {
    for (const state of points({})) {
      const ask = asked(state)
      expect(ask).toMatchObject({
        challenge: best(left(state), (id) => gain(state, id)),
        rule: 'criterion',
        among: 1
      })
      expect(ask.gain).toBeCloseTo(gain(state, ask.challenge), 10)
      const { mastery } = Oracle.enumerate(worldOf(state.bank), state.responses)
      expect(ask.mastery).toBeCloseTo(mastery.get(ask.acquis)!, 10)
      expect(ask.predicted).toBeCloseTo(
        Oracle.predicted(worldOf(state.bank), state.responses, ask.challenge),
        10
      )
    }
  })

  test('information per minute', () => {
    const seconds = new Map(
      Object.values(varied.k!).flatMap(({ challenges = {} }) =>
        Object.entries(challenges).map(([id, body]) => [id, (body as { seconds: number }).seconds] as const)
      )
    )
    const choices = points({ per: 'minute' }).map((state) => {
      const { challenge } = asked(state)
      expect(challenge).toBe(best(left(state), (id) => gain(state, id) / seconds.get(id)!))
      return challenge === best(left(state), (id) => gain(state, id))
    })
    // Or else the test above says nothing.
    expect(choices).toContain(false)
  })

  test('information with discrimination', () => {
    const steep: Plan = {
      k: Object.fromEntries(
        [1, 2, 3].map((level) => [
          `a${level}`,
          {
            level,
            challenges: Object.fromEntries(
              [0, 1].map((i) => [
                `q${level}${i}`,
                { slip: 0.1 + 0.02 * level, guess: 0.1 + 0.03 * i, discrimination: 0.9 * i }
              ])
            )
          }
        ])
      )
    }
    for (const state of points({}, steep)) {
      const ids = [1, 2, 3]
        .flatMap((level) => [0, 1].map((i) => `q${level}${i}`))
        .filter((id) => !state.responses.some(({ challenge }) => challenge === id))
      expect(asked(state).challenge).toBe(best(ids, (id) => gain(state, id)))
      expect(asked(state).gain).toBeCloseTo(gain(state, asked(state).challenge), 10)
    }
  })

  test.each(['question', 'minute'] as const)(
    'accuracy per %s: of the eight that tell most, the one by which most misjudged acquis are expected to go',
    (per) => {
      const choices = points({ criterion: 'accuracy', per }).map((state) => {
        const world = worldOf(state.bank)
        const minutes = (id: string): number =>
          per === 'question'
            ? 1
            : state.bank.competences[0]!.acquis.flatMap(({ challenges }) => challenges).find(
                (each) => each.id === id
              )!.seconds / 60
        const shortlist = [...left(state)]
          .sort((a, b) => gain(state, b) / minutes(b) - gain(state, a) / minutes(a))
          .slice(0, 8)
        const fall = (id: string): number => Oracle.expectedFall(world, state.responses, id) / minutes(id)
        const { challenge, rule } = asked(state)
        const top = Math.max(...shortlist.map(fall))
        expect(shortlist).toContain(challenge)
        expect(fall(challenge)).toBeGreaterThan(top - 1e-8)
        expect(rule).toBe('criterion')
        return challenge === shortlist[0]
      })
      expect(choices).toContain(false)
    }
  )

  test('accuracy looks closely at the eight that tell most, and at no others', () => {
    /** Much is to be told of one acquis on its own; less of one that three others hang on. */
    const crowd = (size: number): Bank =>
      bank({
        k: {
          warm: { level: 2, difficulty: 9, challenges: { w: DULL } },
          lone: {
            level: 2,
            difficulty: 3,
            challenges: Object.fromEntries(
              Array.from({ length: size }, (_, i) => [`l${i}`, { slip: 0.05 + 0.003 * i, guess: 0.05 }])
            )
          },
          c1: { level: 2, difficulty: 3 },
          c2: { level: 2, difficulty: 3, requires: ['c1'] },
          c3: {
            level: 2,
            difficulty: 3,
            requires: ['c2'],
            challenges: { chain: { slip: 0.12, guess: 0.12 } }
          },
          c4: { level: 2, difficulty: 3, requires: ['c3'] }
        }
      })
    for (const [size, expected] of [
      [7, 'chain'],
      [8, 'l0']
    ] as const) {
      const state = answer(begin(crowd(size), { criterion: 'accuracy' }), 'w', 'incorrect')
      const fall = (id: string): number => Oracle.expectedFall(worldOf(state.bank), state.responses, id)
      const crowded = Array.from({ length: size }, (_, i) => `l${i}`)
      for (const id of crowded) expect(gain(state, id)).toBeGreaterThan(gain(state, 'chain'))
      expect(best([...crowded, 'chain'], fall)).toBe('chain')
      expect(asked(state).challenge).toBe(expected)
    }
  })

  test('random: anything that may be asked, each alike, and the same again for the same seed', () => {
    const of = bank(varied)
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 900; seed++) {
      const start = begin(of, { criterion: 'random' }, { seed })
      const { challenge, rule, among } = asked(answer(start, 'q20'))
      expect(rule).toBe('criterion')
      expect(among).toBe(14)
      expect(asked(answer(begin(of, { criterion: 'random' }, { seed }), 'q20')).challenge).toBe(challenge)
      counts.set(challenge, (counts.get(challenge) ?? 0) + 1)
    }
    expect(counts.size).toBe(14)
    // 900/14 = 64, sd 7.7
    for (const count of counts.values()) expect(Math.abs(count - 900 / 14)).toBeLessThan(31)
  })

  test('random keeps the rules: nothing too far above is drawn', () => {
    const of = bank({
      k: {
        low: { level: 2, challenges: plain('a1', 'a2', 'a3') },
        high: { level: 8, challenges: plain('b1', 'b2') }
      }
    })
    for (let seed = 0; seed < 30; seed++) {
      const ask = asked(answer(begin(of, { criterion: 'random', jump: 3 }, { seed }), 'a1', 'incorrect'))
      expect(['a2', 'a3']).toContain(ask.challenge)
      expect(ask).toMatchObject({ rule: 'criterion', among: 2 })
    }
  })
})

describe('law 4: the draw depends on the seed and the number of the question alone', () => {
  const ids = (n: number, prefix: string): ReadonlyArray<string> =>
    Array.from({ length: n }, (_, i) => `${prefix}${i}`)

  test('ties go to the draw, then to bank order', () => {
    const alike = bank({ k: { a: { level: 2, challenges: plain(...ids(8, 'q')) } } })
    const firsts = new Map<string, number>()
    for (let seed = 0; seed < 400; seed++) {
      const start = begin(alike, {}, { seed })
      const place = Math.floor(Random.draw(Random.key(seed), 1) * 8)
      expect(asked(start)).toMatchObject({ challenge: `q${place}`, among: 8 })
      firsts.set(`q${place}`, (firsts.get(`q${place}`) ?? 0) + 1)
      // The second draw does not know the first answer, nor which challenge it was given to.
      const second = Math.floor(Random.draw(Random.key(seed), 2) * 7)
      for (const [challenge, outcome] of [
        ['q0', 'correct'],
        ['q7', 'incorrect'],
        ['q3', 'skipped']
      ] as const) {
        const rest = ids(8, 'q').filter((id) => id !== challenge)
        expect(asked(answer(start, challenge, outcome)).challenge).toBe(rest[second])
      }
    }
    expect(firsts.size).toBe(8)
  })

  test('the same place for any bank', () => {
    const one = bank({ k: { a: { level: 2, challenges: plain(...ids(5, 'q')) } } })
    const two = bank({ z: { y: { level: 4, challenges: plain(...ids(5, 'r')) }, x: { level: 8 } } })
    for (let seed = 0; seed < 50; seed++) {
      const place = (start: Assessment.Assessment): string => asked(start).challenge.slice(1)
      expect(place(begin(one, {}, { seed }))).toBe(place(begin(two, {}, { seed })))
    }
  })

  test('ties across competences are drawn in bank order, whatever the order of the scope', () => {
    const plan = {
      k: { a: { level: 2, challenges: plain('k0', 'k1') } },
      l: { b: { level: 2, challenges: plain('l0') } }
    }
    const of = bank(plan)
    const scope = [{ competence: 'l' }, { competence: 'k' }]
    for (let seed = 0; seed < 30; seed++) {
      const start = begin(of, { order: 'interleaved' }, { seed, campaign: campaign(of, { scope }) })
      expect(asked(start)).toMatchObject({
        challenge: ['k0', 'k1', 'l0'][Math.floor(Random.draw(Random.key(seed), 1) * 3)],
        among: 3
      })
    }
  })

  test('a difference below 1e-9 is a tie, a greater one is not', () => {
    const near = (difference: number): Bank =>
      bank({ k: { a: { level: 2, challenges: { q0: { slip: 0.1 }, q1: { slip: 0.1 + difference } } } } })
    const chosen = (of: Bank): ReadonlySet<string> =>
      new Set(Array.from({ length: 30 }, (_, seed) => asked(begin(of, {}, { seed })).challenge))
    expect(chosen(near(1e-12))).toEqual(new Set(['q0', 'q1']))
    expect(chosen(near(1e-6))).toEqual(new Set(['q0']))
  })

  test('among: one of the best so many, each as often as the others', () => {
    const of = bank(varied)
    const start = begin(of)
    const seen = new Map<string, number>()
    const level2 = variedIds.filter((id) => id !== 'q10')
    const state = answer(start, 'q10')
    const top = [...level2].sort((a, b) => gain(state, b) - gain(state, a)).slice(0, 4)
    for (let seed = 0; seed < 400; seed++) {
      const ask = asked(answer(begin(of, { among: 4 }, { seed }), 'q10'))
      expect(ask.among).toBe(4)
      seen.set(ask.challenge, (seen.get(ask.challenge) ?? 0) + 1)
    }
    expect([...seen.keys()].sort()).toEqual([...top].sort())
    // 100 each, sd 8.7
    for (const count of seen.values()) expect(Math.abs(count - 100)).toBeLessThan(35)
    expect(asked(answer(begin(of, { among: 99 }), 'q10')).among).toBe(14)
  })

  test('among by accuracy draws from more than the shortlist of eight where that is wanted', () => {
    const of = bank(varied)
    expect(
      asked(answer(begin(of, { among: 12, criterion: 'accuracy' }), 'q10')).among
    ).toBeGreaterThanOrEqual(12)
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Belief from '../../src/knowledge/Belief'
import * as Prediction from '../../src/knowledge/Prediction'
import * as OneMore from '../../src/lab/OneMore'
import type { Bank } from '../../src/bank/Bank'
import { answer, bank, plain } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { bankOf, world } from '../support/worlds'

const endOf = (assessment: Assessment.Assessment): OneMore.End => {
  const { model, rules, scope, progress } = assessment
  const belief = Belief.focusOn(model, 0)(assessment.belief)
  return {
    rules,
    scope,
    progress,
    belief,
    view: Prediction.view(model, belief, 0, Belief.abilityInFocus(model, belief))
  }
}

const worthsOf = (assessment: Assessment.Assessment): ReadonlyArray<OneMore.Worth> =>
  OneMore.worths(OneMore.extension(assessment.model), endOf(assessment))

/** A world in which everybody skips alike, so that a question that will be answered tells the same as one that was. */
const even = world({ competences: 1, acquis: 4, discrimination: false }).map((each) => ({
  ...each,
  skip: { known: 0.1, unknown: 0.1 }
}))

const begun = (of: Bank, outcomes: ReadonlyArray<boolean>): Assessment.Assessment =>
  of.competences
    .flatMap(({ acquis }) => acquis.flatMap(({ challenges }) => challenges.slice(0, 1)))
    .slice(0, outcomes.length)
    .reduce(
      (state, { id }, i) => answer(state, id, outcomes[i] === true ? 'correct' : 'incorrect'),
      Assessment.start(of, { seed: 1 })
    )

const outcomes = fc.array(fc.boolean(), { maxLength: 4 })

describe('laws', () => {
  test.prop([world({ competences: 1, acquis: 5, discrimination: true }), outcomes], { numRuns: 60 })(
    '1. a question never makes worse what is expected to be judged rightly',
    (each, given) => {
      const assessment = begun(bankOf(each), given)
      const { model } = OneMore.extension(assessment.model)
      for (const item of model.items)
        expect(OneMore.fall(model, endOf(assessment), item)).toBeGreaterThan(-1e-10)
    }
  )

  test.prop([even, outcomes], { numRuns: 40 })(
    '2. it agrees with Bayes’ rule by enumeration',
    (each, given) => {
      const assessment = begun(bankOf(each), given)
      const { model } = OneMore.extension(assessment.model)
      const answers = assessment.responses.map(({ challenge, outcome }) => ({ challenge, outcome }))
      const noise = { slip: 0.1, guess: 0.1, discrimination: 0 }
      each.competences[0]?.acquis.forEach(({ id }, a) => {
        const more = { ...each, challenges: [...each.challenges, { ...noise, id: 'new', acquis: id }] }
        const item = model.items[each.challenges.length + a]!
        expect([item.slip, item.guess, item.acquis]).toEqual([0.1, 0.1, a])
        expect(OneMore.fall(model, endOf(assessment), item)).toBeCloseTo(
          Oracle.expectedFall(more, answers, 'new'),
          10
        )
      })
    }
  )

  it('3. where the new challenge would not be asked, it buys nothing', () => {
    const better = bank({
      c: {
        a: { level: 2, challenges: { 'a-1': { slip: 0.01, guess: 0.01 } } },
        b: { level: 2, challenges: {} }
      }
    })
    const start = Assessment.start(better, { seed: 1 })
    const before = worthsOf(start)
    expect(before.map(({ surplus }) => surplus)).toEqual([0, 0])
    for (const { gain } of before) expect(gain).toBeGreaterThan(0.1)
    const [a, b] = worthsOf(answer(start, 'a-1'))
    expect(a?.surplus).toBeCloseTo(0, 12)
    expect(b?.surplus).toBeGreaterThan(0.1)
    expect(b?.surplus).toBe(b?.gain)
  })
})

describe('worths', () => {
  it('stops where the rules forbid to ask an acquis again', () => {
    const one = bank({ c: { a: { level: 3, challenges: { 'a-1': { slip: 0.3, guess: 0.3 } } } } })
    const start = (repeats: number) => answer(Assessment.start(one, { seed: 1, rules: { repeats } }), 'a-1')
    expect(worthsOf(start(1))).toMatchObject([{ surplus: 0 }])
    expect(worthsOf(start(2))[0]?.surplus).toBeGreaterThan(0)
  })

  it('compares with what the bank itself can still ask', () => {
    const plan = (challenges: object) => bank({ c: { a: { level: 2, challenges: { ...challenges } } } })
    const noisy = plan({ 'a-1': {}, 'a-2': { slip: 0.3, guess: 0.3 } })
    const [worth] = worthsOf(answer(Assessment.start(noisy, { seed: 1 }), 'a-1', 'incorrect'))
    expect(worth?.surplus).toBeGreaterThan(0)
    expect(worth?.surplus).toBeLessThan(worth?.gain ?? 0)
  })

  it('leaves out what is out of scope', () => {
    const two = bank({
      c: { a: { level: 2, challenges: plain('a-1') }, b: { level: 3, challenges: plain('b-1') } }
    })
    const campaign = { id: 'x', bank: two.id, scope: [{ competence: 'c', upTo: 2 }], expected: [], rules: {} }
    const assessment = answer(Assessment.start(two, { seed: 1, campaign }), 'a-1')
    expect(worthsOf(assessment)[1]).toEqual({ gain: 0, surplus: 0 })
  })
})

describe('extension', () => {
  it('takes the format that is usual for the acquis, else for its competence', () => {
    const { items } = OneMore.extension(
      Assessment.start(
        bank({
          c: {
            a: {
              level: 1,
              challenges: {
                'a-1': { format: 'text' },
                'a-2': { format: 'choice' },
                'a-3': { format: 'choice' }
              }
            },
            b: { level: 2, challenges: {} },
            c: {
              level: 3,
              challenges: { 'c-1': { format: 'text', status: 'retired' }, 'c-2': { format: 'number' } }
            }
          },
          d: { d: { level: 1, challenges: {} } }
        }),
        { seed: 1 }
      ).model
    )
    expect(items.map(({ challenge: { format }, slip, guess }) => [format, slip, guess])).toEqual([
      ['choice', 0.1, 0.25],
      ['choice', 0.1, 0.25],
      ['number', 0.1, 0.1],
      ['practical', 0.1, 0.1]
    ])
  })
})

import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Weaknesses from '../../src/assessment/Weaknesses'
import * as arbitrary from '../support/arbitraries'

/** Four slips; the last challenge of the acquis `few` is outranked, and there is more to ask elsewhere. */
const bank = arbitrary.decoded({
  format: 'acquis-bank/1',
  id: 'outranked',
  title: 'Outranked',
  competences: {
    c: {
      title: 'C',
      topics: { t: { title: 'T' }, u: { title: 'U' } },
      levels: {
        2: {
          many: {
            topic: 't',
            challenges: Object.fromEntries(
              [0.3, 0.1, 0.15, 0.2].map((slip, i) => [`m${i}`, { format: 'practical', slip, guess: 0.2 }])
            )
          },
          other: { topic: 'u', challenges: { o0: { format: 'practical' }, o1: { format: 'practical' } } }
        },
        6: { high: { topic: 'u', challenges: { h0: { format: 'practical' }, h1: { format: 'practical' } } } }
      }
    }
  }
})

test('an outranked challenge is found', () => {
  expect(Weaknesses.of(bank).filter(({ _tag }) => _tag === 'outranked-challenge')).toEqual([
    {
      _tag: 'outranked-challenge',
      path: ['competences', 'c', 'levels', '2', 'many', 'challenges', 'm0'],
      better: ['m1', 'm2', 'm3'],
      repeats: 3
    }
  ])
})

test.prop([fc.string(), fc.array(arbitrary.outcome(), { minLength: 8, maxLength: 8 })])(
  'the engine asks an outranked challenge last, whatever is answered',
  (seed, outcomes) => {
    let assessment = Assessment.start(bank, { seed, rules: { precision: 0, minGain: 0 } })
    const asked: Array<string> = []
    for (const outcome of outcomes) {
      const step = Assessment.next(assessment)
      if (step._tag === 'Finished') break
      asked.push(step.challenge)
      const answered = Assessment.answer(assessment, { challenge: step.challenge, outcome })
      if (E.isRight(answered)) assessment = answered.right
    }
    expect(asked).toHaveLength(8)
    expect(asked[7]).toBe('m0')
  }
)

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Profile from '../../src/profile/Profile'
import * as ProfileText from '../../src/profile/ProfileText'
import { bank, campaign, fixture, last, session } from '../support/banks'

const same = (state: Assessment.Assessment, settings?: Profile.Settings): void => {
  expect(ProfileText.of(state, settings)).toBe(JSON.stringify(Profile.of(state, settings)))
  expect(ProfileText.parts(state, settings).ascii).toMatch(/^[ -~]*$/)
}

describe('law 1: it is the text of the profile', () => {
  const of = fixture('digital-skills.yaml')
  test.prop([fc.constantFrom('fr', 'en', 'de'), fc.integer({ min: 2, max: 5 }), fc.nat(40)], { numRuns: 20 })(
    'of sessions, finished or not, with hints and resources',
    (locale, wrongs, length) => {
      const start = Assessment.start(of, { seed: `${wrongs}-${length}`, locale })
      const states = session(start, ({ number }) =>
        number % 7 === 0 ? 'skipped' : number % wrongs === 0 ? 'incorrect' : 'correct'
      )
      same(states[Math.min(length, states.length - 1)]!)
    }
  )

  it('of learners and settings of all kinds', () => {
    const end = last(session(Assessment.start(of, { seed: 1 }), () => 'incorrect'))
    for (const learner of ['', '__proto__', '"quoted"\\', 'é’\u2028\ud83d\ude00', '\u0000', '\ud800'])
      same(end, { learner })
    same(end, { known: 0.5, unknown: 0.5, ready: 0 })
    same(end, { ready: 2 })
  })

  it('with an expected level, and with ids that objects know', () => {
    const plan = bank({
      constructor: { toString: { level: 1, title: 'Ne pas « compter »' }, valueOf: { level: 3 } },
      l: { hasOwnProperty: { level: 2 } }
    })
    const start = Assessment.start(plan, { seed: 1, campaign: campaign(plan, { expected: { l: 5 } }) })
    same(start)
    same(last(session(start, () => 'correct')))
  })
})

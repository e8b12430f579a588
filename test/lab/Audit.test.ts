import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Earlier from '../../src/assessment/Earlier'
import * as SessionFile from '../../src/assessment/SessionFile'
import { outcomes } from '../../src/bank/Challenge'
import * as Audit from '../../src/lab/Audit'
import * as Profile from '../../src/profile/Profile'
import { smallBank } from '../support/arbitraries'
import { one, two } from '../support/answers'
import { answer, asked, campaign, fixture, last, session } from '../support/banks'

const skills = fixture('digital-skills.yaml')

const json = (u: unknown): unknown => JSON.parse(JSON.stringify(u))

/** A session that answers every third question wrongly. */
const taken = (seed: string, options: Omit<Assessment.Options, 'seed'> = {}) =>
  last(
    session(Assessment.start(skills, { ...options, seed }), ({ number }) =>
      number % 3 === 0 ? 'incorrect' : 'correct'
    )
  )

const audit = (of: Assessment.Assessment, rest: Partial<Audit.Recorded> = {}, anyVersion = false) =>
  Audit.of({ bank: of.bank, anyVersion })({ name: 's', session: json(SessionFile.encode(of)), ...rest })

describe('laws', () => {
  test.prop(
    [
      smallBank(),
      fc.string(),
      fc.constantFrom('sequential' as const, 'interleaved' as const),
      fc.constantFrom('information' as const, 'random' as const),
      fc.array(fc.constantFrom(...outcomes), { minLength: 5, maxLength: 5 }),
      fc.nat(60)
    ],
    { numRuns: 40 }
  )('1. a session of the engine agrees', (bank, seed, order, criterion, given, length) => {
    const states = session(
      Assessment.start(bank, { seed, rules: { order, criterion, among: 2 } }),
      ({ number }) => given[number % 5]!
    )
    const state = states[Math.min(length, states.length - 1)]!
    const profile = json(Profile.of(state, { learner: 'somebody' }))
    const finding = audit(state, { profile })
    expect(finding).toEqual({
      name: 's',
      verdict: 'agrees',
      seed,
      questions: state.responses.length,
      differences: 0,
      finished: state.step._tag === 'Finished' ? state.step.reason : null,
      profile: { agrees: true }
    })
  })

  it('1. a session of the engine agrees: of a campaign, in a locale, with rules', () => {
    const part = campaign(skills, {
      scope: [{ competence: skills.competences[0]!.id }],
      rules: { maxQuestions: 6 },
      expected: { [skills.competences[0]!.id]: 'intermediate' }
    })
    const state = taken('x', {
      campaign: part,
      locale: 'fr',
      rules: { criterion: 'accuracy', maxSeconds: 500 }
    })
    expect(audit(state, { profile: json(Profile.of(state)) })).toMatchObject({
      verdict: 'agrees',
      profile: { agrees: true }
    })
  })

  it('1. a session of the engine agrees: after earlier answers that fade', () => {
    const [first, second] = taken('x').responses
    const earlier = { responses: [{ ...first!, at: 0 }, second!], now: 86_400_000 }
    const begun = Earlier.start(skills, { seed: 'y', campaign: campaign(skills, { halfLife: 1 }), earlier })
    const state = last(session(begun, ({ number }) => (number % 3 === 0 ? 'incorrect' : 'correct')))
    expect(audit(state, { profile: json(Profile.of(Earlier.evidence(state))) })).toMatchObject({
      verdict: 'agrees',
      questions: state.responses.length,
      profile: { agrees: true }
    })
    const { earlier: _, ...forgotten } = SessionFile.encode(state) as Record<string, unknown>
    expect(
      Audit.of({ bank: skills, anyVersion: false })({ name: 's', session: json(forgotten) })
    ).toMatchObject({
      verdict: 'choice'
    })
  })

  test.prop([fc.nat(5), fc.nat(4)], { numRuns: 12 })(
    '2. the first difference is the first question that the engine would not have asked',
    (before, choice) => {
      let state = Assessment.start(two, { seed: 'd', rules: { precision: 0, minGain: 0 } })
      for (let n = 0; n < before; n++) state = answer(state, asked(state).challenge)
      const expected = asked(state)
      const other = two.competences[0]!.acquis.flatMap(({ challenges }) => challenges.map(({ id }) => id))
      const answered = new Set(state.responses.map(({ challenge }) => challenge))
      const wrong = other.filter((id) => id !== expected.challenge && !answered.has(id))[choice]!
      state = answer(state, wrong, 'incorrect')
      // What follows is the engine's own choice again.
      for (let n = 0; n < 3; n++) state = answer(state, asked(state).challenge)
      const finding = audit(state)
      expect(finding).toMatchObject({
        verdict: 'choice',
        questions: before + 4,
        differences: 1,
        first: {
          number: before + 1,
          asked: { challenge: wrong },
          open: true,
          expected: { challenge: expected.challenge, gain: expected.gain, rule: expected.rule }
        }
      })
      expect(finding.first!.asked.gain).toBeGreaterThan(0)
    }
  )

  test.prop([fc.nat(1000)], { numRuns: 20 })(
    '3. a profile agrees where its JSON does, whatever the order of its keys and its white space',
    (turn) => {
      const state = last(session(Assessment.start(one, { seed: 'p' }), () => 'correct'))
      const shuffled = (u: unknown): unknown => {
        if (Array.isArray(u)) return u.map(shuffled)
        if (typeof u !== 'object' || u === null) return u
        const entries = Object.entries(u)
        const at = turn % Math.max(1, entries.length)
        return Object.fromEntries(
          [...entries.slice(at), ...entries.slice(0, at)].map(([key, value]) => [key, shuffled(value)])
        )
      }
      const profile = JSON.parse(JSON.stringify(shuffled(json(Profile.of(state))), null, 3)) as unknown
      expect(audit(state, { profile }).verdict).toBe('agrees')
    }
  )
})

describe('a session that differs', () => {
  it('went on where the engine had finished, or asked what may not be asked', () => {
    const state = last(session(Assessment.start(one, { seed: 'f' }), () => 'correct'))
    const answered = new Set(state.responses.map(({ challenge }) => challenge))
    const rest = one.competences[0]!.acquis.flatMap(({ challenges }) => challenges.map(({ id }) => id))
    const more = answer(
      state,
      rest.find((id) => !answered.has(id))!
    )
    expect(audit(more).first).toMatchObject({
      number: state.responses.length + 1,
      open: true,
      expected: { finished: state.step._tag === 'Finished' ? state.step.reason : '' }
    })
    const scope = campaign(two, { scope: [{ competence: 'c' }] })
    const outside = answer(Assessment.start(two, { seed: 'f', campaign: scope }), 'ds1-a')
    expect(audit(outside)).toMatchObject({ verdict: 'choice', first: { number: 1, open: false } })
  })

  it('says which value of a profile is not the one that is computed', () => {
    const state = taken('7')
    const profile = Profile.of(state, { learner: 'l' })
    const first = (changed: object) => audit(state, { profile: json(changed) }).profile?.first
    const [id, own] = Object.entries(profile.competences)[0]!
    const [acquis, known] = Object.entries(own.acquis)[1]!
    const mastery = known.mastery + 2 ** -40
    const competence = { ...own, acquis: { ...own.acquis, [acquis]: { ...known, mastery } } }
    expect(first({ ...profile, competences: { ...profile.competences, [id]: competence } })).toEqual({
      path: ['competences', id, 'acquis', acquis, 'mastery'],
      recorded: mastery,
      computed: known.mastery
    })
    expect(first({ ...profile, note: 1 })).toEqual({ path: ['note'], recorded: 1, computed: undefined })
    expect(first({ ...profile, responses: undefined })).toEqual({
      path: ['responses'],
      recorded: undefined,
      computed: state.responses.length
    })
    expect(audit(state, { profile: 'text' })).toMatchObject({
      verdict: 'profile',
      profile: { first: { path: [], recorded: 'text' } }
    })
  })
})

describe('a session of another version of the bank', () => {
  const { length } = taken('v').responses
  const changed = {
    ...(json(SessionFile.encode(taken('v'))) as object),
    bank: { id: skills.id, fingerprint: 'old' }
  }

  it('is not checked, unless that is wished for', () => {
    const profile = json({ ...Profile.of(taken('v')), bank: { id: skills.id, fingerprint: 'old' } })
    const recorded = { name: 's', session: changed, profile }
    const refused = Audit.of({ bank: skills, anyVersion: false })(recorded)
    expect(refused).toMatchObject({ verdict: 'version', questions: length })
    expect(refused.remark).toContain('old')
    expect(refused.profile).toBeUndefined()
    expect(Audit.of({ bank: skills, anyVersion: true })(recorded)).toMatchObject({
      verdict: 'agrees',
      remark: refused.remark,
      profile: { agrees: true }
    })
  })
})

describe('what is no session of this bank', () => {
  it.each([
    [null, 'expected'],
    [[], 'expected'],
    [{ format: 'acquis-profile/1' }, 'format'],
    [{ ...(json(SessionFile.encode(Assessment.start(one, { seed: 1 }))) as object) }, 'bank'],
    [
      {
        ...(json(SessionFile.encode(Assessment.start(skills, { seed: 1 }))) as object),
        responses: [{ challenge: 'nix', outcome: 'correct' }]
      },
      'responses[0]: there is no challenge `nix`'
    ]
  ])('%#', (u, remark) => {
    const finding = Audit.of({ bank: skills, anyVersion: true })({ name: 's', session: u })
    expect(finding).toMatchObject({ name: 's', verdict: 'unreadable', questions: 0 })
    expect(finding.remark).toContain(remark)
  })
})

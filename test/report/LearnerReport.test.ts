import { describe, expect, it } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../../src/assessment/Assessment'
import * as Profile from '../../src/profile/Profile'
import * as LearnerReport from '../../src/report/LearnerReport'
import { fixture } from '../support/banks'

const bank = fixture('digital-skills.yaml')

const profileOf = (answers: number): Profile.Profile => {
  let assessment = Assessment.start(bank, { seed: 'learner', locale: 'en' })
  for (let i = 0; i < answers; i++) {
    const next = Assessment.next(assessment)
    if (next._tag !== 'Ask') break
    const answered = Assessment.answer(assessment, {
      challenge: next.challenge,
      outcome: i % 3 === 2 ? 'incorrect' : 'correct'
    })
    if (E.isLeft(answered)) throw new Error('refused')
    assessment = answered.right
  }
  return Profile.of(assessment, { learner: 'l-042' })
}

const profile = profileOf(30)

const hostile: Profile.Profile = {
  ...profile,
  learner: '<script>alert(1)</script>',
  recommendations: {
    toSucceedNextTime: [{ challenge: 'x', acquis: '__proto__', text: '"><img src=x>', resources: [] }],
    toLearnMore: [
      {
        acquis: 'constructor',
        topic: 't',
        readiness: 0.5,
        reason: '<b>why</b>',
        resources: [
          { title: 'script', url: 'javascript:alert(1)' },
          { title: 'data', url: 'data:text/html,x' },
          { title: 'web', url: 'https://example.org/?a="b"', seconds: 300 }
        ]
      },
      {
        acquis: 'a',
        topic: 't',
        readiness: 0.3,
        reason: 'r',
        resources: [{ title: 'post', url: 'mailto:a@b.c' }]
      }
    ]
  }
}

describe('laws', () => {
  it('1. the same profile gives the same bytes', () => {
    expect(LearnerReport.of(bank, profile)).toBe(LearnerReport.of(bank, profileOf(30)))
  })

  it('2. whatever the texts of a bank or a profile hold, they are shown as text', () => {
    const html = LearnerReport.of(bank, hostile)
    for (const raw of ['<script', '<img', '<b>']) expect(html).not.toContain(raw)
    for (const shown of ['&lt;script&gt;', '&lt;img src=x&gt;', '&lt;b&gt;why', '__proto__'])
      expect(html).toContain(shown)
  })

  it('3. a link leads to the web or to a mailbox, and nowhere else', () => {
    const html = LearnerReport.of(bank, hostile)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://example.org/?a=&quot;b&quot;',
      'mailto:a@b.c'
    ])
    expect(html).toContain('javascript:alert(1)')
  })
})

it('says what is known and what comes next, in words', () => {
  const english = LearnerReport.of(bank, profile, { locale: 'en' })
  const known = Object.values(profile.competences).flatMap(({ acquis }) =>
    Object.values(acquis).filter(({ status, evidence }) => status === 'known' && evidence !== 'prior')
  )
  expect(known.length).toBeGreaterThan(0)
  expect(english).toContain(`you know ${known.length} things`)
  expect(english).not.toContain('Beside what is expected')
  const french = LearnerReport.of(bank, profile, { locale: 'fr' })
  expect(french).toContain('<html lang="fr">')
  expect(french).toContain('Ce qui est à votre portée')
})

it('says how likely it is that what is expected is there, and what may be missing', () => {
  const html = LearnerReport.of(bank, profile, {
    locale: 'en',
    role: { fr: 'Accueil', en: 'Desk' },
    expected: [
      ['1.3', 1],
      ['4.1', 8],
      ['nowhere', 3]
    ]
  })
  expect(html).toContain('Beside what is expected: Desk')
  expect(html).toContain('very likely')
  expect(html).toContain('not yet')
  expect(html).toContain('What brings you closest')
  expect(html).not.toContain('nowhere')
  const nothing = LearnerReport.of(bank, profileOf(0), { locale: 'en', expected: [['1.3', 3]] })
  expect(nothing).toContain('not asked yet')
})

it('encourages whoever has answered nothing', () => {
  const html = LearnerReport.of(bank, profileOf(0), { locale: 'en' })
  expect(html).toContain('There are not enough answers yet')
  expect(html).toContain('Nothing was asked yet about')
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
})

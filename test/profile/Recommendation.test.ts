import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Outcome, Resource, Response } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Profile from '../../src/profile/Profile'
import * as Recommendation from '../../src/profile/Recommendation'
import { answer, bank, campaign, fixture, fold, last, plain, session } from '../support/banks'
import * as Oracle from '../support/enumeration'
import { worldOf } from '../support/world'

const BILINGUAL = { title: { fr: 'Banque', en: 'Bank' }, locales: ['fr', 'en'] }

const resource = (name: string, locale?: string): object => ({
  title: { fr: `${name} en français`, en: `${name} in English` },
  url: `https://example.org/${name}`,
  ...(locale === undefined ? {} : { locale })
})

const leadsOf = (
  state: Assessment.Assessment,
  settings?: Profile.Settings
): ReadonlyArray<Recommendation.Lead> => Profile.of(state, settings).recommendations.toLearnMore

describe('to succeed next time', () => {
  const of = bank(
    {
      k: {
        own: {
          level: 1,
          nextTime: { fr: 'Indice de l’acquis', en: 'Hint of the acquis' },
          challenges: {
            'own-hint': { nextTime: { fr: 'Indice de la question', en: 'Hint of the challenge' } },
            'acquis-hint': {},
            'own-resources': {
              nextTime: [resource('en-only', 'en'), resource('fr-only', 'fr'), resource('any')]
            }
          }
        },
        none: { level: 2, challenges: plain('no-hint') }
      }
    },
    BILINGUAL
  )
  const hints = (
    responses: ReadonlyArray<readonly [string, Outcome]>,
    locale = 'fr'
  ): ReadonlyArray<Recommendation.Hint> =>
    Profile.of(
      fold(
        Assessment.start(of, { seed: 1, locale }),
        responses.map(([challenge, outcome]) => ({ challenge, outcome }))
      )
    ).recommendations.toSucceedNextTime

  test('the hint of the challenge goes before that of its acquis; without either there is none', () => {
    expect(hints([['own-hint', 'incorrect']])).toEqual([
      { challenge: 'own-hint', acquis: 'own', text: 'Indice de la question', resources: [] }
    ])
    expect(hints([['acquis-hint', 'incorrect']])).toEqual([
      { challenge: 'acquis-hint', acquis: 'own', text: 'Indice de l’acquis', resources: [] }
    ])
    expect(hints([['no-hint', 'incorrect']])).toEqual([])
  })

  test('in the locale of the learner', () => {
    expect(hints([['own-hint', 'incorrect']], 'en')[0]!.text).toBe('Hint of the challenge')
  })

  test('resources in place of a hint: those in the locale, or in none in particular, first; titles in the locale', () => {
    const order = (locale: string) => hints([['own-resources', 'skipped']], locale)[0]!
    expect(order('fr')).toEqual({
      challenge: 'own-resources',
      acquis: 'own',
      text: '',
      resources: [
        { title: 'fr-only en français', url: 'https://example.org/fr-only', locale: 'fr' },
        { title: 'any en français', url: 'https://example.org/any' },
        { title: 'en-only en français', url: 'https://example.org/en-only', locale: 'en' }
      ]
    })
    expect(order('en').resources.map(({ title }) => title)).toEqual([
      'en-only in English',
      'any in English',
      'fr-only in English'
    ])
  })

  test('for each challenge not answered correctly, a skip included, in the order of answering', () => {
    expect(
      hints([
        ['own-resources', 'skipped'],
        ['own-hint', 'correct'],
        ['acquis-hint', 'incorrect']
      ]).map(({ challenge }) => challenge)
    ).toEqual(['own-resources', 'acquis-hint'])
    expect(hints([])).toEqual([])
  })

  test('a challenge met twice in a log is named once, by its last outcome', () => {
    const model = Model.of(of)
    const twice = (first: Outcome, second: Outcome): number => {
      const responses: ReadonlyArray<Response> = [
        { challenge: 'own-hint', outcome: first },
        { challenge: 'own-hint', outcome: second }
      ]
      return Recommendation.toSucceedNextTime(model, responses, 'fr').length
    }
    expect(twice('incorrect', 'incorrect')).toBe(1)
    expect(twice('incorrect', 'correct')).toBe(0)
    expect(twice('correct', 'incorrect')).toBe(1)
  })
})

describe('to learn more: which acquis', () => {
  const of = bank({
    k: {
      base: { level: 1, topic: 't', difficulty: 0.5, challenges: plain('base-1', 'base-2') },
      next: { level: 2, topic: 't', requires: ['base'], challenges: plain('next-1', 'next-2') },
      far: { level: 8, topic: 't', requires: ['next'], challenges: plain('far-1', 'far-2') },
      free: { level: 3, topic: 'u', challenges: plain('free-1') }
    }
  })
  const state = fold(Assessment.start(of, { seed: 1 }), [
    { challenge: 'base-1', outcome: 'correct' },
    { challenge: 'next-1', outcome: 'incorrect' },
    { challenge: 'next-2', outcome: 'incorrect' }
  ])
  const { readiness } = Oracle.enumerate(worldOf(of), state.responses)

  test('those whose readiness is 0.2 or more, with that readiness; what is known or far away is not', () => {
    const leads = leadsOf(state)
    expect(leads.map(({ acquis }) => acquis).sort()).toEqual(
      [...readiness].flatMap(([id, r]) => (r >= 0.2 ? [id] : [])).sort()
    )
    expect(leads.map(({ acquis }) => acquis)).toContain('next')
    expect(leads.map(({ acquis }) => acquis)).not.toContain('far')
    for (const lead of leads) expect(lead.readiness).toBeCloseTo(readiness.get(lead.acquis)!, 10)
  })

  test('where the line is drawn is a setting', () => {
    expect(leadsOf(state, { ready: 0 })).toHaveLength(4)
    const r = leadsOf(state).find(({ acquis }) => acquis === 'next')!.readiness
    const ids = (ready: number): ReadonlyArray<string> =>
      leadsOf(state, { ready }).map(({ acquis }) => acquis)
    expect(ids(r)).toContain('next')
    expect(ids(r + 1e-9)).not.toContain('next')
    expect(ids(1)).toEqual([])
  })

  test('best first: readiness × w_a, each topic once before any a second time', () => {
    const weights = Oracle.scoreWeights(worldOf(of).competences[0]!.acquis)
    const ranked = [...readiness.keys()].sort(
      (a, b) => readiness.get(b)! * weights.get(b)! - readiness.get(a)! * weights.get(a)!
    )
    const ofTopic = (topic: string): ReadonlyArray<string> =>
      ranked.filter((id) => (id === 'free') === (topic === 'u'))
    const [best] = ranked
    const firsts = best === 'free' ? ['free', ofTopic('t')[0]] : [ofTopic('t')[0], 'free']
    expect(leadsOf(state, { ready: 0 }).map(({ acquis }) => acquis)).toEqual([
      ...firsts,
      ...ofTopic('t').slice(1)
    ])
  })

  test('the expected gap weighs in where a campaign expects a level', () => {
    // Two competences alike, of two acquis that one may begin with; nothing is known of either.
    const two = bank({
      k: { a: { level: 1, challenges: plain('a1') }, b: { level: 2, challenges: plain('b1') } },
      l: { c: { level: 1, challenges: plain('c1') }, d: { level: 2, challenges: plain('d1') } }
    })
    const leads = (expected: object): ReadonlyArray<Recommendation.Lead> =>
      leadsOf(
        answer(Assessment.start(two, { seed: 1, campaign: campaign(two, { expected }) }), 'a1', 'incorrect'),
        { ready: 0 }
      )
    const { mastery, score } = Oracle.enumerate(worldOf(two), [{ challenge: 'a1', outcome: 'incorrect' }])
    // Nobody can exceed a level far above the highest: the expected gap is the difference.
    const gap = (id: string, wanted: number): number => wanted - score.get(id)!.mean
    const order = (gaps: Readonly<Record<string, number>>): ReadonlyArray<string> =>
      ['a', 'b', 'c', 'd'].sort((x, y) => {
        const rank = (id: string): number => (1 - mastery.get(id)!) * gaps[id < 'c' ? 'k' : 'l']!
        return rank(y) - rank(x)
      })
    const ids = (expected: object): ReadonlyArray<string> => leads(expected).map(({ acquis }) => acquis)
    const none = order({ k: 1, l: 1 })
    const high = order({ k: gap('k', 4), l: gap('l', 8) })
    expect(high).not.toEqual(none)
    expect(ids({})).toEqual(none)
    expect(ids({ k: 4, l: 8 })).toEqual(high)
    expect(ids({ k: 8, l: 4 })).toEqual(order({ k: gap('k', 8), l: gap('l', 4) }))
  })

  test('equal ones by level, then in bank order, whatever the order of the scope', () => {
    const alike = (scope: ReadonlyArray<object>): ReadonlyArray<string> => {
      const same = bank({
        k: { b: { level: 1, difficulty: 2 }, a: { level: 2, difficulty: 2 } },
        l: { d: { level: 1, difficulty: 2 }, c: { level: 2, difficulty: 2 } }
      })
      return leadsOf(Assessment.start(same, { seed: 1, campaign: campaign(same, { scope }) })).map(
        ({ acquis }) => acquis
      )
    }
    expect(alike([])).toEqual(['b', 'd', 'a', 'c'])
    expect(alike([{ competence: 'l' }, { competence: 'k' }])).toEqual(['b', 'd', 'a', 'c'])
  })
})

/** Prospects by hand, of a bank whose topics and acquis have resources. */
const library = bank(
  {
    k: {
      s1: {
        level: 1,
        topic: 'sort',
        title: { fr: 'Trier', en: 'Sort' },
        learnMore: [resource('s1', 'en'), resource('shared')]
      },
      s2: {
        level: 2,
        topic: 'sort',
        requires: ['s1'],
        title: { fr: 'Trier mieux', en: 'Sort better' },
        learnMore: [resource('shared')]
      },
      f1: { level: 1, topic: 'filter', learnMore: [resource('f1', 'fr'), resource('shared', 'fr')] },
      f2: { level: 2, topic: 'filter', requires: ['f1'] }
    },
    l: { s9: { level: 1, topic: 'sort', title: 'Other', learnMore: [] } }
  },
  {
    ...BILINGUAL,
    topics: {
      k: {
        sort: {
          title: { fr: 'Tri', en: 'Sorting' },
          learnMore: [resource('sort-fr', 'fr'), resource('sort-en', 'en-GB')]
        },
        filter: { title: { fr: 'Filtre', en: 'Filters' }, learnMore: [resource('sort-fr', 'fr')] }
      }
    }
  }
)
const libraryModel = Model.of(library)

const places = new Map(
  library.competences.flatMap(({ acquis }) => acquis).map((acquis, place) => [acquis.id, { place, acquis }])
)

const prospect = (id: string, rank: number, expected = false): Recommendation.Prospect => {
  const { place, acquis } = places.get(id)!
  return { place, level: acquis.level, readiness: 0.5, rank, expected }
}

const toLearnMore = (
  prospects: ReadonlyArray<Recommendation.Prospect>,
  locale: string
): ReadonlyArray<Recommendation.Lead> =>
  Recommendation.found(libraryModel, prospects, locale).map(Recommendation.leadOf)

const names = (leads: ReadonlyArray<Recommendation.Lead>): ReadonlyArray<ReadonlyArray<string>> =>
  leads.map(({ resources }) => resources.map(({ url }) => url.slice('https://example.org/'.length)))

describe('law 1: no resource is recommended twice', () => {
  test('by its address, whether acquis or topic names it', () => {
    const leads = toLearnMore(
      [prospect('s1', 5), prospect('f1', 4), prospect('s2', 3), prospect('f2', 2)],
      'fr'
    )
    expect(leads.map(({ acquis }) => acquis)).toEqual(['s1', 'f1', 's2', 'f2'])
    expect(names(leads)).toEqual([['shared', 'sort-fr', 's1', 'sort-en'], ['f1'], [], []])
  })

  test.prop([fc.shuffledSubarray(['s1', 's2', 'f1', 'f2', 's9']), fc.constantFrom('fr', 'en')])(
    'in any order',
    (ids, locale) => {
      const leads = toLearnMore(
        ids.map((id, i) => prospect(id, i)),
        locale
      )
      const all = names(leads).flat()
      expect(new Set(all).size).toBe(all.length)
    }
  )

  test('in the profiles of a whole fixture', () => {
    const of = fixture('digital-skills.yaml')
    for (const locale of ['fr', 'en']) {
      const end = last(
        session(Assessment.start(of, { seed: 1, locale }), ({ number }) =>
          number % 3 === 0 ? 'incorrect' : 'correct'
        )
      )
      const leads = leadsOf(end)
      const urls = leads.flatMap(({ resources }) => resources.map(({ url }) => url))
      expect(leads.length).toBeGreaterThan(5)
      expect(new Set(urls).size).toBe(urls.length)
      expect(new Set(leads.map(({ acquis }) => acquis)).size).toBe(leads.length)
      for (const { reason } of leads) expect(reason).toMatch(locale === 'fr' ? /^« .+ » est / : /^“.+” is /)
      for (const { resources } of leads) {
        const foreign = resources.map((each) => each.locale !== undefined && each.locale !== locale)
        expect(
          foreign.slice(Math.max(0, foreign.indexOf(true))).every((each) => each === foreign.includes(true))
        ).toBe(true)
      }
    }
  })
})

describe('law 2: a topic has its second turn only after every recommended topic has had its first', () => {
  test('however high its acquis rank', () => {
    const leads = toLearnMore(
      [prospect('s1', 9), prospect('s2', 8), prospect('f1', 1), prospect('f2', 2), prospect('s9', 0)],
      'fr'
    )
    // A topic of the same name in another competence is another topic.
    expect(leads.map(({ acquis }) => acquis)).toEqual(['s1', 'f2', 's9', 's2', 'f1'])
  })

  test.prop([fc.array(fc.nat(5), { minLength: 5, maxLength: 5 })])('whatever the ranks', (ranks) => {
    const leads = toLearnMore(
      ['s1', 's2', 'f1', 'f2', 's9'].map((id, i) => prospect(id, ranks[i]!)),
      'fr'
    )
    const topics = leads.map(({ acquis, topic }) => `${acquis === 's9' ? 'l' : 'k'}/${topic}`)
    expect(new Set(topics.slice(0, 3)).size).toBe(3)
    expect(leads).toHaveLength(5)
  })
})

describe('law 3: resources in the learner’s locale come first', () => {
  test.each([
    ['fr', ['shared', 'sort-fr', 's1', 'sort-en']],
    ['en', ['s1', 'shared', 'sort-en', 'sort-fr']],
    ['fr-CA', ['shared', 'sort-fr', 's1', 'sort-en']]
  ])('in %s, with those of no locale among them', (locale, expected) => {
    expect(names(toLearnMore([prospect('s1', 1)], locale))).toEqual([expected])
  })

  test('titles are in the locale, all else stands as it is', () => {
    const [lead] = toLearnMore([prospect('s1', 1)], 'en')
    expect(lead!.resources[0]).toEqual({
      title: 's1 in English',
      url: 'https://example.org/s1',
      locale: 'en'
    } satisfies Resource)
  })
})

describe('the reason', () => {
  const reason = (id: string, locale: string, expected = false): string =>
    toLearnMore([prospect(id, 1, expected)], locale)[0]!.reason

  test('in French', () => {
    expect(reason('s1', 'fr')).toBe(
      '« Trier » est une bonne porte d’entrée : rien d’autre n’est nécessaire avant.'
    )
    expect(reason('s2', 'fr')).toBe(
      '« Trier mieux » est à votre portée : vous savez sans doute déjà ce qui y mène.'
    )
    expect(reason('s2', 'fr-CA', true)).toBe(
      '« Trier mieux » est à votre portée : vous savez sans doute déjà ce qui y mène. C’est un pas vers le niveau attendu.'
    )
  })

  test('in English, and in English where there is no other', () => {
    expect(reason('s1', 'en')).toBe('“Sort” is a good place to begin: nothing else is needed first.')
    expect(reason('s2', 'en', true)).toBe(
      '“Sort better” is within your reach: you probably know what leads up to it. It is a step towards the expected level.'
    )
    expect(reason('s1', '')).toMatch(/^“Trier” is /)
  })

  test('is in the locale that was wished for where the bank does not tell locales apart', () => {
    const of = bank({ k: { a: { level: 1, difficulty: 3, title: 'Trier' } } })
    const said = (options: object): string =>
      leadsOf(Assessment.start(of, { seed: 1, ...options }))[0]!.reason
    expect(said({ locale: 'fr' })).toMatch(/^« Trier » est /)
    expect(said({})).toMatch(/^“Trier” is /)
  })

  test('an acquis without a title goes by its id', () => {
    expect(reason('f1', 'en')).toBe('“f1” is a good place to begin: nothing else is needed first.')
  })

  test('speaks of the expected level only where one is expected and not reached', () => {
    const of = bank({
      k: { a: { level: 1, challenges: plain('a1') }, b: { level: 2, challenges: plain('b1') } },
      l: { c: { level: 1, challenges: plain('c1') } }
    })
    const reasons = (expected: object): Readonly<Record<string, boolean>> =>
      Object.fromEntries(
        leadsOf(Assessment.start(of, { seed: 1, campaign: campaign(of, { expected }) }), { ready: 0 }).map(
          (lead) => [lead.acquis, lead.reason.includes('the expected level')] as const
        )
      )
    expect(reasons({})).toEqual({ a: false, b: false, c: false })
    expect(reasons({ k: 2 })).toEqual({ a: true, b: true, c: false })
    expect(reasons({ k: 'none', l: 'novice' })).toEqual({ a: false, b: false, c: true })
  })
})

import { describe, expect, it } from 'vitest'
import * as CohortNames from '../../src/report/CohortNames'
import * as CohortReport from '../../src/report/CohortReport'
import { fixture } from '../support/banks'
import { surveyed } from '../support/surveyed'

const { survey, glossary } = surveyed(fixture('digital-skills.yaml'))
const groups = CohortReport.groups(survey)
const pages = (locale?: string): ReadonlyArray<string> => [
  CohortReport.territory(survey, glossary, locale),
  ...groups.map((each) => CohortReport.group(survey, glossary, each, locale))
]

describe('laws', () => {
  it('1. the same cohort gives the same bytes', () => {
    expect(pages()).toEqual(pages())
  })

  it('2. whatever the texts of a bank or a roster hold, they are shown as text', () => {
    const html = pages('en').join('')
    for (const raw of ['<script', '<img', '<b>']) expect(html).not.toContain(raw)
    for (const shown of ['&lt;script&gt;alert(1)', '&lt;img src=x&gt;', '&lt;b&gt;Head', '__proto__'])
      expect(html).toContain(shown)
  })

  it('3. a page of a group has the rows that are published of it, and no others', () => {
    const north = groups.find(({ group }) => group === 'north')!
    const html = CohortReport.group(survey, glossary, north, 'en')
    const own = survey.tables.rows.filter(({ by, group }) => by === 'commune' && group === 'north')
    expect(own.length).toBeGreaterThan(0)
    for (const { shares } of own) expect(html).toContain(`${(100 * shares['below-base'].value).toFixed(0)}%`)
    for (const other of ['__proto__', 'alert(1)', 'Head']) expect(html).not.toContain(other)
  })
})

it('has a page for each published group and for no other, numbered', () => {
  expect(groups.map(({ by, group }) => [by, group])).toEqual([
    ['commune', '<script>alert(1)</script>'],
    ['commune', '__proto__'],
    ['commune', 'north'],
    ['commune', 'ü'.repeat(70)],
    ['role', 'desk'],
    ['role', 'head']
  ])
  // Three people are merged with the next smallest group: neither has a page, nor a name.
  for (const merged of ['southern', 'tiny']) expect(pages().join('').includes(merged)).toBe(false)
  const links = [...pages()[0]!.matchAll(/href="(group-[^"]*)"/g)].map(([, href]) => href)
  expect(new Set(links)).toEqual(new Set(groups.map((_, i) => CohortReport.fileOf(i))))
})

it('says every table, in French and in English', () => {
  const [english] = pages('en')
  for (const id of [
    'shares',
    'expected',
    'topics',
    'training',
    'change',
    'felt',
    'participation',
    'by-1',
    'by-2'
  ])
    expect(english).toContain(`<section id="${id}">`)
  expect(english).toContain('<html lang="en">')
  expect(english).toContain('Tables &amp; more')
  const [french] = pages('fr')
  expect(french).toContain('<html lang="fr">')
  expect(french).toContain('Accueil')
  expect(french).toContain('2,5')
})

it('is a whole page where there is nothing but people', () => {
  const bare: CohortReport.Survey = {
    tables: { people: 3, least: 5, rows: [], withheld: ['1.3'] },
    divisions: [],
    base: 3,
    participation: [],
    topics: [],
    training: null,
    change: []
  }
  const html = CohortReport.territory(bare, {}, 'en')
  expect(html).toContain('Too few people were measured to say anything of 1.3')
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
  for (const each of pages()) expect(each).not.toMatch(/NaN|Infinity|undefined/)
})

it('has names on a page of their own, as text', () => {
  const html = CohortNames.of(
    {
      base: 3,
      reminders: [{ learner: '<img src=x>', role: 'desk', began: true }],
      fragile: [
        { learner: 'l-1', competence: '1.3', below: 0.9 },
        { learner: 'l-1', competence: '4.1', below: 0.8 }
      ],
      seats: [{ offer: 'tables', learners: ['l-1'] }]
    },
    glossary,
    'en'
  )
  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).not.toContain('<img')
  expect(html.match(/<th scope="row">l-1<\/th>/g)).toHaveLength(1)
})

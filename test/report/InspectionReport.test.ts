import { describe, expect, it } from 'vitest'
import * as Inspection from '../../src/lab/Inspection'
import * as InspectionReport from '../../src/report/InspectionReport'
import * as Language from '../../src/report/Language'
import * as Sha256 from '../../src/math/Sha256'
import { bank, campaign, fixture, plain } from '../support/banks'

const digital = fixture('digital-skills.yaml')
const inspection = Inspection.run({ bank: digital, seed: '1' }, 12)
const french = InspectionReport.of(digital, inspection)
const english = InspectionReport.of(digital, inspection, 'en')

const EVIL =
  '</style></title><script>alert(1)</script><img src="https://x.example/" onerror=\'x\'>&amp;\u202e'

const hostile = bank(
  {
    c: {
      a: { level: 1, title: `a ${EVIL}`, topic: 't', challenges: plain('a-1') },
      b: { level: 2, title: `b ${EVIL}`, topic: 't', requires: ['a'], challenges: {} },
      constructor: { level: 2, topic: 'toString', challenges: { x: { slip: 0.4, guess: 0.5 } } }
    }
  },
  { title: EVIL, topics: { c: { t: { title: EVIL }, toString: { title: 'x' } } } }
)

const elements = (html: string): ReadonlySet<string> =>
  new Set(Array.from(html.matchAll(/<([a-z0-9]+)/g), ([, name = '']) => name))

describe('laws', () => {
  it('1. the same inspection gives the same bytes', () => {
    expect(InspectionReport.of(digital, inspection)).toBe(french)
    const again = JSON.parse(JSON.stringify(inspection)) as Inspection.Inspection
    expect(InspectionReport.of(digital, again)).toBe(french)
  })

  it('2. whatever the texts of a bank hold, they are shown as text', () => {
    const report = InspectionReport.of(hostile, Inspection.run({ bank: hostile, seed: '1' }, 3), 'en')
    expect(report).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    for (const name of ['script', 'img', 'iframe', 'link']) expect(elements(report)).not.toContain(name)
    expect(report).not.toMatch(/<[^>]* (?:on\w+|style|src)=/)
    expect(report.match(/<style>/g)).toHaveLength(1)
    expect(report).not.toContain('\u202e')
    expect(report).not.toMatch(/undefined|NaN|\[object|function/)
  })
})

describe('of', () => {
  it('is a document whose policy allows its own style sheet, and nothing else', () => {
    const policy =
      /content="default-src &#39;none&#39;; style-src &#39;sha256-([^&]+)&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/.exec(
        french
      )?.[1]
    const style = /<style>(.*)<\/style>/s.exec(french)?.[1] ?? ''
    expect(policy).toBe(Buffer.from(Sha256.hex(style), 'hex').toString('base64'))
    expect(french).not.toMatch(/<[^>]* (?:on\w+|style|src)=|url\(|@import|https?:/)
  })

  it('is French where the bank is, and English on demand', () => {
    expect(french).toContain('<html lang="fr">')
    expect(french).toContain('Trier un tableau')
    expect(french).toMatch(/\d,\d\u00a0% ± \d,\d/)
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Sort a table')
    expect(english).toMatch(/\d\.\d% ± \d\.\d/)
  })

  it('has a page for every topic, a place for every link, and no anchor twice', () => {
    const ids = Array.from(french.matchAll(/ id="([^"]+)"/g), ([, id = '']) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target = ''] of french.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(target)
    for (const { id, topics } of digital.competences)
      for (const topic of topics) expect(ids).toContain(`t/${id}/${topic.id}`)
  })

  it('names every acquis and every challenge', () => {
    for (const { acquis } of digital.competences)
      for (const { title, challenges } of acquis) {
        const text = typeof title === 'string' ? title : (title?.['fr'] ?? '')
        expect(french).toContain(text.replaceAll('&', '&amp;').replaceAll("'", '&#39;'))
        for (const { id } of challenges) expect(french).toContain(id)
      }
  })

  it('has the numbers behind every chart', () => {
    const figures = french.match(/<figure>.*?<\/figure>/gs) ?? []
    expect(figures).toHaveLength(1 + 4 * digital.competences.length)
    for (const figure of figures) {
      expect(figure).toMatch(/<figcaption>[^<]+<\/figcaption><svg role="img" aria-label="[^"]+"/)
      expect(figure).toMatch(/<details class="data"><summary>[^<]+<\/summary><table><caption>/)
    }
  })

  it('says which rules are not the usual ones, and which campaign it was', () => {
    const of = campaign(digital, { id: 'desk', scope: [{ competence: '1.3', upTo: 2 }] })
    const rules = { maxQuestions: 4 }
    const report = InspectionReport.of(
      digital,
      Inspection.run({ bank: digital, seed: '1', campaign: of, rules }, 3),
      'en'
    )
    expect(report).toContain('<dd>maxQuestions 4</dd>')
    expect(report).toContain('the test of the campaign desk')
    expect(english).toContain('<dd>the defaults</dd>')
  })

  it('marks what nothing asks, and says what stands in the way', () => {
    const report = InspectionReport.of(hostile, Inspection.run({ bank: hostile, seed: '1' }, 3), 'en')
    expect(report).toContain('†</td>')
    expect(report).toContain('Nothing asks “b')
    expect(report).toContain('The challenges to “constructor” (level 2) say next to nothing')
    expect(report).toContain('even odds become 55 to 45')
  })
})

describe('Language', () => {
  it.each([
    ['fr-CA', 'fr'],
    ['en', 'en'],
    ['de', 'en'],
    [undefined, 'en']
  ] as const)('%s is %s', (locale, language) => {
    expect(Language.languageOf(locale)).toBe(language)
  })

  it('writes numbers as its readers do', () => {
    const { fr, en } = { fr: Language.notation('fr'), en: Language.notation('en') }
    expect([fr.number(1234567.891, 1), en.number(1234567.891, 1)]).toEqual([
      '1\u202f234\u202f567,9',
      '1,234,567.9'
    ])
    expect([fr.number(100, 0), en.number(-1000, 0)]).toEqual(['100', '-1,000'])
    expect([fr.percent(0.123, 1), en.percent(0.123, 0)]).toEqual(['12,3\u00a0%', '12%'])
  })
})

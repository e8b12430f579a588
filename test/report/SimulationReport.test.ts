import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/lab/PoliciesFile'
import * as SimulationReport from '../../src/report/SimulationReport'
import { bank, campaign, fixture, plain } from '../support/banks'
import { simulated } from '../support/simulated'

const digital = simulated(fixture('digital-skills.yaml'), 20, { rules: { maxQuestions: 4 } })
const { plan, summary } = digital
const report = (locale: string, of = digital): string => SimulationReport.of(of.plan, of.summary, locale)

describe('laws', () => {
  it('1. the same simulation gives the same bytes', () => {
    expect(report('fr')).toBe(report('fr'))
  })

  it('2. whatever the texts of a bank, a campaign or policies hold, they are shown as text', () => {
    const hostile = bank(
      { c: { a: { level: 2, challenges: plain('a1', 'a2') } } },
      { title: '<script>alert(1)</script>' }
    )
    const policy: Policy = { id: 'p', title: '<b>"bold', method: 'engine', rules: {} }
    const html = report(
      'en',
      simulated(hostile, 3, {
        seed: '<img src=x>',
        policies: [policy, { ...policy, id: 'q' }],
        campaign: campaign(hostile, { id: 'c' })
      })
    )
    for (const raw of ['<script', '<b>', '<img']) expect(html).not.toContain(raw)
    for (const shown of ['&lt;script&gt;alert(1)', '&lt;b&gt;&quot;bold', '&lt;img src=x&gt;'])
      expect(html).toContain(shown)
  })
})

/** The text of a page, without its elements. */
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

it('says what each policy comes to, in the language of the locale', () => {
  const english = report('en')
  const french = report('fr')
  expect(english).toContain('<html lang="en">')
  expect(french).toContain('<html lang="fr">')
  const [first] = summary.policies
  const right = (100 * first!.measures.accuracy!.value).toFixed(1)
  expect(text(english)).toContain(`What tells most: ${right}% of the acquis are judged rightly`)
  expect(text(french)).toContain(`${right.replace('.', ',')} % des acquis sont bien jugés`)
  for (const { measures } of summary.policies)
    expect(text(english)).toContain(` ${(100 * measures.levelExact!.value).toFixed(1)} `)
  for (const name of ['A rule of thumb', 'At random', 'The same form for everybody'])
    expect(english).toContain(name)
  for (const html of [english, french]) {
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
    expect(text(html)).not.toMatch(/[^\d]-0[.,]0/)
  }
})

it('draws a line for each policy, with the numbers behind it', () => {
  const [chart = ''] = /<section id="curve">.*?<\/section>/s.exec(report('en')) ?? []
  expect(chart.match(/<path class="line [a-z]+" d="M\d/g)).toHaveLength(2 * summary.policies.length)
  const points = summary.policies.reduce((sum, { curve }) => sum + curve.length, 0)
  expect(chart.match(/<tr>/g)).toHaveLength(points + 1)
})

it('is a whole page of one policy, of the rule of thumb alone, and of learners of any kind', () => {
  const small = bank({ c: { a: { level: 2, challenges: plain('a1') } } })
  const thumb: ReadonlyArray<Policy> = [{ id: 'thumb', method: 'thumb', rules: {} }]
  const alone = report('en', simulated(small, 2, { policies: thumb }))
  expect(alone).not.toContain('id="differences"')
  expect(alone).not.toMatch(/NaN|undefined|Infinity/)
  const given = report(
    'fr',
    simulated(small, 2, {
      population: {
        who: { _tag: 'states', states: [{ learner: 'l', known: ['a'] }] },
        how: { drifting: 0.3, guessing: 0.2, learning: 0.1, skipping: 0.6 }
      }
    })
  )
  expect(text(given)).toContain('ce que dit une liste d’états (1)')
  expect(text(given)).toContain('ils perdent 30 % de leur attention')
  expect(
    text(
      report(
        'en',
        simulated(small, 2, { population: { who: { _tag: 'ability', abilities: [1, -2.5] }, how: {} } })
      )
    )
  ).toContain('of ability 1.0; −2.5')
  expect(plan.policies).toHaveLength(6)
})

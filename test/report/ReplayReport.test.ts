import { describe, expect, it } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Baselines from '../../src/lab/Baselines'
import * as Grouping from '../../src/lab/Grouping'
import * as Learning from '../../src/lab/Learning'
import * as Residuals from '../../src/lab/Residuals'
import * as Study from '../../src/lab/Study'
import * as ReplayReport from '../../src/report/ReplayReport'
import { fixture } from '../support/banks'
import { replayed } from '../support/replayed'

const bank = fixture('digital-skills.yaml')
const { metrics } = replayed(bank, 40)

describe('laws', () => {
  it('1. the same replay gives the same bytes', () => {
    expect(ReplayReport.of(bank, replayed(bank, 40))).toBe(ReplayReport.of(bank, replayed(bank, 40)))
  })

  it('2. whatever the texts of a bank or a log hold, they are shown as text', () => {
    const html = ReplayReport.of(bank, {
      ...replayed(bank, 40),
      logs: ['<script>alert(1)</script>'],
      metrics: {
        ...metrics,
        by: [{ column: '<b>column', distinct: 1, values: [{ ...metrics, value: '"><img src=x>' }] }]
      }
    })
    for (const raw of ['<script', '<b>', '<img']) expect(html).not.toContain(raw)
    for (const shown of ['&lt;script&gt;alert(1)', '&lt;b&gt;column', '&lt;img src=x&gt;'])
      expect(html).toContain(shown)
  })
})

it('says the measures, the baselines and the worst challenge, in the language of the locale', () => {
  const all = replayed(bank, 40)
  const english = ReplayReport.of(bank, all, 'en')
  expect(english).toContain('<html lang="en">')
  expect(english).toContain(metrics.logLoss!.value.toFixed(4))
  expect(english).toContain(metrics.against![0]!.brier!.value.toFixed(4))
  const { item } = all.residuals[0]!
  expect(english).toContain(Model.of(bank).items[item]!.challenge.id)
  const french = ReplayReport.of(bank, all, 'fr')
  expect(french).toContain('<html lang="fr">')
  expect(french).toContain(metrics.logLoss!.value.toFixed(4).replace('.', ','))
})

it('is a whole page where there was no answer, and no baseline', () => {
  const model = Model.of(bank)
  const plan: Study.Plan = {
    seed: '1',
    items: Baselines.itemsOf(model),
    groupings: [Grouping.noted('school', 0, [], [])],
    rivals: [],
    detailed: true
  }
  const sums = Study.empty(plan)
  const html = ReplayReport.of(bank, {
    metrics: Study.summary(plan, sums),
    learning: Learning.points(sums.details!.learning),
    residuals: Residuals.worst(sums.details!.residuals),
    logs: [],
    rows: 0,
    rejected: 0,
    seed: '1'
  })
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
  expect(html).toContain('</html>')
})

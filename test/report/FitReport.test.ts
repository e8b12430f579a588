import { describe, expect, it } from 'vitest'
import * as Fit from '../../src/lab/Fit'
import * as FitFile from '../../src/lab/FitFile'
import * as FitReport from '../../src/report/FitReport'
import * as Fitted from '../support/fitted'

const { model, fit, result } = Fitted.calibrated(Fitted.bank(), 600)
const all: FitReport.Calibrated = { fit, result, logs: ['a.csv'], rows: 9600, rejected: 3 }

/** Everything marked that is tested. */
const marked: Fit.Fit = {
  ...fit,
  items: fit.items.map((each) => ({ ...each, adjusted: 0.001, misfit: 0.2 })),
  violations: fit.violations.map((each) => ({ ...each, adjusted: 0.001, violations: 0.5, expected: 0.1 }))
}

describe('Fit', () => {
  it('1. what is marked comes first, and the larger before the smaller', () => {
    const items = fit.items.map((each, i) => ({
      ...each,
      adjusted: i % 3 === 0 ? 0.01 : 0.5,
      misfit: (i % 7) / 50
    }))
    const found = Fit.findings({ ...fit, items }).items
    const firstPlain = found.findIndex((each) => !each.marked)
    expect(firstPlain).toBeGreaterThan(3)
    expect(found.slice(firstPlain).every((each) => !each.marked)).toBe(true)
    for (const part of [found.slice(0, firstPlain), found.slice(firstPlain)])
      part.forEach(({ misfit }, i) => {
        if (i > 0) expect(misfit).toBeLessThanOrEqual(part[i - 1]!.misfit)
      })
    // Beyond chance, but too small to matter.
    expect(found.some(({ adjusted, marked: is }) => adjusted === 0.01 && !is)).toBe(true)
    expect(FitFile.cut(found, 1)).toHaveLength(firstPlain)
    expect(FitFile.cut(found.slice(0, firstPlain), 1)).toHaveLength(firstPlain)
  })

  it('is told by ids, and in full', () => {
    const file = FitFile.of(model, fit)
    expect(file.format).toBe('acquis-fit/1')
    expect(file.items.map(({ challenge }) => challenge).sort()).toEqual(
      model.items.map(({ challenge }) => challenge.id).sort()
    )
    expect(file.dif!.column).toBe('school')
    expect(file.dif!.groups.map(({ value }) => value)).toEqual(['x', 'y'])
    expect(file.drift!.groups[0]!.value).toMatch(/^2023-\d\d-\d\d\/2024-\d\d-\d\d$/)
    expect(JSON.stringify(file)).not.toMatch(/NaN|null,"p"/)
  })
})

describe('laws', () => {
  it('1. the same calibration gives the same bytes', () => {
    const again = Fitted.calibrated(Fitted.bank(), 600)
    expect(FitReport.of(again.model, { ...all, fit: again.fit, result: again.result })).toBe(
      FitReport.of(model, all)
    )
  })

  it('2. whatever the texts of a bank or a log hold, they are shown as text', () => {
    const groups = fit.dif!.groups.map((each) => ({ ...each, value: '"><img src=x>' }))
    const html = FitReport.of(model, {
      ...all,
      logs: ['<script>alert(1)</script>'],
      fit: {
        ...fit,
        dif: { ...fit.dif!, name: '<b>school', groups, omitted: [{ value: '<i>', learners: 1 }] }
      }
    })
    for (const raw of ['<script', '<b>', '<img', '<i>']) expect(html).not.toContain(raw)
    for (const shown of ['&lt;script&gt;alert(1)', '&lt;b&gt;school', '&lt;img src=x&gt;', '&lt;i&gt;'])
      expect(html).toContain(shown)
  })
})

it('names what to look at first, with a way to it, in the language of the locale', () => {
  const english = FitReport.of(model, { ...all, fit: marked }, 'en')
  const { item } = Fit.findings(marked).items[0]!
  expect(english).toContain('<html lang="en">')
  expect(english).toContain(`<a href="#items">${model.items[item]!.challenge.id}: `)
  expect(english).toContain('<section id="items">')
  expect(english).toContain('findings are worth an author’s time')
  expect(english).toContain('50% break a requirement, where 10% are expected')
  expect(english.match(/<figure>/g)).toHaveLength(4)
  const french = FitReport.of(model, { ...all, fit: marked }, 'fr')
  expect(french).toContain('<html lang="fr">')
  expect(french).toContain('À regarder d’abord')
})

it('is a whole page where there is nothing to look at', () => {
  const html = FitReport.of(model, {
    ...all,
    fit: {
      items: [],
      dependence: { pairs: [], eligible: 0, compared: 0 },
      orders: [],
      violations: [],
      discrimination: [],
      dif: undefined,
      drift: undefined
    }
  })
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
  for (const said of [
    'No challenge has 50 answers',
    'No column was named',
    'The log has no times',
    'Nothing is'
  ])
    expect(html).toContain(said)
})

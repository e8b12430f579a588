/** Reports of every kind as people meet them: opened from a disk, on a screen, a phone, and paper. */
import axe from 'axe-core'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bank } from '../../src/bank/Bank'
import * as Assessment from '../../src/assessment/Assessment'
import * as Inspection from '../../src/lab/Inspection'
import * as FitReport from '../../src/report/FitReport'
import * as Profile from '../../src/profile/Profile'
import * as CohortNames from '../../src/report/CohortNames'
import * as CohortReport from '../../src/report/CohortReport'
import * as InspectionReport from '../../src/report/InspectionReport'
import * as LearnerReport from '../../src/report/LearnerReport'
import * as ReplayReport from '../../src/report/ReplayReport'
import * as SimulationReport from '../../src/report/SimulationReport'
import { bank, fixture, plain } from '../support/banks'
import * as Fitted from '../support/fitted'
import { replayed } from '../support/replayed'
import { simulated } from '../support/simulated'
import { surveyed } from '../support/surveyed'
import { launch, present } from './chromium'

/** Long words, missing challenges, a title that would be code: what strains a page. */
const strained = bank(
  {
    [`c-${'x'.repeat(60)}`]: {
      ['a'.repeat(64)]: { level: 1, topic: 't', challenges: plain('b'.repeat(64), 'c'.repeat(64)) },
      unasked: { level: 5, title: 'W'.repeat(80), topic: 't', challenges: {} },
      noisy: {
        level: 8,
        topic: 't',
        title: '<script>alert(1)</script>',
        challenges: { n: { slip: 0.45, guess: 0.5 } }
      }
    }
  },
  { title: `${'Anticonstitutionnellement'.repeat(4)} & <b>bold</b>` }
)

const REPORTS: ReadonlyArray<readonly [string, Bank, string, number]> = [
  ['digital.html', fixture('digital-skills.yaml'), 'fr', 30],
  ['digital-en.html', fixture('digital-skills.yaml'), 'en', 30],
  ['framework.html', fixture('framework.yaml'), 'fr', 4],
  ['strained.html', strained, 'en', 30]
]
const REPLAYS: ReadonlyArray<readonly [string, Bank, string]> = [
  ['replay.html', fixture('digital-skills.yaml'), 'fr'],
  ['replay-strained.html', strained, 'en']
]
const SIMULATIONS: ReadonlyArray<readonly [string, Bank, string]> = [
  ['simulation.html', fixture('digital-skills.yaml'), 'fr'],
  ['simulation-strained.html', strained, 'en']
]
const FITS: ReadonlyArray<readonly [string, Bank, string]> = [
  ['fit.html', Fitted.bank(), 'fr'],
  ['fit-strained.html', strained, 'en']
]
const COHORTS: ReadonlyArray<readonly [string, Bank, string]> = [
  ['cohort.html', fixture('framework.yaml'), 'fr'],
  ['cohort-strained.html', strained, 'en']
]
const LEARNERS: ReadonlyArray<readonly [string, Bank, string]> = [
  ['learner.html', fixture('digital-skills.yaml'), 'fr'],
  ['learner-strained.html', strained, 'en']
]
/** Pages that stand beside a cohort's first. */
const BESIDE = ['group.html', 'names.html']
const WIDTHS = [1280, 360]

/** Somebody who has answered all of a test, every third question wrongly. */
const answered = (of: Bank): Assessment.Assessment => {
  let assessment = Assessment.start(of, { seed: 'l-1' })
  for (let i = 0; ; i++) {
    const next = Assessment.next(assessment)
    if (next._tag !== 'Ask') return assessment
    const outcome = i % 3 === 2 ? 'incorrect' : 'correct'
    const after = Assessment.answer(assessment, { challenge: next.challenge, outcome })
    if (after._tag === 'Left') throw new Error('refused')
    assessment = after.right
  }
}

const folder = mkdtempSync(join(tmpdir(), 'acquis-browser-'))
let browser: Browser | undefined

beforeAll(async () => {
  if (!present) return
  for (const [name, of, locale, learners] of REPORTS) {
    const inspection = Inspection.run({ bank: of, seed: '1' }, learners)
    writeFileSync(join(folder, name), InspectionReport.of(of, inspection, locale))
  }
  for (const [name, of, locale] of REPLAYS)
    writeFileSync(join(folder, name), ReplayReport.of(of, replayed(of, 40), locale))
  for (const [name, of, locale] of SIMULATIONS) {
    const { plan, summary } = simulated(of, 20)
    writeFileSync(join(folder, name), SimulationReport.of(plan, summary, locale))
  }
  for (const [name, of, locale] of FITS) {
    const { model, fit, result } = Fitted.calibrated(of, 400, ['<i>', `${'W'.repeat(70)} & co`])
    writeFileSync(
      join(folder, name),
      FitReport.of(model, { fit, result, logs: ['log.csv'], rows: 1, rejected: 0 }, locale)
    )
  }
  for (const [name, of, locale] of COHORTS) {
    const { survey, glossary } = surveyed(of)
    writeFileSync(join(folder, name), CohortReport.territory(survey, glossary, locale))
    const [group] = CohortReport.groups(survey)
    const page = group === undefined ? '' : CohortReport.group(survey, glossary, group, locale)
    writeFileSync(join(folder, 'group.html'), page)
    const lists = {
      base: 3,
      reminders: [{ learner: 'x'.repeat(90), role: 'desk', began: false }],
      fragile: of.competences.map(({ id }) => ({ learner: 'l-1', competence: id, below: 0.7 })),
      seats: [{ offer: 'tables', learners: ['l-1', 'y'.repeat(90)] }]
    }
    writeFileSync(join(folder, 'names.html'), CohortNames.of(lists, glossary, locale))
  }
  for (const [name, of, locale] of LEARNERS) {
    const profile = Profile.of(answered(of))
    const expected = of.competences.map(({ id }) => [id, 4] as const)
    writeFileSync(join(folder, name), LearnerReport.of(of, profile, { locale, expected, role: 'Desk' }))
  }
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const urlOf = (name: string): string => pathToFileURL(join(folder, name)).href

interface Visit {
  readonly page: Page
  /** Everything that the page asked for, and all that it complained of. */
  readonly requests: ReadonlyArray<string>
  readonly complaints: ReadonlyArray<string>
}

const visit = async <A>(
  name: string,
  width: number,
  look: (visit: Visit) => Promise<A>,
  options: { readonly dark?: boolean; readonly fragment?: string } = {}
): Promise<A> => {
  if (browser === undefined) throw new Error('there is no browser')
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: options.dark === true ? 'dark' : 'light'
  })
  const page = await context.newPage()
  const requests: Array<string> = []
  const complaints: Array<string> = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${urlOf(name)}${options.fragment ?? ''}`)
  const seen = await look({ page, requests, complaints })
  await context.close()
  return seen
}

const openEverything = (page: Page): Promise<void> =>
  page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")

/** What axe finds against WCAG 2.2 AA and its own best practices. */
const violations = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate<axe.AxeResults>('axe.run()')
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

const ALL = [
  ...[...REPORTS, ...REPLAYS, ...SIMULATIONS, ...FITS, ...COHORTS, ...LEARNERS].map(([name]) => name),
  ...BESIDE
]

describe.skipIf(!present).each(ALL)('%s', (name) => {
  it.each(WIDTHS)('asks for nothing but itself and complains of nothing, at %d px', async (width) => {
    await visit(name, width, async ({ page, requests, complaints }) => {
      await openEverything(page)
      expect(requests).toEqual([urlOf(name)])
      expect(complaints).toEqual([])
    })
  })

  it.each(WIDTHS)('fits into %d px, closed and opened', async (width) => {
    await visit(name, width, async ({ page }) => {
      expect(await overflow(page)).toBe(0)
      await openEverything(page)
      expect(await overflow(page)).toBe(0)
    })
  })

  it.each(WIDTHS)(
    'passes an accessibility check, closed and opened, light and dark, at %d px',
    async (width) => {
      // Three thousand rows opened at once take axe a minute: one look at those is enough.
      for (const dark of name === 'framework.html' ? [width === 360] : [false, true])
        await visit(
          name,
          width,
          async ({ page }) => {
            expect(await violations(page)).toEqual([])
            if (name === 'framework.html') return
            await openEverything(page)
            expect(await violations(page)).toEqual([])
          },
          { dark }
        )
    }
  )
})

describe.skipIf(!present)('a report', () => {
  it('is light enough for the whole framework', () => {
    const [, of, locale] = REPORTS[2]!
    const html = InspectionReport.of(of, Inspection.run({ bank: of, seed: '1' }, 2), locale)
    expect(Buffer.byteLength(html)).toBeLessThan(3e6)
  })

  it('opens the page of a topic for whoever follows a link to it', async () => {
    await visit('digital.html', 1280, async ({ page }) => {
      const topic = page.locator('[id="t/1.3/sorting"]')
      expect(await topic.isVisible()).toBe(false)
      await page.locator('table.map a[href="#t/1.3/sorting"]').click()
      expect(await topic.isVisible()).toBe(true)
    })
  })

  it('runs no script, not even one that somebody smuggled in', async () => {
    await visit('digital.html', 1280, async ({ page, complaints }) => {
      await page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))"
      )
      expect(await page.evaluate('window.ran')).toBe(undefined)
      expect(complaints.join()).toContain('Content Security Policy')
    })
  })

  it('prints its topics, and leaves out what only a screen can open', async () => {
    await visit('digital.html', 1280, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('[id="t/1.3/sorting"] dt').first().isVisible()).toBe(true)
      expect(await page.locator('details.data table').first().isVisible()).toBe(false)
      expect(await page.locator('nav').isVisible()).toBe(false)
    })
  })

  it('can be told apart without colour: what is dark in the map is a low number', async () => {
    await visit('strained.html', 1280, async ({ page }) => {
      const cells = await page.evaluate<ReadonlyArray<readonly [string, string]>>(
        "Array.from(document.querySelectorAll('table.map td:not(:empty)'), (cell) => [cell.textContent, getComputedStyle(cell).backgroundColor])"
      )
      const light = ([, background]: readonly [string, string]): number =>
        background === 'rgba(0, 0, 0, 0)' ? 255 : Number(/\d+/.exec(background)?.[0])
      const sorted = [...cells].sort((a, b) => parseInt(a[0]) - parseInt(b[0]))
      sorted.slice(1).forEach((cell, i) => expect(light(cell)).toBeGreaterThanOrEqual(light(sorted[i]!)))
      expect(new Set(cells.map(light)).size).toBeGreaterThan(1)
    })
  })
})

import { describe, expect, it } from 'vitest'
import * as Inspection from '../../src/lab/Inspection'
import { decoded } from '../support/arbitraries'
import { campaign, copy, json, small } from './banks'
import { run, type World } from './fake'

const files = { 'bank.json': json(small), 'campaign.json': json(campaign) }

const inspect = (words: ReadonlyArray<string> = [], world: World = {}) =>
  run(['inspect', 'bank.json', ...(words.includes('--learners') ? [] : ['--learners', '30']), ...words], {
    files,
    ...world
  })

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length))

describe('inspect', () => {
  it('says what a bank can measure, in the first language of the bank', async () => {
    const { exit, stdout, stderr } = await inspect()
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Ce que «\u00a0Petite banque\u00a0» peut mesurer')
    expect(stdout).toMatch(/\nCalculer +\d,\d \(\d+–\d+\) +\d+,\d\u00a0% ± \d,\d +\d+,\d\u00a0%\n/)
    const english = await inspect(['--locale', 'en'])
    expect(english.stdout).toContain('What “Small bank” can measure\n30 simulated learners')
    expect(english.stdout).toMatch(/\nCompetence +Questions +Judged rightly +Expected\nCalculate /)
    expect(english.stdout).not.toMatch(/NaN|undefined/)
  })

  it('fits into its columns', async () => {
    for (const width of [60, 80, 120])
      for (const locale of ['fr', 'en'])
        expect(widest((await inspect(['--locale', locale], { width })).stdout)).toBeLessThanOrEqual(width)
  })

  it('gives the same bytes for any number of workers, and others for another seed', async () => {
    const words = ['--json', '--report', 'out.html', '--learners', '45']
    const one = await inspect([...words, '--workers', '1'])
    const three = await inspect([...words, '--workers', '3'])
    expect(one.stdout).toContain('"learners": 45')
    expect(three.stdout).toBe(one.stdout)
    expect(three.files.get('out.html')).toBe(one.files.get('out.html'))
    expect((await inspect([...words, '--seed', '2'])).stdout).not.toBe(one.stdout)
  })

  it('prints the inspection of the library as JSON', async () => {
    const { exit, stdout } = await inspect(['--json', '--seed', 'x', '--rule', 'maxQuestions=3'])
    const expected = Inspection.run({ bank: decoded(small), seed: 'x', rules: { maxQuestions: 3 } }, 30)
    expect([exit, JSON.parse(stdout)]).toEqual([0, JSON.parse(JSON.stringify(expected))])
  })

  it('takes the test of a campaign', async () => {
    const { exit, stdout } = await inspect(['--campaign', 'campaign.json', '--json'])
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      campaign: 'few',
      rules: { maxQuestions: 2 },
      duration: { tests: 30, questions: { median: 2, ninetieth: 2 }, minutes: { median: 3, ninetieth: 3 } },
      competences: [{ size: { acquis: 2 } }]
    })
  })

  it('says how long the test of a campaign takes, and only of a campaign', async () => {
    const sentence = 'La moitié avait fini en 3 minutes et 2 questions'
    const words = ['--campaign', 'campaign.json', '--report', 'out.html']
    const { stdout, files: written } = await inspect(words)
    expect(stdout.replace(/\s+/g, ' ')).toContain(sentence)
    expect((written.get('out.html') ?? '').replace(/\s+/g, ' ')).toContain(sentence)
    expect((await inspect([])).stdout).not.toContain('avait fini')
    expect(JSON.parse((await inspect(['--json'])).stdout)).toMatchObject({ duration: null })
  })

  it('writes the report whole, once, beside what it prints', async () => {
    const { files: written, writes, stdout } = await inspect(['--report', 'out.html'])
    expect(written.get('out.html')).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect(writes.get('out.html')).toBe(1)
    expect(stdout).toContain('Petite banque')
  })

  it('names what stands in the way', async () => {
    const bank = copy() as never as {
      competences: { '1.1': { levels: Record<3, { build: { challenges: object; title: object } }> } }
    }
    Object.assign(bank.competences['1.1'].levels[3].build, {
      challenges: {},
      title: { fr: 'Bâtir \u001b[31mrouge', en: 'Build \u001b[31mred' }
    })
    const { exit, stdout } = await inspect(['--locale', 'en'], { files: { 'bank.json': json(bank) } })
    expect(exit).toBe(0)
    expect(stdout.replace(/\n {4}/g, ' ')).toContain(
      '• Nobody can show level 3 of “Calculate”: no challenge to any of its acquis can be asked (“Build red”).'
    )
    expect(stdout).not.toContain('\u001b')
  })

  it.each([
    [['--learners', '1'], '--learners takes a whole number from 2 to 1000000'],
    [['--learners', '2.5'], '--learners takes'],
    [['--learners', 'many'], 'many: Not a number'],
    [['--workers', '0'], '--workers takes a whole number from 1 on'],
    [['--rule', 'repeat=2'], 'there is no rule `repeat`; did you mean `repeats`?'],
    [['--locale', 'de'], 'the bank is not written in the locale `de`; it has fr, en'],
    [['--wrokers', '2'], 'did you mean `--workers`?']
  ])('ends with 2 for %j', async (words, sentence) => {
    const { exit, stdout, stderr } = await inspect(words)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('lists what is wrong with a bank or a campaign, and looks no further', async () => {
    const bad = await inspect([], { files: { 'bank.json': '{"format":"acquis-bank/1"}' } })
    expect([bad.exit, bad.stdout]).toEqual([1, ''])
    expect(bad.stderr).toContain('bank.json:1:1 error missing-key')
    const other = await inspect(['--campaign', 'campaign.json'], {
      files: { ...files, 'campaign.json': json({ ...campaign, bank: 'other' }) }
    })
    expect(other.exit).toBe(1)
    expect(other.stderr).toContain('other-bank')
    const empty = { ...small, competences: { '1.1': { title: 'x', topics: {}, levels: {} } } }
    const nothing = await inspect([], { files: { 'bank.json': json(empty) } })
    expect([nothing.exit, nothing.stderr]).toEqual([
      1,
      'acquis inspect: there is no acquis in scope, so there is nothing to measure\n'
    ])
  })

  it('ends with 3 where something cannot be read or written, or a worker ends early', async () => {
    expect((await run(['inspect', 'none.json'])).exit).toBe(3)
    const refused = await inspect(['--report', 'out.html'], { readOnly: ['out.html'] })
    expect([refused.exit, refused.stdout]).toEqual([3, ''])
    const ended = await inspect(['--report', 'out.html'], { workersEndAfter: 1 })
    expect([ended.exit, ended.stdout, ended.files.size]).toEqual([3, '', 0])
    expect(ended.stderr).toBe('acquis inspect: a worker ended before its work was done\n')
  })
})

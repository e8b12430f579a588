import { describe, expect, it } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as PosthocSummary from '../../src/lab/PosthocSummary'
import { everybody, one, two } from '../support/answers'
import { bank } from '../support/banks'
import { run, type World } from './fake'

const encoded = (of: Bank.Bank): string => JSON.stringify(Bank.encode(of))

/** The answers of simulated learners as a log. */
const logOf = (of: Bank.Bank, count: number): string => {
  const { items } = Model.of(of)
  const rows = everybody(of, count, { skips: true }).flatMap(({ learner, items: own, outcomes: codes }) =>
    Array.from(own, (item, i) => `${learner},${items[item]!.challenge.id},${outcomes[codes[i]!]!}`)
  )
  return `learner,challenge,outcome\n${rows.join('\n')}\n`
}

const LOG = logOf(one, 40)

const posthoc = (words: ReadonlyArray<string> = [], world: World = {}) =>
  run(
    [
      'replay',
      'log.csv',
      '--bank',
      'bank.json',
      '--out',
      'out',
      '--mode',
      'posthoc',
      ...(words.includes('--policies') ? [] : ['--policies', 'information,fixed']),
      ...(words.includes('--lengths') ? [] : ['--lengths', '3,6']),
      ...words
    ],
    { ...world, files: { 'bank.json': encoded(one), 'log.csv': LOG, ...world.files } }
  )

const json = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, unknown>

const results = (files: Map<string, string>): ReadonlyArray<readonly [string, string]> =>
  [...files].filter(([name]) => name.startsWith('out/'))

describe('replay --mode posthoc', () => {
  it('writes what the library says of the same answers', async () => {
    const ran = await posthoc(['--validation', '0.25', '--seed', 'x', '--rule', 'repeats=1'])
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    // The learners stand in the order of their ids, which does not matter.
    const expected = PosthocSummary.run(
      {
        bank: one,
        seed: 'x',
        policies: ['information', 'fixed'],
        lengths: [3, 6],
        coverage: 0.9,
        validation: 0.25,
        rules: { repeats: 1 }
      },
      everybody(one, 40, { skips: true })
    )
    const found = json(ran.files.get('out/posthoc.json'))
    expect(found).toEqual({
      format: 'acquis-posthoc/1',
      bank: { id: one.id, fingerprint: one.fingerprint },
      seed: 'x',
      policies: ['information', 'fixed'],
      lengths: [3, 6],
      coverage: 0.9,
      validation: 0.25,
      locale: null,
      campaign: null,
      rules: { repeats: 1 },
      ...(JSON.parse(JSON.stringify(expected)) as object)
    })
    const csv = ran.files.get('out/posthoc.csv')!.trimEnd().split('\n')
    expect(csv[0]).toBe('policy,k,measure,value,low,high,against')
    const point = expected.curves[1]!.points[1]!.kappa!
    expect(csv).toContain(`fixed,6,kappa,${point.value},${point.interval.join()},`)
    expect(csv.some((line) => line.startsWith('fixed,6,logLoss,') && line.endsWith(',information'))).toBe(
      true
    )
    expect(csv.some((line) => line.startsWith('everything,all,agreement,'))).toBe(true)
    expect(json(ran.files.get('out/run.json'))).toMatchObject({
      format: 'acquis-run/1',
      command: 'replay',
      options: { mode: 'posthoc', lengths: [3, 6] },
      rows: 720,
      responses: 720,
      learners: 40,
      leftOut: 0
    })
  })

  it('shows a table that fits', async () => {
    const { stdout } = await posthoc(['--policies', 'information,accuracy,random,thumb,fixed'])
    expect(stdout).toContain('40 learners with answers to 90 % of 18 challenges about 9 acquis; 0 left out.')
    expect(stdout).toMatch(/\ninformation +3 +3\.0 +0\.\d{4} +0\.\d{4} +0\.\d{4} +0\.\d{4} +-?0\.\d{4}\n/)
    expect(stdout).toMatch(/\ninformation +end +\d+\.\d /)
    expect(stdout).toMatch(/\nthumb +6 +[+−]0\.\d{4} +[+−]0\.\d{4} to [+−]0\.\d{4}/)
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    const { stdout: text } = await posthoc(['--json'])
    expect(json(text)).toMatchObject({ rows: 720, rejected: 0, learners: 40, curves: [{}, {}] })
  })

  it('gives the same bytes for any number of workers', async () => {
    const alone = await posthoc(['--workers', '1'])
    for (const workers of ['2', '5']) {
      const ran = await posthoc(['--workers', workers])
      expect(results(ran.files)).toEqual(results(alone.files))
      expect(ran.stdout).toBe(alone.stdout)
    }
  })

  it('lists who has answered too little, and what is no response', async () => {
    const log = `${LOG}few,cs1-a,correct\n"a ""few""",cs1-a,correct\n"a ""few""",cs1-b,skipped\nfew,nix,correct\n`
    const ran = await posthoc([], { files: { 'log.csv': log } })
    expect(ran.exit).toBe(0)
    expect(ran.files.get('out/left-out.csv')).toBe(
      'learner,answered,challenges\n"a ""few""",2,18\nfew,1,18\n'
    )
    expect(ran.files.get('out/rejected.csv')).toContain('unknown challenge')
    expect(ran.stdout).toContain('2 left out')
    expect(ran.stdout).toContain('1 of 724 rows rejected')
    expect(json(ran.files.get('out/run.json'))).toMatchObject({
      rows: 724,
      learners: 40,
      leftOut: 2,
      rejected: 1
    })
    const strict = await posthoc(['--strict'], { files: { 'log.csv': log } })
    expect([strict.exit, results(strict.files)]).toEqual([1, []])
    expect(strict.stderr).toContain('`log.csv`, line 725: unknown challenge `nix`')
    const all = await posthoc(['--coverage', '0'], { files: { 'log.csv': log } })
    expect(json(all.files.get('out/posthoc.json'))).toMatchObject({ learners: 42, leftOut: 0 })
  })

  it('says so where nobody is left', async () => {
    for (const log of ['learner,challenge,outcome\n', 'learner,challenge,outcome\nl,cs1-a,1\n']) {
      const ran = await posthoc([], { files: { 'log.csv': log } })
      expect(ran.exit).toBe(0)
      expect(ran.stdout).toContain('No learner has answered 90 % of the 18 challenges')
      expect(json(ran.files.get('out/posthoc.json'))).toMatchObject({
        learners: 0,
        everything: { auc: null }
      })
      expect(ran.files.get('out/posthoc.csv')).toBe('policy,k,measure,value,low,high,against\n')
    }
  })

  it('takes the test of a campaign', async () => {
    const campaign = { format: 'acquis-campaign/1', id: 'part', bank: two.id, scope: [{ competence: 'd' }] }
    const files = {
      'bank.json': encoded(two),
      'log.csv': logOf(two, 20),
      'campaign.json': JSON.stringify(campaign)
    }
    const ran = await posthoc(['--campaign', 'campaign.json'], { files })
    expect(ran.exit).toBe(0)
    expect(json(ran.files.get('out/posthoc.json'))).toMatchObject({
      campaign: 'part',
      challenges: 18,
      acquis: 9,
      curves: [{ points: [{ questions: { value: 3 } }, {}] }, {}]
    })
    const wrong = await posthoc(['--campaign', 'campaign.json'], {
      files: { ...files, 'campaign.json': JSON.stringify({ ...campaign, scope: [{ competence: 'x' }] }) }
    })
    expect([wrong.exit, wrong.files.size]).toEqual([1, 0])
  })
})

describe('what goes wrong', () => {
  it.each([
    [['--mode', 'posthok'], 'did you mean `posthoc`?'],
    [['--policies', 'informatoin'], 'did you mean `information`?'],
    [['--policies', 'random,random'], 'names `random` twice'],
    [['--lengths', '5,ten'], 'not `ten`'],
    [['--lengths', '3,,4'], '--lengths takes whole numbers'],
    [['--coverage', '90'], '--coverage takes a share'],
    [['--validation', '1'], '--validation takes a share'],
    [['--rule', 'criterion=random'], 'the policies say it'],
    [['--rule', 'jumpp=1'], 'no rule `jumpp`'],
    [['--profiles', 'p.json'], '--profiles belongs to --mode audit, not to --mode posthoc'],
    [['--any-version'], '--any-version belongs to --mode audit'],
    [['--workers', '0'], '--workers takes a whole number'],
    [['--campaign', 'log.csv'], 'named twice']
  ])('%j', async (words, message) => {
    const ran = await run(
      ['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out']
        .concat(words[0] === '--mode' ? [] : ['--mode', 'posthoc'])
        .concat(words),
      { files: { 'bank.json': encoded(one), 'log.csv': LOG } }
    )
    expect([ran.exit, ran.files.size]).toEqual([2, 0])
    expect(ran.stderr).toContain(message)
  })

  it.each(['--policies', '--lengths', '--coverage', '--validation', '--campaign', '--rule', '--profiles'])(
    'predict does not take %s',
    async (option) => {
      const value = option === '--rule' ? 'jump=1' : '0.5'
      const ran = await run(['replay', 'log.csv', '--bank', 'b', '--out', 'o', option, value])
      expect([ran.exit, ran.files.size]).toEqual([2, 0])
      expect(ran.stderr).toContain(`${option} belongs to --mode`)
    }
  )

  it('a bank of which nothing may be asked', async () => {
    const retired = bank({ c: { a: { level: 2, challenges: { a1: { status: 'retired' } } } } })
    const ran = await posthoc([], { files: { 'bank.json': encoded(retired) } })
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
    expect(ran.stderr).toContain('no challenge that may be asked')
  })

  it('a worker that ends, and a folder that cannot be written, leave nothing behind', async () => {
    const ended = await posthoc([], { workersEndAfter: 1 })
    expect([ended.exit, ended.files.size]).toEqual([3, 0])
    expect(ended.stderr).toContain('a worker ended before its work was done')
    const readOnly = await posthoc([], { readOnly: ['out/posthoc.json'] })
    expect([readOnly.exit, readOnly.files.size]).toEqual([3, 0])
  })

  it('a log that is none', async () => {
    const ran = await posthoc([], { files: { 'log.csv': '' } })
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
  })
})

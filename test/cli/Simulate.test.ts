import { describe, expect, it } from 'vitest'
import * as ComparisonSummary from '../../src/lab/ComparisonSummary'
import * as PoliciesFile from '../../src/lab/PoliciesFile'
import * as Population from '../../src/lab/Population'
import { decoded } from '../support/arbitraries'
import { campaign, json, small } from './banks'
import { run, type World } from './fake'

const policies = `format: acquis-policies/1
policies:
  short: { title: { en: Short, fr: Court }, rules: { maxQuestions: 2, precision: 0 } }
  paper: { method: order, rules: { maxQuestions: 3 } }
`
const states = 'learner,known\nanna,add pick\n=ben,\n'

const files = {
  'bank.json': json(small),
  'campaign.json': json(campaign),
  'policies.yaml': policies,
  'states.csv': states
}

const NAMES = ['summary.json', 'policies.csv', 'curve.csv', 'exposure.csv', 'learners.csv', 'run.json']

const simulate = (words: ReadonlyArray<string> = [], world: World = {}) =>
  run(
    [
      ...['simulate', 'bank.json', '--out', 'out'],
      ...(words.includes('--learners') || words.join().includes('states=') ? [] : ['--learners', '30']),
      ...words
    ],
    { files, ...world }
  )

const rows = (text = ''): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(','))

describe('simulate', () => {
  it('says what each policy comes to, and leaves its files, each written once', async () => {
    const { exit, stdout, stderr, files: written, writes } = await simulate()
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^30 simulated learners; 3 acquis of 1 competence, 6 challenges that may be asked\./
    )
    expect(stdout).toMatch(/\ninformation +\d\.\d +\d+\.\d +\d+\.\d +\d\.\d{3} /)
    expect(stdout).toMatch(/\nthumb +– +– +– +– +\d/)
    expect(stdout).toMatch(/\nrandom +[−+]\d+\.\d\d \([−+]\d+\.\d\d, [−+]\d+\.\d\d\) /)
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/)
    expect([...written.keys()]).toEqual(NAMES.map((name) => `out/${name}`))
    for (const name of NAMES) {
      expect(writes.get(`out/${name}`)).toBe(1)
      expect(written.get(`out/${name}`)).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it('fits into its columns', async () => {
    for (const width of [80, 100, 120]) {
      const { stdout } = await simulate([], { width })
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
    }
  })

  it('gives the same bytes for any number of workers, and others for another seed', async () => {
    const words = ['--json', '--report', 'out.html', '--learners', '45']
    const [one, three] = [
      await simulate([...words, '--workers', '1']),
      await simulate([...words, '--workers', '3'])
    ]
    expect(one.stdout).toContain('"learners": 45')
    expect(three.stdout).toBe(one.stdout)
    expect(three.files).toEqual(one.files)
    expect(one.files.get('out.html')).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect((await simulate([...words, '--seed', '2'])).stdout).not.toBe(one.stdout)
  })

  it('prints and writes the summary of the library', async () => {
    const { stdout, files: written } = await simulate([
      ...['--json', '--seed', 'x', '--policies', 'policies.yaml', '--campaign', 'campaign.json'],
      ...['--rule', 'streak=1', '--population', 'guessing']
    ])
    const all = PoliciesFile.decode({
      format: PoliciesFile.FORMAT,
      policies: {
        short: { title: { en: 'Short', fr: 'Court' }, rules: { maxQuestions: 2, precision: 0 } },
        paper: { method: 'order', rules: { maxQuestions: 3 } }
      }
    })
    if (all._tag === 'Left') throw new Error('these policies are right')
    const expected = ComparisonSummary.run(
      {
        bank: decoded(small),
        seed: 'x',
        policies: all.right,
        population: { who: Population.prior.who, how: { guessing: 0.2 } },
        rules: { streak: 1 },
        campaign: {
          id: 'few',
          bank: 'small',
          scope: [{ competence: '1.1', upTo: 2 }],
          expected: [],
          rules: { maxQuestions: 2, precision: 0, minGain: 0 }
        }
      },
      30
    )
    expect(JSON.parse(stdout)).toMatchObject(JSON.parse(JSON.stringify(expected)) as object)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'acquis-simulation/1',
      campaign: 'few',
      seed: 'x',
      population: { who: 'prior', guessing: 0.2 }
    })
    expect(written.get('out/summary.json')).toBe(stdout)
  })

  it('has a row for each learner and policy, each challenge and policy, each length, each measure', async () => {
    const { files: written } = await simulate(['--policies', 'policies.yaml'])
    const learners = rows(written.get('out/learners.csv'))
    expect(learners[0]).toEqual(
      'learner,policy,questions,minutes,accuracy,expected,score,low,high,truth,levels,bands,failures'.split(
        ','
      )
    )
    expect(learners).toHaveLength(61)
    expect(learners.slice(1, 4).map((row) => row.slice(0, 3))).toEqual([
      ['0', 'short', '2'],
      ['0', 'paper', '3'],
      ['1', 'short', '2']
    ])
    const exposure = rows(written.get('out/exposure.csv'))
    expect(exposure).toHaveLength(13)
    expect(exposure.filter(([policy]) => policy === 'paper').map((row) => row[2])).toEqual([
      '30',
      '30',
      '30',
      '0',
      '0',
      '0'
    ])
    const curve = rows(written.get('out/curve.csv'))
    expect(curve.map(([policy, k, questions]) => [policy, k, questions]).slice(1)).toEqual([
      ...['0', '1', '2'].map((k) => ['short', k, k]),
      ...['0', '1', '2', '3'].map((k) => ['paper', k, k])
    ])
    const measures = rows(written.get('out/policies.csv'))
    const found = measures.find(
      ([policy, name, , , , against]) => policy === 'paper' && name === 'questions' && against === 'short'
    )
    expect(found).toEqual(['paper', 'questions', '1', '1', '1', 'short'])
    expect(JSON.parse(written.get('out/run.json') ?? '')).toMatchObject({
      format: 'acquis-run/1',
      command: 'simulate',
      seed: '1',
      learners: 30,
      attempts: 60,
      options: { policies: { policies: { paper: { method: 'order' } } } }
    })
  })

  it('takes learners from a file of states, in CSV or JSON lines, in turn', async () => {
    const csv = await simulate(['--population', 'states=states.csv', '--policies', 'policies.yaml'])
    expect(csv.exit).toBe(0)
    const learners = rows(csv.files.get('out/learners.csv')).slice(1)
    // A name that a spreadsheet would take for a formula is guarded.
    expect(learners.map(([learner]) => learner)).toEqual(['anna', 'anna', "'=ben", "'=ben"])
    expect(learners.map((row) => Number(row[9]))).toEqual([2, 2, 0, 0])
    expect(JSON.parse(csv.files.get('out/summary.json') ?? '')).toMatchObject({
      population: { who: 'states', states: 2 },
      learners: 2
    })
    const lines = '{"learner":"anna","known":["pick","add"]}\n\n{"learner":"=ben","known":[]}\n'
    const jsonl = await simulate(['--population', 'states=states.jsonl', '--policies', 'policies.yaml'], {
      files: { ...files, 'states.jsonl': lines }
    })
    expect(jsonl.files.get('out/learners.csv')).toBe(csv.files.get('out/learners.csv'))
    const more = await simulate(
      ['--population', 'states=states.csv', '--policies', 'policies.yaml', '--learners', '5'],
      {}
    )
    expect(rows(more.files.get('out/learners.csv'))).toHaveLength(11)
  })

  it.each([
    ['learner,known\na,add\na,\n', 'states.csv:3:', 'duplicate-id: the learner `a` stands in line 2 already'],
    ['learner,known\n\nb,pick\n', 'states.csv:3:', 'infeasible-state: whoever knows `pick` knows `add`'],
    ['learner,known\nb,ad\n', 'states.csv:2:', 'there is no acquis `ad`; did you mean `add`?'],
    ['learner,known\nb,add,pick\n', 'states.csv:2:1', 'this row has 3 fields, and the first one 2'],
    [
      'name,known\nb,add\n',
      'states.csv:1:1',
      'the first row names the columns, among them `learner` and `known`'
    ],
    ['learner,known\n,add\n', 'states.csv:2:', 'this learner has no name'],
    ['learner,known\n', 'states.csv:1:1', 'there is no learner in this file'],
    ['', 'states.csv:1:1', 'the first row names the columns'],
    [new Uint8Array([108, 0xff, 10]), 'states.csv:1:1', 'this is no UTF-8']
  ])('lists what is wrong with states: %j', async (content, place, sentence) => {
    const {
      exit,
      stderr,
      files: written
    } = await simulate(['--population', 'states=states.csv'], {
      files: { ...files, 'states.csv': content }
    })
    expect([exit, written.size]).toEqual([1, 0])
    expect(stderr).toContain(place)
    expect(stderr).toContain(sentence)
  })

  it('names the line and the key of what is wrong in JSON lines', async () => {
    const lines = '{"learner":"a","known":["add"]}\n{"learner":"b","knwon":[]}\n{"learner":\n'
    const { exit, stderr } = await simulate(['--population', 'states=s.jsonl'], {
      files: { ...files, 's.jsonl': lines }
    })
    expect(exit).toBe(1)
    expect(stderr).toMatch(/s\.jsonl:2:\d+ error unknown-key.*did you mean `known`/)
    expect(stderr).toMatch(/s\.jsonl:3:\d+ error syntax/)
  })

  it.each([
    [['--learners', '1'], '--learners takes a whole number from 2 to 1000000'],
    [['--workers', '0'], '--workers takes a whole number from 1 on'],
    [['--population', 'drfting'], 'knows no `drfting`; did you mean `drifting`?'],
    [['--population', 'drifting=2'], 'drifting takes a share from 0 to 1, not `2`'],
    [['--population', 'ability'], 'ability needs a value: ability=…'],
    [['--population', 'ability=1,x'], 'ability takes levels from −20 to 20'],
    [['--population', 'spread=0'], 'spread takes a number from 0.01 to 100'],
    [['--population', 'prior=3'], 'prior takes no value'],
    [['--population', 'prior', '--population', 'scattered'], 'says twice who the learners are'],
    [['--population', 'learning', '--population', 'learning'], 'says `learning` twice'],
    [['--rule', 'repeat=2'], 'there is no rule `repeat`; did you mean `repeats`?'],
    [['--locale', 'de'], 'the bank is not written in the locale `de`']
  ])('ends with 2 for %j', async (words, sentence) => {
    const { exit, stdout, stderr, files: written } = await simulate(words)
    expect([exit, stdout, written.size]).toEqual([2, '', 0])
    expect(stderr).toContain(sentence)
  })

  it('wants a folder', async () => {
    const { exit, stderr } = await run(['simulate', 'bank.json'], { files })
    expect([exit, stderr]).toEqual([2, 'acquis simulate: name a folder for the results: --out DIR\n'])
  })

  it('lists what is wrong with policies, with the place', async () => {
    const wrong = `format: acquis-policies/1
policies:
  a: { method: thumb, rules: { among: 2 } }
  b: { mehtod: form }
`
    const { exit, stderr } = await simulate(['--policies', 'policies.yaml'], {
      files: { ...files, 'policies.yaml': wrong }
    })
    expect(exit).toBe(1)
    expect(stderr).toContain('policies.yaml:3:32 error wrong-value')
    expect(stderr).toMatch(/policies\.yaml:4:\d+ error unknown-key.*did you mean `method`/)
    const validated = await run(['validate', 'policies.yaml'], { files: { 'policies.yaml': wrong } })
    expect(validated.exit).toBe(1)
    expect(validated.stdout).toContain('no rules: `thumb` has none')
    expect((await run(['validate', 'policies.yaml'], { files })).exit).toBe(0)
  })

  it('leaves nothing behind where there is nothing to ask, something cannot be written, or a worker ends', async () => {
    const empty = { ...small, competences: { '1.1': { title: 'x', topics: {}, levels: {} } } }
    const nothing = await simulate([], { files: { 'bank.json': json(empty) } })
    expect([nothing.exit, nothing.stderr]).toEqual([
      1,
      'acquis simulate: there is no challenge that may be asked, so there is no test\n'
    ])
    const ended = await simulate(['--report', 'out.html'], { workersEndAfter: 1 })
    expect([ended.exit, ended.stdout, ended.files.size]).toEqual([3, '', 0])
    const refused = await simulate(['--report', 'out.html'], { readOnly: ['out.html'] })
    expect([refused.exit, refused.stdout, refused.files.size]).toEqual([3, '', 0])
    expect((await simulate([], { readOnly: ['out/summary.json'] })).exit).toBe(3)
  })
})

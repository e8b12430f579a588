import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { importers } from '../../src/cli/Formats'
import * as LogFormats from '../../src/cli/LogFormats'
import { run } from './fake'

const LOG = `user,item,right,skill,unit,attempt
a,1,1,sums,N,1
a,1,0,sums,N,2
b,1,1,sums,M,1
a,1/2 + 1/4,0,fractions,N,1
b,1/2 + 1/4,0,sums,N,1
a,x,0,,,1
b,x,1,,,1
b,y,skipped,sums,,1
c,z,?,sums,,1
`

const MAP = ['--map', 'learner=user,challenge=item,outcome=right']

const imported = (log: string, ...words: ReadonlyArray<string>) =>
  run(['import', 'log', 'log.csv', ...words], { files: { 'log.csv': log } })

const BANK = {
  format: 'acquis-bank/1',
  id: 'log',
  title: 'log',
  competences: {
    N: {
      title: 'N',
      topics: { sums: { title: 'sums' }, 'fractions-sums': { title: 'fractions + sums' } },
      levels: {
        2: { 'sums-2': { topic: 'sums', challenges: { 1: { format: 'practical' } } } },
        3: {
          'fractions-sums-3': {
            topic: 'fractions-sums',
            challenges: { '1-2-1-4-c27fd9ca232d': { format: 'practical' } }
          }
        }
      }
    },
    'other-items': {
      title: 'Other items',
      topics: { Items: { title: 'Items' } },
      levels: { 3: { 'Items-3': { topic: 'Items', challenges: { x: { format: 'practical' } } } } }
    }
  }
}

describe('acquis import log', () => {
  it('makes a bank of items, skills and competences, and tells what is dropped', async () => {
    const { exit, stdout, stderr } = await imported(
      LOG,
      ...MAP,
      ...['--skill', 'skill', '--competence', 'unit', '--levels', '2']
    )
    expect(parse(stdout)).toEqual(BANK)
    expect(stderr.split('\n')).toEqual([
      'note: items that nobody answered: 2 (y, z); nothing is known of their difficulty',
      'note: items of several competences: 1 (1); each is in the one that the most of its rows name',
      'note: rows rejected, unknown outcome: 1; the first is log.csv, line 10: unknown outcome `?`',
      '3 notes',
      ''
    ])
    expect(exit).toBe(0)
  })

  it('takes the same by --set', async () => {
    const long = await imported(LOG, ...MAP, '--skill', 'skill', '--levels', '3')
    const short = await imported(
      LOG,
      '--set',
      `map=${MAP[1] ?? ''}`,
      '--set',
      'skill=skill',
      '--set',
      'levels=3'
    )
    expect(short).toEqual(long)
  })

  it('what it makes is valid, and the log can be replayed with it', async () => {
    const { files } = await imported(LOG, ...MAP, '--set', 'title=My log', '--out', 'bank.json')
    const world = { files: { 'log.csv': LOG, 'bank.json': files.get('bank.json') ?? '' } }
    expect(await run(['validate', 'bank.json'], world)).toMatchObject({ exit: 0 })
    const ran = await run(['replay', 'log.csv', ...MAP, '--bank', 'bank.json', '--out', 'out'], world)
    expect(JSON.parse(ran.files.get('out/run.json') ?? '')).toMatchObject({
      bank: { id: 'my-log' },
      rows: 9,
      responses: 7,
      rejected: 2
    })
    expect(ran.files.get('out/predictions.csv')).toContain('a,1-2-1-4-c27fd9ca232d,3,incorrect,')
  })

  it.each<[string, ReadonlyArray<string>, string]>([
    ['a column that there is not', [...MAP, '--skill', 'skil'], '`log.csv` has no column `skil`'],
    [
      'no answers',
      ['--map', 'learner=user,challenge=item,outcome=skill'],
      'there is no answer to make a bank of'
    ],
    ['too many levels', [...MAP, '--levels', '9'], 'levels is a whole number from 1 to 8, not `9`'],
    [
      'a format that there is not',
      ['--format', 'datshop'],
      'format cannot be `datshop`; did you mean `datashop`?'
    ],
    [
      'a column that the format has not',
      ['--format', 'matrix', '--skill', 'x'],
      'matrix has no column for `skill`, only for learner'
    ]
  ])('refuses %s', async (_, words, sentence) => {
    const { exit, stdout, stderr } = await imported(LOG, ...words)
    expect([exit === 1 || exit === 2, stdout]).toEqual([true, ''])
    expect(stderr).toContain(sentence)
  })

  it('refuses two items of one id', async () => {
    const { exit, stderr } = await imported('learner,challenge,outcome\na,é,1\na,e-4a99557e4033,1\n')
    expect(exit).toBe(1)
    expect(stderr).toContain('the challenges `é` and `e-4a99557e4033` would have the same id: rename one')
  })

  it('knows the formats that there are', () => {
    const values = importers
      .find(({ name }) => name === 'log')
      ?.settings.find(({ name }) => name === 'format')?.values
    expect(values).toEqual(LogFormats.all.map(({ name }) => name))
  })
})

describe('replay --format', () => {
  const MATRIX = 'id,1,x\na,1,0\nb,,1\n'
  const ASSISTMENTS =
    'order_id,user_id,problem_id,correct,skill_id\n1,a,1,1,7\n2,b,x,1,8\n1,a,1,1,8\n2,b,x,0,7\n3,b,x,1,9\n'
  const bank = async (): Promise<string> =>
    (await imported(LOG, ...MAP, '--out', 'bank.json')).files.get('bank.json') ?? ''
  const replay = async (log: string, ...words: ReadonlyArray<string>) =>
    run(['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out', ...words], {
      files: { 'log.csv': log, 'bank.json': await bank() }
    })

  it('tells what was folded', async () => {
    const ran = await replay(ASSISTMENTS, '--format', 'assistments')
    expect(ran.stdout).toContain('folded     1 that only repeat a response\n')
    expect(JSON.parse(ran.files.get('out/run.json') ?? '')).toMatchObject({
      options: {
        format: 'assistments',
        map: { learner: 'user_id', challenge: 'problem_id', outcome: 'correct' }
      },
      inputs: [{ rows: 5, responses: 2, folded: 1 }],
      rows: 5,
      responses: 2,
      rejected: 2,
      folded: 1
    })
  })

  it('numbers learners without ids on from log to log', async () => {
    const matrix = MATRIX.replaceAll(/^[^,]*,/gm, '')
    const ran = await run(
      ['replay', 'one.csv', 'two.csv', '--format', 'matrix', '--bank', 'bank.json', '--out', 'out'],
      { files: { 'one.csv': matrix, 'two.csv': matrix, 'bank.json': await bank() } }
    )
    const profiles = (ran.files.get('out/profiles.jsonl') ?? '').trimEnd().split('\n')
    expect(profiles.map((line) => (JSON.parse(line) as { learner: string }).learner)).toEqual([
      '1',
      '2',
      '3',
      '4'
    ])
  })

  it.each([
    [['--format', 'matrx'], 'there is no format `matrx` of logs; did you mean `matrix`?'],
    [['--format', 'dkt3', '--map', 'learner=x'], 'dkt3 has no column for `learner`']
  ])('%j is wrong usage', async (words, sentence) => {
    const ran = await replay(MATRIX, ...words)
    expect([ran.exit, ran.stderr.includes(sentence)]).toEqual([2, true])
  })
})

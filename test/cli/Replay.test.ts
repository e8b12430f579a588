import { gzipSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as LogCsv from '../../src/cli/LogCsv'
import * as LogReplay from '../../src/cli/LogReplay'
import * as LogRow from '../../src/cli/LogRow'
import * as LogSpool from '../../src/cli/LogSpool'
import type * as LogStudy from '../../src/cli/LogStudy'
import * as LogTime from '../../src/cli/LogTime'
import * as Baselines from '../../src/lab/Baselines'
import * as Model from '../../src/knowledge/Model'
import type * as Study from '../../src/lab/Study'
import { bank, file } from '../support/banks'
import { run, type World, world } from './fake'

const PLAN = {
  c: {
    easy: { level: 1, topic: 't', challenges: { 'easy-a': {}, 'easy-b': {} } },
    hard: { level: 3, topic: 't', requires: ['easy'], challenges: { 'hard-a': {} } }
  },
  d: { other: { level: 2, challenges: { 'other-a': {}, 'other-b': {} } } }
}
const BANK = JSON.stringify(file(PLAN))
const CHALLENGES = ['easy-a', 'easy-b', 'hard-a', 'other-a', 'other-b']

const replay = (files: World['files'], ...words: ReadonlyArray<string>) =>
  run(['replay', ...words, '--bank', 'bank.json', '--out', 'out'], { files: { 'bank.json': BANK, ...files } })

const csv = (...rows: ReadonlyArray<string>): string => ['learner,challenge,outcome', ...rows].join('\n')

const GOOD = ['b,easy-a,correct', 'a,hard-a,0', 'b,hard-a,skipped', 'a,easy-a,1', 'b,other-a,incorrect']

const results = ({ files }: { readonly files: Map<string, string> }): Readonly<Record<string, string>> =>
  Object.fromEntries([...files].filter(([name]) => name.startsWith('out/')))

/** Everything that does not tell how the log was spelled. */
const findings = (ran: { readonly files: Map<string, string> }): ReadonlyArray<string | undefined> =>
  ['profiles.jsonl', 'predictions.csv', 'metrics.json'].map((name) => ran.files.get(`out/${name}`))

const rejected = (ran: { readonly files: Map<string, string> }): ReadonlyArray<string> =>
  (ran.files.get('out/rejected.csv') ?? '').trimEnd().split('\n').slice(1)

const json = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, unknown>

describe('replay', () => {
  it('leaves profiles out where they are not wanted, and says the same besides', async () => {
    const files = { 'log.csv': csv(...GOOD) }
    const { 'out/profiles.jsonl': profiles, ...rest } = results(await replay(files, 'log.csv'))
    const ran = await replay(files, 'log.csv', '--no-profiles')
    expect(profiles).toBeDefined()
    expect(ran.stdout).not.toContain('profiles.jsonl')
    const wanted = rest['out/run.json']?.replace('"profiles": true', '"profiles": false')
    expect(results(ran)).toEqual({ ...rest, 'out/run.json': wanted })
  })

  it('writes profiles, predictions and metrics, by learner', async () => {
    const ran = await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    const lines = ran.files.get('out/predictions.csv')!.trimEnd().split('\n')
    expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
      'learner,challenge,n,outcome',
      'a,hard-a,1,incorrect',
      'a,easy-a,2,correct',
      'b,easy-a,1,correct',
      'b,hard-a,2,skipped',
      'b,other-a,3,incorrect'
    ])
    for (const line of lines.slice(1)) expect(Number(line.split(',')[4])).toBeGreaterThan(0)
    const profiles = ran.files.get('out/profiles.jsonl')!.trimEnd().split('\n').map(json)
    expect(profiles.map(({ learner, responses }) => [learner, responses])).toEqual([
      ['a', 2],
      ['b', 3]
    ])
    expect(json(ran.files.get('out/metrics.json'))).toMatchObject({ responses: 5, skipped: 1, learners: 2 })
    expect(json(ran.files.get('out/run.json'))).toMatchObject({
      command: 'replay',
      seed: '1',
      bank: { id: 'made' },
      rows: 5,
      responses: 5,
      learners: 2,
      rejected: 0
    })
    expect(ran.files.get('out/rejected.csv')).toBe('file,line,reason,row\n')
    expect(ran.stdout).toContain('log loss')
  })

  it('gives the same bytes again, and for any split of the log into files', async () => {
    const one = await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')
    const again = await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')
    expect(results(again)).toEqual(results(one))
    const two = await replay(
      { 'one.csv': csv(...GOOD.slice(0, 2)), 'two.csv.gz': gzipSync(csv(...GOOD.slice(2))) },
      'one.csv',
      'two.csv.gz'
    )
    expect(findings(two)).toEqual(findings(one))
    expect(json(two.files.get('out/run.json'))['inputs']).toMatchObject([
      { file: 'one.csv', rows: 2 },
      { file: 'two.csv.gz', rows: 3 }
    ])
  })

  it.each([
    [
      'CRLF and a byte order mark',
      { 'log.csv': `\ufeff${csv(...GOOD).replaceAll('\n', '\r\n')}\r\n` },
      ['log.csv']
    ],
    ['blank lines', { 'log.csv': `${csv(...GOOD.map((row) => `${row}\n\r\n`))}\n\n` }, ['log.csv']],
    [
      'quotes and other columns',
      {
        'log.csv': [
          'note,outcome,learner,"challenge"',
          ...GOOD.map((row) => {
            const [learner, challenge, outcome] = row.split(',')
            return `"a ""note"",\nof two lines","${outcome}",${learner},"${challenge}"`
          })
        ].join('\r\n')
      },
      ['log.csv']
    ],
    [
      'JSON lines',
      {
        'log.jsonl': GOOD.map((row) => {
          const [learner, challenge, outcome] = row.split(',')
          return JSON.stringify({
            learner,
            challenge,
            outcome: /\d/.test(outcome!) ? Number(outcome) : outcome,
            x: [1]
          })
        }).join('\n')
      },
      ['log.jsonl']
    ],
    [
      'JSON lines told by their content',
      {
        log: gzipSync(
          GOOD.map((row) => {
            const [learner, challenge, outcome] = row.split(',')
            return JSON.stringify({ learner, challenge, outcome })
          }).join('\r\n')
        )
      },
      ['log']
    ],
    [
      'columns and codes of one’s own',
      {
        'log.csv': csv(...GOOD)
          .replace('learner,challenge,outcome', 'user=id,item,score')
          .replaceAll(',correct', ',T')
          .replaceAll(',incorrect', ',F')
      },
      [
        'log.csv',
        '--map',
        'learner=user=id,challenge=item,outcome=score',
        '--outcomes',
        'T=correct,F=incorrect'
      ]
    ]
  ])('reads %s', async (_, files, words) => {
    const expected = await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')
    const ran = await replay(files, ...words)
    expect([ran.exit, rejected(ran)]).toEqual([0, []])
    expect(findings(ran)).toEqual(findings(expected))
  })

  it('reads stdin', async () => {
    const files = { 'bank.json': BANK }
    const ran = await run(['replay', '-', '--bank', 'bank.json', '--out', 'out'], {
      files,
      stdin: csv(...GOOD)
    })
    expect(findings(ran)).toEqual(findings(await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')))
  })
})

describe('rows that are no responses', () => {
  const BAD = [
    ['a,no-such,1', 'unknown challenge `no-such`'],
    ['a,easy-q,1', 'unknown challenge `easy-q`; did you mean `easy-a`?'],
    ['a,,1', 'no challenge'],
    ['a,easy-a,2', 'unknown outcome `2`'],
    ['a,easy-a,', 'no outcome'],
    ['a,easy-a', '2 fields instead of 3'],
    ['a,easy-a,1,', '4 fields instead of 3'],
    [',easy-a,1', 'no learner'],
    ['a,"easy-a" ,1', 'text after a closing quote'],
    ['\ufffd,easy-a,1', 'the learner is not well-formed UTF-8']
  ] as const

  it.each(BAD)('%s', async (row, reason) => {
    const ran = await replay({ 'log.csv': csv(GOOD[0]!, row, ...GOOD.slice(1)) }, 'log.csv')
    const quoted = /[",]/.test(row) ? `"${row.replaceAll('"', '""')}"` : row
    expect(rejected(ran)).toEqual([`log.csv,3,${reason},${quoted}`])
    expect(findings(ran)).toEqual(findings(await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')))
    expect(json(ran.files.get('out/run.json'))).toMatchObject({ rows: 6, responses: 5, rejected: 1 })
    expect(ran.exit).toBe(0)
  })

  it('an unterminated quote gives up its line alone', async () => {
    const ran = await replay({ 'log.csv': csv('"a,easy-a,1', ...GOOD) }, 'log.csv')
    expect(rejected(ran)).toEqual(['log.csv,2,a quote is not closed,"""a,easy-a,1"'])
    expect(json(ran.files.get('out/run.json'))).toMatchObject({ rows: 6, responses: 5 })
  })

  it('times and durations that are none', async () => {
    const log = (at: string, seconds: string): string =>
      `learner,challenge,outcome,at,seconds\na,easy-a,1,2026-03-01T10:00:00Z,3.5\na,hard-a,0,${at},${seconds}\n`
    for (const [at, seconds, reason] of [
      ['yesterday', '', '`at` is no time: `yesterday`'],
      ['2026-02-30', '', '`at` is no time: `2026-02-30`'],
      ['', '-1', '`seconds` is no duration: `-1`'],
      ['', 'long', '`seconds` is no duration: `long`']
    ] as const) {
      const [line] = rejected(await replay({ 'log.csv': log(at, seconds) }, 'log.csv'))
      expect(line).toBe(`log.csv,3,${reason},"a,hard-a,0,${at},${seconds}"`)
    }
    expect(rejected(await replay({ 'log.csv': log('', '') }, 'log.csv'))).toEqual([])
  })

  it('in JSON lines', async () => {
    const lines = [
      '{"learner":"a"',
      '[1]',
      '{"learner":"a","outcome":1}',
      '{"learner":["a"],"challenge":"easy-a"}'
    ]
    const ran = await replay({ 'log.jsonl': `${lines.join('\n')}\n` }, 'log.jsonl')
    expect(rejected(ran).map((line) => line.split(',')[2])).toEqual([
      'broken JSON',
      'not a JSON object',
      'no challenge',
      '`learner` is neither text nor number'
    ])
  })

  it('are listed by reason', async () => {
    const files = { 'log.csv': csv(...GOOD, 'a,nix,1', 'a,nothing,1', 'a,easy-a,x') }
    const ran = await replay(files, 'log.csv')
    expect(ran.exit).toBe(0)
    expect(ran.stdout).toMatch(/rejected {3}3\n {2}2 unknown challenge\n {2}1 unknown outcome\n/)
  })
})

describe('the order of the rows', () => {
  const order = async (...rows: ReadonlyArray<string>): Promise<string> => {
    const ran = await replay({ 'log.csv': ['learner,challenge,outcome,at', ...rows].join('\n') }, 'log.csv')
    const lines = ran.files.get('out/predictions.csv')!.trimEnd().split('\n').slice(1)
    return lines.map((line) => line.split(',')[1]!.replace(/-.*/, '')).join(' ')
  }

  it('is that of their times', async () => {
    expect(await order('a,hard-a,1,300', 'a,easy-a,1,1970-01-01T00:00:00.1Z', 'a,other-a,1,200')).toBe(
      'easy other hard'
    )
    expect(await order('a,hard-a,1,2026-03-01T12:00:00+02:00', 'a,easy-a,1,2026-03-01T10:30Z')).toBe(
      'hard easy'
    )
  })

  it('is that of the file where times are equal or missing', async () => {
    expect(await order('a,hard-a,1,5', 'a,easy-a,1,5', 'a,other-a,1,5')).toBe('hard easy other')
    expect(await order('a,hard-a,1,', 'a,easy-a,1,', 'a,other-a,1,')).toBe('hard easy other')
    // Without a time of its own a response stays behind the one before it.
    expect(await order('a,hard-a,1,9', 'a,easy-a,1,', 'a,other-a,1,4')).toBe('other hard easy')
  })
})

describe('learners', () => {
  it('may be called anything, and stand in the order of their code units', async () => {
    const ids = [
      '__proto__',
      'constructor',
      '🙂',
      '\uff5e',
      'a,"b"\nc',
      'x'.repeat(10_000),
      '10',
      '9',
      'Z',
      'é'
    ]
    const rows = ids.map((id) => `"${id.replaceAll('"', '""')}",easy-a,1`)
    const ran = await replay({ 'log.csv': csv(...rows) }, 'log.csv')
    const profiles = ran.files.get('out/profiles.jsonl')!.trimEnd().split('\n').map(json)
    expect(profiles.map(({ learner }) => learner)).toEqual([...ids].sort())
    expect(ran.files.get('out/predictions.csv')).toContain('"a,""b""\nc",easy-a,1,correct,')
    expect(rejected(ran)).toEqual([])
  })
})

/** All that can be asked for beside the engine's predictions. */
const EVERYTHING: LogStudy.Wish = {
  by: ['level', 'learner', 'competence'],
  against: Baselines.names.map((_, place) => place),
  train: [],
  tuned: true,
  fit: true,
  report: true
}

/** Enough of it to read the responses three times, with notes. */
const SOMETHING: LogStudy.Wish = { ...EVERYTHING, by: ['learner'], against: [1] }

const planOf = (capacity: number, workers = 1, rest: Partial<LogReplay.Plan> = {}): LogReplay.Plan => ({
  profiles: true,
  resume: false,
  checkpoint: Infinity,
  logs: ['log.csv'],
  model: Model.of(bank(PLAN)),
  names: {
    learner: 'learner',
    challenge: 'challenge',
    outcome: 'outcome',
    at: 'at',
    seconds: 'seconds',
    session: 'session'
  },
  codes: LogRow.codes,
  strict: false,
  locale: undefined,
  seed: '1',
  capacity,
  workers,
  alone: 0,
  wish: EVERYTHING,
  ...rest
})

describe('the spool', () => {
  const row = fc.tuple(
    fc.nat(6),
    fc.constantFrom(...CHALLENGES),
    fc.constantFrom('1', '0', 'skipped'),
    fc.nat(9)
  )

  test.prop([fc.array(row, { maxLength: 60 }), fc.integer({ min: 1, max: 20 })], { numRuns: 60 })(
    'gives the same bytes however little it holds in memory',
    async (rows, capacity) => {
      const text = ['learner,challenge,outcome,at', ...rows.map((each) => `l${each.join(',')}`)].join('\n')
      const written = async (held: number): Promise<unknown> => {
        const { capabilities, files } = world({ files: { 'log.csv': text } })
        await LogReplay.run(capabilities, planOf(held, 1, { wish: SOMETHING }), 'out', () => ({}))
        return [...files]
      }
      expect(await written(capacity)).toEqual(await written(1 << 20))
    }
  )

  it('gives the same bytes for any number of workers, also for many learners', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, i) => `l${i % 150},${CHALLENGES[i % 5]!},${i % 3 === 0 ? 1 : 0}`
    )
    const written = async (workers: number): Promise<unknown> => {
      const { capabilities, files } = world({ files: { 'log.csv': csv(...rows) } })
      await LogReplay.run(capabilities, planOf(1 << 20, workers), 'out', () => ({}))
      return [...files]
    }
    const alone = await written(1)
    expect(await written(2)).toEqual(alone)
    expect(await written(5)).toEqual(alone)
  })

  it('ends in a sentence, and without a file, where a worker ends', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `l${i},easy-a,1`)
    const { capabilities, files } = world({ files: { 'log.csv': csv(...rows) }, workersEndAfter: 2 })
    await expect(LogReplay.run(capabilities, planOf(1 << 20, 2), 'out', () => ({}))).rejects.toThrow(
      'a worker ended before its work was done'
    )
    expect([...files.keys()].filter((name) => name.startsWith('out/'))).toEqual([])
  })

  describe('gone on with', () => {
    const rows = Array.from(
      { length: 900 },
      (_, i) => `l${i % 450},${CHALLENGES[i % 5]!},${i % 3 === 0 ? 1 : 0}`
    )
    const log = { 'log.csv': csv(...rows) }
    const go = async (of: World, plan: LogReplay.Plan): Promise<Map<string, string>> => {
      const { capabilities, files } = world(of)
      await LogReplay.run(capabilities, plan, 'out', () => ({})).catch(() => undefined)
      return files
    }
    const wish: LogStudy.Wish = { ...EVERYTHING, against: [1, 2] }
    const whole = go({ files: log }, planOf(1 << 20, 1, { wish }))
    /** Ends after some shards, each of them with a checkpoint. */
    const early = (after: number) =>
      go({ files: log, workersEndAfter: after }, planOf(1 << 20, 2, { checkpoint: 1, wish }))

    it.each([1, 3])('after %d parts: the same bytes as at one go', async (after) => {
      const left = await early(after)
      expect([...left.keys()].sort()).toEqual([
        'out/fit.csv.part',
        'out/predictions.csv.part',
        'out/profiles.jsonl.part',
        'out/replay.checkpoint'
      ])
      // More may have been written than the checkpoint holds.
      const more = Object.fromEntries(
        [...left].map(([name, text]) => [name, name.endsWith('.part') ? `${text}x` : text])
      )
      const files = await go({ files: { ...log, ...more } }, planOf(1 << 20, 1, { resume: true, wish }))
      expect(files).toEqual(await whole)
    })

    it('says so where it ends early', async () => {
      const { capabilities } = world({ files: log, workersEndAfter: 2 })
      await expect(
        LogReplay.run(capabilities, planOf(1 << 20, 2, { checkpoint: 1, wish }), 'out', () => ({}))
      ).rejects.toThrow(
        'a worker ended before its work was done; what is done is kept: the same command with --resume goes on'
      )
    })

    it.each<[string, (files: Record<string, string>) => Record<string, string>]>([
      ['another log', (left) => ({ ...left, 'log.csv': `${left['log.csv']!}\nl0,easy-a,1` })],
      [
        'a damaged checkpoint',
        (left) => ({ ...left, 'out/replay.checkpoint': '{"format":"acquis-checkpoint/1"' })
      ],
      ['no checkpoint', ({ 'out/replay.checkpoint': _, ...left }) => left]
    ])('begins anew with %s', async (_, change) => {
      const files = change({ ...log, ...Object.fromEntries(await early(2)) })
      const resumed = await go({ files }, planOf(1 << 20, 1, { resume: true, wish }))
      const anew = await go({ files: { 'log.csv': files['log.csv']! } }, planOf(1 << 20, 1, { wish }))
      expect(resumed).toEqual(anew)
    })

    it.each<[string, LogStudy.Wish]>([
      ['other columns', { ...wish, by: ['level'] }],
      ['other baselines', { ...wish, against: [2] }],
      ['no person fit', { ...wish, fit: false }],
      ['no report', { ...wish, report: false }],
      ['untuned baselines', { ...wish, tuned: false }]
    ])('begins anew with %s', async (_, other) => {
      const files = { ...log, ...Object.fromEntries(await early(2)) }
      const resumed = await go({ files }, planOf(1 << 20, 1, { resume: true, wish: other }))
      const anew = await go({ files: log }, planOf(1 << 20, 1, { wish: other }))
      for (const [name, text] of anew) expect(resumed.get(name)).toBe(text)
    })

    it('begins anew where it is not asked to go on', async () => {
      const files = await go(
        { files: { ...log, ...Object.fromEntries(await early(2)) } },
        planOf(1 << 20, 1, { wish })
      )
      expect(files).toEqual(await whole)
    })
  })

  it('1. the records of a learner keep their order', async () => {
    const { capabilities } = world()
    const spool = LogSpool.spool(capabilities.files, 16)
    for (let i = 0; i < 500; i++) {
      spool.put(i % 7, i, NaN, [])
      await spool.settle()
    }
    let total = 0
    for await (const { learner, codes } of spool.runs([6, 5, 4, 3, 2, 1, 0])) {
      total += codes.length
      expect([...codes]).toEqual(Array.from(codes, (_, i) => learner + 7 * i))
    }
    expect(total).toBe(500)
  })
})

describe('wrong usage', () => {
  const files = { 'log.csv': csv(...GOOD) }
  it.each([
    [['replay', 'log.csv', '--out', 'out'], '--bank BANK'],
    [['replay', 'log.csv', '--bank', 'bank.json'], '--out DIR'],
    [['replay', '--bank', 'bank.json', '--out', 'out'], 'name a log'],
    [['replay', 'log.csv', 'log.csv', '--bank', 'bank.json', '--out', 'out'], 'named twice'],
    [
      ['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out', '--map', 'lerner=x'],
      'did you mean `learner`?'
    ],
    [['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out', '--map', 'learner'], 'takes name=value'],
    [
      ['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out', '--outcomes', '1=corect'],
      'did you mean `correct`?'
    ]
  ])('%j', async (words, message) => {
    const ran = await run(words, { files: { 'bank.json': BANK, ...files } })
    expect(ran.exit).toBe(2)
    expect(ran.stderr).toContain(message)
    expect(ran.files.size).toBe(0)
  })
})

describe('logs that are none', () => {
  it.each([
    ['', 'is empty'],
    ['user,challenge,outcome\n', 'no column `learner`'],
    ['Learner,challenge,outcome\n', 'did you mean `--map learner=Learner`?'],
    ['learner;challenge;outcome\n', 'not separated by commas'],
    ['learner,learner,challenge,outcome\n', 'two columns `learner`'],
    ['\u00ff\u00fel\u0000', 'UTF-16']
  ])('%j', async (text, message) => {
    const bytes = text.startsWith('\u00ff') ? Buffer.from(text, 'latin1') : text
    const ran = await replay({ 'log.csv': bytes }, 'log.csv')
    expect(ran.exit).toBe(1)
    expect(ran.stderr).toContain(message)
    expect(results(ran)).toEqual({})
  })

  it('names a file that is not there', async () => {
    const ran = await replay({}, 'log.csv')
    expect(ran.exit).toBe(3)
    expect(ran.stderr).toContain('`log.csv`')
  })

  it('has no responses under its header', async () => {
    const ran = await replay({ 'log.csv': 'learner,challenge,outcome' }, 'log.csv')
    expect(ran.exit).toBe(0)
    expect(ran.files.get('out/profiles.jsonl')).toBe('')
    expect(json(ran.files.get('out/metrics.json'))).toMatchObject({ responses: 0, logLoss: null })
  })
})

describe('CSV', () => {
  const field = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ', '🙂'), maxLength: 5 }),
    fc.constantFrom('x', 'yy')
  )
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

  const rowsOf = (pieces: ReadonlyArray<string>): ReadonlyArray<unknown> => {
    const rows: Array<unknown> = []
    const splitter = LogCsv.splitter(
      {
        row: (fields, count, line, raw) => rows.push([fields.slice(0, count), line, raw()]),
        broken: (reason, line, raw) => rows.push([reason, line, raw])
      },
      () => true
    )
    for (const piece of pieces) splitter.push(piece)
    splitter.end()
    return rows
  }

  const cut = (text: string, at: ReadonlyArray<number>): ReadonlyArray<string> => {
    const places = [0, ...at.map((n) => n % (text.length + 1)), text.length].sort((a, b) => a - b)
    return places.slice(1).map((end, i) => text.slice(places[i], end))
  }

  test.prop([
    fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.array(fc.nat(), { maxLength: 6 }),
    fc.boolean()
  ])('is read back as it was written', (rows, end, at, ended) => {
    const text = rows.map((row) => row.map(quote).join(',')).join(end) + (ended ? end : '')
    expect(rowsOf(cut(text, at)).map((row) => (row as ReadonlyArray<unknown>)[0])).toEqual(rows)
  })

  test.prop([
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 30 }),
    fc.array(fc.nat(), { maxLength: 6 })
  ])('1. how the text is cut into pieces does not matter', (text, at) => {
    expect(rowsOf(cut(text, at))).toEqual(rowsOf([text]))
  })

  it('a quote that is never closed does not swallow the rest, nor the memory', () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `learner-${i},challenge-${i},correct`)
    const text = `"open,${lines.join('\n')}\n`
    const rows = rowsOf(
      cut(
        text,
        Array.from({ length: 40 }, (_, i) => i * 65536)
      )
    )
    expect(rows).toHaveLength(60_000)
    expect(rows[1]).toEqual([['learner-1', 'challenge-1', 'correct'], 2, 'learner-1,challenge-1,correct'])
  })
})

describe('times', () => {
  test.prop([fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })])(
    '1. they agree with the calendar',
    (date) => {
      const iso = date.toISOString()
      expect(LogTime.parse(iso)).toBe(date.getTime())
      expect(LogTime.parse(String(date.getTime()))).toBe(date.getTime())
      expect(LogTime.parse(iso.slice(0, 19).replace('T', ' '))).toBe(Date.parse(`${iso.slice(0, 19)}Z`))
      expect(LogTime.parse(iso.slice(0, 10))).toBe(Date.parse(iso.slice(0, 10)))
    }
  )

  it('2. what is no time is NaN, never another time', () => {
    for (const text of [
      '',
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      'x',
      '2026-03-01T25:00Z',
      '1e5'
    ])
      expect(LogTime.parse(text)).toBeNaN()
    expect(LogTime.parse('2024-02-29T23:30:00-05:30')).toBe(Date.parse('2024-03-01T05:00:00Z'))
    expect(LogTime.parse('2026-03-01T24:00:00Z')).toBe(Date.parse('2026-03-02T00:00:00Z'))
  })
})

it('keeps a failure of writing apart from one of the input', async () => {
  const ran = await run(['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out'], {
    files: { 'bank.json': BANK, 'log.csv': csv(...GOOD) },
    readOnly: ['out/profiles.jsonl']
  })
  expect([ran.exit, ran.files.size]).toEqual([3, 0])
})

describe('what is measured beside', () => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [learner, challenge] = [`l${i % 12}`, CHALLENGES[i % 5]!]
    return `${learner},${challenge},${i % 3 === 0 ? 1 : 0},${i % 4 === 0 ? '0.5' : '20'},"school ${i % 2}, ""A"""`
  })
  const log = ['learner,challenge,outcome,seconds,school', ...rows].join('\n')
  const metrics = (ran: { readonly files: Map<string, string> }) =>
    JSON.parse(ran.files.get('out/metrics.json') ?? '') as Study.Summary

  it('by columns of the log and of the bank, in CSV and JSON lines', async () => {
    const words = ['--by', 'school', '--by', 'level']
    const ran = await replay({ 'log.csv': log }, 'log.csv', ...words)
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    const { by } = metrics(ran)
    expect(by!.map(({ column, values }) => [column, values.map(({ value }) => value)])).toEqual([
      ['school', ['school 0, "A"', 'school 1, "A"']],
      ['level', ['1', '2', '3']]
    ])
    expect(ran.stdout).toContain('school 0, "A"')
    const lines = rows.map((row) => {
      const [, learner, challenge, outcome, , school] = /(.*?),(.*?),(.*?),(.*?),"(.*)"$/.exec(row)!
      return JSON.stringify({ learner, challenge, outcome, school: school!.replaceAll('""', '"') })
    })
    const other = await replay({ 'log.jsonl': lines.join('\n') }, 'log.jsonl', ...words)
    expect(metrics(other)).toEqual(metrics(ran))
    const missing = await replay({ 'log.csv': log }, 'log.csv', '--by', 'scool')
    expect([missing.exit, missing.stderr]).toEqual([1, expect.stringContaining('no column `scool`')])
  })

  it('baselines, fitted in folds or to a log of their own', async () => {
    const ran = await replay({ 'log.csv': log }, 'log.csv', '--against', 'elo,item')
    expect(metrics(ran).against!.map(({ name, settings }) => [name, settings.length])).toEqual([
      ['item', 5],
      ['elo', 5]
    ])
    const files = { 'log.csv': log, 'train.csv': csv('x,easy-a,1', 'x,easy-b,1', 'y,hard-a,0', 'y,nix,0') }
    const words = ['--against', 'mean', '--untuned', '--train', 'train.csv']
    const own = await replay(files, 'log.csv', ...words)
    const [mean] = metrics(own).against!
    expect(mean!.settings).toEqual([{}])
    const right = rows.filter((row) => row.split(',')[2] === '1').length / rows.length
    expect(mean!.brier!.value).toBeCloseTo(right / 9 + ((1 - right) * 4) / 9, 9)
    expect(rejected(own)).toHaveLength(1)
    expect(json(own.files.get('out/run.json'))).toMatchObject({ rows: 60, rejected: 0, train: { rows: 4 } })
  })

  it('how well each learner fits, and who guesses too fast', async () => {
    const ran = await replay({ 'log.csv': log }, 'log.csv', '--fit')
    const [head, first] = ran.files.get('out/fit.csv')!.split('\n')
    expect(head).toBe('learner,answers,lz,p,timed,rapid')
    expect(first).toMatch(/^l0,5,-?\d\.\d+,[01](\.\d+)?,5,1$/)
    const untimed = await replay({ 'log.csv': csv(...GOOD) }, 'log.csv', '--fit')
    expect(untimed.files.get('out/fit.csv')).toMatch(/\na,2,.*,0,\n/)
    expect(findings(untimed)).toEqual(findings(await replay({ 'log.csv': csv(...GOOD) }, 'log.csv')))
  })

  it('a report, or none where the replay fails', async () => {
    const ran = await replay({ 'log.csv': log }, 'log.csv', '--against', 'all', '--report', 'r.html')
    expect(ran.files.get('r.html')).toContain('</html>')
    const failed = await replay({ 'log.csv': 'a,b\n' }, 'log.csv', '--report', 'r.html')
    expect([failed.exit, failed.files.has('r.html')]).toEqual([1, false])
  })

  it.each([
    [['--against', 'irt'], '--against: no baseline `irt`'],
    [['--train', 'x.csv'], 'name some by --against'],
    [['--untuned'], 'name some by --against'],
    [['--against', 'elo', '--train', 'log.csv'], '`log.csv` is named twice']
  ])('%s is wrong usage', async (words, sentence) => {
    const ran = await replay({ 'log.csv': log }, 'log.csv', ...words)
    expect([ran.exit, ran.stderr]).toEqual([2, expect.stringContaining(sentence)])
  })
})

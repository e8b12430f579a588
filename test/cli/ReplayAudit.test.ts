import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as SessionFile from '../../src/assessment/SessionFile'
import * as Bank from '../../src/bank/Bank'
import * as Profile from '../../src/profile/Profile'
import { one } from '../support/answers'
import { last, session } from '../support/banks'
import { run, type World } from './fake'

const taken = (seed: string): Assessment.Assessment =>
  last(
    session(Assessment.start(one, { seed, rules: { maxQuestions: 6 } }), ({ number }) =>
      number % 2 === 0 ? 'incorrect' : 'correct'
    )
  )

const sessionFile = (seed: string, fingerprint = one.fingerprint): string =>
  JSON.stringify({
    ...(SessionFile.encode(taken(seed)) as object),
    bank: { id: one.id, fingerprint }
  })

const profileFile = (seed: string, learner = seed): string =>
  JSON.stringify(Profile.of(taken(seed), { learner }))

/** With the first two responses the other way round. */
const swapped = (seed: string): string => {
  const file = JSON.parse(sessionFile(seed)) as { responses: ReadonlyArray<object> }
  const [first, second, ...rest] = file.responses
  return JSON.stringify({ ...file, responses: [second, first, ...rest] })
}

const audit = (files: World['files'], words: ReadonlyArray<string>, world: World = {}) =>
  run(['replay', ...words, '--bank', 'bank.json', '--out', 'out', '--mode', 'audit'], {
    ...world,
    files: { 'bank.json': JSON.stringify(Bank.encode(one)), ...files }
  })

const json = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, unknown>

const rows = (files: Map<string, string>): ReadonlyArray<string> =>
  files.get('out/audit.csv')!.trimEnd().split('\n').slice(1)

describe('replay --mode audit', () => {
  it('exits with 0 where every session and profile agrees', async () => {
    const files = {
      'a.json': sessionFile('7'),
      'more.jsonl': `${sessionFile('8')}\n\n${sessionFile('9')}\n`,
      'profiles.jsonl': [profileFile('8'), profileFile('7', 'a'), profileFile('9')].join('\n')
    }
    const ran = await audit(files, ['a.json', 'more.jsonl', '--profiles', 'profiles.jsonl'])
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    expect(ran.stdout).toContain('sessions  3, with 18 questions\n  3 agree\nprofiles  3 compared, 3 agree\n')
    expect(rows(ran.files)).toEqual([
      'a.json,6,agrees,,,,',
      'more.jsonl:1,6,agrees,,,,',
      'more.jsonl:3,6,agrees,,,,'
    ])
    expect(json(ran.files.get('out/audit.json'))).toMatchObject({
      format: 'acquis-audit/1',
      bank: { id: one.id, fingerprint: one.fingerprint },
      sessions: 3,
      questions: 18,
      verdicts: { agrees: 3, choice: 0 },
      profiles: { compared: 3, agree: 3 },
      findings: [{ name: 'a.json', seed: '7', finished: 'maxQuestions', profile: { agrees: true } }, {}, {}]
    })
    expect(json(ran.files.get('out/run.json'))).toMatchObject({
      command: 'replay',
      options: { mode: 'audit', anyVersion: false },
      inputs: [
        { file: 'a.json', records: 1 },
        { file: 'more.jsonl', records: 2 },
        { file: 'profiles.jsonl', records: 3 }
      ],
      agree: 3
    })
    const { stdout } = await audit(files, ['a.json', '--json'])
    expect(json(stdout)).toMatchObject({ sessions: 1, verdicts: { agrees: 1 } })
  })

  it('audits what `take` writes', async () => {
    const bank = { 'bank.json': JSON.stringify(Bank.encode(one)) }
    const words = [
      '--simulate',
      '3.2',
      '--seed',
      's',
      '--session',
      's.json',
      '--out',
      'p.json',
      '--learner',
      'Zoë'
    ]
    const took = await run(['take', 'bank.json', ...words], { files: bank })
    const files = { 's.json': took.files.get('s.json')!, 'p.json': took.files.get('p.json')! }
    const ran = await audit(files, ['s.json', '--profiles', 'p.json'])
    expect([ran.exit, rows(ran.files).map((line) => line.split(',')[2])]).toEqual([0, ['agrees']])
    expect(ran.stdout).toContain('1 compared, 1 agree')
  })

  it('names the first difference of each session that has one', async () => {
    const profile = JSON.parse(profileFile('8')) as object
    const ran = await audit(
      {
        'a.json': swapped('7'),
        'b.json': sessionFile('8'),
        'c.json': sessionFile('9', 'old'),
        'd.json': '{"format":',
        'e.json': sessionFile('10'),
        'p.json': JSON.stringify({ ...profile, responses: 5 }),
        'q.json': profileFile('1'),
        'r.json': '[]'
      },
      ['a.json', 'b.json', 'c.json', 'd.json', 'e.json']
        .concat('--profiles', 'p.json')
        .concat('--profiles', 'q.json')
        .concat('--profiles', 'r.json')
    )
    expect(ran.exit).toBe(1)
    const [first, second] = taken('7').responses.map(({ challenge }) => challenge)
    expect(rows(ran.files).map((line) => line.split(',').slice(0, 6).join())).toEqual([
      `a.json,6,choice,1,${second},${first}`,
      'b.json,6,profile,responses,5,6',
      'c.json,6,version,,,',
      'd.json,0,unreadable,,,',
      'e.json,6,agrees,,,',
      'r.json,,stray,,,',
      'q.json,,stray,,,'
    ])
    expect(ran.stdout).toContain(`a.json: question 1: asked \`${second}\``)
    expect(ran.stdout).toContain(`the engine asks \`${first}\` (`)
    expect(ran.stdout).toContain('b.json: its profile, responses: it says 5, the engine 6')
    expect(ran.stdout).toContain('d.json: line 1, column 11')
    expect(ran.stdout).toContain('no session has the file name or the seed `1`')
  })

  it('checks another version of the bank where that is wished for', async () => {
    const files = { 'c.json': sessionFile('9', 'old') }
    const ran = await audit(files, ['c.json', '--any-version'])
    expect(ran.exit).toBe(0)
    expect(rows(ran.files)[0]).toMatch(/^c\.json,6,agrees,,,,.*old/)
  })

  it('gives profiles of the same name to sessions in their order', async () => {
    const files = {
      's.jsonl': [sessionFile('7'), sessionFile('7')].join('\n'),
      'p.jsonl': [profileFile('7'), profileFile('8', '7')].join('\n')
    }
    const ran = await audit(files, ['s.jsonl', '--profiles', 'p.jsonl'])
    expect(rows(ran.files).map((line) => line.split(',')[2])).toEqual(['agrees', 'profile'])
  })

  it('gives the same bytes for any number of workers', async () => {
    const files = { 's.jsonl': Array.from({ length: 80 }, (_, i) => sessionFile(String(i))).join('\n') }
    const alone = await audit(files, ['s.jsonl', '--workers', '1'])
    expect(alone.exit).toBe(0)
    expect([...(await audit(files, ['s.jsonl', '--workers', '3'])).files]).toEqual([...alone.files])
    const ended = await audit(files, ['s.jsonl'], { workersEndAfter: 1 })
    expect([ended.exit, ended.files.size]).toEqual([3, 0])
    const readOnly = await audit(files, ['s.jsonl'], { readOnly: ['out/audit.json'] })
    expect([readOnly.exit, readOnly.files.size]).toEqual([3, 0])
  })

  it('shows nothing that a terminal would obey', async () => {
    const evil = '\u001b[2J\u202e'
    const ran = await audit({ [`${evil}.json`]: '{' }, [`${evil}.json`])
    expect(ran.exit).toBe(1)
    expect(ran.stdout).not.toContain('\u001b')
    expect(ran.stdout).not.toContain('\u202e')
  })
})

describe('what goes wrong', () => {
  it.each([
    [['log.csv'], 2, 'neither the seed nor the rules are known'],
    [['a.json', '--locale', 'fr'], 2, '--locale belongs to --mode predict and --mode posthoc'],
    [['a.json', '--map', 'learner=x'], 2, '--map belongs to'],
    [['a.json', '--outcomes', '1=correct'], 2, '--outcomes belongs to'],
    [['a.json', '--seed', '2'], 2, '--seed belongs to'],
    [['a.json', '--strict'], 2, '--strict belongs to'],
    [['a.json', '--coverage', '1'], 2, '--coverage belongs to --mode posthoc'],
    [['a.json', '--profiles', 'a.json'], 2, 'named twice'],
    [[], 2, 'name a log'],
    [['none.json'], 3, 'cannot read `none.json`'],
    [['a.json', '--profiles', 'none.json'], 3, 'cannot read `none.json`']
  ])('%j', async (words, exit, message) => {
    const ran = await audit({ 'a.json': sessionFile('7') }, words)
    expect([ran.exit, ran.files.size]).toEqual([exit, 0])
    expect(ran.stderr).toContain(message)
  })

  it('an empty file holds no session', async () => {
    const ran = await audit({ 'a.jsonl': '' }, ['a.jsonl'])
    expect(ran.exit).toBe(1)
    expect(rows(ran.files)).toHaveLength(1)
    expect(ran.stdout).toContain('this file is empty')
  })
})

import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Earlier from '../../src/assessment/Earlier'
import * as SessionFile from '../../src/assessment/SessionFile'
import * as Bank from '../../src/bank/Bank'
import type { Response } from '../../src/bank/Challenge'
import * as Profile from '../../src/profile/Profile'
import { campaign, json, small } from './banks'
import { run, type World } from './fake'

const DAY = 86_400_000
const SPRING = Date.UTC(2026, 2, 1)

const bank = (() => {
  const decoded = Bank.decode(small)
  if (decoded._tag === 'Left') throw new Error('the bank of the tests is wrong')
  return decoded.right
})()

/** Everything is asked. */
const long = { format: 'acquis-campaign/1', id: 'all', bank: 'small', rules: { precision: 0, minGain: 0 } }
const fading = { ...long, id: 'fading', halfLife: 30 }
const again = { ...long, id: 'again', retake: { afterDays: 30 } }

const given: ReadonlyArray<Response> = [
  { challenge: 'pick-a', outcome: 'correct', at: SPRING },
  { challenge: 'add-a', outcome: 'incorrect', at: SPRING }
]

const sessionOf = (responses: ReadonlyArray<Response>): string =>
  json(
    SessionFile.encode(
      responses.reduce(
        (state, response) => {
          const next = Assessment.answer(state, response)
          if (next._tag === 'Left') throw new Error('the session of the tests is wrong')
          return next.right
        },
        Assessment.start(bank, { seed: '1' })
      )
    )
  )

const undated = sessionOf(given.map(({ challenge, outcome }) => ({ challenge, outcome })))

const files = {
  'small.json': json(small),
  'few.json': json(campaign),
  'all.json': json(long),
  'fading.json': json(fading),
  'again.json': json(again),
  'spring.json': sessionOf(given),
  'undated.json': undated
}

const take = (words: ReadonlyArray<string>, world: World = {}) =>
  run(['take', 'small.json', '--seed', '2', '--locale', 'en', ...words], {
    ...world,
    files: { ...files, ...world.files }
  })

/** Answered by a simulated learner; the challenges that were asked. */
const asked = async (words: ReadonlyArray<string>, world: World = {}) => {
  const {
    exit,
    stderr,
    files: written
  } = await take(['--simulate', '3', '--log', 'log.csv', '--no-duration', ...words], world)
  const rows = (written.get('log.csv') ?? '').trim().split('\n').slice(1)
  return { exit, stderr, asked: rows.map((row) => row.split(',')[1] ?? '').sort() }
}

const EVERY = ['add-a', 'add-b', 'build-a', 'build-b', 'pick-a', 'pick-b']

const profileOf = (stdout: string): Profile.Profile => JSON.parse(stdout) as Profile.Profile

describe('acquis take --earlier', () => {
  it('does not ask again, and lets the profile rest on all answers', async () => {
    expect((await asked(['--campaign', 'all.json'])).asked).toEqual(EVERY)
    const after = ['--campaign', 'all.json', '--earlier', 'spring.json']
    expect(await asked(after)).toEqual({
      exit: 0,
      stderr: '',
      asked: EVERY.filter((id) => id !== 'pick-a' && id !== 'add-a')
    })
    const { stdout } = await take([...after, '--json'], { lines: [] })
    const begun = Earlier.start(bank, { seed: '2', locale: 'en', earlier: { responses: given } })
    const { mastery } = Profile.of(Earlier.evidence(begun)).competences['1.1']?.acquis['pick'] ?? {}
    expect(profileOf(stdout)).toMatchObject({
      responses: 2,
      competences: { '1.1': { asked: 2, acquis: { pick: { mastery, evidence: 'direct' } } } }
    })
  })

  it('takes several sessions, and says to a person how many answers there are', async () => {
    const other = sessionOf([{ challenge: 'build-a', outcome: 'skipped' }])
    const words = ['--campaign', 'all.json', '--earlier', 'spring.json', '--earlier', 'other.json']
    const world = { files: { 'other.json': other } }
    expect((await asked(words, world)).asked).toEqual(['add-b', 'build-b', 'pick-b'])
    const { stdout } = await take(words, { ...world, terminal: true, lines: ['q'] })
    expect(stdout).toContain('3 earlier answers of yours are taken into account.')
  })

  it('keeps them in the session, which is taken up without the file that they came from', async () => {
    const words = ['--campaign', 'fading.json', '--simulate', '3', '--session', 's.json']
    const first = await take([...words, '--earlier', 'spring.json', '--now', '2026-04-15'])
    const kept = first.files.get('s.json') ?? ''
    expect(JSON.parse(kept)).toMatchObject({
      earlier: { responses: given, now: Date.UTC(2026, 3, 15) }
    })
    const half = JSON.parse(kept) as { responses: ReadonlyArray<unknown> }
    const cut = json({ ...half, responses: half.responses.slice(0, 1) })
    const rest = await run(
      ['take', 'small.json', '--simulate', '3', '--session', 's.json', '--now', '2026-04-15'],
      { files: { 'small.json': json(small), 's.json': cut } }
    )
    expect(rest.files.get('s.json')).toBe(kept)
  })

  it('shows the profile where they leave nothing to ask', async () => {
    const whole = sessionOf(EVERY.map((challenge) => ({ challenge, outcome: 'correct' })))
    const { exit, stdout, stderr } = await take(['--earlier', 'whole.json'], {
      files: { 'whole.json': whole },
      lines: []
    })
    expect([exit, stderr]).toEqual([0, 'acquis take: There is no question to ask here.\n'])
    expect(stdout).toContain('Your profile')
  })

  it('says that a session with settings of its own has no use for others', async () => {
    const { stderr } = await take(['--session', 's.json', '--earlier', 'spring.json', '--simulate', '3'], {
      files: { 's.json': sessionOf([]) }
    })
    expect(stderr).toContain('--earlier would need a new one, and is ignored')
  })

  it('lets them fade by the half-life of the campaign', async () => {
    const mastery = async (now: string): Promise<number> => {
      const words = ['--campaign', 'fading.json', '--earlier', 'spring.json', '--now', now, '--json']
      return (
        profileOf((await take(words, { lines: [] })).stdout).competences['1.1']?.acquis['pick']?.mastery ??
        NaN
      )
    }
    const prior = profileOf((await take(['--json'], { lines: [] })).stdout).competences['1.1']?.acquis['pick']
    const [fresh, faded, gone] = [
      await mastery('2026-03-01'),
      await mastery('2026-04-01'),
      await mastery('2056-03-01')
    ]
    expect(fresh).toBeGreaterThan(faded)
    expect(faded).toBeGreaterThan(gone)
    expect(gone).toBeCloseTo(prior?.mastery ?? NaN, 9)
  })

  it('asks again what was failed long enough ago', async () => {
    const words = ['--campaign', 'again.json', '--earlier', 'spring.json', '--now']
    expect((await asked([...words, '2026-03-30T23:59:59Z'])).asked).not.toContain('add-a')
    const late = (await asked([...words, '2026-03-31'])).asked
    expect(late).toContain('add-a')
    expect(late).not.toContain('pick-a')
  })

  it('counts ages to the clock where nothing else is said', async () => {
    const words = ['--campaign', 'again.json', '--earlier', 'spring.json']
    expect((await asked(words, { clock: () => SPRING + 29 * DAY })).asked).not.toContain('add-a')
    expect((await asked(words, { clock: () => SPRING + 31 * DAY })).asked).toContain('add-a')
  })

  it('gives the same bytes at any time where time does not matter', async () => {
    const words = [
      '--campaign',
      'all.json',
      '--earlier',
      'spring.json',
      '--simulate',
      '3',
      '--session',
      's.json'
    ]
    const [one, other] = [await take(words, { clock: () => 1 }), await take(words, { clock: () => 2 })]
    expect(one.files.get('s.json')).toBe(other.files.get('s.json'))
    expect(one.files.get('s.json')).not.toContain('"now"')
  })

  it.each([
    ['fading.json', 'undated.json', '2 earlier answers have no time: counted in full\n'],
    ['again.json', 'undated.json', '2 earlier answers have no time: not asked again\n'],
    ['fading.json', 'spring.json', '2 earlier answers are dated after this test: counted in full; look at'],
    ['all.json', 'undated.json', undefined],
    ['all.json', 'spring.json', undefined]
  ])('%s after %s: %s', async (settings, session, sentence) => {
    const { exit, stderr } = await asked([
      '--campaign',
      settings,
      '--earlier',
      session,
      '--now',
      '2026-01-31'
    ])
    expect(exit).toBe(0)
    if (sentence === undefined) expect(stderr).toBe('')
    else expect(stderr).toContain(`acquis take: ${sentence}`)
  })

  it('warns of a bank that has changed, passes over what it no longer has, and goes on', async () => {
    const {
      exit,
      stderr,
      asked: ids
    } = await asked(['--campaign', 'all.json', '--earlier', 'old.json'], {
      files: {
        'old.json': (files['spring.json'] ?? '')
          .replace(bank.fingerprint, '0'.repeat(64))
          .replace('"pick-a"', '"pick-z"')
      }
    })
    expect(exit).toBe(0)
    expect(stderr).toMatch(/old\.json:\d+:\d+ warning changed-bank: the bank has changed/)
    expect(stderr).toContain(
      'earlier answers to 1 challenge that this bank does not have are passed over: `pick-z`\n'
    )
    expect(ids).toEqual(EVERY.filter((id) => id !== 'add-a'))
  })

  it.each([
    [
      ['--earlier', 'other.json'],
      1,
      'other.json:4:11 error other-bank: this file belongs to the bank `large`'
    ],
    [['--earlier', 'all.json'], 1, 'this file is of the kind acquis-campaign, expected acquis-session/1'],
    [['--earlier', 'broken.json'], 1, 'broken.json:1:'],
    [['--earlier', 'time.json'], 1, 'error wrong-type'],
    [['--earlier', 'none.json'], 3, 'cannot read `none.json`'],
    [['--earlier', 'spring.json', '--earlier', 'spring.json'], 2, '--earlier takes each session once'],
    [
      ['--now', 'tomorrow'],
      2,
      '--now takes a time, such as 2026-01-31 or 2026-01-31T09:30:00Z, not `tomorrow`'
    ],
    [['--now', '2026-02-30'], 2, 'not `2026-02-30`'],
    [['--now', ''], 2, 'not ``'],
    [['--now', `1${'0'.repeat(400)}`], 2, '--now takes a time'],
    [['--now', '\u001b[31m'], 2, '--now takes a time']
  ])('ends early for %j', async (words, code, sentence) => {
    const { exit, stdout, stderr } = await take([...words, '--session', 's.json'], {
      files: {
        'other.json': (files['spring.json'] ?? '').replace('"id": "small"', '"id": "large"'),
        'broken.json': '{"format": "acquis-session/1"',
        'time.json': (files['spring.json'] ?? '').replace(String(SPRING), '"yesterday"')
      }
    })
    expect([exit, stdout]).toEqual([code, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('\u001b')
  })
})

describe('the time of an answer', () => {
  const times = (session: string | undefined): ReadonlyArray<unknown> =>
    (JSON.parse(session ?? '') as { responses: ReadonlyArray<Response> }).responses.map(({ at }) => at)

  const answered = async (world: World, words: ReadonlyArray<string> = []) => {
    const { files: written } = await take(['--session', 's.json', ...words], {
      lines: ['', ''],
      clock: () => SPRING,
      ...world
    })
    return times(written.get('s.json'))
  }

  it('is that of the clock at a terminal, and of --now anywhere', async () => {
    expect(await answered({ terminal: true })).toEqual([SPRING, SPRING])
    expect(await answered({ terminal: false })).toEqual([undefined, undefined])
    expect(await answered({ terminal: true }, ['--now', '1970-01-02'])).toEqual([DAY, DAY])
    expect(await answered({ terminal: false }, ['--now', '1970-01-02'])).toEqual([DAY, DAY])
  })
})

describe('how long a campaign takes', () => {
  const sentence = /This takes about 3 minutes \(2 questions\)\./

  it('is said before the first question', async () => {
    const { stdout } = await take(['--campaign', 'few.json'], { terminal: true, lines: ['q'] })
    expect(stdout).toMatch(sentence)
    expect(stdout.search(sentence)).toBeLessThan(stdout.indexOf('question 1'))
  })

  it('is said in French, and from a pipe, too', async () => {
    const words = ['take', 'small.json', '--seed', '2', '--campaign', 'few.json']
    expect((await run(words, { files, lines: [] })).stdout).toContain(
      'Comptez environ 3 minutes (2 questions).'
    )
  })

  it('has a median and what nine in ten need, where they differ', async () => {
    const varied = { ...campaign, rules: { precision: 0.2, minGain: 0 } }
    const { stdout } = await take(['--campaign', 'c.json', '--simulate', '2'], {
      files: { 'c.json': json(varied) },
      width: 200
    })
    const [, median, ninetieth] =
      /about (\d+) minutes? \(\d+ questions?\); nine people in ten are done within (\d+)\./.exec(stdout) ?? []
    expect(Number(median)).toBeLessThan(Number(ninetieth))
  })

  it('is what is left of a session that is taken up', async () => {
    const first = await take(['--campaign', 'few.json', '--session', 's.json'], { lines: [''] })
    const rest = await run(['take', 'small.json', '--session', 's.json'], {
      files: { ...files, 's.json': first.files.get('s.json') ?? '' },
      terminal: true,
      lines: ['q']
    })
    expect(rest.stdout).toContain('This takes about 2 minutes (1 question).')
  })

  it.each([[['--campaign', 'few.json', '--no-duration']], [['--rule', 'maxQuestions=2']]])(
    'is not said with %j',
    async (words) => {
      const { exit, stdout } = await take(words, { terminal: true, lines: ['q'] })
      expect(exit).toBe(0)
      expect(stdout).toContain('question 1')
      expect(stdout).not.toContain('This takes about')
    }
  )

  it('changes nothing of the test, and does not stand in the way of --json', async () => {
    const words = ['--campaign', 'few.json', '--simulate', '2', '--json']
    const [said, unsaid] = [await take(words), await take([...words, '--no-duration'])]
    expect(said.stdout).toBe(unsaid.stdout)
    expect(profileOf(said.stdout).responses).toBe(2)
  })
})

/** `acquis cohort`, from profiles, a roster, roles and offers to tables. */
import { describe, expect, it } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../../src/assessment/Assessment'
import * as Bank from '../../src/bank/Bank'
import * as Profile from '../../src/profile/Profile'
import { json } from './banks'
import { run, type World } from './fake'

const levels = (topic: string) =>
  Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [
      level,
      { [`${topic}${level}`]: { topic, challenges: { [`${topic}${level}x`]: { format: 'practical' } } } }
    ])
  )

const bank = {
  format: 'acquis-bank/1',
  id: 'small',
  title: 'Small',
  competences: {
    a: { title: 'A', topics: { s: { title: 'S' } }, levels: levels('s') },
    b: { title: 'B', topics: { t: { title: 'T' } }, levels: levels('t') }
  }
}

const decoded = Bank.decode(bank)
if (E.isLeft(decoded)) throw new Error('the bank has issues')

/** Somebody who knows everything up to a level, and was asked all of it. */
const profileOf = (learner: string, knows: number): Profile.Profile => {
  let assessment = Assessment.start(decoded.right, { seed: learner })
  for (;;) {
    const next = Assessment.next(assessment)
    if (next._tag !== 'Ask') break
    const level = Number(next.challenge[1])
    const answered = Assessment.answer(assessment, {
      challenge: next.challenge,
      outcome: level <= knows ? 'correct' : 'incorrect'
    })
    if (E.isLeft(answered)) throw new Error('refused')
    assessment = answered.right
  }
  return Profile.of(assessment, { learner })
}

const COMMUNES = ['north', 'south', 'west']

/** 24 people: eight of each commune, of whom the last three of west are alone in being old. */
const people = Array.from({ length: 24 }, (_, i) => ({
  learner: `l-${String(i).padStart(2, '0')}`,
  knows: i % 6,
  commune: COMMUNES[Math.floor(i / 8)] ?? '',
  age: i >= 21 ? 'old' : 'young',
  role: i % 2 === 0 ? 'desk' : 'head'
}))

const lines = (profiles: ReadonlyArray<unknown>): string =>
  profiles.map((each) => `${JSON.stringify(each)}\n`).join('')

const profiles = people.map(({ learner, knows }) => profileOf(learner, knows))

const roster = [
  'learner,commune,age,role,minutes,felt:a',
  ...people.map(
    ({ learner, commune, age, role }, i) =>
      `${learner},${commune},${age},${role},${10 + i},${i < 16 ? 'advanced' : 'novice'}`
  ),
  '=cmd(),north,young,desk,,'
].join('\n')

const roles = {
  format: 'acquis-roles/1',
  id: 'town',
  bank: 'small',
  roles: {
    desk: { title: 'Desk', frequency: 'daily', expected: { a: 'intermediate', b: 'none' } },
    head: { title: 'Head', frequency: 'minimal', expected: { a: 4 } }
  }
}

const offers = {
  format: 'acquis-offers/1',
  id: 'spring',
  bank: 'small',
  offers: {
    'a-start': {
      title: 'Start',
      topics: [{ competence: 'a', topic: 's' }],
      levels: { from: 1, to: 2 },
      seats: 6,
      hours: 3
    },
    'a-more': {
      title: 'More',
      topics: [{ competence: 'a', topic: 's' }],
      levels: { from: 3, to: 4 },
      seats: 30,
      hours: 6
    }
  }
}

const files: NonNullable<World['files']> = {
  'p.jsonl': lines(profiles),
  'roster.csv': roster,
  'roles.json': json(roles),
  'offers.json': json(offers),
  'bank.json': json(bank)
}

const cohort = (words: ReadonlyArray<string>, world: World = {}) =>
  run(['cohort', 'p.jsonl', '--out', 'out', ...words], { files, ...world })

const all = ['--roster', 'roster.csv', '--roles', 'roles.json', '--bank', 'bank.json', '--by', 'commune,age']

const rows = (text: string | undefined): ReadonlyArray<ReadonlyArray<string>> =>
  (text ?? '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))

const wherever = (
  text: string | undefined,
  ...cells: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<string>> =>
  rows(text).filter((row) => cells.every((cell, i) => cell === '*' || row[i] === cell))

describe('tables', () => {
  it('of all people, without anything else', async () => {
    const ran = await cohort([])
    expect(ran).toMatchObject({ exit: 0, stderr: '' })
    expect([...ran.files.keys()]).toEqual([
      'out/shares.csv',
      'out/rejected.csv',
      'out/cohort.json',
      'out/run.json'
    ])
    const shares = wherever(ran.files.get('out/shares.csv'), 'all', '(all)', 'a')
    expect(shares.map((row) => row[5])).toEqual(['novice', 'intermediate', 'autonomous', 'below-base'])
    // Of six levels of knowledge, 0 to 5, half are below 3, and one in six is 5.
    expect(Number(shares[0]?.[6])).toBeCloseTo(0.5, 0)
    for (const [, , , , , , value, low, high] of shares) {
      expect(Number(low)).toBeLessThan(Number(value))
      expect(Number(high)).toBeGreaterThan(Number(value))
    }
    expect(ran.stdout).toContain('24 profiles')
  })

  it('by group, without a group from which one could tell of the three that are old', async () => {
    const ran = await cohort(all)
    expect(ran.exit).toBe(0)
    const shares = ran.files.get('out/shares.csv')
    expect(wherever(shares, 'age').length).toBe(0)
    expect(wherever(shares, 'commune', '*', 'a', '8').length).toBe(12)
    const strict = await cohort([...all, '--least', '3'])
    expect(wherever(strict.files.get('out/shares.csv'), 'age', 'old', 'a', '3').length).toBe(4)
    // All of west but the young ones of west would be the old: with 3 at least, they may be told.
    expect(wherever(strict.files.get('out/shares.csv'), 'commune', 'west', 'a', '8').length).toBe(4)
  })

  it('of what roles expect, of what people felt, of topics', async () => {
    const ran = await cohort(all)
    const expected = ran.files.get('out/expected.csv')
    expect(wherever(expected, 'role', 'desk', 'a', '12').length).toBe(1)
    expect(wherever(expected, 'role', 'desk', 'b').length).toBe(0)
    const felt = wherever(ran.files.get('out/felt.csv'), 'a', 'autonomous', '16')
    expect(felt.map((row) => row[7])).toEqual(['overestimates', 'overestimates', 'agrees'])
    const [, need] = rows(ran.files.get('out/topics.csv'))
    expect(need?.slice(0, 3)).toEqual(['a', 's', '24'])
    // Desks know less than 3 with 6 of 12 people, heads less than 4 with 8.
    expect(Number(need?.[3])).toBeGreaterThan(11)
    expect(Number(need?.[3])).toBeLessThan(17)
  })

  it('of participation, with a median, and cells that no spreadsheet computes', async () => {
    const ran = await cohort([...all, '--names'])
    expect(wherever(ran.files.get('out/participation.csv'), 'all')).toEqual([
      ['all', '(all)', '25', '24', '24', '21.5']
    ])
    expect(rows(ran.files.get('out/reminders.csv')).slice(1)).toEqual([["'=cmd()", 'desk', 'no']])
    expect(rows(ran.files.get('out/fragility.csv')).length).toBeGreaterThan(10)
  })

  it('of trainings, with their guarantee', async () => {
    const ran = await cohort([...all, '--offers', 'offers.json', '--names', '--json', '--cover', '1'])
    expect(ran.exit).toBe(0)
    const { training } = JSON.parse(ran.stdout) as {
      training: { sessions: ReadonlyArray<{ offer: string; people: number }>; guarantee: string }
    }
    expect(training.sessions.map(({ offer }) => offer).sort()).toEqual(['a-more', 'a-start'])
    expect(training.sessions.find(({ offer }) => offer === 'a-start')?.people).toBe(6)
    expect(training.guarantee).toBe('1/2')
    expect(wherever(ran.files.get('out/seats.csv'), '*', 'a-start').length).toBe(6)
  })

  it('no name is written unless it is asked for', async () => {
    const ran = await cohort([...all, '--offers', 'offers.json'])
    for (const [name, text] of ran.files) {
      expect(name).not.toMatch(/fragility|reminders|seats/)
      expect(text).not.toMatch(/l-\d\d/)
    }
    expect(ran.stdout).not.toMatch(/l-\d\d/)
  })

  it('of two rounds, of those alone who are in both', async () => {
    const later = people.slice(0, 20).map(({ learner, knows }) => profileOf(learner, knows + 1))
    const ran = await run(
      ['cohort', 'later.jsonl', '--before', 'p.jsonl', '--bank', 'bank.json', '--out', 'out'],
      { files: { ...files, 'later.jsonl': lines([...later, profileOf('new', 6)]) } }
    )
    expect(ran.exit).toBe(0)
    const [row] = wherever(ran.files.get('out/change.csv'), 'all', '(all)', 'a', '20', 'intermediate')
    const [change = 0, low = 0, high = 0] = (row ?? []).slice(7).map(Number)
    expect(low).toBeGreaterThan(0)
    expect(change).toBeGreaterThan(low)
    expect(high).toBeGreaterThan(change)
    const same = await run(['cohort', 'p.jsonl', '--before', 'q.jsonl', '--out', 'out'], {
      files: { ...files, 'q.jsonl': lines(profiles) }
    })
    for (const cells of rows(same.files.get('out/change.csv')).slice(1)) expect(cells[7]).toBe('0')
  })
})

describe('a report', () => {
  const report = [...all, '--report', 'pages', '--locale', 'fr', '--least', '3']

  it('has a numbered page for each group, and its first page last', async () => {
    const ran = await cohort([...report, '--offers', 'offers.json'])
    expect(ran.exit).toBe(0)
    const pages = [...ran.files.keys()].filter((name) => name.startsWith('pages/'))
    // Three communes, two ages, two roles.
    expect(pages).toEqual([
      ...Array.from({ length: 7 }, (_, i) => `pages/group-${i + 1}.html`),
      'pages/index.html'
    ])
    expect(ran.stdout).toContain('8 pages, from index.html on, in pages')
    expect(ran.files.get('pages/index.html')).toContain('<html lang="fr">')
    expect(ran.files.get('pages/index.html')).toContain('Quelles formations aideraient le plus')
    for (const page of pages) expect(/l-\d\d/.test(ran.files.get(page) ?? '')).toBe(false)
  })

  it('has names on a page of their own, where they are asked for, to which no page leads', async () => {
    const ran = await cohort([...report, '--names'])
    expect(ran.files.get('pages/names.html')).toContain('l-00')
    for (const [name, text] of ran.files)
      if (name.startsWith('pages/') && name !== 'pages/names.html') {
        expect(text.includes('names.html')).toBe(false)
        expect(/l-\d\d/.test(text)).toBe(false)
      }
  })

  it('has a page for each learner, numbered, beside what their role expects', async () => {
    const hostile = { ...profileOf('../<b>x', 2), recommendations: 'none' }
    const ran = await cohort([...all, '--pages', 'own', '--locale', 'en'], {
      files: {
        ...files,
        'p.jsonl': lines([hostile, ...profiles, profiles[0], { ...profileOf('../<b>y', 2) }])
      }
    })
    expect(ran.exit).toBe(0)
    const pages = [...ran.files.keys()].filter((name) => name.startsWith('own/'))
    expect(pages).toEqual([
      ...Array.from({ length: 25 }, (_, i) => `own/learner-${i + 1}.html`),
      'own/learners.html'
    ])
    expect(ran.files.get('own/learner-1.html')).toContain('l-00 · Small')
    expect(ran.files.get('own/learner-1.html')).toContain('Beside what is expected: Desk')
    expect(ran.files.get('own/learners.html')).toContain('<a href="learner-25.html">../&lt;b&gt;y</a>')
    expect(ran.stdout).toContain('25 pages of learners, from learners.html on, in own')
    // What a cohort can read, and a page cannot, is told with its line.
    expect(ran.files.get('out/rejected.csv')).toContain('p.jsonl,1,"there is no page of it')
    const single = await run(
      ['cohort', 'one.json', '--bank', 'bank.json', '--out', 'out', '--pages', 'own'],
      {
        files: { ...files, 'one.json': JSON.stringify(profiles[0], null, 2) }
      }
    )
    expect(single.files.get('own/learner-1.html')).toContain('l-00 · Small')
  })

  it('leaves no page where it cannot be written, and no table', async () => {
    const ran = await cohort(report, { readOnly: ['pages/index.html'] })
    expect(ran.exit).toBe(3)
    expect(ran.files.has('out/shares.csv')).toBe(false)
    expect(ran.stderr).toContain('pages/index.html')
  })
})

describe('the same bytes', () => {
  it('however many workers there are', async () => {
    const words = [...all, '--offers', 'offers.json', '--names', '--workers']
    // Lines that are refused stand in their order among the others.
    const text = `x\n${files['p.jsonl']?.toString() ?? ''}y\n`
    const [one, three] = await Promise.all(
      ['1', '3'].map((n) => cohort([...words, n], { files: { ...files, 'p.jsonl': text } }))
    )
    expect(three?.files).toEqual(one?.files)
    expect(rows(one?.files.get('out/rejected.csv')).map(([, line]) => line)).toEqual(['line', '1', '26'])
  })

  it('whatever the order of the lines, and whether acquis are passed over or parsed', async () => {
    const one = await cohort(['--roster', 'roster.csv', '--by', 'commune,age'])
    const other = await cohort(['--roster', 'roster.csv', '--by', 'commune,age'], {
      files: { ...files, 'p.jsonl': lines([...profiles].reverse().map((each) => ({ ...each }))) }
    })
    const spaced = await cohort(['--roster', 'roster.csv', '--by', 'commune,age'], {
      files: {
        ...files,
        'p.jsonl': files['p.jsonl']?.toString().replaceAll('"acquis":', '"acquis" : ') ?? ''
      }
    })
    for (const name of ['out/shares.csv', 'out/cohort.json', 'out/participation.csv']) {
      expect(other.files.get(name)).toBe(one.files.get(name))
      expect(spaced.files.get(name)).toBe(one.files.get(name))
    }
  })
})

describe('what is wrong', () => {
  it('is listed with its place, and the rest goes on', async () => {
    const [first] = profiles
    const ran = await cohort(['--roster', 'roster.csv', '--roles', 'roles.json', '--bank', 'bank.json'], {
      files: {
        ...files,
        'p.jsonl':
          lines(profiles) +
          '{ broken\n\n' +
          lines([
            first,
            { ...first, learner: 'x', bank: { id: 'small', fingerprint: 'older' } },
            { ...first, learner: 'y', bank: { id: 'other', fingerprint: 'f' } },
            { ...first, learner: 'z', competences: { a: { score: { mean: 1, sd: 1 }, bands: { none: 2 } } } },
            { learner: 'w' }
          ]),
        'roster.csv': `${roster}\nl-00,north,young,desk,1,\nl-99,north\nl-98,north,young,major,soon,guru\n`,
        'roles.json': json({
          ...roles,
          roles: { ...roles.roles, lost: { title: 'L', frequency: 'daily', expected: { aa: 3 } } }
        })
      }
    })
    expect(ran.exit).toBe(0)
    const said = rows(ran.files.get('out/rejected.csv')).map(
      ([file, line, reason]) => `${file}:${line} ${reason}`
    )
    for (const sentence of [
      'p.jsonl:25 it is no JSON',
      'p.jsonl:27 there is a profile of this learner already',
      'p.jsonl:28 "it was made with another version',
      'p.jsonl:29 "it is of the bank `other`',
      'p.jsonl:30 the bands of the competence `a`',
      'p.jsonl:31 it is no profile',
      'roster.csv:27 the learner stands in line 2 already',
      'roster.csv:28 2 fields instead of 6',
      'roster.csv:29 "`felt:a` takes a band',
      'roster.csv:29 "`minutes` takes a number',
      'there is no competence `aa`'
    ])
      expect(
        said.some((each) => each.includes(sentence)),
        `${sentence} in ${said.join('\n')}`
      ).toBe(true)
    expect(ran.stderr).toContain('p.jsonl:25 it is no JSON')
    expect(ran.stdout).toContain('24 profiles')
    const strict = await cohort(['--strict'], {
      files: { ...files, 'p.jsonl': `${files['p.jsonl']?.toString()}x\n` }
    })
    expect(strict.exit).toBe(1)
  })

  it('any version can be taken', async () => {
    const [first] = profiles
    const older = { ...first, learner: 'x', bank: { id: 'small', fingerprint: 'older' } }
    const ran = await cohort(['--any-version'], {
      files: { ...files, 'p.jsonl': lines([...profiles, older]) }
    })
    expect(ran.stdout).toContain('25 profiles')
  })

  it.each([
    [['--by', 'commune'], 'name the roster', '--by names columns of a roster'],
    [['--roster', 'roster.csv', '--by', 'comune'], '', 'did you mean `commune`?'],
    [['--roster', 'roster.csv', '--by', 'age,age'], '', 'names `age` twice'],
    [['--roles', 'roles.json'], '', '--roles needs a roster'],
    [['--offers', 'offers.json'], '', '--offers needs --bank'],
    [['--least', '0'], '', '--least takes a whole number'],
    [['--cover', '80'], '', '--cover takes a share'],
    [['--base', 'master'], '', '--base takes a level'],
    [['--workers', '0'], '', '--workers takes a whole number'],
    [['--locale', 'fr'], '', '--locale is the language of --report and --pages'],
    [['--pages', 'own'], '', '--pages needs --bank'],
    [['--pages', 'own', '--bank', 'bank.json', '-'], '', '--pages reads profiles twice'],
    [['--before', 'p.jsonl'], '', 'named twice']
  ])('%j', async (words, _why, sentence) => {
    const ran = await cohort(words)
    expect([ran.exit, ran.files.size]).toEqual([2, 0])
    expect(ran.stderr).toContain(sentence)
  })

  it.each([
    ['no roster', { 'roster.csv': 'name,commune\nx,y\n' }, 'a roster has a column `learner`'],
    ['two columns of a name', { 'roster.csv': 'learner,a,a\n' }, 'stands there twice'],
    ['roles of another bank', { 'roles.json': json({ ...roles, bank: 'tall' }) }, 'other-bank'],
    ['roles that are none', { 'roles.json': '{"format":"acquis-roles/1"}' }, 'missing-key']
  ])('%s', async (_name, given, sentence) => {
    const ran = await cohort(all, { files: { ...files, ...given } })
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
    expect(ran.stderr).toContain(sentence)
  })

  it('a file that is not there, and one that cannot be written, leave nothing behind', async () => {
    expect(await run(['cohort', 'gone.jsonl', '--out', 'out'], { files })).toMatchObject({ exit: 3 })
    const ran = await cohort([], { readOnly: ['out/shares.csv'] })
    expect([ran.exit, ran.files.size]).toEqual([3, 0])
  })

  it('names of groups are as good as any, and nothing is made of them', async () => {
    const strange = roster.replaceAll(',north,', ',__proto__,').replaceAll(',south,', ',=1+1,')
    const ran = await cohort(['--roster', 'roster.csv', '--by', 'commune'], {
      files: { ...files, 'roster.csv': strange }
    })
    const groups = new Set(wherever(ran.files.get('out/shares.csv'), 'commune').map((row) => row[1]))
    expect([...groups].sort((a = '', b = '') => (a < b ? -1 : 1))).toEqual(["'=1+1", '__proto__', 'west'])
  })
})

import { describe, expect, it } from 'vitest'
import { campaign, json, small } from './banks'
import { run, type World } from './fake'

const roles = {
  format: 'acquis-roles/1',
  id: 'town',
  bank: 'small',
  roles: {
    desk: { title: 'Desk', frequency: 'daily', expected: { '1.1': 2 } },
    field: { title: 'Field', frequency: 'minimal', expected: { '1.1': 'none' } }
  }
}

const take = (words: ReadonlyArray<string>, world: World = {}, locale = 'en') =>
  run(['take', 'small.json', '--seed', '2', '--simulate', '1', '--locale', locale, ...words], {
    ...world,
    files: {
      'small.json': json(small),
      'few.json': json(campaign),
      'expecting.json': json({ ...campaign, expected: { '1.1': 1 } }),
      'roles.json': json(roles),
      ...world.files
    }
  })

const desk = ['--roles', 'roles.json', '--role', 'desk']

describe('take, beside what is expected', () => {
  it('says how likely a learner is where their role expects them, and what is missing', async () => {
    const { exit, stdout } = await take(desk)
    expect(exit).toBe(0)
    expect(stdout).toContain('Beside what is expected')
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Calculate: novice \(level 2\) is expected; you are there with \d+%, about \d\.\d levels \(\d\.\d–\d\.\d\) are missing\./
    )
    const french = await take(desk, {}, 'fr')
    expect(french.stdout.replace(/\s+/g, ' ')).toMatch(
      /Calculer : on attend débutant \(niveau 2\) ; vous y êtes à \d+ %, il manque environ \d,\d de niveau/
    )
  })

  it('asks the same questions with a role as without, and of a campaign what it asks', async () => {
    const questions = ({ stdout }: { readonly stdout: string }) => stdout.match(/· question \d+/g)
    expect(questions(await take([...desk, '--no-duration']))).toEqual(questions(await take([])))
    const few = await take([...desk, '--campaign', 'few.json', '--no-duration'])
    expect(questions(few)).toEqual(questions(await take(['--campaign', 'few.json', '--no-duration'])))
  })

  it('puts the role before the campaign, whose own expectation is said too', async () => {
    const own = await take(['--campaign', 'expecting.json'])
    expect(own.stdout.replace(/\s+/g, ' ')).toContain('novice (level 1) is expected')
    const both = await take(['--campaign', 'expecting.json', ...desk])
    expect(both.stdout.replace(/\s+/g, ' ')).toContain('novice (level 2) is expected')
  })

  it('says that nothing was asked where nothing was', async () => {
    const second = {
      title: 'Draw',
      topics: { lines: { title: 'Lines' } },
      levels: { 2: { line: { topic: 'lines', challenges: { 'line-a': { format: 'practical' } } } } }
    }
    const both = { ...small, competences: { ...small.competences, '1.2': second } }
    const expected = { '1.1': 2, '1.2': 2 }
    const { stdout, stderr } = await run(['take', 'small.json', '--seed', '2', '--locale', 'en', ...desk], {
      lines: ['3.5'],
      files: {
        'small.json': json(both),
        'roles.json': json({ ...roles, roles: { desk: { ...roles.roles.desk, expected } } })
      }
    })
    expect(stderr).toContain('the answers end')
    const said = stdout.replace(/\s+/g, ' ')
    expect(said).toMatch(/Calculate: novice \(level 2\) is expected; you are there with \d+%/)
    expect(said).toContain('Draw: novice (level 2) is expected; nothing was asked yet.')
  })

  it('says nothing where nothing is expected', async () => {
    expect((await take([])).stdout).not.toContain('Beside what is expected')
    const none = await take(['--roles', 'roles.json', '--role', 'field'])
    expect([none.exit, none.stdout.includes('Beside what is expected')]).toEqual([0, false])
  })

  it('keeps the role in the session', async () => {
    const first = await take([...desk, '--session', 's.json'])
    const again = await take(['--session', 's.json'], { files: { 's.json': first.files.get('s.json')! } })
    expect([again.exit, again.stdout.includes('novice (level 2)')]).toEqual([0, true])
    const other = await take([...desk, '--session', 's.json'], {
      files: { 's.json': first.files.get('s.json')! }
    })
    expect(other.stderr).toContain('--role would need a new one, and is ignored')
  })

  it('says what is wrong', async () => {
    const wrong = async (words: ReadonlyArray<string>, files = {}) => {
      const { exit, stderr } = await take(words, { files })
      return [exit, stderr.split('\n')[0]]
    }
    const together =
      'acquis take: --roles and --role go together: a file of roles, and the id of the one that is meant'
    expect(await wrong(['--role', 'desk'])).toEqual([2, together])
    expect(await wrong(['--roles', 'roles.json'])).toEqual([2, together])
    expect(await wrong(['--roles', 'roles.json', '--role', 'desc'])).toEqual([
      2,
      'acquis take: --role: no role `desc`; did you mean `desk`?'
    ])
    const { exit, stderr } = await take(desk, {
      files: { 'roles.json': json({ ...roles, bank: 'other' }) }
    })
    expect([exit, stderr.includes('other-bank')]).toEqual([1, true])
    expect((await take(['--roles', 'none.json', '--role', 'desk'])).exit).toBe(3)
  })
})

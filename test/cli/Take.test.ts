import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import * as Refusal from '../../src/assessment/Refusal'
import * as SessionFile from '../../src/assessment/SessionFile'
import * as Bank from '../../src/bank/Bank'
import * as Profile from '../../src/profile/Profile'
import { campaign, copy, json, small } from './banks'
import { run, type World } from './fake'

const files = { 'small.json': json(small) }

const take = (words: ReadonlyArray<string>, world: World = {}) =>
  run(['take', 'small.json', ...words], { ...world, files: { ...files, ...world.files } })

/** At a terminal, as a person. */
const sit = (lines: ReadonlyArray<string | null>, words: ReadonlyArray<string> = [], world: World = {}) =>
  take(['--seed', '1', '--locale', 'en', ...words], { terminal: true, lines, ...world })

const bank = (() => {
  const decoded = Bank.decode(small)
  if (decoded._tag === 'Left') throw new Error('the bank of the tests is wrong')
  return decoded.right
})()

/** The right answers, by a word of the prompt. */
const RIGHT: Readonly<Record<string, string>> = {
  'Which one is even?': 'b',
  'Which ones are odd?': 'a c',
  'How much is': '3,5',
  'The result of an addition?': 'Sum',
  'Make a table.': 'y',
  'Build: can you do it?': 'y'
}

const WRONG: Readonly<Record<string, string>> = { number: '99', choice: 'a', choices: 'b' }

/** Answers as somebody would who knows it all: the sequence for a seed, found by asking the engine. */
const answers = (seed: string, right: (challenge: string) => boolean = () => true): ReadonlyArray<string> => {
  const given: Array<string> = []
  let assessment = Assessment.start(bank, { seed, locale: 'en' })
  for (;;) {
    const step = Assessment.next(assessment)
    if (step._tag === 'Finished') return given
    const challenge = assessment.model.items[assessment.model.itemOf.get(step.challenge) ?? 0]!.challenge
    const prompt =
      challenge.prompt === undefined ? 'Build: can you do it?' : (challenge.prompt as { en: string }).en
    const key = Object.keys(RIGHT).find((each) => prompt.startsWith(each)) ?? ''
    const correct = right(step.challenge)
    given.push(correct ? RIGHT[key]! : (WRONG[challenge.format] ?? 'n'))
    const then = Assessment.answer(assessment, {
      challenge: step.challenge,
      outcome: correct ? 'correct' : 'incorrect'
    })
    if (then._tag === 'Left') throw new Error(Refusal.message(then.left))
    assessment = then.right
  }
}

describe('acquis take, a person', () => {
  it('asks to the end, and shows the profile and the advice', async () => {
    const { exit, stdout, stderr } = await sit(answers('1', (id) => !id.startsWith('build')))
    expect(exit).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('Small bank: where do you stand?')
    expect(stdout).toMatch(/Calculate · question 1 · \d\d% sure/)
    expect(stdout).toContain('  b  four')
    expect(stdout).toContain('✓ That is right.')
    expect(stdout).toMatch(/Done: \d questions\. Thank you!/)
    expect(stdout).toContain('Your profile')
    expect(stdout).toContain('Why the test ended')
    expect(stdout).toContain('To learn more')
    expect(stdout).not.toContain('not kept')
  })

  it('gives the hint closest to a wrong answer, at once', async () => {
    const { stdout } = await sit(['a', 'q'])
    expect(stdout).toMatch(/That is not it yet\.\n {2}For next time: Divide by two\.\n/)
  })

  it('asks again where an answer cannot be read, and takes an empty one as a skip', async () => {
    const { stdout, files } = await sit(['z', '', 'q'], ['--log', 'log.csv'])
    expect(stdout).toContain('This answer is not in the list. Choose from: a, b, c.')
    expect(stdout).toContain('→ Question skipped.')
    expect(files.get('log.csv')).toMatch(/^learner,challenge,outcome,seconds\n1,pick-[ab],skipped,0\n$/)
  })

  it('speaks French where the session does', async () => {
    const { stdout } = await take(['--seed', '1'], { terminal: true, lines: ['a', 'q'] })
    expect(stdout).toContain('Petite banque : où en êtes-vous ?')
    expect(stdout).toMatch(/question 1 · \d\d % sûr/)
    expect(stdout).toContain('Pour la prochaine fois : Divisez par deux.')
    expect(stdout).toContain('Pour en apprendre davantage')
  })

  it('shows a seed that it made up', async () => {
    const { stdout } = await take(['--locale', 'en'], { terminal: true, lines: [] })
    expect(stdout).toContain('--seed seed-of-the-fake')
  })

  it.each([
    ['q', ['b', 'q']],
    ['the end of the input', ['b']]
  ])('can be left with %s, and says how it could have been kept', async (_, lines) => {
    const { exit, stdout } = await sit(lines)
    expect(exit).toBe(0)
    expect(stdout).toContain('This is what we know after 1 question.')
    expect(stdout).toContain('Where the test stands')
    expect(stdout).toContain('Your answers are not kept.')
    expect(stdout).toContain('\n  acquis take small.json --session session.json\n')
  })

  it('ends with 130 on Ctrl-C, and says where the answers are', async () => {
    const { exit, stderr, files } = await sit(['b', null], ['--session', 's.json'])
    expect(exit).toBe(130)
    expect(stderr).toContain('Your answers are kept in s.json.')
    expect(stderr).toContain('acquis take small.json --session s.json')
    expect(JSON.parse(files.get('s.json') ?? '')).toMatchObject({ responses: [{ outcome: 'correct' }] })
  })

  it('takes `q` for an answer where it is one', async () => {
    const spoilt = copy()
    const challenge = (spoilt.competences as never)['1.1']['levels']['2']['pick']['challenges'] as Record<
      string,
      unknown
    >
    for (const each of Object.values(challenge))
      Object.assign(each as object, { format: 'choice', options: { p: 'no', q: 'yes' }, solution: 'q' })
    const { stdout } = await sit(['q'], [], { files: { 'small.json': json(spoilt) } })
    expect(stdout).toContain('Ctrl-D: quit.')
    expect(stdout).toContain('✓ That is right.')
  })

  it('explains its choices with --explain', async () => {
    const { stdout } = await sit(['q'], ['--explain'])
    expect(stdout).toMatch(/Why this one: a competence begins .*\(gain 0\.\d\d\s+nats; we think/s)
  })

  it.each([30, 40, 80, 120])('stays within %i columns', async (width) => {
    const { stdout } = await sit([...answers('1', () => false)], ['--explain'], { width })
    const long = stdout
      .split('\n')
      .filter(
        (line) =>
          line.length > width && !line.includes('https://') && !/Your answer: |^ {2}acquis take /.test(line)
      )
    expect(long).toEqual([])
  })

  it('takes from the texts of a bank what a terminal would obey', async () => {
    const spoilt = json(small)
      .replaceAll('Which one is even?', 'Which \\u001b[2Jone\\u0007 is even?')
      .replaceAll('four', '\\u001b]0;x\\u0007four')
      .replaceAll('Calculate', 'Calcu\\u009b31mlate')
    const { stdout } = await sit(['a', 'q'], [], { files: { 'small.json': spoilt } })
    // eslint-disable-next-line no-control-regex -- it is what is looked for
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  it('uses colours only where they are welcome', async () => {
    const escape = '\u001b['
    expect((await sit(['b'], [], { colour: true })).stdout).toContain(escape)
    expect((await sit(['b'], [], { colour: false })).stdout).not.toContain(escape)
  })
})

describe('acquis take, sessions', () => {
  it('goes on where it was left, and ends as if it had not been', async () => {
    const all = answers('1', (id) => id.endsWith('a'))
    const whole = await sit(all, ['--session', 's.json'])
    const first = await sit(all.slice(0, 2), ['--session', 's.json'])
    const session = first.files.get('s.json') ?? ''
    const second = await take(['--session', 's.json'], {
      terminal: true,
      lines: all.slice(2),
      files: { 's.json': session }
    })
    expect(second.stdout).toContain('We go on where you were, after 2 answers.')
    expect(second.files.get('s.json')).toBe(whole.files.get('s.json'))
    expect(second.stdout.slice(second.stdout.indexOf('Your profile'))).toBe(
      whole.stdout.slice(whole.stdout.indexOf('Your profile'))
    )
  })

  it('writes after every answer', async () => {
    const { writes, files } = await sit(['b', 'b', 'q'], ['--session', 's.json'])
    const { responses } = JSON.parse(files.get('s.json') ?? '') as { responses: ReadonlyArray<unknown> }
    expect(writes.get('s.json')).toBe(responses.length + 1)
  })

  it('does not begin where the session cannot be written', async () => {
    const { exit, stdout, stderr } = await sit(['b'], ['--session', 's.json'], { readOnly: ['s.json'] })
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toContain('cannot write `s.json`')
  })

  const session = json(SessionFile.encode(Assessment.start(bank, { seed: '9', locale: 'fr' })))

  it('warns where the bank has changed, and goes on', async () => {
    const { exit, stderr } = await take(['--session', 's.json'], {
      lines: ['b'],
      files: { 's.json': session.replace(bank.fingerprint, '0'.repeat(64)) }
    })
    expect(exit).toBe(0)
    expect(stderr).toMatch(/s\.json:\d+:\d+ warning changed-bank: the bank has changed/)
  })

  it('refuses the session of another bank', async () => {
    const { exit, stderr } = await take(['--session', 's.json'], {
      files: { 's.json': session.replace('"id": "small"', '"id": "large"') }
    })
    expect(exit).toBe(1)
    expect(stderr).toContain('error other-bank: this file belongs to the bank `large`, not to `small`')
  })

  it('says which wishes a session cannot grant', async () => {
    const { stderr } = await take(
      ['--session', 's.json', '--seed', '8', '--locale', 'en', '--rule', 'among=2'],
      {
        files: { 's.json': session }
      }
    )
    expect(stderr).toContain('--seed, --locale, --rule would need a new one, and is ignored')
  })

  it('refuses a broken session', async () => {
    expect(
      await take(['--session', 's.json'], { files: { 's.json': '{"format": "acquis-session/1"' } })
    ).toMatchObject({
      exit: 1,
      stdout: ''
    })
  })
})

describe('acquis take, from a pipe', () => {
  it('reads one answer a line, and says where they end', async () => {
    const { exit, stdout, stderr } = await take(['--seed', '1', '--locale', 'en'], { lines: [''] })
    expect(exit).toBe(0)
    expect(stderr).toBe('acquis take: the answers end after 1 question, before the test is over\n')
    expect(stdout).not.toContain('Your answer:')
    expect(stdout).toContain('Your profile')
  })

  it('counts what cannot be read as wrong, with a note', async () => {
    const { stdout, stderr } = await take(['--seed', '1', '--locale', 'en'], { lines: ['zebra\u001b[2J'] })
    expect(stderr).toMatch(
      /^acquis take: pick-[ab]: “zebra” cannot be read as an answer and counts as a wrong one\n/
    )
    expect(stdout).toContain('✗ That is not it yet.')
  })

  it('prints nothing but the profile with --json', async () => {
    const { stdout, stderr, files } = await take(
      ['--seed', '1', '--json', '--out', 'p.json', '--log', 'l.csv', '--learner', 'me, "I"'],
      { lines: answers('1') }
    )
    const profile = JSON.parse(stdout) as Profile.Profile
    expect(profile).toMatchObject({ format: 'acquis-profile/1', learner: 'me, "I"', bank: { id: 'small' } })
    expect(stderr).toBe('')
    expect(files.get('p.json')).toBe(stdout)
    const [header, first] = (files.get('l.csv') ?? '').split('\n')
    expect(header).toBe('learner,challenge,outcome')
    expect(first).toMatch(/^"me, ""I""",pick-[ab],correct$/)
  })

  it('writes a page for the learner, and none where it cannot', async () => {
    const words = ['--seed', '1', '--locale', 'fr', '--learner', '<b>me', '--report', 'me.html']
    const { exit, files } = await take(words, { lines: answers('1') })
    expect(exit).toBe(0)
    expect(files.get('me.html')).toContain('<html lang="fr">')
    expect(files.get('me.html')).toContain('&lt;b&gt;me')
    const refused = await take(words, { lines: answers('1'), readOnly: ['me.html'] })
    expect(refused.exit).toBe(3)
    expect(refused.stderr).toContain('me.html')
  })

  it('gives the profile that the package gives', async () => {
    const { stdout, files } = await take(['--seed', '5', '--json', '--session', 's.json'], {
      lines: answers('5')
    })
    const decoded = SessionFile.decode(bank)(JSON.parse(files.get('s.json') ?? ''))
    expect(decoded._tag).toBe('Right')
    if (decoded._tag === 'Right')
      expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(Profile.of(decoded.right.assessment))))
  })
})

describe('acquis take --simulate', () => {
  const skills = {
    'small.json': readFileSync('fixtures/digital-skills.yaml', 'utf8').replace(/^/, '# yaml\n')
  }

  it('gives the same bytes for the same seed, and others for another', async () => {
    const [a, b, c] = await Promise.all(
      ['7', '7', '8'].map((seed) => take(['--simulate', '2', '--seed', seed, '--log', 'l.csv']))
    )
    expect(a?.stdout).toBe(b?.stdout)
    expect(a?.files.get('l.csv')).toBe(b?.files.get('l.csv'))
    expect(a?.stdout).not.toBe(c?.stdout)
    expect(a?.stdout).toContain('Pourquoi celle-ci :')
    expect(a?.stdout).toMatch(/La personne simulée (répond juste|se trompe|passe)/)
  })

  it('finds a strong learner above a weak one', async () => {
    const score = async (theta: string): Promise<number> => {
      const { stdout } = await run(['take', 'b.yaml', `--simulate=${theta}`, '--seed', '1', '--json'], {
        files: { 'b.yaml': skills['small.json'] }
      })
      return (JSON.parse(stdout) as Profile.Profile).overall.score.mean
    }
    expect(await score('6')).toBeGreaterThan((await score('0')) + 4)
  })

  it('goes on with a session as if it had not been left', async () => {
    const whole = await take(['--simulate', '2', '--seed', '3', '--session', 's.json'])
    const session = JSON.parse(whole.files.get('s.json') ?? '') as { responses: ReadonlyArray<unknown> }
    const half = json({ ...session, responses: session.responses.slice(0, 2) })
    const rest = await take(['--simulate', '2', '--session', 's.json'], { files: { 's.json': half } })
    expect(rest.files.get('s.json')).toBe(whole.files.get('s.json'))
  })
})

describe('acquis take, settings', () => {
  it('asks what a campaign names, by its rules', async () => {
    const { stdout } = await take(['--campaign', 'c.json', '--seed', '1', '--json'], {
      lines: answers('1'),
      files: { 'c.json': json(campaign) }
    })
    expect((JSON.parse(stdout) as Profile.Profile).competences['1.1']).toMatchObject({
      asked: 2,
      stopped: 'maxQuestions'
    })
  })

  it('lets --rule go before the campaign', async () => {
    const { stdout } = await take(
      ['--campaign', 'c.json', '--rule', 'maxQuestions=1', '--seed', '1', '--json'],
      {
        lines: answers('1'),
        files: { 'c.json': json(campaign) }
      }
    )
    expect((JSON.parse(stdout) as Profile.Profile).responses).toBe(1)
  })

  it.each([
    [['--rule', 'maxQuestions'], '--rule takes name=value'],
    [['--rule', 'maxQuestion=3'], 'there is no rule `maxQuestion`; did you mean `maxQuestions`?'],
    [['--rule', 'maxQuestions=0'], 'the rule `maxQuestions`: expected a whole number, 1 or more, found 0'],
    [['--rule', 'order=random'], 'expected one of sequential, interleaved, found `random`'],
    [['--locale', 'de'], 'the bank is not written in the locale `de`; it has fr, en'],
    [['--simulate', 'strong'], '--simulate strong: Not a number'],
    [['--simulate', 'NaN'], '--simulate'],
    [['--lcoale', 'fr'], 'did you mean `--locale`?'],
    [['more'], 'unknown option or argument `more`']
  ])('ends with 2 for %j', async (words, sentence) => {
    const { exit, stdout, stderr } = await take(words)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })

  it('takes a region of a locale of the bank, and `none` for no limit', async () => {
    const { exit } = await take(['--locale', 'fr-CA', '--rule', 'maxSeconds=none'], { lines: [] })
    expect(exit).toBe(0)
  })

  it('lists the problems of a bank like validate', async () => {
    const { exit, stdout, stderr } = await take([], {
      files: { 'small.json': json({ ...small, tilte: 'x' }) }
    })
    expect([exit, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /\nsmall\.json:\d+:3 error unknown-key: unknown key `tilte`; did you mean `title`\?\n1 error in/
    )
  })

  it('lists the problems of a campaign', async () => {
    const { exit, stderr } = await take(['--campaign', 'c.json'], {
      files: { 'c.json': json({ ...campaign, bank: 'large' }) }
    })
    expect(exit).toBe(1)
    expect(stderr).toContain('c.json:4:11 error other-bank')
  })

  it('cannot read the bank and the answers from stdin', async () => {
    expect(await run(['take', '-'], { stdin: json(small) })).toMatchObject({ exit: 2, stdout: '' })
    expect((await run(['take', '-', '--simulate', '2'], { stdin: json(small) })).exit).toBe(0)
  })

  it('says so where there is nothing to ask', async () => {
    const { exit, stdout, stderr } = await take(['--locale', 'en'], {
      files: { 'small.json': json({ ...small, competences: { '1.1': { title: 'Calculate' } } }) }
    })
    expect(exit).toBe(0)
    expect(stderr).toBe('acquis take: There is no question to ask here.\n')
    expect(stdout).toContain('Done: 0 questions.')
  })

  it('looks for attachments beside the bank', async () => {
    const path = join('folder', 'small.json')
    const { stdout } = await run(['take', path, '--seed', '1', '--locale', 'en'], {
      files: { [path]: json(small) },
      lines: answers('1', () => false)
    })
    expect(stdout).toContain(`Attachment: ${join(dirname(path), 'sums.csv')}`)
  })
})

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { campaign, copy, json, small } from './banks'
import { run } from './fake'

const validate = (content: string | Uint8Array, name = 'bank.yaml', ...words: ReadonlyArray<string>) =>
  run(['validate', name, ...words], { files: { [name]: content } })

const bytes = (...parts: ReadonlyArray<string | number>): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))))

const yaml = `format: acquis-bank/1
id: towns
title: Towns
competences:
  "1.3":
    title: Process data
    topics: { sorting: { title: Sorting } }
    levels:
      2:
        sort:
          topic: sortign
          challenges:
            sort-a: { format: choice, prompt: Which?, options: { a: x, b: y }, solution: c }
            sort-b:
              format: number
              prompt: How many?
              slip: 2
              lvel: 3
`

describe('acquis validate', () => {
  it('says so where there is nothing to mend', async () => {
    expect(await validate(json(small), 'bank.json')).toMatchObject({
      exit: 0,
      stdout: 'no problems in bank.json\n',
      stderr: ''
    })
  })

  it('lists every problem by place, with a way out, and counts', async () => {
    const { exit, stdout } = await validate(yaml)
    expect(exit).toBe(1)
    expect(stdout.split('\n')).toEqual([
      'bank.yaml:11:18 error unknown-reference: there is no topic `sortign` here; did you mean `sorting`?',
      '    11 │           topic: sortign',
      '       │                  ^^^^^^^',
      'bank.yaml:13:90 error unknown-reference: there is no option `c` here',
      '    13 │             sort-a: { format: choice, prompt: Which?, options: { a: x, b: y }, solution: c }',
      '       │                                                                                          ^',
      'bank.yaml:14:13 error missing-solution: a number challenge with a prompt needs its solution',
      '    14 │             sort-b:',
      '       │             ^^^^^^',
      'bank.yaml:17:21 error wrong-value: expected a number, more than 0 and less than 1, found 2',
      '    17 │               slip: 2',
      '       │                     ^',
      'bank.yaml:18:15 error unknown-key: unknown key `lvel`',
      '    18 │               lvel: 3',
      '       │               ^^^^',
      '5 errors in bank.yaml',
      ''
    ])
  })

  it('finds the same places in JSON', async () => {
    const bank = copy()
    Object.assign(bank, { tilte: 'x' })
    const { stdout } = await validate(json(bank), 'bank.json')
    expect(stdout).toMatch(
      /^bank\.json:\d+:3 error unknown-key: unknown key `tilte`; did you mean `title`\?\n/
    )
  })

  it('gives the same as JSON for programs', async () => {
    const { exit, stdout } = await validate(yaml, 'bank.yaml', '--format', 'json')
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      {
        file: 'bank.yaml',
        line: 11,
        column: 18,
        path: ['competences', '1.3', 'levels', '2', 'sort', 'topic'],
        code: 'unknown-reference',
        severity: 'error',
        message: 'there is no topic `sortign` here',
        suggestion: 'did you mean `sorting`?'
      },
      { line: 13 },
      { line: 14 },
      { line: 17 },
      { line: 18 }
    ])
    expect((await validate(json(small), 'bank.json', '--format', 'json')).stdout).toBe('[]\n')
  })

  it('exits with 0 where there are warnings alone', async () => {
    const { exit, stdout } = await validate(json({ ...small, title: { fr: 'Banque' } }), 'bank.json')
    expect(exit).toBe(0)
    expect(stdout).toMatch(
      /warning missing-locale: this text is missing in the locale `en`\n.*"title".*\n.*\^+\n1 warning in bank\.json\n$/
    )
  })

  it('shows the first hundred, and the rest with --all', async () => {
    const many = json({
      ...small,
      ...Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`key-${i}`, i]))
    })
    const { stdout } = await validate(many, 'bank.json')
    expect(stdout.split('\n')).toHaveLength(3 * 100 + 3)
    expect(stdout).toContain('… and 50 more; `acquis validate --all` shows them\n150 errors in bank.json\n')
    expect((await validate(many, 'bank.json', '--all')).stdout.split('\n')).toHaveLength(3 * 150 + 2)
  })

  it.each([
    ['an empty file', '', 'bank.yaml', '1:1 error empty: this file is empty'],
    ['white space', ' \n\n', 'bank.json', '1:1 error empty'],
    ['comments', '# later\n', 'bank.yaml', '1:1 error empty'],
    ['a NUL', bytes('id: a\n', 0), 'bank.yaml', '2:1 error encoding: byte 7 is NUL'],
    [
      'Latin-1',
      bytes('id: a\ntitle: caf', 0xe9, '\n'),
      'bank.yaml',
      '2:11 error encoding: byte 17 is no UTF-8'
    ],
    ['half a character', bytes('title: ', 0xc3), 'bank.yaml', '1:8 error encoding: byte 8 is no UTF-8'],
    ['UTF-16', bytes(0xff, 0xfe, 'i', 0), 'bank.yaml', '1:1 error encoding: this file is UTF-16'],
    ['a number', '42', 'bank.yaml', '1:1 error wrong-type'],
    [
      'a file of a kind that is not known',
      '{"format":"acquis-run/1"}',
      'x.json',
      '1:11 error unsupported-format'
    ],
    [
      'a later version',
      '{"format":"acquis-roles/2"}',
      'x.json',
      'this file is of version 2, this program reads'
    ],
    ['a comma too many', '{"id": "a",}', 'bank.json', '1:12 error syntax: expected a key'],
    [
      'a tab',
      'a: 1\n\tb: 2',
      'bank.yaml',
      '2:1 error syntax: tab characters must not be used in indentation'
    ],
    [
      'a key twice in YAML',
      'id: a\nid: b',
      'bank.yaml',
      '2:1 error duplicate-key: the key `id` stands here twice'
    ],
    ['a key twice in JSON', '{"id": 1,\n"id": 2}', 'bank.json', '2:1 error duplicate-key'],
    ['deep JSON', '['.repeat(10_000), 'bank.json', '1:101 error too-deep: nested more than 100'],
    ['deep YAML', `a: ${'['.repeat(10_000)}`, 'bank.yaml', 'error too-deep']
  ])('has a sentence for %s', async (_, content, name, expected) => {
    const { exit, stdout, stderr } = await validate(content, name)
    expect(exit).toBe(1)
    expect(stdout).toContain(`${name}:`)
    expect(stdout).toContain(expected)
    expect(stderr).toBe('')
  })

  it('reads a byte order mark, gzip and stdin', async () => {
    expect((await validate(`\ufeff${json(small)}`, 'bank.json')).exit).toBe(0)
    expect((await validate(gzipSync(json(small)), 'bank.json.gz')).exit).toBe(0)
    expect((await run(['validate', '-'], { stdin: json(small) })).stdout).toBe('no problems in -\n')
  })

  it('goes on after a file that cannot be read, and exits with 3', async () => {
    const { exit, stdout, stderr } = await run(['validate', 'nope.yaml', 'bank.json'], {
      files: { 'bank.json': json(small) }
    })
    expect(exit).toBe(3)
    expect(stdout).toBe('no problems in bank.json\n')
    expect(stderr).toBe('acquis validate: cannot read `nope.yaml`: there is no such file or folder\n')
  })

  it('checks a campaign beside its bank, and says what it cannot check without', async () => {
    const files = {
      'bank.json': json(small),
      'campaign.json': json({ ...campaign, scope: [{ competence: '1.2' }], rules: { maxQuestion: 3 } })
    }
    const alone = await run(['validate', 'campaign.json'], { files })
    expect(alone.stdout).toContain('unknown-key')
    expect(alone.stdout).not.toContain('unknown-reference')
    expect(alone.stdout).toContain('give the bank as well')
    const both = await run(['validate', 'campaign.json', 'bank.json'], { files })
    expect(both.stdout).toContain('unknown-reference: there is no competence `1.2` here; did you mean `1.1`?')
    expect(both.stdout).toContain('2 errors in 2 files')
  })

  it('shows lines around a place with --context, and colours where they are welcome', async () => {
    const words = ['validate', 'bank.yaml', '--context', '1']
    const { stdout } = await run(words, { files: { 'bank.yaml': yaml }, colour: true })
    expect(stdout).toContain('\u001b[2m    10 │ \u001b[22m        sort:\n')
    expect(stdout).toContain('\u001b[33m^^^^^^^\u001b[39m\n\u001b[2m    12 │')
    const out = await run([...words, '--out', 'o.txt'], { files: { 'bank.yaml': yaml }, colour: true })
    expect(out.files.get('o.txt')).toMatch(/^bank\.yaml:11:18 error/)
  })

  it('checks roles and profiles, and says which bank a misspelt name means', async () => {
    const roles = { format: 'acquis-roles/1', id: 'r', bank: 'smal', roles: {} }
    const profile = { format: 'acquis-profile/1', learner: 'l', bank: { id: 'small', fingerprint: '' } }
    const { exit, stdout } = await run(['validate', 'bank.json', 'r.yaml', 'p.json'], {
      files: { 'bank.json': json(small), 'r.yaml': json(roles), 'p.json': json(profile) }
    })
    expect(exit).toBe(1)
    expect(stdout).toContain('error other-bank: this file belongs to the bank `smal`, not to `small`')
    expect(stdout).toContain('error missing-key: `recommendations` is missing')
    expect(stdout).toContain('warning changed-bank')
  })

  it('checks every line of a file of many, at its place', async () => {
    const profile = { format: 'acquis-profile/1', learner: 'l', bank: { id: 'small', fingerprint: '' } }
    const session = { format: 'acquis-session/1', bank: profile.bank, seed: '1', responses: [] }
    const lines = [session, { ...session, sede: 1 }, '', { ...session, seed: 2 }].map((each) =>
      each === '' ? '' : JSON.stringify(each)
    )
    const { exit, stdout } = await validate([...lines, '{"format":', ''].join('\n'), 'all.jsonl')
    expect(exit).toBe(1)
    expect(stdout.split('\n').filter((line) => !/^ +\d* │/.test(line))).toEqual([
      'all.jsonl:2:95 error unknown-key: unknown key `sede`; did you mean `seed`?',
      'all.jsonl:4:76 error wrong-type: expected a text, found 2; put it in quotes',
      'all.jsonl:5:11 error syntax: expected a value, found the end of the file',
      '3 errors in all.jsonl',
      'all.jsonl: what this session names in its bank was not checked: give the bank as well',
      ''
    ])
  })

  it('lets no escape sequence through', async () => {
    const { stdout } = await validate(json({ ...small, '\u001b[31mred\u0007': 1 }), 'bank.json')
    // eslint-disable-next-line no-control-regex -- it is what is looked for
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it('asks for a file', async () => {
    expect(await run(['validate'])).toMatchObject({ exit: 2, stdout: '' })
  })

  it('finds nothing wrong with the fixtures', async () => {
    for (const name of ['digital-skills.yaml', 'framework.yaml'])
      expect((await validate(readFileSync(`fixtures/${name}`), name)).stdout).toBe(`no problems in ${name}\n`)
  })
})

describe('acquis validate --watch', () => {
  const wrong = json({ ...small, tilte: 1 })

  it('checks again after every change, whatever happens to a file, and ends as the last check did', async () => {
    const { exit, stdout, stderr } = await run(['validate', '--watch', 'bank.json'], {
      files: { 'bank.json': wrong },
      changes: [{ 'bank.json': null }, { 'bank.json': wrong }, { 'bank.json': json(small) }]
    })
    expect(stdout.match(/^(1 error|no problems) in bank.json$/gm)).toEqual([
      '1 error in bank.json',
      '1 error in bank.json',
      'no problems in bank.json'
    ])
    expect(stderr).toContain('cannot read `bank.json`: there is no such file or folder')
    expect(exit).toBe(0)
  })

  it('clears the screen of a terminal, and nothing else', async () => {
    const world = { files: { 'bank.json': wrong }, changes: [{ 'bank.json': json(small) }] }
    const clear = '\u001b[2J\u001b[3J\u001b[H'
    const seen = await run(['validate', '--watch', 'bank.json'], { ...world, terminal: true })
    expect(seen.stdout.split(clear)).toHaveLength(3)
    const piped = await run(['validate', '--watch', 'bank.json'], world)
    expect(piped.stdout).not.toContain('\u001b')
  })

  it('passes over other files, and refuses stdin', async () => {
    const { stdout } = await run(['validate', '--watch', 'bank.json'], {
      files: { 'bank.json': wrong },
      changes: [{ 'other.json': '' }]
    })
    expect(stdout.match(/1 error in/g)).toHaveLength(1)
    expect(await run(['validate', '--watch', '-'])).toMatchObject({ exit: 2, stdout: '' })
  })
})

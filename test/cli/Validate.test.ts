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
      expect.stringMatching(/^bank\.yaml:13:90 error unknown-reference: there is no option `c` here/),
      'bank.yaml:14:13 error missing-solution: a number challenge with a prompt needs its solution',
      'bank.yaml:17:21 error wrong-value: expected a number, more than 0 and less than 1, found 2',
      expect.stringMatching(/^bank\.yaml:18:15 error unknown-key: unknown key `lvel`/),
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
      /warning missing-locale: this text is missing in the locale `en`\n1 warning in bank\.json\n$/
    )
  })

  it('shows the first hundred, and the rest with --all', async () => {
    const many = json({
      ...small,
      ...Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`key-${i}`, i]))
    })
    const { stdout } = await validate(many, 'bank.json')
    expect(stdout.split('\n')).toHaveLength(100 + 3)
    expect(stdout).toContain('… and 50 more; `acquis validate --all` shows them\n150 errors in bank.json\n')
    expect((await validate(many, 'bank.json', '--all')).stdout.split('\n')).toHaveLength(150 + 2)
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
    ['another file of ours', '{"format":"acquis-profile/1"}', 'x.json', '1:11 error unsupported-format'],
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

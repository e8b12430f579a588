import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { importers } from '../../src/cli/Formats'
import { small } from './banks'
import { run, type Content } from './fake'

const TABLE = `bank,competence,topic,level,acquis,challenge,title,format,prompt,option:a,option:b,solution
town-hall,,,,,,Digital skills at the town hall
,1.3,,,,,Process data
,1.3,sorting,,,,Sort a table
,1.3,sorting,2,sort-column,,Sort by a column
,,,,sort-column,sort-a,,choice,Which way is A to Z?,up,down,a
,,,,sort-column,sort-b,,text,Which menu sorts?,,,"Data
Données"
`

const BANK = {
  format: 'acquis-bank/1',
  id: 'town-hall',
  title: 'Digital skills at the town hall',
  competences: {
    '1.3': {
      title: 'Process data',
      topics: { sorting: { title: 'Sort a table' } },
      levels: {
        2: {
          'sort-column': {
            topic: 'sorting',
            title: 'Sort by a column',
            challenges: {
              'sort-a': {
                format: 'choice',
                prompt: 'Which way is A to Z?',
                options: { a: 'up', b: 'down' },
                solution: 'a'
              },
              'sort-b': { format: 'text', prompt: 'Which menu sorts?', solution: ['Data', 'Données'] }
            }
          }
        }
      }
    }
  }
}

const FORMATS = importers.map(({ name }) => name).join(', ')

const table = (content: Content, name = 'bank.csv', ...words: ReadonlyArray<string>) =>
  run(['import', 'table', name, ...words], { files: { [name]: content } })

const utf16 = (text: string): Uint8Array =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('acquis import table', () => {
  it('prints a bank as YAML', async () => {
    const { exit, stdout, stderr } = await table(TABLE)
    expect([exit, stderr]).toEqual([0, ''])
    expect(parse(stdout)).toEqual(BANK)
    expect(stdout).toContain('competences:\n  "1.3":\n')
  })

  it('writes it to a file, as JSON where the name says so', async () => {
    const json = await table(TABLE, 'bank.csv', '--out', 'bank.json')
    expect(json).toMatchObject({ exit: 0, stdout: '', stderr: '' })
    expect(JSON.parse(json.files.get('bank.json') ?? '')).toEqual(BANK)
    const yaml = await table(TABLE, 'bank.csv', '--out', 'bank.yaml')
    expect(parse(yaml.files.get('bank.yaml') ?? '')).toEqual(BANK)
  })

  it('reads stdin, and gzip', async () => {
    expect(parse((await run(['import', 'table', '-'], { stdin: TABLE })).stdout)).toEqual(BANK)
    expect(parse((await table(gzipSync(TABLE), 'bank.csv.gz')).stdout)).toEqual(BANK)
  })

  it.each<[string, Content]>([
    ['a byte order mark', `\ufeff${TABLE}`],
    ['CRLF', TABLE.replaceAll('\n', '\r\n')],
    ['semicolons, as French Excel has them', TABLE.replaceAll(',', ';')],
    ['a line that names the separator', `sep=;\n${TABLE.replaceAll(',', ';')}`],
    ['tabs', TABLE.replaceAll(',', '\t')],
    ['UTF-16, as Excel calls Unicode text', utf16(TABLE.replaceAll(',', '\t'))],
    ['blank lines', `\n${TABLE.replaceAll('\n,', '\n\n,')}\n,,,\n`],
    [
      'capitals in the first row',
      TABLE.replace(/^.*\n/, (header) => header.toUpperCase().replaceAll(':A', ':a').replaceAll(':B', ':b'))
    ]
  ])('reads %s', async (_, content) => {
    const { exit, stdout, stderr } = await table(content)
    expect([exit, stderr]).toEqual([0, ''])
    expect(parse(stdout)).toEqual(BANK)
  })

  it('lists every problem by place, as validate does, with its cell, and writes nothing', async () => {
    const wrong = TABLE.replace('prompt', 'promt')
      .replace('sort-b,', 'sort a,')
      .replace('down,a', 'down,c')
      .replace('sorting,2', 'sortng,9')
    const { exit, stdout, stderr, files } = await table(wrong, 'bank.csv', '--out', 'bank.yaml')
    expect([exit, stdout, files.size]).toEqual([1, '', 0])
    expect(stderr.split('\n')).toEqual([
      'acquis import: there is something to mend',
      'bank.csv:1:59 error unknown-column: I1: there is no column `promt`; did you mean `prompt`?',
      'bank.csv:5:13 error wrong-value: D5: expected a level from 1 to 8, found `9`',
      'bank.csv:6:61 error unknown-reference: L6: there is no option `c` here',
      expect.stringMatching(/^bank\.csv:7:17 error invalid-id: F7: `sort a` is not a valid id; use letters/),
      '4 errors',
      ''
    ])
  })

  it('shows the first hundred, and the rest with --all', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => `,1.3,sorting,${i + 9},a${i}`)
    const wrong = `${TABLE}${rows.join('\n')}\n`
    const { stderr } = await table(wrong)
    expect(stderr.split('\n')).toHaveLength(1 + 100 + 3)
    expect(stderr).toContain('… and 50 more; `acquis import --all` shows them\n150 errors\n')
    const all = (await table(wrong, 'bank.csv', '--all')).stderr
    expect(all.split('\n')).toHaveLength(1 + 150 + 2)
    expect(all).toContain(
      'bank.csv:158:14 error wrong-value: D157: expected a level from 1 to 8, found `158`'
    )
  })

  it('counts warnings, and lists them with --all', async () => {
    const warned = TABLE.replace('title,', 'title:fr,')
      .replace('bank,', 'locales,bank,')
      .replaceAll('\n', '\n,')
      .replace(',town', '"fr,en",town')
    const { exit, stdout, stderr } = await table(warned.slice(0, -1))
    expect(exit).toBe(0)
    expect(stdout).toContain('format: acquis-bank/1')
    expect(stderr).toBe('4 warnings; `acquis import --all` shows them\n')
    const all = (await table(warned.slice(0, -1), 'bank.csv', '--all')).stderr
    expect(all).toContain(
      'bank.csv:3:11 warning missing-locale: H3: this text is missing in the locale `en`\n'
    )
    expect(all).toMatch(/\n4 warnings\n$/)
  })

  it.each<[string, Content, string]>([
    ['nothing', '', '1:1 error empty: this file is empty'],
    ['blanks', ' \n\n', '1:1 error empty'],
    [
      'a workbook',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      '1:1 error encoding: this is a workbook, not a text; save it as CSV UTF-8'
    ],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), '1:1 error encoding: this is a workbook'],
    [
      'Latin-1',
      Buffer.from('bank,title\nb,caf\xe9\n', 'latin1'),
      '2:6 error encoding: this character is no UTF-8; save it as CSV UTF-8'
    ],
    ['a NUL', Buffer.from('bank\nb\0\n'), '2:2 error encoding: a NUL: this is no text'],
    ['another table', 'learner,outcome\nl-1,1\n', 'error missing-column: A1: the first row names no column'],
    ['a stray quote', `${TABLE}"x,\n`, 'bank.csv:9:1 error syntax: a quote is not closed'],
    ['separators of another kind', TABLE.replaceAll(',', '|'), 'error unknown-column'],
    ['a bank', JSON.stringify(BANK), 'error'],
    [
      'JSON of a great depth',
      `bank,title,json\nb,,"{""title"":${'['.repeat(100_000)}${']'.repeat(100_000)}}"\n`,
      'error wrong-type'
    ]
  ])('has a sentence for %s', async (_, content, sentence) => {
    const { exit, stdout, stderr } = await table(content)
    expect([exit, stdout]).toEqual([1, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(/\n {4}at /)
  })

  it('shows no control characters of a table', async () => {
    const { stderr } = await table('bank,title,\u001b[31mred\u001b[0m\nb\u0007b,B\n')
    expect(stderr).toContain('error unknown-column')
    // eslint-disable-next-line no-control-regex -- that is what it is about
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

describe('acquis import', () => {
  it.each<[ReadonlyArray<string>, string]>([
    [[], `which format? There are: ${FORMATS}`],
    [['tabel', 'bank.csv'], `there is no format \`tabel\`; did you mean \`table\`? There are: ${FORMATS}`],
    [['sound', 'bank.csv'], `there is no format \`sound\`. There are: ${FORMATS}`],
    [['table'], 'which file?'],
    [['table', 'a.csv', 'b.csv'], 'table takes one file, not 2'],
    [['table', 'bank.csv', '--out', 'bank.csv'], '`bank.csv` is what is read: give --out another name'],
    [['table', 'bank.csv', '--set', 'separator'], '--set takes name=value, not `separator`'],
    [['table', 'bank.csv', '--set', 'separator=comma'], 'table has no settings']
  ])('%j is wrong usage', async (words, sentence) => {
    const { exit, stdout, stderr } = await run(['import', ...words], { files: { 'bank.csv': TABLE } })
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`acquis import: ${sentence}`)
  })

  it('ends with 3 where it cannot read or write', async () => {
    expect((await run(['import', 'table', 'nope.csv'])).exit).toBe(3)
    const files = { 'bank.csv': TABLE }
    const { exit, stderr } = await run(['import', 'table', 'bank.csv', '--out', 'ro.yaml'], {
      files,
      readOnly: ['ro.yaml']
    })
    expect([exit, stderr]).toEqual([3, 'acquis import: cannot write `ro.yaml`: permission denied\n'])
  })

  it('gives back what export wrote', async () => {
    const exported = await run(['export', 'table', 'small.json', '--out', 'small.csv'], {
      files: { 'small.json': JSON.stringify(small) }
    })
    const imported = await run(['import', 'table', 'small.csv', '--out', 'back.json'], {
      files: { 'small.csv': exported.files.get('small.csv') ?? '' }
    })
    expect(JSON.parse(imported.files.get('back.json') ?? '')).toEqual(small)
  })
})

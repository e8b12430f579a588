import { describe, expect, it } from 'vitest'
import { exporters } from '../../src/cli/Formats'
import { copy, json, small } from './banks'
import { run } from './fake'

const files = { 'bank.json': json(small) }

const FORMATS = exporters.map(({ name }) => name).join(', ')

const table = (...words: ReadonlyArray<string>) => run(['export', 'table', 'bank.json', ...words], { files })

const rowsOf = (text: string, separator: string): ReadonlyArray<ReadonlyArray<string>> =>
  text.split('\r\n').map((line) => line.split(separator))

describe('acquis export table', () => {
  it('prints a table with commas, without a byte order mark', async () => {
    const { exit, stdout, stderr } = await table()
    expect([exit, stderr]).toEqual([0, ''])
    const [header, bank, competence] = rowsOf(stdout, ',')
    expect(header?.slice(0, 8)).toEqual([
      'bank',
      'domain',
      'competence',
      'topic',
      'level',
      'acquis',
      'challenge',
      'resource'
    ])
    expect(bank?.slice(0, 10)).toEqual(['small', '', '', '', '', '', '', '', 'Petite banque', 'Small bank'])
    expect(competence?.slice(0, 10)).toEqual(['', '', '1.1', '', '', '', '', '', 'Calculer', 'Calculate'])
  })

  it('writes a file with a byte order mark, by which Excel knows accents; with tabs where it is a .tsv', async () => {
    const csv = (await table('--out', 'bank.csv')).files.get('bank.csv') ?? ''
    expect(csv).toMatch(/^\ufeffbank,domain,competence,/)
    const tsv = (await table('--out', 'bank.tsv')).files.get('bank.tsv') ?? ''
    expect(tsv).toMatch(/^\ufeffbank\tdomain\tcompetence\t/)
    expect((await table('--out', 'bank.csv', '--set', 'bom=no')).files.get('bank.csv')).toMatch(/^bank,/)
    expect((await table('--set', 'bom=yes')).stdout).toMatch(/^\ufeffbank,/)
    expect((await table('--out', '-')).stdout).toMatch(/^bank,/)
  })

  it('has decimal commas where cells are separated by semicolons', async () => {
    const { stdout } = await table('--set', 'separator=semicolon')
    expect(stdout).toMatch(/^bank;domain;/)
    const [header = [], ...rows] = rowsOf(stdout, ';')
    const number = rows.find((row) => row[header.indexOf('challenge')] === 'add-a')
    expect([number?.[header.indexOf('solution')], number?.[header.indexOf('tolerance')]]).toEqual([
      '3,5',
      '0,05'
    ])
    expect((await table('--set', 'separator=tab', '--out', 'bank.csv')).files.get('bank.csv')).toContain(
      'bank\tdomain'
    )
  })

  it('tells of cells that are too long for Excel', async () => {
    const bank = copy()
    Object.assign(bank, { competences: { '1.1': { title: 'x'.repeat(40_000) } } })
    const { exit, stderr } = await run(['export', 'table', 'bank.json'], {
      files: { 'bank.json': json(bank) }
    })
    expect([exit, stderr]).toEqual([
      0,
      'note: Excel keeps 32767 characters of a cell, and 1 have more\n1 note\n'
    ])
  })
})

describe('acquis export', () => {
  it('lists what is wrong with a bank, and writes nothing', async () => {
    const {
      exit,
      stdout,
      stderr,
      files: written
    } = await run(['export', 'table', 'bank.json', '--out', 'bank.csv'], {
      files: { 'bank.json': json({ ...small, tilte: 'x' }) }
    })
    expect([exit, stdout, written.size]).toEqual([1, '', 0])
    expect(stderr).toMatch(/bank\.json:\d+:3 error unknown-key: unknown key `tilte`; did you mean `title`\?/)
  })

  it.each<[ReadonlyArray<string>, string]>([
    [[], `which format? There are: ${FORMATS}`],
    [['tabel', 'bank.json'], `there is no format \`tabel\`; did you mean \`table\`? There are: ${FORMATS}`],
    [['table'], 'which bank?'],
    [['table', 'bank.json', '--out', 'bank.json'], '`bank.json` is what is read: give --out another name'],
    [['table', 'bank.json', '--set', 'comma'], '--set takes name=value, not `comma`'],
    [
      ['table', 'bank.json', '--set', 'seperator=comma'],
      'table has no setting `seperator`; did you mean `separator`? There are: separator, bom'
    ],
    [
      ['table', 'bank.json', '--set', 'separator=;'],
      'separator cannot be `;`. There are: comma, semicolon, tab'
    ],
    [
      ['table', 'bank.json', '--set', 'separator=coma'],
      'separator cannot be `coma`; did you mean `comma`? There are: comma, semicolon, tab'
    ]
  ])('%j is wrong usage', async (words, sentence) => {
    const { exit, stdout, stderr } = await run(['export', ...words], { files })
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`acquis export: ${sentence}\n`.slice(0, -1))
  })

  it('ends with 3 where it cannot read or write', async () => {
    expect((await run(['export', 'table', 'nope.yaml'])).exit).toBe(3)
    const { exit, stderr } = await run(['export', 'table', 'bank.json', '--out', 'ro.csv'], {
      files,
      readOnly: ['ro.csv']
    })
    expect([exit, stderr]).toEqual([3, 'acquis export: cannot write `ro.csv`: permission denied\n'])
  })

  it('reads a bank from stdin', async () => {
    expect((await run(['export', 'table', '-'], { stdin: json(small) })).stdout).toMatch(/^bank,domain/)
  })
})

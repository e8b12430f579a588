/** `import case`, `export case` and `import digcomp`, as they are called. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import * as frameworks from '../exchange/frameworks'
import * as banks from '../support/banks'
import { made, precedes, association, DOCUMENT } from '../support/packages'
import { run, type Content, type Ran } from './fake'

const garden = readFileSync(join(import.meta.dirname, '../exchange/garden.case.json'), 'utf8')

const json = (value: unknown): string => JSON.stringify(value, null, 2)

const csv = (rows: ReadonlyArray<ReadonlyArray<string>>, separator = ','): string =>
  rows.map((cells) => cells.map((cell) => `"${cell}"`).join(separator)).join('\r\n')

const command = (
  words: string,
  files: Readonly<Record<string, Content>>,
  rest: { readonly stdin?: Content } = {}
): Promise<Ran> => run(words.split(' '), { files, ...rest })

const bankOf = (text: string | undefined): Bank.Bank => {
  const decoded = Bank.decode(parse(text ?? ''))
  if (decoded._tag === 'Left') throw new Error(json(decoded.left))
  return decoded.right
}

const acquisOf = (bank: Bank.Bank): ReadonlyArray<string> =>
  bank.competences.flatMap(({ id, acquis }) =>
    acquis.map((each) => `${id} ${each.topic} ${each.level} ${each.id}`)
  )

describe('acquis import case', () => {
  it('writes a bank, and says on stderr what it could not take along', async () => {
    const { exit, stdout, stderr, files } = await command('import case garden.json --out garden.yaml', {
      'garden.json': garden
    })
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' })
    expect(acquisOf(bankOf(files.get('garden.yaml')))).toHaveLength(8)
    expect(stderr).toContain('note: associations `isRelatedTo`: 1 (SOIL.1.A.3 → SOIL.1.A.1); ')
    expect(stderr).toContain('16 notes\n')
  })

  it('reads stdin and gzip, and writes to stdout', async () => {
    const plain = await command('import case -', {}, { stdin: garden })
    const zipped = await command('import case garden.json.gz', { 'garden.json.gz': gzipSync(garden) })
    expect(plain.stdout).toMatch(/^format: acquis-bank\/1\nid: kitchen-gardening\n/)
    expect(zipped.stdout).toBe(plain.stdout)
  })

  it('does as it is set', async () => {
    const { stdout } = await command(
      'import case garden.json --set competence-depth=1 --set types=component=acquis,Note=none --set levels=fixed --set level=5 --set ladder=yes --set id=mine',
      { 'garden.json': garden }
    )
    const bank = bankOf(stdout)
    expect(bank.id).toBe('mine')
    expect(bank.competences.map(({ id }) => id)).toEqual(['SOIL', 'WATER'])
    expect(acquisOf(bank)[1]).toBe('SOIL SOIL.1.A 5 SOIL.1.A.2')
  })

  it('finds problems in the lines of the file, all at once', async () => {
    const value = made({ c: DOCUMENT, a: 'c', b: 'c' }, {}, [
      precedes('a', 'b'),
      precedes('b', 'a'),
      association('isChildOf', 'c', 'a'),
      association('isRelatedTo', 'a', '')
    ])
    const { exit, stdout, stderr, files } = await command('import case bad.json --out bank.yaml', {
      'bad.json': json({ ...value, CFItems: [...value.CFItems, { identifier: 'a' }, 7] })
    })
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
    expect(files.size).toBe(0)
    expect(stderr.split('\n')).toEqual([
      'acquis import: there is something to mend',
      'bad.json:17:21 error wrong-value: expected an identifier that nothing else has, found that of CFItems[1]',
      'bad.json:19:5 error wrong-type: expected a CFItem, found 7',
      expect.stringMatching(
        /^bad\.json:\d+:5 error requires-cycle: these acquis require each other in a circle: /
      ),
      expect.stringMatching(
        /^bad\.json:\d+:5 error wrong-value: expected items below the document, found a circle of `isChildOf`: c → a → c$/
      ),
      expect.stringMatching(/^bad\.json:\d+:23 error wrong-value: expected an identifier, found ``$/),
      '5 errors',
      ''
    ])
  })

  it('tells warnings of the bank in the places of the package', async () => {
    const { exit, stderr } = await command('import case garden.json --all', { 'garden.json': garden })
    expect(exit).toBe(0)
    const line = garden.split('\n').findIndex((each) => each.includes('Pailler')) + 1
    const [first = ''] = stderr.split('\n')
    expect(first).toMatch(
      /^garden\.json:\d+:5 warning missing-locale: this text is missing in the locale `en`$/
    )
    expect(Math.abs(Number(first.split(':')[1]) - line)).toBeLessThan(8)
  })

  it.each([
    ['no JSON', '{"CFDocument": ', 'garden.json:1:16 error syntax'],
    ['nothing', '', 'garden.json:1:1 error empty'],
    [
      'another file',
      '{"format": "acquis-bank/1"}',
      'garden.json:1:1 error missing-key: `CFDocument` is missing'
    ],
    ['a list', '[]', 'garden.json:1:1 error wrong-type: expected a CFPackage, found a list'],
    ['a deep one', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 'error too-deep'],
    ['a key twice', '{"CFDocument": {"identifier": "a", "identifier": "b"}}', 'error duplicate-key']
  ])('has a sentence for %s', async (_, content, expected) => {
    const { exit, stdout, stderr } = await command('import case garden.json', { 'garden.json': content })
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
    expect(stderr).toContain(expected)
  })

  it.each([
    ['competence-depth=-1', 'competence-depth is a whole number from 0 to 99, not `-1`'],
    ['competence-depth=1.5', 'competence-depth is a whole number from 0 to 99, not `1.5`'],
    ['level=9', 'level is a whole number from 1 to 8, not `9`'],
    ['types=Target', 'types is a list of NAME=ROLE'],
    ['types=Target=goal', 'each role one of domain, competence, topic, acquis, none, not `Target=goal`'],
    ['types==none', 'types is a list of NAME=ROLE'],
    ['id=a b', 'id is an id'],
    ['levels=grade', 'levels cannot be `grade`']
  ])('refuses --set %s', async (setting, expected) => {
    const { exit, stderr } = await run(['import', 'case', 'garden.json', '--set', setting], {
      files: { 'garden.json': garden }
    })
    expect(exit).toBe(2)
    expect(stderr).toContain(expected)
  })
})

describe('acquis export case', () => {
  const bank = json(
    banks.file(
      { '1.1': { a: { level: 2, challenges: banks.plain('q') }, b: { level: 3, requires: ['a'] } } },
      { id: 'made', title: { fr: 'Fait', en: 'Made' } }
    )
  )

  it('writes a package, and says on stderr what it could not take along', async () => {
    const { exit, stdout, stderr, files } = await command(
      'export case bank.json --out made.json --set changed=2026-01-31 --set creator=Us --set locale=en --set base=https://example.org/case/',
      { 'bank.json': bank }
    )
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' })
    const { CFDocument, CFItems } = JSON.parse(files.get('made.json') ?? '')
    expect(CFDocument).toMatchObject({
      title: 'Made',
      creator: 'Us',
      language: 'en',
      lastChangeDateTime: '2026-01-31T00:00:00.000Z',
      uri: `https://example.org/case/CFDocuments/${CFDocument.identifier}`
    })
    expect(CFItems).toHaveLength(5)
    expect(stderr).toMatch(
      /^note: challenges, with their prompts, solutions, hints and parameters: 1 \(q\); /
    )
  })

  it('gives the same bytes each time, and they come back', async () => {
    const once = await command('export case bank.json', { 'bank.json': bank })
    const again = await command('export case bank.json', { 'bank.json': bank })
    expect(again.stdout).toBe(once.stdout)
    const back = await command('import case -', {}, { stdin: once.stdout })
    expect(acquisOf(bankOf(back.stdout))).toEqual(['1.1 t-a 2 a', '1.1 t-b 3 b'])
  })

  it.each([
    [
      'changed=yesterday',
      'changed is a date, with or without a time: 2026-01-31, 2026-01-31T12:00:00Z, not `yesterday`'
    ],
    ['changed=1700000000000', 'changed is a date'],
    ['changed=2026-02-30', 'changed is a date'],
    ['base=ftp://example.org', 'base is a web address'],
    ['locale=de', 'the bank has no locale `de`: it has fr, en']
  ])('refuses --set %s', async (setting, expected) => {
    const { exit, stderr } = await run(['export', 'case', 'bank.json', '--set', setting], {
      files: { 'bank.json': bank }
    })
    expect(exit).toBe(2)
    expect(stderr).toContain(expected)
  })
})

describe('acquis import digcomp', () => {
  const graph = json(frameworks.cooking)
  const french = csv(frameworks.french)

  it('makes a bank of the data supplement', async () => {
    const { exit, stdout, stderr } = await command('import digcomp cooking.jsonld', {
      'cooking.jsonld': graph
    })
    expect(exit).toBe(0)
    expect(acquisOf(bankOf(stdout))).toEqual([
      '1.1 1.1 2 CS1.1.01',
      '1.1 1.1 8 CS1.1.02',
      '2.1 2.1 2 CS2.1.01'
    ])
    expect(stderr).toContain('note: Glossary nodes: 1; ')
    expect(stderr).toContain('note: learning outcomes: 3; ')
  })

  it('does as it is set', async () => {
    const { stdout } = await command(
      'import digcomp cooking.jsonld --set acquis=outcomes --set level=lower --set ladder=yes --set title=Kochen --set id=k --set locale=de',
      { 'cooking.jsonld': graph }
    )
    const bank = bankOf(stdout)
    expect([bank.id, bank.title, bank.locales]).toEqual(['k', { de: 'Kochen' }, ['de']])
    expect(bank.competences[0]?.acquis.map(({ id, level, requires }) => [id, level, requires])).toEqual([
      ['LO1.1.01', 1, []],
      ['LO1.1.02', 1, []],
      ['LO1.1.03', 7, ['LO1.1.01']]
    ])
  })

  it('merges translation tables, named after their language or not', async () => {
    const files = {
      'cooking.jsonld': graph,
      'texts.fr.csv': french,
      'de.csv': csv(frameworks.table(['digcomp.area.1.label', 'Fire', 'Feuer']))
    }
    const { exit, stdout, stderr } = await command('import digcomp texts.fr.csv cooking.jsonld de.csv', files)
    expect(exit).toBe(0)
    const bank = bankOf(stdout)
    expect(bank.domains[0]?.title).toEqual({ en: 'Fire', fr: 'Le feu', de: 'Feuer' })
    expect(bank.competences[0]?.acquis[0]?.title).toEqual({
      en: 'Recognise dry wood.',
      fr: 'Reconnaître du bois sec.'
    })
    expect(stderr).toContain('note: translations of a text that the framework has otherwise: 1 (CS1.1.02); ')
    const set = await command('import digcomp cooking.jsonld texts.csv --set translation=fr', {
      ...files,
      'texts.csv': french
    })
    expect(bankOf(set.stdout).domains[0]?.title).toEqual({ en: 'Fire', fr: 'Le feu' })
  })

  it('makes what it can of tables alone', async () => {
    const translated = await command('import digcomp fr.csv', { 'fr.csv': french })
    expect(bankOf(translated.stdout).competences.map(({ id, title }) => [id, title])).toEqual([
      ['1.1', { en: 'light a fire', fr: 'allumer un feu' }],
      ['9.9', { en: 'fly', fr: 'voler' }]
    ])
    expect(translated.stderr).toContain('give the JSON-LD file as well')
    const old = await command('import digcomp DigComp.csv', { 'DigComp.csv': csv(frameworks.old, ';') })
    expect(bankOf(old.stdout).competences.map(({ id, domain }) => [id, domain])).toEqual([
      ['1.1', '1.0'],
      ['1.2', undefined]
    ])
  })

  it('finds problems in the lines of the files, all at once', async () => {
    const { exit, stderr } = await command('import digcomp cooking.jsonld fr.csv', {
      'cooking.jsonld': json(
        frameworks.graph(
          frameworks.competence('1.1', 'light', '7'),
          frameworks.statement('CS1.1.01', 'Light.', 'Sublime')
        )
      ),
      'fr.csv': csv(frameworks.table(['digcomp.area.1.label', 'a', 'b'], ['digcomp.area.1.label', 'a', 'b']))
    })
    expect(exit).toBe(1)
    expect(stderr.split('\n').slice(1, -2)).toEqual([
      'cooking.jsonld:11:29 error unknown-reference: there is no domain `CompetenceArea/7` here',
      'cooking.jsonld:20:39 error wrong-value: expected one of Basic, Intermediate, Advanced, Highly advanced, found `ProficiencyLevel/Sublime`',
      'fr.csv:3:1 error duplicate-row: A3: `digcomp.area.1.label` has a row already, row 2'
    ])
    const old = await command('import digcomp old.csv', {
      'old.csv': csv([...frameworks.old, ['7', 'X', '9', '', '', '']], ';')
    })
    expect(old.exit).toBe(1)
    expect(old.stderr).toContain(
      'old.csv:5:1 error wrong-value: A5: expected 1 for an area or 2 for a competence, found `7`'
    )
  })

  it('tells warnings of the bank in the places of the files', async () => {
    const tables = await command('import digcomp fr.csv de.csv --all', {
      'fr.csv': csv(frameworks.table(['digcomp.area.1.label', 'Fire', 'Le feu'])),
      'de.csv': csv(
        frameworks.table(['digcomp.area.1.label', 'Fire', ''], ['digcomp.area.2.label', 'Water', 'Wasser'])
      )
    })
    expect(tables.stderr.split('\n').slice(0, 3)).toEqual([
      'fr.csv:2:1 warning missing-locale: A2: this text is missing in the locale `de`',
      'de.csv:3:1 warning missing-locale: A3: this text is missing in the locale `fr`',
      '2 warnings'
    ])
    const both = await command('import digcomp cooking.jsonld fr.csv --all', {
      'cooking.jsonld': graph,
      'fr.csv': french
    })
    const node = graph.split('\n').findIndex((each) => each.includes('CompetenceStatement/CS2.1.01'))
    expect(both.stderr).toContain(`cooking.jsonld:${node - 1}:5 warning missing-locale: `)
  })

  it.each([
    [
      'a table of something else',
      'a,b\n1,2',
      'fr.csv:1:1 error unsupported-format: expected JSON-LD, or a table'
    ],
    ['a workbook', 'PK\u0003\u0004', 'fr.csv:1:1 error encoding: this is a workbook'],
    ['nothing', '', 'fr.csv:1:1 error empty'],
    ['a quote that does not end', 'location,source,target\n"a,b,c', 'fr.csv:2:1 error syntax'],
    ['broken JSON', '{"@graph": [', 'fr.csv:1:13 error syntax'],
    ['another JSON', '{"format": "acquis-bank/1"}', 'error missing-key: `@graph` is missing']
  ])('has a sentence for %s', async (_, content, expected) => {
    const { exit, stdout, stderr } = await command('import digcomp fr.csv', { 'fr.csv': content })
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
    expect(stderr).toContain(expected)
  })

  it.each([
    ['two graphs', 'a.jsonld b.jsonld', 'give one framework'],
    ['a graph and DigComp 2', 'a.jsonld old.csv', 'give one framework'],
    ['DigComp 2 and a translation', 'old.csv fr.csv', 'give one framework'],
    [
      'a table in no known language',
      'a.jsonld texts.csv',
      'in which language is `texts.csv`? Name it like core-framework.fr.csv'
    ],
    [
      'a locale that is none',
      'a.jsonld --set locale=French',
      'locale is a locale such as `fr` or `fr-CA`, not `French`'
    ]
  ])('refuses %s', async (_, words, expected) => {
    const { exit, stderr } = await command(`import digcomp ${words}`, {
      'a.jsonld': graph,
      'b.jsonld': graph,
      'old.csv': csv(frameworks.old, ';'),
      'fr.csv': french,
      'texts.csv': french
    })
    expect(exit).toBe(2)
    expect(stderr).toContain(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { candidates, foldersOf } from '../../src/cli/ConfigFile'
import { campaign, json, small } from './banks'
import { run } from './fake'

/** The small bank with one challenge fewer than it should have, and with a link that is not encrypted. */
const weak = (() => {
  const bank = JSON.parse(json(small)) as {
    competences: {
      '1.1': {
        topics: { sums: { learnMore: Array<{ url: string }> } }
        levels: Record<number, { add: { challenges: Record<string, unknown> } }>
      }
    }
  }
  const competence = bank.competences['1.1']
  competence.topics.sums.learnMore[0]!.url = 'http://fr.wikipedia.org/wiki/Somme'
  delete competence.levels[1]?.add.challenges['add-b']
  return json(bank)
})()

const FEW = 'warning few-challenges: this acquis has 1 active challenge: fewer than 2'

const config = (severity: object, thresholds: object = {}): string =>
  json({ format: 'acquis-config/1', severity, thresholds })

const validate = (files: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) =>
  run(['validate', ...words], { files })

/** The codes that are shown, in order, with their severities. */
const shown = (stdout: string): ReadonlyArray<string> =>
  [...stdout.matchAll(/^\S+:\d+:\d+ (\w+ [\w-]+):/gm)].map(([, code = '']) => code)

describe('weaknesses', () => {
  it('are told of beside what is wrong, as warnings', async () => {
    const { exit, stdout } = await validate({ 'bank.json': weak }, 'bank.json')
    expect(exit).toBe(0)
    expect(shown(stdout)).toEqual(['warning insecure-link', 'warning few-challenges'])
    expect(stdout).toContain(FEW)
    expect(stdout).toContain('2 warnings in bank.json\n')
  })

  it('wait until there are no errors', async () => {
    const { stdout } = await validate({ 'bank.json': weak.replace('"sums"', '"sum"') }, 'bank.json')
    expect(shown(stdout).every((code) => code.startsWith('error'))).toBe(true)
  })
})

describe('a configuration', () => {
  const loud = config({ 'few-challenges': 'error', 'insecure-link': 'off' })

  it('that is the nearest holds', async () => {
    const files = { 'a/b/bank.json': weak, 'acquis.config.json': loud }
    const { exit, stdout } = await validate(files, 'a/b/bank.json')
    expect(exit).toBe(1)
    expect(shown(stdout)).toEqual(['error few-challenges'])
    const nearer = {
      ...files,
      'a/acquis.config.yaml': 'format: acquis-config/1\nseverity: { few-challenges: off }\n'
    }
    expect(shown((await validate(nearer, 'a/b/bank.json')).stdout)).toEqual(['warning insecure-link'])
  })

  it('holds for each file by itself', async () => {
    const files = { 'a/bank.json': weak, 'b/bank.json': weak, 'b/acquis.config.yml': loud }
    const { stdout } = await validate(files, 'a/bank.json', 'b/bank.json')
    expect(shown(stdout)).toEqual(['warning insecure-link', 'warning few-challenges', 'error few-challenges'])
  })

  it('sets thresholds', async () => {
    const files = { 'bank.json': weak, 'acquis.config.json': config({}, { minimumChallenges: 1 }) }
    expect(shown((await validate(files, 'bank.json')).stdout)).toEqual(['warning insecure-link'])
  })

  it('can be named, or left out', async () => {
    const files = {
      'bank.json': weak,
      'acquis.config.json': loud,
      'strict.json': config({ 'insecure-link': 'error' })
    }
    expect(shown((await validate(files, 'bank.json', '--config', 'strict.json')).stdout)).toEqual([
      'error insecure-link',
      'warning few-challenges'
    ])
    expect(shown((await validate(files, 'bank.json', '--no-config')).stdout)).toEqual([
      'warning insecure-link',
      'warning few-challenges'
    ])
    expect(await validate(files, 'bank.json', '--no-config', '--config', 'strict.json')).toMatchObject({
      exit: 2
    })
  })

  it('holds for what is found while reading, too', async () => {
    const bank = weak
      .replace('"en": "Small bank"', '"en": "Small bank", "de": "Bank"')
      .replace('"fr": "Petite banque",', '')
    const files = { 'bank.json': bank, 'acquis.config.json': config({ 'missing-locale': 'off' }) }
    expect((await validate(files, 'bank.json', '--no-config')).stdout).toContain('missing-locale')
    expect((await validate(files, 'bank.json')).stdout).not.toContain('missing-locale')
  })

  it('holds for campaigns, too', async () => {
    const files = {
      'bank.json': weak,
      'campaign.json': json({ ...campaign, bank: 'other' }),
      'acquis.config.json': loud
    }
    const { exit, stdout } = await validate(files, 'campaign.json')
    expect([exit, stdout.split('\n')[0]]).toEqual([0, 'no problems in campaign.json'])
  })

  it('that has problems is listed, once, and does not hold', async () => {
    const files = {
      'bank.json': weak,
      'other.json': weak,
      'acquis.config.yaml': 'format: acquis-config/1\nseverity:\n  few-chalenges: off\n  insecure-link: off\n'
    }
    const { exit, stdout } = await validate(files, 'bank.json', 'other.json')
    expect(exit).toBe(1)
    expect(stdout).toMatch(
      /^acquis\.config\.yaml:3:3 error unknown-key: unknown key `few-chalenges`; did you mean `few-challenges`\?\n/
    )
    expect(stdout.match(/^1 error in acquis\.config\.yaml$/gm)).toHaveLength(1)
    expect(shown(stdout)).toEqual([
      'error unknown-key',
      ...[
        'warning insecure-link',
        'warning few-challenges',
        'warning insecure-link',
        'warning few-challenges'
      ]
    ])
    const twice = await validate(files, 'acquis.config.yaml', 'bank.json')
    expect(shown(twice.stdout)[0]).toBe('error unknown-key')
    expect(shown(twice.stdout)).toHaveLength(3)
  })

  it.each(['', '{', 'format: acquis-bank/1', '- a'])('of %o is one with problems', async (content) => {
    const { exit, stdout } = await validate({ 'bank.json': weak, 'acquis.config.yaml': content }, 'bank.json')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^acquis\.config\.yaml:1:\d+ error/)
    expect(stdout).toContain('2 warnings in bank.json')
  })

  it('that cannot be read is said, once, and nothing is checked', async () => {
    const files = { 'bank.json': weak, 'other.json': weak }
    const { exit, stdout, stderr } = await validate(files, 'bank.json', 'other.json', '--config', 'nope.yaml')
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toBe('acquis validate: cannot read `nope.yaml`: there is no such file or folder\n')
  })

  it('beside another one in the same folder is none that can be chosen', async () => {
    const files = { 'bank.json': weak, 'acquis.config.json': loud, 'acquis.config.yaml': loud }
    const { exit, stderr } = await validate(files, 'bank.json')
    expect(exit).toBe(1)
    expect(stderr).toContain('there are `acquis.config.yaml` and `acquis.config.json`: keep one of them')
  })

  it('is itself a file to be checked', async () => {
    expect((await validate({ 'acquis.config.json': loud }, 'acquis.config.json')).stdout).toBe(
      'no problems in acquis.config.json\n'
    )
  })
})

describe('files that are watched besides', () => {
  it('are the configurations that hold, or might', () => {
    expect(candidates('/project', { _tag: 'None' }, ['a/bank.yaml'])).toEqual([])
    expect(candidates('/project', { _tag: 'Named', file: 'strict.yaml' }, ['a/bank.yaml'])).toEqual([
      'strict.yaml'
    ])
    expect(candidates('/project', { _tag: 'Nearest' }, ['a/bank.yaml', 'a/other.yaml'])).toEqual([
      'a/acquis.config.yaml',
      'a/acquis.config.yml',
      'a/acquis.config.json',
      'acquis.config.yaml',
      'acquis.config.yml',
      'acquis.config.json'
    ])
  })
})

describe('folders that are looked into', () => {
  it.each([
    ['bank.yaml', ['']],
    ['-', ['']],
    ['a/b/bank.yaml', ['a/b', 'a', '']],
    ['./a/bank.yaml', ['a', '']],
    ['a/../b/bank.yaml', ['b', '']],
    ['/project/a/bank.yaml', ['a', '']],
    ['/project/bank.yaml', ['']],
    ['../other/bank.yaml', ['../other']],
    ['/elsewhere/a/bank.yaml', ['/elsewhere/a']],
    ['/projects/bank.yaml', ['/projects']],
    ['..a/bank.yaml', ['..a', '']]
  ])('for %s: %o', (file, folders) => {
    expect(foldersOf('/project', file)).toEqual(folders)
  })
})

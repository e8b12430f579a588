import { describe, expect, it } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Fitted from '../support/fitted'
import { run, type World } from './fake'

const bank = Fitted.bank()
const model = Model.of(bank)

/** Groups take turns; a learner a day. */
const rows = (() => {
  const { starts, codes, group } = Fitted.log(model, {
    learners: 240,
    each: 16,
    seed: 'cli',
    ability: [0, 0]
  })
  return Array.from({ length: 240 }, (_, l) =>
    Array.from(codes.subarray(starts[l], starts[l + 1]), (code) => {
      const day = String(1 + (l % 28)).padStart(2, '0')
      const month = String(1 + Math.floor(l / 28)).padStart(2, '0')
      const { id } = model.items[code >>> 2]!.challenge
      const school = l === 0 ? '' : l < 4 ? 'tiny' : ['=Nord', 'Süd'][group[l]!]!
      return `l${String(l).padStart(3, '0')},${id},${outcomes[code & 3]!},2025-${month}-${day},${school}`
    })
  ).flat()
})()

const files = {
  'bank.json': JSON.stringify(Bank.encode(bank)),
  'log.csv': `learner,challenge,outcome,at,school\n${rows.join('\n')}\n`
}

const calibrate = (words: ReadonlyArray<string>, world: World = {}) =>
  run(
    [
      'calibrate',
      'log.csv',
      '--bank',
      'bank.json',
      '--out',
      'new.json',
      '--iterations',
      '5',
      '--no-errors',
      ...words
    ],
    { ...world, files: { ...files, ...world.files } }
  )

const NAMES = [
  'items.csv',
  'item-classes.csv',
  'dependence.csv',
  'level-order.csv',
  'states.csv',
  'discrimination.csv',
  'dif.csv',
  'drift.csv',
  'fit.json',
  'run.json'
]

describe('calibrate --fit-out, --dif, --report', () => {
  it('writes tables, a file and a page, and says how much was found', async () => {
    const ran = await calibrate([
      '--fit-out',
      'fit',
      '--dif',
      'school',
      '--report',
      'fit.html',
      '--locale',
      'fr'
    ])
    expect([ran.exit, ran.stderr.includes('fit: groups')]).toEqual([0, true])
    for (const name of NAMES) expect(ran.files.has(`fit/${name}`)).toBe(true)
    const table = (name: string): ReadonlyArray<ReadonlyArray<string>> =>
      ran.files
        .get(`fit/${name}`)!
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','))
    const items = table('items.csv')
    expect(items).toHaveLength(1 + 48)
    expect(items[0]!.slice(0, 3)).toEqual(['challenge', 'acquis', 'answers'])
    const answers = items.slice(1).reduce((sum, cells) => sum + Number(cells[2]), 0)
    expect(answers).toBe(240 * 16)
    expect(table('states.csv')).toHaveLength(1 + 6)
    // Schools with few learners are left out; an empty cell is no school; formulas are guarded.
    const dif = table('dif.csv')
    expect(new Set(dif.slice(1).flatMap((cells) => [cells[1], cells[2]]))).toEqual(new Set(["'=Nord", 'Süd']))
    const fit = JSON.parse(ran.files.get('fit/fit.json')!) as {
      readonly format: string
      readonly dif: {
        readonly groups: ReadonlyArray<{ readonly learners: number }>
        readonly omitted: unknown
      }
    }
    expect(fit.format).toBe('acquis-fit/1')
    expect(fit.dif.groups.map(({ learners }) => learners)).toEqual([118, 118])
    expect(fit.dif.omitted).toEqual([{ value: 'tiny', learners: 3 }])
    expect(table('drift.csv').length).toBeGreaterThan(10)
    expect(table('drift.csv')[1]![1]).toMatch(/2025-\d\d-\d\d\/2025-\d\d-\d\d$/)
    expect(ran.files.get('fit.html')).toContain('<html lang="fr">')
    expect(ran.stdout).toMatch(/fit +\d+ of 48 challenges misfit/)
    expect(ran.stdout).toContain('differ by school')
    const told = JSON.parse(ran.files.get('fit/run.json')!) as {
      readonly command: string
      readonly rows: number
    }
    expect([told.command, told.rows]).toEqual(['calibrate', 240 * 16])
  }, 60_000)

  it('gives the same bytes with any number of workers, and any order of the rows of learners', async () => {
    const words = ['--fit-out', 'fit', '--dif', 'school']
    const turned = [...rows].sort((a, b) => b.slice(0, 4).localeCompare(a.slice(0, 4), 'en'))
    const [one, other] = await Promise.all([
      calibrate([...words, '--workers', '1']),
      calibrate([...words, '--workers', '3'], {
        files: { 'log.csv': `learner,challenge,outcome,at,school\n${turned.join('\n')}\n` }
      })
    ])
    for (const name of NAMES.slice(0, -1))
      expect(other.files.get(`fit/${name}`)).toBe(one.files.get(`fit/${name}`))
  }, 60_000)

  it('does without times and without a column', async () => {
    const bare = files['log.csv'].replace(/,[^,]*,[^,\n]*$/gm, '')
    const ran = await calibrate(['--fit-out', 'fit', '--report', 'fit.html'], { files: { 'log.csv': bare } })
    expect(ran.exit).toBe(0)
    for (const name of ['dif.csv', 'drift.csv'])
      expect(ran.files.get(`fit/${name}`)!.trimEnd().split('\r\n')).toHaveLength(1)
    expect(ran.files.get('fit.html')).toContain('The log has no times')
  }, 60_000)

  it('says what is wrong, and leaves nothing behind', async () => {
    for (const [words, sentence] of [
      [['--dif', 'school'], '--dif needs --fit-out'],
      [['--locale', 'fr'], '--locale is that of --report'],
      [['--report', 'new.json'], 'one file is named for two things'],
      [['--report', 'log.csv'], 'one file is named for two things'],
      [['--fit-out', 'x', '--report', 'x'], 'one file is named for two things'],
      [['--fit-out', '-'], 'take names of files']
    ] as const) {
      const ran = await calibrate(words)
      expect([ran.exit, ran.stderr]).toEqual([2, expect.stringContaining(sentence)])
    }
    const ran = await calibrate(['--fit-out', 'fit', '--report', 'fit.html', '--dif', 'shool'])
    expect([ran.exit, ran.stderr]).toEqual([1, expect.stringContaining('no column `shool`')])
    expect([...ran.files.keys()].filter((name) => name.startsWith('fit'))).toEqual([])
  }, 60_000)
})

import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as CalibrateBank from '../../src/cli/CalibrateBank'
import * as Calibrations from '../support/calibration'
import { run, type World } from './fake'

const YAML = `# a bank of ours
format: acquis-bank/1 # the format
id: garden
title: 'Garden'   # quoted
competences:
  "1.10":
    title: Plants
    topics: { sow: { title: Sow }, water: { title: Water } }
    levels:
      2:
        sow-peas:
          topic: sow   # where it belongs
          # two challenges
          challenges:
            peas-a: { format: practical, guess: 0.25 }
            peas-b:
              # what it is
              format: practical

              slip: 0.3      # by hand
      4:
        sow-salad: { topic: sow, challenges: { salad-a: { format: practical }, salad-b: { format: practical } } }
        "water-salad":
          topic: water
          difficulty: 4
          challenges: { "water-a": { "format": "practical" } }
`

const bank = (() => {
  const decoded = Bank.decode(parse(YAML.replace('1.10', '1.10')))
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
})()

const logOf = (of: Bank.Bank, learners: number): string => {
  const model = Model.of(of)
  const { starts, codes } = Calibrations.simulated(model, learners, 4, 'cli')
  const rows = Array.from(codes, (code, i) => {
    const learner = starts.findIndex((start, l) => start <= i && i < starts[l + 1]!)
    return `l${learner},${model.items[code >>> 2]!.challenge.id},${outcomes[code & 3]!}`
  })
  return `learner,challenge,outcome\n${rows.join('\n')}\n`
}

const LOG = logOf(bank, 80)

const calibrate = (words: ReadonlyArray<string> = [], world: World = {}) =>
  run(['calibrate', 'log.csv', '--bank', 'bank.yaml', '--out', 'new.yaml', ...words], {
    ...world,
    files: { 'bank.yaml': YAML, 'log.csv': LOG, ...world.files }
  })

const ALL = ['--fit', 'slip,guess,difficulty,ability,spread,discrimination']

/** A text without the numbers that a calibration writes. */
const bare = (text: string): string =>
  text
    .replace(/^\s*(slip|guess|discrimination|difficulty): [-\d.e]+\n/gm, '')
    .replace(/,\s*"?(slip|guess|discrimination|difficulty)"?: [-\d.e]+/g, '')
    .replace(/^model: .*\n/m, '')
    .replace(/slip: [-\d.e]+( +#)/, 'slip: N$1')

describe('calibrate', () => {
  it('writes the bank with what was fitted, and everything else as it was', async () => {
    const ran = await calibrate([...ALL, '--estimates', 'e.csv'])
    expect(ran.exit).toBe(0)
    const text = ran.files.get('new.yaml')!
    expect(bare(text)).toBe(bare(YAML))
    expect(text).toContain('slip: 0.')
    const decoded = Bank.decode(parse(text))
    expect(E.isRight(decoded)).toBe(true)
    expect(ran.stdout).toContain('log-likelihood')
    expect(ran.stderr).toMatch(/iteration 1: log-likelihood -\d/)
    const csv = ran.files.get('e.csv')!.trimEnd().split('\n')
    expect(csv[0]).toBe('parameter,id,before,value,error,low,high,answers')
    // mean, sd, spread; slip, guess and discrimination of five challenges; three difficulties.
    expect(csv).toHaveLength(1 + 3 + 15 + 3)
    const valid = await run(['validate', 'new.yaml'], { files: { 'new.yaml': text } })
    expect(valid.exit).toBe(0)
  })

  it('keeps the order and the indentation of JSON', async () => {
    for (const indent of [undefined, 2, '\t'] as const) {
      const json = JSON.stringify(parse(YAML), null, indent)
      const ran = await run(
        ['calibrate', 'log.csv', '--bank', 'b.json', '--out', 'c.json', '--fit', 'slip,ability'],
        { files: { 'b.json': json, 'log.csv': LOG } }
      )
      expect([ran.exit, ran.stdout.includes('mean')]).toEqual([0, true])
      const text = ran.files.get('c.json')!
      const written = JSON.parse(text) as { model: { mean: number }; competences: object }
      expect(written.model.mean).not.toBe(3)
      expect(text.split('\n').length >= json.split('\n').length).toBe(true)
      expect(E.isRight(Bank.decode(written))).toBe(true)
    }
  })

  it('says the same with any number of workers', async () => {
    const long = logOf(bank, 80).trimEnd().split('\n')
    const rows = Array.from({ length: 250 }, (_, n) =>
      long.slice(1).map((row) => row.replace(/^l/, `n${n}-`))
    ).flat()
    const files = { 'log.csv': [long[0], ...rows].join('\n') }
    const results = await Promise.all(
      [1, 3].map((workers) =>
        calibrate(['--workers', String(workers), '--iterations', '4', '--json'], { files })
      )
    )
    expect(results.map(({ exit }) => exit)).toEqual([0, 0])
    expect(results[0]!.stdout).toBe(results[1]!.stdout)
    expect(results[0]!.files.get('new.yaml')).toBe(results[1]!.files.get('new.yaml'))
  }, 240_000)

  it('fits what all challenges of a format share, and then each about that', async () => {
    const alike = await calibrate(['--alike', '--fit', 'slip,guess', '--estimates', 'e.csv'])
    expect(alike.exit).toBe(0)
    const [, ...rows] = alike.files.get('e.csv')!.trimEnd().split('\n')
    expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
      ['slip', 'every practical'],
      ['guess', 'every practical']
    ])
    // Whoever answers knows, or does not: together they rest on all answers.
    const behind = rows.reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0)
    expect(Math.round(behind)).toBe(LOG.split('\n').filter((row) => /correct$/.test(row)).length)
    const text = alike.files.get('new.yaml')!
    expect(bare(text)).toBe(bare(YAML))
    const all = Bank.decode(parse(text))
    if (E.isLeft(all)) throw new Error(JSON.stringify(all.left))
    const noise = all.right.competences.flatMap(({ acquis }) =>
      acquis.flatMap(({ challenges }) => challenges.map(({ slip, guess }) => `${slip} ${guess}`))
    )
    expect([noise.length, new Set(noise).size]).toEqual([5, 1])
    const [slip] = noise[0]!.split(' ').map(Number)
    const next = await calibrate(['--centre', 'bank', '--weight', '100000', '--json'], {
      files: { 'bank.yaml': text }
    })
    const { estimates } = JSON.parse(next.stdout) as {
      estimates: ReadonlyArray<{ parameter: string; value: number }>
    }
    for (const { value } of estimates.filter(({ parameter }) => parameter === 'slip'))
      expect(value).toBeCloseTo(slip!, 3)
  })

  it('counts rejected rows, and minds them with --strict', async () => {
    const files = { 'log.csv': `${LOG}x,nope,correct\nx,peas-a,maybe\n` }
    const ran = await calibrate([], { files })
    expect(ran.exit).toBe(0)
    expect(ran.stdout).toMatch(/rejected +2\n {2}1 unknown challenge\n {2}1 unknown outcome/)
    expect((await calibrate(['--strict'], { files })).exit).toBe(1)
  })

  it('says what is wrong with its options, and writes nothing', async () => {
    const wrong = async (...words: ReadonlyArray<string>) => {
      const ran = await calibrate(words)
      expect(ran.files.size).toBe(0)
      return [ran.exit, ran.stderr.split('\n')[0]]
    }
    expect(await wrong('--fit', 'slip,gues')).toEqual([
      2,
      'acquis calibrate: --fit: no parameter `gues`; did you mean `guess`?'
    ])
    expect(await wrong('--starts', '0')).toEqual([
      2,
      'acquis calibrate: --starts takes a whole number from 1 to 1000'
    ])
    expect(await wrong('--weight', '-1')).toEqual([2, 'acquis calibrate: --weight takes a number from 0 on'])
    expect(await wrong('--centre', 'bnak')).toEqual([
      2,
      'acquis calibrate: --centre: no `bnak`; did you mean `bank`?'
    ])
    expect(await wrong('--discrimination-sd', '0')).toEqual([
      2,
      'acquis calibrate: --discrimination-sd takes a number above 0'
    ])
    expect(await wrong('--estimates', 'new.yaml')).toEqual([
      2,
      'acquis calibrate: one file is named for two things'
    ])
    const none = await run(['calibrate', 'log.csv', '--bank', 'bank.yaml', '--out', 'new.yaml'], {
      files: { 'bank.yaml': YAML, 'log.csv': 'learner,challenge,outcome\n' }
    })
    expect([none.exit, none.files.size]).toEqual([1, 0])
    expect(none.stderr).toContain('there is no answer in these logs that the bank knows')
  })

  it('goes on where it was left', async () => {
    const whole = await calibrate(['--json'])
    let time = 0
    const clock = () => (time += 1500)
    // It fails at the very end, where the bank is to be put in its place.
    const failed = await calibrate(['--json'], { readOnly: ['new.yaml'], clock })
    expect(failed.exit).toBe(3)
    expect(failed.stderr).toContain('the same command with --resume goes on')
    const checkpoint = failed.files.get('./new.yaml.checkpoint')!
    const files = { './new.yaml.checkpoint': checkpoint }
    const resumed = await calibrate(['--json', '--resume'], { files })
    expect(resumed.stderr).not.toContain('iteration 1:')
    expect(resumed.stdout).toBe(whole.stdout)
    expect([...resumed.files.keys()]).toEqual(['new.yaml'])
    // Another fit is another run.
    const other = await calibrate(['--resume', '--fit', 'guess'], { files })
    expect(other.stderr).toContain('iteration 1:')
  })
})

describe('CalibrateBank', () => {
  it('2. everything else stays to the last byte', () => {
    const model = Model.of(bank)
    const path = ['competences', '1.10', 'levels', '2', 'sow-peas', 'challenges', 'peas-b', 'slip']
    const made = CalibrateBank.edited(YAML, [{ path, value: 0.125 }])
    expect(made).toEqual({ text: YAML.replace('slip: 0.3 ', 'slip: 0.125 ') })
    expect(model.items).toHaveLength(5)
  })

  it('says where it cannot write', () => {
    const text = YAML.replace(
      'peas-a: { format: practical, guess: 0.25 }',
      'peas-a: &one { format: practical }'
    ).replace('salad-a: { format: practical }', 'salad-a: *one')
    const path = ['competences', '1.10', 'levels', '4', 'sow-salad', 'challenges', 'salad-a', 'slip']
    expect(CalibrateBank.edited(text, [{ path, value: 0.1 }])).toEqual({ stuck: path })
  })
})

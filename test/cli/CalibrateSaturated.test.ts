import * as E from 'fp-ts/lib/Either.js'
import { assert, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import * as Model from '../../src/knowledge/Model'
import type { Result } from '../../src/lab/SaturatedResult'
import * as Random from '../../src/math/Random'
import { run, type World } from './fake'

const YAML = `# sums
format: acquis-bank/1
id: sums
title: Sums
competences:
  numbers:
    title: Numbers
    topics: { adding: { title: Adding }, taking: { title: Taking } }
    levels:
      1:
        add: { topic: adding, requires: [], challenges: { add-a: { format: practical } } }
        take: { topic: taking, requires: [], challenges: { take-a: { format: practical } } }
      2:
        carry: { topic: adding, requires: [add], challenges: { carry-a: { format: practical }, carry-b: { format: practical } } }
  shapes:
    title: Shapes
    topics: { round: { title: Round } }
    levels:
      1:
        circle: { topic: round, challenges: { circle-a: { format: practical } } }
`

const STATES = ['', 'add', 'add carry', 'add take carry']

/** Learners who know one of the states, and answer by slip 0.1 and guess 0.2. */
const LOG = (() => {
  const source = Random.source('log')
  const rows = Array.from({ length: 300 }, (_, n) => {
    const state = STATES[n % 4]!.split(' ')
    return ['add-a', 'take-a', 'carry-a', 'carry-b'].map((id) => {
      const isRight = source() < (state.includes(id.split('-')[0]!) ? 0.9 : 0.2)
      return `l${n},${id},${isRight ? 'correct' : 'incorrect'}`
    })
  })
  return `learner,challenge,outcome\n${rows.flat().join('\n')}\n`
})()

const LIST = `known\n${STATES.join('\n')}\n`.replace('\n\n', '\n""\n')
const MATRIX = '"","add","take","carry"\n"1",0,0,0\n"2",1,0,0\n"3",1,0,1\n"4",1,1,1\n'

const saturated = (words: ReadonlyArray<string>, world: World = {}) =>
  run(['calibrate', 'log.csv', '--bank', 'bank.yaml', '--saturated', '--starts', '3', ...words], {
    ...world,
    files: {
      'bank.yaml': YAML,
      'log.csv': LOG,
      'list.csv': LIST,
      'matrix.csv': MATRIX,
      ...world.files
    }
  })

const resultOf = (stdout: string): Result & { readonly format: string } =>
  JSON.parse(stdout) as Result & { readonly format: string }

const STATED = ['--states', 'matrix.csv']

describe('calibrate --saturated', () => {
  it('writes the bank, a table, and what it found', async () => {
    const ran = await saturated([...STATED, '--out', 'new.yaml', '--estimates', 'e.csv'])
    expect(ran.exit).toBe(0)
    expect([...ran.files.keys()].sort()).toEqual(['e.csv', 'new.yaml'])
    const text = ran.files.get('new.yaml')!
    expect(text.replace(/, (slip|guess): [\d.e-]+/g, '')).toBe(YAML)
    // Of what was answered alone.
    expect(text.match(/slip/g)).toHaveLength(4)
    const decoded = Bank.decode(parse(text))
    assert(E.isRight(decoded))
    const { challenges } = resultOf((await saturated([...STATED, '--json'])).stdout)
    const written = Model.of(decoded.right).items.map(({ challenge }) => challenge)
    for (const { challenge, slip, guess } of challenges) {
      const own = written.find(({ id }) => id === challenge)
      expect(own?.slip).toBeCloseTo(slip, 5)
      expect(own?.guess).toBeCloseTo(guess, 5)
    }
    const csv = ran.files.get('e.csv')!.trimEnd().split('\n')
    expect(csv[0]).toBe('parameter,id,before,value,apart,answers,learners')
    expect(csv.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual([
      ...['slip', 'guess'].flatMap((name) =>
        ['add-a', 'take-a', 'carry-a', 'carry-b'].map((id) => `${name},${id}`)
      ),
      'state,',
      'state,add',
      'state,add carry',
      'state,add take carry'
    ])
    expect(ran.stdout).toContain('learners        300, of whom 300 answered everything')
    expect(ran.stdout).toMatch(/states +4 of add, take, carry\n/)
    expect(ran.stdout).toMatch(/log-likelihood +-\d+\.\d{4} after \d+ iterations; \d of 3 starts reached it/)
    expect(ran.stdout).toMatch(/parameters +11 +AIC [\d.]+ +BIC [\d.]+/)
    expect(ran.stdout).toMatch(/carry-b +0\.\d{3} +0\.\d{3} +\d+ +0\.\d{3} +0\.\d{3} +\d+\n/)
    expect(ran.stdout).toMatch(/\{add take carry\} +0\.\d{3}/)
    expect(ran.stdout.endsWith('\nnew.yaml, e.csv\n')).toBe(true)
    expect(ran.stderr).toMatch(/^1 of 3 starts: log-likelihood -\d.*, converged after \d+ iterations\n/)
  })

  it('does without files, and prints JSON', async () => {
    const ran = await saturated([...STATED, '--json'])
    expect([ran.exit, ran.files.size]).toEqual([0, 0])
    const result = resultOf(ran.stdout)
    expect(result.format).toBe('acquis-saturated/1')
    expect(result.domain).toEqual(['add', 'take', 'carry'])
    expect([result.learners, result.complete, result.answers, result.starts]).toEqual([300, 300, 1200, 3])
    expect(result.states.map(({ known }) => known.join(' '))).toEqual(STATES)
    for (const { weight } of result.states) expect(Math.abs(weight - 0.25)).toBeLessThan(0.15)
    const { slip, guess, before } = result.challenges[2]!
    expect(Math.abs(slip - 0.1) < 0.1 && Math.abs(guess - 0.2) < 0.1).toBe(true)
    expect(before).toEqual({ slip: 0.1, guess: 0.1 })
  })

  it('says the same of a list, of JSON lines, and with any number of workers', async () => {
    const lines = STATES.map((known) =>
      JSON.stringify({ learner: 'any', known: known.split(' ').filter((id) => id !== '') })
    ).join('\n')
    const files = { 'list.jsonl': `${lines}\n` }
    const [matrix, ...others] = await Promise.all(
      [
        STATED,
        ['--states', 'list.csv'],
        ['--states', 'list.jsonl'],
        [...STATED, '--workers', '3'],
        [...STATED, '--workers', '1']
      ].map((words) => saturated([...words, '--json'], { files }))
    )
    expect(matrix!.exit).toBe(0)
    for (const other of others) expect(other.stdout).toBe(matrix!.stdout)
  })

  it.each([
    ['add', ['', 'add', 'add carry']], // a block
    ['adding', ['', 'add', 'add carry']], // a topic
    ['numbers/taking', ['', 'take']],
    ['numbers', ['', 'add', 'take', 'add take', 'add carry', 'add take carry']]
  ])('weighs the feasible states of --block %s', async (block, states) => {
    const { stdout } = await saturated(['--block', block, '--json'])
    expect(new Set(resultOf(stdout).states.map(({ known }) => known.join(' ')))).toEqual(new Set(states))
  })

  it('takes challenges for acquis, and warns of what the bank rules out', async () => {
    const files = { 'c.csv': 'add-a,carry-a,carry-b\n0,0,0\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n' }
    const { stdout } = await saturated(['--states', 'c.csv', '--json'], { files })
    const { domain, states, warnings } = resultOf(stdout)
    expect(domain).toEqual(['add-a', 'carry-a', 'carry-b'])
    // A state that stands twice counts once.
    expect(states).toHaveLength(4)
    expect(warnings.find(({ code }) => code === 'infeasible-states')?.message).toContain(
      'rules out 1 of the 4 states, the first of them {add-a carry-a}'
    )
  })

  it('takes what is missing, repeated or skipped as it is', async () => {
    const files = { 'log.csv': `${LOG}l0,add-a,correct\nl1,take-a,skipped\nmore,add-a,correct\n` }
    const { stdout } = await saturated([...STATED, '--json'], { files })
    const { learners, complete, answers, skipped, warnings } = resultOf(stdout)
    expect([learners, complete, answers, skipped]).toEqual([301, 300, 1202, 1])
    expect(warnings.find(({ code }) => code === 'repeated-answers')?.message).toMatch(/^1 answers? /)
    const shown = await saturated(STATED, { files })
    expect(shown.stdout).toContain('answers         1,202; 1 skips left out')
  })

  it.each([
    [['--fit', 'slip'], '--fit is of no use with --saturated: leave it out'],
    [['--alike'], '--alike is of no use'],
    [['--centre', 'bank'], '--centre is of no use'],
    [['--discrimination-sd', '1'], '--discrimination-sd is of no use'],
    [['--weight', '3'], '--weight is of no use'],
    [['--move', '3'], '--move is of no use'],
    [['--plain'], '--plain is of no use'],
    [['--no-errors'], '--no-errors is of no use'],
    [['--resume'], '--resume is of no use'],
    [['--fit-out', 'fit'], '--fit-out is of no use'],
    [['--report', 'fit.html'], '--report is of no use'],
    [['--block', 'add', ...STATED], '--states says what its states are made of: leave out --block'],
    [['--states', '-'], '--states takes the name of a file'],
    [['--states', 'log.csv'], 'one file is named for two things'],
    [[...STATED, '--estimates', 'matrix.csv'], 'one file is named for two things'],
    [['--iterations', '0'], '--iterations takes a whole number from 1 on'],
    [[], 'the bank has 3 blocks: name one by an acquis of it, or a topic or a competence: --block ID'],
    [['--block', 'ad'], '--block: no acquis, topic or competence `ad`; did you mean `add`?'],
    [['--block', 'zebra'], '--block: no acquis, topic or competence `zebra`; give the id of one in the bank']
  ])('refuses %j', async (words, sentence) => {
    const ran = await saturated(words)
    expect([ran.exit, ran.files.size, ran.stderr.split('\n')[0]]).toEqual([
      2,
      0,
      expect.stringContaining(`acquis calibrate: ${sentence}`)
    ])
  })

  it('refuses its options without it', async () => {
    for (const [option, value] of [
      ['--block', 'add'],
      ['--states', 'list.csv']
    ] as const) {
      const words = ['calibrate', 'log.csv', '--bank', 'bank.yaml', '--out', 'new.yaml', option, value]
      const ran = await run(words, { files: { 'bank.yaml': YAML, 'log.csv': LOG, 'list.csv': LIST } })
      expect([ran.exit, ran.stderr]).toEqual([2, expect.stringContaining(`${option} belongs to --saturated`)])
    }
  })

  it.each([
    ['add,tke\n1,0\n', 'states.csv:1:5', 'unknown-reference: there is no acquis `tke`; did you mean `take`?'],
    ['add,carry-a,take\n1,0,1\n', 'states.csv:1:5', '`carry-a` is a challenge, and others are not'],
    ['add,carry-a,carry-b\n1,0,1\n', 'states.csv:1:1', '`add` is an acquis, and others are not'],
    ['add,take\n1\n', 'states.csv:2:1', 'this row has 1 fields, and the first one 2'],
    ['add,take\n1,yes\n', 'states.csv:2:3', 'is expected, not `yes`'],
    ['add,add\n1,1\n', 'states.csv:1:5', 'there are two columns `add`'],
    ['known\nadd tke\n', 'states.csv:2:1', 'there is no acquis `tke`; did you mean `take`?'],
    ['add,take\n', 'states.csv:1:1', 'there is no state in this file'],
    ['known,of\n,x\n', 'states.csv:1:1', 'no state holds anything'],
    ['', 'states.csv:1:1', 'there is no state in this file'],
    [new Uint8Array([108, 0xff, 10]), 'states.csv:1:1', 'this is no UTF-8']
  ])('lists what is wrong with states: %j', async (content, place, sentence) => {
    const ran = await saturated(['--states', 'states.csv', '--out', 'new.yaml'], {
      files: { 'states.csv': content }
    })
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
    const line = ran.stderr.split('\n').find((each) => each.startsWith(place))
    expect(line).toContain(sentence)
  })

  it('lists what is wrong with JSON lines', async () => {
    const ran = await saturated(['--states', 'states.jsonl'], {
      files: { 'states.jsonl': '{"known":["add"]}\n{"knwn":["add"]}\n{"known":["tke"]}\nnot json\n' }
    })
    expect(ran.exit).toBe(1)
    expect(ran.stderr).toContain('states.jsonl:2:')
    expect(ran.stderr).toContain('states.jsonl:3:1')
    expect(ran.stderr).toContain('states.jsonl:4:')
  })

  it('says where nobody answered, and leaves nothing behind', async () => {
    const ran = await saturated(['--block', 'circle', '--out', 'new.yaml', '--estimates', 'e.csv'])
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
    expect(ran.stderr).toContain('there is no answer in these logs to what states are made of: circle')
    const none = await saturated(['--block', 'circle'], {
      files: { 'log.csv': 'learner,challenge,outcome\n' }
    })
    expect([none.exit, none.stderr]).toEqual([1, expect.stringContaining('that the bank knows')])
    const held = await saturated([...STATED, '--out', 'new.yaml'], { readOnly: ['new.yaml'] })
    expect([held.exit, held.files.size]).toEqual([3, 0])
    const ended = await saturated([...STATED, '--out', 'new.yaml'], { workersEndAfter: 1 })
    expect([ended.exit, ended.files.size]).toEqual([3, 0])
  })

  it('refuses a part with too many states', async () => {
    const many = Array.from({ length: 13 }, (_, n) => [
      `a${n}`,
      { topic: 't', requires: [], challenges: { [`c${n}`]: { format: 'practical' } } }
    ])
    const bank = {
      format: 'acquis-bank/1',
      id: 'many',
      title: 'Many',
      competences: {
        all: {
          title: 'All',
          topics: { t: { title: 'T' } },
          levels: { 1: Object.fromEntries(many) as object }
        }
      }
    }
    const files = { 'bank.json': JSON.stringify(bank), 'log.csv': LOG }
    const words = ['calibrate', 'log.csv', '--bank', 'bank.json', '--saturated', '--block', 'all']
    const ran = await run(words, { files })
    expect([ran.exit, ran.stderr]).toEqual([
      2,
      expect.stringContaining('`all` has more than 4096 states: name a smaller part')
    ])
  })
})

describe('calibrate --fit none', () => {
  const calibrate = (words: ReadonlyArray<string>) =>
    run(['calibrate', 'log.csv', '--bank', 'bank.yaml', '--fit', 'none', ...words], {
      files: { 'bank.yaml': YAML, 'log.csv': LOG }
    })

  it('changes nothing, and says how well the bank fits as it is', async () => {
    const ran = await calibrate(['--fit-out', 'fit', '--report', 'fit.html'])
    expect(ran.exit).toBe(0)
    expect(ran.stdout).toMatch(/parameters +0 /)
    expect(ran.stdout).not.toContain('parameter  before')
    expect(ran.stdout).not.toContain('BANK2')
    expect(ran.files.get('fit/items.csv')!.split('\r\n')).toHaveLength(1 + 4 + 1)
    const told = JSON.parse(ran.files.get('fit/run.json')!) as { readonly options: { readonly fit: unknown } }
    expect(told.options.fit).toEqual([])
    const page = ran.files.get('fit.html')!
    expect(page).toContain('<dd>nothing: the bank as it is</dd>')
    expect(page).not.toContain('What was fitted')
    expect([...ran.files.keys()].filter((name) => !name.startsWith('fit'))).toEqual([])
  })

  it('copies the bank where that is asked for', async () => {
    const ran = await calibrate(['--out', 'new.yaml'])
    expect([ran.exit, ran.files.get('new.yaml')]).toEqual([0, YAML])
  })

  it.each([
    [['--estimates', 'e.csv'], '--fit none makes no estimates: leave out --estimates'],
    [['--resume'], '--resume needs --out BANK2']
  ])('refuses %j', async (words, sentence) => {
    const ran = await calibrate(words)
    expect([ran.exit, ran.files.size, ran.stderr]).toEqual([2, 0, expect.stringContaining(sentence)])
  })

  it('stands alone', async () => {
    const words = ['calibrate', 'log.csv', '--bank', 'bank.yaml', '--out', 'new.yaml', '--fit', 'slip,none']
    const ran = await run(words, { files: { 'bank.yaml': YAML, 'log.csv': LOG } })
    expect([ran.exit, ran.stderr]).toEqual([2, expect.stringContaining('--fit: none stands alone')])
    const again = await run([...words.slice(0, -1), 'non'], { files: { 'bank.yaml': YAML, 'log.csv': LOG } })
    expect(again.stderr).toContain('no parameter `non`; did you mean `none`?')
  })
})

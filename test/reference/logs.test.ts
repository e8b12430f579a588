/** Real logs in their own formats: read without a loss, made into banks, and replayed. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import { run, type World } from '../cli/fake'

const shared = join(import.meta.dirname, '../../../shared')
const present = existsSync(join(shared, 'data')) && existsSync(join(shared, 'standards'))

if (!present) console.log('logs skipped: there is no folder ../shared/data beside this checkout.')

const read = (name: string): Buffer => readFileSync(join(shared, name))

const json = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, unknown>

/** The bank that `import log` makes. */
const bankOf = async (log: Buffer, ...words: ReadonlyArray<string>) => {
  const { exit, stderr, files } = await run(['import', 'log', 'log', ...words, '--out', 'bank.json'], {
    files: { log }
  })
  expect([exit, stderr]).toEqual([0, ''])
  const text = files.get('bank.json') ?? ''
  const decoded = Bank.decode(json(text))
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left))
  return { text, bank: decoded.right }
}

const replay = async (files: NonNullable<World['files']>, ...words: ReadonlyArray<string>) => {
  const ran = await run(['replay', 'log', '--bank', 'bank.json', '--out', 'out', ...words], { files })
  expect([ran.exit, ran.stderr]).toEqual([0, ''])
  return {
    counts: json(ran.files.get('out/run.json')),
    findings: ['profiles.jsonl', 'predictions.csv', 'metrics.json'].map((name) =>
      ran.files.get(`out/${name}`)
    ),
    predictions: (ran.files.get('out/predictions.csv') ?? '').trimEnd().split('\n').slice(1)
  }
}

const sizes = ({ competences }: Bank.Bank) => {
  const acquis = competences.flatMap((competence) => competence.acquis)
  return {
    competences: competences.length,
    topics: competences.flatMap(({ topics }) => topics).length,
    levels: [...new Set(acquis.map(({ level }) => level))].sort((a, b) => a - b),
    challenges: acquis.flatMap(({ challenges }) => challenges).length
  }
}

describe.skipIf(!present)('fraction subtraction', () => {
  test('as a matrix and one response a line: identical results', async () => {
    const matrix = read('data/fraction-subtraction/fraction_subtraction_536x20.csv')
    const long = read('data/fraction-subtraction/fraction_subtraction_long.csv')
    const { text } = await bankOf(long)
    expect((await bankOf(matrix, '--format', 'matrix')).text).toBe(text)
    const one = await replay({ log: long, 'bank.json': text })
    const other = await replay({ log: matrix, 'bank.json': text }, '--format', 'matrix')
    expect(other.findings).toEqual(one.findings)
    expect(other.counts).toMatchObject({ rows: 10720, responses: 10720, learners: 536 })
  })

  test('a first column of row names is no item', async () => {
    const named = read('data/fraction-subtraction/data.fraction1_data.csv')
    const { bank } = await bankOf(named, '--format', 'matrix')
    expect(sizes(bank).challenges).toBe(15)
  })
})

describe.skipIf(!present)('ASSISTments 2009, one response a row', () => {
  const MAP = 'learner=user_id,challenge=item_id,outcome=correct,skill=skill_id'

  test.each(['canonical', 'assistments'])(
    'as %s: every item a challenge, every row a response',
    async (format) => {
      const log = read('data/logs/ldp_assistments09_test.csv')
      const { text, bank } = await bankOf(log, '--format', format, '--map', MAP)
      expect(sizes(bank)).toMatchObject({ competences: 1, levels: [1, 2, 3, 4], challenges: 13801 })
      const { counts } = await replay({ log, 'bank.json': text }, '--format', format, '--map', MAP)
      expect(counts).toMatchObject({ rows: 58266, responses: 58266, learners: 623, rejected: 0, folded: 0 })
    }
  )

  test('the train file makes 17,339 challenges of 149 skills', async () => {
    const { bank } = await bankOf(read('data/logs/ldp_assistments09_train.csv'), '--map', MAP)
    expect(sizes(bank)).toMatchObject({ topics: 149, challenges: 17339 })
  })

  test('expanded to a row a skill, it is folded back', async () => {
    const rows = read('data/logs/ldp_assistments09_test.csv').toString().trimEnd().split('\n').slice(1, 5001)
    const order = rows.map((row, i) => `${row},${i}`)
    const header = 'user_id,problem_id,timestamp,correct,skill_id,order_id'
    // The copies far behind, and each of another skill.
    const copies = order.filter((_, i) => i % 3 === 0).map((row) => row.replace(/,[^,]*(,\d+)$/, ',extra$1'))
    const once = Buffer.from([header, ...order].join('\n'))
    const again = Buffer.from([header, ...order, ...copies].join('\n'))
    const { text } = await bankOf(once, '--format', 'assistments')
    const one = await replay({ log: once, 'bank.json': text }, '--format', 'assistments')
    const other = await replay({ log: again, 'bank.json': text }, '--format', 'assistments')
    expect(other.findings).toEqual(one.findings)
    expect(other.counts).toMatchObject({ rows: 6667, responses: 5000, folded: 1667, rejected: 0 })
  })
})

describe.skipIf(!present)('pyKT', () => {
  test.each([
    ['pykt_assist2015_test', 3818],
    ['pykt_assist2015_train_valid_first100_per_fold', 500]
  ])('%s: the elements of its lists, in their order', async (name, learners) => {
    const log = read(`data/logs/${name}.csv`)
    const { text, bank } = await bankOf(log, '--format', 'pykt')
    expect(sizes(bank)).toMatchObject({ topics: 100, challenges: 100 })
    const { counts, predictions } = await replay({ log, 'bank.json': text }, '--format', 'pykt')
    // Told apart from the reader: every line ends with two or three quoted lists.
    const said = log
      .toString()
      .trimEnd()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => ({
        uid: line.split(',')[1] ?? '',
        lists: [...line.matchAll(/"([^"]*)"/g)].map(([, list]) => list)
      }))
    const [first] = said
    const [concepts, outcomes] = (first?.lists ?? []).map((list) => (list ?? '').split(','))
    const own = predictions
      .filter((line) => line.startsWith(`${first?.uid ?? ''},`))
      .map((line) => line.split(','))
    expect(own.slice(0, concepts?.length).map(([, challenge, , outcome]) => [challenge, outcome])).toEqual(
      concepts?.map((concept, i) => [concept, outcomes?.[i] === '1' ? 'correct' : 'incorrect'])
    )
    expect(counts).toMatchObject({ learners, rejected: 0, folded: 0, rows: predictions.length })
  })
})

describe.skipIf(!present)('DataShop', () => {
  test('transactions and student-steps are of the same items', async () => {
    const transactions = read('standards/datashop/invented_transactions.tsv')
    const steps = read('standards/datashop/invented_student_steps.tsv')
    const { text, bank } = await bankOf(transactions, '--format', 'datashop')
    expect(sizes(bank)).toMatchObject({ competences: 1, topics: 2, challenges: 2 })
    const one = await replay({ log: transactions, 'bank.json': text }, '--format', 'datashop')
    expect(one.counts).toMatchObject({ rows: 6, responses: 6, learners: 2 })
    const other = await replay({ log: steps, 'bank.json': text }, '--format', 'datashop')
    expect(other.counts).toMatchObject({ rows: 4, responses: 4, learners: 2 })
    // The first attempts of the transactions, without what a hint and a second attempt made of the first step.
    expect(other.predictions.map((line) => line.split(',')[3])).toEqual([
      'incorrect',
      'correct',
      'correct',
      'correct'
    ])
    const { bank: single } = await bankOf(transactions, '--format', 'datashop', '--skill', 'KC (Single-KC)')
    expect(sizes(single)).toMatchObject({ topics: 1, challenges: 2 })
  })
})

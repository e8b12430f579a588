import { gzipSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { parquetWriteBuffer } from 'hyparquet-writer'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, vi } from 'vitest'
import type { Workers } from '../../src/cli/Capabilities'
import * as Failure from '../../src/cli/Failure'
import { file } from '../support/banks'
import { run } from './fake'
import { hear } from './logs'

type Column = Parameters<typeof parquetWriteBuffer>[0]['columnData'][number]

const parquet = (
  columnData: ReadonlyArray<Column>,
  options: Partial<Parameters<typeof parquetWriteBuffer>[0]> = {}
): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData: [...columnData], ...options }))

const COLUMNS: ReadonlyArray<Column> = [
  { name: 'user', data: [7n, 7n, 9n, 7n] },
  { name: 'challenge', data: ['easy-a', 'hard-a', 'nix', 'easy-b'] },
  { name: 'outcome', data: [1, 0, 1, 1] },
  { name: 'at', data: [3, 1, 2, null].map((ms) => (ms === null ? null : new Date(ms))) },
  { name: '__proto__', data: ['a~~b', 'c', 'd', ''] },
  { name: 'unread', data: [{ a: 1 }, { a: 1 }, { a: 2 }, { a: 1 }] }
]

const NAMES = { learner: 'user', skill: '__proto__' }

describe('a table in Parquet', () => {
  it('is read as the canonical one, whatever the types of its columns', async () => {
    const heard = await hear('canonical', parquet(COLUMNS), { names: NAMES })
    expect(heard.said).toEqual(['7 easy-a correct 3', '7 hard-a incorrect 1', '7 easy-b correct'])
    expect(heard.traits.map(({ skills }) => skills)).toEqual([['a', 'b'], ['c'], []])
    expect(heard.refused).toEqual(['3 unknown challenge `nix`: 9,nix,1,1970-01-01T00:00:00.002Z,d'])
    expect(heard.rows).toBe(4)
  })

  it.each(['UNCOMPRESSED', 'SNAPPY'] as const)('compressed or not (%s), in several groups', async (codec) => {
    const count = 1000
    const many = (of: (i: number) => string): Array<string> => Array.from({ length: count }, (_, i) => of(i))
    const content = parquet(
      [
        { name: 'learner', data: many((i) => `l${i % 7}`) },
        { name: 'challenge', data: many((i) => (i % 2 === 0 ? '7' : 'easy-a')) },
        { name: 'outcome', data: many((i) => (i % 3 === 0 ? 'correct' : 'skipped')) }
      ],
      { codec, rowGroupSize: 64 }
    )
    const csv = many(
      (i) => `l${i % 7},${i % 2 === 0 ? '7' : 'easy-a'},${i % 3 === 0 ? 'correct' : 'skipped'}`
    )
    const own = await hear('canonical', ['learner,challenge,outcome', ...csv].join('\n'))
    expect(own.said).toHaveLength(count)
    expect(await hear('canonical', content)).toEqual(own)
    expect(await hear('canonical', gzipSync(content))).toEqual(own)
  })

  it('what it holds that is no text is rejected', async () => {
    const heard = await hear('canonical', parquet(COLUMNS), { names: { learner: 'unread' } })
    expect(heard.refused[0]).toBe(
      '1 `unread` is neither text, number nor time: easy-a,1,1970-01-01T00:00:00.003Z,?'
    )
    expect([heard.rows, heard.responses]).toEqual([4, 0])
  })

  it('is refused where another format is asked for, a column is missing, or it is none', async () => {
    await expect(hear('matrix', parquet(COLUMNS))).rejects.toThrow(
      '`log` is Parquet, which is read as a table with --map, not with --format matrix'
    )
    await expect(hear('canonical', parquet(COLUMNS))).rejects.toThrow('`log` has no column `learner`')
    await expect(hear('canonical', 'learner,challenge,outcome\n', { file: 'x.parquet' })).rejects.toThrow(
      '`x.parquet` is no Parquet file, or a damaged one'
    )
  })

  const whole = parquet(COLUMNS)

  test.prop([fc.integer({ min: 4, max: whole.length - 1 })])('cut short, it is refused', async (length) => {
    await expect(hear('canonical', whole.slice(0, length), { names: NAMES })).rejects.toThrow(
      /^`log` is no Parquet file, or a damaged one: /
    )
  })
})

it('is given up where a thread takes far longer than its values need', async () => {
  vi.useFakeTimers()
  try {
    let aborted = false
    const stuck: Workers = {
      cores: 1,
      run:
        ({ shards, signal }) =>
        async () => {
          for await (const shard of shards) {
            expect(shard).toBeDefined()
            await new Promise((resolve) => signal?.addEventListener('abort', resolve))
            aborted = true
          }
          return E.left(Failure.interrupted(''))
        }
    }
    const refused = expect(hear('canonical', parquet(COLUMNS), { workers: stuck })).rejects.toThrow(
      '`log` is no Parquet file, or a damaged one: to decode it takes far longer than its size would need'
    )
    await vi.advanceTimersByTimeAsync(9_000)
    expect(aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(3_000)
    await refused
    expect(aborted).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

it('takes a column of its own by --by, like one of a table of text', async () => {
  const bank = JSON.stringify(file({ c: { easy: { level: 1, challenges: { 'easy-a': {}, 'easy-b': {} } } } }))
  const rows = [
    ['a', 'easy-a', '1', 'north'],
    ['b', 'easy-a', '0', ''],
    ['a', 'easy-b', '1', 'north'],
    ['b', 'easy-b', '1', 'south']
  ]
  const names = ['learner', 'challenge', 'outcome', 'school']
  const columns = names.map((name, i) => ({ name, data: rows.map((row) => row[i] ?? '') }))
  const files = {
    'bank.json': bank,
    'log.parquet': parquet(columns, { rowGroupSize: 3 }),
    'log.csv': [names, ...rows].map((row) => row.join()).join('\n')
  }
  const by = async (log: string, column: string) => {
    const words = ['replay', log, '--bank', 'bank.json', '--out', 'out', '--by', column]
    return run(words, { files })
  }
  const own = await by('log.parquet', 'school')
  expect([own.exit, own.stderr]).toEqual([0, ''])
  const metrics = own.files.get('out/metrics.json')
  expect(metrics).toBe((await by('log.csv', 'school')).files.get('out/metrics.json'))
  expect(JSON.parse(metrics ?? '')).toMatchObject({
    by: [
      {
        column: 'school',
        distinct: 3,
        values: [{ value: '' }, { value: 'north', responses: 2 }, { value: 'south' }]
      }
    ]
  })
  expect((await by('log.parquet', 'nix')).stderr).toContain('`log.parquet` has no column `nix`')
})

it('replay and import log take it', async () => {
  const files = { 'log.parquet': parquet(COLUMNS) }
  const map = ['--map', 'learner=user,skill=__proto__']
  const made = await run(['import', 'log', 'log.parquet', ...map, '--out', 'bank.json'], { files })
  expect([made.exit, made.stderr]).toEqual([0, ''])
  const bank = made.files.get('bank.json') ?? ''
  const ran = await run(['replay', 'log.parquet', ...map, '--bank', 'bank.json', '--out', 'out'], {
    files: { ...files, 'bank.json': bank }
  })
  expect(JSON.parse(ran.files.get('out/run.json') ?? '')).toMatchObject({
    rows: 4,
    responses: 4,
    rejected: 0
  })
})

/** Damaged files in Parquet, decoded by real threads: a decoder that never ends would never give this process back. */
import { fc, test } from '@fast-check/vitest'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { workers } from '../../src/cli/NodeWorkers'
import { bundled } from './entry'
import { hear } from './logs'

const entry = bundled('../../src/cli/worker.ts')

const COUNT = 600

const many = <A>(of: (i: number) => A): Array<A> => Array.from({ length: COUNT }, (_, i) => of(i))

type Options = Parameters<typeof parquetWriteBuffer>[0]

const fileOf = (options: Partial<Options>): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'learner', data: many((i) => `l${Math.floor(i / 50)}`) },
        { name: 'challenge', data: many((i) => (i % 3 === 0 ? 'easy-a' : 'hard-a')) },
        { name: 'outcome', data: many((i) => (i % 7 === 0 ? null : BigInt(i % 2))) },
        { name: 'at', data: many((i) => new Date(1e12 + 1000 * i)) },
        { name: 'seconds', data: many((i) => (i === COUNT - 1 ? null : (i % 5) / 2)) },
        { name: 'skill', data: many((i) => (i % 4 === 0 ? [] : ['a', `s${i % 9}`])) }
      ],
      rowGroupSize: 256,
      ...options
    })
  )

const FILES = [fileOf({ codec: 'UNCOMPRESSED' }), fileOf({ codec: 'SNAPPY' })] as const

const spoilt = (whole: Uint8Array, places: ReadonlyArray<readonly [number, number]>): Uint8Array => {
  const bytes = whole.slice()
  for (const [place, value] of places) bytes[place % bytes.length] = value
  return bytes
}

/** How many rows there are, or the sentence that refuses the file. */
const ended = (content: Uint8Array): Promise<number | string> =>
  hear('canonical', content, { workers: workers(entry()), file: 'log.parquet' }).then(
    ({ rows }) => rows,
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  )

const RUNS = Number(process.env['DAMAGES'] ?? 25)

describe('a damaged file in Parquet', () => {
  it('is read where it is not damaged', async () => {
    for (const whole of FILES) expect(await ended(whole)).toBe(COUNT)
  })

  it('is refused where a run claims to go on for ever', async () => {
    const [whole] = FILES
    // 256 values of level 1: twice the number as a varint, then the level.
    const at = Buffer.from(whole).indexOf(Buffer.from([0x80, 0x04, 0x01]))
    expect(at).toBeGreaterThan(0)
    expect(await ended(spoilt(whole, [[at + 1, 0xff]]))).toBe(
      '`log.parquet` is no Parquet file, or a damaged one: a run holds more values than its page'
    )
  })

  test.prop(
    [
      fc.constantFrom(...FILES),
      fc.array(fc.tuple(fc.nat({ max: 1 << 20 }), fc.oneof(fc.nat({ max: 255 }), fc.constant(255))), {
        minLength: 1,
        maxLength: 4
      })
    ],
    { numRuns: RUNS }
  )(
    'ends with rows or with a sentence, whichever bytes were flipped',
    async (whole, places) => {
      const result = await ended(spoilt(whole, places))
      if (typeof result === 'number') expect(result).toBeLessThanOrEqual(COUNT)
      else expect(result).toMatch(/^`log\.parquet` (?:is no Parquet file, or a damaged one: |has no column )/)
    },
    RUNS * 12_000
  )
})

/** A log with damaged rows of every kind: each is accounted for, and the rest is as if they were not there. */
import { describe, expect, it } from 'vitest'
import { file } from '../support/banks'
import { run } from './fake'

const BANK = JSON.stringify(
  file({
    c: {
      easy: { level: 1, challenges: { 'easy-a': {}, 'easy-b': {} } },
      hard: { level: 3, challenges: { 'hard-a': {} } }
    }
  })
)
const CHALLENGES = ['easy-a', '"easy-b"', 'hard-a']

const damaged: ReadonlyArray<readonly [string | Uint8Array, string]> = [
  ['a,easy-a,1', '3 fields instead of 5'],
  ['a,easy-a,1,5,x,,', '7 fields instead of 5'],
  ['\0\0\0', '1 field instead of 5'],
  ['a,nix,1,5,x', 'unknown challenge `nix`'],
  ['a,easy\0-a,1,5,x', 'unknown challenge `easy\0-a`; did you mean `easy-a`?'],
  ['a,easy-a,maybe,5,x', 'unknown outcome `maybe`'],
  ['a,easy-a,,5,x', 'no outcome'],
  [',easy-a,1,5,x', 'no learner'],
  ['a,easy-a,1,yesterday,x', '`at` is no time: `yesterday`'],
  [Buffer.from('ff612c656173792d612c312c352c78', 'hex'), 'the learner is not well-formed UTF-8'],
  ['a,"easy-a" ,1,5,x', 'text after a closing quote'],
  ['a,"easy-a,1,5,x', 'a quote is not closed']
]

const joined = (rows: ReadonlyArray<string | Uint8Array>): Uint8Array =>
  Buffer.concat(rows.flatMap((row) => [typeof row === 'string' ? Buffer.from(row) : row, Buffer.from('\n')]))

const good = Array.from(
  { length: 200 },
  (_, i) => `l${(7 * i) % 11},${CHALLENGES[i % 3]},${(i * i) % 5 > 1 ? 1 : 0},${1000 - 2 * i},s${i % 4}`
)
const HEADER = 'learner,challenge,outcome,at,school'
const last = damaged.length - 1
const mixed = [
  ...good.flatMap((row, i) =>
    i % 20 === 7 && i / 20 < last ? [damaged[Math.floor(i / 20)]?.[0] ?? '', row] : [row]
  ),
  ...damaged.slice(10).map(([row]) => row)
]

const replay = (rows: ReadonlyArray<string | Uint8Array>, workers: string) =>
  run(['replay', 'log.csv', '--bank', 'bank.json', '--out', 'out', '--by', 'school', '--workers', workers], {
    files: { 'bank.json': BANK, 'log.csv': joined([HEADER, ...rows]) }
  })

const NAMES = ['profiles.jsonl', 'predictions.csv', 'metrics.json'].map((name) => `out/${name}`)

describe('a log with damaged rows of every kind', () => {
  it.each(['1', '2', '4'])(
    '%s workers: rows in = responses + rejected, and the rest stays as it is',
    async (workers) => {
      const whole = await replay(good, '1')
      const ran = await replay(mixed, workers)
      for (const name of NAMES) {
        expect(whole.files.get(name)).toBeDefined()
        expect(ran.files.get(name)).toBe(whole.files.get(name))
      }
      expect(JSON.parse(ran.files.get('out/run.json') ?? '')).toMatchObject({
        rows: mixed.length,
        responses: good.length,
        rejected: damaged.length
      })
      const rejected = ran.files.get('out/rejected.csv') ?? ''
      for (const [, reason] of damaged) expect(rejected).toContain(`,${reason},`)
    }
  )
})

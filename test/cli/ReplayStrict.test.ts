/** `--strict`: the first row that is no response ends a replay, and leaves everything as it was. */
import { parquetWriteBuffer } from 'hyparquet-writer'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/Main'
import { file } from '../support/banks'
import { type Content, run, world } from './fake'

const BANK = JSON.stringify(file({ c: { easy: { level: 1, challenges: { 'easy-a': {}, 'easy-b': {} } } } }))

const strict = (log: Content, ...words: ReadonlyArray<string>) =>
  run(['replay', 'log', '--bank', 'bank.json', '--out', 'out', '--strict', ...words], {
    files: { 'bank.json': BANK, log, 'out/run.json': 'earlier', 'report.html': 'earlier' }
  })

const WAY = 'without it, such rows are counted and left out'

/** The third row is none, the fourth neither. */
const CSV = 'learner,challenge,outcome\na,easy-a,1\nb,easy-a,0\na,nix,1\na,easy-b,x\nb,easy-b,1\n'

const columns = (names: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: names.map((name, i) => ({ name, data: rows.map((row) => row[i] ?? '') }))
    })
  )

const [header = '', ...rows] = CSV.trimEnd().split('\n')

const FORMATS: ReadonlyArray<readonly [string, Content, string]> = [
  ['canonical', CSV, 'line 4: unknown challenge `nix`'],
  [
    'canonical',
    columns(
      header.split(','),
      rows.map((row) => row.split(','))
    ),
    'line 3: unknown challenge `nix`'
  ],
  ['canonical', '{"learner":"a","challenge":"easy-a","outcome":1}\n{"learner":\n[]\n', 'line 2: broken JSON'],
  [
    'datashop',
    'Anon Student Id\tProblem Name\tStep Name\tOutcome\na\teasy-a\t\tCORRECT\na\teasy-a\t\tODD\n',
    'line 3: unknown outcome `ODD`'
  ],
  [
    'assistments',
    'order_id,user_id,problem_id,correct\n1,a,easy-a,1\n2,a,easy-b,0.5\n3,a,nix,1\n',
    'line 3: unknown outcome `0.5`'
  ],
  ['pykt', 'uid,questions,responses\na,"easy-a,easy-b","1,1"\nb,"easy-a","1,1"\n', 'line 3: lists of'],
  ['dkt3', '1\neasy-a\n1\n2\neasy-a\n1\n', 'line 4: lists that do not fit'],
  ['matrix', 'id,easy-a,easy-b\na,1,0\nb,1,2\n', 'line 3: unknown outcome `2`']
]

describe('--strict', () => {
  it.each(FORMATS)('stops at the first row that is none: %s', async (format, log, message) => {
    for (const mode of ['predict', 'posthoc'])
      for (const workers of ['1', '3']) {
        const ran = await strict(log, '--format', format, '--mode', mode, '--workers', workers)
        expect([ran.exit, ran.stdout, [...ran.files]]).toEqual([1, '', []])
        expect(ran.stderr).toContain(`acquis replay: \`log\`, ${message}`)
        expect(ran.stderr).toContain(WAY)
        expect(ran.stderr.trimEnd()).not.toContain('\n')
      }
  })

  it('leaves report and checkpoint as they were, and holds for logs that baselines are fitted to', async () => {
    const good = CSV.replace('nix', 'easy-b').replace('x\n', '0\n')
    const given = { 'bank.json': BANK, log: good, train: CSV, 'out/run.json': 'earlier' }
    const words = ['replay', 'log', '--bank', 'bank.json', '--out', 'out', '--strict', '--report', 'r.html']
    const ran = await run([...words, '--train', 'train', '--against', 'mean'], { files: given })
    expect([ran.exit, [...ran.files]]).toEqual([1, []])
    expect(ran.stderr).toContain('`train`, line 4: unknown challenge `nix`')
    expect((await strict(CSV, '--resume', '--report', 'report.html')).files.size).toBe(0)
  })

  it('reads no further', async () => {
    const { capabilities, stderr } = world({ files: { 'bank.json': BANK } })
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(CSV)
      for (;;) yield await Promise.resolve(Buffer.from('a,easy-a,1\n'))
    }
    const stream = () => TE.right({ chunks: endless(), size: undefined, position: () => 0 })
    const exit = await main(['replay', 'log', '--bank', 'bank.json', '--out', 'out', '--strict'], {
      ...capabilities,
      files: { ...capabilities.files, stream }
    })
    expect([exit, stderr()]).toEqual([1, expect.stringContaining('line 4: unknown challenge')])
  })

  it('changes nothing where every row is a response', async () => {
    const good = CSV.replace('nix', 'easy-b').replace('x\n', '0\n')
    const ran = await strict(good)
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    const recorded = JSON.parse(ran.files.get('out/run.json') ?? '') as unknown
    expect(recorded).toMatchObject({ rows: 5, responses: 5, options: { strict: true } })
  })

  it('shows nothing that a terminal would obey', async () => {
    const ran = await strict('learner,challenge,outcome\na,\u001b[2J\u202e,1\n')
    expect(ran.exit).toBe(1)
    expect(ran.stderr).not.toContain('\u001b')
    expect(ran.stderr).not.toContain('\u202e')
  })
})

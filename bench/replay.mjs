/**
 * How fast a log is replayed: whole processes, on full assessments of the 16-competence framework, beside merely parsing
 * the same rows. `node bench/replay.mjs [--learners N]`, after `npm run build`.
 */
import { spawnSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { Bank } from '../dist/index.js'
import { bank, responsesOf } from './framework.mjs'

const { values } = parseArgs({ options: { learners: { type: 'string', default: '4000' } } })
const learners = Number(values.learners)
/** Simulating an assessment takes longer than replaying it: so many are simulated, and the others repeat them. */
const SIMULATED = 200

const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))
const log = join(folder, 'log.csv')
const json = join(folder, 'framework.json')
const bin = join(import.meta.dirname, '../dist/cli/bin.js')

const writeLog = async () => {
  const simulated = Array.from({ length: Math.min(SIMULATED, learners) }, (_, n) => responsesOf(n, {}))
  const out = createWriteStream(log)
  out.write('learner,challenge,outcome\n')
  let rows = 0
  for (let n = 0; n < learners; n++) {
    const responses = simulated[n % simulated.length]
    rows += responses.length
    const lines = responses.map(({ challenge, outcome }) => `l-${n},${challenge},${outcome}\n`).join('')
    if (!out.write(lines)) await new Promise((resolve) => out.once('drain', resolve))
  }
  out.end()
  await finished(out)
  return rows
}

/** Seconds that a function takes. */
const timed = async (f) => {
  const start = performance.now()
  await f()
  return (performance.now() - start) / 1000
}

const parseOnly = async () => {
  let rest = ''
  let fields = 0
  for await (const chunk of createReadStream(log, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) fields += line.split(',').length
  }
  if (fields === 0) throw new Error('nothing was parsed')
}

const replay = () => {
  const done = spawnSync(
    process.execPath,
    [bin, 'replay', log, '--bank', json, '--out', join(folder, 'out'), '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 26 }
  )
  if (done.status !== 0) throw new Error(`replay ended with ${done.status}: ${done.stderr}`)
  return JSON.parse(readFileSync(join(folder, 'out/metrics.json'), 'utf8'))
}

try {
  writeFileSync(json, JSON.stringify(Bank.encode(bank)))
  const rows = await writeLog()
  const parsing = await timed(parseOnly)
  let metrics
  const replaying = await timed(() => {
    metrics = replay()
  })
  if (metrics.responses !== rows) throw new Error(`${metrics.responses} responses of ${rows} rows`)
  const rate = (seconds) => `${Math.round(rows / seconds / 1000)} k rows/s`
  console.log(`replay of ${rows} rows of ${learners} learners, whole process`)
  console.log(`  parse only   ${rate(parsing).padStart(14)}`)
  console.log(
    `  replay       ${rate(replaying).padStart(14)}   ${(replaying / parsing).toFixed(1)} × the time of parsing`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

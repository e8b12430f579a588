/**
 * How fast a log is replayed: whole processes, on full assessments of the 16-competence framework, beside merely parsing
 * the same rows, and beside the plain implementation, which predicts from the whole tree anew (some learners of it, in
 * this process). `node bench/replay.mjs [--learners N] [--rows N]`, after `npm run build`. With --rows, learners have so
 * many rows in all that their assessments are cut to a hundred answers.
 */
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
import { Model } from '../dist/lab.js'
import { bank, responsesOf } from './framework.mjs'
import { masteries } from './plain.mjs'
import { measured } from './process.mjs'

const { values } = parseArgs({
  options: { learners: { type: 'string', default: '4000' }, rows: { type: 'string' } }
})
/** Answers of a learner in a log of so many rows. */
const SHORT = 100
const most = values.rows === undefined ? Infinity : SHORT
const learners = values.rows === undefined ? Number(values.learners) : Math.ceil(Number(values.rows) / SHORT)
/** Simulating an assessment takes longer than replaying it: so many are simulated, and the others repeat them. */
const SIMULATED = 200

const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))
const log = join(folder, 'log.csv')
const json = join(folder, 'framework.json')

const writeLog = async () => {
  const simulated = Array.from({ length: Math.min(SIMULATED, learners) }, (_, n) =>
    responsesOf(n, {}).slice(0, most)
  )
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

/** Seconds that a row takes, predicted the plain way. */
const plain = () => {
  const model = Model.of(bank)
  const responses = responsesOf(0, {}).slice(0, PLAIN)
  const answers = []
  let sum = 0
  const start = performance.now()
  for (const { challenge, outcome } of responses) {
    const item = model.items[model.itemOf.get(challenge)]
    const m = masteries(model, answers)[item.competence][item.acquis]
    sum += m * (1 - item.slip) + (1 - m) * item.guess
    answers.push({ item, correct: outcome === 'correct' })
  }
  if (!(sum > 0)) throw new Error('nothing was predicted')
  return (performance.now() - start) / 1000 / responses.length
}

/** Answers that are predicted the plain way: one takes milliseconds. */
const PLAIN = 100

/** What it took, and how many responses it found. */
const replay = (...options) => {
  const out = join(folder, 'out')
  const took = measured('replay', log, '--bank', json, '--out', out, ...options)
  const { responses } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8'))
  return { ...took, responses }
}

try {
  writeFileSync(json, JSON.stringify(Bank.encode(bank)))
  const rows = await writeLog()
  console.log(`replay of ${rows} rows of ${learners} learners, whole process`)
  const parsing = await timed(parseOnly)
  const row = (name, seconds, more = '') =>
    console.log(
      `  ${name.padEnd(24)} ${(rows / seconds / 1000).toFixed(seconds > rows / 1e4 ? 2 : 0).padStart(8)} k rows/s   ${(seconds / parsing).toFixed(1)} × the time of parsing${more}`
    )
  row('parse only', parsing)
  for (const [name, ...options] of [
    ['predictions and metrics', '--no-profiles'],
    ...(values.rows === undefined ? [['and profiles']] : [])
  ]) {
    const { seconds, megabytes, responses } = replay(...options)
    if (responses !== rows) throw new Error(`${responses} responses of ${rows} rows`)
    row(name, seconds, `, ${megabytes} MB at most`)
  }
  row('plain, predictions only', plain() * rows)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * How well a bank that is made of a log alone foretells answers of other learners, beside Elo and others fitted to the same
 * log: `node bench/foretell.mjs TRAIN.csv TEST.csv --map learner=…,challenge=…,outcome=… [--skill COLUMN] [--levels 2]`,
 * after `npm run build`.
 *
 * The way of docs/calibrate.md: a starter bank, what all its challenges share, then each of them believed to lie about
 * that. Settings that are no default (--levels, --weight, --discrimination-sd) were chosen on a fifth of the learners
 * of the ASSISTments 2009 train file, the others of it being calibrated to.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    map: { type: 'string', default: '' },
    skill: { type: 'string', default: 'skill_id' },
    levels: { type: 'string', default: '2' },
    weight: { type: 'string', default: '8' },
    sd: { type: 'string', default: '0.2' },
    against: { type: 'string', default: 'elo,elo-skill,item' }
  }
})
const [train, test] = positionals
if (train === undefined || test === undefined) {
  console.error(
    'usage: node bench/foretell.mjs TRAIN.csv TEST.csv [--map …] [--skill COLUMN] [--levels 2] [--weight 8] [--sd 0.2]'
  )
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))
const bin = join(import.meta.dirname, '../dist/cli/bin.js')
const named = values.map === '' ? [] : ['--map', values.map]
const acquis = (...options) => {
  const began = performance.now()
  const done = spawnSync(process.execPath, [bin, ...options], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Error(`acquis ${options[0]} ended with ${done.status}: ${done.stderr}`)
  return (performance.now() - began) / 1000
}
const file = (name) => join(folder, name)

try {
  const skill = ['--map', [values.map, `skill=${values.skill}`].filter((each) => each !== '').join(',')]
  acquis(
    'import',
    'log',
    train,
    ...skill,
    '--skill',
    values.skill,
    '--levels',
    values.levels,
    '--out',
    file('starter.json')
  )
  // Steps this small move no prediction in its fourth digit.
  const calibrate = (from, to, fit, ...options) =>
    acquis(
      ...['calibrate', train, '--bank', file(from), ...named, '--fit', fit, ...options],
      ...['--rise', '20', '--move', '0.1', '--no-errors', '--out', file(to)]
    )
  const shared = calibrate(
    'starter.json',
    'shared.json',
    'slip,guess,difficulty,spread,discrimination',
    '--alike'
  )
  const each = calibrate(
    ...['shared.json', 'calibrated.json', 'slip,guess,difficulty,ability,spread,discrimination'],
    ...['--centre', 'bank', '--weight', values.weight, '--discrimination-sd', values.sd]
  )
  acquis(
    ...['replay', test, '--bank', file('calibrated.json'), ...named, '--no-profiles'],
    ...['--train', train, '--against', values.against, '--out', file('out')]
  )
  const { auc, logLoss, brier, against } = JSON.parse(readFileSync(file('out/metrics.json'), 'utf8'))
  console.log(`calibrated in ${shared.toFixed(0)} + ${each.toFixed(0)} s`)
  const line = (name, measures, difference) =>
    `  ${name.padEnd(10)} AUC ${measures.auc.value.toFixed(4)}   log loss ${measures.logLoss.value.toFixed(4)}   Brier ${measures.brier.value.toFixed(4)}${
      difference === undefined
        ? ''
        : `   acquis − ${name}: AUC ${difference.auc.value.toFixed(4)} [${difference.auc.interval.map((x) => x.toFixed(4)).join(', ')}], log loss ${difference.logLoss.value.toFixed(4)}`
    }`
  console.log(line('acquis', { auc, logLoss, brier }))
  for (const each of against) console.log(line(each.name, each, each.difference))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

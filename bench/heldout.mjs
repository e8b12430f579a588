/**
 * How well a calibrated bank foretells learners that it has not seen, beside DINA and the 2PL fitted to the same learners:
 * `node bench/heldout.mjs RESPONSES.csv Q.csv [--bank q] [--levels 8] [--weight 24]`, after `npm run build`.
 *
 * RESPONSES: a row of 0 and 1 for each person, items by the header; Q: a row for each item, its name first, then 0 or 1 for
 * each attribute. Five folds of persons. The bank is calibrated on four: by default what `acquis import q-matrix` makes of
 * Q, so that it knows of the items what DINA knows; with `--bank log` what `acquis import log` makes of the four folds, in
 * `--levels` levels, so that it knows of them what the 2PL knows. The log loss is that of `acquis replay` on the fifth:
 * −ln P(all answers) a response, the same for all three models.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bank: { type: 'string', default: 'q' },
    levels: { type: 'string', default: '8' },
    weight: { type: 'string', default: '24' },
    fit: { type: 'string', default: 'slip,guess,difficulty,ability,spread,discrimination' }
  }
})
const [responses, structure] = positionals
if (responses === undefined || structure === undefined || !['q', 'log'].includes(values.bank)) {
  console.error(
    'usage: node bench/heldout.mjs RESPONSES.csv Q.csv [--bank q|log] [--levels 8] [--weight 24] [--fit …]'
  )
  process.exit(2)
}
const FOLDS = 5
const table = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').trim().split(','))
const [items, ...rows] = table(responses)
const persons = rows.map((row) => row.map(Number))
const attributes = new Map(
  table(structure)
    .slice(1)
    .map(([item, ...cells]) => [item, cells.map(Number)])
)
const sum = (xs) => xs.reduce((total, x) => total + x, 0)

/** EM for classes of learners with some P(right) of each item; `step` makes P of expected counts. */
const classes = (train, weights, p, step, rounds) => {
  let at = { weights, p }
  for (let round = 0; round < rounds; round++) {
    const mass = at.weights.map(() => 0)
    const right = at.p.map((row) => row.map(() => 0))
    const all = at.p.map((row) => row.map(() => 0))
    for (const x of train) {
      const posterior = joint(at, x)
      const total = sum(posterior)
      posterior.forEach((each, k) => {
        const share = each / total
        mass[k] += share
        for (let i = 0; i < x.length; i++) {
          all[i][k] += share
          right[i][k] += share * x[i]
        }
      })
    }
    at = step(mass, right, all, train.length, at)
  }
  return at
}
const joint = ({ weights, p }, x) =>
  weights.map((weight, k) => {
    let likelihood = weight
    for (let i = 0; i < x.length; i++) likelihood *= x[i] === 1 ? p[i][k] : 1 - p[i][k]
    return likelihood
  })
const loss = (fitted, test) =>
  -sum(test.map((x) => Math.log(sum(joint(fitted, x))))) / test.length / items.length

/** DINA (Junker & Sijtsma 2001): all classes of attributes, a slip and a guess an item. */
const dina = (train) => {
  const count = 2 ** attributes.values().next().value.length
  const ideal = items.map((item) =>
    Array.from({ length: count }, (_, k) =>
      attributes.get(item).every((needs, a) => needs === 0 || (k >> a) % 2 === 1)
    )
  )
  const clamp = (x) => Math.min(0.999, Math.max(0.001, x))
  const start = ideal.map((row) => row.map((knows) => (knows ? 0.8 : 0.2)))
  const weights = Array.from({ length: count }, () => 1 / count)
  return classes(
    train,
    weights,
    start,
    (mass, right, all, n) => ({
      weights: mass.map((each) => each / n),
      p: ideal.map((row, i) => {
        const rate = (knows) => {
          const own = row.flatMap((each, k) => (each === knows ? [k] : []))
          return clamp((sum(own.map((k) => right[i][k])) + 0.5) / (sum(own.map((k) => all[i][k])) + 1))
        }
        const [known, unknown] = [rate(true), rate(false)]
        return row.map((knows) => (knows ? known : unknown))
      })
    }),
    300
  )
}

/** 2PL by marginal maximum likelihood (Bock & Aitkin 1981) on 41 nodes. */
const twoParameters = (train) => {
  const nodes = Array.from({ length: 41 }, (_, k) => (k - 20) * 0.25)
  const density = nodes.map((z) => Math.exp((-z * z) / 2))
  const weights = density.map((each) => each / sum(density))
  const row = ([slope, intercept]) => nodes.map((z) => 1 / (1 + Math.exp(-slope * z - intercept)))
  let curves = items.map(() => [1, 0])
  return classes(
    train,
    weights,
    curves.map(row),
    (_mass, right, all) => {
      curves = curves.map((curve, i) => {
        let [slope, intercept] = curve
        for (let step = 0; step < 5; step++) {
          let [ga, gb, haa, hab, hbb] = [0, 0, 1e-3, 0, 1e-3]
          row([slope, intercept]).forEach((p, k) => {
            const residual = right[i][k] - all[i][k] * p
            const information = all[i][k] * p * (1 - p)
            ga += residual * nodes[k]
            gb += residual
            haa += information * nodes[k] ** 2
            hab += information * nodes[k]
            hbb += information
          })
          const determinant = haa * hbb - hab * hab
          const limit = (x) => Math.max(-1, Math.min(1, x))
          slope += limit((hbb * ga - hab * gb) / determinant)
          intercept += limit((haa * gb - hab * ga) / determinant)
        }
        return [slope, intercept]
      })
      return { weights, p: curves.map(row) }
    },
    300
  )
}

const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))
const bin = join(import.meta.dirname, '../dist/cli/bin.js')
const acquis = (...options) => {
  const done = spawnSync(process.execPath, [bin, ...options], { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (done.status !== 0) throw new Error(`acquis ${options[0]} ended with ${done.status}: ${done.stderr}`)
}

/** Through the command, from a log, and Q, to the log loss on another log. */
const ours = (train, test) => {
  const file = (name) => join(folder, name)
  const log = (name, part) =>
    writeFileSync(
      file(name),
      `learner,challenge,outcome\n${part.flatMap((x, n) => x.map((y, i) => `${n},${items[i]},${y}\n`)).join('')}`
    )
  log('train.csv', train)
  log('test.csv', test)
  const source =
    values.bank === 'q' ? ['q-matrix', structure] : ['log', file('train.csv'), '--levels', values.levels]
  acquis('import', ...source, '--out', file('starter.json'))
  acquis(
    ...['calibrate', file('train.csv'), '--bank', file('starter.json'), '--fit', values.fit],
    ...['--weight', values.weight, '--no-errors', '--out', file('bank.json')]
  )
  acquis('replay', file('test.csv'), '--bank', file('bank.json'), '--no-profiles', '--out', file('out'))
  return JSON.parse(readFileSync(file('out/metrics.json'), 'utf8')).logLoss.value
}

try {
  const losses = { 'acquis, calibrated': [], '2PL': [], DINA: [] }
  for (let fold = 0; fold < FOLDS; fold++) {
    const test = persons.filter((_, n) => n % FOLDS === fold)
    const train = persons.filter((_, n) => n % FOLDS !== fold)
    losses['acquis, calibrated'].push(ours(train, test))
    losses['2PL'].push(loss(twoParameters(train), test))
    losses.DINA.push(loss(dina(train), test))
  }
  console.log(
    `held-out log loss, nats a response, ${persons.length} persons × ${items.length} items, ${FOLDS} folds`
  )
  for (const [name, each] of Object.entries(losses))
    console.log(
      `  ${name.padEnd(20)} ${(sum(each) / FOLDS).toFixed(4)}   (${each.map((x) => x.toFixed(4)).join(', ')})`
    )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

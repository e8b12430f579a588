/**
 * Full assessments per second of a whole `acquis simulate`, on all cores beside one:
 * `node bench/simulate.mjs [--learners N] [--method engine|thumb|order|form] [--rule name=value]`, after `npm run build`.
 *
 * The framework has 16 competences; an assessment asks of all of them by the default rules, answered by a learner of the
 * prior, and ends with all that a profile says. Reading the bank and writing the files are part of the time.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '1000' },
    method: { type: 'string', default: 'engine' },
    rule: { type: 'string', multiple: true, default: [] }
  }
})

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))
const policies = join(folder, 'policies.json')
writeFileSync(
  policies,
  JSON.stringify({ format: 'acquis-policies/1', policies: { only: { method: values.method } } })
)

const run = (workers) => {
  const out = join(folder, String(workers))
  const start = performance.now()
  execFileSync(process.execPath, [
    join(root, 'dist/cli/bin.js'),
    'simulate',
    join(root, 'fixtures/framework.yaml'),
    ...['--learners', values.learners, '--policies', policies, '--workers', String(workers), '--out', out],
    ...values.rule.flatMap((rule) => ['--rule', rule])
  ])
  const seconds = (performance.now() - start) / 1000
  return {
    seconds,
    bytes: readFileSync(join(out, 'learners.csv')),
    summary: readFileSync(join(out, 'summary.json'))
  }
}

try {
  const cores = availableParallelism()
  const all = run(cores)
  const one = run(1)
  if (!all.bytes.equals(one.bytes) || !all.summary.equals(one.summary)) throw new Error('the results differ')
  const { learners, policies: results } = JSON.parse(all.summary.toString())
  const line = (name, { seconds }) =>
    console.log(
      name.padEnd(10),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${(learners / seconds).toFixed(1)} a second`.padStart(16),
      `10,000 in ${((10000 * seconds) / learners).toFixed(0)} s`.padStart(18)
    )
  console.log(
    `${learners} assessments of 16 competences, ${results[0].measures.questions.value.toFixed(0)} questions each`
  )
  line(`${cores} cores`, all)
  line('one core', one)
  console.log(`${(one.seconds / all.seconds).toFixed(2)} times as fast, the same bytes`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

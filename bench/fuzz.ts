/**
 * A real bank, changed in any way and decoded, a hundred thousand times: `npm run fuzz -- [--runs N] [--seed S]`.
 * Every case has a number of its own, which a failure names: `--first N --runs 1` does that one again.
 */
import { parseArgs } from 'node:util'
import * as Bank from '../src/bank/Bank'
import * as Random from '../src/math/Random'
import { complaint, fuzzed, sample } from '../test/support/mutations'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    first: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'fuzz' }
  }
})

const file = sample()
const text = JSON.stringify(file)
const first = Number(values.first)
const counts = { bank: 0, issues: 0, unparsable: 0, failed: 0 }
const slowest = { milliseconds: 0, number: 0 }
const start = performance.now()

for (let number = first; number < first + Number(values.runs); number++) {
  const found = fuzzed(file, text, Random.source(`${values.seed}/${number}`))
  if (found === undefined) {
    counts.unparsable++
    continue
  }
  const begun = performance.now()
  const wrong = complaint(found.value)
  const milliseconds = performance.now() - begun
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, number })
  if (wrong !== undefined) {
    counts.failed++
    console.error(`case ${number}: ${wrong}`)
  } else counts[Bank.decode(found.value)._tag === 'Right' ? 'bank' : 'issues']++
}

const seconds = (performance.now() - start) / 1000
console.log(
  `${JSON.stringify(counts)} in ${seconds.toFixed(1)} s; the slowest, case ${slowest.number}, took ` +
    `${slowest.milliseconds.toFixed(0)} ms`
)
process.exitCode = counts.failed === 0 ? 0 : 1

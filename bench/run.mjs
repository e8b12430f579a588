/** `npm run bench`: every bench, one after the other, each a process of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const benches = [
  ['steps.mjs'],
  ['replay.mjs'],
  ['validate.mjs'],
  ['cohort.mjs'],
  ['simulation.mjs', '--learners', '100', '--criterion', 'information']
]

for (const [file, ...options] of benches) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...options], {
    stdio: 'inherit'
  })
  if (status !== 0) process.exitCode = 1
  console.log()
}

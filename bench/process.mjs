/** The command as a process of its own, with what it took. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const bin = join(import.meta.dirname, '../dist/cli/bin.js')

/** Says at the end how much memory there was at most. */
const PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`

/** Runs `acquis` with these arguments; seconds, and megabytes at most. */
export const measured = (...args) => {
  const start = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(PEAK)}`, '--', bin, ...args],
    { encoding: 'utf8', maxBuffer: 1 << 26 }
  )
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`acquis ${args[0]} ended with ${status}: ${stderr}`)
  return { seconds, megabytes: Math.round(Number(/peak (\d+)$/.exec(stderr)?.[1]) / 1024) }
}

/** A file of threads as they run: bundled to a folder of its own, for as long as a test file runs. */
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll } from 'vitest'

/** Where the bundle of a source file is, once the tests have begun. */
export const bundled = (source: string): (() => URL) => {
  const folder = mkdtempSync(join(tmpdir(), 'acquis-threads-'))
  const outfile = join(folder, 'worker.mjs')
  beforeAll(async () => {
    await build({
      entryPoints: [join(import.meta.dirname, source)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20'
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return () => pathToFileURL(outfile)
}

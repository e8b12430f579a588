import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Results of other software, beside the checkout. They are not ours to publish, so a bare clone lacks them. */
const reference = join(import.meta.dirname, '../../../shared/reference')
const present = existsSync(reference)

if (!present)
  console.log('test:reference skipped: there is no folder ../shared/reference beside this checkout.')

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    environment: 'node',
    include: present ? ['test/reference/**/*.test.ts'] : [],
    passWithNoTests: !present,
    testTimeout: 120_000
  }
})

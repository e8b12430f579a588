import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What only a real browser can tell: a suite of its own, since a bare machine has none. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    environment: 'node',
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})

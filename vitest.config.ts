import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/reference/**', 'test/browser/**'],
    isolate: false, // evaluating the modules anew for each file takes longer than all tests
    maxWorkers: availableParallelism(),
    testTimeout: 60_000, // properties on two busy cores
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'] }
  }
})

/** The thread of the tests: bundled by them, and run by the pool. */
import { serve } from '../../src/cli/NodeWorker'
import { all } from './jobs'

await serve(all)

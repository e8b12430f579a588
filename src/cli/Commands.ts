/**
 * The commands there are. Each is loaded only when it is called, so that `acquis --help` starts at once.
 *
 * @since 0.1.0
 */
import type { Command } from './Command'

export interface Entry {
  readonly name: string
  /** What it does, in a line of the overview. */
  readonly summary: string
  readonly load: () => Promise<{ readonly command: Command }>
}

export const commands: ReadonlyArray<Entry> = [
  {
    name: 'take',
    summary: 'take an assessment in the terminal, or let a simulated learner take it',
    load: () => import('./Take')
  },
  {
    name: 'validate',
    summary: 'every problem of item banks and campaigns, with its place and a way out',
    load: () => import('./Validate')
  },
  {
    name: 'inspect',
    summary: 'what an item bank can measure, by simulated learners',
    load: () => import('./Inspect')
  },
  {
    name: 'simulate',
    summary: 'ways to test, compared on simulated learners',
    load: () => import('./Simulate')
  },
  {
    name: 'replay',
    summary: 'profiles, predictions and metrics from logs of responses',
    load: () => import('./Replay')
  },
  {
    name: 'calibrate',
    summary: 'parameters of an item bank, fitted to logs of responses',
    load: () => import('./Calibrate')
  },
  {
    name: 'cohort',
    summary: 'what many profiles come to, by group: bands, needs, trainings',
    load: () => import('./Cohort')
  },
  {
    name: 'import',
    summary: 'an item bank out of a spreadsheet or another format',
    load: () => import('./Import')
  },
  {
    name: 'export',
    summary: 'an item bank as a spreadsheet or in another format',
    load: () => import('./Export')
  },
  {
    name: 'schema',
    summary: 'JSON Schema of the files, for an editor',
    load: () => import('./Schema')
  }
]

/**
 * Options that several commands have.
 *
 * @since 0.2.0
 */
import { number, option, optional, string } from 'cmd-ts'

/** A text that may be left out. */
export const text = (long: string, displayName: string, description: string) =>
  option({ type: { ...optional(string), displayName }, long, description })

export const seed = (description: string, value = '1') =>
  option({
    type: { ...string, displayName: 'SEED' },
    long: 'seed',
    description,
    defaultValue: () => value,
    defaultValueIsSerializable: true
  })

export const workers = (whose = 'threads') =>
  option({
    type: { ...optional(number), displayName: 'N' },
    long: 'workers',
    description: `how many ${whose}; the results are the same (default: one for each core)`
  })

export const report = text('report', 'FILE', 'write a report as one HTML file (default: none)')

/** Whether a number is a whole one, and large enough. */
export const isCount = (x: number, least = 1): boolean => Number.isSafeInteger(x) && x >= least

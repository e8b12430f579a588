/** Which options belong to which mode, one by one. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import * as ReplayModes from '../../src/cli/ReplayModes'

const NOTHING: ReplayModes.Values = {
  mode: 'predict',
  campaign: undefined,
  profiles: [],
  anyVersion: false,
  format: undefined,
  map: undefined,
  outcomes: undefined,
  locale: undefined,
  seed: ReplayModes.SEED,
  workers: undefined,
  noProfiles: false,
  resume: false,
  strict: false,
  json: false,
  by: [],
  against: undefined,
  train: [],
  untuned: false,
  fit: false,
  report: undefined,
  policies: undefined,
  lengths: undefined,
  coverage: undefined,
  validation: undefined,
  rules: []
}

const LOGS = ['predict', 'posthoc']
const PREDICT = ['predict']
const POSTHOC = ['posthoc']
const AUDIT = ['audit']

const OPTIONS: ReadonlyArray<readonly [string, ReadonlyArray<string>, Partial<ReplayModes.Values>]> = [
  ['format', LOGS, { format: 'pykt' }],
  ['map', LOGS, { map: 'learner=x' }],
  ['outcomes', LOGS, { outcomes: 'T=correct' }],
  ['locale', LOGS, { locale: 'fr' }],
  ['seed', LOGS, { seed: '2' }],
  ['strict', LOGS, { strict: true }],
  ['no-profiles', PREDICT, { noProfiles: true }],
  ['resume', PREDICT, { resume: true }],
  ['by', PREDICT, { by: ['school'] }],
  ['against', PREDICT, { against: 'elo' }],
  ['train', PREDICT, { train: ['train.csv'] }],
  ['untuned', PREDICT, { untuned: true }],
  ['fit', PREDICT, { fit: true }],
  ['report', PREDICT, { report: 'report.html' }],
  ['policies', POSTHOC, { policies: 'information' }],
  ['lengths', POSTHOC, { lengths: '5' }],
  ['coverage', POSTHOC, { coverage: 0.5 }],
  ['validation', POSTHOC, { validation: 0.5 }],
  ['campaign', POSTHOC, { campaign: 'campaign.yaml' }],
  ['rule', POSTHOC, { rules: ['jump=1'] }],
  ['profiles', AUDIT, { profiles: ['p.json'] }],
  ['any-version', AUDIT, { anyVersion: true }]
]

describe.each(OPTIONS)('--%s', (name, owners, given) => {
  it.each(ReplayModes.modes)('in --mode %s', (mode) => {
    const whose = owners.map((each) => `--mode ${each}`).join(' and ')
    expect(ReplayModes.of({ ...NOTHING, ...given, mode })).toEqual(
      owners.includes(mode)
        ? E.right(mode)
        : E.left({ exit: 2, message: `--${name} belongs to ${whose}, not to --mode ${mode}` })
    )
  })
})

/** Those that every mode has: all others of `Values` are in the table. */
const COMMON = ['mode', 'workers', 'json']

it('no option is left out', () => {
  const told = new Set([...COMMON, ...OPTIONS.flatMap(([, , given]) => Object.keys(given))])
  expect(Object.keys(NOTHING).filter((key) => !told.has(key))).toEqual([])
  for (const mode of ReplayModes.modes) expect(ReplayModes.of({ ...NOTHING, mode })).toEqual(E.right(mode))
})

it.each([
  ['posthock', 'did you mean `posthoc`?'],
  ['\u001b[2J', 'there are predict, posthoc, audit']
])('there is no mode %j', (mode, hint) => {
  const read = ReplayModes.of({ ...NOTHING, mode })
  expect(read).toEqual(E.left({ exit: 2, message: expect.stringContaining(hint) as string }))
  expect(JSON.stringify(read)).not.toContain('\\u001b')
})

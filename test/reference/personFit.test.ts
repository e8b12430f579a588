/** l_z of three patterns at fixed probabilities, by other software. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as PersonFit from '../../src/profile/PersonFit'

interface Fit {
  readonly l0: number
  readonly E: number
  readonly V: number
  readonly lz: number
}

interface Reference {
  readonly person_fit_fixed_p: {
    readonly p: ReadonlyArray<number>
    readonly guttman: Fit
    readonly reversed: Fit
    readonly mixed: Fit
  }
}

const file = join(import.meta.dirname, '../../../shared/reference/metrics/metrics_reference.json')
const { person_fit_fixed_p: fits } = JSON.parse(readFileSync(file, 'utf8')) as Reference

/** Every pattern of answers whose log-likelihood is the published one: patterns of the same likelihood have the same l_z. */
const patterns = ({ l0 }: Fit): ReadonlyArray<ReadonlyArray<PersonFit.Predicted>> =>
  Array.from({ length: 2 ** fits.p.length }, (_, bits) =>
    fits.p.map((p, i) => ({ p, correct: (bits & (1 << i)) !== 0 }))
  ).filter(
    (answers) =>
      Math.abs(answers.reduce((sum, { p, correct }) => sum + Math.log(correct ? p : 1 - p), 0) - l0) < 1e-9
  )

describe('law 1: l_z agrees with published values at fixed probabilities', () => {
  test.each(['guttman', 'reversed', 'mixed'] as const)('%s', (name) => {
    const fit = fits[name]
    const found = patterns(fit)
    expect(found.length).toBeGreaterThan(0)
    for (const answers of found) expect(Math.abs(PersonFit.lz(answers) - fit.lz)).toBeLessThan(1e-10)
  })

  test('a pattern that follows the order of difficulty, and its reverse', () => {
    const ordered = fits.p.map((p, i) => ({ p, correct: i < 3 }))
    const reversed = fits.p.map((p, i) => ({ p, correct: i >= 3 }))
    expect(Math.abs(PersonFit.lz(ordered) - fits.guttman.lz)).toBeLessThan(1e-10)
    expect(Math.abs(PersonFit.lz(reversed) - fits.reversed.lz)).toBeLessThan(1e-10)
  })
})

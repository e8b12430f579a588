/**
 * Whose profiles count for a cohort, and who they are.
 *
 * @since 0.2.0
 */
import type * as CohortProfiles from './CohortProfiles'
import type * as CohortRoster from './CohortRoster'
import type { Request } from './CohortRun'

export const NOTHING: ReadonlyMap<string, number> = new Map()

/** Passes on the first profile of each learner, as long as it is of the same bank as the others. */
export const sifted = (
  { bank, anyVersion }: Pick<Request, 'bank' | 'anyVersion'>,
  known: { of: { readonly id: string; readonly fingerprint: string } | null },
  rejected: CohortRoster.Rejected,
  take: (read: CohortProfiles.Read) => void
): ((read: CohortProfiles.Read) => void) => {
  const seen = new Set<string>()
  return (read) => {
    const { file, line, learner } = read
    known.of ??= bank === undefined ? read.bank : { id: bank.id, fingerprint: bank.fingerprint }
    if (read.bank.id !== known.of.id)
      return rejected(file, line, `it is of the bank \`${read.bank.id}\`, not of \`${known.of.id}\``)
    if (read.bank.fingerprint !== known.of.fingerprint && !anyVersion)
      return rejected(
        file,
        line,
        `it was made with another version of the bank \`${known.of.id}\`, with which it cannot be compared (--any-version takes it all the same)`
      )
    if (seen.has(learner))
      return rejected(file, line, 'there is a profile of this learner already; the first counts')
    seen.add(learner)
    take(read)
  }
}

/** Who somebody is, as the roster has it. */
export const personOf = ({ roster, roles, by, rosterFile }: Request, rejected: CohortRoster.Rejected) => {
  const unknown = new Set<string>()
  return (learner: string) => {
    const entry = roster.entries.get(learner)
    const expected = roles?.get(entry?.role ?? '')
    if (
      entry !== undefined &&
      roles !== undefined &&
      entry.role !== '' &&
      expected === undefined &&
      !unknown.has(entry.role)
    ) {
      unknown.add(entry.role)
      rejected(
        rosterFile,
        entry.line,
        `there is no role \`${entry.role}\`: nothing is expected of whom it names`
      )
    }
    const value = (column: string): string => entry?.attributes.get(column) ?? ''
    return {
      entry,
      expected: expected ?? NOTHING,
      groups: [
        ...by.map((columns) => columns.map(value).join(' · ').trim()),
        ...(roles === undefined ? [] : [entry?.role ?? ''])
      ]
    }
  }
}

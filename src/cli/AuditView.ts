/**
 * `acquis-audit/1`: what an audit found, for programs; the same as a table and in sentences.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Issue from '../bank/Issue'
import type { Deviation, Expected, Finding, Verdict } from '../lab/Audit'
import * as Layout from './Layout'
import * as LogFiles from './LogFiles'

export const FORMAT = 'acquis-audit/1'

/** A profile that no session can be compared with. */
export interface Stray {
  readonly name: string
  readonly reason: string
}

export interface Audit {
  readonly format: typeof FORMAT
  readonly bank: { readonly id: string; readonly fingerprint: string }
  readonly anyVersion: boolean
  readonly sessions: number
  readonly questions: number
  /** How many sessions came to each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly profiles: { readonly compared: number; readonly agree: number }
  readonly findings: ReadonlyArray<Finding>
  readonly strays: ReadonlyArray<Stray>
}

export const of = (
  { id, fingerprint }: Bank,
  anyVersion: boolean,
  findings: ReadonlyArray<Finding>,
  strays: ReadonlyArray<Stray>
): Audit => {
  const count = (verdict: Verdict): number => findings.filter((each) => each.verdict === verdict).length
  const compared = findings.flatMap(({ profile }) => profile ?? [])
  return {
    format: FORMAT,
    bank: { id, fingerprint },
    anyVersion,
    sessions: findings.length,
    questions: findings.reduce((sum, { questions }) => sum + questions, 0),
    verdicts: {
      agrees: count('agrees'),
      choice: count('choice'),
      profile: count('profile'),
      version: count('version'),
      unreadable: count('unreadable')
    },
    profiles: { compared: compared.length, agree: compared.filter(({ agrees }) => agrees).length },
    findings,
    strays
  }
}

/** Whether there is nothing to object to. */
export const agrees = ({ sessions, verdicts, strays }: Audit): boolean =>
  verdicts.agrees === sessions && strays.length === 0

const LONGEST = 200

/** A value of a profile, as JSON, not too long. */
const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const expectedName = (expected: Expected): string =>
  'finished' in expected ? `nothing (${expected.finished})` : expected.challenge

const pathOf = ({ path }: Deviation): string =>
  path.length === 0 ? 'the whole profile' : Issue.showPath(path)

/** What differs first: where, what stands there, what was expected. */
const differenceOf = ({ first, profile }: Finding): readonly [string, string, string] => {
  if (first !== undefined) return [String(first.number), first.asked.challenge, expectedName(first.expected)]
  const deviation = profile?.first
  return deviation === undefined
    ? ['', '', '']
    : [pathOf(deviation), shown(deviation.recorded), shown(deviation.computed)]
}

/** A line for each session: `session,questions,verdict,at,asked,expected,remark`; then one for each stray profile. */
export const csv = ({ findings, strays }: Audit): string =>
  [
    ['session', 'questions', 'verdict', 'at', 'asked', 'expected', 'remark'],
    ...findings.map((finding) => [
      finding.name,
      String(finding.questions),
      finding.verdict,
      ...differenceOf(finding),
      finding.remark ?? ''
    ]),
    ...strays.map(({ name, reason }) => [name, '', 'stray', '', '', '', reason])
  ]
    .map((row) => `${row.map(LogFiles.field).join(',')}\n`)
    .join('')

const nats = (gain: number): string => `${gain.toFixed(4)} nats`

/** What is wrong with a session, in a sentence. */
const sentence = (finding: Finding): string => {
  const { first, profile, remark, differences, questions } = finding
  if (first !== undefined) {
    const { number, asked, open, expected } = first
    const own =
      'finished' in expected
        ? `the engine had finished (${expected.finished})`
        : `the engine asks \`${expected.challenge}\` (${nats(expected.gain)}, by ${expected.rule})`
    const barred = open ? '' : ', which may not be asked there'
    return `question ${number}: asked \`${asked.challenge}\` (${nats(asked.gain)})${barred}; ${own}; ${differences} of ${questions} questions differ`
  }
  const deviation = profile?.first
  if (deviation !== undefined)
    return `its profile, ${pathOf(deviation)}: it says ${shown(deviation.recorded)}, the engine ${shown(deviation.computed)}`
  return remark ?? ''
}

const SHOWN = 8

const TITLES: ReadonlyArray<readonly [Verdict, string]> = [
  ['agrees', 'agree'],
  ['choice', 'differ in a choice'],
  ['profile', 'differ in the profile'],
  ['version', 'of another version of the bank (--any-version checks them all the same)'],
  ['unreadable', 'cannot be read']
]

/** What a person wants to know at once. */
export const report = (audit: Audit): ReadonlyArray<string> => {
  const { sessions, questions, verdicts, profiles, findings, strays } = audit
  const wrong = [
    ...findings
      .filter(({ verdict }) => verdict !== 'agrees')
      .map((finding) => `${finding.name}: ${sentence(finding)}`),
    ...strays.map(({ name, reason }) => `${name}: ${reason}`)
  ]
  return [
    `sessions  ${sessions}, with ${questions} questions`,
    ...TITLES.flatMap(([verdict, title]) =>
      verdicts[verdict] === 0 ? [] : [`  ${verdicts[verdict]} ${title}`]
    ),
    ...(profiles.compared + strays.length === 0
      ? []
      : [
          `profiles  ${profiles.compared} compared, ${profiles.agree} agree${strays.length === 0 ? '' : `, ${strays.length} of no session`}`
        ]),
    ...(wrong.length === 0 ? [] : ['']),
    ...wrong.slice(0, SHOWN).map(Layout.safeLine),
    ...(wrong.length > SHOWN ? [`… and ${wrong.length - SHOWN} more`] : [])
  ]
}

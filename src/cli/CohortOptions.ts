/**
 * What `cohort` was asked for: its options, and the roles and columns that they name.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Expectation from '../assessment/Expectation'
import * as Roles from '../assessment/Roles'
import type { Bank } from '../bank/Bank'
import * as Codec from '../bank/Codec'
import * as Level from '../bank/Level'
import type { Text } from '../bank/Text'
import * as EditDistance from '../math/EditDistance'
import type { Capabilities } from './Capabilities'
import type * as CohortCsv from './CohortCsv'
import type * as CohortRoster from './CohortRoster'
import type * as CohortRun from './CohortRun'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import { done, fail } from './LogEffect'

export interface Values {
  readonly profiles: ReadonlyArray<string>
  readonly before: ReadonlyArray<string>
  readonly bank: string | undefined
  readonly roles: string | undefined
  readonly roster: string | undefined
  readonly offers: string | undefined
  readonly by: string | undefined
  readonly base: string
  readonly least: number
  readonly cover: number
  readonly out: string | undefined
  readonly names: boolean
  readonly anyVersion: boolean
  readonly strict: boolean
  readonly json: boolean
  readonly workers: number | undefined
  readonly report: string | undefined
  readonly pages: string | undefined
  readonly locale: string | undefined
}

/** The level that a word stands for. */
export const baseOf = (word: string): number | undefined => {
  const band = Level.bands.find((each) => each === word)
  const level = band === undefined ? Number(word) : Level.expected(band)
  return Number.isInteger(level) && level >= 1 && level <= 8 ? level : undefined
}

/** What is wrong with options, in a sentence. */
export const wrong = (values: Values): string | undefined => {
  const {
    profiles,
    before,
    bank,
    roles,
    roster,
    offers,
    by,
    base,
    least,
    cover,
    out,
    workers,
    report,
    pages,
    locale
  } = values
  if (profiles.length === 0) return 'which profiles? `acquis cohort --help` has an example'
  if (out === undefined) return 'where to? --out DIR names the folder for the tables'
  const given = [...profiles, ...before]
  const twice = given.find((file, i) => given.indexOf(file) !== i)
  if (twice !== undefined) return `\`${Layout.safeLine(twice)}\` is named twice`
  if (by !== undefined && roster === undefined)
    return '--by names columns of a roster: --roster FILE says who is in which group'
  if (roles !== undefined && roster === undefined)
    return '--roles needs a roster: its column `role` says who does what (--roster FILE)'
  if (offers !== undefined && (bank === undefined || roles === undefined))
    return '--offers needs --bank, for its topics, and --roles, for what is expected'
  if (!Number.isInteger(least) || least < 1) return '--least takes a whole number from 1 on'
  if (!(cover > 0 && cover <= 1)) return '--cover takes a share, more than 0 and at most 1'
  if (baseOf(base) === undefined)
    return '--base takes a level from 1 to 8, or a band: novice, intermediate, advanced or expert'
  if (workers !== undefined && (!Number.isInteger(workers) || workers < 1))
    return '--workers takes a whole number from 1 on'
  if (pages !== undefined && bank === undefined)
    return '--pages needs --bank, for the titles of what people know'
  if (pages !== undefined && profiles.includes('-'))
    return '--pages reads profiles twice, which stdin cannot give: name a file'
  if (locale !== undefined && report === undefined && pages === undefined)
    return '--locale is the language of --report and --pages'
  return undefined
}

interface Expected {
  readonly roles: CohortRun.Request['roles']
  readonly titles: ReadonlyMap<string, Text>
  readonly unknown: ReadonlyArray<CohortRun.Rejected>
}

/** Roles; what they expect of competences that the bank does not have is told, and passed over. */
export const rolesOf = async (
  { files }: Capabilities,
  file: string | undefined,
  bank: Bank | undefined
): Promise<Expected> => {
  if (file === undefined) return { roles: undefined, titles: new Map(), unknown: [] }
  const { value: draft, source } = await done(
    Load.decoded(files)(file, (u) => {
      const { issues, value } = Codec.examine(Roles.codec)(u)
      return issues.length > 0 ? E.left(issues) : E.right(value)
    })
  )
  const decoded = bank === undefined ? undefined : Roles.decode(bank)(source.value)
  const problems = decoded === undefined || E.isRight(decoded) ? [] : source.locate(decoded.left)
  const foreign = problems.find(({ code }) => code === 'other-bank')
  if (foreign !== undefined)
    return fail(Failure.problems(`there is something to mend\n${Load.report(file, [foreign]).join('\n')}`))
  const known = bank === undefined ? undefined : new Set(bank.competences.map(({ id }) => id))
  return {
    roles: new Map(
      draft.roles.map(([id, { expected }]) => [
        id,
        new Map(Expectation.levels(expected).filter(([competence]) => known?.has(competence) ?? true))
      ])
    ),
    titles: new Map(draft.roles.map(([id, { title }]) => [id, title])),
    unknown: problems.map(({ line, message, suggestion }) => ({
      file,
      line,
      reason: `${message}${suggestion === undefined ? '' : `; ${suggestion}`}; it is passed over`
    }))
  }
}

/** The columns of `--by`, each alone or several together: `commune,age` and `commune+age`. */
export const divisionsOf = (
  by: string | undefined,
  { columns }: CohortRoster.Roster
): CohortRun.Request['by'] => {
  const words = by === undefined ? [] : by.split(',').map((word) => word.trim())
  const twice = words.find((word, i) => words.indexOf(word) !== i)
  if (twice !== undefined) return fail(Failure.usage(`--by names \`${Layout.safeLine(twice)}\` twice`))
  return words
    .filter((word) => word !== 'role')
    .map((word) => {
      const parts = word.split('+').map((part) => part.trim())
      const unknown = parts.find((part) => !columns.includes(part))
      if (unknown === undefined) return parts
      const nearest = EditDistance.nearest(unknown, columns)
      const hint = nearest === undefined ? '' : `; did you mean \`${Layout.safeLine(nearest)}\`?`
      return fail(
        Failure.usage(
          `--by: the roster has no column \`${Layout.safeLine(unknown)}\`${hint} There are: ${columns.map(Layout.safeLine).join(', ')}`
        )
      )
    })
}

export type FileName = keyof typeof CohortCsv.tables

/** The tables that are written. */
export const filesOf = ({ before, bank, roles, roster, offers, names }: Values): ReadonlyArray<FileName> => [
  'shares.csv',
  ...(roles === undefined ? [] : (['expected.csv'] as const)),
  ...(roster === undefined ? [] : (['felt.csv', 'participation.csv'] as const)),
  ...(bank === undefined || roles === undefined ? [] : (['topics.csv'] as const)),
  ...(offers === undefined ? [] : (['plan.csv'] as const)),
  ...(before.length === 0 ? [] : (['change.csv'] as const)),
  'rejected.csv',
  ...(names ? (['fragility.csv'] as const) : []),
  ...(names && roster !== undefined ? (['reminders.csv'] as const) : []),
  ...(names && offers !== undefined ? (['seats.csv'] as const) : [])
]

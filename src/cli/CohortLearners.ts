/**
 * A page for each learner of a cohort, numbered, and a list of names that leads to them. Profiles are read a second time, since
 * a cohort keeps none.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Bank } from '../bank/Bank'
import type { Text } from '../bank/Text'
import * as Issue from '../bank/Issue'
import * as ProfileFile from '../profile/ProfileFile'
import * as CohortNames from '../report/CohortNames'
import * as LearnerReport from '../report/LearnerReport'
import type { Capabilities } from './Capabilities'
import * as CohortProfiles from './CohortProfiles'
import type { Outcome, Rejected, Request } from './CohortRun'
import { done } from './LogEffect'

interface Wanted {
  readonly bank: Bank
  readonly roster: Request['roster']
  readonly roles: Request['roles']
  /** What roles are called. */
  readonly titles: ReadonlyMap<string, Text>
  readonly locale: string | undefined
}

/** The list of names. */
const INDEX = 'learners.html'

const fileOf = (n: number): string => `learner-${n + 1}.html`

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

const settingsOf = ({ roster, roles, titles, locale }: Wanted, learner: string): LearnerReport.Settings => {
  const role = roster.entries.get(learner)?.role ?? ''
  const title = titles.get(role)
  return {
    expected: [...(roles?.get(role) ?? [])],
    ...(title === undefined ? {} : { role: title }),
    ...(locale === undefined ? {} : { locale })
  }
}

/** Writes the pages into a folder that is there: how many, and whose could not be made. */
export const write = async (
  { files, progress }: Capabilities,
  folder: string,
  { places, inputs }: Outcome,
  wanted: Wanted
): Promise<{ readonly pages: number; readonly rejected: ReadonlyArray<Rejected> }> => {
  const rejected: Array<Rejected> = []
  const written: Array<CohortNames.Leaf> = []
  const bar = progress('writing pages', places.length)
  try {
    for (const { file } of inputs) {
      const own = new Map(
        places.filter((each) => each.file === file).map(({ line, learner }) => [line, learner])
      )
      for await (const { line, bytes } of CohortProfiles.linesOf({ files }, file)) {
        const learner = own.get(line)
        if (learner === undefined) continue
        const profile = ProfileFile.decode(parsed(bytes))
        if (E.isLeft(profile)) {
          const [first] = profile.left
          rejected.push({ file, line, reason: `there is no page of it: ${Issue.message(first)}` })
          continue
        }
        const name = fileOf(written.length)
        await done(
          files.write(
            `${folder}/${name}`,
            LearnerReport.of(wanted.bank, profile.right, settingsOf(wanted, learner))
          )
        )
        written.push({ learner, file: name })
        bar.update(written.length)
      }
    }
  } finally {
    bar.stop()
  }
  await done(
    files.write(`${folder}/${INDEX}`, CohortNames.pages(written, { bank: wanted.bank }, wanted.locale))
  )
  return { pages: written.length, rejected }
}

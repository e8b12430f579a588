/**
 * The report of a cohort as files: a page of all people, one of each group, and one of names where those were asked for.
 *
 * @since 0.2.0
 */
import * as CohortNames from '../report/CohortNames'
import * as CohortReport from '../report/CohortReport'
import type { Capabilities } from './Capabilities'
import type { Outcome } from './CohortRun'
import * as CohortView from './CohortView'
import { done } from './LogEffect'

interface Wanted {
  readonly glossary: CohortReport.Glossary
  readonly base: number
  readonly names: boolean
  readonly locale: string | undefined
}

/** The page of names; no other leads to it. */
const NAMES = 'names.html'

/** Writes the pages into a folder that is there; how many there are. The first page comes last: where it is, the others are. */
export const write = async (
  { files }: Capabilities,
  folder: string,
  outcome: Outcome,
  { glossary, base, names, locale }: Wanted
): Promise<number> => {
  const { tables, divisions, participation, topics, change, training, reminders, fragile, seats } = outcome
  const survey: CohortReport.Survey = {
    tables,
    divisions,
    base,
    participation,
    topics,
    training: CohortView.unnamed(training),
    change
  }
  const groups = CohortReport.groups(survey)
  const put = (name: string, page: string): Promise<void> => done(files.write(`${folder}/${name}`, page))
  for (const [i, group] of groups.entries())
    await put(CohortReport.fileOf(i), CohortReport.group(survey, glossary, group, locale))
  if (names) {
    const seated = seats.map((learners, i) => ({ offer: training?.sessions[i]?.offer ?? '', learners }))
    await put(NAMES, CohortNames.of({ base, reminders, fragile, seats: seated }, glossary, locale))
  }
  await put(CohortReport.INDEX, CohortReport.territory(survey, glossary, locale))
  return groups.length + (names ? 2 : 1)
}

/**
 * What `take` says before its first question: what is about to begin, or to go on, and how long it takes.
 *
 * @since 0.2.0
 */
import type { Assessment } from '../assessment/Assessment'
import * as Duration from '../lab/Duration'
import * as Layout from './Layout'
import * as Messages from './Messages'
import { type Page, textOf } from './QuestionView'
import type { Setup } from './Setup'

export interface Wishes {
  /** The ability of a simulated learner. */
  readonly simulate: number | undefined
  readonly noDuration: boolean
}

/** How long the test of a campaign takes from here on; nothing where it is over. */
const durationOf = ({ words }: Page, assessment: Assessment): string => {
  if (assessment.campaign === undefined || assessment.step._tag === 'Finished') return ''
  const { minutes, questions } = Duration.expected(assessment, assessment.seed)
  const whole = (x: number): number => Math.max(1, Math.ceil(x - 1e-9))
  return words.duration(whole(minutes.median), questions.median, whole(minutes.ninetieth))
}

/** The lines above the first question. */
export const of = (
  page: Page,
  { assessment, resumed, chosenSeed }: Setup,
  { simulate, noDuration }: Wishes
): ReadonlyArray<string> => {
  const { words, style, width } = page
  const title = Layout.safeLine(textOf(page)(assessment.bank.title))
  const seed = Layout.safeLine(assessment.seed)
  const earlier = assessment.earlier?.responses.length ?? 0
  const lines =
    simulate === undefined
      ? [words.welcome(title), ...(resumed ? [] : [words.how])]
      : [`${title}.`, words.simulating(Messages.number(words)(simulate, 1), seed)]
  return [
    ...lines.flatMap((line, i) => Layout.wrap(line, width).map(i === 0 ? style.bold : (each) => each)),
    ...(resumed ? Layout.wrap(words.resumed(assessment.responses.length), width) : []),
    ...(resumed || earlier === 0 ? [] : Layout.wrap(words.earlier(earlier), width)),
    ...(noDuration ? [] : Layout.wrap(durationOf(page, assessment), width)),
    ...(chosenSeed ? Layout.wrap(words.seed(seed), width).map(style.quiet) : [])
  ]
}

/**
 * Sentences and figures of an inspection, for paper and for a terminal alike.
 *
 * @since 0.2.0
 */
import type * as Duration from '../lab/Duration'
import type { Finding } from '../lab/Findings'
import type { AcquisInspection, CompetenceInspection, Inspection } from '../lab/Inspection'
import type { Estimate } from '../lab/Metrics'
import * as InspectionWords from './InspectionWords'
import * as Voices from './Voice'

export type Voice = Voices.Voice<InspectionWords.Words>

export const voice = Voices.of<InspectionWords.Words>(InspectionWords.all)

/** So many are named; the others are counted. */
const NAMED = 4

const listed = ({ words }: Voice, names: ReadonlyArray<string>): string =>
  names.length > NAMED + 1
    ? `${names.slice(0, NAMED).join(', ')} ${words.and(String(names.length - NAMED))}`
    : names.join(', ')

/** Levels that follow each other: `5, 6, 7`. */
const levelsOf = (levels: ReadonlyArray<number>): string => levels.join(', ')

/** A finding in a sentence. `level` is that of an acquis, by its id. */
export const sentence =
  (voice: Voice, level: (acquis: string) => number) =>
  (finding: Finding): string => {
    const { words, notation, titles } = voice
    const quoted = (acquis: string): string => notation.quote(titles.acquis(acquis))
    switch (finding.code) {
      case 'unreachable-level':
        return words.finding.unreachable[finding.cause](
          levelsOf(finding.levels),
          notation.quote(titles.competence(finding.competence)),
          listed(voice, finding.acquis.map(quoted))
        )
      case 'unseen-acquis': {
        const high = Math.round(100 * finding.clarity)
        return words.finding.unseen[finding.cause](
          quoted(finding.acquis),
          String(level(finding.acquis)),
          finding.beside.length === 0 ? words.finding.rest : listed(voice, finding.beside.map(quoted)),
          [String(high), String(100 - high)]
        )
      }
      case 'always-together':
        return words.finding.together(
          quoted(finding.acquis[0]),
          quoted(finding.acquis[1]),
          notation.percent(Math.min(finding.share, 0.999), 1)
        )
      case 'never-both':
        return words.finding.neverBoth(quoted(finding.acquis[0]), quoted(finding.acquis[1]))
    }
  }

/** Half of an interval, with one digit; never said to be nothing where it is not. */
export const half = (scale: number, { interval: [low, high] }: Estimate): number =>
  Math.max((scale * (high - low)) / 2, high > low ? 0.05 : 0)

/** `94.2% ± 0.3`. */
export const share = ({ words, notation }: Voice, estimate: Estimate, digits = 1): string =>
  `${notation.percent(estimate.value, digits)} ${words.interval(notation.number(half(100, estimate), digits))}`

/** The mean over all competences, each counting by its acquis. */
const overAcquis = (
  competences: ReadonlyArray<CompetenceInspection>,
  measure: (competence: CompetenceInspection) => number
): number =>
  competences.reduce((sum, each) => sum + each.size.acquis * measure(each), 0) /
  competences.reduce((sum, each) => sum + each.size.acquis, 0)

/** Figures of a duration: whole minutes, rounded up, so that nobody is promised too little. */
const durationOf = (
  { notation }: Voice,
  { minutes, questions }: Duration.Duration,
  which: keyof Duration.Quantiles
): InspectionWords.DurationFigures => ({
  minutes: notation.number(Math.ceil(minutes[which] - 1e-9), 0),
  questions: notation.number(questions[which], 0)
})

/** Who took what, how long that is where it is one test, and what came of it: a sentence each. */
export const summary = (voice: Voice, inspection: Inspection): ReadonlyArray<string> => {
  const { words, notation } = voice
  const { learners, campaign, competences, duration } = inspection
  return [
    words.design(notation.number(learners, 0), campaign ?? undefined),
    ...(duration === null
      ? []
      : [words.duration(durationOf(voice, duration, 'median'), durationOf(voice, duration, 'ninetieth'))]),
    words.bottomLine(
      notation.number(
        competences.reduce((sum, { questions }) => sum + questions.value, 0) / competences.length,
        1
      ),
      notation.percent(
        overAcquis(competences, ({ accuracy }) => accuracy.value),
        1
      )
    )
  ]
}

/** An acquis of a competence that was inspected. */
export interface Placed {
  readonly competence: string
  readonly inspected: AcquisInspection
}

/** Every acquis, in bank order. */
export const placed = ({ competences }: Inspection): ReadonlyArray<Placed> =>
  competences.flatMap(({ competence, acquis }) => acquis.map((inspected) => ({ competence, inspected })))

/** From where one more challenge adds most, as far as that is certain; ties by what it would bring alone. */
export const wanted = (inspection: Inspection): ReadonlyArray<Placed> =>
  placed(inspection)
    .filter(({ inspected }) => inspected.oneMore.surplus.interval[0] > 0)
    .sort(
      (a, b) =>
        b.inspected.oneMore.surplus.value - a.inspected.oneMore.surplus.value ||
        b.inspected.oneMore.gain.value - a.inspected.oneMore.gain.value
    )

/** The gain of a new challenge over 100 tests. */
export const gain = ({ words, notation }: Voice, { oneMore: { surplus } }: AcquisInspection): string =>
  `${notation.number(100 * surplus.value, 1)} ${words.interval(notation.number(half(100, surplus), 1))}`

/** From where the least is known of acquis. */
export const leastKnown = (inspection: Inspection): ReadonlyArray<Placed> =>
  [...placed(inspection)].sort((a, b) => a.inspected.precision.value - b.inspected.precision.value)

/** The level of an acquis by its id. */
export const levelIn = (inspection: Inspection): ((acquis: string) => number) => {
  const levels = new Map(placed(inspection).map(({ inspected }) => [inspected.acquis, inspected.level]))
  return (acquis) => levels.get(acquis) ?? 0
}

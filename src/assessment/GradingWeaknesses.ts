/**
 * Solutions that nobody can give: the grader is run over every one that is listed.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Challenge } from '../bank/Challenge'
import * as Places from '../bank/Places'
import * as Text from '../bank/Text'
import type { Weakness } from '../bank/Weakness'
import * as Grading from './Grading'

/** A challenge with one solution, and what a learner would give who has found it. */
interface Given {
  readonly challenge: Challenge
  readonly answer: string
}

/** Each accepted text by itself: together they would be compared all with all. */
const given = (challenge: Challenge): ReadonlyArray<Given> => {
  const { solution } = challenge
  switch (solution?._tag) {
    case undefined:
      return []
    case 'option':
      return [{ challenge, answer: solution.option }]
    case 'options':
      return [{ challenge, answer: solution.options.join(' ') }]
    case 'text':
      return solution.accept.map((answer) => ({
        challenge: { ...challenge, solution: { ...solution, accept: [answer] } },
        answer
      }))
    case 'number':
      return [{ challenge, answer: String(solution.value) }]
  }
}

const rejected = ({ challenge, path }: Places.ChallengePlace): ReadonlyArray<Weakness> =>
  given(challenge).flatMap(({ challenge: alone, answer }): ReadonlyArray<Weakness> => {
    const outcome = E.match(
      () => 'ungradable' as const,
      (verdict: Grading.Verdict) => verdict.outcome
    )(Grading.grade(alone)(answer))
    return outcome === 'correct'
      ? []
      : [{ _tag: 'rejected-solution', path: [...path, 'solution'], answer, outcome }]
  })

/** A wrong option that reads like a right one: who picks it is right, and graded wrong. */
const twins = (
  { locales }: Places.Places,
  { challenge, path }: Places.ChallengePlace
): ReadonlyArray<Weakness> => {
  const { options = [], solution } = challenge
  const ids =
    solution?._tag === 'option' ? [solution.option] : solution?._tag === 'options' ? solution.options : []
  if (ids.length === 0) return []
  const isRight = new Set(ids)
  const found = new Map<string, Weakness>()
  for (const locale of locales) {
    const read = (text: Text.Text): string => Text.inLocale(locale)(text).trim().toLowerCase()
    const right = new Map<string, string>()
    for (const [id, text] of options) if (isRight.has(id)) right.set(read(text), id)
    for (const [wrong, text] of options) {
      const twin = isRight.has(wrong) ? undefined : right.get(read(text))
      if (twin !== undefined && !found.has(wrong))
        found.set(wrong, { _tag: 'twin-options', path: [...path, 'options', wrong], right: twin, wrong })
    }
  }
  return [...found.values()]
}

/** Solutions that the grader would not accept, and what it would not accept although it reads like one. */
export const of = (places: Places.Places): ReadonlyArray<Weakness> =>
  places.challenges.filter(Places.isCurrent).flatMap((each) => [...rejected(each), ...twins(places, each)])

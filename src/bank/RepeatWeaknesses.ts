/**
 * Questions that a learner would meet twice: the same prompt, or the same question altogether, under two ids. Where the
 * two are enemies, no session asks both, so a prompt may be the same.
 *
 * @since 0.2.0
 */
import type { Challenge } from './Challenge'
import { folded } from './Folding'
import * as Places from './Places'
import * as Text from './Text'
import type { Weakness } from './Weakness'

/** Parts of a key, which nothing that they contain can run together. */
const key = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

/** What a learner is shown first; undefined for a challenge that has no prompt in this locale. */
const promptOf = ({ prompt, attachment = '' }: Challenge, locale: string): string | undefined => {
  if (prompt === undefined || (typeof prompt !== 'string' && locale !== '' && !Object.hasOwn(prompt, locale)))
    return undefined
  const text = folded(Text.inLocale(locale)(prompt))
  // Neither of the two has a line break.
  return text === '' ? undefined : `${attachment}\n${text}`
}

/** What is to be found, and among what: the same for the same question, whatever its ids and the order of its options. */
const answerOf = ({ format, options = [], solution }: Challenge, locale: string): string => {
  const text = new Map(options.map(([id, option]) => [id, folded(Text.inLocale(locale)(option))] as const))
  const texts = (ids: Iterable<string>): ReadonlyArray<string> =>
    [...ids].map((id) => text.get(id) ?? id).sort()
  const shown = key(...texts(text.keys()))
  switch (solution?._tag) {
    case 'option':
      return key(format, shown, ...texts([solution.option]))
    case 'options':
      return key(format, shown, ...texts(new Set(solution.options)))
    case 'text':
      return key(format, ...new Set(solution.accept.map(folded).sort()))
    case 'number':
      return key(format, String(solution.value))
    case undefined:
      return key(format, shown)
  }
}

/** Whom each challenge must not meet in a session: those that it names, and those that name it. */
const enemiesOf = (
  challenges: ReadonlyArray<Places.ChallengePlace>
): ReadonlyMap<string, ReadonlySet<string>> => {
  const enemies = new Map(challenges.map(({ challenge }) => [challenge.id, new Set(challenge.enemies)]))
  for (const { challenge } of challenges)
    for (const enemy of challenge.enemies) enemies.get(enemy)?.add(challenge.id)
  return enemies
}

/** Challenges that have one prompt in one locale, in bank order. */
interface Alike {
  readonly locale: string
  readonly challenges: Array<Places.ChallengePlace>
}

const groupsOf = (challenges: ReadonlyArray<Places.ChallengePlace>): ReadonlyArray<Alike> => {
  const groups = new Map<string, Alike>()
  for (const place of challenges)
    for (const locale of place.locales) {
      const prompt = promptOf(place.challenge, locale)
      if (prompt === undefined) continue
      const at = `${locale}\n${prompt}`
      const group = groups.get(at)
      if (group === undefined) groups.set(at, { locale, challenges: [place] })
      else group.challenges.push(place)
    }
  return [...groups.values()].filter((group) => group.challenges.length > 1)
}

/** By challenge, the first one that it repeats, with the locales in which it does. */
type Repeats = Map<Places.ChallengePlace, { readonly first: string; readonly locales: Array<string> }>

const record = (repeats: Repeats, place: Places.ChallengePlace, first: string, locale: string): void => {
  const known = repeats.get(place)
  if (known === undefined) repeats.set(place, { first, locales: [locale] })
  else if (known.first === first) known.locales.push(locale)
}

/** Prompts and whole questions that occur before. */
export const of = (places: Places.Places): ReadonlyArray<Weakness> => {
  const active = places.challenges.filter(Places.isActive)
  const enemies = enemiesOf(active)
  const prompts: Repeats = new Map()
  const questions: Repeats = new Map()
  for (const { locale, challenges } of groupsOf(active)) {
    const byAnswer = new Map<string, string>()
    for (const place of challenges) {
      const { id } = place.challenge
      const answer = answerOf(place.challenge, locale)
      const same = byAnswer.get(answer)
      if (same === undefined) byAnswer.set(answer, id)
      else record(questions, place, same, locale)
      // Itself at the latest; at most as many are passed over as it has enemies.
      const first = challenges.find((each) => !enemies.get(id)?.has(each.challenge.id))
      if (first !== undefined && first !== place) record(prompts, place, first.challenge.id, locale)
    }
  }
  return active.flatMap((place): ReadonlyArray<Weakness> => {
    const question = questions.get(place)
    const repeat = question ?? prompts.get(place)
    if (repeat === undefined) return []
    const { first, locales } = repeat
    const where = { first, locales: locales.length === place.locales.length ? [] : locales }
    return question === undefined
      ? [{ _tag: 'repeated-prompt', path: [...place.path, 'prompt'], ...where }]
      : [{ _tag: 'duplicate-question', path: place.path, ...where }]
  })
}

/**
 * Challenges that the default rules hardly ever ask, or never beside each other.
 *
 * @since 0.2.0
 */
import * as Places from '../bank/Places'
import type { Thresholds } from '../bank/Thresholds'
import type { Weakness } from '../bank/Weakness'
import * as Rules from './Rules'

const enemies = (
  { path, challenges }: Places.AcquisPlace,
  { minimumChallenges }: Thresholds
): ReadonlyArray<Weakness> => {
  const active = challenges.filter(Places.isActive).map(({ challenge }) => challenge)
  // One that has too few is an issue of its own.
  if (active.length < Math.max(2, minimumChallenges) || minimumChallenges < 2) return []
  const place = new Map(active.map(({ id }, i) => [id, i]))
  const pairs = new Set(
    active.flatMap(({ enemies: named }, i) =>
      named.flatMap((enemy) => {
        const j = place.get(enemy)
        return j === undefined ? [] : [`${Math.min(i, j)} ${Math.max(i, j)}`]
      })
    )
  )
  return pairs.size === (active.length * (active.length - 1)) / 2
    ? [{ _tag: 'mutual-enemies', path, challenges: active.length }]
    : []
}

/** Challenges that differ in nothing but their slip, as far as selection looks at them. */
const groups = (
  challenges: ReadonlyArray<Places.ChallengePlace>
): ReadonlyArray<ReadonlyArray<Places.ChallengePlace>> => {
  const byRest = new Map<string, Array<Places.ChallengePlace>>()
  for (const place of challenges) {
    const { guess, discrimination, locales } = place.challenge
    if (discrimination > 0) continue
    const rest = JSON.stringify([guess, [...locales].sort()])
    const alike = byRest.get(rest) ?? []
    byRest.set(rest, alike)
    alike.push(place)
  }
  return [...byRest.values()]
}

/** Values closer than this are equal to the engine. */
const TIE = 1e-9

/**
 * A challenge with a higher slip and the same guess tells less whatever is believed, and is no easier, so neither the
 * criterion nor any rule prefers it. Only challenges that nothing can bar come before it: no enemies, no clock.
 */
const outranked = (
  { challenges }: Places.AcquisPlace,
  barred: ReadonlySet<string>
): ReadonlyArray<Weakness> =>
  groups(challenges.filter(Places.isActive)).flatMap((alike) => {
    const { repeats } = Rules.defaults
    if (alike.length <= repeats) return []
    const better = alike
      .filter(({ challenge: { id, timed } }) => !timed && !barred.has(id))
      .sort((a, b) => a.challenge.slip - b.challenge.slip)
      .slice(0, repeats)
    const last = better[repeats - 1]?.challenge.slip ?? Infinity
    return alike
      .filter(({ challenge }) => challenge.slip > last + TIE)
      .map(({ path }): Weakness => ({
        _tag: 'outranked-challenge',
        path,
        better: better.map(({ challenge }) => challenge.id),
        repeats
      }))
  })

/** Challenges that are in each other's way. */
export const of = (places: Places.Places, thresholds: Thresholds): ReadonlyArray<Weakness> => {
  const barred = new Set(
    places.challenges.flatMap(({ challenge: { id, enemies: named } }) =>
      named.length === 0 ? [] : [id, ...named]
    )
  )
  return places.acquis.flatMap((acquis) => [...enemies(acquis, thresholds), ...outranked(acquis, barred)])
}

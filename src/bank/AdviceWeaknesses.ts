/**
 * Where a learner would be left without advice that others get: acquis without hints, topics without resources, in some
 * locale or in all. A bank that has no hints, or hardly any, is not meant to have them, and so for resources.
 *
 * @since 0.2.0
 */
import type { NextTime, Resource } from './Challenge'
import * as Places from './Places'
import * as Text from './Text'
import type { Weakness } from './Weakness'

/** Whether one of these is in a language that a learner of this locale reads. */
const serve = (resources: ReadonlyArray<Resource>, locale: string): boolean =>
  resources.some((resource) => resource.locale === undefined || Text.sameLanguage(resource.locale, locale))

/** A hint that lacks a locale is a text that does: an issue of its own. */
const helps = (nextTime: NextTime | undefined, locale: string): boolean =>
  nextTime?._tag === 'hint' || (nextTime !== undefined && serve(nextTime.resources, locale))

/** Something that ought to have advice, and the locales in which it has none. */
interface Advised {
  readonly lacks: ReadonlyArray<string>
  readonly weakness: (locales: ReadonlyArray<string>) => Weakness
}

/** The weaknesses among these, where at least half of them have advice in some locale. */
const missing = ({ locales }: Places.Places, advised: ReadonlyArray<Advised>): ReadonlyArray<Weakness> => {
  const without = advised.filter(({ lacks }) => lacks.length === locales.length).length
  if (2 * without > advised.length) return []
  return advised.flatMap(({ lacks, weakness }) =>
    lacks.length === 0 ? [] : [weakness(lacks.length === locales.length ? [] : lacks)]
  )
}

const hint = (
  { locales }: Places.Places,
  { acquis, path, challenges }: Places.AcquisPlace
): ReadonlyArray<Advised> => {
  const active = challenges.filter(Places.isActive)
  if (active.length === 0) return []
  const alone =
    (locale: string) =>
    (place: Places.ChallengePlace): boolean =>
      Places.speaks(locale)(place) && !helps(place.challenge.nextTime ?? acquis.nextTime, locale)
  const counts = locales.map((locale) => active.filter(alone(locale)).length)
  return [
    {
      lacks: locales.filter((_, i) => counts[i] !== 0),
      weakness: (some) => ({
        _tag: 'missing-hint',
        path,
        challenges: counts.reduce((most, count) => Math.max(most, count), 0),
        of: active.length,
        locales: some
      })
    }
  ]
}

const resource = (
  { locales }: Places.Places,
  { topic, path, acquis }: Places.TopicPlace
): ReadonlyArray<Advised> =>
  acquis.length === 0
    ? []
    : [
        {
          lacks: locales.filter(
            (locale) =>
              !serve(topic.learnMore, locale) && !acquis.every(({ learnMore }) => serve(learnMore, locale))
          ),
          weakness: (some) => ({ _tag: 'missing-resource', path, locales: some })
        }
      ]

/** Hints and resources that are missing. */
export const of = (places: Places.Places): ReadonlyArray<Weakness> => [
  ...missing(
    places,
    places.acquis.flatMap((acquis) => hint(places, acquis))
  ),
  ...missing(
    places,
    places.competences.flatMap(({ topics }) => topics.flatMap((topic) => resource(places, topic)))
  )
]

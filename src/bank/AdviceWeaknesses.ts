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

/** Something that ought to have advice in some locales, and those of them in which it has none. */
interface Advised {
  readonly locales: ReadonlyArray<string>
  readonly lacks: ReadonlyArray<string>
  readonly weakness: (locales: ReadonlyArray<string>) => Weakness
}

const isWithout = ({ locales, lacks }: Advised): boolean => lacks.length === locales.length

/** The weaknesses among these, where at least half of them have advice in some locale. */
const missing = (advised: ReadonlyArray<Advised>): ReadonlyArray<Weakness> =>
  2 * advised.filter(isWithout).length > advised.length
    ? []
    : advised.flatMap((each) =>
        each.lacks.length === 0 ? [] : [each.weakness(isWithout(each) ? [] : each.lacks)]
      )

const hint = ({ acquis, path, challenges }: Places.AcquisPlace): ReadonlyArray<Advised> => {
  const active = challenges.filter(Places.isActive)
  if (active.length === 0) return []
  const alone = active.map((place) => {
    const closest = place.challenge.nextTime ?? acquis.nextTime
    return { ...place, locales: place.locales.filter((locale) => !helps(closest, locale)) }
  })
  const lacking = Places.countsByLocale(alone)
  return [
    {
      locales: [...Places.countsByLocale(active).keys()],
      lacks: [...lacking.keys()],
      weakness: (locales) => ({
        _tag: 'missing-hint',
        path,
        challenges: alone.filter((each) => each.locales.length > 0).length,
        of: active.length,
        locales
      })
    }
  ]
}

const resource =
  (locales: ReadonlyArray<string>) =>
  ({ topic, path, acquis }: Places.TopicPlace): ReadonlyArray<Advised> => {
    const serves = (locale: string): boolean =>
      serve(topic.learnMore, locale) || acquis.every(({ learnMore }) => serve(learnMore, locale))
    return acquis.length === 0
      ? []
      : [
          {
            locales,
            lacks: locales.filter((locale) => !serves(locale)),
            weakness: (some) => ({ _tag: 'missing-resource', path, locales: some })
          }
        ]
  }

/** Hints and resources that are missing. */
export const of = ({ locales, competences, acquis }: Places.Places): ReadonlyArray<Weakness> => [
  ...missing(acquis.flatMap(hint)),
  ...missing(competences.flatMap(({ topics }) => topics.flatMap(resource(locales))))
]

/**
 * Texts that lack a locale of their bank. A plain string serves all.
 *
 * @since 0.1.0
 */
import type { AcquisDraft, ChallengeDraft, CompetenceDraft, NextTimeDraft, ResourceDraft } from './BankFile'
import type { Issue, Path } from './Issue'
import type { Context } from './Scene'
import type { Text } from './Text'

type Locales = ReadonlyArray<string>

/** The locales that a text lacks. One that could not be read whole may have them all. */
export const ofText =
  ({ damage, localesUnknown }: Context, locales: Locales) =>
  (path: Path, text: Text | undefined): ReadonlyArray<Issue> =>
    text === undefined || typeof text === 'string' || localesUnknown || damage.touches(path)
      ? []
      : locales
          .filter((locale) => !Object.hasOwn(text, locale))
          .map((locale): Issue => ({ _tag: 'missing-locale', path, locale }))

const ofResources =
  (context: Context, locales: Locales) =>
  (path: Path, resources: ReadonlyArray<ResourceDraft> = []): ReadonlyArray<Issue> =>
    resources.flatMap(({ title, locale }, i) =>
      // A resource in one language needs its title in that one alone.
      ofText(context, locale === undefined ? locales : locales.filter((each) => each === locale))(
        [...path, i, 'title'],
        title
      )
    )

const isList = (nextTime: NextTimeDraft): nextTime is ReadonlyArray<ResourceDraft> => Array.isArray(nextTime)

const ofNextTime =
  (context: Context, locales: Locales) =>
  (path: Path, nextTime: NextTimeDraft | undefined): ReadonlyArray<Issue> =>
    nextTime !== undefined && isList(nextTime)
      ? ofResources(context, locales)(path, nextTime)
      : ofText(context, locales)(path, nextTime)

export const ofChallenge =
  (context: Context) =>
  (path: Path, { prompt, options = [], nextTime, locales }: ChallengeDraft): ReadonlyArray<Issue> => {
    // One that the bank does not have is an issue of its own.
    const own =
      locales === undefined ? context.locales : context.locales.filter((each) => locales.includes(each))
    const text = ofText(context, own)
    return [
      ...text([...path, 'prompt'], prompt),
      ...options.flatMap(([id, option]) => text([...path, 'options', id], option)),
      ...ofNextTime(context, own)([...path, 'nextTime'], nextTime)
    ]
  }

export const ofAcquis =
  (context: Context) =>
  (path: Path, { title, nextTime, learnMore }: AcquisDraft): ReadonlyArray<Issue> => [
    ...ofText(context, context.locales)([...path, 'title'], title),
    ...ofNextTime(context, context.locales)([...path, 'nextTime'], nextTime),
    ...ofResources(context, context.locales)([...path, 'learnMore'], learnMore)
  ]

export const ofCompetence =
  (context: Context) =>
  (path: Path, { title, topics = [] }: CompetenceDraft): ReadonlyArray<Issue> => {
    const text = ofText(context, context.locales)
    return [
      ...text([...path, 'title'], title),
      ...topics.flatMap(([id, topic]) => [
        ...text([...path, 'topics', id, 'title'], topic.title),
        ...ofResources(context, context.locales)([...path, 'topics', id, 'learnMore'], topic.learnMore)
      ])
    ]
  }

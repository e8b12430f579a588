/**
 * From a bank as it is written to the parts of a `Bank`, with every default filled in, and back.
 *
 * @since 0.1.0
 */
import type {
  AcquisDraft,
  ChallengeDraft,
  CompetenceDraft,
  Draft,
  NextTimeDraft,
  ResourceDraft,
  SolutionDraft
} from './BankFile'
import type { Challenge, Leniency, NextTime, Resource, Solution } from './Challenge'
import type { Acquis, Competence, Prior, Skip } from './Framework'
import * as Text from './Text'

const SLIP = 0.1
const GUESS = 0.1
const SECONDS = 90

/** Overlooked where an author says nothing: nobody should fail for a capital letter, an accent or a space. */
const LENIENT: ReadonlyArray<Leniency> = ['case', 'accents', 'spaces']

/** The object that holds a value, or is empty where there is none: absent and undefined are not the same in a file. */
const given = <K extends string, A>(key: K, value: A | undefined): { readonly [P in K]?: A } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: A }

const distinct = <A>(values: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(values)]

export const locales = (draft: Draft): ReadonlyArray<string> =>
  distinct(draft.locales ?? Text.locales(draft.title))

export const prior = ({ model = {} }: Draft): Prior => ({
  mean: model.mean ?? 3,
  sd: model.sd ?? 1.5,
  correlation: model.correlation ?? 0.5,
  spread: model.spread ?? 1
})

export const skip = ({ defaults = {} }: Draft): Skip => ({
  known: defaults.skip?.known ?? 0.02,
  unknown: defaults.skip?.unknown ?? 0.3
})

type Noisy = Pick<ChallengeDraft, 'slip' | 'guess' | 'options'> & { readonly format?: Challenge['format'] }

/** A choice between n options is guessed once in n. */
const guessOfFormat = ({ format, options = [] }: Noisy): number | undefined =>
  format === 'choice' && options.length > 1 ? 1 / options.length : undefined

/** The slip and the guess of a challenge; those of the bank where it says nothing. */
export const noise = (draft: Draft, challenge: Noisy): { readonly slip: number; readonly guess: number } => ({
  slip: challenge.slip ?? draft.defaults?.slip ?? SLIP,
  guess: challenge.guess ?? guessOfFormat(challenge) ?? draft.defaults?.guess ?? GUESS
})

/** Whether both of these come from the bank. */
export const isNoiseOfBank = (challenge: Noisy): boolean =>
  challenge.slip === undefined && challenge.guess === undefined && guessOfFormat(challenge) === undefined

/** The solution that a format expects; undefined where the form is that of another format. */
export const solution = (format: Challenge['format'], draft: SolutionDraft): Solution | undefined => {
  switch (format) {
    case 'choice':
      return typeof draft === 'string' ? { _tag: 'option', option: draft } : undefined
    case 'choices':
      return isList(draft) ? { _tag: 'options', options: draft } : undefined
    case 'text':
      if (typeof draft === 'string') return { _tag: 'text', accept: [draft], ignore: LENIENT, distance: 0 }
      if (isList(draft)) return { _tag: 'text', accept: draft, ignore: LENIENT, distance: 0 }
      return typeof draft === 'object' && 'accept' in draft
        ? {
            _tag: 'text',
            accept: draft.accept,
            ignore: draft.ignore ?? LENIENT,
            distance: draft.distance ?? 0
          }
        : undefined
    case 'number':
      if (typeof draft === 'number') return { _tag: 'number', value: draft, tolerance: 0 }
      return typeof draft === 'object' && 'value' in draft
        ? { _tag: 'number', value: draft.value, tolerance: draft.tolerance ?? 0 }
        : undefined
    case 'practical':
      return undefined
  }
}

const isList = (draft: SolutionDraft): draft is ReadonlyArray<string> => Array.isArray(draft)

/** Resources with titles: one without has its address. */
const resources = (draft: ReadonlyArray<ResourceDraft> = []): ReadonlyArray<Resource> =>
  draft.map((resource) => ({ ...resource, title: resource.title ?? resource.url }))

const nextTime = (draft: NextTimeDraft): NextTime =>
  Array.isArray(draft)
    ? { _tag: 'resources', resources: resources(draft as ReadonlyArray<ResourceDraft>) }
    : { _tag: 'hint', hint: draft as Text.Text }

const challenge =
  (draft: Draft) =>
  ([id, body]: readonly [string, ChallengeDraft]): Challenge => ({
    id,
    format: body.format,
    ...given('prompt', body.prompt),
    ...given('options', body.options),
    ...given('solution', body.solution === undefined ? undefined : solution(body.format, body.solution)),
    ...noise(draft, body),
    discrimination: body.discrimination ?? 0,
    seconds: body.seconds ?? draft.defaults?.seconds ?? SECONDS,
    timed: body.timed ?? false,
    locales: body.locales === undefined ? locales(draft) : distinct(body.locales),
    status: body.status ?? 'active',
    enemies: distinct(body.enemies ?? []),
    ...given('attachment', body.attachment),
    ...given('nextTime', body.nextTime === undefined ? undefined : nextTime(body.nextTime))
  })

/** An acquis as it stands in a file, with its id and its level, which is a number for every key that is one. */
export interface Placed {
  readonly id: string
  readonly written: string
  readonly level: number
  readonly body: AcquisDraft
}

/** The acquis of a competence in bank order. */
export const placed = ({ levels = [] }: CompetenceDraft): ReadonlyArray<Placed> =>
  [...levels]
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([level, acquis]) =>
      acquis.map(([id, body]) => ({ id, written: level, level: Number(level), body }))
    )

/** What each acquis requires: what its author says, or all that its topic has at the highest lower level. */
export const requires = (acquis: ReadonlyArray<Placed>): ReadonlyArray<ReadonlyArray<string>> => {
  const byTopic = new Map<string, Array<{ readonly level: number; readonly ids: Array<string> }>>()
  for (const { id, level, body } of acquis) {
    const steps = byTopic.get(body.topic) ?? []
    const last = steps[steps.length - 1]
    if (last?.level === level) last.ids.push(id)
    else steps.push({ level, ids: [id] })
    byTopic.set(body.topic, steps)
  }
  return acquis.map(({ level, body }) => {
    if (body.requires !== undefined) return distinct(body.requires)
    const steps = byTopic.get(body.topic) ?? []
    return steps[steps.findIndex((step) => step.level === level) - 1]?.ids ?? []
  })
}

export const competence =
  (draft: Draft) =>
  ([id, body]: readonly [string, CompetenceDraft]): Competence => {
    const members = placed(body)
    const required = requires(members)
    return {
      id,
      ...given('domain', body.domain),
      title: body.title,
      topics: (body.topics ?? []).map(([topic, { title, learnMore }]) => ({
        id: topic,
        title,
        learnMore: resources(learnMore)
      })),
      acquis: members.map(({ id: acquis, level, body: own }, i): Acquis => ({
        id: acquis,
        topic: own.topic,
        level,
        ...given('title', own.title),
        difficulty: own.difficulty ?? level,
        requires: required[i] ?? [],
        ...given('nextTime', own.nextTime === undefined ? undefined : nextTime(own.nextTime)),
        learnMore: resources(own.learnMore),
        challenges: (own.challenges ?? []).map(challenge(draft))
      }))
    }
  }

const solutionDraft = (resolved: Solution): SolutionDraft => {
  switch (resolved._tag) {
    case 'option':
      return resolved.option
    case 'options':
      return resolved.options
    case 'text':
      return { accept: resolved.accept, ignore: resolved.ignore, distance: resolved.distance }
    case 'number':
      return { value: resolved.value, tolerance: resolved.tolerance }
  }
}

const nextTimeDraft = (resolved: NextTime | undefined): NextTimeDraft | undefined =>
  resolved?._tag === 'hint' ? resolved.hint : resolved?.resources

const challengeDraft = ({
  id,
  solution: resolved,
  nextTime: next,
  ...rest
}: Challenge): readonly [string, ChallengeDraft] => [
  id,
  {
    ...rest,
    ...given('solution', resolved === undefined ? undefined : solutionDraft(resolved)),
    ...given('nextTime', nextTimeDraft(next))
  }
]

const acquisDraft = ({
  id,
  level: _level,
  challenges,
  nextTime: next,
  ...rest
}: Acquis): readonly [string, AcquisDraft] => [
  id,
  { ...rest, ...given('nextTime', nextTimeDraft(next)), challenges: challenges.map(challengeDraft) }
]

/** A competence as a file has it, with everything written out. */
export const competenceDraft = ({
  id,
  topics,
  acquis,
  ...rest
}: Competence): readonly [string, CompetenceDraft] => {
  const levels = [...new Set(acquis.map(({ level }) => level))]
  return [
    id,
    {
      ...rest,
      topics: topics.map(({ id: topic, ...body }) => [topic, body] as const),
      levels: levels.map(
        (level) => [String(level), acquis.filter((each) => each.level === level).map(acquisDraft)] as const
      )
    }
  ]
}

/**
 * What has to hold between the parts of a bank: references, prerequisites, solutions, locales. Each check takes a draft
 * whose values have the right types and lists what is wrong; none stops at the first problem.
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Order from '../math/Order'
import type {
  AcquisDraft,
  ChallengeDraft,
  CompetenceDraft,
  Draft,
  NextTimeDraft,
  ResourceDraft
} from './BankFile'
import type { Issue, Kind, Path } from './Issue'
import * as Resolve from './Resolve'
import * as Texts from './Text'

/** A block with more knowledge states is refused: its posterior could no longer be computed at every answer. */
export const STATES = 4096

/** Enough to help; looking for the nearest of ten thousand ids takes long, twenty thousand times over. */
const SUGGESTIONS = 100

/** A competence of a draft and what is looked up in it. */
interface Scene {
  readonly id: string
  readonly body: CompetenceDraft
  readonly path: Path
  readonly acquis: ReadonlyArray<Resolve.Placed>
}

const acquisPath = (scene: Scene, { id, level }: Resolve.Placed): Path => [
  ...scene.path,
  'levels',
  String(level),
  id
]

/** Every use of an id after the first one. */
const duplicates = (
  kind: Kind,
  uses: ReadonlyArray<{ readonly id: string; readonly path: Path }>
): ReadonlyArray<Issue> => {
  const first = new Map<string, Path>()
  return uses.flatMap(({ id, path }): ReadonlyArray<Issue> => {
    const known = first.get(id)
    if (known === undefined) {
      first.set(id, path)
      return []
    }
    return [{ _tag: 'duplicate-id', path, kind, id, first: known }]
  })
}

/** A maker of unknown-reference issues that looks for what may have been meant, as long as that is quick. */
const unknownReference = () => {
  let left = SUGGESTIONS
  return (kind: Kind, path: Path, id: string, candidates: Iterable<string>): Issue => {
    left -= 1
    const suggestion = left < 0 ? undefined : EditDistance.nearest(id, candidates)
    return { _tag: 'unknown-reference', path, kind, id, ...(suggestion === undefined ? {} : { suggestion }) }
  }
}

type Unknown = ReturnType<typeof unknownReference>

const requirements = (
  scene: Scene,
  owner: ReadonlyMap<string, string>,
  unknown: Unknown
): ReadonlyArray<Issue> => {
  const levels = new Map(scene.acquis.map(({ id, level }) => [id, level]))
  return scene.acquis.flatMap((each) =>
    (each.body.requires ?? []).flatMap((id, i): ReadonlyArray<Issue> => {
      const path = [...acquisPath(scene, each), 'requires', i]
      const level = levels.get(id)
      if (level !== undefined)
        return level > each.level ? [{ _tag: 'requires-higher-level', path, id, level }] : []
      const competence = owner.get(id)
      return competence === undefined
        ? [unknown('acquis', path, id, levels.keys())]
        : [{ _tag: 'requires-other-competence', path, id, competence }]
    })
  )
}

/** Cycles, or blocks with too many states: one issue a block. */
const structure = (scene: Scene): ReadonlyArray<Issue> => {
  const index = new Map(scene.acquis.map(({ id }, i) => [id, i]))
  const below = Resolve.requires(scene.acquis).map((required) =>
    required.flatMap((id) => {
      const i = index.get(id)
      return i === undefined ? [] : [i]
    })
  )
  return Order.components(below).flatMap((members): ReadonlyArray<Issue> => {
    const local = new Map(members.map((member, i) => [member, i]))
    const own = members.map((member) => (below[member] ?? []).map((j) => local.get(j) ?? 0))
    const at = (i: number): Resolve.Placed | undefined => scene.acquis[members[i] ?? -1]
    const idAt = (i: number): string => at(i)?.id ?? ''
    const pathAt = (i: number): Path => {
      const place = at(i)
      return place === undefined ? scene.path : acquisPath(scene, place)
    }
    const sorted = Order.sorted(own)
    if (sorted._tag === 'cycle') {
      const cycle = [...sorted.cycle, ...sorted.cycle.slice(0, 1)]
      return [
        { _tag: 'requires-cycle', path: [...pathAt(cycle[0] ?? 0), 'requires'], cycle: cycle.map(idAt) }
      ]
    }
    if (Order.downSets(own, STATES) !== undefined) return []
    const pair = Order.freestPair(own) ?? [0, 0]
    return [
      {
        _tag: 'too-many-states',
        path: pathAt(pair[0]),
        acquis: members.length,
        limit: STATES,
        relate: [idAt(pair[0]), idAt(pair[1])]
      }
    ]
  })
}

const optionReferences = (path: Path, body: ChallengeDraft, unknown: Unknown): ReadonlyArray<Issue> => {
  const { format, solution, options } = body
  if (options === undefined || solution === undefined) return []
  const ids = new Set(options.map(([id]) => id))
  const resolved = Resolve.solution(format, solution)
  const named =
    resolved?._tag === 'option' ? [resolved.option] : resolved?._tag === 'options' ? resolved.options : []
  return named.flatMap((id, i) =>
    ids.has(id)
      ? []
      : [unknown('option', [...path, 'solution', ...(Array.isArray(solution) ? [i] : [])], id, ids)]
  )
}

const SOLUTIONS: Readonly<Record<ChallengeDraft['format'], string>> = {
  choice: 'an option id, since the format is choice',
  choices: 'a list of option ids, since the format is choices',
  text: 'a text, a list of texts or { accept: [ … ] }, since the format is text',
  number: 'a number or { value: … }, since the format is number',
  practical: 'no solution, since the format is practical'
}

const content = (path: Path, body: ChallengeDraft, unknown: Unknown): ReadonlyArray<Issue> => {
  const { format, prompt, options, solution } = body
  const hasChoice = format === 'choice' || format === 'choices'
  const issues: Array<Issue> = []
  if (options !== undefined && !hasChoice)
    issues.push({ _tag: 'misplaced-key', path: [...path, 'options'], key: 'options', format })
  if (solution !== undefined && format === 'practical')
    issues.push({ _tag: 'misplaced-key', path: [...path, 'solution'], key: 'solution', format })
  else if (solution !== undefined && Resolve.solution(format, solution) === undefined)
    issues.push({
      _tag: 'wrong-type',
      path: [...path, 'solution'],
      expected: SOLUTIONS[format],
      actual: Array.isArray(solution)
        ? 'a list'
        : typeof solution === 'object'
          ? 'an object'
          : `\`${String(solution)}\``
    })
  const accepted = solution === undefined ? undefined : Resolve.solution(format, solution)
  if (accepted?._tag === 'text' && accepted.accept.length === 0)
    issues.push({ _tag: 'missing-solution', path: [...path, 'solution'], format })
  if (prompt !== undefined && format !== 'practical') {
    if (solution === undefined) issues.push({ _tag: 'missing-solution', path, format })
    if (hasChoice && (options === undefined || options.length === 0))
      issues.push({ _tag: 'missing-options', path, format })
  }
  return [...issues, ...optionReferences(path, body, unknown)]
}

/** The locales that a text of a bank lacks. A plain string serves all. */
const missingLocales = (
  path: Path,
  text: Texts.Text | undefined,
  locales: ReadonlyArray<string>
): ReadonlyArray<Issue> =>
  text === undefined || typeof text === 'string'
    ? []
    : locales
        .filter((locale) => !Object.hasOwn(text, locale))
        .map((locale) => ({ _tag: 'missing-locale', path, locale }))

const resourceTexts = (
  path: Path,
  resources: ReadonlyArray<ResourceDraft>,
  locales: ReadonlyArray<string>
): ReadonlyArray<Issue> =>
  resources.flatMap(({ title, locale }, i) =>
    // A resource in one language needs its title in that one alone.
    missingLocales(
      [...path, i, 'title'],
      title,
      locale === undefined ? locales : locales.filter((l) => l === locale)
    )
  )

const nextTimeTexts = (
  path: Path,
  nextTime: NextTimeDraft | undefined,
  locales: ReadonlyArray<string>
): ReadonlyArray<Issue> =>
  Array.isArray(nextTime)
    ? resourceTexts(path, nextTime as ReadonlyArray<ResourceDraft>, locales)
    : missingLocales(path, nextTime as Texts.Text | undefined, locales)

const challengeIssues = (
  path: Path,
  id: string,
  body: ChallengeDraft,
  { draft, locales, challenges, unknown }: Context
): ReadonlyArray<Issue> => {
  const { slip, guess } = Resolve.noise(draft, body)
  const own = body.locales ?? locales
  return [
    ...(guess < 1 - slip
      ? []
      : [{ _tag: 'guess-not-below', path: [...path, 'guess'], guess, slip } as const]),
    ...content(path, body, unknown),
    ...(body.locales ?? []).flatMap((locale, i) =>
      locales.includes(locale) ? [] : [unknown('locale', [...path, 'locales', i], locale, locales)]
    ),
    ...(body.enemies ?? []).flatMap((enemy, i): ReadonlyArray<Issue> => {
      const place = [...path, 'enemies', i]
      if (enemy === id) return [{ _tag: 'own-enemy', path: place, id }]
      return challenges.has(enemy) ? [] : [unknown('challenge', place, enemy, challenges)]
    }),
    ...missingLocales([...path, 'prompt'], body.prompt, own),
    ...(body.options ?? []).flatMap(([option, text]) =>
      missingLocales([...path, 'options', option], text, own)
    ),
    ...nextTimeTexts([...path, 'nextTime'], body.nextTime, own)
  ]
}

/** What the checks of one bank share. */
interface Context {
  readonly draft: Draft
  readonly locales: ReadonlyArray<string>
  readonly challenges: ReadonlySet<string>
  readonly unknown: Unknown
}

const acquisTexts = (path: Path, body: AcquisDraft, locales: ReadonlyArray<string>): ReadonlyArray<Issue> => [
  ...missingLocales([...path, 'title'], body.title, locales),
  ...nextTimeTexts([...path, 'nextTime'], body.nextTime, locales),
  ...resourceTexts([...path, 'learnMore'], body.learnMore ?? [], locales)
]

const competenceIssues = (
  scene: Scene,
  owner: ReadonlyMap<string, string>,
  context: Context
): ReadonlyArray<Issue> => {
  const { locales, unknown, draft } = context
  const { domain, title, topics = [] } = scene.body
  const topicIds = new Set(topics.map(([id]) => id))
  const domainIds = new Set((draft.domains ?? []).map(([id]) => id))
  return [
    ...(domain === undefined || domainIds.has(domain)
      ? []
      : [unknown('domain', [...scene.path, 'domain'], domain, domainIds)]),
    ...missingLocales([...scene.path, 'title'], title, locales),
    ...topics.flatMap(([id, body]) => [
      ...missingLocales([...scene.path, 'topics', id, 'title'], body.title, locales),
      ...resourceTexts([...scene.path, 'topics', id, 'learnMore'], body.learnMore ?? [], locales)
    ]),
    ...scene.acquis.flatMap((each) => {
      const path = acquisPath(scene, each)
      return [
        ...(topicIds.has(each.body.topic)
          ? []
          : [unknown('topic', [...path, 'topic'], each.body.topic, topicIds)]),
        ...acquisTexts(path, each.body, locales),
        ...(each.body.challenges ?? []).flatMap(([id, body]) =>
          challengeIssues([...path, 'challenges', id], id, body, context)
        )
      ]
    }),
    ...requirements(scene, owner, unknown),
    ...structure(scene)
  ]
}

/** Everything that is wrong between the parts of a draft, and everything worth a warning. */
export const check = (draft: Draft): ReadonlyArray<Issue> => {
  const scenes = draft.competences.map(([id, body]): Scene => ({
    id,
    body,
    path: ['competences', id],
    acquis: Resolve.placed(body)
  }))
  const acquis = scenes.flatMap((scene) =>
    scene.acquis.map((each) => ({
      id: each.id,
      competence: scene.id,
      path: acquisPath(scene, each),
      body: each.body
    }))
  )
  const challenges = acquis.flatMap(({ path, body }) =>
    (body.challenges ?? []).map(([id]) => ({ id, path: [...path, 'challenges', id] }))
  )
  const context: Context = {
    draft,
    locales: Resolve.locales(draft),
    challenges: new Set(challenges.map(({ id }) => id)),
    unknown: unknownReference()
  }
  // The first to declare an id owns it: a later one is a duplicate already.
  const owner = new Map([...acquis].reverse().map(({ id, competence }) => [id, competence]))
  return [
    ...duplicates('acquis', acquis),
    ...duplicates('challenge', challenges),
    ...missingLocales(['title'], draft.title, context.locales),
    ...(draft.domains ?? []).flatMap(([id, { title }]) =>
      missingLocales(['domains', id, 'title'], title, context.locales)
    ),
    ...scenes.flatMap((scene) => competenceIssues(scene, owner, context))
  ]
}

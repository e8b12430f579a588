/**
 * What has to hold between the parts of a bank: references, prerequisites, solutions, locales. Each check takes a draft
 * whose values have the right types and lists what is wrong; none stops at the first problem, and none reports what
 * only follows from a value that could not be read.
 *
 * @since 0.1.0
 */
import type { Draft } from './BankFile'
import * as ChallengeChecks from './ChallengeChecks'
import * as Damage from './Damage'
import type { Issue, Kind, Path } from './Issue'
import * as LocaleChecks from './LocaleChecks'
import * as PrerequisiteChecks from './PrerequisiteChecks'
import * as Resolve from './Resolve'
import { acquisPath, unknownReferences, type Context, type Scene } from './Scene'

export { STATES } from './PrerequisiteChecks'

interface Use {
  readonly id: string
  readonly path: Path
}

/** Every use of an id after the first one. */
const duplicates = (kind: Kind, uses: ReadonlyArray<Use>): ReadonlyArray<Issue> => {
  const first = new Map<string, Path>()
  return uses.flatMap(({ id, path }): ReadonlyArray<Issue> => {
    const known = first.get(id)
    if (known !== undefined) return [{ _tag: 'duplicate-id', path, kind, id, first: known }]
    first.set(id, path)
    return []
  })
}

const ofCompetence =
  (context: Context) =>
  (scene: Scene): ReadonlyArray<Issue> => {
    const { domains, unknown } = context
    const { domain, topics = [] } = scene.body
    const topicIds = new Set(topics.map(([id]) => id))
    return [
      ...(domain === undefined || domains.has(domain)
        ? []
        : unknown('domain', [...scene.path, 'domain'], domain, domains)),
      ...LocaleChecks.ofCompetence(context)(scene.path, scene.body),
      ...scene.acquis.flatMap((each) => {
        const path = acquisPath(scene, each)
        const { topic, challenges = [] } = each.body
        return [
          ...(topicIds.has(topic) ? [] : unknown('topic', [...path, 'topic'], topic, topicIds)),
          ...LocaleChecks.ofAcquis(context)(path, each.body),
          ...challenges.flatMap(([id, body]) =>
            ChallengeChecks.check(context)([...path, 'challenges', id], id, body)
          )
        ]
      }),
      ...PrerequisiteChecks.check(scene, context)
    ]
  }

/** The default probabilities, which most challenges share. */
const defaults = (draft: Draft, damage: Damage.Damage): ReadonlyArray<Issue> => {
  const { slip, guess } = Resolve.noise(draft, {})
  if (guess < 1 - slip || damage.touches(['defaults', 'slip']) || damage.touches(['defaults', 'guess']))
    return []
  const key = draft.defaults?.guess === undefined ? 'slip' : 'guess'
  return [{ _tag: 'guess-not-below', path: ['defaults', key], guess, slip }]
}

/** Everything that is wrong between the parts of a draft, and everything worth a warning. */
export const check = (draft: Draft, damage: Damage.Damage = Damage.none): ReadonlyArray<Issue> => {
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
    (body.challenges ?? []).map(([id]): Use => ({ id, path: [...path, 'challenges', id] }))
  )
  const context: Context = {
    draft,
    damage,
    locales: Resolve.locales(draft),
    localesUnknown: damage.touches([draft.locales === undefined ? 'title' : 'locales']),
    domains: new Set((draft.domains ?? []).map(([id]) => id)),
    challenges: new Set(challenges.map(({ id }) => id)),
    // The first to declare an id owns it: a later one is a duplicate already.
    owner: new Map(acquis.map(({ id, competence }) => [id, competence] as const).reverse()),
    unknown: unknownReferences(damage)
  }
  const text = LocaleChecks.ofText(context, context.locales)
  return damage.beyond([
    ...duplicates('acquis', acquis),
    ...duplicates('challenge', challenges),
    ...defaults(draft, damage),
    ...text(['title'], draft.title),
    ...(draft.domains ?? []).flatMap(([id, { title }]) => text(['domains', id, 'title'], title)),
    ...scenes.flatMap(ofCompetence(context))
  ])
}

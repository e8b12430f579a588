/**
 * What is published of a cohort: tables, of which none tells of a small group, alone or beside another.
 *
 * Laws
 * 1. the bands of a group sum to one
 * 2. a group of fewer people than the least is in no table
 *
 * @since 0.2.0
 */
import * as Cohort from './Cohort'
import * as Disclosure from './Disclosure'
import * as Share from './Share'

export interface Settings {
  /** The least number of people that a group is published of. */
  readonly least: number
  /** The scores of each competence before any answer, where the bank is at hand; else those of all people together. */
  readonly beforehand?: ReadonlyMap<string, Share.Scores>
}

export const bands = ['novice', 'intermediate', 'autonomous', 'below-base'] as const
export type Band = (typeof bands)[number]

export interface Published {
  /** A division, `all` or `felt`. */
  readonly by: string
  /** Its name; null for all people, and for those that were merged. */
  readonly group: string | null
  readonly kind: 'all' | 'group' | 'others'
  readonly competence: string
  readonly people: number
  /** Mean score in level units. */
  readonly score: number
  readonly shares: Readonly<Record<Band, Share.Estimate>>
  /** Of those of whom something is expected, who reaches it; null where nothing is. */
  readonly expected: {
    readonly people: number
    readonly reached: Share.Estimate
    /** The mean number of levels that are missing. */
    readonly shortfall: number
  } | null
}

export interface Tables {
  readonly people: number
  readonly least: number
  readonly rows: ReadonlyArray<Published>
  /** Competences of which too few people were measured to say anything. */
  readonly withheld: ReadonlyArray<string>
}

type Cell = Pick<Published, 'by' | 'group' | 'kind' | 'competence'>

const published = (
  cell: Cell,
  sums: Cohort.Sums,
  beforehand: Share.Scores,
  least: number,
  expects: boolean
): Published => {
  const { AT } = Cohort
  const scores = Cohort.scores(sums)
  const setting = Share.settingOf(beforehand, scores)
  const wanting = Share.people(sums, AT.expected)
  return {
    ...cell,
    people: sums[AT.people] ?? 0,
    score: scores.mean,
    shares: {
      novice: Share.below(sums, setting, AT.intermediate),
      intermediate: Share.between(sums, setting, AT.intermediate, AT.autonomous),
      autonomous: Share.estimate(sums, setting, AT.autonomous),
      'below-base': Share.below(sums, setting, AT.base)
    },
    expected:
      expects && wanting >= least
        ? {
            people: wanting,
            reached: Share.estimate(sums, setting, AT.expected),
            shortfall: (sums[AT.shortfall] ?? 0) / wanting
          }
        : null
  }
}

/**
 * Whether those of whom something is expected are some blocks of roles and nobody else: then their sum tells no more than
 * the tables of roles.
 */
const areWhole = (
  roles: Cohort.Cohort['groups'][number] | undefined,
  blocks: ReadonlyMap<string, string> | undefined,
  sums: Cohort.Sums,
  competence: string
): boolean => {
  const isExpecting = (own: Cohort.Sums): boolean =>
    Share.people(own, Cohort.AT.expected) === (own[Cohort.AT.people] ?? 0)
  if (roles === undefined || blocks === undefined) return isExpecting(sums)
  const seen = new Map<string, boolean>()
  for (const [group, block] of blocks) {
    const own = roles.get(group)?.get(competence)
    if (own === undefined) continue
    const expecting = isExpecting(own)
    if ((seen.get(block) ?? expecting) !== expecting) return false
    seen.set(block, expecting)
  }
  return true
}

/** The tables of one competence. */
const tablesOf = (
  { divisions }: Cohort.Plan,
  cohort: Cohort.Cohort,
  competence: string,
  { least, beforehand }: Settings,
  blocksOf: (atoms: ReadonlyArray<Disclosure.Atom>) => Disclosure.Blocks
): ReadonlyArray<Published> => {
  const sums = cohort.all.get(competence) ?? new Float64Array(Cohort.AT.size)
  if ((sums[Cohort.AT.people] ?? 0) < least) return []
  const before = beforehand?.get(competence) ?? Cohort.pooled(sums)
  const blocks = blocksOf(Cohort.atoms(cohort, competence))
  const felt = new Map(Cohort.FELT.map((name, i) => [name as string, cohort.felt[i] ?? new Map()]))
  const byGroup = [...cohort.groups, felt]
  const role = divisions.indexOf('role')
  return [
    published(
      { by: 'all', group: null, kind: 'all', competence },
      sums,
      before,
      least,
      areWhole(cohort.groups[role], blocks[role], sums, competence)
    ),
    ...[...divisions, 'felt'].flatMap((by, i) => {
      const parts = new Map<string, Array<Cohort.Sums>>()
      for (const [group, block] of blocks[i] ?? []) {
        const own = byGroup[i]?.get(group)?.get(competence) as Cohort.Sums | undefined
        // Those who felt nothing have no table, and no sums.
        if (own !== undefined) parts.set(block, [...(parts.get(block) ?? []), own])
      }
      const names = new Set(blocks[i]?.values())
      if (names.size < 2) return []
      return [...parts]
        .filter(([block]) => by !== 'felt' || (block !== Disclosure.OTHERS && block !== ''))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([block, all]) =>
          published(
            {
              by,
              group: block === Disclosure.OTHERS ? null : block,
              kind: block === Disclosure.OTHERS ? 'others' : 'group',
              competence
            },
            Cohort.total(all),
            before,
            least,
            // Within a role, something is expected of all or of nobody.
            by === 'role' && block !== Disclosure.OTHERS
          )
        )
    })
  ]
}

/** Divisions are the same for competences that the same people were measured in. */
const remembering = (
  make: (atoms: ReadonlyArray<Disclosure.Atom>) => Disclosure.Blocks
): ((atoms: ReadonlyArray<Disclosure.Atom>) => Disclosure.Blocks) => {
  const known = new Map<string, Disclosure.Blocks>()
  return (atoms) => {
    const key = JSON.stringify(atoms)
    const blocks = known.get(key) ?? make(atoms)
    known.set(key, blocks)
    return blocks
  }
}

export const of = (plan: Cohort.Plan, cohort: Cohort.Cohort, settings: Settings): Tables => {
  const blocksOf = remembering((atoms) => Disclosure.blocks(atoms, plan.divisions.length + 1, settings.least))
  const competences = [...cohort.all.keys()].sort()
  const rows = competences.map((id) => tablesOf(plan, cohort, id, settings, blocksOf))
  return {
    people: cohort.people,
    least: settings.least,
    rows: rows.flat(),
    withheld: competences.filter((_, i) => rows[i]?.length === 0)
  }
}

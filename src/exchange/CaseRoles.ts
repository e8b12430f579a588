/**
 * Which item of a CFPackage becomes what in a bank. A tree of any depth has to be told in four steps; where competences
 * are decides the rest: above them are domains, below them leaves are acquis, and whatever groups acquis is a topic.
 *
 * Laws
 * 1. every item has a place in the bank, or is listed
 * 2. types decide before depth does
 * 3. items that are left out take all below them along
 *
 * @since 0.2.0
 */
import * as CaseFile from './CaseFile'
import { DOCUMENT } from './CaseGraph'
import type { Tree } from './CaseTree'
import * as Loss from './Loss'

export const roles = ['domain', 'competence', 'topic', 'acquis', 'none'] as const
/** What items of a type become; `none`: they are left out, with all below them. */
export type Role = (typeof roles)[number]

/** How the tree is read. */
export interface Reading {
  /** By CFItemType, in small letters. */
  readonly types: ReadonlyMap<string, Role>
  /** Steps below the document; 0: the document itself is the one competence. Without it types decide, or the tree's height. */
  readonly competenceDepth?: number
}

export interface Arranged {
  readonly item: number
  readonly domain: number | undefined
  readonly topics: ReadonlyArray<number>
  readonly acquis: ReadonlyArray<{ readonly item: number; readonly topic: number | undefined }>
}

/** Places of items; that of the document where it is the competence. */
export interface Arrangement {
  readonly domains: ReadonlyArray<number>
  readonly competences: ReadonlyArray<Arranged>
  readonly losses: ReadonlyArray<Loss.Loss>
}

/** The types that `export case` writes, and how others spell them. */
const USUAL: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['domain', 'domain'],
  ['competence', 'competence'],
  ['competency', 'competence'],
  ['topic', 'topic'],
  ['acquis', 'acquis']
])

interface Walk {
  readonly item: number
  readonly depth: number
  readonly above: Above
}

/** What an item lies below. */
interface Above {
  readonly heading?: number
  /** Whether the heading is a domain by its type, which no other heading replaces. */
  readonly isDomain?: boolean
  readonly competence?: number
  readonly topic?: number
}

/** Visits the items from above to below, in their order; a visit gives what lies above those below, or nothing to turn back. */
const walk = (tree: Tree, above: Above, visit: (at: Walk) => Above | undefined): void => {
  const onto = (stack: Array<Walk>, some: ReadonlyArray<number>, depth: number, over: Above): void => {
    for (let i = some.length - 1; i >= 0; i--) stack.push({ item: some[i] ?? 0, depth, above: over })
  }
  const stack: Array<Walk> = []
  onto(stack, tree.top, 1, above)
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const over = visit(at)
    if (over !== undefined) onto(stack, tree.below[at.item] ?? [], at.depth + 1, over)
  }
}

/** Four steps are domain, competence, topic, acquis; three have no domain, two no topic; one is a mere list. */
const depthOf = (height: number): number => (height > 3 ? 2 : height === 1 ? 0 : 1)

export const arrange = (file: CaseFile.File, tree: Tree, reading: Reading): Arrangement => {
  const items = CaseFile.items(file)
  const typeAt = (i: number): string => items[i]?.CFItemType?.trim().toLowerCase() ?? ''
  const isLeaf = (i: number): boolean => tree.below[i]?.length === 0
  const named = (what: string, some: ReadonlyArray<number>, why: string): ReadonlyArray<Loss.Loss> =>
    Loss.named(what, some.flatMap((i) => items[i] ?? []).map(CaseFile.nameOf), why)

  let height = 0
  let byType = false
  walk(tree, {}, ({ item, depth }) => {
    const role = reading.types.get(typeAt(item))
    if (role === 'none') return undefined
    height = Math.max(height, depth)
    if ((role ?? USUAL.get(typeAt(item))) === 'competence') byType = true
    return {}
  })
  const isUsual = byType && reading.competenceDepth === undefined
  const competenceDepth = reading.competenceDepth ?? (byType ? undefined : depthOf(height))

  const domains = new Set<number>()
  const competences = new Map<
    number,
    {
      item: number
      domain: number | undefined
      topics: Set<number>
      acquis: Array<Arranged['acquis'][number]>
    }
  >()
  const leftOut: Array<number> = []
  const outside: Array<number> = []
  const headings: Array<number> = []

  const begin = (item: number, { heading }: Above): Above => {
    competences.set(item, { item, domain: heading, topics: new Set(), acquis: [] })
    if (heading !== undefined) domains.add(heading)
    return { competence: item }
  }

  const roleOf = ({ item, depth, above }: Walk): Role | undefined => {
    const type = typeAt(item)
    const role = reading.types.get(type) ?? (isUsual ? USUAL.get(type) : undefined)
    const isInside = above.competence !== undefined
    if (role === 'none') return role
    if (isInside) return role === 'topic' || role === 'acquis' ? role : isLeaf(item) ? 'acquis' : undefined
    if (role === 'domain' || role === 'competence') return role
    return depth === competenceDepth ? 'competence' : undefined
  }

  const visit = (at: Walk): Above | undefined => {
    const { item, above } = at
    const competence = competences.get(above.competence ?? NaN)
    switch (roleOf(at)) {
      case 'none':
        leftOut.push(item)
        walkBelow(item)
        return undefined
      case 'domain':
        domains.add(item)
        return { heading: item, isDomain: true }
      case 'competence':
        return begin(item, above)
      case 'topic':
        competence?.topics.add(item)
        return { ...above, topic: item }
      case 'acquis':
        if (above.topic !== undefined) competence?.topics.add(above.topic)
        competence?.acquis.push({ item, topic: above.topic })
        return above
      case undefined:
        if (competence !== undefined) {
          headings.push(item)
          return { ...above, topic: item }
        }
        ;(isLeaf(item) ? outside : headings).push(item)
        return above.isDomain === true ? above : { heading: item }
    }
  }
  const walkBelow = (item: number): void =>
    walk({ top: tree.below[item] ?? [], below: tree.below }, {}, (inner) => {
      leftOut.push(inner.item)
      return {}
    })

  walk(tree, competenceDepth === 0 && items.length > 0 ? begin(DOCUMENT, {}) : {}, visit)
  const topics = new Set([...competences.values()].flatMap((each) => [...each.topics]))
  return {
    domains: [...domains],
    competences: [...competences.values()].map((each) => ({ ...each, topics: [...each.topics] })),
    losses: [
      ...named('items left out with their type', leftOut, 'as asked for'),
      ...named('items that are in no competence', outside, 'an acquis needs one'),
      ...named(
        'headings',
        headings.filter((item) => !topics.has(item) && !domains.has(item)),
        'a bank has one heading above a competence, the domain, and one below, the topic'
      )
    ]
  }
}

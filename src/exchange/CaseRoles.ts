/**
 * What an item of a CFPackage is in a bank. A tree of any depth has to be told in four steps; where competences are
 * decides the rest: above them are domains, below them leaves are acquis, and what groups acquis is a topic.
 *
 * Laws
 * 1. the type decides before the depth does, and what the user says of types before what is usual
 * 2. there is no competence inside another
 *
 * @since 0.2.0
 */
import * as CaseFile from './CaseFile'
import * as CaseTree from './CaseTree'

export const roles = ['domain', 'competence', 'topic', 'acquis', 'none'] as const
/** `none`: left out, with all that is below it. */
export type Role = (typeof roles)[number]

/** How the tree is read. */
export interface Reading {
  /** What items of a type are, by CFItemType in small letters. */
  readonly types: ReadonlyMap<string, Role>
  /** Steps below the document, which is itself the one competence at 0. Without it types decide, or the tree's height. */
  readonly competenceDepth?: number
}

/** What `CaseExport` writes, and the other spelling of it. They count where one of them is a competence. */
const USUAL: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['domain', 'domain'],
  ['competence', 'competence'],
  ['competency', 'competence'],
  ['topic', 'topic'],
  ['acquis', 'acquis']
])

/** Whether a type says what `CaseExport` would say. */
export const isUsual = (type: string): boolean => USUAL.has(type.trim().toLowerCase())

/** Four steps are domain, competence, topic, acquis; three lack the domain, two the topic; one is a mere list. */
const depthOfHeight = (height: number): number => (height > 3 ? 2 : height === 1 ? 0 : 1)

const typeOf = (file: CaseFile.File, item: number): string =>
  CaseFile.items(file)[item]?.CFItemType?.trim().toLowerCase() ?? ''

/** The tree without what is left out for its type, and what that is. */
export const pruned = (
  file: CaseFile.File,
  { top, below }: CaseTree.Tree,
  { types }: Reading
): { readonly tree: CaseTree.Tree; readonly leftOut: ReadonlyArray<number> } => {
  const stays = (item: number): boolean => types.get(typeOf(file, item)) !== 'none'
  const tree = { top: top.filter(stays), below: below.map((items) => items.filter(stays)) }
  const kept = new Set<number>()
  CaseTree.walk(tree, undefined, (item) => void kept.add(item))
  return { tree, leftOut: below.flatMap((_, item) => (kept.has(item) ? [] : [item])) }
}

export interface Roles {
  /** Of an item so many steps below the document, inside a competence or not; undefined for a heading. */
  readonly of: (item: number, depth: number, isInside: boolean) => Exclude<Role, 'none'> | undefined
  /** Whether the document is the competence. */
  readonly isDocument: boolean
}

/** The roles of the items of a tree that is pruned. */
export const decide = (file: CaseFile.File, tree: CaseTree.Tree, reading: Reading): Roles => {
  let height = 0
  let isTyped = false
  CaseTree.walk(tree, undefined, (item, depth) => {
    const type = typeOf(file, item)
    height = Math.max(height, depth)
    isTyped ||= (reading.types.get(type) ?? USUAL.get(type)) === 'competence'
  })
  const hasUsual = isTyped && reading.competenceDepth === undefined
  const competenceDepth =
    reading.competenceDepth ?? (isTyped || height === 0 ? undefined : depthOfHeight(height))
  return {
    isDocument: competenceDepth === 0,
    of: (item, depth, isInside) => {
      const type = typeOf(file, item)
      const role = reading.types.get(type) ?? (hasUsual ? USUAL.get(type) : undefined)
      if (isInside && (role === 'topic' || role === 'acquis')) return role
      if (isInside) return tree.below[item]?.length === 0 ? 'acquis' : undefined
      if (role === 'domain' || role === 'competence') return role
      return depth === competenceDepth ? 'competence' : undefined
    }
  }
}

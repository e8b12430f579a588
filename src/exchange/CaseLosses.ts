/**
 * What the items of a CFPackage say, and the bank made of them does not: values that are read, but not all of which a bank
 * can hold.
 *
 * @since 0.2.0
 */
import * as CaseFile from './CaseFile'
import type { Source } from './CaseLevels'
import * as CaseLevels from './CaseLevels'
import type { Arrangement } from './CaseArrangement'
import * as CaseRoles from './CaseRoles'
import * as Loss from './Loss'
import type { Named } from './Skeleton'

/** The id in the bank of every item that is there. */
const idsOf = ({ domains, competences }: Arrangement, ids: Named): ReadonlyMap<number, string> =>
  new Map(
    [
      ...domains.map((item, i) => [item, ids.domains[i]] as const),
      ...competences.flatMap(({ item, topics, acquis }, c) => [
        [item, ids.competences[c]] as const,
        ...topics.map((topic, i) => [topic, ids.topics[c]?.[i]] as const),
        ...acquis.map((each, i) => [each.item, ids.acquis[c]?.[i]] as const)
      ])
    ].flatMap(([item, id]) => (id === undefined ? [] : [[item, id] as const]))
  )

export const of = (
  file: CaseFile.File,
  arrangement: Arrangement,
  ids: Named,
  levelFrom: Source
): ReadonlyArray<Loss.Loss> => {
  const idOf = idsOf(arrangement, ids)
  const acquis = new Set(arrangement.competences.flatMap((each) => each.acquis.map(({ item }) => item)))
  const kept = CaseFile.items(file).flatMap((item, i) => {
    const id = idOf.get(i)
    return id === undefined ? [] : [{ item, id, isAcquis: acquis.has(i) }]
  })
  const named = (what: string, some: typeof kept, why: string): ReadonlyArray<Loss.Loss> =>
    Loss.named(
      what,
      some.map(({ item }) => CaseFile.nameOf(item)),
      why
    )
  const isLevel = (levels: ReadonlyArray<string>): boolean =>
    levels.length === 1 && CaseLevels.ofEducation(levels) !== undefined
  return [
    ...named(
      '`humanCodingScheme` of CFItems',
      kept.filter(
        ({ item, id }) => !CaseFile.isBlank(item.humanCodingScheme) && item.humanCodingScheme !== id
      ),
      'not a valid id, or not the only one of its kind: another id stands in its place'
    ),
    ...Loss.counted(
      '`identifier` of CFItems',
      kept.filter(({ item, id }) => item.identifier !== id).length,
      'the id is the code'
    ),
    ...Loss.counted(
      '`abbreviatedStatement` of CFItems',
      kept.filter(
        ({ item }) => !CaseFile.isBlank(item.fullStatement) && !CaseFile.isBlank(item.abbreviatedStatement)
      ).length,
      'the title is the full statement'
    ),
    ...named(
      '`educationLevel` of CFItems',
      kept.filter(({ item, isAcquis }) => {
        const levels = CaseFile.educationLevels(item)
        return levels.length > 0 && !(isAcquis && levelFrom === 'education' && isLevel(levels))
      }),
      'only an acquis has a level, and it is one number from 1 to 8'
    ),
    ...named(
      '`language` of CFItems',
      kept.filter(
        ({ item }) => !CaseFile.isBlank(item.language) && CaseFile.localeOf(item.language) === undefined
      ),
      'not a locale such as `fr` or `fr-CA`'
    ),
    ...Loss.counted(
      '`CFItemType` of CFItems',
      kept.filter(({ item: { CFItemType: type } }) => !CaseFile.isBlank(type) && !CaseRoles.isUsual(type))
        .length,
      'it can decide what an item becomes, and is not kept'
    )
  ]
}

/**
 * DigComp 3.0 out of the JSON-LD of its data supplement.
 *
 * Laws
 * 1. every problem is named at once, with its path
 * 2. every node of the graph is in the framework, or is counted
 *
 * @since 0.2.0
 */
import * as Codec from '../bank/Codec'
import type { Damage } from '../bank/Damage'
import type { Issue, Path } from '../bank/Issue'
import { show } from '../bank/Issue'
import type * as DigComp from './DigCompFramework'
import * as DigCompLevels from './DigCompLevels'
import * as Nodes from './DigCompNodes'
import * as Loss from './Loss'

export interface Read {
  readonly framework: DigComp.Framework
  readonly issues: ReadonlyArray<Issue>
  readonly losses: ReadonlyArray<Loss.Loss>
}

interface Graph {
  readonly areas: ReadonlyArray<Nodes.Placed<'CompetenceArea'>>
  readonly competences: ReadonlyArray<Nodes.Placed<'Competence'>>
  readonly levels: ReadonlyArray<Nodes.Placed<'ProficiencyLevel'>>
  readonly statements: ReadonlyArray<Nodes.Placed<'CompetenceStatement'>>
  readonly outcomes: ReadonlyArray<Nodes.Placed<'LearningOutcome'>>
  readonly spans: DigCompLevels.Spans
}

const graphOf = (nodes: Parameters<typeof Nodes.ofType>[0]): Graph => {
  const levels = Nodes.ofType(nodes, 'ProficiencyLevel')
  return {
    areas: Nodes.ofType(nodes, 'CompetenceArea'),
    competences: Nodes.ofType(nodes, 'Competence'),
    levels,
    statements: Nodes.ofType(nodes, 'CompetenceStatement'),
    outcomes: Nodes.ofType(nodes, 'LearningOutcome'),
    spans: DigCompLevels.of(
      levels.map(({ body }) => ({
        code: Nodes.codeOf(body['@id']),
        name: body.four_levels_name,
        level: body.eight_levels_mapping
      }))
    )
  }
}

const pathOf = (place: number, ...keys: ReadonlyArray<string>): Path => ['@graph', place, ...keys]

/** Every node whose code an earlier one of its type has. */
const duplicates = (nodes: ReadonlyArray<Nodes.Placed>): ReadonlyArray<Issue> => {
  const first = new Map<string, number>()
  return nodes.flatMap(({ body, place }): ReadonlyArray<Issue> => {
    const code = Nodes.codeOf(body['@id'])
    const known = first.get(code)
    if (known === undefined) {
      first.set(code, place)
      return []
    }
    return [
      {
        _tag: 'wrong-value',
        path: pathOf(place, '@id'),
        expected: 'an @id that no other node of its type has',
        actual: `that of @graph[${known}]`
      }
    ]
  })
}

/** References that lead nowhere, as far as what they name was not lost with a node that could not be read. */
const dangling = (
  { areas, competences, statements, outcomes, spans }: Graph,
  damage: Damage
): ReadonlyArray<Issue> => {
  const codesOf = (nodes: ReadonlyArray<Nodes.Placed>): ReadonlySet<string> =>
    new Set(nodes.map(({ body }) => Nodes.codeOf(body['@id'])))
  const known = { domain: codesOf(areas), competence: codesOf(competences) }
  const unknown = (
    kind: keyof typeof known,
    id: string | undefined,
    place: number,
    key: string
  ): ReadonlyArray<Issue> =>
    id === undefined || known[kind].has(Nodes.codeOf(id)) || damage.lost.has(id)
      ? []
      : [{ _tag: 'unknown-reference', path: pathOf(place, key), kind, id }]
  return [
    ...competences.flatMap(({ body, place }) =>
      unknown('domain', body.competence_area_id, place, 'competence_area_id')
    ),
    ...[...statements, ...outcomes].flatMap(({ body, place }): ReadonlyArray<Issue> => {
      const level = body.four_levels_proficiency_name
      return [
        ...unknown('competence', body.competence_id, place, 'competence_id'),
        ...(spans.has(Nodes.codeOf(level))
          ? []
          : [
              {
                _tag: 'wrong-value' as const,
                path: pathOf(place, 'four_levels_proficiency_name'),
                expected: `one of ${[...spans.keys()].join(', ')}`,
                actual: show(level)
              }
            ])
      ]
    })
  ]
}

const frameworkOf = (
  { areas, competences, statements, outcomes, spans }: Graph,
  locale: string
): DigComp.Framework => {
  const descriptor = (
    kind: DigComp.DescriptorKind,
    { body, place }: Nodes.Placed<'CompetenceStatement'> | Nodes.Placed<'LearningOutcome'>,
    group?: string
  ): DigComp.Descriptor => ({
    kind,
    code: Nodes.codeOf(body['@id']),
    text: body.description,
    origin: pathOf(place),
    competence: Nodes.codeOf(body.competence_id),
    span: spans.get(Nodes.codeOf(body.four_levels_proficiency_name)) ?? DigCompLevels.WHOLE,
    group
  })
  return {
    locale,
    areas: areas.map(({ body, place }) => ({
      code: Nodes.codeOf(body['@id']),
      text: body.name,
      origin: pathOf(place)
    })),
    competences: competences.map(({ body, place }) => ({
      code: Nodes.codeOf(body['@id']),
      text: body.name,
      area: body.competence_area_id && Nodes.codeOf(body.competence_area_id),
      origin: pathOf(place)
    })),
    descriptors: [
      ...statements.map((each) => descriptor('statement', each)),
      ...outcomes.map((each) => descriptor('outcome', each, each.body.type))
    ]
  }
}

/** Statements and outcomes that name another area than their competence does. */
const contradictory = ({ competences, statements, outcomes }: Graph): ReadonlyArray<string> => {
  const areas = new Map(competences.map(({ body }) => [body['@id'], body.competence_area_id]))
  return [...statements, ...outcomes].flatMap(({ body }) => {
    const { competence_area_id: own, competence_id: competence } = body
    return own === undefined || own === areas.get(competence) ? [] : [Nodes.codeOf(body['@id'])]
  })
}

export const read = (u: unknown, locale: string): Read => {
  const { issues, value, damage } = Codec.examine(Nodes.codec)(u)
  const graph = graphOf(value['@graph'])
  const { areas, competences, levels, statements, outcomes } = graph
  return {
    framework: frameworkOf(graph, locale),
    issues: [
      ...issues,
      ...damage.beyond([
        ...[areas, competences, levels, statements, outcomes].flatMap(duplicates),
        ...dangling(graph, damage)
      ])
    ],
    losses: [
      ...Loss.named(
        'areas of statements and outcomes',
        contradictory(graph),
        'that of their competence counts'
      ),
      ...Nodes.unread(u)
    ]
  }
}

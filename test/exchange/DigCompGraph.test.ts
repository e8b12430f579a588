import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Issue from '../../src/bank/Issue'
import * as DigCompGraph from '../../src/exchange/DigCompGraph'
import * as Random from '../../src/math/Random'
import { changed } from '../support/mutations'
import * as frameworks from './frameworks'

const { area, competence, cooking, graph, level, outcome, statement } = frameworks

const issuesOf = (value: unknown): ReadonlyArray<readonly [string, string]> =>
  DigCompGraph.read(value, 'en').issues.map((issue) => [issue._tag, Issue.showPath(Issue.placeOf(issue))])

describe('law 1: every problem is named at once, with its path', () => {
  test('of values and of references', () => {
    const bad = { '@type': 'Competence', '@id': 7, competence_area_id: '' }
    expect(
      issuesOf(
        graph(
          area('1', ' '),
          bad,
          competence('1.1', 'light', '3'),
          competence('1.1', 'again', '1'),
          statement('CS1.1.01', 'Light.', 'Basic'),
          statement('CS1.9.01', 'Fly.', 'Sublime'),
          outcome('LO1.1.01', 'Know.', 'Basic', 'Skill', { description: null }),
          'no node',
          null
        )
      )
    ).toEqual([
      ['wrong-value', '@graph[0].name'],
      ['wrong-type', '@graph[1].@id'],
      ['missing-key', '@graph[1].name'],
      ['wrong-value', '@graph[1].competence_area_id'],
      ['missing-key', '@graph[6].description'],
      ['wrong-type', '@graph[7]'],
      ['wrong-type', '@graph[8]'],
      ['wrong-value', '@graph[3].@id'],
      ['unknown-reference', '@graph[2].competence_area_id'],
      ['unknown-reference', '@graph[5].competence_id'],
      ['wrong-value', '@graph[5].four_levels_proficiency_name']
    ])
  })

  test.each([
    ['no object', [], ['wrong-type', 'the top level']],
    ['no graph', { '@context': {} }, ['missing-key', '@graph']],
    ['a graph that is no list', { '@graph': {} }, ['wrong-type', '@graph']]
  ])('of %s', (_, value, issue) => {
    expect(issuesOf(value)).toEqual([issue])
  })

  test('names that every object has are names like others', () => {
    const value = graph(
      area('__proto__', 'Fire'),
      competence('constructor', 'light', '__proto__'),
      {
        ...statement('CS', 'Light.', 'Basic'),
        competence_id: 'Competence/constructor',
        competence_area_id: null
      },
      { '@type': 'toString', '@id': 'x' },
      { '@type': ['CompetenceArea', 'Other'], '@id': 'CompetenceArea/valueOf', name: 'Water' }
    )
    const { framework, issues } = DigCompGraph.read(value, 'en')
    expect(issues).toEqual([])
    expect(framework.areas.map(({ code }) => code)).toEqual(['__proto__', 'valueOf'])
    expect(framework.descriptors[0]?.competence).toBe('constructor')
  })
})

describe('law 2: every node of the graph is in the framework, or is counted', () => {
  const counted = (value: unknown): number => {
    const { framework, losses } = DigCompGraph.read(value, 'en')
    const nodes = losses.filter(({ what }) => /^(\w+ nodes|nodes without a type)$/.test(what))
    return (
      framework.areas.length +
      framework.competences.length +
      framework.descriptors.length +
      nodes.reduce((sum, { count }) => sum + count, 0)
    )
  }

  test('in an invented one', () => {
    // Level nodes are in the spans.
    expect(counted(cooking)).toBe(cooking['@graph'].length - 4)
    expect(DigCompGraph.read(cooking, 'en').losses.map(({ what, count }) => [what, count])).toEqual([
      ['values of CompetenceArea nodes (description 2)', 2],
      ['values of Competence nodes (description 3)', 3],
      ['values of ProficiencyLevel nodes (six_levels_mapping 4)', 4],
      ['values of CompetenceStatement nodes (ai_label 3)', 3],
      ['values of LearningOutcome nodes (ai_label 3)', 3],
      ['Glossary nodes', 1],
      ['nodes without a type', 1]
    ])
  })

  test('an area that is not that of the competence is named', () => {
    const value = graph(
      area('1', 'Fire'),
      competence('1.1', 'light', '1'),
      statement('CS1.1.01', 'Light.', 'Basic', { competence_area_id: 'CompetenceArea/2' })
    )
    expect(DigCompGraph.read(value, 'en')).toMatchObject({
      issues: [],
      losses: [{ what: 'areas of statements and outcomes', names: ['CS1.1.01'] }, {}, {}, {}]
    })
  })
})

test('levels are those of the file, else those of DigComp 3.0', () => {
  const spansOf = (...nodes: ReadonlyArray<unknown>): ReadonlyArray<readonly [number, number]> =>
    DigCompGraph.read(
      graph(competence('1.1', 'light', '1'), area('1', 'Fire'), ...nodes),
      'en'
    ).framework.descriptors.map(({ span }) => span)
  const statements = [
    statement('CS1.1.01', 'Light.', 'Basic'),
    statement('CS1.1.02', 'Keep.', 'Highly advanced')
  ]
  expect(spansOf(...statements)).toEqual([
    [1, 2],
    [7, 8]
  ])
  expect(spansOf(...statements, level('Basic', 3), level('Highly advanced', 5), level('Basic', 1))).toEqual([
    [1, 3],
    [5, 5]
  ])
  expect(spansOf(statement('CS1.1.01', 'Light.', 'Basic_2'), level('Basic', 1), level('Basic', 2))).toEqual([
    [2, 2]
  ])
})

test.prop([fc.integer()], { numRuns: 500 })(
  'whatever the input, there is a framework and there are issues',
  (seed) => {
    const chance = Random.source(seed)
    const { framework, issues, losses } = DigCompGraph.read(changed(changed(cooking, chance), chance), 'en')
    expect([framework.areas, issues, losses].every(Array.isArray)).toBe(true)
  }
)

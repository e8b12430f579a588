/**
 * A competence that is inspected: as one of the tests asks it.
 *
 * @since 0.2.0
 */
import type { Assessment } from '../assessment/Assessment'
import type { CompetenceModel, Item } from '../knowledge/Model'
import * as Trial from './Trial'

export interface Subject {
  /** Before its first question. */
  readonly test: Assessment
  /** Of the competence in the model. */
  readonly index: number
  readonly model: CompetenceModel
  /** Whether each acquis of the competence is in scope, and the items that may be asked of it. */
  readonly inScope: ReadonlyArray<boolean>
  readonly items: ReadonlyArray<ReadonlyArray<Item>>
}

const subjectOf =
  (test: Assessment) =>
  (index: number): ReadonlyArray<Subject> => {
    const model = test.model.competences[index]
    if (model === undefined) return []
    const left = test.progress.remaining[index] ?? []
    return [
      {
        test,
        index,
        model,
        inScope: Array.from(model.levels, (_, a) => test.scope.acquis[model.acquisOffset + a] === 1),
        items: Array.from(model.levels, (_, a) =>
          (left[a] ?? []).flatMap((item) => test.model.items[item] ?? [])
        )
      }
    ]
  }

/** The competences of a plan, in the order of asking. */
export const of = (plan: Trial.Plan): ReadonlyArray<Subject> =>
  Trial.starts(plan, '').flatMap((test) => test.scope.competences.flatMap(subjectOf(test)))

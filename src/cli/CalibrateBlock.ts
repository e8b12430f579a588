/**
 * The part of a bank whose states a saturated fit weighs, by one id: an acquis stands for its block, a topic and a
 * competence for all that they hold.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { STATES } from '../bank/Checks'
import type { Model } from '../knowledge/Model'
import * as SaturatedStates from '../lab/SaturatedStates'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'

type Ids = ReadonlyArray<string>

const blocksOf = ({ competences }: Model): ReadonlyArray<Ids> =>
  competences.flatMap(({ blocks, competence }) =>
    blocks.map(({ acquis }) => Array.from(acquis, (a) => competence.acquis[a]?.id ?? ''))
  )

/** What can be named, and what each name stands for; of equal names the first. */
const named = (model: Model): ReadonlyMap<string, Ids> => {
  const all = new Map<string, Ids>()
  const add = (id: string, ids: Ids): void => {
    if (!all.has(id)) all.set(id, ids)
  }
  for (const block of blocksOf(model)) for (const id of block) add(id, block)
  for (const { id, topics, acquis } of model.bank.competences) {
    const inTopic = (topic: string): Ids => acquis.flatMap((each) => (each.topic === topic ? [each.id] : []))
    for (const topic of topics) {
      add(topic.id, inTopic(topic.id))
      add(`${id}/${topic.id}`, inTopic(topic.id))
    }
  }
  for (const { id, acquis } of model.bank.competences)
    add(
      id,
      acquis.map((each) => each.id)
    )
  return all
}

/** The feasible states of a part of the bank; where none is named, of its only block. */
export const structureOf = (
  model: Model,
  name: string | undefined
): E.Either<Failure.Failure, SaturatedStates.Structure> => {
  const blocks = blocksOf(model)
  const [only = []] = blocks
  if (name === undefined && blocks.length > 1)
    return E.left(
      Failure.usage(
        `the bank has ${blocks.length} blocks: name one by an acquis of it, or a topic or a competence: --block ID; or name all states: --states FILE`
      )
    )
  const all = named(model)
  const ids = name === undefined ? only : all.get(name)
  const said = Layout.safeLine(name ?? '')
  if (ids === undefined) {
    const nearest = EditDistance.nearest(name ?? '', all.keys())
    const meant = nearest === undefined ? 'give the id of one in the bank' : `did you mean \`${nearest}\`?`
    return E.left(Failure.usage(`--block: no acquis, topic or competence \`${said}\`; ${meant}`))
  }
  const structure = SaturatedStates.feasible(model, ids, STATES)
  return structure === undefined
    ? E.left(
        Failure.usage(
          `--block: \`${said}\` has more than ${STATES} states: name a smaller part, or the states: --states FILE`
        )
      )
    : E.right(structure)
}

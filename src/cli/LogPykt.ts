/**
 * Sequences as pyKT writes them (Liu et al. 2022): a row a learner, in its cells lists of the same length, filled up with −1.
 * What is a row elsewhere is an element of the lists here; a list that does not fit the others spoils its line, which counts
 * as one row.
 *
 * @since 0.2.0
 */
import * as LogColumns from './LogColumns'
import { COMMAS } from './LogCsv'
import type { Log, LogFormat } from './LogFormat'
import * as LogTable from './LogTable'

/** Fills up lists. */
const PADDING = '-1'

const listOf = (cell: string | undefined): ReadonlyArray<string> =>
  (cell ?? '').split(',').map((each) => each.trim())

/** A cell that holds no list: no such column, empty, or `NA` throughout. */
const isNothing = (list: ReadonlyArray<string>): boolean => list.every((each) => each === '' || each === 'NA')

const value = (list: ReadonlyArray<string>, i: number): string => {
  const text = list[i] ?? ''
  return text === 'NA' || text === PADDING ? '' : text
}

const inSeconds = (milliseconds: string): string =>
  milliseconds === '' || Number.isNaN(Number(milliseconds))
    ? milliseconds
    : String(Number(milliseconds) / 1000)

const table =
  (log: Log): LogTable.Table =>
  (header) => {
    const { one } = LogColumns.places(log, header)
    const learner = one('learner', 'uid')
    const challenge = one('challenge', 'questions', 'concepts')
    const outcome = one('outcome', 'responses')
    const at = one('at', 'timestamps')
    const seconds = one('seconds', 'usetimes')
    const skill = one('skill', 'concepts')
    const attempt = one('attempt')
    const competence = one('competence')
    const [repeats, masks] = [header.indexOf('is_repeat'), header.indexOf('selectmasks')]
    const concepts = header.indexOf('concepts')
    const isMilliseconds = log.names.seconds === undefined
    const places = [
      learner,
      challenge,
      outcome,
      at,
      seconds,
      skill,
      attempt,
      competence,
      repeats,
      masks,
      concepts
    ]
    return {
      wanted: new Set(places),
      row: (fields, { line, raw, kept }) => {
        const outcomes = listOf(fields[outcome])
        const list = (place: number) => ({ name: header[place] ?? '', values: listOf(fields[place]) })
        const asked = list(challenge)
        // Without questions the concepts are what was asked.
        const items = isNothing(asked.values) && log.names.challenge === undefined ? list(concepts) : asked
        const lists = [at, seconds, skill, attempt, repeats, masks].map(list)
        const [times, durations, skills, attempts, again, mask] = lists.map(({ values }) =>
          isNothing(values) ? [] : values
        )
        const odd = [items, ...lists].find(
          ({ values }, i) => (i === 0 || !isNothing(values)) && values.length !== outcomes.length
        )
        if (odd !== undefined)
          return log.sink.rejected(
            `lists of different lengths: ${outcomes.length} responses, but ${odd.values.length} in \`${odd.name}\``,
            line,
            raw()
          )
        const person = (fields[learner] ?? '').trim()
        const keptLists = kept.map(listOf)
        const unit = fields[competence] ?? ''
        const units = listOf(unit)
        outcomes.forEach((result, i) => {
          if (result === PADDING || mask?.[i] === PADDING) return
          const name = items.values[i] ?? ''
          const traits = () => ({
            isFirst: LogColumns.isFirst(value(attempts ?? [], i)),
            // A question with several concepts has them joined, where it is not repeated.
            skills: LogColumns.several(value(skills ?? [], i).split('_')),
            competence: units.length === outcomes.length ? value(units, i) : unit.trim()
          })
          if (again?.[i] === '1' && i > 0 && items.values[i - 1] === name)
            return log.sink.folded(name, traits)
          const duration = value(durations ?? [], i)
          log.sink.said(
            {
              learner: person,
              challenge: name,
              outcome: result,
              at: value(times ?? [], i),
              seconds: isMilliseconds ? inSeconds(duration) : duration
            },
            traits,
            {
              line,
              raw: () => `${person},${name},${result}`,
              kept: keptLists.map((each, column) =>
                each.length === outcomes.length ? value(each, i) : (kept[column] ?? '')
              )
            }
          )
        })
      }
    }
  }

export const format: LogFormat = {
  name: 'pykt',
  summary:
    'sequences of pyKT, a row a learner; its questions are the challenges, or its concepts where it has none',
  names: { learner: 'uid', outcome: 'responses' },
  mappable: LogTable.columns,
  codes: new Map(),
  open: (log) => LogTable.road(log, COMMAS, table(log))
}

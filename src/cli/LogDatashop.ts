/**
 * Exports of DataShop (Koedinger et al. 2010): transactions, or student-steps; text with tabs between its fields.
 *
 * A challenge is a problem and a step of it. A transaction is a response, whichever attempt it is; a student-step is one
 * by its first attempt. Who asks for a hint first did not know: that counts as incorrect, as in DataShop's own curves.
 *
 * @since 0.2.0
 */
import type { Outcome } from '../bank/Challenge'
import * as LogColumns from './LogColumns'
import type { LogFormat } from './LogFormat'
import * as LogTable from './LogTable'

const codes = new Map<string, Outcome>([
  ...['correct', 'Correct', 'CORRECT'].map((code) => [code, 'correct'] as const),
  ...['incorrect', 'Incorrect', 'INCORRECT'].map((code) => [code, 'incorrect'] as const),
  ...['hint', 'Hint', 'HINT'].map((code) => [code, 'incorrect'] as const)
])

/** An empty cell and a dot say nothing. */
const said = (cell: string | undefined): string => {
  const text = cell?.trim() ?? ''
  return text === '.' ? '' : text
}

/** `2/1/1996 0:04`: what a spreadsheet makes of a time, the month first. */
const SPREADSHEET = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?$/

const time = (cell: string | undefined): string => {
  const text = said(cell)
  const match = SPREADSHEET.exec(text)
  if (match === null) return text
  const [, month = '', day = '', year = '', hour = '0', minute = '0', second = '0'] = match
  const [m, d, h, min, s] = [month, day, hour, minute, second].map((part) => part.padStart(2, '0'))
  return `${year}-${m}-${d}T${h}:${min}:${s}`
}

/** Skills of the first model that the header names: `KC (Default)`, as often as it stands there. */
const MODEL = /^KC \(.*\)$/

const table: (log: Parameters<LogFormat['open']>[0]) => LogTable.Table = (log) => (header) => {
  const { one, all } = LogColumns.places(log, header)
  const isSteps = header.includes('First Attempt')
  const learner = one('learner', 'Anon Student Id')
  const challenge =
    log.names.challenge === undefined
      ? [one('challenge', 'Problem Name'), header.indexOf('Step Name')]
      : [one('challenge')]
  const outcome = one('outcome', ...(isSteps ? ['First Attempt'] : ['Outcome']))
  const at = one('at', 'First Transaction Time', 'Time', 'Step Start Time')
  const seconds = one('seconds', 'Duration (sec)', 'Step Duration (sec)')
  const attempt = one('attempt', 'Attempt At Step')
  const model = header.find((name) => MODEL.test(name))
  const skills = all('skill', ...(model === undefined ? [] : [model]))
  const competence = one('competence')
  const places = [learner, ...challenge, outcome, at, seconds, attempt, ...skills, competence]
  return {
    wanted: new Set(places),
    row: (fields, place) => {
      // No cell holds a tab, so no two pairs make one name.
      const name = challenge.map((i) => said(fields[i])).filter((part) => part !== '')
      log.sink.said(
        {
          learner: said(fields[learner]),
          challenge: name.join('\t'),
          outcome: said(fields[outcome]),
          at: at < 0 ? undefined : time(fields[at]),
          seconds: seconds < 0 ? undefined : said(fields[seconds])
        },
        () => ({
          isFirst: attempt < 0 ? (isSteps ? true : undefined) : LogColumns.isFirst(said(fields[attempt])),
          skills: LogColumns.several(skills.map((i) => said(fields[i]))),
          competence: said(fields[competence])
        }),
        place
      )
    }
  }
}

export const format: LogFormat = {
  name: 'datashop',
  summary: 'a transaction or student-step export of DataShop, with tabs; a challenge is a problem and a step',
  names: { learner: 'Anon Student Id' },
  mappable: LogTable.columns,
  codes,
  open: (log, head) => {
    const { separator } = LogTable.shapeOf(head)
    // Between tabs a quote is a character; with commas it is CSV, from somebody else.
    return LogTable.road(log, { separator, quotes: separator !== '\t' }, table(log))
  }
}

import { expect, it } from 'vitest'
import * as LogFormats from '../../src/cli/LogFormats'
import * as LogNotes from '../../src/cli/LogNotes'
import * as LogReader from '../../src/cli/LogReader'
import * as LogRow from '../../src/cli/LogRow'
import { world } from './fake'
import { model } from './logs'

/** What is kept of each response: its value in the column `school`, and its seconds. */
const kept = async (name: string, text: string, file = 'log'): Promise<ReadonlyArray<unknown>> => {
  const format = LogFormats.named(name)
  if (format._tag === 'Left') throw new Error(format.left.message)
  const school = LogNotes.values('school')
  const found: Array<unknown> = []
  await LogReader.reader(world({ files: { [file]: text } }).capabilities, {
    format: format.right,
    names: {},
    judge: LogRow.judge(model, new Map([...LogRow.codes, ...format.right.codes]), LogRow.learners()),
    take: () => false,
    notes: [school, LogNotes.seconds],
    response: (_entry, _traits, noted) =>
      found.push([school.values[noted[0] ?? -1], LogNotes.secondsOf(noted[1] ?? -1)]),
    rejected: (_file, line, reason) => found.push(`${line} ${reason}`),
    settle: () => Promise.resolve()
  })(file)
  return found
}

it.each<[string, string, string, ReadonlyArray<unknown>]>([
  [
    'canonical',
    'log.csv',
    'school,learner,challenge,outcome,seconds\nA,l,easy-a,1,2.5\n,l,easy-b,0,',
    [
      ['A', 2.5],
      ['', NaN]
    ]
  ],
  [
    'canonical',
    'log.jsonl',
    '{"learner":"l","challenge":"easy-a","outcome":1,"school":"A","seconds":3}\n{"learner":"l","challenge":"7","outcome":0}',
    [
      ['A', 3],
      ['', NaN]
    ]
  ],
  [
    'datashop',
    'log.txt',
    'Anon Student Id\tProblem Name\tOutcome\tschool\tDuration (sec)\nl\teasy-a\tCORRECT\tA\t4',
    [['A', 4]]
  ],
  [
    'assistments',
    'log.csv',
    'order_id,user_id,problem_id,correct,ms_first_response,school\n1,l,7,1,1500,A\n1,l,7,1,1500,A\n2,l,8.0,0,500,B',
    [
      ['A', 1.5],
      ['B', 0.5]
    ]
  ],
  [
    'matrix',
    'log.csv',
    'id,easy-a,7,school\nl,1,0,A',
    [
      ['A', NaN],
      ['A', NaN]
    ]
  ],
  [
    'pykt',
    'log.csv',
    'uid,questions,responses,school\nl,"easy-a,7","1,0",A\nm,"easy-a,7","1,0","B,C"',
    [
      ['A', NaN],
      ['A', NaN],
      ['B', NaN],
      ['C', NaN]
    ]
  ]
])('keeps columns and seconds of %s (%s)', async (format, file, text, expected) => {
  expect(await kept(format, text, file)).toEqual(expected)
})

it('says so where there are no columns, or not this one', async () => {
  await expect(kept('dkt3', '2\neasy-a,7\n1,0\n')).rejects.toThrow('has no column `school`: three lines')
  await expect(kept('canonical', 'learner,challenge,outcome\nl,7,1', 'log.csv')).rejects.toThrow(
    'has no column `school`, only `learner`'
  )
})

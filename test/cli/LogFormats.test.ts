import { fc, test } from '@fast-check/vitest'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { file } from '../support/banks'
import { run } from './fake'
import { CHALLENGES, hear } from './logs'

const lines = (...all: ReadonlyArray<string>): string => `${all.join('\n')}\n`

const tabs = (...rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  lines(...rows.map((row) => row.join('\t')))

const counts = ({ rows, responses, folded }: { rows: number; responses: number; folded: number }) => ({
  rows,
  responses,
  folded
})

describe('datashop: transactions', () => {
  const HEADER = [
    ...['Row', 'Anon Student Id', 'Time', 'Duration (sec)', 'Problem Name', 'Step Name'],
    ...['Attempt At Step', 'Outcome', 'Input', 'KC (Default)', 'KC Category (Default)'],
    ...['KC (Default)', 'KC Category (Default)', 'KC (Other)', 'Class']
  ]
  const row = (
    time: string,
    step: string,
    attempt: string,
    outcome: string,
    ...skills: ReadonlyArray<string>
  ) => [
    ...['1', 's1', time, '.', 'easy-a', step, attempt, outcome, 'he said "7", "8'],
    ...[skills[0] ?? '', '', skills[1] ?? '', '', 'x', 'A']
  ]

  it('every attempt is a response, in time, with its skills', async () => {
    const heard = await hear(
      'datashop',
      tabs(
        HEADER,
        row('2024-01-08 09:00:05', '', '1', 'INCORRECT', 'k', 'l'),
        row('2024-01-08 09:00:20.5', '.', '2', 'HINT', 'k', 'k'),
        row('1/8/2024 9:00', '', '3', 'CORRECT')
      )
    )
    expect(heard.said).toEqual([
      's1 easy-a incorrect 1704704405000',
      's1 easy-a incorrect 1704704420500',
      's1 easy-a correct 1704704400000'
    ])
    expect(heard.traits).toEqual([
      { isFirst: true, skills: ['k', 'l'], competence: '' },
      { isFirst: false, skills: ['k'], competence: '' },
      { isFirst: false, skills: [], competence: '' }
    ])
    expect(heard.refused).toEqual([])
  })

  it('what is no response is rejected, quotes being characters', async () => {
    const heard = await hear(
      'datashop',
      tabs(HEADER, row('.', '', '1', ''), row('noon', '', '1', 'CORRECT'), row('', 'step', '1', 'CORRECT'), [
        '1',
        's1'
      ])
    )
    expect(heard.refused.map((line) => line.split(/: ?(?:1\t|$)/)[0])).toEqual([
      '2 no outcome',
      '3 `at` is no time: `noon`',
      '4 unknown challenge `easy-a\tstep`',
      '5 2 fields instead of 15'
    ])
    expect(counts(heard)).toEqual({ rows: 4, responses: 0, folded: 0 })
  })

  it('columns can be others', async () => {
    const heard = await hear('datashop', tabs(HEADER, row('', 'step', '1', 'CORRECT', 'k')), {
      names: { challenge: 'Problem Name', learner: 'Class', skill: 'KC (Other)', competence: 'Class' }
    })
    expect(heard.said).toEqual(['A easy-a correct'])
    expect(heard.traits).toEqual([{ isFirst: true, skills: ['x'], competence: 'A' }])
  })
})

describe('datashop: student-steps', () => {
  const HEADER = [
    ...['Anon Student Id', 'Problem Name', 'Step Name', 'First Transaction Time', 'Step Duration (sec)'],
    ...['First Attempt', 'KC (Default)', 'Opportunity (Default)']
  ]

  it('a step is a response by its first attempt', async () => {
    const heard = await hear(
      'datashop',
      tabs(
        HEADER,
        ['s1', 'easy-a', '', '2024-01-08 09:00:05', '40', 'incorrect', 'k~~l', '1~~1'],
        ['s1', 'easy-b', '', '2/1/1996 0:04', '.', 'hint', 'k', '2'],
        ['s1', 'easy-b', '', '.', '.', 'correct', '', '']
      )
    )
    expect(heard.said).toEqual([
      's1 easy-a incorrect 1704704405000',
      's1 easy-b incorrect 823133040000',
      's1 easy-b correct'
    ])
    expect(heard.traits).toEqual([
      { isFirst: true, skills: ['k', 'l'], competence: '' },
      { isFirst: true, skills: ['k'], competence: '' },
      { isFirst: true, skills: [], competence: '' }
    ])
  })

  it('a column that is missing is named', async () => {
    await expect(hear('datashop', tabs(['Anon Student Id', 'Problem', 'Outcome']))).rejects.toThrow(
      '`log` has no column `Problem Name`, only `Anon Student Id`, `Problem`, `Outcome`; `--map challenge=NAME` names another one'
    )
  })
})

describe('assistments', () => {
  const HEADER =
    'order_id,user_id,problem_id,original,correct,attempt_count,ms_first_response,skill_id,skill_name'

  it('folds the rows of a response into one, wherever they are', async () => {
    const heard = await hear(
      'assistments',
      lines(
        HEADER,
        '20,u,easy-a,1,1,1,3500,11,"Sums, small"',
        '10,u,hard-a,1,0,2,-7,11,"Sums, small"',
        '20,u,easy-a,1,1,1,3500,12,"Two\nlines"',
        '30,u,easy-a,0,0,3,,NA,',
        '20,u,easy-a,1,1,1,3500,12,again',
        '20,v,easy-a,1,0,1,3500,12,another learner'
      )
    )
    expect(heard.said).toEqual([
      'u easy-a correct 20',
      'u hard-a incorrect 10',
      'u easy-a incorrect 30',
      'v easy-a incorrect 20'
    ])
    expect(heard.traits.map(({ isFirst, skills }) => [isFirst, ...skills])).toEqual([
      [true, '11'],
      [true, '11'],
      [false],
      [true, '12']
    ])
    expect(counts(heard)).toEqual({ rows: 6, responses: 4, folded: 2 })
  })

  it('rejects all rows of a response that contradict each other', async () => {
    const heard = await hear(
      'assistments',
      lines(
        HEADER,
        '1,u,easy-a,1,1,1,1,11,a',
        '1,u,easy-a,1,0,1,1,12,b',
        '1,u,easy-a,1,1,1,1,13,c',
        '2,u,easy-b,1,1,1,1,11,a'
      )
    )
    expect(heard.said).toEqual(['u easy-b correct 2'])
    expect(heard.refused).toEqual([
      '2 rows of the same response contradict each other: 1,u,easy-a,1,1,1,1,11,a',
      '3 rows of the same response contradict each other: 1,u,easy-a,1,0,1,1,12,b',
      '4 rows of the same response contradict each other: 1,u,easy-a,1,1,1,1,13,c'
    ])
  })

  it('rejects each row of a response that is none', async () => {
    const heard = await hear(
      'assistments',
      lines(
        HEADER,
        '1,u,nix,1,1,1,1,11,a',
        '1,u,nix,1,1,1,1,12,b',
        '2,u,easy-a,1,0.5,1,1,1,a',
        ',u,easy-a,1,1,1,1,1,a',
        ',u,easy-a,1,1,1,1,1,a',
        '"3'
      )
    )
    expect(heard.refused.map((line) => line.split(/[:;]/)[0])).toEqual([
      '2 unknown challenge `nix`',
      '3 unknown challenge `nix`',
      '4 unknown outcome `0.5`',
      '7 a quote is not closed'
    ])
    // Without an order id nothing tells two rows of one response from two responses.
    expect(counts(heard)).toEqual({ rows: 6, responses: 2, folded: 0 })
  })

  it('takes every row where there is no order id, and other columns', async () => {
    const names = { challenge: 'item_id', seconds: 'time', skill: 'skill', at: 'when' }
    const heard = await hear(
      'assistments',
      lines('user_id;item_id;correct;time;skill;when', 'u;easy-a;1;3;a;2026-01-01', 'u;easy-a;1;3;b;'),
      { names }
    )
    expect(heard.said).toEqual(['u easy-a correct 1767225600000', 'u easy-a correct'])
    expect(counts(heard)).toEqual({ rows: 2, responses: 2, folded: 0 })
  })

  const copies = fc.array(
    fc.tuple(
      fc.nat(3),
      fc.constantFrom('u', 'v'),
      fc.constantFrom('easy-a', 'nix'),
      fc.constantFrom('0', '1', 'x')
    ),
    { maxLength: 12 }
  )

  test.prop([
    copies.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all.slice(), { minLength: all.length, maxLength: all.length })
      )
    )
  ])('law 1: the order of the rows of a response does not matter', async ([all, shuffled]) => {
    const heard = (rows: typeof all) =>
      hear('assistments', lines('order_id,user_id,problem_id,correct', ...rows.map((row) => row.join())))
    const [one, other] = [await heard(all), await heard(shuffled)]
    expect([...other.said].sort()).toEqual([...one.said].sort())
    expect(counts(other)).toEqual(counts(one))
  })
})

describe('pykt', () => {
  it('an element of the lists is a response, padding is none', async () => {
    const heard = await hear(
      'pykt',
      lines(
        'fold,uid,questions,concepts,responses,timestamps,usetimes,selectmasks,is_repeat',
        '0,u,"easy-a,easy-b,easy-b,-1","3_4,5,6,-1","1,0,0,-1","1000,2000,2000,-1","1500,2500,2500,-1","1,1,1,-1","0,0,1,-1"',
        '0,v,"easy-a,hard-a","3,5","0,1",NA,NA,"-1,1",NA'
      )
    )
    expect(heard.said).toEqual(['u easy-a correct 1000', 'u easy-b incorrect 2000', 'v hard-a correct'])
    expect(heard.traits.map(({ skills }) => skills)).toEqual([['3', '4'], ['5'], ['5']])
    expect(counts(heard)).toEqual({ rows: 4, responses: 3, folded: 1 })
  })

  it('without questions its concepts are the challenges', async () => {
    const rows = ['0,u,"7,7","1,0"', '0,v,7,1']
    const heard = await hear('pykt', lines('fold,uid,concepts,responses', ...rows))
    expect(heard.said).toEqual(['u 7 correct', 'u 7 incorrect', 'v 7 correct'])
    expect(heard.traits[0]).toEqual({ isFirst: undefined, skills: ['7'], competence: '' })
    const none = await hear('pykt', lines('uid,questions,concepts,responses', 'u,NA,"7,7","1,0"'))
    expect(none.said).toEqual(['u 7 correct', 'u 7 incorrect'])
  })

  it('lists that do not fit spoil their line, an element itself alone', async () => {
    const heard = await hear(
      'pykt',
      lines('uid,concepts,responses', 'u,"7,7","1,0,1"', 'u,"7,9,7","1,1,2"', 'u,"7,7', 'v,7,1')
    )
    expect(heard.said).toEqual(['u 7 correct', 'v 7 correct'])
    expect(heard.refused).toEqual([
      '2 lists of different lengths: 3 responses, but 2 in `concepts`: u,"7,7","1,0,1"',
      '3 unknown challenge `9`: u,9,1',
      '3 unknown outcome `2`: u,7,2',
      '4 a quote is not closed: u,"7,7'
    ])
    expect(counts(heard)).toEqual({ rows: 6, responses: 2, folded: 0 })
  })
})

describe('dkt3', () => {
  it('three lines are a learner', async () => {
    const heard = await hear('dkt3', '2\r\n7, easy-a,\r\n1,0,\r\n0\r\n\r\n\r\n1\r\n7\r\n1')
    expect(heard.said).toEqual(['1 7 correct', '1 easy-a incorrect', '3 7 correct'])
    expect(heard.refused).toEqual([])
  })

  it.each([
    [
      'a list that is too short',
      ['3', '7,7', '1,1,1'],
      [
        '1 lists that do not fit their number: 3 responses, but 2 items in line 2: 3',
        '3 no number of responses: 1,1,1'
      ]
    ],
    [
      'a number that is too small',
      ['1', '7,7', '1,1'],
      [
        '1 lists that do not fit their number: 1 responses, but 2 items in line 2: 1',
        '3 no number of responses: 1,1'
      ]
    ],
    [
      'no outcomes',
      ['2', '7,7'],
      ['1 lists that do not fit their number: 2 responses, but 1 outcomes in line 3: 2']
    ],
    [
      'no items',
      ['2', '1,0'],
      ['1 lists that do not fit their number: 2 responses, but 1 outcomes in line 3: 2']
    ],
    ['no number', ['7,7', '1,0'], ['1 no number of responses: 7,7', '2 no number of responses: 1,0']],
    ['an unknown outcome', ['2', '7,7', '1,5'], ['3 unknown outcome `5`: 1,7,5']]
  ])('law 1: %s leaves what follows as it is', async (_, spoilt, refused) => {
    const heard = await hear('dkt3', lines(...spoilt, '2', '7,easy-a', '0,1'))
    expect(heard.said.slice(-2).map((said) => said.slice(2))).toEqual(['7 incorrect', 'easy-a correct'])
    expect(heard.refused).toEqual(refused)
  })

  it('the end may come too early', async () => {
    const heard = await hear('dkt3', lines('1', '7', '1', '2', '7,7'))
    expect(heard.refused).toEqual(['4 the log ends within three lines: 2'])
    expect(counts(heard)).toEqual({ rows: 2, responses: 1, folded: 0 })
  })
})

describe('matrix', () => {
  it('a cell is a response, the learner the number of the row', async () => {
    const heard = await hear('matrix', lines('easy-a,"hard-a",nix,7', '1,0,,NA', '1,0', ',,,1'))
    expect(heard.said).toEqual(['1 easy-a correct', '1 hard-a incorrect', '3 7 correct'])
    expect(heard.refused).toEqual(['3 2 fields instead of 4: 1,0'])
    expect(heard.mentioned).toEqual(['easy-a', 'hard-a', 'nix', '7'])
  })

  it.each([
    ['id', ','],
    ['', ','],
    ['"Person ID"', ';'],
    ['".row"', '\t']
  ])('a first column %s names the learners', async (name, separator) => {
    const heard = await hear(
      'matrix',
      lines(`${name},easy-a,7`, '"p 1",1,x', 'q,,0').replaceAll(',', separator)
    )
    expect(heard.said).toEqual(['p 1 easy-a correct', 'q 7 incorrect'])
    expect(heard.refused).toEqual(['2 unknown outcome `x`: p 1,7,x'])
  })

  it('any column does, if it is given by name', async () => {
    const heard = await hear('matrix', lines('easy-a,code', '1,p'), { names: { learner: 'code' } })
    expect(heard.said).toEqual(['p easy-a correct'])
  })

  it('a column of --by tells something of the person, and is no challenge', async () => {
    const plan = { c: { easy: { level: 1, challenges: { 'easy-a': {}, 'hard-a': {} } } } }
    const log = lines('id,school,easy-a,hard-a', 'p,north,1,0', 'q,,1,NA', 'r,1,0,1')
    const ran = await run(
      ['replay', 'log', '--format', 'matrix', '--bank', 'bank.json', '--out', 'out', '--by', 'school'],
      { files: { 'bank.json': JSON.stringify(file(plan)), log } }
    )
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    expect(JSON.parse(ran.files.get('out/run.json') ?? '')).toMatchObject({
      rows: 5,
      responses: 5,
      rejected: 0
    })
    const values = [
      { value: '', responses: 1 },
      { value: '1', responses: 2 },
      { value: 'north', responses: 2 }
    ]
    expect(JSON.parse(ran.files.get('out/metrics.json') ?? '')).toMatchObject({
      by: [{ column: 'school', values }]
    })
  })

  it('two columns of one name are two responses to one challenge', async () => {
    await expect(hear('matrix', lines('7,easy-a,7'))).rejects.toThrow('`log` has two columns `7`')
  })
})

describe('in whatever way a log is stored', () => {
  const LOGS: ReadonlyArray<readonly [string, string]> = [
    ['canonical', lines('learner,challenge,outcome', 'a,7,1', 'b,"hard-a",0', 'b,nix,0', 'é,7,1')],
    [
      'datashop',
      tabs(['Anon Student Id', 'Problem Name', 'Outcome'], ['a', '7', 'CORRECT'], ['é', '7', 'x'])
    ],
    [
      'assistments',
      lines('order_id,user_id,problem_id,correct', '1,a,7,1', '2,é,7,0', '1,a,7,1', '1,"é",9,1')
    ],
    ['pykt', lines('uid,questions,concepts,responses', 'a,"7,7","1,1","1,0"', '"é",7,1,1')],
    ['dkt3', lines('2', '7,7', '1,0', '1', '9', '1')],
    ['matrix', lines('id,7,"easy-a"', 'é,1,0', 'b,,1', 'c,1')]
  ]

  it.each(LOGS)(
    '%s: with CRLF, a byte order mark, without a last line feed, compressed',
    async (format, text) => {
      const plain = await hear(format, text)
      for (const content of [
        text.replaceAll('\n', '\r\n'),
        `\ufeff${text}`,
        text.slice(0, -1),
        gzipSync(text),
        gzipSync(`\ufeff${text.replaceAll('\n', '\r\n')}`)
      ])
        expect(await hear(format, content)).toEqual(plain)
    }
  )

  it.each(LOGS)('%s: an empty one, and UTF-16, are refused', async (format, text) => {
    await expect(hear(format, '')).rejects.toThrow('`log` is empty')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    await expect(hear(format, utf16)).rejects.toThrow('`log` is UTF-16')
  })

  test.prop(
    [
      fc.constantFrom(...LOGS),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('"', ',', '\n', '\t', '-1', '', '\r', '\0', '1', 'é')), {
        maxLength: 6
      })
    ],
    { numRuns: 300 }
  )('rows = responses + rejected + folded, however it is spoilt', async ([format, text], edits) => {
    const spoilt = edits.reduce((all, [at, put]) => {
      const place = at % (all.length + 1)
      return all.slice(0, place) + put + all.slice(place + (at % 3))
    }, text)
    const heard = await hear(format, spoilt).catch((error: unknown) => String(error))
    if (typeof heard === 'string') {
      expect(heard).toMatch(/^Error: `log` (has|is) /)
      return
    }
    expect(heard.responses).toBe(heard.said.length)
    expect(heard.rows).toBe(heard.responses + heard.refused.length + heard.folded)
  })
})

describe('the same responses in another format', () => {
  const response = fc.tuple(fc.nat(4), fc.constantFrom(...CHALLENGES), fc.constantFrom(0, 1))
  type Response = readonly [number, string, number]
  /** The responses of a learner together, learners numbered from 1 in the order in which they turn up. */
  const responses = fc
    .array(response, { minLength: 1, maxLength: 25 })
    .map((all): ReadonlyArray<Response> => {
      const learners = [...new Set(all.map(([learner]) => learner))]
      return learners.flatMap((own, i) =>
        all.filter(([learner]) => learner === own).map(([, ...rest]): Response => [i + 1, ...rest])
      )
    })

  const runs = (all: ReadonlyArray<Response>): ReadonlyArray<ReadonlyArray<Response>> =>
    [...new Set(all.map(([learner]) => learner))].map((own) => all.filter(([learner]) => learner === own))

  const canonical = (all: ReadonlyArray<Response>): string =>
    lines('learner,challenge,outcome', ...all.map((each) => each.join()))

  const WRITERS: ReadonlyArray<readonly [string, (all: ReadonlyArray<Response>) => string]> = [
    [
      'datashop',
      (all) =>
        tabs(
          ['Anon Student Id', 'Problem Name', 'Step Name', 'Outcome'],
          ...all.map(([learner, item, right]) => [
            String(learner),
            item,
            '',
            right === 1 ? 'CORRECT' : 'INCORRECT'
          ])
        )
    ],
    [
      'assistments',
      (all) =>
        lines(
          'user_id,skill_id,correct,problem_id,order_id',
          ...all.flatMap(([learner, item, right], i) =>
            Array.from({ length: 1 + (i % 3) }, (_, skill) => [learner, skill, right, item, i].join())
          )
        )
    ],
    [
      'pykt',
      (all) =>
        lines(
          'uid,questions,responses',
          ...runs(all).map((run) => {
            const list = (at: 1 | 2, padding: string) =>
              `"${[...run.map((each) => each[at]), padding].join()}"`
            return [run[0]?.[0], list(1, '-1'), list(2, '-1')].join()
          })
        )
    ],
    [
      'dkt3',
      (all) =>
        lines(
          ...runs(all).flatMap((run) => [
            String(run.length),
            run.map(([, item]) => item).join(),
            run.map(([, , right]) => right).join()
          ])
        )
    ]
  ]

  const untimed = (said: ReadonlyArray<string>): ReadonlyArray<string> =>
    said.map((each) => each.split(' ').slice(0, 3).join(' '))

  test.prop([fc.constantFrom(...WRITERS), responses], { numRuns: 200 })(
    'is heard as the same',
    async ([format, write], all) => {
      const [own, other] = [await hear('canonical', canonical(all)), await hear(format, write(all))]
      expect(untimed(other.said)).toEqual(own.said)
      expect(other.refused).toEqual([])
    }
  )

  test.prop([responses])('also as a matrix, where nobody answers anything twice', async (all) => {
    const once = runs(all).flatMap((run) =>
      CHALLENGES.flatMap((item) => run.filter(([, own]) => own === item).slice(0, 1))
    )
    const matrix = lines(
      CHALLENGES.join(),
      ...runs(once).map((run) =>
        CHALLENGES.map((item) => String(run.find(([, own]) => own === item)?.[2] ?? 'NA')).join()
      )
    )
    const [own, other] = [await hear('canonical', canonical(once)), await hear('matrix', matrix)]
    expect(other.said).toEqual(own.said)
  })
})

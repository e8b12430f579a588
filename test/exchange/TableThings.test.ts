import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Header from '../../src/exchange/TableHeader'
import * as TableRow from '../../src/exchange/TableRow'
import * as Things from '../../src/exchange/TableThings'
import * as TableRead from '../../src/exchange/TableRead'
import * as TableWrite from '../../src/exchange/TableWrite'
import * as arbitrary from '../support/arbitraries'
import { draftOf, grid } from './tables'

const column = () => fc.constantFrom('', '', 'a', 'b', '1', '9')

const COLUMNS = [
  'bank',
  'domain',
  'competence',
  'topic',
  'level',
  'acquis',
  'challenge',
  'resource',
  'for'
] as const

const { header } = Header.read(COLUMNS)

/** A thing and everything under it. */
const under = (thing: Things.Thing): ReadonlyArray<Things.Thing> => [thing, ...thing.children.flatMap(under)]

test.prop([fc.array(fc.tuple(...COLUMNS.map(column)), { maxLength: 12 })], { numRuns: 1000 })(
  'law 2: every row is a thing of the tree or a stray, or is named as a problem',
  (table) => {
    const rows = table.flatMap((cells, i) => TableRow.read(header, cells, i, false).row ?? [])
    const { things, remarks } = Things.of(header, rows, ({ at }) => at)
    const { bank, domains, competences, strays } = things
    const all = [...(bank === undefined ? [] : [bank]), ...domains, ...competences, ...strays].flatMap(under)
    const placed = all.map(({ row }) => row.at)
    expect(new Set(placed).size).toBe(placed.length)
    const named = new Set(remarks.map(({ at }) => at.row))
    for (const { at } of rows) expect(placed.includes(at) || named.has(at), `row ${at}`).toBe(true)
    for (const { row } of strays) expect(named, `stray ${row.at}`).toContain(row.at)
  }
)

test.prop([arbitrary.bankFile(), fc.infiniteStream(fc.nat())], { numRuns: 100 })(
  'law 1: the order of rows decides nothing but the order of things of one kind',
  (file, stream) => {
    const [first = [], ...rows] = TableWrite.write(draftOf(file))
    const kinds = rows.map(
      (row, i) => TableRow.read(Header.read(first).header, row, i, false).row?.kind ?? ''
    )
    // Shuffled, but so that rows of one kind keep their order.
    const queues = new Map(
      [...new Set(kinds)].map((kind) => [kind, rows.filter((_, i) => kinds[i] === kind)])
    )
    const shuffled: Array<ReadonlyArray<string>> = []
    while (queues.size > 0) {
      const all = [...queues]
      const [kind, queue] = all[(stream.next().value ?? 0) % all.length]!
      shuffled.push(queue.shift()!)
      if (queue.length === 0) queues.delete(kind)
    }
    const { bank, remarks } = TableRead.read(grid([first, ...shuffled]))
    expect(remarks).toEqual([])
    expect(arbitrary.decoded(bank)).toEqual(arbitrary.decoded(file))
  }
)

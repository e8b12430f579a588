import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as PosthocSummary from '../../src/lab/PosthocSummary'
import * as matrices from './matrices'

it.each(['fractions','balance'] as const)('try %s', (name) => {
  const bank = matrices.bankOf(matrices[name]())
  const model = Model.of(bank)
  console.log(model.competences[0]!.blocks.map(b=>b.states.count))
  const data = matrices.answers(name === 'fractions' ? 'fraction-subtraction/fraction_subtraction_long.csv' : 'balance-scale/balance_long.csv')
  const t0 = performance.now()
  const summary = PosthocSummary.run(
    { bank, seed: '1', policies: ['information', 'accuracy', 'random', 'thumb', 'fixed'], lengths: [0,1,2,3,4,5,8,10,12,15,20], coverage: 0.9, validation: 0.2 },
    Array.from(data, ([learner, list]) => ({
      learner,
      items: list.map(([c]) => model.itemOf.get(c) ?? -1),
      outcomes: list.map(([, o]) => outcomes.indexOf(o as 'correct'))
    }))
  )
  const f = (x: any) => x === null ? '–' : x.value.toFixed(4)
  let out = `${name} ${performance.now() - t0} ms; ${summary.learners} learners\n`
  const row = (l: string, m: any) => { out += l.padEnd(18) + PosthocSummary.measures.map((n) => f(m[n]).padStart(9)).join('') + '\n' }
  out += ''.padEnd(18) + PosthocSummary.measures.map(n=>n.padStart(9)).join('') + '\n'
  row('everything', summary.everything)
  for (const c of summary.curves) { for (const p of c.points) row(`${c.policy} ${p.k}`, p); if (c.end) row(`${c.policy} end ${c.end.tenth}-${c.end.ninetieth}`, c.end) }
  for (const d of summary.differences) row(`d ${d.policy} ${d.k}`, d)
  writeFileSync(`/tmp/ph/${name}.txt`, out)
})

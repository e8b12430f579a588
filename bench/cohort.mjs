/**
 * Seconds and memory of a whole `acquis cohort` of 100,000 profiles × 16 competences, by three columns, two of them together,
 * and by role. Profiles are made without what is known of each acquis, as for a cohort without topics.
 */
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Random } from '../dist/lab.js'
import { measured } from './process.mjs'

const PEOPLE = 100_000
const roles = fileURLToPath(new URL('../fixtures/roles.yaml', import.meta.url))
const competences = [
  '1.1',
  '1.2',
  '1.3',
  '2.1',
  '2.2',
  '2.3',
  '2.4',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '4.1',
  '4.2',
  '4.3',
  '5.1',
  '5.2'
]
const functions = ['reception-secretariat', 'user-support', 'managers', 'technical-field']

const folder = mkdtempSync(join(tmpdir(), 'acquis-cohort-'))
try {
  const next = Random.source(1)
  const competence = () => {
    const novice = next() / 2
    const advanced = next() / 2
    return {
      ability: { mean: 3, sd: 0.5 },
      score: { mean: 1 + 5 * next(), sd: 0.5, interval: [1, 6] },
      level: 3,
      band: 'intermediate',
      bands: { none: 0, novice, intermediate: 1 - novice - advanced, advanced, expert: 0 },
      asked: 12,
      reliability: 0.95,
      stopped: 'precision',
      acquis: {}
    }
  }
  const profiles = join(folder, 'profiles.jsonl')
  const roster = join(folder, 'roster.csv')
  const out = createWriteStream(profiles)
  const rows = ['learner,commune,category,age,role']
  for (let i = 0; i < PEOPLE; i++) {
    const profile = {
      format: 'acquis-profile/1',
      learner: `l-${i}`,
      bank: { id: 'framework', fingerprint: 'f' },
      responses: 80,
      logEvidence: -40,
      reliability: 0.95,
      overall: { score: { mean: 50, sd: 3, interval: [45, 55] } },
      competences: Object.fromEntries(competences.map((id) => [id, competence()])),
      recommendations: { toSucceedNextTime: [], toLearnMore: [] }
    }
    rows.push(
      `l-${i},c${Math.floor(40 * next())},k${Math.floor(5 * next())},a${Math.floor(6 * next())},${functions[i % functions.length]}`
    )
    if (!out.write(`${JSON.stringify(profile)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  writeFileSync(roster, rows.join('\n'))

  const { seconds, megabytes } = measured(
    ...['cohort', profiles, '--roster', roster, '--roles', roles],
    ...['--by', 'commune,category,age,commune+age', '--out', join(folder, 'out')]
  )
  const size = Math.round(statSync(profiles).size / 1e6)
  console.log(
    `${PEOPLE} profiles × ${competences.length} competences (${size} MB): ${seconds.toFixed(1)} s, ${megabytes} MB at most`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

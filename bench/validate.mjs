/**
 * How fast banks are validated: whole processes, on seeded banks of full texts in two languages, beside merely parsing
 * the same files. `node bench/validate.mjs [--challenges N] [--runs N]`, after `npm run build`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { dump } from 'js-yaml'
import { Random } from '../dist/lab.js'

const { values } = parseArgs({
  options: {
    challenges: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' }
  }
})
const count = Number(values.challenges)
const runs = Number(values.runs)

const bin = join(import.meta.dirname, '../dist/cli/bin.js')
const folder = mkdtempSync(join(tmpdir(), 'acquis-bench-'))

const WORDS =
  'colonne tableau commune village trier filtrer cellule adresse which column holds the name of a town'.split(
    ' '
  )

const source = Random.source('bench/validate')
const draw = (n) => Math.floor(source() * n)
const sentence = (words) => Array.from({ length: words }, () => WORDS[draw(WORDS.length)]).join(' ')
const text = (words) => ({ fr: `${sentence(words)} ?`, en: `${sentence(words)}?` })

/** All of one length, none of them in a prompt. */
const option = (id) => ({ fr: `réponse ${id}`, en: `answer ${id}` })

const COMPETENCES = 16
const TOPICS = 12
const LEVELS = 8

const challenge = (slip) => ({
  format: 'choice',
  prompt: text(14),
  options: { a: option('a'), b: option('b'), c: option('c') },
  solution: 'abc'[draw(3)],
  slip,
  seconds: 30 + draw(90)
})

const ids = (n, prefix) => Array.from({ length: n }, (_, i) => `${prefix}${i + 1}`)

/** A bank without problems: 16 competences of 12 topics, one acquis a topic and level. */
const bank = () => {
  let made = 0
  const slots = COMPETENCES * TOPICS * LEVELS
  const acquis = (c, level, topic, slot) => {
    const share = Math.floor(((slot + 1) * count) / slots) - Math.floor((slot * count) / slots)
    const slip = 0.05 + draw(10) / 100
    const challenges = Object.fromEntries(ids(share, '').map(() => [`q-${++made}`, challenge(slip)]))
    return [`k-${c}-${level}-${topic}`, { topic, title: text(5), nextTime: text(8), challenges }]
  }
  let slot = 0
  const competence = (c) => ({
    title: text(2),
    topics: Object.fromEntries(ids(TOPICS, 't').map((topic) => [topic, { title: text(2) }])),
    levels: Object.fromEntries(
      ids(LEVELS, '').map((level) => [
        level,
        Object.fromEntries(ids(TOPICS, 't').map((topic) => acquis(c, level, topic, slot++)))
      ])
    )
  })
  return {
    format: 'acquis-bank/1',
    id: 'bench',
    locales: ['fr', 'en'],
    title: { fr: 'Banque', en: 'Bank' },
    competences: Object.fromEntries(ids(COMPETENCES, 'c').map((c) => [c, competence(c)]))
  }
}

/** Two defects in every challenge: a misspelt key, and an option that is not there. */
const spoilt = (sound) => {
  const bank = JSON.parse(JSON.stringify(sound))
  for (const { levels } of Object.values(bank.competences))
    for (const acquis of Object.values(levels))
      for (const { challenges } of Object.values(acquis))
        for (const each of Object.values(challenges)) {
          each.lvel = 3
          each.solution = 'z'
        }
  return bank
}

/** The seconds that the best of some runs took, and what it printed. What else the machine does only adds. */
const measured = (args, status) => {
  const all = Array.from({ length: runs }, () => {
    const start = performance.now()
    const done = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
    const seconds = (performance.now() - start) / 1000
    if (done.status !== status) throw new Error(`ended with ${done.status}: ${done.stderr}`)
    return { seconds, stdout: done.stdout }
  })
  return { seconds: Math.min(...all.map(({ seconds }) => seconds)), stdout: all[0].stdout }
}

const PARSERS = {
  json: 'JSON.parse(text)',
  yaml: '(await import("js-yaml")).load(text)'
}

const parse = (file, kind) =>
  measured(
    [
      '--input-type=module',
      '--eval',
      `import { readFileSync } from 'node:fs'; const text = readFileSync(${JSON.stringify(file)}, 'utf8'); ${PARSERS[kind]}`
    ],
    0
  ).seconds

const row = (name, file, kind, defects) => {
  const { seconds, stdout } = measured([bin, 'validate', file], defects === 0 ? 0 : 1)
  const last = stdout.trimEnd().split('\n').at(-1)
  if (!last.startsWith(defects === 0 ? 'no problems' : `${defects} errors`))
    throw new Error(`it says: ${last}`)
  const parsing = parse(file, kind)
  const megabytes = (statSync(file).size / 1e6).toFixed(1)
  console.log(
    `  ${name.padEnd(28)} ${megabytes.padStart(5)} MB  ${seconds.toFixed(2)} s   parse only ${parsing.toFixed(2)} s   × ${(seconds / parsing).toFixed(1)}`
  )
}

try {
  const sound = bank()
  const bad = spoilt(sound)
  const write = (name, u) => {
    const file = join(folder, name)
    writeFileSync(file, name.endsWith('.json') ? JSON.stringify(u, null, 2) : dump(u, { lineWidth: -1 }))
    return file
  }
  console.log(`validate ${count} challenges, whole process, best of ${runs}`)
  row('JSON', write('sound.json', sound), 'json', 0)
  row('YAML', write('sound.yaml', sound), 'yaml', 0)
  row(`JSON, ${2 * count} defects`, write('bad.json', bad), 'json', 2 * count)
  row(`YAML, ${2 * count} defects`, write('bad.yaml', bad), 'yaml', 2 * count)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * The package as users get it: packed, installed in an empty folder, imported, required, bundled for a browser, and
 * run as a command. Needs a build (`npm run build`). What vitest cannot see is seen here.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const bank = {
  format: 'acquis-bank/1',
  id: 'smoke',
  title: 'Smoke',
  domains: { information: { title: 'Information' } },
  competences: {
    1.1: {
      domain: 'information',
      title: 'Search',
      topics: { engines: { title: 'Search engines' } },
      levels: Object.fromEntries(
        [1, 2, 3].map((level) => [
          level,
          {
            [`search-${level}`]: {
              topic: 'engines',
              title: `Search, level ${level}`,
              challenges: {
                [`search-${level}-a`]: { format: 'number', prompt: 'How many?', solution: level },
                [`search-${level}-b`]: { format: 'number', prompt: 'How many now?', solution: level }
              }
            }
          }
        ])
      )
    }
  }
}

/** One short assessment. It stands as text in the three programs below, so it uses nothing from around it. */
const scenario = ({ Bank, Assessment, Profile }, json) => {
  const right = (either) => {
    if (either._tag === 'Left') throw new Error(JSON.stringify(either.left))
    return either.right
  }
  let assessment = Assessment.start(right(Bank.decode(json)), { seed: 'smoke' })
  let step = Assessment.next(assessment)
  const asked = []
  while (step._tag === 'Ask') {
    if (asked.push(step.challenge) > 100) throw new Error('the assessment does not end')
    assessment = right(
      Assessment.answer(assessment, {
        challenge: step.challenge,
        outcome: step.challenge.startsWith('search-3') ? 'incorrect' : 'correct'
      })
    )
    step = Assessment.next(assessment)
  }
  return { asked, reason: step.reason, profile: Profile.of(assessment) }
}

const programs = {
  'import.mjs': `
import * as acquis from 'acquis'
import * as lab from 'acquis/lab'
import * as report from 'acquis/report'
const scenario = ${scenario}
const names = Object.fromEntries(Object.entries({ acquis, lab, report }).map(([k, m]) => [k, Object.keys(m).sort()]))
console.log(JSON.stringify({ names, result: scenario(acquis, ${JSON.stringify(bank)}) }))`,
  'require.cjs': `
const [acquis, lab, report] = [require('acquis'), require('acquis/lab'), require('acquis/report')]
const scenario = ${scenario}
const names = Object.fromEntries(Object.entries({ acquis, lab, report }).map(([k, m]) => [k, Object.keys(m).sort()]))
console.log(JSON.stringify({ names, result: scenario(acquis, ${JSON.stringify(bank)}) }))`,
  'page.js': `
import { Assessment, Bank, Profile } from 'acquis'
const scenario = ${scenario}
globalThis.result = JSON.stringify(scenario({ Assessment, Bank, Profile }, ${JSON.stringify(bank)}))`
}

/** Without what the npm that runs this script says about its own package. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|NODE_OPTIONS$)/.test(name)
  )
)

const say = (line) => console.log(`smoke: ${line}`)

const output = (cwd, command, ...args) => {
  const run = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  assert.equal(run.status, 0, `${command} ${args.join(' ')}\n${run.error ?? run.stdout + run.stderr}`)
  return run.stdout
}

const STACK = /^\s+at .*(:\d+:\d+|<anonymous>|node:internal)/m

/** Runs the installed command; a stack trace is wrong whatever happens. */
const acquis = (cwd, ...args) => {
  const run = spawnSync('npx', ['--no-install', 'acquis', ...args], { cwd, env, encoding: 'utf8', input: '' })
  const text = run.stdout + run.stderr
  assert.doesNotMatch(text, STACK, `acquis ${args.join(' ')} prints a stack trace:\n${text}`)
  say(`acquis ${args.join(' ')}: exit code ${run.status}`)
  return { code: run.status, stdout: run.stdout, text }
}

const pack = (folder) => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [packed] = Object.values(JSON.parse(output(root, 'npm', ...args)))
  const stray = packed.files
    .map((file) => file.path)
    .filter((path) => !/^(dist\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path))
  assert.deepEqual(stray, [], 'files in the package that are not for users')
  say(`packed ${packed.files.length} files, ${Math.round(packed.size / 1000)} kB`)
  return join(folder, packed.filename)
}

const install = (folder, tarball) => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "version": "1.0.0", "private": true }\n')
  output(folder, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', tarball)
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text)
}

const inNode = (folder) => {
  const [imported, required] = ['import.mjs', 'require.cjs'].map((name) =>
    JSON.parse(output(folder, process.execPath, name))
  )
  for (const [entry, names] of Object.entries(imported.names)) {
    say(`${entry === 'acquis' ? entry : `acquis/${entry}`} exports ${names.join(', ') || 'nothing yet'}`)
  }
  for (const name of ['Assessment', 'Bank', 'Profile']) assert.ok(imported.names.acquis.includes(name), name)
  assert.deepEqual(required, imported, 'import and require differ')
  assert.ok(imported.result.asked.length > 0, 'nothing was asked')
  assert.equal(imported.result.profile.format, 'acquis-profile/1')
  say(`an assessment of ${imported.result.asked.length} questions, the same imported and required`)
  return imported.result
}

const inBrowser = async (folder, expected) => {
  const { metafile, outputFiles, warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ['page.js'],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['browser'],
    target: 'es2022',
    logLevel: 'silent'
  })
  assert.deepEqual(warnings, [])
  const inputs = Object.keys(metafile.inputs)
  assert.ok(
    inputs.some((path) => path.includes('acquis/dist/browser/')),
    'the browser build was not taken'
  )
  assert.deepEqual(
    inputs.filter((path) => /node_modules\/(fp-ts|io-ts)\/lib\//.test(path)),
    [],
    'CommonJS copies in the browser bundle'
  )
  const page = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(outputFiles[0].text, page)
  assert.deepEqual(JSON.parse(page.result), expected, 'the browser bundle gives another result')
  say(
    `a page of ${Math.round(gzipSync(outputFiles[0].contents).length / 100) / 10} kB gzip gives the same result`
  )
}

const asCommand = (folder) => {
  writeFileSync(join(folder, 'bank.json'), JSON.stringify(bank))
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...bank, competences: { 1.1: { lvels: {} } } }))
  writeFileSync(join(folder, 'broken.yaml'), 'format: acquis-bank/1\n  id: [\n')

  const shown = acquis(folder, '--version')
  assert.equal(shown.code, 0)
  assert.equal(shown.stdout.trim(), version)

  const help = acquis(folder, '--help')
  assert.equal(help.code, 0, help.text)
  assert.match(help.text, /validate/)

  const fine = acquis(folder, 'validate', 'bank.json')
  assert.equal(fine.code, 0, fine.text)

  for (const name of ['wrong.json', 'broken.yaml']) {
    const wrong = acquis(folder, 'validate', name)
    assert.equal(wrong.code, 1, wrong.text)
    assert.match(wrong.text, new RegExp(name.replace('.', '\\.')))
  }

  const inspect = (workers) =>
    acquis(
      folder,
      'inspect',
      'bank.json',
      '--learners',
      '50',
      '--workers',
      workers,
      '--json',
      '--report',
      'bank.html'
    )
  const alone = inspect('1')
  assert.equal(alone.code, 0, alone.text)
  assert.equal(JSON.parse(alone.stdout).format, 'acquis-inspection/1')
  const report = readFileSync(join(folder, 'bank.html'), 'utf8')
  assert.equal(inspect('3').stdout, alone.stdout, 'the number of workers shows')
  assert.equal(readFileSync(join(folder, 'bank.html'), 'utf8'), report, 'the number of workers shows')

  const absent = acquis(folder, 'validate', 'absent.json')
  assert.equal(absent.code, 3, absent.text)
}

const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'acquis-smoke-')))
const clean = () => rmSync(temporary, { recursive: true, force: true })
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clean()
    process.exit(130)
  })
}

try {
  const folder = join(temporary, 'empty')
  install(folder, pack(temporary))
  await inBrowser(folder, inNode(folder))
  asCommand(folder)
  say('passed')
} finally {
  clean()
}

/** A real browser, where the machine has one. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]

const executable = PLACES.find((path) => path !== undefined && existsSync(path))

/** Whether there is one; where not, the tests say so and are skipped. */
export const present = executable !== undefined
if (!present)
  console.log(
    'test:browser skipped: there is no Chromium; `apt-get install chromium`, or CHROMIUM=/path/to/it.'
  )

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export const launch = (): Promise<Browser> =>
  chromium.launch({ args: ARGS, ...(executable === undefined ? {} : { executablePath: executable }) })

#!/usr/bin/env node
import { main } from './Main'
import { capabilities } from './Node'

process.exitCode = await main(process.argv.slice(2), capabilities)

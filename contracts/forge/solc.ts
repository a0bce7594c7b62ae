#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** npm's solc behind the command line that forge expects of the native compiler: `--version`, and standard JSON on stdin. */
const solc = createRequire(import.meta.url)('solc') as { version(): string; compile(input: string): string }

if (process.argv.includes('--version'))
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`)
else process.stdout.write(solc.compile(readFileSync(0, 'utf8')))

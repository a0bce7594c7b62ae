import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bindingOf, type AbiItem } from './bindings.ts'

/** The contracts whose artifacts are committed; OpenZeppelin's parts come along by import. */
const CONTRACTS = ['EVcoin', 'RewardDistributor', 'Deployment'] as const

/** The compiler's settings; `forge/foundry.toml` repeats them for the fuzz tests. */
export const SOLC_SETTINGS = {
  evmVersion: 'prague',
  viaIR: true,
  optimizer: { enabled: true, runs: 10_000 },
  // Without the metadata's hash the bytecode depends on the code alone, and with it the addresses.
  metadata: { bytecodeHash: 'none', appendCBOR: false },
}

interface Output {
  errors?: { severity: 'error' | 'warning' | 'info'; formattedMessage: string }[]
  contracts: Record<string, Record<string, { abi: AbiItem[]; evm: { bytecode: { object: string } } }>>
}

/** Compiles Solidity sources (name to text) with npm's solc; imports are read from node_modules. Throws on any warning. */
export function compile(sources: Record<string, string>): Output['contracts'] {
  const require = createRequire(import.meta.url)
  const solc = require('solc') as {
    compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string
  }
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: { ...SOLC_SETTINGS, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  }
  const find = (path: string) => {
    try {
      return { contents: readFileSync(require.resolve(path), 'utf8') }
    } catch {
      return { error: `${path} is not installed` }
    }
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as Output
  const faults = (output.errors ?? []).filter((error) => error.severity !== 'info')
  if (faults.length > 0) throw new Error(faults.map((fault) => fault.formattedMessage).join('\n'))
  return output.contracts
}

/** The text of every generated file, by its name in `generated/`. */
export function artifacts(): Record<string, string> {
  const names = CONTRACTS.map((name) => `${name}.sol`)
  const compiled = compile(Object.fromEntries(names.map((file) => [file, readFileSync(new URL(file, import.meta.url), 'utf8')])))
  return Object.fromEntries(
    CONTRACTS.map((name) => {
      const contract = compiled[`${name}.sol`]?.[name]
      if (!contract) throw new Error(`The compiler returned no ${name}.`)
      return [`${name}.ts`, bindingOf(name, contract.abi, contract.evm.bytecode.object)]
    }),
  )
}

if (import.meta.main) {
  for (const [file, text] of Object.entries(artifacts())) writeFileSync(new URL(`generated/${file}`, import.meta.url), text)
}

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SOLC_SETTINGS, artifacts } from './compile.ts'

test('the committed artifacts are what the sources compile to', { timeout: 180_000 }, () => {
  for (const [file, text] of Object.entries(artifacts())) {
    const committed = readFileSync(new URL(`generated/${file}`, import.meta.url), 'utf8')
    expect(committed === text, `contracts/generated/${file} is out of date: run node contracts/compile.ts`).toBe(true)
  }
})

test('forge fuzzes what we ship: the same compiler settings', () => {
  const toml = readFileSync(new URL('foundry.toml', import.meta.url), 'utf8')
  const value = (name: string) => new RegExp(`^${name} = "?([\\w.]+)"?$`, 'm').exec(toml)?.[1]
  expect(value('evm_version')).toBe(SOLC_SETTINGS.evmVersion)
  expect(value('via_ir')).toBe(String(SOLC_SETTINGS.viaIR))
  expect(Number(value('optimizer_runs')?.replaceAll('_', ''))).toBe(SOLC_SETTINGS.optimizer.runs)
})

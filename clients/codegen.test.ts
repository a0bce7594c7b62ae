import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { generate } from '@graphql-codegen/cli'
import { expect, test } from 'vitest'
import config from '../codegen.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

test('the committed types and manifests are what "npm run codegen" makes now', async () => {
  const made = (await generate({ ...config, cwd: ROOT, silent: true }, false)) as { filename: string; content: string }[]
  expect(made.length).toBeGreaterThan(0)
  for (const { filename, content } of made)
    expect(await readFile(new URL(filename, new URL('../', import.meta.url)), 'utf8'), filename).toBe(content)
  const names = made.map(({ filename }) => filename.split('clients/').at(-1))
  for (const client of ['driver', 'admin', 'partner', 'sdk'])
    for (const file of await readdir(new URL(`${client}/generated/`, import.meta.url)))
      expect(names).toContain(`${client}/generated/${file}`)
}, 120_000)

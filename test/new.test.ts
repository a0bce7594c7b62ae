import { execFile } from 'node:child_process'
import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from './source-files.ts'
import { temporaryFolder } from './temporary-folder.ts'

const run = promisify(execFile)

test('`npm run new` makes a subgraph that is typed, composed, and passes its own tests', { timeout: 600_000 }, async () => {
  const copy = await temporaryFolder()
  const left = new Set(['node_modules', '.git', '.evergraph'].map((name) => join(root, name)))
  await cp(root, copy, { recursive: true, filter: (source) => !left.has(source) })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const node = (...args: string[]) => run(process.execPath, args, { cwd: copy })

  await node('deploy/new.ts', 'teas', 'green-tea')
  for (const step of ['deploy/derive.ts', 'deploy/print-schemas.ts', 'gateway/composition/compose.ts']) await node(step)
  await node('node_modules/typescript/bin/tsc', '-p', '.')
  await node('node_modules/vitest/vitest.mjs', 'run', 'subgraphs/teas', 'test/boxes.test.ts', 'test/architecture.test.ts')
  await expect(node('deploy/new.ts', 'teas', 'green-tea')).rejects.toThrow('There is a box teas')
  // Types of another box and of the templates.
  await expect(node('deploy/new.ts', 'people', 'user')).rejects.toThrow('There is a type User already')
  await expect(node('deploy/new.ts', 'pages', 'page')).rejects.toThrow('There is a type Page already')
  await expect(node('deploy/new.ts', 'Green Teas')).rejects.toThrow('npm run new -- NAME THING')
  for (const name of ['shared', 'community', 'gateway', 'past'])
    await expect(node('deploy/new.ts', name, 'tea')).rejects.toThrow(`cannot be called ${name}`)
  // A word of SQL's own.
  await node('deploy/new.ts', 'orders', 'order')
  await node('node_modules/vitest/vitest.mjs', 'run', 'subgraphs/orders')
})

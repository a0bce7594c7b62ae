import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { versionOf } from './version.ts'

test('a version is another one when any of its files is: the manifest, whose name stays, too', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'evergraph-version-')), (path) => rm(path, { recursive: true }))
  const write = (name: string, what: string) => writeFile(join(folder, name), what)
  await write('index.html', 'page')
  await write('manifest.webmanifest', '{}')
  const paths = ['/index.html', '/manifest.webmanifest']
  const first = await versionOf(folder, paths)
  expect(await versionOf(folder, paths)).toBe(first)
  await write('manifest.webmanifest', '{"name":"Other"}')
  expect(await versionOf(folder, paths)).not.toBe(first)
  expect(await versionOf(folder, ['/index.html'])).not.toBe(first)
})

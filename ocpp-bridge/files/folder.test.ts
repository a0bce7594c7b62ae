import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openUploadFolder } from './folder.ts'

test('what killed processes have left of uploads goes at the next start; folders in use, and those of others, stay', async () => {
  const place = await mkdtemp(join(tmpdir(), 'evergraph-place-'))
  vi.stubEnv('TMPDIR', place)
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await rm(place, { recursive: true })
  })
  const yesterday = new Date(Date.now() - 86_400_000)
  for (const name of ['evergraph-uploads-left', 'evergraph-uploads-in-use', 'somebody-else']) {
    await mkdir(join(place, name))
    await writeFile(join(place, name, 'half'), 'half of it')
    if (name !== 'evergraph-uploads-in-use') await utimes(join(place, name), yesterday, yesterday)
  }
  await using stack = new AsyncDisposableStack()
  const newPath = await openUploadFolder(stack)
  const own = join(await newPath(), '..')
  expect((await readdir(place)).toSorted()).toEqual(
    [own.slice(place.length + 1), 'evergraph-uploads-in-use', 'somebody-else'].toSorted(),
  )
  // It was taken for left itself.
  await rm(own, { recursive: true })
  await writeFile(await newPath(), 'whole')
  await stack.disposeAsync()
  expect(await readdir(place)).not.toContain(own.slice(place.length + 1))
})

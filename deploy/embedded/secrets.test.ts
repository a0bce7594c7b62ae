import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { startPostgres } from './postgres.ts'
import { loadSecrets } from './secrets.ts'

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('an empty folder gets secrets, and the same ones again', async () => {
  const made = await loadSecrets(folder)
  expect(await loadSecrets(folder)).toEqual(made)
})

test.each(['postgres', 'chain', 'photos'])(
  'data (%s) without its secrets is refused with what to do, and left as it is',
  async (name) => {
    await mkdir(join(folder, name))
    await expect(loadSecrets(folder)).rejects.toThrow(/no secrets\.json.*Put secrets\.json back.*EVERGRAPH_DATA/)
    await expect(readFile(join(folder, 'secrets.json'))).rejects.toThrow('ENOENT')
  },
)

test('secrets that were cut short are refused with what to do', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"databaseAdmin": "abc')
  await expect(loadSecrets(folder)).rejects.toThrow(/secrets\.json cannot be read as JSON. Put it back/)
})

test("another platform's secrets do not open the database, which is said at once and in words", async () => {
  const at = join(folder, 'postgres')
  await (await startPostgres({ folder: at, password: 'the right one', durable: false }))[Symbol.asyncDispose]()
  await expect(startPostgres({ folder: at, password: 'another', durable: false })).rejects.toThrow(
    'The secrets.json beside the database is not the one that the database was made with.',
  )
})

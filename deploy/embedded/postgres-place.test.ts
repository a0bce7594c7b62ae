import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { freePort, startPostgres } from './postgres.ts'
import { dataFolder, expectDatabase, findPrograms, placePostgres, removeData } from './postgres-place.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const isRoot = process.getuid?.() === 0

test('data lies where it is wanted, where its user may enter', async () => {
  expect((await placePostgres(join(folder, 'postgres'))).folder).toBe(join(folder, 'postgres'))
})

test.runIf(isRoot)('for root, data of a folder that others may not enter lies in the store, and is found there again', async () => {
  const wanted = join(folder, 'shut/data/postgres')
  await mkdir(resolve(wanted, '..'), { recursive: true })
  await chmod(join(folder, 'shut'), 0o700)
  const start = () => startPostgres({ folder: wanted, password: 'secret', durable: false })
  const query = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(text)).rows as unknown[]
    } finally {
      await client.end()
    }
  }
  try {
    {
      await using first = await start()
      expect(first.folder).toMatch(/^\/var\/lib\/evergraph\//)
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value')
    }
    {
      await using second = await start()
      expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
    }
    // Opened since: the data stays where it is.
    await chmod(join(folder, 'shut'), 0o755)
    expect(await dataFolder(wanted)).toMatch(/^\/var\/lib\/evergraph\//)
  } finally {
    const { folder: kept } = await placePostgres(wanted)
    await removeData(wanted)
    await expect(readdir(resolve(kept, '..'))).rejects.toThrow('ENOENT')
  }
})

test.runIf(isRoot)('for root, programs that others may not run are copied to where they may, whatever the umask', async () => {
  const { postgres, initdb } = await findPrograms()
  const shut = join(folder, 'shut')
  const before = process.umask(0o077)
  try {
    await mkdir(shut)
    await symlink(resolve(postgres, '../../..'), join(shut, 'package'))
    const within = (program: string) => join(shut, 'package/native/bin', basename(program))
    const place = await placePostgres(join(folder, 'postgres'), join(folder, 'store'), {
      postgres: within(postgres),
      initdb: within(initdb),
    })
    expect(place.postgres).toContain(join(folder, 'store/postgresql-'))
    const { stdout } = await promisify(execFile)(place.postgres, ['--version'], { ...place.owner, cwd: '/' })
    expect(stdout).toContain('PostgreSQL')
  } finally {
    process.umask(before)
  }
})

test('data whose database is gone is refused, and the place where it should be is named', async () => {
  const data = join(folder, 'data')
  await mkdir(join(data, 'postgres'), { recursive: true })
  await expectDatabase(data)
  await writeFile(join(data, 'contracts.json'), '{}')
  await expect(expectDatabase(data)).rejects.toThrow(`lost its database, which should be in ${join(data, 'postgres')}`)
  await writeFile(join(data, 'postgres/PG_VERSION'), '18')
  await expectDatabase(data)
})

test.runIf(isRoot)('a folder that root moved away from its database in the store is refused until it is moved back', async () => {
  const shut = join(folder, 'shut')
  const data = join(shut, 'data')
  const store = join(folder, 'store')
  await mkdir(data, { recursive: true })
  await chmod(shut, 0o700)
  await writeFile(join(data, 'contracts.json'), '{}')
  const place = await dataFolder(join(data, 'postgres'), store)
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'PG_VERSION'), '18')
  await expectDatabase(data, store)
  await rename(data, join(shut, 'moved'))
  await expect(expectDatabase(join(shut, 'moved'), store)).rejects.toThrow('move it back')
})

test('a free port is given once, also while nobody listens on it yet', async () => {
  const ports = new Set<number>()
  for (let i = 0; i < 700; i++) ports.add(await freePort())
  expect(ports.size).toBe(700)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSchema } from 'graphql'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { loadBoxes } from '../deploy/boxes.ts'
import { derived } from '../deploy/derive.ts'
import { BOXES, boxEntry, type BoxEntry } from '../lib/boxes.ts'
import { printSdl } from '../lib/graph.ts'
import { LIMITS } from '../lib/limits.ts'
import { chargingConfig } from '../subgraphs/charging/config.ts'
import { paymentsConfig } from '../subgraphs/payments/config.ts'
import { OPERATION_LIMITS } from '../subgraphs/payments/operations/limits.ts'
import { callerPublicKeyPem } from './caller.ts'
import { undescribed } from './described.ts'
import { tablesOfPersons } from './person.ts'
import { testDatabase } from './postgres.ts'
import { root } from './source-files.ts'

const entries: readonly BoxEntry[] = BOXES
const boxes = (await loadBoxes()).map((box, i) => ({ entry: entries[i] ?? boxEntry(box.name), box }))

test('names, folders and ports are each of one box', () => {
  for (const key of ['name', 'folder', 'port'] as const) {
    const all = BOXES.map((entry) => entry[key])
    expect(new Set<unknown>(all).size).toBe(all.length)
  }
})

describe.each(boxes)('$entry.name', ({ entry, box }) => {
  test('is what the register says of it', () => {
    expect(box.name).toBe(entry.name)
    expect(box.schema).toBeDefined()
    const producers = new Set(box.hears.map((event) => event.split('.')[0] ?? ''))
    expect([...producers].sort()).toEqual([...entry.hears].sort())
  })
})

test('on its way from a start that fails or expires to a hold that is let go nothing waits for more than ten seconds in all', () => {
  const given = {
    DATABASE_URL: 'postgres://u:p@127.0.0.1/d',
    CALLER_PUBLIC_KEY: callerPublicKeyPem,
    PAYMENTS_LINK_SECRET: 'l'.repeat(32),
  }
  const { leastPauseMs } = OPERATION_LIMITS
  const waits = {
    'the bridge tells charging, charging tells payments, and nobody rings': 2 * LIMITS.events.relayPollMs,
    'charging looks for starts that are over': chargingConfig(given).sweepMs,
    'the answer of the provider was lost, and it is asked again': 1.2 * leastPauseMs + paymentsConfig(given).sweepMs,
  }
  expect(Object.values(waits).reduce((sum, each) => sum + each)).toBeLessThanOrEqual(10_000)
})

test('each box says of every table that refers to people what becomes of it when one leaves', async () => {
  await using database = await testDatabase('accounts')
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  try {
    const says: Record<string, string[]> = {}
    const has: typeof says = {}
    for (const { entry, box } of boxes) {
      says[entry.name] = Object.keys(box.tablesOfPersons ?? {}).toSorted()
      has[entry.name] = Object.keys(await tablesOfPersons(client, entry.name)).toSorted()
    }
    const todo =
      "Name the table in `tables` of the box's person.ts: 'gone' if `forget` deletes the rows, else why they may stay. Put what a user should see into `part`."
    expect(says, todo).toEqual(has)
  } finally {
    await client.end()
  }
})

test.each(boxes)('the committed schema of $entry.name is the one the code makes', ({ entry, box }) => {
  const committed = readFileSync(join(root, entry.folder, 'schema.graphql'), 'utf8')
  expect(committed).toBe(box.schema && printSdl(box.schema))
})

test('every type, field and argument of the graph is described where it is at home', () => {
  const folders = BOXES.map(({ folder }) => folder)
  const texts = folders.map((folder) => readFileSync(join(root, folder, 'schema.graphql'), 'utf8'))
  // Federation's directives are not in the files.
  const all = texts.map((text) => undescribed(buildSchema(text, { assumeValidSDL: true })))
  expect(all.length).toBeGreaterThan(0)
  const nowhere = all.flatMap(({ bare }) => bare).filter((name) => !all.some(({ described }) => described.has(name)))
  expect([...new Set(nowhere)]).toEqual([])
})

test('what derives from the register is as it says', async () => {
  for (const [file, text] of await derived(pathToFileURL(`${root}/`)))
    expect(readFileSync(join(root, file), 'utf8'), `${file}: run "npm run compose" and commit it`).toBe(text)
})

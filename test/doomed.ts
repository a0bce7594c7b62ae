import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { callerPublicKeyPem } from './caller.ts'
import type { TestDatabase } from './postgres.ts'
import { until } from './until.ts'

/** On a busy machine a process takes long to start. */
export const PATIENT = { timeoutMs: 120_000 }

interface Given {
  database: Pick<TestDatabase, 'url' | 'adminUrl'>
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
}

/** A process of a file that works in a test's database until it is killed. */
export function startDoomed(file: URL, { database, args = [], env = {} }: Given) {
  const child = spawn(process.execPath, [file.pathname, ...args], {
    env: { ...process.env, DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const die = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  }
  return {
    /** Kills it with -9, and waits until the server has ended its statements: one that had come there may have had its effect. */
    kill: async () => {
      await die()
      await using admin = await asAdmin(database.adminUrl)
      const working = `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'`
      await until(async () => (await admin.query(working)).rowCount === 0, PATIENT)
    },
    [Symbol.asyncDispose]: die,
  }
}

/** A process of a box, on a bus of its own. */
export const startDoomedBox = (box: URL, given: Given) =>
  startDoomed(new URL('doomed-box.ts', import.meta.url), { ...given, args: [box.href] })

/** The first of their numbers among advisory locks. */
let gates = 4711

/** Changes of a table's rows wait before they are made, as long as this lasts. What is changed is said by a condition of triggers. */
export async function closeGate(
  { adminUrl }: Pick<TestDatabase, 'adminUrl'>,
  { table, change, when = 'true' }: { table: string; change: 'INSERT' | 'UPDATE'; when?: string },
) {
  const number = gates++
  const stack = new AsyncDisposableStack()
  const admin = stack.use(await asAdmin(adminUrl))
  await admin.query(`CREATE OR REPLACE FUNCTION public.wait_at_gate_${number}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${number}); RETURN NEW; END $$`)
  await admin.query(`SELECT pg_advisory_lock(${number})`)
  await admin.query(`CREATE TRIGGER a_gate BEFORE ${change} ON ${table} FOR EACH ROW WHEN (${when})
    EXECUTE FUNCTION public.wait_at_gate_${number}()`)
  stack.defer(async () => {
    await admin.query(`SELECT pg_advisory_unlock(${number})`)
    await admin.query(`DROP TRIGGER a_gate ON ${table}`)
  })
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${number} AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  return {
    /** How many wait. */
    waiting: async () => (await admin.query(waiting)).rowCount ?? 0,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

async function asAdmin(connectionString: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

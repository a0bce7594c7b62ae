import { sql } from 'kysely'
import type { Boxes } from './messaging.fixture.ts'
import type { MessagingTables } from './outbox.ts'
import { emit } from './outbox.ts'
import { each, type Past } from './past.ts'
import type { TestHandlers } from './remember.fixture.ts'

export interface Thing {
  id: string
  name: string
}
export type Tables = MessagingTables & { thing: Thing }

export const told = ({ id, name }: Thing) => ({ vehicleId: id, userId: id, name, batteryCapacityWh: null })

/** What `accounts` can say again: its things. */
export const pastOfThings = {
  'accounts.vehicle.saved': each(
    (trx) => trx.selectFrom('thing').selectAll(),
    ['id'],
    (rows: Thing[]) => rows.map((row) => ({ aggregateId: row.id, data: told(row) })),
  ),
} satisfies Past<Tables> as unknown as Past<MessagingTables>

/** When all of them registered. */
export const REGISTERED = '2020-01-01T00:00:00.000Z'

/** The same with another kind of fact before it, of which each thing has so many. */
export function pastOfTwoKinds(ofEach: number): Past<MessagingTables> {
  const kinds: Past<Tables> = {
    'accounts.user.registered': each(
      (trx) => trx.selectFrom('thing').selectAll(),
      ['id'],
      (rows) =>
        rows.flatMap(({ id }) => {
          const data = { userId: id, displayName: 'Ada', roles: [] }
          return Array.from({ length: ofEach }, () => ({ aggregateId: id, data, since: new Date(REGISTERED) }))
        }),
    ),
  }
  return { ...(kinds as unknown as Past<MessagingTables>), ...pastOfThings }
}

/** Keeps the last word on each thing in the consumer's own database, and notes every word it heard. */
export const learnThings: TestHandlers = {
  'accounts.vehicle.saved': async (trx, { data, page = null }) => {
    const { vehicleId: id, name } = data
    await sql`INSERT INTO learnt VALUES (${id}, ${name}) ON CONFLICT (id) DO UPDATE SET name = excluded.name`.execute(trx)
    await sql`INSERT INTO heard (id, name, page) VALUES (${id}, ${name}, ${page})`.execute(trx)
  },
}

/** The same, and notes of the other kind when it was. */
export const learnTwoKinds: TestHandlers = {
  'accounts.user.registered': async (trx, { data, occurredAt }) =>
    void (await sql`INSERT INTO heard (id, name) VALUES (${data.userId}, ${occurredAt})`.execute(trx)),
  ...learnThings,
}

/** Tables that only these tests have: things that `accounts` holds, and what `charging` knows of them. */
export async function openThings(boxes: Boxes) {
  await boxes.asAdmin(`CREATE TABLE accounts.thing (id uuid PRIMARY KEY, name text NOT NULL);
    CREATE TABLE charging.learnt (id uuid PRIMARY KEY, name text NOT NULL);
    CREATE TABLE charging.heard (position bigint GENERATED ALWAYS AS IDENTITY, id uuid, name text, page uuid)`)
  const rows = async (from: string) => (await boxes.asAdmin(`SELECT * FROM ${from}`)) as unknown as (Thing & { page: string })[]
  return {
    /** Things that were told so long ago that no outbox knows them. */
    hold: (count: number) => boxes.asAdmin(`INSERT INTO accounts.thing SELECT uuidv7(), 'old' FROM generate_series(1, ${count})`),
    held: () => rows('accounts.thing ORDER BY id'),
    learnt: () => rows('charging.learnt ORDER BY id'),
    heard: () => rows('charging.heard ORDER BY position'),
    /** Changes a thing and says so; `meanwhile` happens before the commit. */
    change: (id: string, name: string, meanwhile = () => Promise.resolve()) =>
      boxes.producer.transaction().execute(async (trx) => {
        await sql`UPDATE thing SET name = ${name} WHERE id = ${id}`.execute(trx)
        await emit(trx, 'accounts.vehicle.saved', id, told({ id, name }))
        await meanwhile()
      }),
  }
}

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violates } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { testBookings, type TestBookings } from './booking/booking.fixture.ts'
import type { Reservation } from './tables.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

const STATES = ['PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED', 'NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED'] as const
/** What a slot that is over may become beside what it is. Any other one may become anything. */
const AFTER: Partial<Record<Reservation['state'], readonly Reservation['state'][]>> = {
  NO_SHOW: ['FULFILLED'],
  FULFILLED: [],
  CANCELLED: [],
  REJECTED: [],
  FAILED: [],
  LAPSED: [],
}

/** A slot at a station of its own, in that state. */
async function slotIn(state: Reservation['state']) {
  const { id } = await box.given(await box.open())
  await box.db.updateTable('reservation').set({ state, expires_at: new Date() }).where('id', '=', id).execute()
  return id
}
const becomes = async (id: string, state: Reservation['state']): Promise<boolean> =>
  box.db
    .updateTable('reservation')
    .set({ state })
    .where('id', '=', id)
    .execute()
    .then(
      () => true,
      (error: unknown) =>
        error instanceof Error && /becomes nothing else|made up for|stays used/.test(error.message) ? false : Promise.reject(error),
    )

test.each(Object.keys(AFTER) as (keyof typeof AFTER)[])('what is %s stays over, whoever writes', async (state) => {
  for (const next of STATES.filter((other) => other !== state)) {
    const allowed = AFTER[state]?.includes(next) ?? false
    expect([next, await becomes(await slotIn(state), next)]).toEqual([next, allowed])
  }
})

test('a slot stays at its station and of its kind, and no process of the box takes one away', async () => {
  const [id, elsewhere] = [await slotIn('RESERVED'), await box.station()]
  const change = (values: object) => box.db.updateTable('reservation').set(values).where('id', '=', id).execute()
  await expect(change({ station_id: elsewhere.id, evse_id: elsewhere.evses[0] })).rejects.toThrow('at its station')
  await expect(change({ kind: 'BLOCK' })).rejects.toThrow('of its kind')
  await expect(box.db.deleteFrom('reservation').where('id', '=', id).execute()).rejects.toThrow('permission denied')
})

test('what was used keeps others away as well as what is booked: the database says so, whatever was looked at before', async () => {
  for (const state of ['PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED'] as const) {
    const id = await slotIn(state)
    const copy = (
      userId: unknown,
    ) => sql`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at)
      SELECT gen_random_uuid(), kind, 'RESERVED', station_id, evse_id, connector_id, operator_id, ${userId}, during, starts_at, ends_at
      FROM reservation WHERE id = ${id}`
    const refused = await copy(newId())
      .execute(box.db)
      .then(
        () => null,
        (error: unknown) => error,
      )
    expect([state, violates(refused, 'reservation_slot')]).toEqual([state, true])
  }
})

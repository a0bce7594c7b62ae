import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newUser, type User } from '../../../test/caller.ts'
import { fault, type GraphQLAnswer } from '../../../test/subgraph.ts'
import { testReservations, type TestReservations, type TestStation } from '../reservations.fixture.ts'

export const SLOT = `id state reason evseNumber startsAt endsAt localStart localEnd heldFrom heldUntil changeUntil cancelUntil
  connector { id } station { id } user { id }`
export interface Slot {
  id: string
  state: string
  reason: string | null
  evseNumber: number
  startsAt: string
  endsAt: string
  localStart: string
  localEnd: string
  heldFrom: string
  heldUntil: string
  changeUntil: string
  cancelUntil: string
  connector: { id: string } | null
  station: { id: string }
  user: { id: string }
}

/** The first full hour that is more than a day ahead, and so many minutes. */
export const ahead = (minutes = 0): string =>
  new Date((Math.floor(Date.now() / 3_600_000) + 26) * 3_600_000 + minutes * 60_000).toISOString()

const mutation = (name: string, type: string, shown: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} } }`

/** What people do with slots; each gives back the answer as it is. */
export function bookingsOf(running: TestReservations) {
  const ask = <Name extends string, Data = Slot>(name: Name, type: string, shown = SLOT) => {
    const document = mutation(name, type, shown)
    return (caller: Caller, input: Record<string, unknown>) => running.ask<Record<Name, Data>>(caller, document, { input })
  }
  const saveTerms = ask<'saveBookingTerms', { open: boolean }>('saveBookingTerms', 'SaveBookingTermsInput', 'open maxMinutes')
  const bookIt = ask('bookReservation', 'BookReservationInput')
  const book = (caller: Caller, input: Record<string, unknown>) =>
    bookIt(caller, { idempotencyKey: newId(), minutes: 60, startsAt: ahead(), ...input })
  return {
    book,
    change: ask('changeReservation', 'ChangeReservationInput'),
    extend: ask('extendReservation', 'ExtendReservationInput'),
    cancel: ask('cancelBooking', 'CancelBookingInput'),
    cancelAsOperator: ask('cancelBookingAsOperator', 'CancelBookingInput'),
    saveTerms,
    /** A station that takes bookings. */
    async open(
      evses = 1,
      terms: Record<string, unknown> = {},
      more: Parameters<TestReservations['station']>[1] = {},
    ): Promise<TestStation> {
      const station = await running.station(evses, more)
      const { errors } = await saveTerms(station.operator, { stationId: station.id, open: true, ...terms })
      if (errors) throw new Error(JSON.stringify(errors))
      return station
    },
    /** A slot that is booked. */
    async given(station: TestStation, input: Record<string, unknown> = {}, by: User = newUser()): Promise<Slot & { by: User }> {
      const { data, errors } = await book(by, { connectorId: station.connectors[0], ...input })
      if (!data) throw new Error(JSON.stringify(errors))
      return { ...data.bookReservation, by }
    },
    async read(caller: Caller, id: string): Promise<Slot | null | undefined> {
      const query = `query ($id: UUID!) { reservation(id: $id) { ${SLOT} } }`
      return (await running.ask<{ reservation: Slot | null }>(caller, query, { id })).data?.reservation
    },
    /** Lets time pass for a slot: it has begun so many minutes ago. */
    begun: async (id: string, state: 'ACTIVE' | 'FULFILLED', minutes = 10) => {
      const from = new Date(Math.floor(Date.now() / 60_000 - minutes) * 60_000)
      const until = new Date(from.getTime() + 3_600_000)
      await running.db
        .updateTable('reservation')
        .set({ state, starts_at: from, ends_at: until, during: `[${from.toISOString()},${until.toISOString()})` })
        .where('id', '=', id)
        .execute()
      return { from, until }
    },
  }
}

export async function testBookings() {
  const running = await testReservations()
  return { ...running, ...bookingsOf(running) }
}
export type TestBookings = Awaited<ReturnType<typeof testBookings>>

export const codeOf = (answer: GraphQLAnswer<unknown>): string | undefined => fault(answer).code

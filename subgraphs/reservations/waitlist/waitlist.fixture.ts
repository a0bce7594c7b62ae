import { createLog } from '#lib/log.ts'
import { newUser, type User } from '../../../test/caller.ts'
import type { GraphQLAnswer } from '../../../test/subgraph.ts'
import { bookingsOf, SLOT, type Slot } from '../booking/booking.fixture.ts'
import { testLifecycle } from '../lifecycle/lifecycle.fixture.ts'
import type { TestStation } from '../reservations.fixture.ts'
import { createOffering } from './offer.handler.ts'

const ENTRY = `id state from until minutes powerW station { id } reservation { ${SLOT} offerUntil }`
export interface Entry {
  id: string
  state: string
  minutes: number
  reservation: (Slot & { offerUntil: string }) | null
}

/** The first whole minute that is so many minutes ahead. */
export const inMinutes = (count: number): string => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + count * 60_000).toISOString()

/** A box whose rounds of offers the test makes itself. */
export async function testWaitlist() {
  const box = await testLifecycle()
  const offer = createOffering({ db: box.db, log: createLog('reservations', { level: 'silent' }) })
  const ask =
    <Name extends string, Data>(name: Name, type: string, shown: string) =>
    (by: User, input: Record<string, unknown>): Promise<GraphQLAnswer<Record<Name, Data>>> =>
      box.ask(by, `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} } }`, { input })
  const join = ask<'joinWaitlist', Entry>('joinWaitlist', 'JoinWaitlistInput', ENTRY)
  const leave = ask<'leaveWaitlist', Entry>('leaveWaitlist', 'WaitlistEntryInput', ENTRY)
  const accept = ask<'acceptOffer', Slot>('acceptOffer', 'WaitlistEntryInput', SLOT)
  return {
    ...box,
    ...bookingsOf(box),
    join,
    leave,
    accept,
    offer,
    /** Somebody who waits for an hour between one and five hours ahead. */
    async waits(station: TestStation, wish: Record<string, unknown> = {}, by: User = newUser()) {
      const input = { stationId: station.id, from: inMinutes(60), until: inMinutes(300), minutes: 60, ...wish }
      const { data, errors } = await join(by, input)
      if (!data) throw new Error(JSON.stringify(errors))
      const { id } = data.joinWaitlist
      return {
        id,
        by,
        accept: () => accept(by, { entryId: id }),
        leave: () => leave(by, { entryId: id }),
        async now(): Promise<Entry> {
          const { data: read } = await box.ask<{ _entities: { waitlist: { edges: { node: Entry }[] } }[] }>(
            by,
            `query ($id: UUID!) { _entities(representations: [{ __typename: "User", id: $id }]) {
              ... on User { waitlist { edges { node { ${ENTRY} } } } } } }`,
            { id: by.userId },
          )
          const found = read?._entities[0]?.waitlist.edges.find(({ node }) => node.id === id)
          if (!found) throw new Error('They do not wait.')
          return found.node
        },
        told: async () => (await box.said('reservations.waitlist.changed', id)).map(({ state }) => state),
      }
    },
  }
}
export type TestWaitlist = Awaited<ReturnType<typeof testWaitlist>>

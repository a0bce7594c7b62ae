import { sql, type Selectable } from 'kysely'
import { fromNow } from '#db/time.ts'
import type { Hook, ProviderName, Reading } from '../providers/provider.ts'
import type { Db, PaymentsTables, Trx } from '../tables.ts'

export type ProviderEvent = Selectable<PaymentsTables['provider_event']>

export interface Heard {
  provider: ProviderName
  hook: Hook
}

/** Keeps what providers have told; the same event once. What is about nothing of ours needs no look. */
export const insertEvents = (db: Db | Trx, heard: readonly Heard[]) =>
  db
    .insertInto('provider_event')
    .values(
      heard.map(({ provider, hook: { eventId, type, about } }) => ({
        provider,
        event_id: eventId,
        type,
        about_kind: about?.kind ?? null,
        about_id: about?.externalId ?? null,
        looked_at: about ? null : sql<Date>`now()`,
      })),
    )
    .onConflict((once) => once.columns(['provider', 'event_id']).doNothing())
    .execute()

export const insertEvent = (db: Db | Trx, provider: ProviderName, hook: Hook) => insertEvents(db, [{ provider, hook }])

/** Takes events that want a look. Nobody else takes them before the lease is over. */
export const claimEvents = (
  db: Db,
  { provider, claimedBy, leaseMs, limit }: { provider: ProviderName; claimedBy: number; leaseMs: number; limit: number },
) =>
  db
    .updateTable('provider_event')
    .set({ next_at: fromNow(leaseMs), claimed_by: claimedBy, tries: sql<number>`tries + 1` })
    .where('provider', '=', provider)
    .where('event_id', 'in', (from) =>
      from
        .selectFrom('provider_event')
        .select('event_id')
        .where('provider', '=', provider)
        .where('looked_at', 'is', null)
        .where('next_at', '<=', sql<Date>`now()`)
        .orderBy('next_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .returning(sql<Date>`now()`.as('claimed_at'))
    .execute()

/**
 * A thing was read after these events had come, so all they tell of it is known. That is so of the one that had it read in any case: `until`
 * has milliseconds, and may lie a part of one before that came.
 */
export const noteLooked = (
  db: Db | Trx,
  { provider, event_id: id }: Pick<ProviderEvent, 'provider' | 'event_id'>,
  kind: Reading['kind'],
  externalId: string,
  until: Date,
) =>
  db
    .updateTable('provider_event')
    .set({ looked_at: sql<Date>`now()` })
    .where('provider', '=', provider)
    .where('about_id', '=', externalId)
    .where('about_kind', '=', kind)
    .where('looked_at', 'is', null)
    .where((eb) => eb.or([eb('event_id', '=', id), eb('received_at', '<=', until)]))
    .execute()

export const postponeEvent = (db: Db, { provider, event_id }: ProviderEvent, milliseconds: number) =>
  db
    .updateTable('provider_event')
    .set({ next_at: fromNow(milliseconds), claimed_by: null })
    .where('provider', '=', provider)
    .where('event_id', '=', event_id)
    .where('looked_at', 'is', null)
    .execute()

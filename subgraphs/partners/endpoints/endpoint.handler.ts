import { emitEach } from '#db/outbox.ts'
import type { Services } from '../context.ts'

/** Tells who watches endpoints that something was sent, or could not be: all tries of the last second at once, not each. */
export async function tellTries({ db, sender }: Pick<Services, 'db' | 'sender'>): Promise<void> {
  const tried = sender.takeTried()
  if (tried.length === 0) return
  await db.transaction().execute((trx) =>
    emitEach(
      trx,
      'partners.webhook.changed',
      tried.map((endpointId) => ({ aggregateId: endpointId, data: { endpointId } })),
    ),
  )
}

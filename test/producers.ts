import { connect } from '../db/connect.ts'
import { startMessaging } from '../db/messaging.ts'
import type { MessagingTables } from '../db/outbox.ts'
import type { Past } from '../db/past.ts'
import type { Bus } from '../lib/bus.ts'
import { createLog } from '../lib/log.ts'
import { past as accounts } from '../subgraphs/accounts/past.ts'
import { past as charging } from '../subgraphs/charging/past.ts'
import { past as stations } from '../subgraphs/stations/past.ts'

const log = createLog('producers', { level: process.env['TEST_LOG'] ?? 'silent' })

export const PRODUCERS = ['accounts', 'stations', 'charging'] as const

/** The messaging of the boxes that can say what was, as they run it, and nothing else of them. */
export async function startProducers(urlOf: (schema: (typeof PRODUCERS)[number]) => string, bus: Bus) {
  await using stack = new AsyncDisposableStack()
  const pasts = { accounts, stations, charging }
  for (const box of PRODUCERS) {
    const url = urlOf(box)
    const db = stack.adopt(connect<MessagingTables>({ url, schema: box, log }), (open) => open.destroy())
    // Each is of its own schema's tables.
    const own = pasts[box] as unknown as Past<MessagingTables>
    stack.use(await startMessaging({ db, url, box, bus, handlers: {}, past: own, ctx: {}, log }))
  }
  return stack.move()
}

import { createLocalBus } from '../../lib/bus-local.ts'
import type { EventEnvelope } from '../../lib/events.ts'
import { createLog } from '../../lib/log.ts'
import { serve } from '../../lib/process/server.ts'
import { box } from '../../subgraphs/payments/box.ts'
import { createTeller } from '../../test/teller.ts'

// Payments as a process of its own, to be killed. What other boxes say comes from its parent, and is acknowledged once it is handled.
const log = createLog('payments', { level: process.env['BENCH_LOG'] ?? 'silent' })
const config = box.config(process.env)
const bus = createLocalBus()
const app = await box.open({ config, bus, log })
await serve({ listener: app.listener, host: config.host, port: config.port, log })
const teller = createTeller(bus)
process.on('message', (event: EventEnvelope) => {
  teller.again(event).then(
    () => process.send?.(event.id),
    (error: unknown) => log.error({ err: error }, 'an event was not handled'),
  )
})
process.send?.('ready')

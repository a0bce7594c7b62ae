import { createLocalBus } from '#lib/bus-local.ts'
import { createLog } from '#lib/log.ts'
import { box } from './box.ts'

// A bridge as a process of its own, to be killed by tests. It keeps its events in the outbox: nobody else is on its bus.
const log = createLog('ocpp-bridge', { level: 'silent' })
const app = await box.open({ config: box.config(process.env), bus: createLocalBus(), log })
process.send?.({ port: app.port, url: app.url })
process.on('disconnect', () => process.exit(1))

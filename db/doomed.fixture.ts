import { once } from 'node:events'
import { createLocalBus } from '#lib/bus-local.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import { connect } from './connect.ts'
import { until } from '../test/until.ts'
import { startMessaging } from './messaging.ts'
import type { MessagingTables } from './outbox.ts'
import { log, remember, type TestHandlers } from './remember.fixture.ts'

// The process that `startDoomed` starts, and a test kills.
const [userId, accountsUrl = '', chargingUrl = '', redisUrl] = process.argv.slice(2)
const bus = redisUrl ? createRedisBus({ url: redisUrl, log }) : createLocalBus()
const start = (box: string, url: string, handlers: TestHandlers) =>
  startMessaging({ db: connect<MessagingTables>({ url, schema: box, log }), url, box, bus, handlers, ctx: {}, log })

if (!redisUrl) await start('accounts', accountsUrl, {})
const { unready } = await start('charging', chargingUrl, {
  'accounts.vehicle.removed': async (trx, event) => {
    await remember['accounts.vehicle.removed'](trx, event)
    if (event.data.userId !== userId) return
    process.stdout.write('took it\n')
    await once(process.stdin, 'data')
  },
})
// Otherwise what it learns of the past would come between the events of the test.
if (!redisUrl) await until(async () => (await unready()) === null)
process.stdout.write('ready\n')

import { once } from 'node:events'
import { createLocalBus } from '#lib/bus-local.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import { connect } from './connect.ts'
import { startMessaging } from './messaging.ts'
import type { MessagingTables } from './outbox.ts'
import { learnThings, pastOfThings } from './past.fixture.ts'
import { log } from './remember.fixture.ts'

// A process that learns, and tells over a bus of its own; a test kills it in the middle of the thing it is given.
const [thing, accountsUrl = '', chargingUrl = '', redisUrl] = process.argv.slice(2)
const bus = redisUrl ? createRedisBus({ url: redisUrl, log }) : createLocalBus()
const dbOf = (schema: string, url: string) => connect<MessagingTables>({ url, schema, log })

await startMessaging({
  db: dbOf('charging', chargingUrl),
  url: chargingUrl,
  box: 'charging',
  bus,
  handlers: {
    'accounts.vehicle.saved': async (trx, event) => {
      await learnThings['accounts.vehicle.saved']?.(trx, event, {})
      if (event.aggregateId !== thing) return
      process.stdout.write('took it\n')
      await once(process.stdin, 'data')
    },
  },
  ctx: {},
  log,
})
if (!redisUrl) {
  const [db, past] = [dbOf('accounts', accountsUrl), pastOfThings]
  await startMessaging({ db, url: accountsUrl, box: 'accounts', bus, handlers: {}, past, ctx: {}, log })
}
process.stdout.write('ready\n')

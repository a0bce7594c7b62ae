import { setTimeout as wait } from 'node:timers/promises'
import { createLocalBus } from '../lib/bus-local.ts'
import { createRedisBus } from '../lib/bus-redis.ts'
import { createLog } from '../lib/log.ts'
import { LATE, startLateBox } from './late-box.ts'
import { startProducers } from './producers.ts'

// The late box as a process of its own, to be measured or killed; without Redis the producers are in it too. It says when it knows all.
const [databases = '{}', redisUrl = ''] = process.argv.slice(2)
const urls = JSON.parse(databases) as Record<string, string>
const bus = redisUrl ? createRedisBus({ url: redisUrl, log: createLog('late', { level: 'silent' }) }) : createLocalBus()
const box = await startLateBox({ url: urls[LATE] ?? '', bus })
if (!redisUrl) await startProducers((schema) => urls[schema] ?? '', bus)
while ((await box.unready()) !== null) await wait(50)
process.stdout.write('knows all\n')

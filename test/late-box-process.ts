import { setTimeout as wait } from 'node:timers/promises'
import { createRedisBus } from '../lib/bus-redis.ts'
import { createLog } from '../lib/log.ts'
import { startLateBox } from './late-box.ts'

// The late box as a process of its own over Redis, to be measured or killed: it says when it has heard something, and when it knows all.
const [url = '', redisUrl = ''] = process.argv.slice(2)
const bus = createRedisBus({ url: redisUrl, log: createLog('late', { level: 'silent' }) })
const box = await startLateBox({ url, bus })
while ((await box.unready()) !== null) await wait(50)
process.stdout.write('knows all\n')

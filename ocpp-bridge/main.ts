import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { createOcppBridgeApp } from './app.ts'
import { ocppConfig } from './config.ts'

await runProcess('ocpp-bridge', async () => {
  const config = ocppConfig(process.env)
  const log = createLog('ocpp-bridge', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  const app = await createOcppBridgeApp({ config, bus, log })
  return {
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
    },
  }
})

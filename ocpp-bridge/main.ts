import { openBus } from '#lib/bus-redis.ts'
import { withInternalPort } from '#lib/internal.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { createOcppBridgeApp } from './app.ts'
import { ocppConfig } from './config.ts'

await runProcess('ocpp-bridge', async () => {
  const config = ocppConfig(process.env)
  const log = createLog('ocpp-bridge', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  const app = await createOcppBridgeApp({ config, bus, log })
  const running = {
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
    },
  }
  return withInternalPort(running, app, { ...config.internal, log })
})

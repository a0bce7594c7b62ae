import { createRedisBus } from '#lib/bus-redis.ts'
import { ConfigError } from '#lib/config.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { createOcppBridgeApp } from './app.ts'
import { ocppConfig } from './config.ts'

await runProcess('ocpp-bridge', async () => {
  const config = ocppConfig(process.env)
  const log = createLog('ocpp-bridge', { level: config.logLevel })
  if (!config.redisUrl) throw new ConfigError(['REDIS_URL is not set; a process on its own reaches the other boxes through Redis'])
  const bus = createRedisBus({ url: config.redisUrl, log })
  const app = await createOcppBridgeApp({ config, bus, log })
  return {
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
    },
  }
})

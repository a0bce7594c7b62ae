import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createOdometerApp } from './app.ts'
import { odometerConfig } from './config.ts'

await runProcess('odometer', async () => {
  const config = odometerConfig(process.env)
  const log = createLog('odometer', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createOdometerApp({ config, bus, log }), config, log)
})

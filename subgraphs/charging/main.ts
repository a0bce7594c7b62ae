import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createChargingApp } from './app.ts'
import { chargingConfig } from './config.ts'

await runProcess('charging', async () => {
  const config = chargingConfig(process.env)
  const log = createLog('charging', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createChargingApp({ config, bus, log }), config, log)
})

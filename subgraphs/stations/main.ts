import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createStationsApp } from './app.ts'
import { stationsConfig } from './config.ts'

await runProcess('stations', async () => {
  const config = stationsConfig(process.env)
  const log = createLog('stations', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createStationsApp({ config, bus, log }), config, log)
})

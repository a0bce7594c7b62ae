import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createRewardsApp } from './app.ts'
import { rewardsConfig } from './config.ts'

await runProcess('rewards', async () => {
  const config = rewardsConfig(process.env)
  const log = createLog('rewards', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createRewardsApp({ config, bus, log }), config, log)
})

import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createCommunityApp } from './app.ts'
import { communityConfig } from './config.ts'

await runProcess('community', async () => {
  const config = communityConfig(process.env)
  const log = createLog('community', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createCommunityApp({ config, bus, log }), config, log)
})

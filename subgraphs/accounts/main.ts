import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createAccountsApp } from './app.ts'
import { accountsConfig } from './config.ts'

await runProcess('accounts', async () => {
  const config = accountsConfig(process.env)
  const log = createLog('accounts', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  return serveSubgraph(await createAccountsApp({ config, bus, log }), config, log)
})

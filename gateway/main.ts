import { withInternalPort } from '#lib/process/internal.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process/process.ts'
import { createGatewayApp } from './app.ts'
import { gatewayConfig } from './config.ts'
import { serveGateway } from './serve.ts'

const HEARS_NOTHING =
  'without REDIS_URL the gateway hears no events: what is taken from a user holds some seconds later, and answers are kept for their whole time'

await runProcess('gateway', async () => {
  const config = gatewayConfig(process.env)
  const log = createLog('gateway', { level: config.logLevel })
  await using stack = new AsyncDisposableStack()
  const bus = config.redisUrl === undefined ? undefined : stack.use(createRedisBus({ url: config.redisUrl, log }))
  if (!bus) log.warn(HEARS_NOTHING)
  const app = await createGatewayApp({ config, log, ...(bus && { bus }) })
  const server = await serveGateway(app, { host: config.host, port: config.port, log })
  stack.use(await withInternalPort(server, app, { ...config.internal, log }))
  const opened = stack.move()
  return { [Symbol.asyncDispose]: () => opened.disposeAsync() }
})

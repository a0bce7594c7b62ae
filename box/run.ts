import { openBus } from '#lib/bus-redis.ts'
import { processName } from '#lib/boxes.ts'
import { withInternalPort } from '#lib/process/internal.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process/process.ts'
import { serve } from '#lib/process/server.ts'
import type { BoxConfig } from './config.ts'
import type { Box } from './definition.ts'
import { whilePassing } from './while-passing.ts'

/** Runs a box as a process of its own: its graph on its port, and the internal port. Running requests are finished before it ends. */
export function runBox<Config extends BoxConfig>(
  box: Pick<Box<Config>, 'name' | 'config' | 'open'>,
  { requestTimeoutMs }: { requestTimeoutMs?: number },
): Promise<void> {
  const name = processName(box.name)
  return runProcess(name, async (_log, stopping) => {
    const config = box.config(process.env)
    const log = createLog(name, { level: config.logLevel })
    await using stack = new AsyncDisposableStack()
    const bus = stack.use(openBus(config.redisUrl, log))
    const app = stack.use(await whilePassing(() => box.open({ config, bus, log }), { log, stopping }))
    const { listener, reload } = app
    if (listener) {
      const { host, graphPort } = config
      stack.use(await serve({ listener, host, port: graphPort, log, ...(requestTimeoutMs !== undefined && { requestTimeoutMs }) }))
    }
    const reloaded = () =>
      reload?.().catch((error: unknown) => log.error({ err: error }, 'it could not be reloaded; the old stays'))
    if (reload) process.on('SIGHUP', () => void reloaded())
    const owned = stack.move()
    return withInternalPort({ [Symbol.asyncDispose]: () => owned.disposeAsync() }, app, { ...config.internal, log })
  })
}

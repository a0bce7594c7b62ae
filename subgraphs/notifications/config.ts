import { boxConfig } from '#box/config.ts'
import { env } from '#lib/config.ts'

export type Config = ReturnType<typeof notificationsConfig>

/** Reads the configuration of notifications. Throws a ConfigError that names every fault. */
export const notificationsConfig = boxConfig('notifications', {
  /** How often is looked for what is due. What is told just now is sent at once, by the commit. */
  NOTIFICATIONS_SWEEP_MS: env.milliseconds(1_000),
})

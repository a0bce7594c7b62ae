import { boxConfig } from '#box/config.ts'
import { env } from '#lib/config.ts'

export type Config = ReturnType<typeof stationsConfig>

export const stationsConfig = boxConfig('stations', {
  /** Where the links on chargers lead: the clients' pages. */
  STATIONS_LINKS_URL: env.url('http:', 'https:').default('http://127.0.0.1:4100/'),
})

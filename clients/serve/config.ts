import { z } from 'zod'
import { env, readConfig, type Env } from '../../lib/config.ts'

/** The three apps, each on a port of its own: an origin each, so that a hole in one reads nothing of another. */
export interface WebConfig {
  host: string
  ports: { driver: number; admin: number; partner: number }
  /** What `/config.json` tells the apps. */
  told: { graph: string; centre: { latitude: number; longitude: number } }
  /** Where photos are uploaded to and shown from. */
  filesOrigin: string
}

export function webConfig(variables: Env): WebConfig {
  const read = readConfig(
    {
      HOST: z.string().default('127.0.0.1'),
      WEB_DRIVER_PORT: env.port(4100),
      WEB_ADMIN_PORT: env.port(4101),
      WEB_PARTNER_PORT: env.port(4102),
      WEB_GRAPH_URL: z.url().default('http://127.0.0.1:4000/graphql'),
      WEB_FILES_URL: z.url().default('http://127.0.0.1:4005/'),
      /** Latitude and longitude where maps begin, by a comma. */
      WEB_CENTRE: z
        .string()
        .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, 'Give latitude and longitude, e.g. 52.09,5.12.')
        .default('52.0907,5.1214'),
    },
    variables,
  )
  const [latitude = 0, longitude = 0] = read.WEB_CENTRE.split(',').map(Number)
  return {
    host: read.HOST,
    ports: { driver: read.WEB_DRIVER_PORT, admin: read.WEB_ADMIN_PORT, partner: read.WEB_PARTNER_PORT },
    told: { graph: read.WEB_GRAPH_URL, centre: { latitude, longitude } },
    filesOrigin: new URL(read.WEB_FILES_URL).origin,
  }
}

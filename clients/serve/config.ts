import { z } from 'zod'
import { env, readConfig, type Env } from '../../lib/config.ts'

/** The three apps, each on a port of its own: an origin each, so that a hole in one reads nothing of another. */
export interface WebConfig {
  host: string
  ports: { driver: number; admin: number; partner: number }
  /** What `/config.json` tells the apps. */
  told: {
    graph: string
    ocpp: string
    centre: { latitude: number; longitude: number }
    stripe: string | null
    /** A style of MapLibre, or tiles that are pictures (`{z}/{x}/{y}`), and whom they are of. Without it the map is our own drawing. */
    tiles?: { url: string; credit: string }
    nodes: readonly string[]
  }
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
      WEB_GRAPH_URL: address('http:', 'https:').default('http://127.0.0.1:4000/graphql'),
      WEB_OCPP_URL: address('ws:', 'wss:').default('ws://127.0.0.1:9000/ocpp'),
      WEB_FILES_URL: address('http:', 'https:').default('http://127.0.0.1:4005/'),
      /**
       * Nodes of the chain that a driver may ask from the page whether a reward is paid, by commas. By default the one on the driver's own machine, where
       * nodes and light clients listen.
       */
      WEB_CHAIN_RPC_URLS: z
        .string()
        .default('http://127.0.0.1:8545')
        .transform((text) => text.split(',').map((url) => url.trim()))
        .refine(
          (urls) => urls.every((url) => address('http:', 'https:').safeParse(url).success),
          `must be http(s) addresses by commas, ${EACH_OF_ONE_HOST}`,
        ),
      /** The two that payments has. Without the first, cards are not taken, and nothing of Stripe's is loaded. */
      PAYMENTS_STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_', 'must be a publishable key, which begins with pk_').optional(),
      PAYMENTS_STRIPE_URL: address('http:', 'https:').default(STRIPE_API),
      /** Latitude and longitude where maps begin, by a comma. */
      WEB_CENTRE: z
        .string()
        .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, 'Give latitude and longitude, e.g. 52.09,5.12.')
        .default('52.0907,5.1214'),
      WEB_TILES_URL: address('http:', 'https:').optional(),
      WEB_TILES_CREDIT: z.string().max(200).default(''),
    },
    variables,
  )
  const [latitude = 0, longitude = 0] = read.WEB_CENTRE.split(',').map(Number)
  return {
    host: read.HOST,
    ports: { driver: read.WEB_DRIVER_PORT, admin: read.WEB_ADMIN_PORT, partner: read.WEB_PARTNER_PORT },
    told: {
      graph: read.WEB_GRAPH_URL,
      ocpp: read.WEB_OCPP_URL,
      centre: { latitude, longitude },
      stripe: scriptOf(read),
      ...(read.WEB_TILES_URL !== undefined && { tiles: { url: read.WEB_TILES_URL, credit: read.WEB_TILES_CREDIT } }),
      nodes: read.WEB_CHAIN_RPC_URLS,
    },
    filesOrigin: new URL(read.WEB_FILES_URL).origin,
  }
}

const EACH_OF_ONE_HOST = 'of one host each, without a name or password'

/**
 * An address that stands in the policy of a page, and is told to everybody. A host may be written with signs that mean something else there: `https://*`
 * allows every site, and what follows a semicolon is another directive.
 */
function address(...protocols: string[]) {
  const isOfOneHost = (text: string) => {
    const { hostname, username, password } = new URL(text)
    return /^([\w.-]+|\[[\da-f:.]+\])$/.test(hostname) && username + password === '' && !/\s/.test(text)
  }
  return env.url(...protocols).refine((text) => !URL.canParse(text) || isOfOneHost(text), `must be an address ${EACH_OF_ONE_HOST}`)
}

const STRIPE_API = 'https://api.stripe.com'

/** Stripe's own script, from where Stripe wants it loaded. A counterpart that plays Stripe plays that too. */
function scriptOf(read: { PAYMENTS_STRIPE_PUBLISHABLE_KEY?: string | undefined; PAYMENTS_STRIPE_URL: string }): string | null {
  if (read.PAYMENTS_STRIPE_PUBLISHABLE_KEY === undefined) return null
  const { origin } = new URL(read.PAYMENTS_STRIPE_URL)
  return origin === STRIPE_API ? 'https://js.stripe.com/v3/' : `${origin}/v3/`
}

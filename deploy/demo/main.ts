import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { createLog } from '#lib/log.ts'
import { embeddedConfig } from '../embedded/config.ts'
import { startPlatform, wipe } from '../embedded/platform.ts'
import { freePort } from '../embedded/postgres.ts'
import { startPushService } from '../../test/push-service.ts'
import { startStripe, type StripeSandbox } from '../../test/stripe.ts'
import { playJourney } from './journey.ts'
import { playPhotos } from './photos.ts'
import { DRIVER } from './places.ts'
import { playReserving } from './reserving.ts'
import { createTeller, StepError } from './tell.ts'
import { PEOPLE, connectWorld, seedWorld } from './world.ts'

const USAGE = `npm run demo [-- --exit]

Starts the whole platform with a small world (a city with 40 stations and their simulated chargers) and plays one
driver's journey, with photos, a slot that is booked, and what is said of it by mail and push. Then it stays up until
Ctrl-C; with --exit it ends after the journey and prints one line of JSON.
It uses ports 4000 (graph), 4100 to 4102 (the apps), 4005 (photos), 4013 (links to invoices), 9000 (OCPP) and 14000 (readiness, metrics), or free
ones when those are taken, and keeps its data in .evergraph/demo, which every run begins anew.`

const WANTED_WH = 5_000
/** Hooks of the sandbox are signed with it. */
const HOOK_SECRET = 'whsec_of_the_demo'

const known = new Set(['--exit', '--help', '-h'])
const args = new Set(process.argv.slice(2))
const unknown = [...args].find((arg) => !known.has(arg))
if (unknown || args.has('--help') || args.has('-h')) {
  if (unknown) console.error(`Unknown option ${unknown}.\n\n${USAGE}`)
  else console.log(USAGE)
  process.exit(unknown ? 64 : 0)
}

const stack = new AsyncDisposableStack()
let stopping = false
const stop = async (code: number) => {
  if (stopping) return
  stopping = true
  await stack.disposeAsync().catch((error: unknown) => console.error(error))
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(130))

try {
  await play()
} catch (error) {
  console.error(
    `\n${styleText('red', '✗')} ${error instanceof StepError ? error.message : error instanceof Error ? error.stack : String(error)}`,
  )
  await stop(1)
}

async function play(): Promise<void> {
  const teller = createTeller()
  const base = embeddedConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const folder = join(base.folder, 'demo')
  const sandbox = await teller.step(
    'start the sandbox',
    async () => stack.use(await startStripe()),
    ({ url }) => `SANDBOX of Stripe at ${url}: no money moves here`,
    'Is there no free port?',
  )
  const pushes = stack.adopt(await startPushService(), (service) => service.close())
  const mailFolder = join(folder, 'mails')
  const platform = await teller.step(
    'start the platform',
    async () => {
      await wipe(folder)
      const [graphPort, ocppPort, filesPort, paymentsPort, internalPort, driver, admin, partner] = await Promise.all([
        portOr(base.host, base.graphPort),
        portOr(base.host, base.ocppPort),
        portOr(base.host, base.filesPort),
        portOr(base.host, base.paymentsPort).then((port) => port || freePort()),
        portOr(base.internal.host, base.internal.port),
        portOr(base.host, 4100),
        portOr(base.host, 4101),
        portOr(base.host, 4102),
      ])
      sandbox.control.hooks({ url: `http://127.0.0.1:${paymentsPort}/hooks/stripe`, secrets: [HOOK_SECRET] })
      const internal = { ...base.internal, port: internalPort }
      // The simulated chargers' clocks run fast, and are soon far ahead of ours.
      const rest = {
        ...base.rest,
        CHARGING_CLOCK_AHEAD_MS: '86400000',
        NOTIFICATIONS_PUSH_HOSTS: pushes.url,
        ...paymentsOf(sandbox),
        ACCOUNTS_ADMIN_EMAIL: PEOPLE.admin.email,
        ACCOUNTS_ADMIN_PASSWORD: PEOPLE.admin.password,
      }
      return stack.use(
        await startPlatform(
          { ...base, folder, graphPort, ocppPort, filesPort, paymentsPort, webPorts: { driver, admin, partner }, internal, rest },
          createLog('demo', { level: base.logLevel }),
        ),
      )
    },
    () => 'PostgreSQL, a local chain with the contracts, and every service are up',
    `Where the sentence above does not say what to do, postgres.log and chain/anvil.log in ${folder} may. Where it says that time is over, the machine may be too busy: run it again.`,
  )
  const graphUrl = `${platform.url}/graphql`
  const stations = await teller.step(
    'seed the world',
    () => seedWorld(graphUrl),
    (made) => `${made.length} stations in Utrecht, three tariffs, drivers, an operator, an admin, a partner, a reviewer`,
    'Run it again: it starts with a fresh world.',
  )
  await teller.step(
    'connect the chargers',
    async () => stack.use(await connectWorld(platform.ocppUrl, stations)),
    ({ chargePoints }) =>
      `${chargePoints.length} simulated chargers connected over OCPP ${[...new Set(chargePoints.map(({ version }) => version))].join(', ')}`,
    'Is something else listening on the OCPP port? Set OCPP_PORT to another one.',
  )
  const journey = await playJourney({
    graphUrl,
    driver: PEOPLE.noor,
    position: DRIVER,
    wantedWh: WANTED_WH,
    paying: { sandboxUrl: sandbox.url, operator: PEOPLE.operator },
    teller,
  })
  const photos = await playPhotos({
    graphUrl,
    driver: PEOPLE.noor,
    reviewer: PEOPLE.reviewer,
    station: journey.place,
    teller,
  })
  const reserved = await playReserving({
    graphUrl,
    driver: PEOPLE.noor,
    stationId: journey.ids.station,
    pushes,
    mailFolder,
    teller,
  })
  if (args.has('--exit')) {
    console.log(JSON.stringify({ ...journey, photos, ...reserved }))
    return stop(0)
  }
  console.log(`
The platform stays up; Ctrl-C ends it.
  Driver's app        ${platform.webUrls?.driver}
  Operators' console  ${platform.webUrls?.admin}
  Partner's portal    ${platform.webUrls?.partner}
  Graph and explorer  ${graphUrl}
  Chargers (OCPP)     ${platform.ocppUrl}/<identity>
  Health              ${platform.url}/health
  Readiness, metrics  ${platform.internalUrl}/ready  ${platform.internalUrl}/metrics
  Payments            ${platform.paymentsUrl}  SANDBOX of Stripe ${sandbox.url}
  Mails               ${mailFolder}
  Chain               ${platform.chainUrl}
  Database            ${platform.databaseFolder}

Sign in with the password ${PEOPLE.noor.password}
  to the driver's app     as ${emails('noor', 'daan', 'sanne')}
  to the console          as ${emails('operator', 'admin', 'reviewer')}
  to the portal           as ${emails('partner')}`)
}

// A function, and so there before this file was run to its end: the demo plays in the middle of it.
function emails(...who: (keyof typeof PEOPLE)[]): string {
  return who.map((name) => PEOPLE[name].email).join(', ')
}

/** What payments reads to take the sandbox for Stripe. */
function paymentsOf({ apiKey, url }: StripeSandbox) {
  return {
    PAYMENTS_STRIPE_KEY: apiKey,
    PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    PAYMENTS_STRIPE_URL: url,
    PAYMENTS_STRIPE_HOOK_SECRETS: HOOK_SECRET,
  }
}

/** The port if it is free, else 0: any. */
async function portOr(host: string, port: number): Promise<number> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return port
  } catch {
    return 0
  } finally {
    server.close()
  }
}

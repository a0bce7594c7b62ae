import { styleText, parseArgs } from 'node:util'
import { connectChargePoint, type ChargePoint, type ChargePointEvent } from './charge-point.ts'
import type { Version } from './charge-point-dialect.ts'

const USAGE = `npm run charger -- --identity ID [options]

Connects one simulated charger to a deployment that runs, and does what its operator asks until Ctrl-C.
  --identity ID      the identity of its station (registerStation)
  --password WORD    the station's password; without it security profile 0
  --url URL          the bridge's address without the identity; ws://127.0.0.1:9000/ocpp
  --version V        1.6, 2.0.1 or 2.1; 1.6
  --evses N          how many EVSEs it has, 1 to 100; 1
  --power-kw N       what each gives; 50. Above the connector's maxPowerW the bill is held (ENERGY_ABOVE_RATING)
  --speed N          so many times as fast as a real car it charges; 1. Its clock runs ahead as fast: the bill of a session that ends more
                     than 15 minutes ahead of the platform is held (END_IN_FUTURE)
  --card TOKEN       a card that is shown at EVSE 1 once it is connected; it charges until its operator stops it, or Ctrl-C
A remote start plugs its cable in by itself.`

const VERSIONS: readonly string[] = ['1.6', '2.0.1', '2.1'] satisfies Version[]

const given = parse()
const numbers = { evses: Number(given.evses), 'power-kw': Number(given['power-kw']), speed: Number(given.speed) }
const wrong =
  given.identity === undefined || given.identity === ''
    ? 'Say its identity.'
    : !VERSIONS.includes(given.version)
      ? `--version is one of ${VERSIONS.join(', ')}.`
      : !/^wss?:\/\//.test(given.url) || !URL.canParse(given.url)
        ? '--url begins with ws:// or wss://.'
        : !Number.isInteger(numbers.evses) || numbers.evses < 1 || numbers.evses > 100
          ? '--evses is a whole number from 1 to 100.'
          : numbers['power-kw'] > 0 && numbers.speed > 0
            ? undefined
            : '--power-kw and --speed are numbers above 0.'
if (given.help || wrong !== undefined) {
  if (given.help) process.stdout.write(`${USAGE}\n`)
  else process.stderr.write(`${wrong}\n\n${USAGE}\n`)
  process.exit(given.help ? 0 : 64)
}

const charger = await connectChargePoint({
  url: given.url.replace(/\/$/, ''),
  identity: given.identity ?? '',
  ...(given.password !== undefined && { password: given.password }),
  // It is one of VERSIONS.
  version: given.version as Version,
  evses: Array.from({ length: numbers.evses }, () => ({ powerW: numbers['power-kw'] * 1_000 })),
  speed: numbers.speed,
  meterIntervalMs: 5_000,
  heartbeatMs: 60_000,
  obedient: true,
  happens: tell,
}).catch((error: unknown) => {
  process.stderr.write(
    `${styleText('red', '✗')} ${given.url}: ${error instanceof Error ? error.message : String(error)}\n${advice(error)}\n`,
  )
  process.exit(1)
})

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(charger))
if (given.card !== undefined) await charger.start({ idToken: given.card })

/** Ends what runs, waits for the answers, and closes the line. A second Ctrl-C ends it at once. */
async function leave(here: ChargePoint): Promise<void> {
  if (stopping) process.exit(130)
  stopping = true
  for (let evse = 1; evse <= numbers.evses; evse++) await here.stop(evse)
  await Promise.race([here.flushed(), new Promise((resolve) => setTimeout(resolve, 5_000))])
  await here.goOffline()
  await here[Symbol.asyncDispose]()
  process.exit(0)
}

/** What to do when it did not come in. */
function advice(error: unknown): string {
  const { code, status } = error as { code?: string; status?: number }
  if (code === 'ECONNREFUSED')
    return 'Nobody listens there. Is the platform up, and is its chargers\u2019 port OCPP_PORT? Say another address with --url.'
  if (status === 401)
    return 'The password is wrong or missing: --password is what the console showed once, or registerStation or renewStationPassword answered.'
  if (status !== undefined) return 'The status is explained in ocpp-bridge/README.md, and the bridge\u2019s log has the reason.'
  if (code === 'ECONNRESET') return 'A port with TLS speaks nothing else: it takes wss://.'
  return 'If its certificate is of your own authority, set NODE_EXTRA_CA_CERTS to the authority\u2019s file; its name has to be that of --url.'
}

function tell(event: ChargePointEvent): void {
  const { name, ...more } = event
  const text = 'transaction' in more ? { ...more, transaction: more.transaction.id } : more
  process.stdout.write(`${new Date().toISOString()} ${name.padEnd(12)} ${JSON.stringify(text)}\n`)
}

function parse() {
  try {
    return parseArgs({
      options: {
        identity: { type: 'string' },
        password: { type: 'string' },
        url: { type: 'string', default: 'ws://127.0.0.1:9000/ocpp' },
        version: { type: 'string', default: '1.6' },
        evses: { type: 'string', default: '1' },
        'power-kw': { type: 'string', default: '50' },
        speed: { type: 'string', default: '1' },
        card: { type: 'string' },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`)
    return process.exit(64)
  }
}

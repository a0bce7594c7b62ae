import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** What the process of the chargers is asked to do. */
export type ClientOrder =
  | { what: 'connect'; url: string; identities: readonly string[]; password: string | null; atOnce: number }
  /** Samples, as soon as the last of this charger is answered, until so many are. With a transaction each, or with none. */
  | { what: 'samples'; count: number }
  | { what: 'start' }
  /** Comes back with a session that it had while it was away. */
  | { what: 'storm'; url: string; identities: readonly string[]; password: string | null }
  | { what: 'close' }

export interface ClientReport {
  ms: number
  /** Of each call that was answered, in milliseconds. */
  latencies: number[]
  failed: number
}

interface Line {
  socket: WebSocket
  waiting: Map<string, { at: number; answered: (reply: object) => void; failed: (error: Error) => void }>
  transactionId: number | undefined
}

const lines = new Map<string, Line>()
let latencies: number[] = []
/** No meter goes back. */
let register = 0

/** A charger of 1.6, as small as one can be: thousands of them share the machine with what is measured. */
async function open(url: string, identity: string, password: string | null): Promise<Line> {
  const authorization = `Basic ${Buffer.from(`${identity}:${password}`).toString('base64')}`
  const headers = password === null ? {} : { authorization }
  const socket = new WebSocket(`${url}/${identity}`, ['ocpp1.6'], { headers, perMessageDeflate: false })
  const line: Line = { socket, waiting: new Map(), transactionId: undefined }
  socket.on('message', (data: Buffer) => {
    const [type, id, payload] = JSON.parse(data.toString()) as [number, string, object]
    const call = line.waiting.get(id)
    if (call === undefined) return
    line.waiting.delete(id)
    latencies.push(performance.now() - call.at)
    if (type === 3) call.answered(payload)
    else call.failed(new Error(data.toString()))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.on('error', reject)
  })
  socket.on('close', () => {
    for (const call of line.waiting.values()) call.failed(new Error('The line was closed.'))
  })
  lines.set(identity, line)
  return line
}

const call = (line: Line, action: string, payload: object): Promise<object> =>
  new Promise((answered, failed) => {
    const id = randomUUID()
    line.waiting.set(id, { at: performance.now(), answered, failed })
    line.socket.send(JSON.stringify([2, id, action, payload]))
  })

const meterValues = (transactionId: number | undefined, wh: number) => ({
  connectorId: 1,
  ...(transactionId !== undefined && { transactionId }),
  meterValue: [
    {
      timestamp: new Date().toISOString(),
      sampledValue: [
        { value: String(wh), context: 'Sample.Periodic', measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
        { value: '11000', context: 'Sample.Periodic', measurand: 'Power.Active.Import', unit: 'W' },
        { value: '16.1', context: 'Sample.Periodic', measurand: 'Current.Import', phase: 'L1', unit: 'A' },
      ],
    },
  ],
})

async function start(identity: string, line: Line): Promise<void> {
  const reply = await call(line, 'StartTransaction', {
    connectorId: 1,
    idTag: identity.slice(-20),
    meterStart: 0,
    timestamp: new Date().toISOString(),
  })
  line.transactionId = (reply as { transactionId: number }).transactionId
}

async function comeBack(url: string, identity: string, password: string | null): Promise<void> {
  const line = await open(url, identity, password)
  await call(line, 'BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'B1' })
  await call(line, 'StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' })
  await start(identity, line)
  for (const wh of [100, 200]) await call(line, 'MeterValues', meterValues(line.transactionId, wh))
  const stop = { transactionId: line.transactionId, meterStop: 300, timestamp: new Date().toISOString() }
  await call(line, 'StopTransaction', stop)
}

/** Each once, so many at a time. */
async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<number> {
  let [next, failed] = [0, 0]
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item).catch(() => failed++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return failed
}

async function obey(order: ClientOrder): Promise<number> {
  switch (order.what) {
    case 'connect':
      // It is taken on when its first call is answered.
      return each(order.identities, order.atOnce, async (identity) => {
        await call(await open(order.url, identity, order.password), 'Heartbeat', {})
      })
    case 'start':
      return each([...lines], 50, ([identity, line]) => start(identity, line))
    case 'samples': {
      let left = order.count
      const talk = async (line: Line): Promise<void> => {
        while (left-- > 0) await call(line, 'MeterValues', meterValues(line.transactionId, ++register))
      }
      return each([...lines.values()], lines.size, talk)
    }
    case 'storm':
      return each(order.identities, order.identities.length, (identity) => comeBack(order.url, identity, order.password))
    case 'close': {
      const open = [...lines.values()]
      lines.clear()
      await Promise.all(
        open.map(({ socket }) => {
          const closed = new Promise((resolve) => socket.once('close', resolve))
          socket.terminate()
          return closed
        }),
      )
      return 0
    }
  }
}

process.on('message', (order: ClientOrder) => {
  latencies = []
  const begun = performance.now()
  void obey(order).then((failed) => {
    const report: ClientReport = { ms: performance.now() - begun, latencies, failed }
    process.send?.(report)
  })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { WebSocketServer } from 'ws'

/** The floor: a bare WebSocket server that keeps every call with one INSERT, and then answers it. Run as a process: `DATABASE_URL`. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
await pool.query(
  'CREATE TABLE call (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, identity text, action text, payload jsonb)',
)

const http = createServer()
const server = new WebSocketServer({ server: http, handleProtocols: (offered) => [...offered][0] ?? false })
let transactions = 0
server.on('connection', (socket, { url }) => {
  const answer = async (text: string): Promise<void> => {
    const [, id, action, payload] = JSON.parse(text) as [number, string, string, object]
    await pool.query('INSERT INTO call (identity, action, payload) VALUES ($1, $2, $3)', [url, action, JSON.stringify(payload)])
    socket.send(JSON.stringify([3, id, replyTo(action)]))
  }
  socket.on('message', (data: Buffer) => void answer(data.toString()))
})

function replyTo(action: string): object {
  if (action === 'BootNotification') return { status: 'Accepted', currentTime: new Date().toISOString(), interval: 300 }
  if (action === 'StartTransaction') return { transactionId: ++transactions, idTagInfo: { status: 'Accepted' } }
  if (action === 'TransactionEvent') return { idTokenInfo: { status: 'Accepted' } }
  return {}
}

http.listen(0, '127.0.0.1', 4096, () => process.send?.((http.address() as AddressInfo).port))

import { connect } from '#db/connect.ts'
import { createLog } from '#lib/log.ts'
import type { PublicAgentOptions } from '#lib/http/public-agent.ts'
import { sealingKey } from '../endpoints/secret.ts'
import { SECRET_KEY } from '../partners.fixture.ts'
import type { PartnersTables } from '../tables.ts'
import { startSender } from './sender.ts'

// The process that sending.test.ts starts and kills: a sender of its own.
const { url, port, ca } = JSON.parse(process.argv[2] ?? '') as { url: string; port: number; ca: string }
const log = createLog('partners', { level: 'silent' })
const reach: PublicAgentOptions = {
  ports: [port],
  resolve: () => Promise.resolve(['127.0.0.1']),
  forTests: { ca, loopback: true },
}
const db = connect<PartnersTables>({ url, schema: 'partners', log, max: 4 })
const sender = await startSender({ db, url, log, sealing: sealingKey(SECRET_KEY), reach })
await sender.sweep()

import { createLocalBus } from '#lib/bus-local.ts'
import { createLog } from '#lib/log.ts'
import { box } from '../box.ts'
import type { Channel } from './channel.ts'

// The process that processes.test.ts starts and kills: the box as its environment says, with mails that go to the test by HTTP.
const wire: Channel = {
  name: 'EMAIL',
  ready: true,
  send: async ({ id }, signal) => {
    await fetch(`${process.env['TEST_WIRE']}/${id}`, { method: 'POST', signal })
    return { state: 'SENT', externalId: id }
  },
}
await box.open({
  config: box.config(process.env),
  bus: createLocalBus(),
  log: createLog('notifications', { level: 'silent' }),
  overrides: { channels: new Map([['EMAIL', wire]]) },
})
process.stdout.write('ready\n')

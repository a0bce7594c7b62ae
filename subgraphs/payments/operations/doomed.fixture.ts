import { createLocalBus } from '#lib/bus-local.ts'
import { createLog } from '#lib/log.ts'
import { box } from '../box.ts'

// The process that killed.test.ts starts and kills: the box as its environment says.
await box.open({ config: box.config(process.env), bus: createLocalBus(), log: createLog('payments', { level: 'silent' }) })
process.stdout.write('ready\n')

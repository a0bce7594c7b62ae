import type { Box } from '../box/definition.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import { createLog } from '../lib/log.ts'

// The process that `startDoomedBox` starts, and a test kills: a box as its environment says, on a bus of its own.
const { box } = (await import(process.argv[2] ?? '')) as { box: Box }
await box.open({
  config: box.config(process.env),
  bus: createLocalBus(),
  log: createLog(box.name, { level: process.env['TEST_LOG'] ?? 'silent' }),
})

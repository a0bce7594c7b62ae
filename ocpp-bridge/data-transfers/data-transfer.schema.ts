import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ReceivedTransfer } from './data-transfer.queries.ts'
import { transfersOf } from './data-transfer.service.ts'

const TransferRef = builder.objectRef<ReceivedTransfer>('ReceivedDataTransfer').implement({
  description: 'Something that a charger sent and only its maker understands (DataTransfer).',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    receivedAt: t.expose('received_at', { type: 'DateTime', description: 'When it came.' }),
    vendorId: t.exposeString('vendor_id', { description: 'Whose it is, as the charger says.' }),
    messageId: t.exposeString('message_id', { nullable: true, description: 'Which message it is; null where it did not say.' }),
    data: t.exposeString('data', {
      nullable: true,
      description: 'What it said: text, or JSON as text. Null where there was none.',
    }),
    status: t.exposeString('status', {
      description: 'What it was answered: Accepted where its maker is known here, else UnknownVendorId.',
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  dataTransfers: t.connection(
    {
      type: TransferRef,
      description: `What it sent that only its maker understands, the newest first. Kept for ${OCPP_LIMITS.keepDays.dataTransfers} days, the newest ${OCPP_LIMITS.dataTransferRows.toLocaleString('en')} at most. What was sent to it is among its commands.`,
      resolve: ({ station_id: id }, args, ctx) => transfersOf(ctx, id, args),
    },
    { name: 'ReceivedDataTransferConnection', description: 'A page of what a charger sent.' },
    { name: 'ReceivedDataTransferEdge', description: 'A place in what a charger sent.' },
  ),
}))

import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { SecurityEvent } from './security-event.queries.ts'
import { securityEventsOf } from './security-event.service.ts'

const SecurityEventRef = builder.objectRef<SecurityEvent>('SecurityEvent').implement({
  description: "Something that matters for a charger's security, as it says (SecurityEventNotification).",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    type: t.exposeString('type', {
      description: "What happened, in OCPP's words or the maker's, e.g. InvalidCentralSystemCertificate, TamperDetectionActivated.",
    }),
    techInfo: t.exposeString('tech_info', { nullable: true, description: 'What the charger adds; null where nothing.' }),
    reportedAt: t.expose('reported_at', { type: 'DateTime', description: "When it happened, by the charger's clock." }),
    receivedAt: t.expose('received_at', { type: 'DateTime', description: 'When it was heard.' }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  securityEvents: t.connection(
    {
      type: SecurityEventRef,
      description: `What it says of its security, the newest first. Kept for ${OCPP_LIMITS.keepDays.securityEvents} days, the newest ${OCPP_LIMITS.securityEvents.toLocaleString('en')} at most.`,
      resolve: ({ station_id: id }, args, ctx) => securityEventsOf(ctx, id, args),
    },
    { name: 'SecurityEventConnection', description: "A page of a charger's security events." },
    { name: 'SecurityEventEdge', description: "A place in a charger's security events." },
  ),
}))

import { builder } from './builder.ts'
import { SessionConnectionRef, SessionEdgeRef, SessionRef } from './session.schema.ts'
import { liveSessionOf, sessionsOf } from './session.service.ts'
import { UserRef } from './user-reference.schema.ts'

builder.objectFields(UserRef, (t) => ({
  chargingSessions: t.connection(
    {
      type: SessionRef,
      description: 'Their charging sessions, the newest first. For themselves and admins.',
      resolve: ({ id }, args, ctx) => sessionsOf(ctx, id, args),
    },
    SessionConnectionRef,
    SessionEdgeRef,
  ),
  activeChargingSession: t.field({
    type: SessionRef,
    nullable: true,
    description:
      'Their session that starts, runs or is suspended now, the newest of several; null when there is none. For themselves and admins.',
    resolve: ({ id }, _args, ctx) => liveSessionOf(ctx, id),
  }),
}))

import { builder } from './builder.ts'
import { DeedRef, ReadingRef, SessionRef } from './reference.schema.ts'
import { RewardRef } from './reward.schema.ts'
import { rewardOf } from './reward.service.ts'

builder.objectField(SessionRef, 'reward', (t) =>
  t.field({
    type: RewardRef,
    nullable: true,
    description: 'What it has earned; null when nothing, and for others than its driver and admins.',
    resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'CHARGING_SESSION', id),
  }),
)

builder.objectField(ReadingRef, 'reward', (t) =>
  t.field({
    type: RewardRef,
    nullable: true,
    description: 'What its kilometres have earned; null when nothing, and for others than its driver and admins.',
    resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'ODOMETER_READING', id),
  }),
)

builder.objectField(DeedRef, 'reward', (t) =>
  t.field({
    type: RewardRef,
    nullable: true,
    description: 'What it has earned; null when nothing, and for others than the one who did it and admins.',
    resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'COMMUNITY_DEED', id),
  }),
)

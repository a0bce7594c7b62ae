import { RewardRef, references } from './reward.schema.ts'
import { rewardOf } from './reward.service.ts'

references.SessionRef.implement({
  description: 'A charging session, as far as rewards go.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
  fields: (t) => ({
    reward: t.field({
      type: RewardRef,
      nullable: true,
      description: 'What it has earned; null when nothing, and for others than its driver and admins.',
      resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'CHARGING_SESSION', id),
    }),
  }),
})

references.ReadingRef.implement({
  description: 'An odometer reading, as far as rewards go.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
  fields: (t) => ({
    reward: t.field({
      type: RewardRef,
      nullable: true,
      description: 'What its kilometres have earned; null when nothing, and for others than its driver and admins.',
      resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'ODOMETER_READING', id),
    }),
  }),
})

references.DeedRef.implement({
  description: 'An eco-deed, as far as rewards go.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
  fields: (t) => ({
    reward: t.field({
      type: RewardRef,
      nullable: true,
      description: 'What it has earned; null when nothing, and for others than the one who did it and admins.',
      resolve: ({ id }, _args, ctx) => rewardOf(ctx, 'COMMUNITY_DEED', id),
    }),
  }),
})

import { RewardRef, references } from './reward.schema.ts'
import { rewardOfSession } from './reward.service.ts'

references.SessionRef.implement({
  description: 'A charging session, as far as rewards go.',
  externalFields: (t) => ({ id: t.field({ type: 'UUID' }) }),
  fields: (t) => ({
    reward: t.field({
      type: RewardRef,
      nullable: true,
      description: 'What it has earned; null when nothing, and for others than its driver and admins.',
      resolve: ({ id }, _args, ctx) => rewardOfSession(ctx, id),
    }),
  }),
})

import { newId } from '#lib/id.ts'
import type { Push } from './answer.ts'

/** A push of a test. */
export const push = (more: Partial<Push> = {}): Push => ({
  id: newId(),
  kind: 'CHARGING_COMPLETE',
  title: 'Charging is complete',
  body: '12.5 kWh at the station Behind the Barn',
  link: '/sessions/1',
  urgency: 1,
  ttlSeconds: 3_600,
  ...more,
})

import { builder } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'

export const TargetInput = builder.inputType('ChargingTargetInput', {
  description:
    'What a session is to reach: so much energy, or a state of charge; and by when. With a time alone it is a full battery.',
  fields: (t) => ({
    energyWh: t.field({ type: 'Wh', required: false, description: 'So much energy in all; not together with a state of charge.' }),
    socPercent: t.float({
      required: false,
      description: 'This state of charge of the battery, above 0 and up to 100 percent; not together with an energy.',
    }),
    readyBy: t.field({
      type: 'DateTime',
      required: false,
      description: `When the driver wants to leave; at most ${CHARGING_LIMITS.readyByDays} days ahead.`,
    }),
  }),
})

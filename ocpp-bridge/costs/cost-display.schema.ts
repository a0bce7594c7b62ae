import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { setCostDisplay } from './cost-display.service.ts'

builder.objectFields(ChargePointRef, (t) => ({
  showsCost: t.exposeBoolean('shows_cost', {
    description: 'Whether it is told what its sessions cost, to show it. Only a charger of OCPP 2.x is.',
  }),
}))

const CostDisplayInput = builder.inputType('SetCostDisplayInput', {
  description: 'Whether a charger shows costs.',
  fields: (t) => ({
    chargePointId: t.field({ type: 'UUID', description: 'Id of the station.' }),
    shows: t.boolean({ description: 'Whether it does.' }),
  }),
})

builder.mutationFields((t) => ({
  setCostDisplay: t.field({
    type: ChargePointRef,
    description:
      'Says whether a charger of your own shows its drivers what their session costs. It is then told the running cost twice a minute at most, and the total. It holds for sessions that begin from now on. Only in OCPP 2.x.',
    args: { input: t.arg({ type: CostDisplayInput, description: 'Which charger, and whether.' }) },
    resolve: (_root, { input: { chargePointId, shows } }, ctx) => setCostDisplay(ctx, chargePointId, shows),
  }),
}))

import { z } from 'zod'
import { WITHOUT_NUL } from '#lib/text.ts'
import { entity } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import type { VehicleRow } from '../tables.ts'
import { addVehicle, removeVehicle, updateVehicle, vehicleById } from './vehicle.service.ts'

export const Vehicle = builder.objectRef<VehicleRow>('Vehicle').implement({
  description: "A driver's vehicle. Others than the driver and admins do not see it.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the vehicle.' }),
    name: t.exposeString('name', { description: 'What the driver calls it.' }),
    make: t.exposeString('make', { nullable: true, description: 'Who built it.' }),
    model: t.exposeString('model', { nullable: true, description: 'Its model.' }),
    batteryCapacityWh: t.expose('battery_capacity_wh', {
      type: 'Wh',
      nullable: true,
      description: 'Usable capacity of its battery.',
    }),
    consumptionWhPerKm: t.exposeInt('consumption_wh_per_km', {
      nullable: true,
      description: 'What it uses on average, in Wh for each kilometre.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was added.' }),
  }),
})

entity(builder, Vehicle, (id, ctx) => vehicleById(ctx, id))

const label = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine(...WITHOUT_NUL)
/** Fields of a vehicle that may be left out. */
const MAKE = { required: false, description: 'Who built it, 1 to 60 characters.', validate: label.nullish() } as const
const MODEL = { required: false, description: 'Its model, 1 to 60 characters.', validate: label.nullish() } as const
const BATTERY = {
  type: 'Wh',
  required: false,
  description: 'Usable capacity of its battery, 1,000 to 2,000,000 Wh.',
  validate: z.number().min(1_000).max(2_000_000).nullish(),
} as const
const CONSUMPTION = {
  required: false,
  description: 'What it uses on average, 1 to 5,000 Wh for each kilometre.',
  validate: z.number().min(1).max(5_000).nullish(),
} as const

const AddVehicleInput = builder.inputType('AddVehicleInput', {
  description: 'A vehicle of the signed-in user.',
  fields: (t) => ({
    name: t.string({ description: 'What to call it, 1 to 60 characters.', validate: label }),
    make: t.string(MAKE),
    model: t.string(MODEL),
    batteryCapacityWh: t.field(BATTERY),
    consumptionWhPerKm: t.int(CONSUMPTION),
    idempotencyKey: t.field({
      type: 'UUID',
      required: false,
      description: 'Give the same key when you repeat a request: the vehicle is added once.',
    }),
  }),
})

const UpdateVehicleInput = builder.inputType('UpdateVehicleInput', {
  description: 'What is to change of a vehicle: what is left out stays, null takes a value away.',
  fields: (t) => ({
    vehicleId: t.field({ type: 'UUID', description: 'Id of the vehicle.' }),
    name: t.string({ required: false, description: 'What to call it, 1 to 60 characters; never null.', validate: label.nullish() }),
    make: t.string(MAKE),
    model: t.string(MODEL),
    batteryCapacityWh: t.field(BATTERY),
    consumptionWhPerKm: t.int(CONSUMPTION),
  }),
})

const RemoveVehicleInput = builder.inputType('RemoveVehicleInput', {
  description: 'A vehicle to remove.',
  fields: (t) => ({ vehicleId: t.field({ type: 'UUID', description: 'Id of the vehicle.' }) }),
})

const VehiclePayload = builder.objectRef<{ vehicle: VehicleRow }>('VehiclePayload').implement({
  description: 'A vehicle as it is now, or as it was when it was removed.',
  fields: (t) => ({ vehicle: t.expose('vehicle', { type: Vehicle, description: 'The vehicle.' }) }),
})

builder.mutationFields((t) => ({
  addVehicle: t.field({
    type: VehiclePayload,
    description: 'Adds a vehicle of the signed-in user.',
    args: { input: t.arg({ type: AddVehicleInput, description: 'The vehicle.' }) },
    resolve: async (_root, { input }, ctx) => ({ vehicle: await addVehicle(ctx, input) }),
  }),
  updateVehicle: t.field({
    type: VehiclePayload,
    description: "Changes a vehicle of the signed-in user. NOT_FOUND for others' as for unknown ones.",
    args: { input: t.arg({ type: UpdateVehicleInput, description: 'What is to change.' }) },
    resolve: async (_root, { input }, ctx) => ({ vehicle: await updateVehicle(ctx, input) }),
  }),
  removeVehicle: t.field({
    type: VehiclePayload,
    description: "Removes a vehicle of the signed-in user. NOT_FOUND for others' as for unknown ones.",
    args: { input: t.arg({ type: RemoveVehicleInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ vehicle: await removeVehicle(ctx, input) }),
  }),
}))

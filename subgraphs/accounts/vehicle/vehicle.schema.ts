import { z } from 'zod'
import { isSelf } from '#lib/access.ts'
import { text, WITHOUT_NUL } from '#lib/text.ts'
import { entity } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import type { VehicleRow } from '../tables.ts'
import { ConnectorStandardRef } from './connector-standard.ts'
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
    plate: t.string({
      nullable: true,
      description: 'Its number plate in capitals, without blanks and signs, e.g. KABC123; null for everybody but its driver.',
      resolve: ({ user_id, plate }, _args, { caller }) => (isSelf(caller, user_id) ? plate : null),
    }),
    plateCountry: t.string({
      nullable: true,
      description: 'Country of the plate, ISO 3166-1 alpha-2; null for everybody but its driver.',
      resolve: ({ user_id, plate_country }, _args, { caller }) => (isSelf(caller, user_id) ? plate_country : null),
    }),
    connectors: t.expose('connectors', {
      type: [ConnectorStandardRef],
      description: 'Plugs that it is charged by. Empty: not known.',
    }),
    maxAcPowerW: t.exposeInt('max_ac_power_w', { nullable: true, description: 'What its own charger takes of AC, in W.' }),
    maxDcPowerW: t.exposeInt('max_dc_power_w', { nullable: true, description: 'What it takes of DC at most, in W.' }),
    isDefault: t.exposeBoolean('is_default', {
      description: 'True for the one that the driver is taken to have come with. The first is, until another one is made so.',
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

const PLATE = {
  required: false,
  description: 'Its number plate, 1 to 12 letters and digits beside blanks and signs; with its country. Yours alone to see.',
  validate: text(30).nullish(),
} as const
const PLATE_COUNTRY = {
  required: false,
  description: 'Country of the plate, ISO 3166-1 alpha-2, e.g. NL.',
  validate: z.string().max(2).nullish(),
} as const
const CONNECTORS = {
  required: false,
  description: 'Plugs that it is charged by, at most five.',
  validate: z.array(z.string()).max(5).nullish(),
} as const
const MAX_AC = {
  required: false,
  description: 'What its own charger takes of AC, 1,000 to 100,000 W.',
  validate: z.number().min(1_000).max(100_000).nullish(),
} as const
const MAX_DC = {
  required: false,
  description: 'What it takes of DC at most, 1,000 to 5,000,000 W.',
  validate: z.number().min(1_000).max(5_000_000).nullish(),
} as const
const IS_DEFAULT = { required: false, description: 'True makes it the default in place of another one.' } as const

const AddVehicleInput = builder.inputType('AddVehicleInput', {
  description: 'A vehicle of the signed-in user.',
  fields: (t) => ({
    name: t.string({ description: 'What to call it, 1 to 60 characters.', validate: label }),
    make: t.string(MAKE),
    model: t.string(MODEL),
    batteryCapacityWh: t.field(BATTERY),
    consumptionWhPerKm: t.int(CONSUMPTION),
    plate: t.string(PLATE),
    plateCountry: t.string(PLATE_COUNTRY),
    connectors: t.field({ type: [ConnectorStandardRef], ...CONNECTORS }),
    maxAcPowerW: t.int(MAX_AC),
    maxDcPowerW: t.int(MAX_DC),
    isDefault: t.boolean(IS_DEFAULT),
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
    plate: t.string(PLATE),
    plateCountry: t.string(PLATE_COUNTRY),
    connectors: t.field({ type: [ConnectorStandardRef], ...CONNECTORS }),
    maxAcPowerW: t.int(MAX_AC),
    maxDcPowerW: t.int(MAX_DC),
    isDefault: t.boolean(IS_DEFAULT),
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

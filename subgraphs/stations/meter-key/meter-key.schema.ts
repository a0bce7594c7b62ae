import { z } from 'zod'
import { LONGEST_KEY } from '#lib/ocmf/key.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { EvseRef } from '../station.schema.ts'
import type { MeterKey } from '../tables.ts'
import { meterKeysOf, registerMeterKey, setMeterKeyEnd } from './meter-key.service.ts'

const MeterKeyRef = builder.objectRef<MeterKey>('MeterKey').implement({
  description:
    'The public key that a meter of an EVSE signs with. Signed meter values are checked with the keys registered here, never with one that a charger sends along.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the key.' }),
    meterSerial: t.exposeString('meter_serial', { description: "The meter's serial number, as its signed values name it." }),
    curve: t.exposeString('curve', { description: 'The elliptic curve, in the words of OCMF, e.g. secp256r1.' }),
    publicKey: t.exposeString('public_key', {
      description: 'SubjectPublicKeyInfo as DER in hexadecimal digits, as transparency software takes it.',
    }),
    validFrom: t.expose('valid_from', { type: 'DateTime', description: 'Sessions that end from then on may be signed with it.' }),
    validUntil: t.expose('valid_until', {
      type: 'DateTime',
      nullable: true,
      description: 'Sessions that begin from then on may not be signed with it; null while no end is set.',
    }),
    registeredAt: t.expose('registered_at', { type: 'DateTime', description: 'When it was registered.' }),
  }),
})

builder.objectFields(EvseRef, (t) => ({
  meterKeys: t.connection(
    {
      type: MeterKeyRef,
      description: 'The keys of its meters, ended ones too, in the order they were registered.',
      resolve: ({ id }, args, ctx) => meterKeysOf(ctx, id, args),
    },
    { name: 'MeterKeyConnection', description: "A page of meters' keys." },
    { name: 'MeterKeyEdge', description: "A meter's key in a list." },
  ),
}))

const RegisterMeterKeyInput = builder.inputType('RegisterMeterKeyInput', {
  description: "A meter's key.",
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again registers nothing and gives the same meter key.' }),
    evseId: t.field({ type: 'UUID', description: 'The EVSE that the meter measures.' }),
    meterSerial: t.string({
      description: "The meter's serial number as its signed values name it: MS of OCMF, or GS where there is no MS.",
      validate: someText(255),
    }),
    publicKey: t.string({
      description:
        'SubjectPublicKeyInfo in hexadecimal digits, base64, PEM or the envelope oca:base16:asn1. Curves: secp192k1, secp192r1, secp256k1, secp256r1, brainpool256r1, secp384r1, brainpool384r1.',
      validate: z.string().max(LONGEST_KEY, `At most ${LONGEST_KEY.toLocaleString('en')} characters.`),
    }),
    validFrom: t.field({ type: 'DateTime', required: false, description: 'From when on it is good; now without it.' }),
    validUntil: t.field({ type: 'DateTime', required: false, description: 'When it ends; without it, it does not.' }),
  }),
})

const SetMeterKeyEndInput = builder.inputType('SetMeterKeyEndInput', {
  description: 'When a key ends.',
  fields: (t) => ({
    meterKeyId: t.field({ type: 'UUID', description: 'The key.' }),
    validUntil: t.field({
      type: 'DateTime',
      required: false,
      description: 'When it ends, after it begins. Null or left out: it does not end.',
    }),
  }),
})

builder.mutationFields((t) => ({
  registerMeterKey: t.field({
    type: MeterKeyRef,
    description:
      "Registers the key that a meter at a station of your own signs with. The EVSE's other keys stay; setMeterKeyEnd ends one. Sessions that ended in the last days without a key are checked with it. CONFLICT when the meter has the key already, LIMIT_REACHED when the EVSE has 20 keys that have not ended, or did in the last 14 days.",
    args: { input: t.arg({ type: RegisterMeterKeyInput, description: 'The meter and its key.' }) },
    resolve: (_root, { input }, ctx) => registerMeterKey(ctx, input),
  }),
  setMeterKeyEnd: t.field({
    type: MeterKeyRef,
    description: 'Says when a key of a station of your own ends, or that it does not. Sessions that were checked stay as they are.',
    args: { input: t.arg({ type: SetMeterKeyEndInput, description: 'The key and its end.' }) },
    resolve: (_root, { input }, ctx) => setMeterKeyEnd(ctx, input),
  }),
}))

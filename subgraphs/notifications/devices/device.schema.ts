import { someText, text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../user.schema.ts'
import type { Device } from '../tables.ts'
import { devicesPage, registerDevice, unregisterDevice } from './device.service.ts'
import { DEVICE_LIMITS } from './limits.ts'

const KINDS: Readonly<Record<Device['kind'], { description: string }>> = {
  WEB: { description: 'A browser, by Web Push.' },
  FCM: { description: 'An app, by Firebase Cloud Messaging.' },
  APNS: { description: 'An app, by Apple’s push service.' },
}
const KindRef = builder.enumType('PushDeviceKind', { description: 'How a device gets pushes.', values: KINDS })

const DeviceRef = builder.objectRef<Device>('PushDevice').implement({
  description: 'Where somebody gets pushes. Its address is shown to nobody.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    kind: t.expose('kind', { type: KindRef, description: 'How it gets pushes.' }),
    name: t.exposeString('name', { nullable: true, description: 'What its user knows it by; null when nothing.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When its user registered it.' }),
    seenAt: t.expose('seen_at', { type: 'DateTime', description: 'When it was registered last.' }),
  }),
})

const WebInput = builder.inputType('WebPushInput', {
  description: 'A browser’s subscription, as `PushSubscription.toJSON()` gives it.',
  fields: (t) => ({
    endpoint: t.string({
      description: 'Where its push service takes pushes: https, at a push service that is known.',
      validate: someText(DEVICE_LIMITS.addressCharacters),
    }),
    p256dh: t.string({ description: 'Its public key, base64url.', validate: someText(100) }),
    auth: t.string({ description: 'Its secret, base64url.', validate: someText(40) }),
  }),
})
const FcmInput = builder.inputType('FcmDeviceInput', {
  description: 'An app that Firebase knows.',
  fields: (t) => ({
    token: t.string({
      description: 'Its registration token.',
      validate: someText(DEVICE_LIMITS.addressCharacters).regex(/^[\w:-]{8,}$/, 'A registration token of Firebase.'),
    }),
  }),
})
const ApnsInput = builder.inputType('ApnsDeviceInput', {
  description: 'An app that Apple’s push service knows.',
  fields: (t) => ({
    token: t.string({
      description: 'Its device token in hexadecimal digits.',
      validate: someText(200).regex(/^([\da-fA-F]{2}){32,100}$/, 'A device token in hexadecimal digits.'),
    }),
    topic: t.string({
      required: false,
      description: 'The bundle id of the app; left out, the platform’s first one.',
      validate: someText(200).nullish(),
    }),
    sandbox: t.boolean({ required: false, description: 'True for a developer’s build; left out, false.' }),
  }),
})

const RegisterInput = builder.inputType('RegisterDeviceInput', {
  description: 'A device that is to get pushes: one of `web`, `fcm` and `apns`.',
  fields: (t) => ({
    name: t.string({
      required: false,
      description: `What its user knows it by, up to ${DEVICE_LIMITS.nameCharacters} characters.`,
      validate: text(DEVICE_LIMITS.nameCharacters).nullish(),
    }),
    web: t.field({ type: WebInput, required: false, description: 'A browser.' }),
    fcm: t.field({ type: FcmInput, required: false, description: 'An app, by Firebase.' }),
    apns: t.field({ type: ApnsInput, required: false, description: 'An app, by Apple.' }),
  }),
})
const UnregisterInput = builder.inputType('UnregisterDeviceInput', {
  description: 'A device that is to get no more pushes.',
  fields: (t) => ({ deviceId: t.field({ type: 'UUID', description: 'Its id.' }) }),
})
const UnregisteredRef = builder.objectRef<{ deviceId: string }>('UnregisterDevicePayload').implement({
  description: 'A device that gets no more pushes.',
  fields: (t) => ({ deviceId: t.expose('deviceId', { type: 'UUID', description: 'The id that it had.' }) }),
})

builder.objectFields(UserRef, (t) => ({
  devices: t.connection(
    {
      type: DeviceRef,
      nullable: true,
      description: 'Where the user gets pushes, the newest first; null for others than the user.',
      resolve: ({ id }, args, ctx) => devicesPage(ctx, id, args),
    },
    { name: 'PushDeviceConnection', description: 'A page of somebody’s devices.' },
    { name: 'PushDeviceEdge', description: 'One of a page.' },
  ),
}))

builder.queryField('vapidPublicKey', (t) =>
  t.string({
    nullable: true,
    description:
      'What a browser subscribes to pushes with (`applicationServerKey`), base64url; null where pushes to browsers are not set up.',
    resolve: (_root, _args, ctx) => ctx.push.vapidPublicKey,
  }),
)

builder.mutationFields((t) => ({
  registerDevice: t.field({
    type: DeviceRef,
    description: `Has you get pushes on this device. Call it at each start of the client: addresses change, and one that its service does not know any more is removed. You may have ${DEVICE_LIMITS.perUser}; of more, the one that was registered longest ago goes. A device that was somebody else’s is yours then. It gets pushes until your sign-in is ended or runs out, and for 30 days without this call at most. CHANNEL_OFF: this kind is not set up here.`,
    args: { input: t.arg({ type: RegisterInput, description: 'The device.' }) },
    resolve: (_root, { input }, ctx) => registerDevice(ctx, input),
  }),
  unregisterDevice: t.field({
    type: UnregisteredRef,
    description:
      'Ends pushes to a device of yours. A sign-out does the same for the device that was registered by it. Where there is none, nothing happens.',
    args: { input: t.arg({ type: UnregisterInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => {
      await unregisterDevice(ctx, input.deviceId)
      return input
    },
  }),
}))

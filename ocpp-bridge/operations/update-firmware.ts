import { holdImage, imageAddress } from '../firmware/image.handler.ts'
import { followCommand } from '../runs/run.handler.ts'
import { runs } from '../runs/run.queries.ts'
import type { Json } from '../wire/frame.ts'
import { shownLocation, tries, withPassword } from './location.ts'
import { everywhere, operation, OperationRefused, type OperationContext } from './operation.ts'
import type { ChargePointCommand } from './command.queries.ts'
import type { Trx } from '../tables.ts'

export interface UpdateFirmware {
  /** Where the charger fetches it; without one, an image of ours. */
  location?: string | undefined
  imageId?: string | undefined
  /** Name and password of the location. */
  secret?: string | undefined
  retrieveAt: string
  installAt?: string | undefined
  retries?: number | undefined
  retryInterval?: number | undefined
}

export interface SignedUpdateFirmware extends UpdateFirmware {
  signingCertificate: string
  signature: string
}

/** 1.6 §5.19; 2.0.1 L02. */
export const updateFirmware = operation<UpdateFirmware>({
  description: 'Has a new firmware fetched and installed.',
  actions: everywhere('UpdateFirmware'),
  payload: async (input, about) => {
    if (about.version !== '1.6') return payloadOf(input, about)
    if (input.installAt !== undefined)
      throw new OperationRefused('A charger of OCPP 1.6 installs a firmware without signature as soon as it has it.')
    const { retrieveAt: retrieveDate, retries, retryInterval } = input
    return { location: await addressOf(input, about), retrieveDate, ...tries({ retries, retryInterval }) }
  },
  shown: (said) => ('location' in said ? { ...said, location: shownLocation(said['location']) } : shownFirmware(said)),
  accepted: ['Accepted', 'AcceptedCanceled'],
  changed: (trx, command, input) => follow(trx, command, input, false),
})

/** 1.6 security §5.18; 2.0.1 L01. */
export const signedUpdateFirmware = operation<SignedUpdateFirmware>({
  description: "Has a new firmware fetched and installed, whose maker's signature the charger checks.",
  actions: { ...everywhere('UpdateFirmware'), '1.6': 'SignedUpdateFirmware' },
  payload: payloadOf,
  shown: shownFirmware,
  accepted: ['Accepted', 'AcceptedCanceled'],
  changed: (trx, command, input) => follow(trx, command, input, true),
})

async function payloadOf(input: UpdateFirmware & Partial<SignedUpdateFirmware>, about: OperationContext): Promise<Json> {
  const { retrieveAt: retrieveDateTime, installAt, retries, retryInterval, signingCertificate, signature } = input
  const [run] = await runs(about.ctx.db, [about.commandId])
  return {
    requestId: run?.request_id,
    ...tries({ retries, retryInterval }),
    firmware: {
      location: await addressOf(input, about),
      retrieveDateTime,
      ...(installAt !== undefined && { installDateTime: installAt }),
      ...(signature !== undefined && { signingCertificate, signature }),
    },
  }
}

async function addressOf({ location, secret, imageId, retrieveAt }: UpdateFirmware, { ctx }: OperationContext): Promise<string> {
  if (location !== undefined) return withPassword({ location, secret })
  const address = imageId === undefined ? null : await imageAddress(ctx, imageId, new Date(retrieveAt))
  if (address === null) throw new OperationRefused('The image is not here.', 'FAILED')
  return address
}

/** What is shown of the call has no password. An answer has no firmware. */
function shownFirmware(said: Json): Json {
  const { firmware } = said
  if (firmware === undefined) return said
  const { location, ...rest } = firmware as Json
  return { ...said, firmware: { ...rest, location: shownLocation(location) } }
}

async function follow(trx: Trx, command: ChargePointCommand, input: UpdateFirmware, signed: boolean): Promise<void> {
  const { location = null, imageId = null, retrieveAt, installAt } = input
  if (imageId !== null && command.state === 'PENDING') await holdImage(trx, imageId)
  await followCommand(trx, command, () => ({
    kind: 'FIRMWARE',
    location,
    image_id: imageId,
    signed,
    begins_at: new Date(retrieveAt),
    installs_at: installAt === undefined ? null : new Date(installAt),
  }))
}

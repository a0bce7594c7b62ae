import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { passwordText } from '#lib/charger-password.ts'
import { dropNextPassword, noteNextPassword } from '../charge-point.queries.ts'
import type { Json } from '../wire/frame.ts'
import { everywhere, operation, OperationRefused, since201 } from './operation.ts'

const YES = ['Accepted', 'RebootRequired']

/**
 * Gives the charger a new password that nobody sees (1.6 security A01, 2.0.1 A01). It is made when it is sent. The old one stays good until
 * the charger has come with the new one, so a charger that did not hear it, or forgets it, is not locked out.
 */
export const rotatePassword = operation<object>({
  description: 'Gives the charger a new password that nobody sees.',
  actions: { ...everywhere('SetVariables'), '1.6': 'ChangeConfiguration' },
  payload: async (_input, { ctx: { db }, version, stationId }) => {
    // 20 bytes: 1.6 chargers take them as a key of 40 digits, 2.x ones as text.
    const password = randomBytes(20).toString('hex').toUpperCase()
    // Known before it is sent: the charger may come with it before its answer does.
    if (!(await noteNextPassword(db, stationId, await hash(passwordText(password)))))
      throw new OperationRefused(
        'It may have taken the last password that it was given. Have it connect again first, by a reset.',
        'FAILED',
      )
    if (version === '1.6') return { key: 'AuthorizationKey', value: password }
    const component = { name: 'SecurityCtrlr' }
    return { setVariableData: [{ component, variable: { name: 'BasicAuthPassword' }, attributeValue: password }] }
  },
  word: wordOf,
  accepted: YES,
  shown: (said) => ('status' in said || 'setVariableResult' in said ? said : { password: 'not shown' }),
  answered: async (trx, { accepted, command }) => {
    if (!accepted) await dropNextPassword(trx, command.station_id)
  },
})

/** 2.x answers for each variable. */
function wordOf(reply: Json): unknown {
  const { status, setVariableResult } = reply as { status?: unknown; setVariableResult?: { attributeStatus?: unknown }[] }
  return status ?? setVariableResult?.[0]?.attributeStatus
}

export interface NetworkProfile {
  slot: number
  url: string
  securityProfile: number
  interface: string
  messageTimeoutSeconds: number
}

/**
 * 2.0.1 B09. The slot is only filled. The charger goes by it when NetworkConfigurationPriority names it (B10), and comes back to the next
 * of the list when it does not get through.
 */
export const setNetworkProfile = operation<NetworkProfile>({
  description: 'Fills a slot with an address of a central system, to which the charger may be sent later.',
  actions: since201('SetNetworkProfile'),
  payload: async (
    { slot, url, securityProfile, interface: ocppInterface, messageTimeoutSeconds },
    { ctx: { db }, version, identity },
  ) => {
    const connection = await db
      .selectFrom('connection')
      .select('security_profile')
      .where('identity', '=', identity)
      .executeTakeFirst()
    // 2.0.1 A05: a charger never goes back to a lower profile.
    if (securityProfile < (connection?.security_profile ?? 0))
      throw new OperationRefused(
        `The charger is connected with security profile ${connection?.security_profile}; a lower one is not for it.`,
        'FAILED',
      )
    return {
      configurationSlot: slot,
      connectionData: {
        ocppVersion: version === '2.1' ? 'OCPP21' : 'OCPP20',
        ocppTransport: 'JSON',
        ocppCsmsUrl: url,
        messageTimeout: messageTimeoutSeconds,
        securityProfile,
        ocppInterface,
      },
    }
  },
  repeatable: true,
})
